//! Documented enums: what the `wire_enum!` macro implements.

use super::Text;
use serde::de::{Deserializer, Error, Visitor};
use serde::ser::Serializer;
use std::fmt;
use std::marker::PhantomData;

/// A documented enum. Values that the docs don't list are its `Unlisted` variant, which keeps them: every text is a value.
///
/// Two values are equal if their texts are: `Unlisted("created".into())` is `Created`.
///
/// In a model a member in another case (`Created` for `created`) is read as that member, and written as it came.
pub trait WireEnum: Text + Clone + Eq {
    /// The type's qualified name, `microsoft.graph.changeType`.
    const NAME: &'static str;
}

/// Whether two texts are the same: not written as `==`, whose types rustc would have to find out for every enum.
pub fn same(a: &str, b: &str) -> bool {
    a == b
}

/// The body of every enum's `Serialize`.
///
/// # Errors
/// The serializer's.
pub fn serialize<E: Text, S: Serializer>(value: &E, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(value.text())
}

/// The body of every enum's `Deserialize`.
///
/// # Errors
/// The deserializer's, or that there isn't text.
pub fn deserialize<'de, E: Text, D: Deserializer<'de>>(deserializer: D) -> Result<E, D::Error> {
    deserializer.deserialize_str(TextVisitor(PhantomData))
}

struct TextVisitor<E>(PhantomData<fn() -> E>);

impl<E: Text> Visitor<'_> for TextVisitor<E> {
    type Value = E;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text")
    }

    fn visit_str<F: Error>(self, text: &str) -> Result<E, F> {
        Ok(E::read(text))
    }
}
