//! Percent-encoding: which characters stand as they are, and where.
//!
//! A value must never change the route: `/`, `?`, `#`, `%`, `:` and parentheses are always written as `%XX`. What stays
//! readable are characters that ids and file names are full of and that no service gives a meaning to.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

/// Unreserved characters of RFC 3986 stand; for function arguments and for values that share a segment with other text.
const STRICT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A value that is a whole segment.
const SEGMENT: &AsciiSet = &STRICT.remove(b'!').remove(b'*').remove(b',').remove(b'=').remove(b'@');

/// A value that is several segments.
const PATH: &AsciiSet = &SEGMENT.remove(b'/');

/// A query parameter's name: `$select`, `@odata.type`.
const QUERY_NAME: &AsciiSet = &STRICT.remove(b'$').remove(b'@');

/// A query parameter's value: OData expressions stay readable; `+`, `&`, `#`, `;` and `%` are escaped.
const QUERY_VALUE: &AsciiSet = &PATH.remove(b'$').remove(b'\'').remove(b'(').remove(b')').remove(b':');

/// Text of a template, or of an address written by the user: only what can't stand in a URL is escaped.
const LITERAL: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The same in a query.
const LITERAL_QUERY: &AsciiSet = &LITERAL.remove(b'?');

pub(crate) fn segment(out: &mut String, value: &str) {
    out.extend(utf8_percent_encode(value, SEGMENT));
}

pub(crate) fn path(out: &mut String, value: &str) {
    out.extend(utf8_percent_encode(value, PATH));
}

pub(crate) fn strict(out: &mut String, value: &str) {
    out.extend(utf8_percent_encode(value, STRICT));
}

pub(crate) fn query_name(out: &mut String, name: &str) {
    out.extend(utf8_percent_encode(name, QUERY_NAME));
}

pub(crate) fn query_value(out: &mut String, value: &str) {
    out.extend(utf8_percent_encode(value, QUERY_VALUE));
}

/// A `%` stands: it begins an escape already.
pub(crate) fn literal(out: &mut String, text: &str) {
    out.extend(utf8_percent_encode(text, LITERAL));
}

pub(crate) fn literal_query(out: &mut String, text: &str) {
    out.extend(utf8_percent_encode(text, LITERAL_QUERY));
}
