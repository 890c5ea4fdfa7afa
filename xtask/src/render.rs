//! Diagnostics as rustc shows them: the sentence, the place, the line itself.

use crate::workspace;
use annotate_snippets::{AnnotationKind, Group, Level as Shown, Origin, Renderer, Snippet};
use docwright::config::ConfigError;
use docwright::diagnostics::{Diagnostic, Level};
use docwright::model::Span;
use docwright::source::{SourceFile, Sources};
use std::ops::Range;
use std::path::Path;

/// More lines than this of one place say nothing more.
const MOST_LINES: usize = 4;

/// Renders diagnostics of one docs set.
pub(crate) struct Diagnostics<'a> {
    renderer: Renderer,
    sources: &'a Sources,
    /// The docs folder, and how it is written before a page's path.
    docs: &'a Path,
    prefix: String,
}

impl<'a> Diagnostics<'a> {
    pub(crate) fn new(sources: &'a Sources, docs: &'a Path) -> Diagnostics<'a> {
        let prefix = workspace::slashes(&workspace::shown(docs));
        Diagnostics { renderer: Renderer::styled(), sources, docs, prefix }
    }

    /// The text of one diagnostic, with colours and a closing empty line.
    pub(crate) fn render(&self, diagnostic: &Diagnostic) -> String {
        let level = match diagnostic.level {
            Level::Error => Shown::ERROR,
            Level::Warning => Shown::WARNING,
            Level::Note | Level::Allow => Shown::NOTE,
        };
        let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.as_str());
        let mut report = vec![self.place(Group::with_title(title), diagnostic.span)];
        if let Some(related) = diagnostic.related {
            report.push(self.place(Group::with_title(Shown::NOTE.secondary_title("see also")), related));
        }
        format!("{}\n\n", self.renderer.render(&report))
    }

    /// A file's path as a person would write it.
    fn path(&self, file: &SourceFile) -> String {
        let above = file.path.starts_with("../").then(|| self.docs.join(&file.path).canonicalize().ok()).flatten();
        match above {
            Some(path) => workspace::slashes(&workspace::shown(&path)),
            None => format!("{}/{}", self.prefix, file.path),
        }
    }

    fn place(&self, group: Group<'a>, span: Span) -> Group<'a> {
        let file = self.sources.file(span.file);
        let path = self.path(file);
        match lines_around(file, span) {
            Some((first, text, range)) => group.element(
                Snippet::source(text).line_start(first).path(path).annotation(AnnotationKind::Primary.span(range)),
            ),
            None => group.element(Origin::path(path).line(span.line as usize).char_column(span.column as usize)),
        }
    }
}

/// The lines that a span touches: the first line's number, their text and the span within it. `None` where there is
/// nothing to show, or where a fixup has moved the text so that the span no longer fits it.
fn lines_around(file: &SourceFile, span: Span) -> Option<(usize, &str, Range<usize>)> {
    let text = file.text_or_empty();
    let (start, end) = (span.start as usize, span.end as usize);
    let from = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
    let mut ends = text.get(start..)?.match_indices('\n').map(|(at, _)| start + at).take(MOST_LINES);
    let first_end = ends.next().unwrap_or(text.len());
    let to = std::iter::once(first_end).chain(ends).find(|at| *at >= end).unwrap_or(first_end);
    let end = end.clamp(start, to);
    let lines = text.get(from..to).filter(|lines| !lines.trim().is_empty())?;
    text.is_char_boundary(end).then_some((span.line as usize, lines, start - from..end - from))
}

/// What is wrong with a docwright.toml, with its place.
pub(crate) fn config_error(path: &Path, text: &str, error: &ConfigError) -> String {
    let range = error.place.start as usize..error.place.end as usize;
    let snippet = Snippet::source(text).path(workspace::slashes(path)).annotation(AnnotationKind::Primary.span(range));
    let group = Shown::ERROR.primary_title(error.message.as_str()).element(snippet);
    Renderer::styled().render(&[group])
}
