//! Markdown to drafts. The only room that sees pulldown-cmark.
//!
//! [`markdown`] makes blocks of a page, [`page`] hands each to the reader of its kind; `json`, `http`, `route`, `type_expr` and
//! `facts` are the parsers for what stands inside them.

mod annotation;
mod columns;
mod doc_text;
mod enums;
mod examples;
mod facts;
mod http;
mod illustrated;
mod inline;
mod json;
mod links;
mod loose_table;
mod markdown;
mod methods;
mod page;
mod parameters;
mod permissions;
mod prose;
mod resource;
mod rich;
mod route;
mod routes;
mod run;
mod section;
mod stems;
mod type_expr;
mod types;

use crate::diagnostics::Diagnostic;
use crate::model::FileId;
use crate::model::draft::PageDraft;
use crate::source::{Document, SourceOptions, Sources};
pub(crate) use links::KnownPages;
use links::Links;

/// What reading any page of a docs set takes.
pub(crate) struct Pages<'a> {
    pub(crate) sources: &'a Sources,
    pub(crate) options: &'a SourceOptions,
    pub(crate) docs_url: Option<&'a str>,
    pub(crate) known: &'a KnownPages,
    /// Whether documentation text is wanted.
    pub(crate) docs: bool,
}

/// Reads one page: what it says, and what is odd about it.
pub(crate) fn read_page(all: &Pages<'_>, page: FileId) -> (PageDraft, Vec<Diagnostic>) {
    let Pages { sources, options, docs_url, known, docs } = *all;
    let mut diagnostics = Vec::new();
    let document = Document::new(sources, page, options, &mut diagnostics);
    let file = sources.file(page);
    let links = Links { page: &file.path, docs_url, pages: known, docs };
    let blocks = match is_fragment(&file.path) {
        true => Vec::new(),
        false => markdown::blocks(&document, &mut diagnostics),
    };
    let mut draft = page::read(&document, &links, &blocks, &mut diagnostics);
    if file.text.is_err() {
        draft.unreadable = Some("the page is not UTF-8".to_owned());
    }
    (draft, diagnostics)
}

/// Whether a file is made to be included: it lies in a folder called `includes`. What it says belongs to the pages that
/// include it.
fn is_fragment(path: &str) -> bool {
    path.rsplit_once('/').is_some_and(|(folders, _)| folders.split('/').any(|f| f.eq_ignore_ascii_case("includes")))
}
