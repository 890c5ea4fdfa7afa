//! What follows the `?` of a route.

use super::call::{placeholder, split};
use super::name::kebab;
use super::template::is_ellipsis;
use crate::model::QueryValue;
use percent_encoding::percent_decode_str;

/// Reads the query that a text starts with, if it starts with one, and says how long it is.
pub(super) fn read(text: &str, repairs: &mut Vec<&'static str>) -> (Vec<(String, QueryValue)>, usize) {
    let (inner, len) = if let Some(inner) = text.strip_prefix("[?") {
        mended(repairs, "an optional query");
        (inner.trim_end().trim_end_matches(']'), text.len())
    } else if let Some(inner) = text.strip_prefix('?') {
        (inner, text.len())
    } else {
        return (Vec::new(), 0);
    };
    let mut pairs = Vec::new();
    for part in split(inner, '&') {
        let part = part.trim().trim_start_matches('?');
        if part.is_empty() || is_ellipsis(part) || placeholder(part).is_some() {
            continue;
        }
        pairs.push(pair(part, repairs));
    }
    (pairs, len)
}

fn pair(part: &str, repairs: &mut Vec<&'static str>) -> (String, QueryValue) {
    let (key, value) = match part.split_once('=') {
        Some((key, value)) => (key, value),
        None => match part.split_once(':').filter(|(_, value)| placeholder(value).is_some()) {
            Some((key, value)) => {
                mended(repairs, "`:` for `=` in the query");
                (key, value)
            }
            None => (part, ""),
        },
    };
    let key = decoded(key.trim());
    let value = value.trim();
    let parsed = match placeholder(value) {
        Some(inner) if is_type_name(inner) => QueryValue::Param(kebab(&key)),
        Some(inner) => QueryValue::Param(kebab(inner)),
        None if holds_placeholder(value) => QueryValue::Param(kebab(&key)),
        None => QueryValue::Literal(decoded(value)),
    };
    (key, parsed)
}

/// `{Boolean}` names no parameter.
fn is_type_name(text: &str) -> bool {
    ["boolean", "bool", "string", "int", "int32", "integer", "number", "date", "value"]
        .iter()
        .any(|t| text.eq_ignore_ascii_case(t))
}

/// Whether a `{x}` or `<x>` stands somewhere in a value.
fn holds_placeholder(value: &str) -> bool {
    [('{', '}'), ('<', '>')].into_iter().any(|(open, close)| {
        value
            .split_once(open)
            .and_then(|(_, rest)| rest.split_once(close))
            .is_some_and(|(inner, _)| !inner.trim().is_empty())
    })
}

/// As forms write it, which is what queries are read as: `+` is a blank.
fn decoded(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

fn mended(repairs: &mut Vec<&'static str>, what: &'static str) {
    if !repairs.contains(&what) {
        repairs.push(what);
    }
}
