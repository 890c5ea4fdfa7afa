//! Booleans and numbers.

use serde_json::{Number, Value};

/// How a JSON value fits a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// Encoding the field gives the value back.
    Exact,
    /// The field has the value, but would spell it differently: the number 5 for `"5"`. The spelling is kept in
    /// [`Extra`](super::Extra).
    Spelled,
    /// Not a value of this type.
    Not,
}

/// A JSON value that is neither null, list nor object.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Plain<'a> {
    /// `true`, `false`.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// An integer that only `u64` can hold.
    UInt(u64),
    /// Any other number.
    Float(f64),
    /// Text.
    Text(&'a str),
}

impl<'a> Plain<'a> {
    /// The value, if it is a plain one.
    pub(super) fn of(value: &'a Value) -> Option<Self> {
        Some(match value {
            Value::Bool(bool) => Plain::Bool(*bool),
            Value::String(text) => Plain::Text(text),
            Value::Number(number) => return Plain::of_number(number),
            Value::Null | Value::Array(_) | Value::Object(_) => return None,
        })
    }

    /// The number, as near as 64-bit integers and floats can come. (With serde_json's `arbitrary_precision`, which
    /// another crate may have turned on, there are numbers that neither can hold.)
    fn of_number(number: &Number) -> Option<Self> {
        if let Some(int) = number.as_i64() {
            return Some(Plain::Int(int));
        }
        if let Some(int) = number.as_u64() {
            return Some(Plain::UInt(int));
        }
        number.as_f64().filter(|float| float.is_finite()).map(Plain::Float)
    }

    pub(super) fn to_value(self) -> Value {
        match self {
            Plain::Bool(bool) => bool.into(),
            Plain::Int(int) => int.into(),
            Plain::UInt(int) => int.into(),
            Plain::Float(float) => float.into(),
            Plain::Text(text) => text.into(),
        }
    }

    /// The same JSON: numbers by value, so that 5 is 5.0; but 0 isn't -0.0.
    pub(super) fn is(self, other: Plain<'_>) -> bool {
        match (self, other) {
            (Plain::Float(a), Plain::Float(b)) => a == b && a.is_sign_negative() == b.is_sign_negative(),
            (Plain::Float(float), int) | (int, Plain::Float(float)) => {
                let negative_zero = float == 0.0 && float.is_sign_negative();
                float.fract() == 0.0 && !negative_zero && int.as_int() == Some(float as i128)
            }
            (a, b) => a == b,
        }
    }

    fn as_int(self) -> Option<i128> {
        match self {
            Plain::Int(int) => Some(int.into()),
            Plain::UInt(int) => Some(int.into()),
            _ => None,
        }
    }
}

impl serde::Serialize for Plain<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Plain::Bool(bool) => serializer.serialize_bool(bool),
            Plain::Int(int) => serializer.serialize_i64(int),
            Plain::UInt(int) => serializer.serialize_u64(int),
            Plain::Float(float) => serializer.serialize_f64(float),
            Plain::Text(text) => serializer.serialize_str(text),
        }
    }
}

/// A boolean or a number type.
pub trait Scalar: Sized + 'static {
    /// Reads a value, if it is one of this type.
    fn read(plain: Plain<'_>) -> Option<Self>;

    /// The value as JSON.
    fn plain(&self) -> Plain<'_>;
}

/// The `Option` of a [`Scalar`], whichever it is.
pub trait ScalarField {
    /// The value, if there is one.
    fn get(&self) -> Option<Plain<'_>>;

    /// Reads a value; the field is `None` afterwards if it doesn't fit.
    fn put(&mut self, plain: Plain<'_>) -> Fit;

    /// Makes the field `None`.
    fn clear(&mut self);

    /// Whether `plain` would be read as the value that is there.
    fn reads(&self, plain: Plain<'_>) -> bool;
}

impl<T: Scalar> ScalarField for Option<T> {
    fn get(&self) -> Option<Plain<'_>> {
        self.as_ref().map(T::plain)
    }

    fn put(&mut self, plain: Plain<'_>) -> Fit {
        *self = T::read(plain);
        match self.get() {
            Some(now) if now.is(plain) => Fit::Exact,
            Some(_) => Fit::Spelled,
            None => Fit::Not,
        }
    }

    fn clear(&mut self) {
        *self = None;
    }

    fn reads(&self, plain: Plain<'_>) -> bool {
        match (self.get(), T::read(plain)) {
            (Some(now), Some(read)) => now.is(read.plain()),
            _ => false,
        }
    }
}

impl Scalar for bool {
    fn read(plain: Plain<'_>) -> Option<Self> {
        match plain {
            Plain::Bool(bool) => Some(bool),
            _ => None,
        }
    }

    fn plain(&self) -> Plain<'_> {
        Plain::Bool(*self)
    }
}

/// An integer is also read from a float without a fraction (`5.0`) and from text (`"5"`), as services write 64-bit
/// integers for the sake of JavaScript (`IEEE754Compatible=true`).
macro_rules! integers {
    ($($int:ty),*) => {$(
        impl Scalar for $int {
            fn read(plain: Plain<'_>) -> Option<Self> {
                read_int(plain)?.try_into().ok()
            }

            fn plain(&self) -> Plain<'_> {
                Plain::Int(i64::from(*self))
            }
        }
    )*};
}

integers!(u8, i8, i16, i32, i64);

fn read_int(plain: Plain<'_>) -> Option<i64> {
    /// From here on not every integer is a float.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match plain {
        Plain::Int(int) => Some(int),
        Plain::Float(float) if float.fract() == 0.0 && float.abs() <= EXACT => Some(float as i64),
        Plain::Text(text) => text.parse().ok(),
        _ => None,
    }
}

impl Scalar for f64 {
    fn read(plain: Plain<'_>) -> Option<Self> {
        match plain {
            Plain::Float(float) => Some(float),
            Plain::Int(int) => Some(int as f64),
            Plain::UInt(int) => Some(int as f64),
            Plain::Text(text) => read_float(text),
            Plain::Bool(_) => None,
        }
    }

    fn plain(&self) -> Plain<'_> {
        plain_float(*self)
    }
}

impl Scalar for f32 {
    fn read(plain: Plain<'_>) -> Option<Self> {
        let float = f64::read(plain)?;
        let single = float as f32;
        // 1e300 is no Single, and not infinite either.
        (single.is_finite() || !float.is_finite()).then_some(single)
    }

    fn plain(&self) -> Plain<'_> {
        // 0.1 as a Single is 0.1, not 0.10000000149011612.
        plain_float(if self.is_finite() {
            self.to_string().parse().unwrap_or(f64::from(*self))
        } else {
            (*self).into()
        })
    }
}

/// What OData writes as text: infinities, not a number, and any number with `IEEE754Compatible=true`.
fn read_float(text: &str) -> Option<f64> {
    match text {
        "INF" => Some(f64::INFINITY),
        "-INF" => Some(f64::NEG_INFINITY),
        "NaN" => Some(f64::NAN),
        // Rust would also take "inf" and "nan".
        _ => text.parse().ok().filter(|float: &f64| float.is_finite()),
    }
}

fn plain_float(float: f64) -> Plain<'static> {
    if float.is_nan() {
        Plain::Text("NaN")
    } else if float == f64::INFINITY {
        Plain::Text("INF")
    } else if float == f64::NEG_INFINITY {
        Plain::Text("-INF")
    } else {
        Plain::Float(float)
    }
}
