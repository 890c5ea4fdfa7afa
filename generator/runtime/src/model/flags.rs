//! Enums of which several members can be set at once.

use super::{Text, WireEnum, enums};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;

/// Members of a flags enum, comma separated on the wire (`"read,write"`). Keeps the order and spacing it came with.
pub struct Flags<E> {
    text: Box<str>,
    members: PhantomData<fn() -> E>,
}

impl<E: WireEnum> Flags<E> {
    /// The text on the wire.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The members, in the order in which they are written.
    pub fn iter(&self) -> impl Iterator<Item = E> {
        self.names().map(|name| {
            let known = E::NAMES.iter().find(|known| known.eq_ignore_ascii_case(name));
            E::read(known.unwrap_or(&name))
        })
    }

    /// Whether a member is among them.
    pub fn contains(&self, member: &E) -> bool {
        self.names().any(|name| name.eq_ignore_ascii_case(member.text()))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.names().next().is_none()
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.text.split(',').map(str::trim).filter(|name| !name.is_empty())
    }
}

impl<E: WireEnum> From<E> for Flags<E> {
    fn from(member: E) -> Self {
        Flags::read(member.text())
    }
}

impl<E: WireEnum> FromIterator<E> for Flags<E> {
    fn from_iter<I: IntoIterator<Item = E>>(members: I) -> Self {
        let mut text = String::new();
        for member in members {
            if !text.is_empty() {
                text.push(',');
            }
            text.push_str(member.text());
        }
        Flags { text: text.into(), members: PhantomData }
    }
}

impl<E: WireEnum, const N: usize> From<[E; N]> for Flags<E> {
    fn from(members: [E; N]) -> Self {
        members.into_iter().collect()
    }
}

impl<E: WireEnum> Text for Flags<E> {
    fn read(text: &str) -> Self {
        Flags { text: text.into(), members: PhantomData }
    }

    fn text(&self) -> &str {
        &self.text
    }
}

// By hand: derives would ask the same of `E`.
impl<E> Clone for Flags<E> {
    fn clone(&self) -> Self {
        Flags { text: self.text.clone(), members: PhantomData }
    }
}

impl<E> PartialEq for Flags<E> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<E> Eq for Flags<E> {}

impl<E> fmt::Debug for Flags<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

impl<E> fmt::Display for Flags<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl<E: WireEnum> Serialize for Flags<E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        enums::serialize(self, serializer)
    }
}

impl<'de, E: WireEnum> Deserialize<'de> for Flags<E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        enums::deserialize(deserializer)
    }
}
