//! The headers of a documented example, as its row has them and as its call sets them.

use super::literal::ident;
use super::setters;
use crate::model::{Example, HeaderField, Operation, ResponseType, is_of_the_client};
use proc_macro2::TokenStream;
use quote::quote;

/// The headers that the example is checked for: those that can be sent at all.
pub(super) fn headers(example: &Example) -> impl Iterator<Item = &HeaderField> {
    example.request.headers.iter().filter(|header| !is_of_the_client(&header.name) && can_be_sent(header))
}

/// The docs hold headers that aren't any.
pub(super) fn can_be_sent(header: &HeaderField) -> bool {
    is_token(&header.name) && !header.value.contains(|c: char| c.is_ascii_control() && c != '\t')
}

/// A header's name (RFC 9110, 5.6.2).
fn is_token(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

/// What the example says its body is.
pub(super) fn media_type(example: &Example) -> Option<&str> {
    headers(example).find(|header| header.name.eq_ignore_ascii_case("content-type")).map(|header| header.value.as_str())
}

/// The calls that set the headers, and whether one has no setter. The content type comes with the body.
pub(super) fn calls(operation: &Operation, example: &Example) -> (TokenStream, bool) {
    let setters = setters::setters(operation);
    let mut raw = false;
    let calls = headers(example).filter(|header| !is_sent_anyway(operation, header)).map(|header| {
        let HeaderField { name, value } = header;
        let setter = setters.iter().find(|setter| setter.header && setter.wire.eq_ignore_ascii_case(name));
        let function = setter.map(|setter| setter.rust.as_str()).or_else(|| setters::known_header(operation, name));
        let function = function.filter(|_| !example.request.repeats(name));
        match function.map(ident) {
            Some(function) => quote!(.#function(#value)),
            None => {
                raw = true;
                quote!(.header(#name, #value))
            }
        }
    });
    let calls = quote!(#(#calls)*);
    (calls, raw)
}

fn is_sent_anyway(operation: &Operation, header: &HeaderField) -> bool {
    header.name.eq_ignore_ascii_case("content-type")
        || header.name.eq_ignore_ascii_case("accept")
            && header.value == "application/json"
            && operation.output != ResponseType::Content
}
