//! An argument of a route function.

use std::fmt::{self, Write};

/// An argument of a route function, unescaped: what fills one placeholder of a template.
#[derive(Clone, Copy, Debug)]
pub struct Arg<'a>(Value<'a>);

#[derive(Clone, Copy, Debug)]
enum Value<'a> {
    Text(&'a str),
    Bool(bool),
    Integer(i64),
    Number(f64),
}

/// The arguments of a call, in the order of the template's placeholders. Mostly they are all text, and are taken as they come.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Args<'a> {
    Text(&'a [&'a str]),
    Typed(&'a [Arg<'a>]),
}

impl<'a> Args<'a> {
    pub(crate) fn get(&self, index: usize) -> Option<Arg<'a>> {
        match self {
            Args::Text(args) => args.get(index).map(|text| Arg::from(*text)),
            Args::Typed(args) => args.get(index).copied(),
        }
    }
}

impl<'a> Arg<'a> {
    /// The text; `scratch` holds it if it has to be written first.
    pub(crate) fn text<'s>(&self, scratch: &'s mut String) -> &'s str
    where
        'a: 's,
    {
        match self.0 {
            Value::Text(text) => text,
            other => {
                scratch.clear();
                // Writing to a String can't fail.
                let _ = write!(scratch, "{other}");
                scratch
            }
        }
    }
}

/// Numbers as OData writes them: `INF`, `-INF` and `NaN` have names of their own.
impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Value::Text(text) => f.write_str(text),
            Value::Bool(value) => value.fmt(f),
            Value::Integer(value) => value.fmt(f),
            Value::Number(value) if value == f64::INFINITY => f.write_str("INF"),
            Value::Number(value) if value == f64::NEG_INFINITY => f.write_str("-INF"),
            Value::Number(value) => value.fmt(f),
        }
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(value: &'a str) -> Self {
        Arg(Value::Text(value))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(value: &'a String) -> Self {
        Arg(Value::Text(value))
    }
}

impl From<bool> for Arg<'_> {
    fn from(value: bool) -> Self {
        Arg(Value::Bool(value))
    }
}

impl From<i32> for Arg<'_> {
    fn from(value: i32) -> Self {
        Arg(Value::Integer(value.into()))
    }
}

impl From<i64> for Arg<'_> {
    fn from(value: i64) -> Self {
        Arg(Value::Integer(value))
    }
}

impl From<f64> for Arg<'_> {
    fn from(value: f64) -> Self {
        Arg(Value::Number(value))
    }
}
