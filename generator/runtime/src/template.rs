//! Path templates as emitted: what their placeholders stand for, and how values are filled in.
//!
//! `{id}` is a segment or a part of one, `{+path}` a path of several segments after a colon, `'{q}'` in a function's
//! parentheses an OData string, `{n}` in parentheses a bare literal.

use crate::arg::Args;
use crate::encode;

/// A piece of a template.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Piece<'t> {
    /// Fixed text, slashes and quotes included.
    Text(&'t str),
    /// A placeholder.
    Param(Param<'t>),
}

/// A placeholder of a template.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Param<'t> {
    pub(crate) name: &'t str,
    pub(crate) place: Place,
}

/// Where a placeholder stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    /// It is a whole segment.
    Segment,
    /// It shares its segment with other text.
    Mixed,
    /// It is a path of several segments.
    Path,
    /// It is a function's argument.
    Argument {
        /// In single quotes.
        quoted: bool,
        /// `name=` stands before it; else it is a key.
        named: bool,
    },
}

/// Iterator over the pieces of a template.
#[derive(Clone)]
pub(crate) struct Pieces<'t> {
    template: &'t str,
    at: usize,
    in_parens: bool,
}

pub(crate) fn pieces(template: &str) -> Pieces<'_> {
    Pieces { template, at: 0, in_parens: false }
}

impl<'t> Iterator for Pieces<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Piece<'t>> {
        let rest = self.template.get(self.at..).filter(|rest| !rest.is_empty())?;
        if let Some(close) = rest.strip_prefix('{').and_then(|inner| find(inner, b'}')) {
            let inner = &rest[1..=close];
            let param = self.param(inner, &rest[close + 2..]);
            self.at += close + 2;
            return Some(Piece::Param(param));
        }
        // A brace that is never closed is text.
        let end = find(&rest[1..], b'{').map_or(rest.len(), |i| i + 1);
        let text = &rest[..end];
        if let Some(last) = text.bytes().rfind(|b| matches!(b, b'(' | b')')) {
            self.in_parens = last == b'(';
        }
        self.at += end;
        Some(Piece::Text(text))
    }
}

impl<'t> Pieces<'t> {
    fn param(&self, inner: &'t str, after: &str) -> Param<'t> {
        if let Some(name) = inner.strip_prefix('+') {
            return Param { name, place: Place::Path };
        }
        let before = &self.template[..self.at];
        let place = if self.in_parens {
            let quoted = before.ends_with('\'') && after.starts_with('\'');
            let named = before.strip_suffix('\'').unwrap_or(before).ends_with('=');
            Place::Argument { quoted, named }
        } else if before.ends_with('/') && (after.is_empty() || after.starts_with(['/', ':'])) {
            Place::Segment
        } else {
            Place::Mixed
        };
        Param { name: inner, place }
    }
}

/// Templates are short: looking at each byte takes less than searching in words does.
fn find(text: &str, wanted: u8) -> Option<usize> {
    text.bytes().position(|byte| byte == wanted)
}

/// Appends the template to `out`, its placeholders filled with `args` in their order.
///
/// # Errors
/// What is wrong, naming the placeholder and never its value: values may be secret.
pub(crate) fn expand(out: &mut String, template: &str, args: Args<'_>) -> Result<(), String> {
    let start = out.len();
    let mut filled = 0;
    let mut scratch = String::new();
    let mut mixed = false;
    for piece in pieces(template) {
        match piece {
            Piece::Text(text) => encode::literal(out, text),
            Piece::Param(param) => {
                let arg = args.get(filled).ok_or_else(|| format!("no value for `{}`", param.name))?;
                filled += 1;
                mixed |= param.place == Place::Mixed;
                fill(out, param, arg.text(&mut scratch)).map_err(|e| format!("`{}` {e}", param.name))?;
            }
        }
    }
    if args.get(filled).is_some() {
        return Err(format!("more values than placeholders in `{template}`"));
    }
    // `{a}{b}` with "." and "." is a dot segment that neither value is.
    if mixed && out[start..].split('/').any(is_dots) {
        return Err("a path segment would be `.` or `..`".to_owned());
    }
    Ok(())
}

fn fill(out: &mut String, param: Param<'_>, value: &str) -> Result<(), &'static str> {
    if holds_control(value) {
        return Err("holds a control character");
    }
    // `search(q='')` is a call; `users('')` isn't.
    let may_be_empty = matches!(param.place, Place::Argument { quoted: true, named: true });
    if !may_be_empty && is_blank(value) {
        return Err("is empty");
    }
    match param.place {
        Place::Segment if is_dots(value) => return Err("is `.` or `..`"),
        Place::Segment => encode::segment(out, value),
        Place::Path => return fill_path(out, value),
        Place::Argument { quoted: true, .. } if value.contains('\'') => encode::strict(out, &value.replace('\'', "''")),
        Place::Argument { quoted: false, .. } if !is_one_literal(value) => return Err("isn't one OData literal"),
        Place::Mixed | Place::Argument { .. } => encode::strict(out, value),
    }
    Ok(())
}

/// The path's own slashes separate; those before and after it are dropped.
fn fill_path(out: &mut String, value: &str) -> Result<(), &'static str> {
    let path = value.trim_matches('/');
    for part in path.split(['/']) {
        if is_blank(part) {
            return Err("holds an empty path segment");
        }
        if is_dots(part) {
            return Err("holds a `.` or `..` segment");
        }
    }
    encode::path(out, path);
    Ok(())
}

/// Most values are known not to be by their first character.
fn is_blank(value: &str) -> bool {
    value.chars().all(char::is_whitespace)
}

/// A number, a date, a GUID, or a text in quotes of its own: no comma or parenthesis outside of quotes, each quote closed.
/// Services decode a segment before they read its arguments, so that escaping would not keep `1,column=2` together.
fn is_one_literal(value: &str) -> bool {
    let unquoted = value.split('\'').step_by(2).all(|text| !text.contains([',', '(', ')']));
    unquoted && value.matches('\'').count().is_multiple_of(2)
}

/// Most values hold no byte that a control character has, which is seen without decoding them: those beyond ASCII, U+0080 to
/// U+009F, begin with 0xC2 in UTF-8.
fn holds_control(value: &str) -> bool {
    value.bytes().any(|b| b < b' ' || b == 0x7f || b == 0xc2) && value.chars().any(char::is_control)
}

/// URL parsers take such a segment away, or the one before it.
fn is_dots(segment: &str) -> bool {
    segment == "." || segment == ".."
}
