//! Lines of HTTP blocks: request lines, header lines and what continues a URL.

use crate::model::Method;
use crate::source;

/// A line without its line end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'t> {
    /// Byte offset in the block.
    pub(crate) offset: usize,
    /// Its text.
    pub(crate) text: &'t str,
    len_with_end: usize,
}

impl Line<'_> {
    /// Where the next line starts.
    pub(crate) fn end(&self) -> usize {
        self.offset + self.len_with_end
    }

    /// How many bytes of white space it starts with.
    pub(crate) fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }

    /// Empty, or a comment.
    pub(crate) fn is_passed_over(&self) -> bool {
        let text = self.text.trim_start();
        text.is_empty() || text.starts_with("//") || text.starts_with("# ") || text.starts_with("<!--")
    }

    /// Starts with what only a body starts with.
    pub(crate) fn opens_body(&self) -> bool {
        self.text.trim_start().starts_with(['{', '[', '<'])
    }
}

/// The lines of a block.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    source::lines(text).map(|(offset, whole)| Line {
        offset,
        text: whole.trim_end_matches(['\r', '\n']),
        len_with_end: whole.len(),
    })
}

/// The text from an offset on.
pub(crate) fn from(text: &str, offset: usize) -> &str {
    text.get(offset..).unwrap_or_default()
}

/// Reads a request line: the method, and the offset of what follows it.
///
/// Verbs occur in any case, with a colon behind them, or with no space before the path. So does prose that begins with a
/// verb ("Get the drive"): what follows must be an address, or, where the verb is in capitals, at least look like a path.
pub(crate) fn request_line(line: &str) -> Option<(Method, usize)> {
    let start = line.len() - line.trim_start().len();
    let word = line.bytes().skip(start).take_while(u8::is_ascii_alphabetic).count();
    let verb = line.get(start..start + word)?;
    let method = Method::parse(verb)?;
    let rest = from(line, start + word);
    let gap = rest.strip_prefix(':').unwrap_or(rest);
    let target = gap.trim_start();
    let apart = gap.len() > target.len() || target.starts_with('/');
    let shouted = verb.bytes().all(|b| b.is_ascii_uppercase());
    (apart && (is_target(target) || shouted && is_path(target))).then(|| (method, line.len() - target.len()))
}

/// Whether a text is an address beyond doubt: a URL, or something that begins with a slash.
pub(crate) fn is_target(text: &str) -> bool {
    let starts = |prefix: &str| text.get(..prefix.len()).is_some_and(|t| t.eq_ignore_ascii_case(prefix));
    let path = text.starts_with('/') && !text.starts_with("//") && !text.starts_with("/*");
    path || starts("https://") || starts("http://")
}

/// Whether a text is a path without its leading slash: `policies/{id}`, `users`, `{site-id}/lists`.
fn is_path(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    let others = from(text, first.len()).trim_start();
    let alone = others.is_empty() || others.starts_with("HTTP/") || others.starts_with('/');
    let marked = first.contains(['?', '{', '<', '(']);
    let path_like = |c: char| c.is_alphanumeric() || "/-_.~$?&=,;:@%+!*'(){}<>|[]…".contains(c);
    if first.is_empty() || !first.chars().all(path_like) || first.ends_with([':', ',', ';']) {
        return false;
    }
    alone || (marked && first.contains('/')) || first.contains('?')
}

/// Whether a line goes on with the URL of the request line above it, which is indented by `indent` bytes.
pub(crate) fn continues_url(line: &str, indent: usize) -> bool {
    let text = line.trim_start();
    let deeper = line.len() - text.len() > indent;
    match text.chars().next() {
        Some('?' | '&') => true,
        Some('/') => deeper && !text.starts_with("//") && !text.starts_with("/*"),
        Some('$') => deeper || is_option(text),
        Some('(') => deeper,
        Some('a' | 'o') => deeper && (text.starts_with("and ") || text.starts_with("or ")) && text.contains(" eq "),
        _ => false,
    }
}

/// `$skiptoken=x`: no body begins like that.
fn is_option(text: &str) -> bool {
    let name = text.strip_prefix('$').and_then(|rest| rest.split_once('=')).map(|(name, _)| name);
    name.is_some_and(|name| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic()))
}

/// A URL without `HTTP/1.1` at its end.
pub(crate) fn cut_version(url: &str) -> &str {
    let url = url.trim_end();
    let Some((before, last)) = url.rsplit_once(char::is_whitespace) else { return url };
    let version = last.get(..5).is_some_and(|p| p.eq_ignore_ascii_case("HTTP/"));
    let digits = last.get(5..).is_some_and(|v| v.starts_with(|c: char| c.is_ascii_digit()));
    if version && digits { before.trim_end() } else { url }
}

/// Reads a header line: a token, a colon, a value.
pub(crate) fn header_field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim();
    let is_token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
    let is_url = value.starts_with("//");
    (!name.is_empty() && !is_url && name.bytes().all(is_token)).then(|| (name, value.trim()))
}
