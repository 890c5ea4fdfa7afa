//! A page ready for the Markdown parser, and the way back from its offsets to the files.

use super::expand::{Expander, Segment};
use super::files::Sources;
use super::front_matter::FrontMatter;
use super::scan::scan;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{FileId, Span};
use std::borrow::Cow;
use std::ops::Range;

/// What of a docs set's text counts.
#[derive(Clone, Debug)]
pub struct SourceOptions {
    /// Which `[TAGS=]` blocks are kept: those with one of these tags, any case. `None` keeps all.
    pub tags: Option<Vec<String>>,
    /// How many folders above the docs folder an include may lie.
    pub include_root_depth: usize,
}

impl Default for SourceOptions {
    /// All tags, and includes from the docs folder's parent.
    fn default() -> Self {
        SourceOptions { tags: None, include_root_depth: 1 }
    }
}

/// A page with its front matter taken off, its includes in place and everything that is no Markdown blanked.
#[derive(Debug)]
pub struct Document<'s> {
    sources: &'s Sources,
    page: FileId,
    text: Cow<'s, str>,
    segments: Vec<Segment>,
    front: FrontMatter<'s>,
}

impl<'s> Document<'s> {
    /// Prepares a page. One that isn't UTF-8 gives an empty document and a diagnostic.
    pub fn new(
        sources: &'s Sources,
        page: FileId,
        options: &SourceOptions,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Document<'s> {
        let whole = match &sources.file(page).text {
            Ok(text) => text.as_str(),
            Err(error) => {
                let message = format!("byte {} is not UTF-8", error.offset);
                let span = Span { line: error.line, column: error.column, ..Span::file(page) };
                diagnostics.push(Diagnostic::new(Code::NotUtf8, span, message));
                ""
            }
        };
        let front = FrontMatter::read(whole);
        if let Some((range, message)) = &front.problem {
            diagnostics.push(Diagnostic::new(Code::FrontMatter, sources.span(page, range.clone()), *message));
        }
        let start = front.end;
        let body = whole.get(start..).unwrap_or_default();
        let events = scan(body);
        let (text, segments) = if events.is_empty() {
            (Cow::Borrowed(body), vec![Segment { out: 0, file: page, source: start, synthetic: false }])
        } else {
            let mut expander = Expander::new(sources, options, diagnostics);
            expander.write(page, start, body, &events);
            (Cow::Owned(expander.out), expander.segments)
        };
        Document { sources, page, text, segments, front }
    }

    /// The page.
    pub fn file(&self) -> FileId {
        self.page
    }

    /// The Markdown. Its offsets are what [`Document::span`] takes.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The value of a front matter key, quotes taken off; the items of a list are joined by commas.
    pub fn front_matter(&self, key: &str) -> Option<Cow<'_, str>> {
        self.front.get(key)
    }

    /// Where a range of the text really stands: in the page, or in what it includes. A range that runs over the edge of
    /// an include ends there.
    pub fn span(&self, range: Range<usize>) -> Span {
        let next = self.segments.partition_point(|segment| segment.out <= range.start);
        let Some(segment) = next.checked_sub(1).and_then(|i| self.segments.get(i)) else {
            return Span::file(self.page);
        };
        if segment.synthetic {
            return self.sources.span(segment.file, segment.source..segment.source);
        }
        let segment_end = self.segments.get(next).map_or(self.text.len(), |next| next.out);
        let start = segment.source + (range.start - segment.out);
        let end = self.source_end(segment, segment_end, range.end);
        self.sources.span(segment.file, start..end.max(start))
    }

    /// Where a range that starts in a segment ends in the segment's file.
    fn source_end(&self, first: &Segment, first_end: usize, end: usize) -> usize {
        if end > first_end {
            let at = self.segments.partition_point(|segment| segment.out < end);
            let last = at.checked_sub(1).and_then(|i| self.segments.get(i));
            if let Some(last) = last.filter(|last| last.file == first.file && !last.synthetic) {
                return last.source + (end - last.out);
            }
        }
        first.source + (end.min(first_end) - first.out)
    }
}
