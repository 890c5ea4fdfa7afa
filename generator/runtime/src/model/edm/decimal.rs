//! `Edm.Decimal`.

use crate::model::{Plain, Scalar};
use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Number, Value};
use std::fmt;
use std::str::FromStr;

/// A decimal number, `Edm.Decimal`, of any length: its digits are kept as text.
///
/// On the wire it is a number; or text, if it came as text (`IEEE754Compatible=true`) or if a JSON number can't be trusted
/// to hold all its digits. Two values are equal if their digits are spelled the same.
#[derive(Clone)]
pub struct Decimal {
    digits: Box<str>,
    quoted: bool,
}

impl Decimal {
    /// The digits: an optional sign, digits, an optional fraction, an optional exponent.
    pub fn as_str(&self) -> &str {
        &self.digits
    }

    /// The nearest float.
    pub fn to_f64(&self) -> f64 {
        self.digits.parse().unwrap_or(f64::NAN)
    }
}

impl Scalar for Decimal {
    fn read(plain: Plain<'_>) -> Option<Self> {
        let number = match plain {
            Plain::Text(text) if is_decimal(text) => return Some(Decimal { digits: text.into(), quoted: true }),
            Plain::Int(int) => Number::from(int),
            Plain::UInt(int) => Number::from(int),
            Plain::Float(float) => Number::from_f64(float)?,
            Plain::Text(_) | Plain::Bool(_) => return None,
        };
        Some(Decimal { digits: number.to_string().into(), quoted: false })
    }

    fn plain(&self) -> Plain<'_> {
        let digits = &*self.digits;
        if self.quoted {
            return Plain::Text(digits);
        }
        if let Ok(int) = digits.parse() {
            return Plain::Int(int);
        }
        if let Ok(int) = digits.parse() {
            return Plain::UInt(int);
        }
        float(digits).map_or(Plain::Text(digits), Plain::Float)
    }
}

/// The float that is this number, digit by digit.
fn float(digits: &str) -> Option<f64> {
    // What a float can hold of any decimal (DBL_DIG).
    const DIGITS: usize = 15;
    let float: f64 = digits.parse().ok().filter(|float: &f64| float.is_normal() || *float == 0.0)?;
    let mantissa = digits.split(['e', 'E']).next().unwrap_or(digits);
    let significant = mantissa.bytes().filter(u8::is_ascii_digit).skip_while(|digit| *digit == b'0').count();
    (significant <= DIGITS || Number::from_f64(float)?.to_string() == digits).then_some(float)
}

fn is_decimal(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = |text: &str| text.strip_prefix(['-', '+']).map_or(text.len(), str::len);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let mantissa = &mantissa[mantissa.len() - unsigned(mantissa)..];
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    digits(whole)
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|exponent| digits(&exponent[exponent.len() - unsigned(exponent)..]))
}

/// The text isn't a decimal number.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParseDecimalError;

impl fmt::Display for ParseDecimalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a decimal number")
    }
}

impl std::error::Error for ParseDecimalError {}

impl FromStr for Decimal {
    type Err = ParseDecimalError;

    fn from_str(text: &str) -> Result<Self, ParseDecimalError> {
        if !is_decimal(text) {
            return Err(ParseDecimalError);
        }
        Ok(Decimal { digits: text.into(), quoted: false })
    }
}

impl From<i64> for Decimal {
    fn from(int: i64) -> Self {
        Decimal { digits: int.to_string().into(), quoted: false }
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.digits == other.digits
    }
}

impl Eq for Decimal {}

impl std::hash::Hash for Decimal {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.digits.hash(state);
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.digits)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.digits)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.plain().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Plain::of(&value)
            .and_then(Decimal::read)
            .ok_or_else(|| D::Error::invalid_value(Unexpected::Other("another value"), &"a decimal number"))
    }
}
