//! Decoding: straight from a serde deserializer into the fields.
//!
//! What fits no field goes, raw, to [`Extra`](super::Extra), so that every JSON object decodes into every model. Here are
//! objects and keys; the values are in `place`.

use super::extra::{Entries, Entry, Why};
use super::order::Order;
use super::place::{Outcome, Put};
use super::{Model, Table};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use serde_json::Value;
use std::fmt;
use std::sync::Arc;

/// Decodes a model from JSON text.
///
/// # Errors
/// Not JSON, not an object, or more than one value.
pub fn from_slice<T: Model + Default>(json: &[u8]) -> serde_json::Result<T> {
    let mut model = T::default();
    fill_slice(&mut model, json)?;
    Ok(model)
}

/// Not generic: compiled here, not in every crate that has models.
pub(crate) fn fill_slice(model: &mut dyn Model, json: &[u8]) -> serde_json::Result<()> {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    fill(model, &mut deserializer)?;
    deserializer.end()
}

/// Decodes an object into a model that is empty.
///
/// # Errors
/// The deserializer's, or that there isn't an object.
pub fn fill<'de, D: Deserializer<'de>>(model: &mut dyn Model, deserializer: D) -> Result<(), D::Error> {
    deserializer.deserialize_map(Object(model))
}

/// The body of every model's `Deserialize`.
///
/// # Errors
/// As [`fill`].
pub fn deserialize<'de, T: Model + Default, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut model = T::default();
    fill(&mut model, deserializer)?;
    Ok(model)
}

/// Visits an object.
struct Object<'a>(&'a mut dyn Model);

impl<'de> Visitor<'de> for Object<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.table().name() {
            "" => f.write_str("an object"),
            name => write!(f, "an object, {name}"),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        object(self.0, map, &mut Order::new())
    }
}

pub(super) fn object<'de, A: MapAccess<'de>>(
    model: &mut dyn Model,
    mut map: A,
    order: &mut Order,
) -> Result<(), A::Error> {
    let table = model.table();
    let mut unknown = Entries::new();
    let mut held = Held(Vec::new());
    let mut next = 0;
    while let Some(key) = map.next_key_seed(KeyOf { table, next, order })? {
        match key {
            Key::Field(index) => {
                next = index + 1;
                match map.next_value_seed(Put::field(&mut model.slot_mut(index), order))? {
                    Outcome::Fits if held.0.is_empty() => {}
                    outcome => held.settle(index, outcome),
                }
            }
            Key::Unknown(name) => {
                unknown.push(Entry { name, why: Why::Unknown, value: map.next_value()? });
            }
        }
    }
    if held.0.is_empty() && unknown.is_empty() {
        return Ok(());
    }
    held.release(table, &mut unknown);
    if let Some(extra) = model.extra_mut() {
        extra.extend(unknown);
    }
    Ok(())
}

/// What a key turned out to be.
enum Key {
    /// A field of this index.
    Field(usize),
    Unknown(Arc<str>),
}

/// Finds the field of a key.
struct KeyOf<'a> {
    table: &'static Table,
    /// The place after the last field.
    next: usize,
    order: &'a mut Order,
}

impl<'de> DeserializeSeed<'de> for KeyOf<'_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeyOf<'_> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Key, E> {
        Ok(match self.order.find(self.table.fields(), self.next, key) {
            Some(index) => Key::Field(index),
            None => Key::Unknown(self.order.name(key)),
        })
    }
}

/// Raw values of fields, until the object is read: a later value of the same key replaces them.
struct Held(Vec<(usize, Why, Value)>);

impl Held {
    fn settle(&mut self, index: usize, outcome: Outcome) {
        if !self.0.is_empty() {
            self.0.retain(|(held, ..)| *held != index);
        }
        match outcome {
            Outcome::Fits => {}
            Outcome::Spelled(value) => self.0.push((index, Why::Spelled, value)),
            Outcome::Misfit(Value::Null) => self.0.push((index, Why::Null, Value::Null)),
            Outcome::Misfit(value) => self.0.push((index, Why::Misfit, value)),
        }
    }

    fn release(self, table: &'static Table, entries: &mut Entries) {
        for (index, why, value) in self.0 {
            let name = table.fields()[index];
            if why == Why::Misfit {
                tracing::debug!(
                    model = table.name(),
                    field = name,
                    "kept raw: a value that doesn't fit the documented type"
                );
            }
            entries.push(Entry { name: name.into(), why, value });
        }
    }
}
