//! Documentation attributes.
//!
//! The text comes from [`Doc`](crate::model::Doc), which is Markdown made safe; here it only becomes lines of literals.

use super::literal::is_bidi;
use crate::model::{Account, Doc, Operation};
use proc_macro2::TokenStream;
use quote::quote;

/// Lines of documentation, paragraph by paragraph.
#[derive(Default)]
pub(super) struct Docs {
    lines: Vec<String>,
}

impl Docs {
    /// Starts with a paragraph.
    pub(super) fn new(text: impl AsRef<str>) -> Self {
        Docs::default().paragraph(text)
    }

    /// Starts with what the docs say, or with the wire name if they say nothing.
    pub(super) fn or_name(doc: &Doc, wire: &str) -> Self {
        if doc.0.trim().is_empty() { Docs::new(format!("{}.", code(wire))) } else { Docs::new(&doc.0) }
    }

    /// Adds a paragraph, or several; nothing if there is no text.
    pub(super) fn paragraph(mut self, text: impl AsRef<str>) -> Self {
        let text = text.as_ref().trim_end();
        if text.trim().is_empty() {
            return self;
        }
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.extend(text.split(['\n', '\r']).map(|line| {
            // A leading slash would make `////`, which is no documentation; the space before each line prevents that.
            line.chars().filter(|c| !is_bidi(*c) && (!c.is_control() || *c == '\t')).collect()
        }));
        self
    }

    /// Adds a word such as "Required." where it holds and the docs' own text doesn't have it.
    pub(super) fn note(self, holds: bool, word: &str) -> Self {
        let bare = word.trim_end_matches('.').to_ascii_lowercase();
        let said = self.lines.iter().any(|line| line.to_ascii_lowercase().contains(&bare));
        if holds && !said { self.paragraph(word) } else { self }
    }

    /// Attributes for what follows.
    pub(super) fn outer(&self) -> TokenStream {
        let lines = self.literals();
        quote!(#(#[doc = #lines])*)
    }

    /// Attributes for the module.
    pub(super) fn inner(&self) -> TokenStream {
        let lines = self.literals();
        quote!(#(#![doc = #lines])*)
    }

    fn literals(&self) -> impl Iterator<Item = String> {
        self.lines.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") })
    }
}

/// Text as a Markdown code span, whatever backticks it holds.
pub(super) fn code(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if longest > 0 { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// The wire name as a search alias, where rustdoc takes it.
pub(super) fn alias(wire: &str, rust: &str) -> TokenStream {
    let odd = |c: char| c == '"' || c == '\'' || is_bidi(c) || c.is_control() || (c.is_whitespace() && c != ' ');
    if wire.is_empty() || wire == rust || wire.contains(odd) || wire.starts_with(' ') || wire.ends_with(' ') {
        return TokenStream::new();
    }
    quote!(#[doc(alias = #wire)])
}

/// `#[deprecated]`, with what the docs say about it in one line.
pub(super) fn deprecated(doc: Option<&Doc>) -> TokenStream {
    match doc {
        None => TokenStream::new(),
        Some(doc) if doc.is_empty() => quote!(#[deprecated]),
        Some(doc) => {
            let note = doc.0.split_whitespace().collect::<Vec<_>>().join(" ");
            quote!(#[deprecated(note = #note)])
        }
    }
}

/// The permissions as a Markdown table; empty if the docs say nothing.
pub(super) fn permissions(operation: &Operation, page: impl Fn(&crate::model::PermissionSet) -> String) -> String {
    let rows = &operation.permissions;
    if rows.is_empty() {
        return String::new();
    }
    let pages = operation.pages.len() > 1;
    let several = pages || rows.iter().any(|set| set.route_filter.is_some());
    let mut out = String::from("| Account | Permissions, least privileged first |");
    out.push_str(if several { " For |\n|---|---|---|" } else { "\n|---|---|" });
    for set in rows {
        let account = match set.account {
            Account::DelegatedWork => "Delegated, work or school",
            Account::DelegatedPersonal => "Delegated, personal",
            Account::Application => "Application",
        };
        let name = |name: &String| code(name).replace('|', "\\|");
        let together = |names: &Vec<String>| names.iter().map(name).collect::<Vec<_>>().join(" and ");
        let names: Vec<String> = set.alternatives.iter().map(together).collect();
        let names = match names.join(", ") {
            _ if !set.documented => "Not documented".to_owned(),
            names if names.is_empty() => "Not supported".to_owned(),
            names => names,
        };
        out.push_str(&format!("\n| {account} | {names} |"));
        if several {
            let page = (pages || set.route_filter.is_none()).then(|| page(set));
            let which: Vec<String> = set.route_filter.iter().chain(&page).map(|text| code(text)).collect();
            out.push_str(&format!(" {} |", which.join(", ").replace('|', "\\|")));
        }
    }
    out
}
