//! Whether a text is JSON, for whoever does not ask what stands in it: no tree is made.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// What a JSON text holds at its top.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Object,
    Array,
    /// A text, number, boolean or null.
    Scalar,
}

/// Reads a JSON text as `serde_json::Value` reads it, and keeps nothing.
///
/// # Errors
/// Those of `serde_json::from_str::<Value>`.
pub(crate) fn check(text: &str) -> Result<Kind, serde_json::Error> {
    serde_json::from_str(text)
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Check)
    }
}

struct Check;

impl<'de> Visitor<'de> for Check {
    type Value = Kind;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any valid JSON value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Kind, E> {
        Ok(Kind::Scalar)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Kind, E> {
        Ok(Kind::Scalar)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Kind, E> {
        Ok(Kind::Scalar)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Kind, E> {
        Ok(Kind::Scalar)
    }

    fn visit_str<E>(self, _: &str) -> Result<Kind, E> {
        Ok(Kind::Scalar)
    }

    fn visit_unit<E>(self) -> Result<Kind, E> {
        Ok(Kind::Scalar)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Kind, A::Error> {
        while items.next_element::<Kind>()?.is_some() {}
        Ok(Kind::Array)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Kind, A::Error> {
        while members.next_entry::<Kind, Kind>()?.is_some() {}
        Ok(Kind::Object)
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, check};
    use serde_json::Value;

    #[test]
    fn says_what_a_tree_would_say() {
        let deep = |levels| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        for text in [
            "{\"a\": [1, -2, 3.5, \"x\\n\", true, null, {}]}",
            "",
            "{",
            "[1,",
            "{\"a\": 1,}",
            "{a: 1}",
            "{1: 2}",
            "\"\\ud800\"",
            "\"\\x\"",
            "\"\n\"",
            "1e999",
            "01",
            "nul",
            "1 2",
            &deep(127),
            &deep(128),
        ] {
            let wanted = serde_json::from_str::<Value>(text).map_err(|error| error.to_string());
            let found = check(text).map_err(|error| error.to_string());
            assert_eq!(found.as_ref().err(), wanted.as_ref().err(), "{text}");
            let kind = wanted.ok().map(|value| match value {
                Value::Object(_) => Kind::Object,
                Value::Array(_) => Kind::Array,
                _ => Kind::Scalar,
            });
            assert_eq!(found.ok(), kind, "{text}");
        }
    }
}
