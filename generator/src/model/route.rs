//! Routes: methods and parsed path templates.
//!
//! A template is never a string that is cut up again later: the parser reads it once, everything else works on
//! [`PathTemplate`].

use super::Span;
use crate::fold::lower;
use serde::Serialize;
use std::fmt;

/// An HTTP method that the docs use.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
    /// `HEAD`
    Head,
    /// `OPTIONS`
    Options,
}

impl Method {
    /// Every method.
    pub const ALL: [Method; 7] =
        [Method::Get, Method::Post, Method::Put, Method::Patch, Method::Delete, Method::Head, Method::Options];

    /// The method as sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
            Method::Head => "HEAD",
            Method::Options => "OPTIONS",
        }
    }

    /// Reads a method in any case (`Get` and `get` occur in the docs).
    pub fn parse(text: &str) -> Option<Method> {
        Method::ALL.into_iter().find(|m| m.as_str().eq_ignore_ascii_case(text))
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Index of a parameter in its template.
pub type ParamIx = usize;

/// A route's path: segments between slashes, and the parameters they refer to, in order of appearance.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize)]
pub struct PathTemplate {
    /// What stands between the slashes.
    pub segments: Vec<Segment>,
    /// The parameters, in order of appearance.
    pub params: Vec<PathParam>,
}

/// One segment of a path.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
pub struct Segment {
    /// What it holds.
    pub kind: SegmentKind,
    /// A `:` ends the segment, as in `root:/{item-path}:/content`: what follows the first such colon is a path of its
    /// own, up to the next one.
    pub colon: bool,
}

/// What a segment holds.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
pub enum SegmentKind {
    /// Fixed text, unescaped: `me`, `$ref`, `microsoft.graph.user`.
    Literal(String),
    /// One parameter: `{item-id}`.
    Param(ParamIx),
    /// Text and parameters mixed: `{id}.json`, `{list-id},{item-id}`.
    Mixed(Vec<Piece>),
    /// A call: `search(q='{search-text}')`, `delta()`. Also a key in parentheses, `users('{id}')`.
    Function {
        /// The name before the parenthesis.
        name: String,
        /// The arguments, in documented order.
        args: Vec<Argument>,
    },
}

/// A piece of a mixed segment.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
pub enum Piece {
    /// Fixed text.
    Literal(String),
    /// A parameter.
    Param(ParamIx),
}

/// An argument of a function segment.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
pub struct Argument {
    /// `q` in `search(q='x')`; absent in `users('x')`.
    pub name: Option<String>,
    /// What stands after the `=`.
    pub value: ArgValue,
}

/// The value of a function argument.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
pub enum ArgValue {
    /// To be given by the caller. Quoted ones are OData strings.
    Param(ParamIx),
    /// Fixed text with its quotes, if it has any: `'D7'`, `true`.
    Literal(String),
}

/// A parameter of a path template.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
pub struct PathParam {
    /// The text between the braces, as documented: `driveItemId`, `id|name`, `<address>` without its brackets.
    pub documented: String,
    /// Name in the template's normal form, words joined by `-`: `drive-item-id`. Unique within the template once resolved.
    pub name: String,
    /// Name of the route function's argument. Filled in by resolve.
    pub rust: String,
    /// How its value is written into the URL.
    pub kind: ParamKind,
}

/// How a path parameter's value is written into the URL.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
pub enum ParamKind {
    /// Within one segment; a `/` in it is escaped.
    Segment,
    /// A path of several segments after a colon (`root:/{item-path}`); a `/` in it separates.
    Path,
    /// A function argument inside single quotes; a `'` in it is doubled.
    QuotedArgument,
    /// A function argument that stands bare: a number, boolean, date or GUID.
    BareArgument,
}

impl PathTemplate {
    /// The literal segments and function names, in order; colon and casing as documented.
    pub fn literals(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().filter_map(|s| match &s.kind {
            SegmentKind::Literal(text) => Some(text.as_str()),
            SegmentKind::Function { name, .. } => Some(name.as_str()),
            SegmentKind::Param(_) | SegmentKind::Mixed(_) => None,
        })
    }

    /// The parameters that a function takes by name: the name before the `=`, and the parameter. A call that could not be read
    /// as one, `zones(kind=x.zoneKind'{kind}')`, is text and parameters; its names count as well.
    pub fn named_arguments(&self) -> impl Iterator<Item = (&str, ParamIx)> {
        self.segments.iter().flat_map(|segment| match &segment.kind {
            SegmentKind::Function { args, .. } => args
                .iter()
                .filter_map(|arg| match arg {
                    Argument { name: Some(name), value: ArgValue::Param(ix) } => Some((name.as_str(), *ix)),
                    _ => None,
                })
                .collect(),
            SegmentKind::Mixed(pieces) => named_in_text(pieces),
            SegmentKind::Literal(_) | SegmentKind::Param(_) => Vec::new(),
        })
    }

    /// The template's normal form, with every parameter written by `param`.
    pub fn render<T: AsRef<str>>(&self, mut param: impl FnMut(&PathParam) -> T) -> String {
        let mut out = String::with_capacity(64);
        for segment in &self.segments {
            out.push('/');
            match &segment.kind {
                SegmentKind::Literal(text) => out.push_str(text),
                SegmentKind::Param(ix) => out.push_str(param(&self.params[*ix]).as_ref()),
                SegmentKind::Mixed(pieces) => {
                    for piece in pieces {
                        match piece {
                            Piece::Literal(text) => out.push_str(text),
                            Piece::Param(ix) => out.push_str(param(&self.params[*ix]).as_ref()),
                        }
                    }
                }
                SegmentKind::Function { name, args } => {
                    out.push_str(name);
                    self.render_args(args, &mut param, &mut out);
                }
            }
            if segment.colon {
                out.push(':');
            }
        }
        if out.is_empty() {
            out.push('/');
        }
        out
    }

    fn render_args<T: AsRef<str>>(&self, args: &[Argument], param: &mut impl FnMut(&PathParam) -> T, out: &mut String) {
        out.push('(');
        for (i, arg) in args.iter().enumerate() {
            if i > 0 {
                out.push(',');
            }
            if let Some(name) = &arg.name {
                out.push_str(name);
                out.push('=');
            }
            match &arg.value {
                ArgValue::Literal(text) => out.push_str(text),
                ArgValue::Param(ix) => {
                    let p = &self.params[*ix];
                    let quote = if p.kind == ParamKind::QuotedArgument { "'" } else { "" };
                    out.push_str(quote);
                    out.push_str(param(p).as_ref());
                    out.push_str(quote);
                }
            }
        }
        out.push(')');
    }

    /// The template with nameless parameters, folded case and no quotes: two routes of one shape are the same address.
    pub fn shape(&self) -> String {
        let mut shape = self.render(|_| "{}");
        shape.retain(|c| c != '\'');
        lower(&shape).into_owned()
    }
}

/// In `zones(kind=x.zoneKind'`, followed by a parameter: `kind`.
fn named_in_text(pieces: &[Piece]) -> Vec<(&str, ParamIx)> {
    let pairs = pieces.windows(2).filter_map(|pair| match pair {
        [Piece::Literal(before), Piece::Param(ix)] => Some((before, *ix)),
        _ => None,
    });
    pairs
        .filter_map(|(before, ix)| {
            let argument = before.rsplit(['(', ',']).next().filter(|argument| argument.len() < before.len())?;
            Some((argument.split_once('=')?.0.trim(), ix))
        })
        .collect()
}

/// The normal form: `/me/drive/root:/{item-path}:/range(address='{address}')`.
impl fmt::Display for PathTemplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(|p| format!("{{{}}}", p.name)))
    }
}

/// Whether a first path segment says the version of an API: `v1.0`, `beta`, `V2`, `{version}`, `{ver}`. It belongs to the base URL.
pub(crate) fn is_version(segment: &str) -> bool {
    let number = |v: &str| !v.is_empty() && v.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    segment.eq_ignore_ascii_case("beta")
        || ["{version}", "{ver}"].iter().any(|placeholder| segment.eq_ignore_ascii_case(placeholder))
        || segment.strip_prefix(['v', 'V']).is_some_and(number)
}

/// Whether a text is a GUID, in braces or not: docs may write any letters for its digits.
pub(crate) fn is_guid(text: &str) -> bool {
    let text = text.trim_matches(['{', '}']);
    text.len() == 36
        && text.bytes().enumerate().all(|(i, b)| match i {
            8 | 13 | 18 | 23 => b == b'-',
            _ => b.is_ascii_alphanumeric(),
        })
}

/// One callable address of an operation: a method and a template. Several documented lines may say it.
#[derive(Clone, Debug, Serialize)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path.
    pub template: PathTemplate,
    /// Name of the route function.
    pub rust: String,
    /// What the documented lines have after the `?`, merged: each name once.
    pub query: Vec<QueryPart>,
    /// The lines that document it, in page order; never empty.
    pub documented: Vec<Documented>,
    /// The lines have the function's name alone; its arguments are documented in a table.
    pub with_arguments: bool,
}

impl Route {
    /// Whether its requests have this pair in their query, whatever the caller does.
    pub fn sends(&self, key: &str, value: &str) -> bool {
        let is_it = |part: &&QueryPart| part.required && part.name.wire == key;
        self.query.iter().filter(is_it).any(|part| matches!(&part.value, QueryValue::Literal(text) if text == value))
    }
}

/// A documented route line.
#[derive(Clone, Debug, Serialize)]
pub struct Documented {
    /// The line's text after the method, as on the page.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A part of a route's documented query string.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct QueryPart {
    /// Name on the wire, and the setter's.
    pub name: super::Name,
    /// What it is set to.
    pub value: QueryValue,
    /// Every documented line of the route has it.
    pub required: bool,
}

impl QueryPart {
    /// Whether there is a setter for it: the caller gives the value, or says that it is sent.
    pub fn is_set_by_caller(&self) -> bool {
        matches!(self.value, QueryValue::Param(_)) || !self.required
    }
}

/// The value of a documented query part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub enum QueryValue {
    /// A placeholder: the caller gives it.
    Param(String),
    /// Fixed text, unescaped.
    Literal(String),
}
