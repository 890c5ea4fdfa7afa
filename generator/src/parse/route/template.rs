//! The path of a route, segment by segment.

use super::call;
use super::name::{id_of, kebab};
use crate::model::{ParamKind, PathParam, PathTemplate, Piece, Segment, SegmentKind, is_guid};
use memchr::{memchr, memchr_iter, memchr2};
use percent_encoding::percent_decode_str;

pub(super) struct Parser<'t> {
    text: &'t str,
    at: usize,
    template: PathTemplate,
    /// A segment ended in a colon and none has closed it: what stands here is a path of its own.
    in_colon_path: bool,
    repairs: Vec<&'static str>,
}

impl<'t> Parser<'t> {
    pub(super) fn new(text: &'t str, repairs: Vec<&'static str>) -> Self {
        Parser { text, at: 0, template: PathTemplate::default(), in_colon_path: false, repairs }
    }

    pub(super) fn finish(self) -> (PathTemplate, Vec<&'static str>) {
        (self.template, self.repairs)
    }

    pub(super) fn mended(&mut self, what: &'static str) {
        if !self.repairs.contains(&what) {
            self.repairs.push(what);
        }
    }

    /// Adds a parameter.
    pub(super) fn param(&mut self, documented: &str, name: String, kind: ParamKind) -> usize {
        let documented = documented.trim().to_owned();
        self.template.params.push(PathParam { documented, name, rust: String::new(), kind });
        self.template.params.len() - 1
    }

    /// Takes back parameters that were added since there were `len`.
    pub(super) fn forget_params(&mut self, len: usize) {
        self.template.params.truncate(len);
    }

    pub(super) fn params_len(&self) -> usize {
        self.template.params.len()
    }

    /// Reads up to the query, or to prose behind the route, and says where that is.
    pub(super) fn path(&mut self) -> usize {
        loop {
            let slashes = self.skip_slashes();
            if self.at_end() {
                if slashes && !self.template.segments.is_empty() {
                    self.mended("a trailing slash");
                }
                return self.at;
            }
            let before = self.at;
            self.segment();
            // Text that begins no segment (a space with prose behind it) ends the path.
            if self.at == before {
                return self.at;
            }
        }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip_slashes(&mut self) -> bool {
        let rest = self.rest();
        let trimmed = rest.trim_start_matches(['/', ' ', '\t', '\u{a0}']);
        let skipped = rest.get(..rest.len() - trimmed.len()).unwrap_or_default();
        if skipped.starts_with([' ', '\t']) && skipped.trim_start().starts_with("//") {
            return false; // a comment
        }
        let slashes = skipped.bytes().filter(|b| *b == b'/').count();
        if slashes == 0 && !self.template.segments.is_empty() && !skipped.is_empty() {
            return false;
        }
        if slashes > 1 {
            self.mended("an empty segment");
        }
        if skipped.len() > slashes && !trimmed.is_empty() {
            self.mended("spaces in the path");
        }
        self.at += skipped.len();
        slashes > 0
    }

    /// Whether the path ends here: with the text, or where the query starts.
    fn at_end(&self) -> bool {
        let rest = self.rest();
        rest.is_empty() || rest.starts_with('?') || rest.starts_with("[?") || rest.starts_with('#')
    }

    fn segment(&mut self) {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut literal = String::new();
        while !self.at_end() {
            let rest = self.rest();
            let plain = rest.find(['/', '{', '<', '(', '[', ' ', '\t', '\u{a0}', '?', '#']).unwrap_or(rest.len());
            literal.push_str(rest.get(..plain).unwrap_or_default());
            self.at += plain;
            let rest = self.rest();
            let begins = pieces.is_empty() && literal.is_empty();
            match rest.chars().next() {
                None | Some('/' | '?' | '#') => break,
                Some('[') if rest.starts_with("[?") => break,
                Some('{') => {
                    flush(&mut literal, &mut pieces);
                    pieces.push(Piece::Param(self.braces()));
                }
                Some('<') => match enclosed(rest, '>') {
                    Some(inner) => {
                        flush(&mut literal, &mut pieces);
                        self.at += inner.len() + 2;
                        pieces.push(Piece::Param(self.placeholder(inner)));
                    }
                    None => self.take_char(&mut literal),
                },
                Some('(') if pieces.is_empty() && call::is_name(&literal) => return self.call(&literal),
                Some('(') if begins && self.arguments_follow() => {
                    if let Some(name) = self.take_literal() {
                        self.mended("a slash before the arguments");
                        return self.call(&name);
                    }
                    self.take_char(&mut literal);
                }
                Some(open @ ('(' | '[')) if begins => {
                    let close = if open == '(' { ')' } else { ']' };
                    match enclosed(rest, close).filter(|inner| call::is_name(inner)) {
                        Some(inner) => {
                            self.mended("other brackets around a parameter than `{}`");
                            self.at += inner.len() + 2;
                            pieces.push(Piece::Param(self.placeholder(inner)));
                        }
                        None => self.take_char(&mut literal),
                    }
                }
                Some('(' | '[') => self.take_char(&mut literal),
                Some(_) if self.skip_stray_space(&literal) => {}
                Some(_) => break,
            }
        }
        flush(&mut literal, &mut pieces);
        self.push_pieces(pieces);
    }

    /// Whether `(name=…)` stands here.
    fn arguments_follow(&self) -> bool {
        enclosed(self.rest(), ')').and_then(|args| args.split_once('=')).is_some_and(|(name, _)| call::is_name(name))
    }

    /// Takes the last segment back, if it is a literal that can be called.
    fn take_literal(&mut self) -> Option<String> {
        let last = self.template.segments.pop_if(|segment| match &segment.kind {
            SegmentKind::Literal(text) => !segment.colon && call::is_name(text),
            _ => false,
        })?;
        match last.kind {
            SegmentKind::Literal(text) => Some(text),
            _ => None,
        }
    }

    fn take_char(&mut self, literal: &mut String) {
        if let Some(c) = self.rest().chars().next() {
            literal.push(c);
            self.at += c.len_utf8();
        }
    }

    /// Passes over spaces that stand next to a mark of the path; other spaces end it.
    fn skip_stray_space(&mut self, literal: &str) -> bool {
        let rest = self.rest();
        let trimmed = rest.trim_start_matches([' ', '\t', '\u{a0}']);
        if trimmed.is_empty() {
            // At the end of the line they mean nothing.
            self.at = self.text.len();
            return true;
        }
        let call = trimmed.starts_with('(') && trimmed.split(')').next().is_some_and(|args| args.contains('='));
        let comment = trimmed.starts_with("//");
        let mark_follows = trimmed.starts_with(['/', ':', '|', '?', '=']) && !comment;
        let stray = mark_follows || call || literal.ends_with(['|', '=']);
        if stray {
            self.mended("spaces in the path");
            self.at += rest.len() - trimmed.len();
        }
        stray
    }

    /// Reads `{x}`. A brace that is never closed ends with its segment.
    fn braces(&mut self) -> usize {
        let rest = self.rest().get(1..).unwrap_or_default();
        let closed = memchr2(b'}', b'{', rest.as_bytes()).filter(|at| rest.as_bytes().get(*at) == Some(&b'}'));
        let (inner, len) = match closed {
            Some(at) => (rest.get(..at).unwrap_or_default(), at + 2),
            None if rest.starts_with('{') => {
                // `{{x}}`
                let end = rest.find('}').unwrap_or(rest.len());
                let inner = rest.get(1..end).unwrap_or_default();
                let closers = rest.get(end..).unwrap_or_default().bytes().take(2).take_while(|b| *b == b'}').count();
                self.mended("doubled braces");
                (inner, 1 + end + closers)
            }
            None => {
                self.mended("a missing `}`");
                let end = rest.find(['/', '?', ' ', '{']).unwrap_or(rest.len());
                (rest.get(..end).unwrap_or_default(), end + 1)
            }
        };
        self.at += len;
        self.placeholder(inner)
    }

    fn placeholder(&mut self, inner: &str) -> usize {
        let inner = inner.trim_matches(['<', '>', '{', '}', ' ']);
        let ellipsis = is_ellipsis(inner);
        let kind = if self.in_colon_path || ellipsis { ParamKind::Path } else { ParamKind::Segment };
        let name = if ellipsis { "path".to_owned() } else { kebab(inner) };
        self.param(inner, name, kind)
    }

    fn call(&mut self, name: &str) {
        let args = call::args_range(self.rest(), self);
        let inner = self.rest().get(args.start..args.end).unwrap_or_default();
        self.at += args.len;
        let kind = call::read(name, inner, self);
        let mut colon = false;
        let rest = self.rest();
        if rest.starts_with(':') {
            colon = true;
            self.at += 1;
        } else if rest.starts_with(char::is_alphabetic) {
            self.mended("a missing slash");
        }
        self.push(kind, colon);
    }

    fn push_pieces(&mut self, mut pieces: Vec<Piece>) {
        join_alternatives(&mut pieces, &mut self.template.params);
        let mut colon = false;
        if let Some(Piece::Literal(text)) = pieces.last_mut() {
            if let Some(stem) = text.strip_suffix(':') {
                colon = true;
                let len = stem.len();
                text.truncate(len);
            }
            if text.is_empty() {
                pieces.pop();
            }
        }
        let kind = match (pieces.pop(), pieces.is_empty()) {
            (Some(Piece::Literal(text)), true) => self.literal(text),
            (Some(Piece::Param(ix)), true) => SegmentKind::Param(ix),
            (Some(last), false) => {
                pieces.push(last);
                SegmentKind::Mixed(pieces)
            }
            (None, _) => {
                if let (true, Some(last)) = (colon, self.template.segments.last_mut()) {
                    last.colon = true;
                    self.in_colon_path = !self.in_colon_path;
                    self.mended("a colon apart");
                }
                return;
            }
        };
        self.push(kind, colon);
    }

    fn push(&mut self, kind: SegmentKind, colon: bool) {
        self.in_colon_path ^= colon;
        self.template.segments.push(Segment { kind, colon });
    }

    /// Fixed text, unless it only shows where a value goes.
    fn literal(&mut self, text: String) -> SegmentKind {
        if is_ellipsis(&text) {
            self.mended("an ellipsis for a path");
            return SegmentKind::Param(self.param(&text, "path".to_owned(), ParamKind::Path));
        }
        if is_sample_id(&text) {
            let before = self.template.segments.last().map(|segment| &segment.kind);
            let name = match before {
                Some(SegmentKind::Literal(before)) => id_of(Some(before)),
                _ => id_of(None),
            };
            self.mended("a sample value in the path");
            return SegmentKind::Param(self.param(&text, name, ParamKind::Segment));
        }
        SegmentKind::Literal(match memchr(b'%', text.as_bytes()) {
            Some(_) => percent_decode_str(&text).decode_utf8_lossy().into_owned(),
            None => text,
        })
    }
}

fn flush(literal: &mut String, pieces: &mut Vec<Piece>) {
    if !literal.is_empty() {
        pieces.push(Piece::Literal(std::mem::take(literal)));
    }
}

/// What stands between the first character and `close`, if that comes before the segment's end.
fn enclosed(text: &str, close: char) -> Option<&str> {
    let inner = text.get(1..)?;
    let end = inner.find([close, '/'])?;
    inner
        .get(..end)
        .filter(|inner| !inner.trim().is_empty() && text.get(1 + end..).is_some_and(|t| t.starts_with(close)))
}

/// `{id}|{name}`, `{id} or {name}`, `{id}|name`: one parameter.
fn join_alternatives(pieces: &mut Vec<Piece>, params: &mut Vec<PathParam>) {
    loop {
        let (first, other, len) = match pieces.as_slice() {
            [.., Piece::Param(first), Piece::Literal(between), Piece::Param(second)]
                if matches!(between.trim(), "|" | "or") && *second + 1 == params.len() =>
            {
                (*first, params.pop().map(|param| param.documented), 2)
            }
            [Piece::Param(first), Piece::Literal(word)] => match word.strip_prefix('|') {
                Some(word) if call::is_name(word) => (*first, Some(word.to_owned()), 1),
                _ => return,
            },
            _ => return,
        };
        if let (Some(other), Some(param)) = (other, params.get_mut(first)) {
            param.documented = format!("{}|{other}", param.documented);
            param.name = kebab(&param.documented);
        }
        pieces.truncate(pieces.len() - len);
    }
}

pub(super) fn is_ellipsis(text: &str) -> bool {
    matches!(text, "..." | "…" | "....")
}

/// A GUID, an identifier in base64 with its padding, or one that holds what is escaped in a path: no name does.
fn is_sample_id(text: &str) -> bool {
    is_guid(text)
        || memchr_iter(b'%', text.as_bytes()).any(|at| escapes_mark(text.as_bytes().get(at + 1..at + 3)))
        || (text.len() > 8
            && text.ends_with('=')
            && memchr(b'=', text.as_bytes()).is_some_and(|at| at + 2 >= text.len()))
}

/// Whether the digits behind a `%` are those of `/`, `?` or `#`.
fn escapes_mark(digits: Option<&[u8]>) -> bool {
    matches!(digits, Some(b"2f" | b"2F" | b"3f" | b"3F" | b"23"))
}
