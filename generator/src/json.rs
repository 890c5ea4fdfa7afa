//! JSON texts: what stands in one, with names and texts borrowed from it; or only whether it is JSON, for whoever does not
//! ask what stands in it: no tree is made.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Number;
use std::borrow::Cow;
use std::fmt;

/// A JSON value as a text shows it. serde_json reads it; the tree is ours, since the borrowing ones of other crates list
/// members in the order of the text, and misfits are told in the order that serde_json's own tree has.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Json<'t> {
    Null,
    Bool(bool),
    Number(Number),
    Text(Cow<'t, str>),
    List(Vec<Json<'t>>),
    Object(Members<'t>),
}

/// The members of an object, in order of their names. Of several of one name the last counts, as it does for services.
#[derive(Clone, PartialEq, Default, Debug)]
pub(crate) struct Members<'t>(Vec<(Cow<'t, str>, Json<'t>)>);

/// What a JSON text holds at its top.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Object,
    Array,
    /// A text, number, boolean or null.
    Scalar,
}

/// Reads a JSON text as `serde_json::Value` reads it.
///
/// # Errors
/// Those of `serde_json::from_str::<Value>`.
pub(crate) fn read(text: &str) -> Result<Json<'_>, serde_json::Error> {
    serde_json::from_str(text)
}

/// As [`read`], and keeps nothing.
///
/// # Errors
/// Those of `serde_json::from_str::<Value>`.
pub(crate) fn check(text: &str) -> Result<Kind, serde_json::Error> {
    serde_json::from_str(text)
}

impl<'t> Json<'t> {
    pub(crate) fn kind(&self) -> Kind {
        match self {
            Json::Object(_) => Kind::Object,
            Json::List(_) => Kind::Array,
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) => Kind::Scalar,
        }
    }

    pub(crate) fn is_null(&self) -> bool {
        matches!(self, Json::Null)
    }

    pub(crate) fn is_object(&self) -> bool {
        matches!(self, Json::Object(_))
    }

    pub(crate) fn text(&self) -> Option<&str> {
        if let Json::Text(text) = self { Some(text) } else { None }
    }

    pub(crate) fn members(&self) -> Option<&Members<'t>> {
        if let Json::Object(members) = self { Some(members) } else { None }
    }

    pub(crate) fn into_members(self) -> Option<Members<'t>> {
        if let Json::Object(members) = self { Some(members) } else { None }
    }
}

impl<'t> Members<'t> {
    /// Of members in any order.
    pub(crate) fn of(mut members: Vec<(Cow<'t, str>, Json<'t>)>) -> Self {
        members.sort_by(|(one, _), (other, _)| one.cmp(other));
        members.dedup_by(|later, kept| {
            let is_again = later.0 == kept.0;
            if is_again {
                std::mem::swap(later, kept);
            }
            is_again
        });
        Members(members)
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Json<'t>> {
        let at = self.0.binary_search_by(|(own, _)| own.as_ref().cmp(name)).ok()?;
        self.0.get(at).map(|(_, value)| value)
    }

    /// Takes a member out.
    pub(crate) fn take(&mut self, name: &str) -> Option<Json<'t>> {
        let at = self.0.binary_search_by(|(own, _)| own.as_ref().cmp(name)).ok()?;
        Some(self.0.remove(at).1)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Json<'t>)> {
        self.0.iter().map(|(name, value)| (name.as_ref(), value))
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_ref())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'t> IntoIterator for Members<'t> {
    type Item = (Cow<'t, str>, Json<'t>);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'de> Deserialize<'de> for Json<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Read)
    }
}

struct Read;

impl<'de> Visitor<'de> for Read {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any valid JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json<'de>, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json<'de>, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json<'de>, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json<'de>, E> {
        Ok(Number::from_f64(value).map_or(Json::Null, Json::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json<'de>, E> {
        Ok(Json::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Json<'de>, E> {
        Ok(Json::Text(Cow::Borrowed(text)))
    }

    fn visit_unit<E>(self) -> Result<Json<'de>, E> {
        Ok(Json::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Json<'de>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Json::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Json<'de>, A::Error> {
        let mut members = Vec::new();
        while let Some((Name(name), value)) = access.next_entry()? {
            members.push((name, value));
        }
        Ok(Json::Object(Members::of(members)))
    }
}

#[derive(serde::Deserialize)]
#[serde(transparent)]
struct Name<'t>(#[serde(borrow)] Cow<'t, str>);

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
impl Json<'_> {
    /// The same as a tree of serde_json.
    pub(crate) fn tree(&self) -> serde_json::Value {
        use serde_json::Value;
        match self {
            Json::Null => Value::Null,
            Json::Bool(value) => Value::Bool(*value),
            Json::Number(number) => Value::Number(number.clone()),
            Json::Text(text) => Value::String(text.to_string()),
            Json::List(items) => items.iter().map(Json::tree).collect(),
            Json::Object(members) => members.iter().map(|(name, value)| (name.to_owned(), value.tree())).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Json, Kind, check, read};
    use serde_json::Value;

    #[test]
    fn says_what_a_tree_would_say() {
        let deep = |levels| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        for text in [
            "{\"a\": [1, -2, 3.5, \"x\\n\", true, null, {}]}",
            "{\"b\": 1, \"a\": {\"\\u0061\": 18446744073709551615}, \"b\": [2], \"\\n\": 3, \"b\": 1e3}",
            "-1",
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
            let shown = read(text);
            assert_eq!(shown.as_ref().map(Json::tree).map_err(|error| error.to_string()), wanted, "{text}");
            assert_eq!(shown.as_ref().ok().map(Json::kind), found.as_ref().ok().copied(), "{text}");
            let kind = wanted.ok().map(|value| match value {
                Value::Object(_) => Kind::Object,
                Value::Array(_) => Kind::Array,
                _ => Kind::Scalar,
            });
            assert_eq!(found.ok(), kind, "{text}");
        }
    }

    #[test]
    fn members_are_in_order_and_found_by_name() {
        let Ok(Json::Object(mut object)) = read(r#"{"c": 1, "a": 2, "b": 3, "a": null, "\u0062": 4}"#) else {
            panic!("an object");
        };
        assert_eq!(object.names().collect::<Vec<_>>(), ["a", "b", "c"]);
        assert_eq!(object.get("a"), Some(&Json::Null));
        assert_eq!(object.get("d"), None);
        assert_eq!(object.take("b"), Some(Json::Number(4.into())));
        assert_eq!((object.take("b"), object.is_empty()), (None, false));
    }
}
