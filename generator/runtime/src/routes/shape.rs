//! Templates as the index sees them: segments whose placeholders have no names.

use super::address::{Call, Part, decoded, parts};
use std::borrow::Cow;

/// The segments of a template.
pub(super) struct Shape {
    pub(super) segments: Vec<Segment>,
    /// For each value that matching captures, in the order it does: the placeholder's place in the template.
    pub(super) captures: Vec<usize>,
    /// The placeholders' names, in the template's order.
    pub(super) names: Vec<&'static str>,
}

/// A segment of a template.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Segment {
    pub(super) kind: Kind,
    pub(super) colon: bool,
}

/// What a segment holds. Literal text is decoded and in lower case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Literal(String),
    Function(Function),
    Mixed(Mixed),
    Param,
    Path,
}

/// A function's name and arguments, sorted by name: their order doesn't matter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Function {
    pub(super) name: String,
    pub(super) args: Vec<Argument>,
}

/// An argument; a key has no name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Argument {
    pub(super) name: Option<String>,
    /// The type before the quotes.
    pub(super) prefix: String,
    /// Fixed text without quotes; `None` for a placeholder.
    pub(super) literal: Option<String>,
    pub(super) quoted: bool,
}

/// Placeholders with text before, between and after them: always one text more than placeholders.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Mixed(pub(super) Vec<String>);

impl Function {
    /// How many arguments are fixed: the more, the closer a match.
    pub(super) fn literals(&self) -> usize {
        self.args.iter().filter(|a| a.literal.is_some()).count()
    }
}

impl Shape {
    pub(super) fn of(template: &'static str) -> Self {
        let mut shape = Shape { segments: Vec::new(), captures: Vec::new(), names: Vec::new() };
        for part in parts(template) {
            let kind = shape.kind(&part);
            shape.segments.push(Segment { kind, colon: part.colon });
        }
        shape
    }

    fn kind(&mut self, part: &Part<'static>) -> Kind {
        if let Some(call) = &part.call {
            return Kind::Function(self.function(call));
        }
        let (texts, names) = cut(part.text);
        match (&texts[..], &names[..]) {
            ([text], []) => return Kind::Literal(decoded(text).to_ascii_lowercase()),
            (["", ""], [name]) => {
                let path = name.strip_prefix('+');
                self.capture(path.unwrap_or(name));
                return if path.is_some() { Kind::Path } else { Kind::Param };
            }
            _ => {}
        }
        for name in names {
            self.capture(name);
        }
        Kind::Mixed(Mixed(texts.into_iter().map(str::to_ascii_lowercase).collect()))
    }

    fn capture(&mut self, name: &'static str) {
        self.captures.push(self.names.len());
        self.names.push(name);
    }

    fn function(&mut self, call: &Call<'static>) -> Function {
        let mut args = Vec::new();
        for arg in &call.args {
            let name = placeholder(arg.value.clone());
            let place = name.map(|name| {
                self.names.push(name);
                self.names.len() - 1
            });
            let literal = if place.is_some() { None } else { Some(arg.value.clone().into_owned()) };
            let (name, prefix) = (arg.name.map(str::to_ascii_lowercase), arg.prefix.to_ascii_lowercase());
            args.push((Argument { name, prefix, literal, quoted: arg.quoted }, place));
        }
        args.sort_by(|(a, _), (b, _)| a.name.cmp(&b.name));
        self.captures.extend(args.iter().filter_map(|(_, place)| *place));
        Function { name: decoded(call.name).to_ascii_lowercase(), args: args.into_iter().map(|(a, _)| a).collect() }
    }
}

/// The name, if the value is one placeholder.
fn placeholder(value: Cow<'static, str>) -> Option<&'static str> {
    match value {
        Cow::Borrowed(text) => text.strip_prefix('{')?.strip_suffix('}'),
        Cow::Owned(_) => None,
    }
}

/// The texts around the placeholders of a segment, and the placeholders.
fn cut(segment: &'static str) -> (Vec<&'static str>, Vec<&'static str>) {
    let (mut texts, mut names) = (Vec::new(), Vec::new());
    let mut rest = segment;
    while let Some((text, name, after)) =
        rest.split_once('{').and_then(|(text, after)| after.split_once('}').map(|(name, rest)| (text, name, rest)))
    {
        texts.push(text);
        names.push(name);
        rest = after;
    }
    texts.push(rest);
    (texts, names)
}
