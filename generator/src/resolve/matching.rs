//! A concrete URL against a parsed template: which route an example uses, and with which values.
//!
//! Written for the generator's own templates and independent of the runtime's matcher, so that the generated tests compare
//! two implementations.

use crate::model::{ArgValue, Argument, ParamKind, PathTemplate, Piece, Segment, SegmentKind, is_guid, is_version};
use memchr::memchr2;
use std::borrow::Cow;

/// A URL of an example: path segments and query pairs below the API's base.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct ExampleUrl {
    /// Between the slashes, as written.
    pub segments: Vec<String>,
    /// Decoded pairs.
    pub query: Vec<(String, String)>,
}

impl ExampleUrl {
    /// Cuts an example's URL: scheme, host and version off, query decoded, raw blanks kept. Slashes inside the parentheses
    /// and quotes of a function do not separate. Placeholders that the docs left in become sample values: their names.
    pub(crate) fn read(url: &str) -> ExampleUrl {
        let url = url.trim();
        let path_and_query = match split_scheme(url) {
            Some((_, rest)) => rest.find(['/', '?']).and_then(|at| rest.get(at..)).unwrap_or_default(),
            None => url,
        };
        let path_and_query = fill(without_version(path_and_query));
        let (path, query) = split_query(&path_and_query);
        ExampleUrl { segments: split_path(path), query: query.map(read_query).unwrap_or_default() }
    }

    /// The segments with keys behind what they are of, `books('7')` as `books` and `7`; `None` if no segment has one in
    /// parentheses. Both mean the same (OData 4.01, URL Conventions, 4.3.6) where the template has `books` as a segment: else
    /// it may be a function.
    pub(crate) fn keys_as_segments(&self, template: &PathTemplate) -> Option<Vec<String>> {
        let has = |name: &str| {
            let is_it =
                |kind: &SegmentKind| matches!(kind, SegmentKind::Literal(text) if text.eq_ignore_ascii_case(name));
            template.segments.iter().any(|segment| is_it(&segment.kind))
        };
        let apart = |segment: &String| match keyed(segment).filter(|(name, _)| has(name)) {
            Some((name, key)) => vec![name.to_owned(), key],
            None => vec![segment.clone()],
        };
        let segments: Vec<String> = self.segments.iter().flat_map(apart).collect();
        (segments.len() > self.segments.len()).then_some(segments)
    }
}

/// What stands behind a version that begins a path. A placeholder for one is still one here.
fn without_version(path: &str) -> &str {
    let from = path.trim_start_matches('/');
    let (first, behind) = from.split_at(from.find(['/', '?']).unwrap_or(from.len()));
    if is_version(first.trim()) { behind } else { path }
}

/// A full URL's scheme, and what follows `://`. Other URLs stand in values of relative ones: `/find?url=https://x.test`.
pub(crate) fn split_scheme(url: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = url.split_once("://")?;
    let is_scheme = !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric());
    is_scheme.then_some((scheme, rest))
}

/// Replaces `{item-id}` and `<item-id>` by `item-id`. Braces around anything that is no name stay, and in the query those around
/// a GUID, which is written so in names of properties.
fn fill(url: &str) -> String {
    let query = url.find('?').unwrap_or(url.len());
    let mut out = String::with_capacity(url.len());
    let mut rest = url;
    while let Some(start) = memchr2(b'{', b'<', rest.as_bytes()) {
        let (before, from) = rest.split_at(start);
        out.push_str(before);
        let close = if from.starts_with('{') { '}' } else { '>' };
        let in_query = url.len() - from.len() > query;
        let inside = from.find(close).and_then(|end| from.get(1..end));
        let inside = inside.filter(|name| is_placeholder_name(name) && !(in_query && is_guid(name)));
        match inside {
            Some(name) => {
                let value = if is_guid(name) { name.into() } else { super::params::spelling(name) };
                out.push_str(&value);
                rest = from.get(name.len() + 2..).unwrap_or_default();
            }
            None => {
                out.push_str(from.get(..1).unwrap_or_default());
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    out + rest
}

fn is_placeholder_name(name: &str) -> bool {
    name.chars().any(char::is_alphanumeric)
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '|' | '.' | '/' | '@' | '#'))
}

/// Splits at the first `?` that no quotes enclose.
fn split_query(text: &str) -> (&str, Option<&str>) {
    let mut quoted = false;
    let mut depth = 0i32;
    for (i, byte) in text.bytes().enumerate() {
        match byte {
            b'\'' if depth > 0 => quoted = !quoted,
            b'(' if !quoted => depth += 1,
            b')' if !quoted => depth -= 1,
            b'?' if !quoted => return (text.get(..i).unwrap_or_default(), text.get(i + 1..)),
            _ => {}
        }
    }
    (text, None)
}

fn split_path(path: &str) -> Vec<String> {
    let mut quoted = false;
    let mut depth = 0i32;
    let count = |wanted| path.bytes().filter(|byte| *byte == wanted).count();
    let opened = count(b'(');
    let has_calls = opened > 0 && opened == count(b')');
    let segments = path.split(|c: char| {
        match c {
            _ if !has_calls => {}
            '\'' if depth > 0 => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            _ => {}
        }
        c == '/' && !quoted && depth <= 0
    });
    segments.map(str::trim).filter(|segment| !segment.is_empty()).map(str::to_owned).collect()
}

fn read_query(query: &str) -> Vec<(String, String)> {
    let parts = query.split('&').map(str::trim).filter(|p| !p.is_empty());
    parts
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (decode_query(name.trim()), decode_query(value.trim()))
        })
        .collect()
}

fn decode_query(text: &str) -> String {
    decode(&text.replace('+', " ")).into_owned()
}

/// Percent-decodes; what is no escape stays.
pub(crate) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while let Some(&byte) = bytes.get(i) {
        let hex = bytes
            .get(i + 1..i + 3)
            .and_then(|h| std::str::from_utf8(h).ok())
            .and_then(|h| u8::from_str_radix(h, 16).ok());
        match (byte, hex) {
            (b'%', Some(value)) => {
                out.push(value);
                i += 3;
            }
            _ => {
                out.push(byte);
                i += 1;
            }
        }
    }
    Cow::Owned(String::from_utf8_lossy(&out).into_owned())
}

/// Matches a URL's segments; gives one value per parameter, decoded, and a rank: the smaller, the more literal.
pub(crate) fn matches(template: &PathTemplate, segments: &[String]) -> Option<(Vec<String>, Vec<u8>)> {
    // Only paths take several segments.
    let has_path = || {
        template.segments.iter().any(|segment| segment.colon)
            || template.params.iter().any(|param| param.kind == ParamKind::Path)
    };
    if template.segments.len() != segments.len() && !has_path() {
        return None;
    }
    let mut found = Match { template, args: vec![String::new(); template.params.len()], rank: Vec::new() };
    found.run(&template.segments, segments, false)?;
    Some((found.args, found.rank))
}

struct Match<'t> {
    template: &'t PathTemplate,
    args: Vec<String>,
    rank: Vec<u8>,
}

impl Match<'_> {
    fn run(&mut self, template: &[Segment], url: &[String], in_path: bool) -> Option<()> {
        let Some((segment, rest)) = template.split_first() else {
            return url.is_empty().then_some(());
        };
        if let SegmentKind::Param(ix) = segment.kind
            && (in_path || self.kind(ix) == Some(ParamKind::Path))
        {
            return self.path(ix, segment, rest, url);
        }
        let (first, url) = url.split_first()?;
        let text = match (segment.colon, first.strip_suffix(':')) {
            (true, Some(text)) => text,
            (true, None) => return None,
            (false, _) => first,
        };
        self.segment(&segment.kind, text)?;
        self.run(rest, url, segment.colon && !in_path)
    }

    fn kind(&self, ix: usize) -> Option<ParamKind> {
        self.template.params.get(ix).map(|p| p.kind)
    }

    /// A colon path takes segments up to the one that ends in `:`, or all that are left.
    fn path(&mut self, ix: usize, segment: &Segment, rest: &[Segment], url: &[String]) -> Option<()> {
        let taken = if segment.colon {
            url.iter().position(|s| s.ends_with(':'))? + 1
        } else {
            url.len().checked_sub(rest.len()).filter(|n| *n > 0)?
        };
        let (mine, after) = url.split_at(taken);
        let joined = mine.join("/");
        let joined = if segment.colon { joined.trim_end_matches(':') } else { &joined };
        // `root:/a/b:/children` goes on behind the path: it isn't the item at that path.
        if !segment.colon && mine.iter().any(|s| s.ends_with(':')) {
            return None;
        }
        self.give(ix, decode(joined));
        self.rank.push(9);
        self.run(rest, after, false)
    }

    fn give(&mut self, ix: usize, value: Cow<'_, str>) {
        if let Some(slot) = self.args.get_mut(ix) {
            *slot = value.into_owned();
        }
    }

    fn segment(&mut self, kind: &SegmentKind, text: &str) -> Option<()> {
        match kind {
            SegmentKind::Literal(literal) => {
                self.rank.push(0);
                let plain = text.strip_suffix("()").unwrap_or(text);
                (decode(text).eq_ignore_ascii_case(literal) || plain.eq_ignore_ascii_case(literal)).then_some(())
            }
            SegmentKind::Function { name, args } => {
                self.rank.push(1);
                self.function(name, args, text)
            }
            SegmentKind::Mixed(pieces) => {
                self.rank.push(2);
                self.mixed(pieces, text)
            }
            SegmentKind::Param(ix) => {
                self.rank.push(3);
                if text.is_empty() || text.ends_with(':') || is_call(text) {
                    return None;
                }
                self.give(*ix, decode(text));
                Some(())
            }
        }
    }

    fn mixed(&mut self, pieces: &[Piece], text: &str) -> Option<()> {
        let mut rest = text;
        for (i, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Literal(literal) => rest = rest.strip_prefix(literal.as_str())?,
                Piece::Param(ix) => {
                    let end = match pieces.get(i + 1) {
                        Some(Piece::Literal(next)) => rest.find(next.as_str())?,
                        _ => rest.len(),
                    };
                    let (value, after) = rest.split_at(end);
                    self.give(*ix, decode(value));
                    rest = after;
                }
            }
        }
        rest.is_empty().then_some(())
    }

    fn function(&mut self, name: &str, args: &[Argument], text: &str) -> Option<()> {
        let (called, inside) = match text.split_once('(') {
            Some((called, inside)) => (called, inside.trim_end().strip_suffix(')')?),
            None => (text, ""),
        };
        if !called.trim().eq_ignore_ascii_case(name) {
            return None;
        }
        let given = split_args(inside);
        if given.len() != args.len() {
            return None;
        }
        for (position, arg) in args.iter().enumerate() {
            let value = match &arg.name {
                Some(wanted) => {
                    given.iter().find(|(n, _)| n.as_deref().is_some_and(|n| n.eq_ignore_ascii_case(wanted)))?
                }
                None => given.get(position).filter(|(n, _)| n.is_none())?,
            };
            self.argument(&arg.value, &value.1)?;
        }
        Some(())
    }

    fn argument(&mut self, value: &ArgValue, text: &str) -> Option<()> {
        match value {
            ArgValue::Literal(literal) => {
                self.rank.push(0);
                decode(text).eq_ignore_ascii_case(literal).then_some(())
            }
            ArgValue::Param(ix) => {
                self.rank.push(1);
                let quoted = self.kind(*ix) == Some(ParamKind::QuotedArgument);
                let inner = text.strip_prefix('\'').and_then(|t| t.strip_suffix('\''));
                let text = match (quoted, inner) {
                    (true, Some(inner)) => inner.replace("''", "'"),
                    (false, None) => text.to_owned(),
                    // `(address='<x>')` documented and `(address=<x>)` shown, or the other way round.
                    (true, None) | (false, Some(_)) => return None,
                };
                self.give(*ix, decode(&text));
                Some(())
            }
        }
    }
}

/// A segment's name and the key in parentheses behind it.
fn keyed(segment: &str) -> Option<(&str, String)> {
    let (name, inside) = segment.strip_suffix(')')?.split_once('(').filter(|(name, _)| is_name(name))?;
    let args = split_args(inside);
    let [(None, key)] = args.as_slice() else { return None };
    let quoted = key.strip_prefix('\'').and_then(|key| key.strip_suffix('\''));
    Some((name, quoted.map_or_else(|| key.clone(), |key| key.replace("''", "'"))))
}

/// Whether a segment is a call, and no id that happens to have parentheses: an address with `delta()` or `range(a='x')` is
/// that of a function, documented or not. A single value, `users('x')`, may be an id.
fn is_call(text: &str) -> bool {
    let Some((_, inside)) =
        text.strip_suffix(')').and_then(|text| text.split_once('(')).filter(|(name, _)| is_name(name))
    else {
        return false;
    };
    !matches!(split_args(inside).as_slice(), [(None, _)])
}

/// What functions are called: an id may have parentheses behind other text.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'))
}

/// The call with one argument, named or else at this position, replaced.
pub(crate) fn with_argument(call: &str, name: Option<&str>, position: usize, value: &str) -> String {
    let Some((called, inside)) = call.split_once('(') else { return call.to_owned() };
    let (inside, end) = match inside.trim_end().strip_suffix(')') {
        Some(inside) => (inside, ")"),
        None => (inside, ""),
    };
    let written = split_args(inside).into_iter().enumerate().map(|(at, (given, text))| {
        let is_it = match (name, &given) {
            (Some(name), Some(given)) => given.eq_ignore_ascii_case(name),
            (None, None) => at == position,
            _ => false,
        };
        let text = if is_it { value } else { &text };
        given.map_or_else(|| text.to_owned(), |given| format!("{given}={text}"))
    });
    format!("{called}({}{end}", written.collect::<Vec<_>>().join(","))
}

/// The call with its arguments in this order and no blanks about them: neither means anything.
pub(crate) fn in_order(call: &str, order: &[Argument]) -> String {
    let Some((called, inside)) = call.split_once('(') else { return call.to_owned() };
    let Some(inside) = inside.trim_end().strip_suffix(')') else { return call.to_owned() };
    let mut given = split_args(inside);
    let is_it = |name: &str, arg: &Argument| arg.name.as_deref().is_some_and(|it| it.eq_ignore_ascii_case(name));
    given.sort_by_key(|(name, _)| name.as_deref().and_then(|name| order.iter().position(|arg| is_it(name, arg))));
    let written =
        given.into_iter().map(|(name, text)| name.map_or_else(|| text.clone(), |name| format!("{name}={text}")));
    format!("{}({})", called.trim(), written.collect::<Vec<_>>().join(","))
}

/// The arguments of a call: `name=value` or a bare value, commas inside quotes and braces apart.
pub(crate) fn split_args(inside: &str) -> Vec<(Option<String>, String)> {
    let mut args = Vec::new();
    let mut arg = String::new();
    let mut quoted = false;
    let mut depth = 0i32;
    for c in inside.chars() {
        match c {
            '\'' => quoted = !quoted,
            '{' | '<' | '[' if !quoted => depth += 1,
            '}' | '>' | ']' if !quoted => depth -= 1,
            ',' if !quoted && depth <= 0 => {
                args.push(std::mem::take(&mut arg));
                continue;
            }
            _ => {}
        }
        arg.push(c);
    }
    args.push(arg);
    args.iter()
        .map(|a| a.trim())
        .filter(|a| !a.is_empty())
        .map(|a| match a.split_once('=').filter(|(n, _)| !n.contains('\'')) {
            Some((name, value)) => (Some(name.trim().to_owned()), value.trim().to_owned()),
            None => (None, a.to_owned()),
        })
        .collect()
}

#[cfg(test)]
mod tests;
