//! Calls in a path: `search(q='{search-text}')`, `delta()`, `users('{id}')`.

use super::name::kebab;
use super::template::{Parser, is_ellipsis};
use crate::model::{ArgValue, Argument, ParamKind, Piece, SegmentKind, is_guid};
use memchr::memchr2;

/// The arguments' range in a text that starts with `(`, and the length up to what follows the call.
pub(super) struct ArgsRange {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) len: usize,
}

/// Whether a text can be a function's name, or a parameter's.
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
}

/// Finds the end of the arguments. A parenthesis that is never closed ends before the next segment.
pub(super) fn args_range(text: &str, parser: &mut Parser<'_>) -> ArgsRange {
    let mut depth = 0_usize;
    let mut slashes_belong = None;
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(b) = bytes.get(at) {
        let rest = bytes.get(at + 1..).unwrap_or_default();
        match b {
            b'(' => depth += 1,
            b')' if depth == 1 => return ArgsRange { start: 1, end: at, len: at + 1 },
            b')' => depth -= 1,
            b'\'' | b'"' => match memchr::memchr(*b, rest) {
                Some(end) => at += end + 1,
                None => parser.mended("a missing quote"),
            },
            b'{' => {
                at += memchr2(b'}', b'/', rest).filter(|end| rest.get(*end) == Some(&b'}')).map_or(0, |end| end + 1)
            }
            b'/' => {
                let closes = || memchr2(b'(', b')', rest).is_some_and(|i| rest.get(i) == Some(&b')'));
                if !*slashes_belong.get_or_insert_with(closes) {
                    break;
                }
            }
            _ => {}
        }
        at += 1;
    }
    parser.mended("a missing `)`");
    let end = at.min(bytes.len());
    ArgsRange { start: 1, end: end.max(1), len: end }
}

/// Reads a call. Arguments that the model can't hold, such as `microsoft.graph.timeZoneStandard'{x}'`, make it a mixed
/// segment.
pub(super) fn read(name: &str, args: &str, parser: &mut Parser<'_>) -> SegmentKind {
    let params = parser.params_len();
    let mut read = Vec::new();
    for text in split(args, ',') {
        let trimmed = text.trim();
        if trimmed.is_empty() || is_ellipsis(trimmed) {
            continue;
        }
        match argument(trimmed, parser) {
            Some(argument) => read.push(argument),
            None => {
                parser.forget_params(params);
                return mixed(name, args, parser);
            }
        }
    }
    if args.contains([' ', '\t']) && split(args, ',').iter().any(|a| a.trim() != *a || spaced(a)) {
        parser.mended("spaces in the arguments");
    }
    SegmentKind::Function { name: name.to_owned(), args: read }
}

fn spaced(argument: &str) -> bool {
    argument.split_once('=').is_some_and(|(name, value)| name.trim() != name || value.trim() != value)
}

fn argument(text: &str, parser: &mut Parser<'_>) -> Option<Argument> {
    let (name, value) = match text.split_once('=') {
        Some((name, value)) if is_name(name.trim().trim_start_matches('@')) => (Some(name.trim()), value.trim()),
        _ => (None, text),
    };
    let value = match quoted(value) {
        Some(inner) => quoted_value(name, inner, value, parser)?,
        None => bare_value(name, value, parser)?,
    };
    Some(Argument { name: name.map(str::to_owned), value })
}

fn quoted(value: &str) -> Option<&str> {
    let open = value.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    let inner = value.get(1..)?;
    // A missing second quote has been reported.
    Some(inner.strip_suffix(open).unwrap_or(inner))
}

fn quoted_value(name: Option<&str>, inner: &str, value: &str, parser: &mut Parser<'_>) -> Option<ArgValue> {
    let kind = ParamKind::QuotedArgument;
    if let Some(placeholder) = placeholder(inner).or_else(|| unclosed(inner, parser)) {
        return Some(ArgValue::Param(parser.param(placeholder, kebab(placeholder), kind)));
    }
    if inner.contains(['{', '<']) {
        return None;
    }
    if says_value(name, inner) {
        return Some(ArgValue::Param(parser.param(inner, kebab(name.unwrap_or(inner)), kind)));
    }
    let literal = if value.starts_with('\'') && value.len() > 1 && value.ends_with('\'') {
        value.to_owned()
    } else {
        format!("'{inner}'")
    };
    Some(ArgValue::Literal(literal))
}

fn bare_value(name: Option<&str>, value: &str, parser: &mut Parser<'_>) -> Option<ArgValue> {
    let kind = ParamKind::BareArgument;
    if let Some(placeholder) = placeholder(value).or_else(|| unclosed(value, parser)) {
        return Some(ArgValue::Param(parser.param(placeholder, kebab(placeholder), kind)));
    }
    if value.contains(['{', '<', '\'', '"']) {
        return None;
    }
    if is_literal(value) {
        return Some(ArgValue::Literal(value.to_owned()));
    }
    Some(ArgValue::Param(parser.param(value, kebab(name.unwrap_or(value)), kind)))
}

/// The inside of `{x}` or `<x>`, if that is all.
pub(super) fn placeholder(text: &str) -> Option<&str> {
    let text = text.trim();
    let inner = text
        .strip_prefix('{')
        .and_then(|t| t.strip_suffix('}'))
        .or_else(|| text.strip_prefix('<').and_then(|t| t.strip_suffix('>')))?;
    let inner = inner.trim_matches(['{', '}', '<', '>', ' ', '\'', '"']);
    (!inner.is_empty() && !inner.contains(['{', '}', '<', '>'])).then_some(inner)
}

/// The name in `{x`, if that is all.
fn unclosed<'t>(text: &'t str, parser: &mut Parser<'_>) -> Option<&'t str> {
    let name = text.trim().strip_prefix('{').filter(|name| is_name(name))?;
    parser.mended("a missing `}`");
    Some(name)
}

/// Whether a quoted text only says that a value belongs there. A key without a name is the caller's where it is called an id.
fn says_value(name: Option<&str>, text: &str) -> bool {
    let own_name = name.is_some_and(|name| kebab(name) == kebab(text) && text.contains(char::is_alphabetic));
    let lower = text.to_ascii_lowercase();
    let key = name.is_none() && is_name(text) && kebab(text).rsplit('-').next() == Some("id");
    own_name || key || is_ellipsis(text) || lower == "string" || (lower.ends_with("value") && is_name(text))
}

/// A number, boolean, `null`, GUID, date, time or parameter alias.
fn is_literal(text: &str) -> bool {
    let number = text.strip_prefix(['-', '+']).unwrap_or(text).starts_with(|c: char| c.is_ascii_digit());
    number
        || text.starts_with('@')
        || is_guid(text)
        || ["true", "false", "null"].iter().any(|w| text.eq_ignore_ascii_case(w))
}

/// Splits at a separator that stands outside quotes, braces and parentheses.
pub(super) fn split(text: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut depth = 0_usize;
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(c),
            (None, '(' | '{' | '<') => depth += 1,
            (None, ')' | '}' | '>') => depth = depth.saturating_sub(1),
            (None, c) if c == separator && depth == 0 => {
                parts.push(text.get(start..at).unwrap_or_default());
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(text.get(start..).unwrap_or_default());
    parts
}

/// The call as text and parameters.
fn mixed(name: &str, args: &str, parser: &mut Parser<'_>) -> SegmentKind {
    let mut pieces = Vec::new();
    let mut literal = format!("{name}(");
    let mut rest = args;
    while let Some(open) = rest.find(['{', '<']) {
        let tail = rest.get(open..).unwrap_or_default();
        let len = tail.find(['}', '>']).map_or(tail.len(), |end| end + 1);
        let before = rest.get(..open).unwrap_or_default();
        literal.push_str(before);
        let shown = tail.get(..len).unwrap_or_default();
        let inner = placeholder(shown).unwrap_or_else(|| shown.trim_matches(['{', '<', '}', '>']));
        let kind = if before.ends_with('\'') { ParamKind::QuotedArgument } else { ParamKind::BareArgument };
        pieces.push(Piece::Literal(std::mem::take(&mut literal)));
        pieces.push(Piece::Param(parser.param(inner, kebab(inner), kind)));
        rest = tail.get(len..).unwrap_or_default();
    }
    literal.push_str(rest);
    // That it is missing has been reported.
    if args.matches('\'').count() % 2 == 1 {
        literal.push('\'');
    }
    literal.push(')');
    pieces.push(Piece::Literal(literal));
    if pieces.len() == 1 {
        let text = pieces.pop().map_or_else(String::new, |piece| match piece {
            Piece::Literal(text) => text,
            Piece::Param(_) => String::new(),
        });
        return SegmentKind::Literal(text);
    }
    SegmentKind::Mixed(pieces)
}
