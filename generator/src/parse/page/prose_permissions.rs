//! Permissions that a page tells in prose, as sets did before they had tables: "One of the following **scopes** is required:
//! *Books.Read*". They are said of no kind of account, so they are documentation text alone.

use super::append;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::Doc;
use crate::model::draft::PageDraft;
use crate::parse::links::Links;
use crate::parse::permissions;
use crate::parse::rich::RichText;
use crate::source::Document;
use std::ops::Range;

/// The paragraphs of the Permissions section.
#[derive(Debug, Default)]
pub(super) struct Paragraphs<'t>(Vec<(Said<'t>, Range<usize>)>);

#[derive(Debug)]
enum Said<'t> {
    Prose(&'t RichText<'t>),
    /// A list that is indented so far that Markdown takes it for code.
    Code(&'t str),
}

impl Said<'_> {
    fn plain(&self) -> &str {
        match self {
            Said::Prose(text) => &text.plain,
            Said::Code(text) => text,
        }
    }

    fn doc(&self, links: &Links<'_>) -> Doc {
        match self {
            Said::Prose(text) => text.doc(links),
            Said::Code(text) => {
                let items = text.lines().map(|line| line.trim_start_matches([' ', '*', '-', '+']).trim_end());
                Doc(items.filter(|item| !item.is_empty()).collect::<Vec<_>>().join("; "))
            }
        }
    }
}

impl<'t> Paragraphs<'t> {
    /// Takes a paragraph, or an item of a list.
    pub(super) fn take(&mut self, text: &'t RichText<'t>, range: Range<usize>) {
        self.0.push((Said::Prose(text), range));
    }

    /// Takes a block of code without a language.
    pub(super) fn take_code(&mut self, text: &'t str, range: Range<usize>) {
        self.0.push((Said::Code(text), range));
    }

    /// Adds those that name permissions to a page's documentation text, the items of a list behind its lead.
    pub(super) fn add_to(
        self,
        page: &mut PageDraft,
        document: &Document<'_>,
        links: &Links<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let mut said = Doc::default();
        let mut first = None;
        let mut spoken_of = false;
        for (text, range) in self.0 {
            spoken_of |= permissions::are_spoken_of(text.plain());
            let names = permissions::are_named(text.plain(), spoken_of);
            if names {
                first.get_or_insert_with(|| document.span(range));
            }
            let doc = text.doc(links);
            if doc.is_empty() || !(names || text.plain().trim_end().ends_with(':')) {
                continue;
            }
            let before = match said.0.chars().next_back() {
                None => "Permissions: ",
                Some(':') => " ",
                Some(_) => "; ",
            };
            said.0.push_str(before);
            said.0.push_str(doc.0.trim());
        }
        let Some(first) = first else { return };
        append(&mut page.doc, &said);
        let message = "these permissions are said of no kind of account; only the documentation text has them";
        diagnostics.push(Diagnostic::new(Code::PermissionsInProse, first, message));
    }
}
