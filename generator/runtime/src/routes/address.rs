//! Reading the path of an address: segments, colons, calls. Templates are cut by the same rules.

use percent_encoding::percent_decode_str;
use std::borrow::Cow;

/// A segment of an address, still percent-encoded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Part<'p> {
    /// Where it begins in the path.
    pub(super) start: usize,
    /// Without the colon that may end it.
    pub(super) text: &'p str,
    /// A `:` ends it: a path of its own begins or ends here.
    pub(super) colon: bool,
    /// It is shaped like a call: `delta()`, `search(q='x')`, `users('x')`.
    pub(super) call: Option<Call<'p>>,
}

/// A segment shaped like a call.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Call<'p> {
    pub(super) name: &'p str,
    pub(super) args: Vec<CallArg<'p>>,
}

/// An argument of a call, or a key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct CallArg<'p> {
    pub(super) name: Option<&'p str>,
    /// The type before the quotes: `microsoft.graph.timeZoneStandard'Iana'`, `duration'P1D'`.
    pub(super) prefix: &'p str,
    /// Decoded, without prefix and quotes.
    pub(super) value: Cow<'p, str>,
    pub(super) quoted: bool,
    /// All of the value, as it is written.
    pub(super) text: &'p str,
}

impl Part<'_> {
    /// Where its text ends in the path.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// A quote as it is written, and as it is escaped.
const QUOTES: [&str; 2] = ["'", "%27"];

/// Cuts a path into segments. Empty ones don't count; a query or fragment is left out. Within the quotes of a call every
/// character is text, the slash and the question mark too.
pub(super) fn parts(path: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::with_capacity(12);
    let mut start = 0;
    let mut open = None;
    let mut at = 0;
    let bytes = path.as_bytes();
    loop {
        match bytes.get(at) {
            Some(b'(') if open.is_none() => {
                if let Some(close) = closing(path, at) {
                    open = Some((at, close));
                    at = close;
                }
                at += 1;
            }
            Some(b'/') => {
                push(&mut parts, path, start, at, open.take());
                at += 1;
                start = at;
            }
            None | Some(b'?' | b'#') => {
                push(&mut parts, path, start, at, open);
                return parts;
            }
            Some(_) => at += 1,
        }
    }
}

fn push<'p>(parts: &mut Vec<Part<'p>>, path: &'p str, start: usize, end: usize, call: Option<(usize, usize)>) {
    let whole = &path[start..end];
    if whole.is_empty() {
        return;
    }
    let text = whole.strip_suffix(':').unwrap_or(whole);
    let call = call.filter(|(open, _)| *open > start);
    let call = call.map(|(open, close)| Call { name: &path[start..open], args: arguments(&path[open + 1..close]) });
    parts.push(Part { start, text, colon: text.len() < whole.len(), call });
}

/// Where the parenthesis at `open` is closed, if it makes its segment a call: the segment ends after it.
fn closing(path: &str, open: usize) -> Option<usize> {
    let mut at = open + 1;
    loop {
        let rest = &path[at..];
        if let Some(quote) = QUOTES.into_iter().find(|q| rest.starts_with(q)) {
            at += quoted_len(rest, quote)?;
            continue;
        }
        match rest.chars().next()? {
            ')' => {
                let after = &path[at + 1..];
                let after = after.strip_prefix(':').unwrap_or(after);
                return (after.is_empty() || after.starts_with(['/', '?', '#'])).then_some(at);
            }
            '/' | '?' | '#' => return None,
            c => at += c.len_utf8(),
        }
    }
}

/// Length of the quoted text that `text` begins with, quotes included. A doubled quote is text.
fn quoted_len(text: &str, quote: &str) -> Option<usize> {
    let mut at = quote.len();
    loop {
        at += text.get(at..)?.find(quote)? + quote.len();
        if !text[at..].starts_with(quote) {
            return Some(at);
        }
        at += quote.len();
    }
}

fn arguments(inner: &str) -> Vec<CallArg<'_>> {
    let mut args = Vec::new();
    let mut rest = inner;
    while !rest.is_empty() {
        let end = until_comma(rest);
        args.push(argument(&rest[..end]));
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    args
}

/// Where the first comma stands that is outside of quotes.
fn until_comma(text: &str) -> usize {
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if let Some(quote) = QUOTES.into_iter().find(|q| text[at..].starts_with(q)) {
            at += quoted_len(&text[at..], quote).unwrap_or(quote.len());
        } else if c == ',' {
            return at;
        } else {
            at += c.len_utf8();
        }
    }
    text.len()
}

fn argument(text: &str) -> CallArg<'_> {
    let text = trim(text);
    let (name, value) = match text.split_once('=') {
        Some((name, value)) if is_name(trim(name)) && !value.is_empty() => (Some(trim(name)), trim(value)),
        _ => (None, text),
    };
    match unquoted(value) {
        Some((prefix, inner)) => CallArg { name, prefix, value: undoubled(decoded(inner)), quoted: true, text: value },
        None => CallArg { name, prefix: "", value: decoded(value), quoted: false, text: value },
    }
}

/// What stands before the quotes and in them.
fn unquoted(value: &str) -> Option<(&str, &str)> {
    QUOTES.into_iter().find_map(|quote| {
        let (prefix, rest) = value.split_once(quote)?;
        Some((prefix, rest.strip_suffix(quote).filter(|_| prefix.is_empty() || is_name(prefix))?))
    })
}

/// A base64 key such as `abc=` has no name before its `=`: names are words.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'@' | b'.' | b'-'))
}

fn trim(text: &str) -> &str {
    let mut text = text.trim();
    while let Some(rest) = text.strip_prefix("%20") {
        text = rest.trim_start();
    }
    while let Some(rest) = text.strip_suffix("%20") {
        text = rest.trim_end();
    }
    text
}

fn undoubled(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains("''") { Cow::Owned(text.replace("''", "'")) } else { text }
}

/// Percent-decoded; what isn't UTF-8 then is replaced.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}
