//! Front matter: the YAML between two `---` lines at the top of a page, as far as docs sets use it.
//!
//! `key: value` lines; quotes; comments; lists (`[a, b]` as written, `- a` joined by commas); values that run on over
//! further lines.

use super::cut::lines;
use memchr::{memchr2, memmem};
use std::borrow::Cow;
use std::ops::Range;

/// The front matter of one file.
#[derive(Debug, Default)]
pub(super) struct FrontMatter<'t> {
    /// Where the text after it starts; 0 if there is none.
    pub(super) end: usize,
    /// What can't be read.
    pub(super) problem: Option<(Range<usize>, &'static str)>,
    /// Keys, and values as written.
    entries: Vec<(&'t str, Cow<'t, str>)>,
    /// The last value opens a quote and does not close it.
    in_open_quote: bool,
}

impl<'t> FrontMatter<'t> {
    /// The value of a key, quotes taken off. Of two the first counts.
    pub(super) fn get(&self, key: &str) -> Option<Cow<'_, str>> {
        self.entries.iter().find(|(k, _)| k.eq_ignore_ascii_case(key)).map(|(_, value)| unquote(value))
    }

    /// Reads the front matter at the start of a text.
    pub(super) fn read(text: &'t str) -> FrontMatter<'t> {
        let Some((inner, end)) = block(text) else { return FrontMatter::default() };
        let Some(inner_text) = text.get(inner.clone()) else { return FrontMatter::default() };
        let Some(end) = end else {
            let first_line = first_line_of(text);
            return FrontMatter {
                problem: Some((first_line, "the front matter is never closed")),
                ..FrontMatter::default()
            };
        };
        let mut front = FrontMatter { end, ..FrontMatter::default() };
        front.read_entries(inner_text, inner.start);
        front
    }

    /// Where the text after the front matter starts; 0 if there is none.
    pub(super) fn end_in(text: &str) -> usize {
        block(text).and_then(|(_, end)| end).unwrap_or(0)
    }

    fn read_entries(&mut self, text: &'t str, base: usize) {
        for (at, line) in lines(text) {
            let line = line.trim_end();
            let indented = line.starts_with([' ', '\t']);
            let trimmed = line.trim_start();
            if trimmed.is_empty() || trimmed.starts_with('#') {
                continue;
            }
            match entry(trimmed) {
                Some((key, value)) if !indented && !self.in_open_quote => {
                    self.in_open_quote = opens_quote(value);
                    self.entries.push((key, Cow::Borrowed(value)));
                }
                _ if (indented || trimmed.starts_with("- ") || self.in_open_quote) && !self.entries.is_empty() => {
                    self.run_on(trimmed);
                }
                _ => {
                    let start = base + at;
                    self.problem.get_or_insert((start..start + line.len(), "this line is no `key: value`"));
                }
            }
        }
    }

    /// Adds a line that continues the last value.
    fn run_on(&mut self, line: &str) {
        let Some((_, value)) = self.entries.last_mut() else { return };
        let value = value.to_mut();
        if matches!(value.as_str(), ">" | "|" | ">-" | "|-") {
            value.clear();
        }
        let item = line.strip_prefix("- ");
        if !value.is_empty() {
            value.push_str(if item.is_some() { ", " } else { " " });
        }
        value.push_str(&item.map_or(Cow::Borrowed(line), unquote));
        self.in_open_quote = opens_quote(value);
    }
}

/// The lines between the markers, and the offset after the second one, if there is a second one.
fn block(text: &str) -> Option<(Range<usize>, Option<usize>)> {
    let lead = text.len() - text.trim_start().len();
    let opening = text.get(lead..)?;
    let (_, first) = lines(opening).next()?;
    if first.trim_end() != "---" || (lead > 0 && !text.get(..lead)?.ends_with('\n')) {
        return None;
    }
    let start = lead + first.len();
    let closing = lines(text.get(start..)?).find(|(_, line)| matches!(line.trim_end(), "---" | "..."));
    if let Some((at, line)) = closing {
        return Some((start..start + at, Some(start + at + line.len())));
    }
    // A lone rule at the top of a page is no front matter, unless `key:` follows.
    let second = text.get(start..)?.lines().next()?;
    entry(second.trim()).map(|_| (start..text.len(), None))
}

fn first_line_of(text: &str) -> Range<usize> {
    let lead = text.len() - text.trim_start().len();
    lead..lead + 3
}

/// Splits `key: value`, comment cut off.
fn entry(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let key = key.trim().trim_matches(['"', '\'']);
    let is_key =
        !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '@' | ' '));
    (is_key && (value.is_empty() || value.starts_with([' ', '\t', '"', '\''])))
        .then(|| (key, cut_comment(value.trim())))
}

fn cut_comment(value: &str) -> &str {
    if value.starts_with(['"', '\'']) {
        return value;
    }
    if value.starts_with('#') {
        return "";
    }
    memmem::find(value.as_bytes(), b" #").and_then(|at| value.get(..at)).map_or(value, str::trim_end)
}

/// Whether a value opens a quote and does not close it.
fn opens_quote(value: &str) -> bool {
    ['"', '\''].into_iter().any(|q| value.strip_prefix(q).is_some_and(|rest| closing_quote(rest, q).is_none()))
}

/// Where a quoted value ends. `\"` and `''` don't end it.
fn closing_quote(rest: &str, quote: char) -> Option<usize> {
    let (quote, escape) = if quote == '"' { (b'"', b'\\') } else { (b'\'', b'\'') };
    let mut from = 0;
    while let Some(at) = memchr2(quote, escape, rest.as_bytes().get(from..)?).map(|at| from + at) {
        let bytes = rest.as_bytes();
        let escapes = bytes.get(at) == Some(&escape) && (escape != quote || bytes.get(at + 1) == Some(&quote));
        if !escapes {
            return Some(at);
        }
        from = at + 2;
    }
    None
}

fn unquote(value: &str) -> Cow<'_, str> {
    let value = value.trim();
    for quote in ['"', '\''] {
        let Some(rest) = value.strip_prefix(quote) else { continue };
        let inner = closing_quote(rest, quote).and_then(|end| rest.get(..end)).unwrap_or(rest);
        return match quote {
            '"' if inner.contains('\\') => Cow::Owned(unescape(inner)),
            '\'' if inner.contains('\'') => Cow::Owned(inner.replace("''", "'")),
            _ => Cow::Borrowed(inner),
        };
    }
    Cow::Borrowed(value)
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some(other) => out.push(other),
                None => out.push('\\'),
            },
            (c, false) => out.push(c),
        }
    }
    out
}
