//! Writes a page out with its includes in place and everything that is no Markdown blanked.

use super::document::SourceOptions;
use super::files::Sources;
use super::front_matter::FrontMatter;
use super::include::{Directive, levels_above, resolve};
use super::scan::{Event, scan};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{FileId, Span};
use foldhash::HashSet;
use memchr::memchr2_iter;
use std::ops::Range;

/// Includes may nest this deep, be this many and make a page this long; beyond, somebody plays games.
const MAX_DEPTH: usize = 16;
const MAX_INCLUDES: usize = 10_000;
const MAX_LENGTH: usize = 16 << 20;

/// A stretch of the written text that stands, byte for byte, in one file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Segment {
    /// Where it starts in the written text. It ends where the next one starts.
    pub(super) out: usize,
    /// The file.
    pub(super) file: FileId,
    /// Where it starts there.
    pub(super) source: usize,
    /// It stands in no file: all of it is taken for this one place.
    pub(super) synthetic: bool,
}

/// A file's part that is written.
struct Part<'t> {
    file: FileId,
    text: &'t str,
    /// The offset of `text` in the file.
    base: usize,
}

pub(super) struct Expander<'s, 'd> {
    pub(super) sources: &'s Sources,
    pub(super) options: &'d SourceOptions,
    pub(super) diagnostics: &'d mut Vec<Diagnostic>,
    pub(super) out: String,
    pub(super) segments: Vec<Segment>,
    /// Files being written, the page first.
    stack: Vec<FileId>,
    /// What every line of a block include starts with, so that it stays in its list item or quote.
    prefix: String,
    /// How many files were written.
    written: usize,
    /// Includes that were reported missing.
    missing: HashSet<String>,
}

/// An open `[TAGS=]` block.
struct TagBlock {
    line: Range<usize>,
    kept: bool,
}

impl<'s, 'd> Expander<'s, 'd> {
    pub(super) fn new(
        sources: &'s Sources,
        options: &'d SourceOptions,
        diagnostics: &'d mut Vec<Diagnostic>,
    ) -> Expander<'s, 'd> {
        Expander {
            sources,
            options,
            diagnostics,
            out: String::new(),
            segments: Vec::new(),
            stack: Vec::new(),
            prefix: String::new(),
            written: 0,
            missing: HashSet::default(),
        }
    }

    /// Writes a file's text from an offset on, given what [`scan`] found there.
    pub(super) fn write(&mut self, file: FileId, base: usize, text: &'s str, events: &[Event<'s>]) {
        self.stack.push(file);
        self.written += 1;
        self.out.reserve(text.len());
        let part = Part { file, text, base };
        let mut blocks: Vec<TagBlock> = Vec::new();
        // How many of the open blocks are left out.
        let mut out_of = 0_usize;
        let mut at = 0;
        for event in events {
            let (Event::Include(Directive { range, .. })
            | Event::Tags(range, _)
            | Event::End(range)
            | Event::Marker(range)
            | Event::Translation(range)) = event;
            let left_out = out_of > 0;
            self.push(&part, at..range.start, left_out);
            at = range.end;
            match event {
                Event::Include(directive) if !left_out => self.include(&part, directive),
                Event::Tags(line, tags) => {
                    let kept = self.keeps(tags);
                    if !kept && !left_out {
                        self.report(
                            &part,
                            line,
                            Code::TagsLeftOut,
                            format!("left out: none of the tags `{tags}` is chosen"),
                        );
                    }
                    out_of += usize::from(!kept);
                    blocks.push(TagBlock { line: line.clone(), kept });
                    self.push(&part, range.clone(), true);
                }
                Event::End(_) => {
                    out_of -= usize::from(blocks.pop().is_some_and(|block| !block.kept));
                    self.push(&part, range.clone(), true);
                }
                Event::Include(_) | Event::Marker(_) => self.push(&part, range.clone(), true),
                // Spaces in its stead would make code of an indented line.
                Event::Translation(_) => {}
            }
        }
        self.push(&part, at..text.len(), out_of > 0);
        for block in blocks {
            self.report(&part, &block.line, Code::UnclosedTags, "this block has no `[END]`".to_owned());
        }
        self.stack.pop();
    }

    fn keeps(&self, tags: &str) -> bool {
        let Some(chosen) = &self.options.tags else { return true };
        tags.split(',').any(|tag| chosen.iter().any(|c| c.trim().eq_ignore_ascii_case(tag.trim())))
    }

    fn report(&mut self, part: &Part<'_>, range: &Range<usize>, code: Code, message: String) {
        let span = self.span(part, range);
        self.diagnostics.push(Diagnostic::new(code, span, message));
    }

    fn span(&self, part: &Part<'_>, range: &Range<usize>) -> Span {
        self.sources.span(part.file, part.base + range.start..part.base + range.end)
    }

    /// Writes what a directive names, or blanks it.
    fn include(&mut self, part: &Part<'s>, directive: &Directive<'s>) {
        let Some(included) = self.included(part, directive) else {
            return self.push(part, directive.range.clone(), true);
        };
        let text = self.sources.file(included).text_or_empty();
        let start = FrontMatter::end_in(text);
        let text = text.get(start..).unwrap_or_default();
        let start = start + (text.len() - text.trim_start_matches(['\r', '\n']).len());
        let text = text.trim_matches(['\r', '\n']);
        let events = scan(text);
        match block_prefix(part.text, &directive.range) {
            Some(prefix) => self.block(part, directive, &prefix, |it| it.write(included, start, text, &events)),
            None => {
                let from = self.out.len();
                self.write(included, start, text, &events);
                // A line break would end the table row or list item; a space has the same length.
                let tail = self.out.split_off(from);
                self.out.extend(tail.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
            }
        }
    }

    /// Sets a block include apart from the lines around it, each of its lines behind the container's prefix.
    fn block(&mut self, part: &Part<'s>, directive: &Directive<'s>, prefix: &str, write: impl FnOnce(&mut Self)) {
        let Range { start, end } = directive.range;
        let outer = self.prefix.clone();
        let separator = format!("\n{outer}{prefix}");
        self.prefix = format!("{outer}{prefix}");
        if runs_on_above(part.text, start) {
            self.push_synthetic(part, start, &separator);
        }
        write(self);
        if runs_on_below(part.text, end) {
            self.push_synthetic(part, end, &separator);
        }
        self.prefix = outer;
    }

    /// The file that a directive names, if it may be written.
    fn included(&mut self, part: &Part<'s>, directive: &Directive<'s>) -> Option<FileId> {
        let (sources, target) = (self.sources, directive.target);
        let path = resolve(target, &sources.file(part.file).path);
        let shown = path.as_deref().unwrap_or(target);
        // It is told where it is first asked for.
        if self.missing.contains(shown) {
            return None;
        }
        let found = path.as_deref().and_then(|path| sources.find(path));
        let (code, message) = match (&path, found) {
            (Some(path), _) if levels_above(path) > self.options.include_root_depth => {
                (Code::IncludeEscape, format!("`{target}` leaves the include root"))
            }
            (_, Some(file)) if self.stack.contains(&file) => {
                (Code::IncludeCycle, format!("`{target}` leads back to this file"))
            }
            (_, Some(_)) if self.is_full() => {
                (Code::IncludeLimit, format!("`{target}` is left out: the page includes too much or too deep"))
            }
            (_, Some(file)) => match sources.file(file).text {
                Ok(_) => return Some(file),
                Err(_) => (Code::NotUtf8, format!("the included file `{target}` is not UTF-8")),
            },
            (_, None) => {
                self.missing.insert(shown.to_owned());
                (Code::IncludeMissing, format!("there is no `{shown}`"))
            }
        };
        self.report(part, &directive.range, code, message);
        None
    }

    fn is_full(&self) -> bool {
        self.stack.len() >= MAX_DEPTH || self.written >= MAX_INCLUDES || self.out.len() >= MAX_LENGTH
    }

    /// Writes a stretch of a file, or spaces in its stead.
    fn push(&mut self, part: &Part<'_>, range: Range<usize>, blank: bool) {
        let Some(text) = part.text.get(range.clone()).filter(|t| !t.is_empty()) else { return };
        let mut at = range.start;
        if self.prefix.is_empty() {
            return self.push_raw(part, at, text, blank);
        }
        for line in text.split_inclusive('\n') {
            self.push_raw(part, at, line, blank);
            at += line.len();
            if line.ends_with('\n') {
                let prefix = std::mem::take(&mut self.prefix);
                self.push_synthetic(part, at, &prefix);
                self.prefix = prefix;
            }
        }
    }

    fn push_raw(&mut self, part: &Part<'_>, at: usize, text: &str, blank: bool) {
        let source = part.base + at;
        let runs_on = self.segments.last().is_some_and(|last| {
            !last.synthetic && last.file == part.file && last.source + (self.out.len() - last.out) == source
        });
        if !runs_on {
            self.segments.push(Segment { out: self.out.len(), file: part.file, source, synthetic: false });
        }
        if !blank {
            return self.out.push_str(text);
        }
        let mut start = 0;
        for end in memchr2_iter(b'\n', b'\r', text.as_bytes()) {
            self.push_spaces(end - start);
            self.out.push_str(text.get(end..=end).unwrap_or_default());
            start = end + 1;
        }
        self.push_spaces(text.len() - start);
    }

    fn push_spaces(&mut self, mut count: usize) {
        const SPACES: &str = "                                                                ";
        while count > 0 {
            let some = SPACES.get(..count).unwrap_or(SPACES);
            self.out.push_str(some);
            count -= some.len();
        }
    }

    fn push_synthetic(&mut self, part: &Part<'_>, at: usize, text: &str) {
        let out = self.out.len();
        self.segments.push(Segment { out, file: part.file, source: part.base + at, synthetic: true });
        self.out.push_str(text);
    }
}

/// What stands before a directive that has its line for itself, list markers turned to spaces; `None` if there is more
/// on the line.
fn block_prefix(text: &str, range: &Range<usize>) -> Option<String> {
    let before = text.get(..range.start)?.rsplit('\n').next()?;
    let after = text.get(range.end..)?.lines().next().unwrap_or_default();
    let markers = before.trim_start_matches([' ', '\t', '>']);
    let is_marker = markers.is_empty()
        || matches!(markers.trim_end(), "-" | "*" | "+")
        || markers.trim_end().trim_end_matches(['.', ')']).chars().all(|c| c.is_ascii_digit());
    (is_marker && after.trim().is_empty())
        .then(|| before.chars().map(|c| if matches!(c, '>' | '\t') { c } else { ' ' }).collect())
}

/// Whether the line above holds text that the include would run into.
fn runs_on_above(text: &str, at: usize) -> bool {
    let mut lines = text.get(..at).unwrap_or_default().rsplit('\n');
    let own = lines.next().unwrap_or_default();
    // After a list marker, an empty line would end the item.
    own.trim_matches([' ', '\t', '>']).is_empty() && lines.next().is_some_and(has_text)
}

fn runs_on_below(text: &str, at: usize) -> bool {
    text.get(at..).unwrap_or_default().lines().nth(1).is_some_and(has_text)
}

fn has_text(line: &str) -> bool {
    !line.trim_matches([' ', '\t', '\r', '>']).is_empty()
}
