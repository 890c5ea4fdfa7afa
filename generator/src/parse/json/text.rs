//! The relaxed reader's lower half: white space, comments, strings.

use super::relaxed::Reader;
use memchr::{memchr, memmem};
use std::borrow::Cow;

/// How far a string looks ahead to tell whether its quote was forgotten: enough for indentation, little enough to keep a
/// page of line breaks cheap.
const LOOK_AHEAD: usize = 200;

/// The quote that a string starts with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Quote {
    Double,
    Single,
    /// `“` or `”`: a word processor was here.
    Curly,
}

impl Quote {
    pub(super) fn open(text: &str) -> Option<Quote> {
        match text.chars().next()? {
            '"' => Some(Quote::Double),
            '\'' => Some(Quote::Single),
            '“' | '”' => Some(Quote::Curly),
            _ => None,
        }
    }

    pub(super) fn len(self) -> usize {
        match self {
            Quote::Double | Quote::Single => 1,
            Quote::Curly => '“'.len_utf8(),
        }
    }
}

impl<'t> Reader<'t> {
    /// Passes over white space and comments.
    pub(super) fn skip_space(&mut self) {
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let trimmed = rest.trim_start_matches(is_space);
            self.at += rest.len() - trimmed.len();
            let len = if trimmed.starts_with("//") {
                memchr(b'\n', trimmed.as_bytes()).unwrap_or(trimmed.len())
            } else if trimmed.starts_with("/*") {
                memmem::find(trimmed.as_bytes(), b"*/").map_or(trimmed.len(), |end| end + 2)
            } else {
                return;
            };
            self.mended("a comment");
            self.at += len;
        }
    }

    /// Passes over spaces in a line.
    pub(super) fn skip_blanks(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\u{a0}']).len();
    }

    /// A string in quotes of any kind. Values (not names) may hold quotes that should have been escaped.
    pub(super) fn quoted(&mut self, is_value: bool) -> Option<Cow<'t, str>> {
        let quote = Quote::open(self.text.get(self.at..)?)?;
        if quote != Quote::Double {
            self.mended("other quotes than `\"`");
        }
        self.at += quote.len();
        let mut out = String::new();
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let plain = rest.find(['"', '\'', '“', '”', '\\', '\n']).unwrap_or(rest.len());
            let (plain, rest) = rest.split_at(plain);
            self.at += plain.len();
            let Some(c) = rest.chars().next() else {
                self.mended("a string without end");
                return Some(joined(out, plain));
            };
            let after = rest.get(c.len_utf8()..).unwrap_or_default();
            if closes(quote, c, after, is_value) {
                self.at += c.len_utf8();
                return Some(joined(out, plain));
            }
            out.push_str(plain);
            match c {
                '\\' => {
                    self.escape(after, &mut out);
                    continue;
                }
                '\n' => {
                    if ends_at_line_break(after) {
                        self.mended("a string without end");
                        return Some(out.trim_end().trim_end_matches(',').to_owned().into());
                    }
                    self.mended("a line break in a string");
                    if out.ends_with('\r') {
                        out.pop();
                    }
                }
                '"' if quote == Quote::Double => self.mended("an unescaped quote in a string"),
                _ => {}
            }
            out.push(c);
            self.at += c.len_utf8();
        }
    }

    fn escape(&mut self, after: &str, out: &mut String) {
        self.at += 1;
        let Some(c) = after.chars().next() else { return };
        self.at += c.len_utf8();
        let plain = match c {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\u{8}',
            'f' => '\u{c}',
            '"' | '\\' | '/' | '\'' => c,
            'u' => {
                let (read, len) = unicode(after);
                self.at += len - 1;
                if let Some(c) = read {
                    return out.push(c);
                }
                self.mended("a wrong escape in a string");
                return out.push_str(after.get(..len).map_or("\\u", |_| "\u{fffd}"));
            }
            _ => {
                self.mended("a wrong escape in a string");
                out.push('\\');
                c
            }
        };
        out.push(plain);
    }
}

/// What a string holds, of which there is a piece left. Most have one, which stays where it stands.
fn joined(mut read: String, last: &str) -> Cow<'_, str> {
    if read.is_empty() {
        return Cow::Borrowed(last);
    }
    read.push_str(last);
    Cow::Owned(read)
}

/// Reads `uXXXX` (or a pair `uXXXX\uXXXX`) and says how long it is.
fn unicode(text: &str) -> (Option<char>, usize) {
    let hex = |at: usize| text.get(at..at + 4).and_then(|h| u32::from_str_radix(h, 16).ok());
    let Some(first) = hex(1) else { return (None, 1) };
    if let Some(c) = char::from_u32(first) {
        return (Some(c), 5);
    }
    let second = text.get(5..7).filter(|t| *t == "\\u").and_then(|_| hex(7)).filter(|s| (0xdc00..0xe000).contains(s));
    match second {
        Some(second) if (0xd800..0xdc00).contains(&first) => {
            (char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00)), 11)
        }
        _ => (None, 5),
    }
}

/// Whether a quote ends the string. In a value, a `"` with a letter behind it was meant to be escaped; a curly quote ends
/// what a straight one began if nothing but punctuation follows.
fn closes(quote: Quote, c: char, after: &str, is_value: bool) -> bool {
    let next = after.chars().take(LOOK_AHEAD).find(|c| !matches!(c, ' ' | '\t' | '\r'));
    let ends_value = matches!(next, None | Some(',' | '}' | ']' | ':' | '\n'));
    match (quote, c) {
        (Quote::Double, '"') => !is_value || next.is_none_or(|n| !n.is_alphanumeric()) || starts_alternative(after),
        (Quote::Single, '\'') => !is_value || next.is_none_or(|n| !n.is_alphanumeric()),
        (Quote::Curly, '“' | '”' | '"') => true,
        (Quote::Double, '”' | '“') => ends_value,
        _ => false,
    }
}

/// `"a" or "b"`.
fn starts_alternative(after: &str) -> bool {
    after.trim_start_matches([' ', '\t']).starts_with("or \"")
}

/// Whether a string that runs into a line break was left open: the next line starts a member, or closes something.
fn ends_at_line_break(after: &str) -> bool {
    let mut chars = after.char_indices().take(LOOK_AHEAD);
    match chars.find(|(_, c)| !c.is_whitespace()) {
        Some((_, '}' | ']')) | None => true,
        Some((at, '"')) => {
            let line = after.get(at + 1..).and_then(|t| t.lines().next()).unwrap_or_default();
            line.split_once('"').is_some_and(|(_, rest)| rest.trim_start().starts_with(':'))
        }
        _ => false,
    }
}

/// The length of bare words: up to the end of the member, or a comment.
pub(super) fn bare_len(text: &str) -> usize {
    let mut last = ' ';
    for (at, c) in text.char_indices() {
        let comment = c == '/' && last.is_whitespace() && text.get(at + 1..).is_some_and(|t| t.starts_with(['/', '*']));
        if matches!(c, ',' | '{' | '}' | '[' | ']' | '\n' | '"' | '|') || comment {
            // A bracket or quote at the start would be read as nothing at all, for ever.
            return if at == 0 { c.len_utf8() } else { at };
        }
        last = c;
    }
    text.len()
}

pub(super) fn is_ellipsis(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| matches!(c, '.' | '…'))
}

/// White space, a byte order mark, and what copying from a browser leaves behind.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}')
}
