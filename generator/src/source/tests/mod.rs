//! Pages in, prepared Markdown and places out.

mod expand;
mod front_matter;
mod include;
mod spans;

use super::{Document, SourceOptions, Sources};
use crate::diagnostics::Diagnostic;

/// A docs set of `(path, text)` pages and includes.
fn sources(pages: &[(&str, &str)], includes: &[(&str, &str)]) -> Sources {
    let owned = |files: &[(&str, &str)]| {
        files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect::<Vec<_>>()
    };
    Sources::new(owned(pages), owned(includes))
}

/// The document of `api/page.md`, and what was said about it: `code line:column`.
fn document<'s>(sources: &'s Sources, options: &SourceOptions) -> (Document<'s>, Vec<String>) {
    let page = sources.find("api/page.md").expect("a page");
    let mut diagnostics = Vec::new();
    let document = Document::new(sources, page, options, &mut diagnostics);
    (document, diagnostics.iter().map(said).collect())
}

fn said(diagnostic: &Diagnostic) -> String {
    format!("{} {}:{}", diagnostic.code, diagnostic.span.line, diagnostic.span.column)
}

/// The Markdown of a page with nothing to include, white space at line ends and at the end taken off.
fn prepared(page: &str, options: &SourceOptions) -> (String, Vec<String>) {
    let sources = sources(&[("api/page.md", page)], &[]);
    let (document, said) = document(&sources, options);
    assert!(document.text().len() <= page.len(), "blanking keeps offsets");
    (visible(document.text()), said)
}

fn visible(text: &str) -> String {
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_end().to_owned()
}
