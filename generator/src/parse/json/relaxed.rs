//! The relaxed reader: values, objects and arrays.

use super::text::{self, Quote};
use super::{JsonError, Member};
use crate::json::{self, Json, Members};
use std::borrow::Cow;

/// As in `serde_json`.
const MAX_DEPTH: usize = 128;

pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    depth: usize,
    repairs: Vec<&'static str>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Reader { text, at: 0, depth: 0, repairs: Vec::new() }
    }

    pub(super) fn repairs(self) -> Vec<&'static str> {
        self.repairs
    }

    pub(super) fn mended(&mut self, what: &'static str) {
        if !self.repairs.contains(&what) {
            self.repairs.push(what);
        }
    }

    /// The text's first value. A bare list of members counts as an object.
    pub(super) fn document(&mut self) -> Result<Json<'t>, JsonError> {
        self.skip_space();
        let value = match self.peek() {
            Some('{' | '[') => self.value()?,
            Some(_) if self.starts_member() => {
                self.mended("no braces around the members");
                object(self.members(true)?)
            }
            Some(_) => return Err(self.error("this is neither an object nor an array")),
            None => return Err(self.error("there is nothing to read")),
        };
        self.skip_space();
        if self.peek().is_some() {
            self.mended("text after the value");
        }
        Ok(value)
    }

    pub(super) fn top_level_members(&mut self) -> Result<Vec<Member<'t>>, JsonError> {
        self.skip_space();
        if self.eat('[') {
            self.skip_space();
        }
        match self.peek() {
            Some('{') => {
                self.at += 1;
                self.members(false)
            }
            Some(_) if self.starts_member() => self.members(true),
            _ => Err(self.error("this is no object")),
        }
    }

    /// Whether a quoted key and a colon come next.
    fn starts_member(&mut self) -> bool {
        let start = self.at;
        let found = self.key().is_some_and(|(key, _)| !key.is_empty()) && {
            self.skip_space();
            self.peek() == Some(':')
        };
        let quoted = self.text.get(start..).is_some_and(|t| Quote::open(t).is_some());
        self.at = start;
        found && quoted
    }

    fn value(&mut self) -> Result<Json<'t>, JsonError> {
        match self.peek() {
            Some('{') => {
                self.at += 1;
                self.nested(|it| it.braces())
            }
            Some('[') => {
                self.at += 1;
                self.nested(|it| it.array())
            }
            Some(',' | '}' | ']') | None => {
                self.mended("a missing value");
                Ok(Json::Null)
            }
            Some(_) => match self.quoted(true) {
                Some(text) => Ok(Json::Text(text)),
                None => Ok(self.bare()),
            },
        }
    }

    fn nested(&mut self, read: impl FnOnce(&mut Self) -> Result<Json<'t>, JsonError>) -> Result<Json<'t>, JsonError> {
        if self.depth == MAX_DEPTH {
            return Err(self.error("this is nested too deep"));
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    /// What follows a `{`: an object, or a placeholder such as `{id}`.
    fn braces(&mut self) -> Result<Json<'t>, JsonError> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let word = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b' ')).count();
        if rest.as_bytes().get(word) == Some(&b'}') && rest.get(..word).is_some_and(|w| !w.trim().is_empty()) {
            self.mended("a placeholder as value");
            let placeholder = format!("{{{}}}", rest.get(..word).unwrap_or_default());
            self.at += word + 1;
            return Ok(Json::Text(placeholder.into()));
        }
        self.members(false).map(object)
    }

    /// Members up to the closing brace, or to the end of the text.
    fn members(&mut self, braceless: bool) -> Result<Vec<Member<'t>>, JsonError> {
        let mut members = Vec::new();
        loop {
            self.separators(!members.is_empty())?;
            match self.peek() {
                Some('}') => {
                    self.at += 1;
                    return Ok(members);
                }
                None => {
                    if !braceless {
                        self.mended("a missing `}`");
                    }
                    return Ok(members);
                }
                Some(_) => members.push(self.member()?),
            }
        }
    }

    fn member(&mut self) -> Result<Member<'t>, JsonError> {
        let start = self.at;
        let Some((key, offset)) = self.key() else { return Err(self.error("a member name was expected here")) };
        self.skip_space();
        if !self.eat(':') {
            let found = self.peek().map_or("the end of the text".to_owned(), |c| format!("`{c}`"));
            return Err(JsonError { offset: start, message: format!("`{key}` is followed by {found} instead of `:`") });
        }
        self.skip_space();
        let value = self.value()?;
        self.skip_alternatives()?;
        Ok(Member { key, offset, value })
    }

    /// A quoted or bare key, and where its text starts.
    fn key(&mut self) -> Option<(Cow<'t, str>, usize)> {
        let start = self.at;
        let rest = self.text.get(start..)?;
        if let Some(quote) = Quote::open(rest) {
            let key = self.quoted(false)?;
            return Some((key, start + quote.len()));
        }
        let len =
            rest.find(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | '{' | '}' | '[' | ']' | '"' | '\''))?;
        let key = rest.get(..len).filter(|key| !key.is_empty())?;
        self.at += len;
        self.mended("an unquoted name");
        Some((key.into(), start))
    }

    /// `"a" | "b"`, `"a" or "b"`: the first counts.
    fn skip_alternatives(&mut self) -> Result<(), JsonError> {
        loop {
            let end = self.at;
            self.skip_blanks();
            let rest = self.text.get(self.at..).unwrap_or_default();
            let len = ["|", "or "].into_iter().find(|sep| rest.starts_with(sep)).map_or(0, str::len);
            if len == 0 {
                self.at = end;
                return Ok(());
            }
            self.mended("alternative values");
            self.at += len;
            self.skip_blanks();
            self.value()?;
        }
    }

    fn array(&mut self) -> Result<Json<'t>, JsonError> {
        let mut items = Vec::new();
        loop {
            self.separators(!items.is_empty())?;
            match self.peek() {
                Some(']') => {
                    self.at += 1;
                    return Ok(Json::List(items));
                }
                // A brace closes what stands around the array.
                Some('}') | None => {
                    self.mended("a missing `]`");
                    return Ok(Json::List(items));
                }
                Some(_) => {
                    let before = self.at;
                    items.push(self.value()?);
                    self.skip_alternatives()?;
                    if self.at == before {
                        return Err(self.error("a value was expected here"));
                    }
                }
            }
        }
    }

    /// Passes over what stands between two members or elements: exactly one comma, if it is in order.
    fn separators(&mut self, after_first: bool) -> Result<(), JsonError> {
        let mut commas = 0;
        let mut ellipsis = false;
        loop {
            self.skip_space();
            if self.eat(',') {
                commas += 1;
            } else if self.eat_ellipsis() {
                self.mended("an ellipsis");
                ellipsis = true;
            } else {
                break;
            }
        }
        let closes = matches!(self.peek(), Some('}' | ']') | None);
        match (after_first, commas, closes) {
            (true, 0, false) if !ellipsis => self.mended("a missing comma"),
            (true, 1, true) if !ellipsis => self.mended("a trailing comma"),
            (_, 2.., _) | (false, 1, _) if !ellipsis => self.mended("a comma too many"),
            _ => {}
        }
        // `;` and the like are no separators; reading on would only guess.
        match self.peek() {
            Some(c @ (';' | ')' | ':' | '=')) => Err(self.error(&format!("`{c}` is out of place here"))),
            _ => Ok(()),
        }
    }

    fn eat_ellipsis(&mut self) -> bool {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let dots = rest.bytes().take_while(|b| *b == b'.').count();
        let len = if dots >= 2 {
            dots
        } else if rest.starts_with('…') {
            '…'.len_utf8()
        } else {
            0
        };
        self.at += len;
        len > 0
    }

    /// A number, `true`, `null`, or bare words up to the end of the member.
    fn bare(&mut self) -> Json<'t> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let word = rest.get(..text::bare_len(rest)).unwrap_or_default();
        self.at += word.len();
        let word = word.trim_end();
        if let Ok(value) = json::read(word) {
            return value;
        }
        if text::is_ellipsis(word) {
            self.mended("an ellipsis");
            return Json::Null;
        }
        match word.to_ascii_lowercase().as_str() {
            "true" => Json::Bool(true),
            "false" => Json::Bool(false),
            "null" => Json::Null,
            _ => {
                self.mended("an unquoted value");
                Json::Text(word.into())
            }
        }
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }

    pub(super) fn error(&self, message: &str) -> JsonError {
        JsonError { offset: self.at, message: message.to_owned() }
    }
}

fn object(members: Vec<Member<'_>>) -> Json<'_> {
    Json::Object(Members::of(members.into_iter().map(|m| (m.key, m.value)).collect()))
}
