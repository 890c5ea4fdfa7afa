//! Whether JSON that examples show fits the documented types, value by value.
//!
//! These are the rules by which the runtime decodes, written a second time: the generated tests compare the two.

use crate::json::{Json, Members};
use crate::model::{Arena, Edm, NamedType, Type, TypeId, TypeRef};
use std::fmt;

/// Where a value stands. Most are in order, and need no pointer made of it.
#[derive(Clone, Copy)]
pub(crate) enum At<'a> {
    Top,
    Member(&'a At<'a>, &'a str),
    Item(&'a At<'a>, usize),
}

/// As a pointer, `/value/0/size`; names are as they stand.
impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            At::Top => Ok(()),
            At::Member(above, name) => write!(f, "{above}/{name}"),
            At::Item(above, index) => write!(f, "{above}/{index}"),
        }
    }
}

/// A value that isn't of its documented type.
pub(crate) struct Misfit {
    /// `/value/0/size`
    pub(crate) pointer: String,
    pub(crate) documented: TypeRef,
    /// What stands there, in a word or two.
    pub(crate) shown: String,
}

/// What is odd about an object.
#[derive(Default)]
pub(crate) struct Oddities {
    pub(crate) misfits: Vec<Misfit>,
    /// Pointers to members that nothing documents. Annotations (`@odata.etag`) need no documentation, and a type that is
    /// documented without any member may have all.
    pub(crate) undocumented: Vec<String>,
}

/// Adds the values of an object that aren't of their documented types, and what isn't documented. A list with one odd item
/// is odd as a whole. Null fits everywhere.
pub(crate) fn odd_in(object: &Json<'_>, ty: TypeId, types: &Arena<TypeId, Type>, at: At<'_>, found: &mut Oddities) {
    let known = types[ty].properties.iter().map(|p| (p.name.wire.as_str(), p.ty));
    odd_among(object, known, types, at, found);
}

/// As [`odd_in`], for an object that has these members.
pub(crate) fn odd_among<'k>(
    object: &Json<'_>,
    known: impl Iterator<Item = (&'k str, TypeRef)> + Clone,
    types: &Arena<TypeId, Type>,
    at: At<'_>,
    found: &mut Oddities,
) {
    let members = object.members().into_iter().flat_map(Members::iter);
    for (name, value) in members.filter(|(_, value)| !value.is_null()) {
        let at = At::Member(&at, name);
        let Some((_, ty)) = known.clone().find(|(wire, _)| *wire == name) else {
            if !name.contains('@') && known.clone().next().is_some() {
                found.undocumented.push(at.to_string());
            }
            continue;
        };
        if !fits(ty, value) {
            found.misfits.push(Misfit { pointer: at.to_string(), documented: ty, shown: in_words(value) });
            continue;
        }
        let NamedType::Type(inner) = ty.named else { continue };
        match value {
            Json::List(items) => {
                let items = items.iter().enumerate();
                items.for_each(|(ix, item)| odd_in(item, inner, types, At::Item(&at, ix), found));
            }
            _ => odd_in(value, inner, types, at, found),
        }
    }
}

/// What a value is, in a word or two; short ones as they stand.
pub(crate) fn in_words(value: &Json<'_>) -> String {
    const SHORT: usize = 40;
    match value {
        Json::Null => "null".to_owned(),
        Json::Bool(value) => format!("the boolean `{value}`"),
        Json::Number(value) => format!("the number `{value}`"),
        Json::Text(text) if text.len() <= SHORT && !text.contains(['`', '\n']) => format!("the text `{text}`"),
        Json::Text(_) => "a text".to_owned(),
        Json::List(_) => "a list".to_owned(),
        Json::Object(_) => "an object".to_owned(),
    }
}

/// Whether the value can be an item of a page, or of a list: null only where anything can.
pub(crate) fn is_item(named: NamedType, value: &Json<'_>) -> bool {
    match named {
        NamedType::Type(_) => value.is_object(),
        NamedType::Enum(_) => value.text().is_some(),
        NamedType::Edm(edm) => fits_exactly(edm, value),
    }
}

/// Whether the value has the form of the type; what is inside of objects is another question.
fn fits(ty: TypeRef, value: &Json<'_>) -> bool {
    if ty.collection {
        return matches!(value, Json::List(items) if items.iter().all(|item| is_item(ty.named, item)));
    }
    match ty.named {
        NamedType::Type(_) => value.is_object(),
        NamedType::Enum(_) => value.text().is_some(),
        NamedType::Edm(edm) => fits_edm(edm, value),
    }
}

/// Text takes any text. Numbers are also read from text, as services write 64-bit integers.
fn fits_edm(edm: Edm, value: &Json<'_>) -> bool {
    match edm {
        Edm::Stream | Edm::Untyped => true,
        Edm::Boolean => matches!(value, Json::Bool(_)),
        Edm::Byte => integer(value).is_some_and(|int| u8::try_from(int).is_ok()),
        Edm::SByte => integer(value).is_some_and(|int| i8::try_from(int).is_ok()),
        Edm::Int16 => integer(value).is_some_and(|int| i16::try_from(int).is_ok()),
        Edm::Int32 => integer(value).is_some_and(|int| i32::try_from(int).is_ok()),
        Edm::Int64 => integer(value).is_some(),
        Edm::Double => float(value).is_some(),
        Edm::Single => float(value).is_some_and(|float| (float as f32).is_finite() || !float.is_finite()),
        Edm::Decimal => matches!(value, Json::Number(_)) || value.text().is_some_and(is_decimal),
        Edm::String | Edm::Guid | Edm::DateTimeOffset | Edm::Date | Edm::TimeOfDay | Edm::Duration | Edm::Binary => {
            value.text().is_some()
        }
    }
}

/// Items of lists are not read from other spellings.
fn fits_exactly(edm: Edm, value: &Json<'_>) -> bool {
    let is_numeric_text = value.text().is_some()
        && matches!(edm, Edm::Byte | Edm::SByte | Edm::Int16 | Edm::Int32 | Edm::Int64 | Edm::Double | Edm::Single);
    fits_edm(edm, value) && (!is_numeric_text || is_named_float(edm, value))
}

fn is_named_float(edm: Edm, value: &Json<'_>) -> bool {
    matches!(edm, Edm::Double | Edm::Single) && matches!(value.text(), Some("INF" | "-INF" | "NaN"))
}

fn integer(value: &Json<'_>) -> Option<i64> {
    /// From here on not every integer is a float.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match value {
        Json::Number(number) if number.is_i64() => number.as_i64(),
        Json::Number(number) if number.is_f64() => {
            number.as_f64().filter(|float| float.fract() == 0.0 && float.abs() <= EXACT).map(|float| float as i64)
        }
        Json::Text(text) => text.parse().ok(),
        _ => None,
    }
}

fn float(value: &Json<'_>) -> Option<f64> {
    match value {
        Json::Number(number) => number.as_f64(),
        Json::Text(text) => match text.as_ref() {
            "INF" => Some(f64::INFINITY),
            "-INF" => Some(f64::NEG_INFINITY),
            "NaN" => Some(f64::NAN),
            text => text.parse().ok().filter(|float: &f64| float.is_finite()),
        },
        _ => None,
    }
}

/// An optional sign, digits, an optional fraction, an optional exponent.
fn is_decimal(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (number, exponent) = unsigned.split_once(['e', 'E']).map_or((unsigned, None), |(n, e)| (n, Some(e)));
    let (whole, fraction) = number.split_once('.').map_or((number, None), |(w, f)| (w, Some(f)));
    let exponent = exponent.map(|e| e.strip_prefix(['-', '+']).unwrap_or(e));
    digits(whole) && fraction.is_none_or(digits) && exponent.is_none_or(digits)
}
