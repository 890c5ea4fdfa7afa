//! Setters: what else a request of an operation takes, beyond the route's arguments and the body.

use super::docs::{self, Docs, code};
use super::literal::ident;
use super::scope::Scope;
use crate::model::{ArgType, Doc, Location, Name, Operation, Parameter, QueryOption};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

/// A setter of one operation.
#[derive(Debug)]
pub(super) struct Setter<'a> {
    pub(super) wire: &'a str,
    /// Sets a header; else a part of the query.
    pub(super) header: bool,
    /// The function.
    pub(super) rust: String,
    pub(super) ty: ArgType,
    doc: Option<&'a Doc>,
    pub(super) required: bool,
}

/// Methods that every `Request` has; a setter named like one of them gets an underscore.
const RESERVED: [&str; 45] = [
    "accept_language",
    "as_ref",
    "body",
    "build",
    "call",
    "clone",
    "consistency_level",
    "content",
    "count",
    "delta",
    "download",
    "expand",
    "filter",
    "format",
    "from",
    "header",
    "headers",
    "http_text",
    "if_match",
    "if_none_match",
    "into",
    "into_future",
    "items",
    "method",
    "order_by",
    "pages",
    "prefer",
    "query",
    "range",
    "response",
    "resume_delta",
    "retry",
    "route",
    "search",
    "select",
    "send",
    "set_header",
    "set_query",
    "skip",
    "skip_token",
    "start",
    "timeout",
    "top",
    "upload",
    "url",
];

/// The runtime's markers of the options that an operation takes; one for the eight of OData, if it takes them all.
pub(super) fn option_markers(operation: &Operation) -> Vec<&'static str> {
    let mut options = operation.options();
    let all = QueryOption::GENERAL.iter().all(|option| options.contains(option));
    if all {
        options.retain(|option| !QueryOption::GENERAL.contains(option));
    }
    all.then_some("OData").into_iter().chain(options.into_iter().map(option_marker)).collect()
}

/// The runtime's marker of an option.
fn option_marker(option: QueryOption) -> &'static str {
    match option {
        QueryOption::Select => "Select",
        QueryOption::Expand => "Expand",
        QueryOption::Filter => "Filter",
        QueryOption::OrderBy => "OrderBy",
        QueryOption::Search => "Search",
        QueryOption::Top => "Top",
        QueryOption::Skip => "Skip",
        QueryOption::Count => "Count",
        QueryOption::SkipToken => "SkipToken",
        QueryOption::Format => "Format",
    }
}

/// The function that sets an option.
pub(super) fn option_function(option: QueryOption) -> &'static str {
    match option {
        QueryOption::Select => "select",
        QueryOption::Expand => "expand",
        QueryOption::Filter => "filter",
        QueryOption::OrderBy => "order_by",
        QueryOption::Search => "search",
        QueryOption::Top => "top",
        QueryOption::Skip => "skip",
        QueryOption::Count => "count",
        QueryOption::SkipToken => "skip_token",
        QueryOption::Format => "format",
    }
}

/// Headers that every request has or that belong to the client.
const PLAIN_HEADERS: [&str; 5] = ["authorization", "accept", "content-type", "content-length", "host"];

/// Headers that the runtime has setters for, with the marker that allows them and the function.
const KNOWN_HEADERS: [(&str, &str, &str); 5] = [
    ("accept-language", "AcceptLanguage", "accept_language"),
    ("consistencylevel", "ConsistencyLevel", "consistency_level"),
    ("if-match", "IfMatch", "if_match"),
    ("if-none-match", "IfNoneMatch", "if_none_match"),
    ("prefer", "Prefer", "prefer"),
];

/// The markers of the documented headers that the runtime has setters for.
pub(super) fn header_markers(operation: &Operation) -> impl Iterator<Item = &'static str> {
    known_headers(operation).map(|(_, marker, _)| marker)
}

/// The runtime's function for a header that the operation documents.
pub(super) fn known_header(operation: &Operation, header: &str) -> Option<&'static str> {
    known_headers(operation).find(|(wire, ..)| wire.eq_ignore_ascii_case(header)).map(|(.., function)| function)
}

fn known_headers(operation: &Operation) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let documented = |wire: &str| in_place(operation, Location::Header).any(|p| p.name.wire.eq_ignore_ascii_case(wire));
    KNOWN_HEADERS.into_iter().filter(move |(wire, ..)| documented(wire))
}

fn is_plain_or_known(header: &str) -> bool {
    let mut others = PLAIN_HEADERS.iter().chain(KNOWN_HEADERS.iter().map(|(wire, ..)| wire));
    others.any(|other| other.eq_ignore_ascii_case(header))
}

fn in_place(operation: &Operation, location: Location) -> impl Iterator<Item = &Parameter> {
    operation.parameters.iter().filter(move |p| p.location == location)
}

/// Setters for query placeholders of the routes, documented query parameters and documented headers.
pub(super) fn setters(operation: &Operation) -> Vec<Setter<'_>> {
    let query = in_place(operation, Location::Query).map(|p| Found::new(p, false));
    let placeholders = operation.query_parts().into_iter().filter(|part| part.is_set_by_caller()).map(|part| Found {
        name: &part.name,
        ty: ArgType::Str,
        header: false,
        doc: None,
        required: part.required,
    });
    let headers =
        in_place(operation, Location::Header).filter(|p| !is_plain_or_known(&p.name.wire)).map(|p| Found::new(p, true));
    let mut wires = BTreeSet::new();
    let mut names = BTreeSet::new();
    let mut setters = Vec::new();
    for found in query.chain(placeholders).chain(headers) {
        let wire = found.name.wire.as_str();
        if (!found.header && QueryOption::parse(wire).is_some())
            || !wires.insert((found.header, wire.to_ascii_lowercase()))
        {
            continue;
        }
        let mut rust = found.name.rust.clone();
        while RESERVED.contains(&rust.as_str()) || !names.insert(rust.clone()) {
            rust.push('_');
        }
        let Found { header, ty, doc, required, .. } = found;
        setters.push(Setter { wire, header, rust, ty, doc, required });
    }
    setters
}

/// What a setter is made from.
struct Found<'a> {
    name: &'a Name,
    header: bool,
    ty: ArgType,
    doc: Option<&'a Doc>,
    required: bool,
}

impl<'a> Found<'a> {
    fn new(parameter: &'a Parameter, header: bool) -> Self {
        let ty = if header { ArgType::Str } else { ArgType::of(parameter.ty) };
        Found { name: &parameter.name, header, ty, doc: Some(&parameter.doc), required: parameter.required }
    }
}

/// The functions on the operation's requests.
pub(super) fn emit(scope: &Scope<'_>, marker: &str, setters: &[Setter<'_>]) -> TokenStream {
    if setters.is_empty() {
        return TokenStream::new();
    }
    let request = scope.krate("Request");
    let marker = ident(marker);
    let functions = setters.iter().map(function);
    quote! {
        impl #request<#marker> { #(#functions)* }
    }
}

fn function(setter: &Setter<'_>) -> TokenStream {
    let Setter { wire, header, ty, doc, required, rust } = setter;
    let what = if *header { "the header" } else { "the query parameter" };
    let docs = Docs::new(format!("Sets {what} {}.", code(wire)))
        .paragraph(doc.map_or("", |doc| &doc.0))
        .note(*required, "Required.")
        .outer();
    let alias = docs::alias(wire, rust);
    let (name, argument) = (ident(rust), ty.tokens());
    let method = ident(if *header { "set_header" } else { "set_query" });
    let value = if *ty == ArgType::Str { quote!(value) } else { quote!(&value.to_string()) };
    quote! {
        #docs
        #alias
        pub fn #name(self, value: #argument) -> Self {
            self.#method(#wire, #value)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RESERVED;

    #[test]
    fn every_method_of_a_request_is_reserved() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/runtime/src/client_macro.rs");
        let source = std::fs::read_to_string(path).expect("the runtime's source");
        let (_, behind) = source.split_once("impl<Op: $crate::Operation> Request<Op>").expect("the methods");
        let (methods, _) = behind.split_once("Clone for Request<Op>").expect("their end");
        let names = methods.split("pub fn ").skip(1).filter_map(|rest| rest.split(['(', '<']).next());
        let names: Vec<&str> = names.collect();
        assert!(names.len() > 20, "{names:?}");
        for name in names {
            assert!(RESERVED.contains(&name), "{name}");
        }
    }
}
