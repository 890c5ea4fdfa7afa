//! Decoding a value: into a field or onto a list, or back as raw JSON where it doesn't fit.

use super::decode::object;
use super::encode::to_value;
use super::order::Order;
use super::{Field, Fit, Plain, SlotMut};
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;

/// How a value was taken.
pub(super) enum Outcome {
    /// It is in its place.
    Fits,
    /// It is in its place, and this is how it was spelled.
    Spelled(Value),
    /// It isn't; the place is empty.
    Misfit(Value),
}

/// Takes any value into a field, or onto the list that a field is.
pub(super) struct Put<'s, 'a> {
    slot: &'s mut SlotMut<'a>,
    item: bool,
    order: &'s mut Order,
}

impl<'s, 'a> Put<'s, 'a> {
    pub(super) fn field(slot: &'s mut SlotMut<'a>, order: &'s mut Order) -> Self {
        Put { slot, item: false, order }
    }

    fn item(list: &'s mut SlotMut<'a>, order: &'s mut Order) -> Self {
        Put { slot: list, item: true, order }
    }

    fn plain(self, plain: Plain<'_>) -> Outcome {
        let fit = if self.item { self.slot.push(plain) } else { self.slot.put(plain) };
        match fit {
            Fit::Exact => Outcome::Fits,
            Fit::Spelled => Outcome::Spelled(plain.to_value()),
            Fit::Not => self.misfit(plain.to_value()),
        }
    }

    /// A value that was read whole.
    fn value(self, value: Value) -> Outcome {
        match (&mut *self.slot, value) {
            (SlotMut::Values(list), value) if self.item => list.get_or_insert_default().push(value),
            (SlotMut::Value(field), value) if !value.is_null() => **field = Some(value),
            // With serde_json's `arbitrary_precision`, which another crate may have turned on, numbers come as maps.
            (SlotMut::Scalar(_) | SlotMut::Scalars(_), value @ Value::Number(_)) => return self.number(value),
            (_, value) => return self.misfit(value),
        }
        Outcome::Fits
    }

    fn number(self, number: Value) -> Outcome {
        match Plain::of(&number) {
            Some(plain) if plain.to_value() == number => self.plain(plain),
            // The nearest float isn't all of it.
            Some(plain) if !self.item && self.slot.put(plain) != Fit::Not => Outcome::Spelled(number),
            _ => self.misfit(number),
        }
    }

    fn misfit(self, value: Value) -> Outcome {
        if !self.item {
            self.slot.clear();
        }
        Outcome::Misfit(value)
    }
}

impl<'de> DeserializeSeed<'de> for Put<'_, '_> {
    type Value = Outcome;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Outcome, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Put<'_, '_> {
    type Value = Outcome;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_bool<E: Error>(self, bool: bool) -> Result<Outcome, E> {
        Ok(self.plain(Plain::Bool(bool)))
    }

    fn visit_i64<E: Error>(self, int: i64) -> Result<Outcome, E> {
        Ok(self.plain(Plain::Int(int)))
    }

    fn visit_u64<E: Error>(self, int: u64) -> Result<Outcome, E> {
        Ok(self.plain(i64::try_from(int).map_or(Plain::UInt(int), Plain::Int)))
    }

    fn visit_f64<E: Error>(self, float: f64) -> Result<Outcome, E> {
        Ok(self.plain(Plain::Float(float)))
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<Outcome, E> {
        // Most values are text for a field that takes any.
        if let SlotMut::String(field) = self.slot {
            **field = Some(text.to_owned());
            return Ok(Outcome::Fits);
        }
        Ok(self.plain(Plain::Text(text)))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Outcome, E> {
        if let SlotMut::String(field) = self.slot {
            **field = Some(text);
            return Ok(Outcome::Fits);
        }
        self.visit_str(&text)
    }

    fn visit_unit<E: Error>(self) -> Result<Outcome, E> {
        Ok(self.value(Value::Null))
    }

    fn visit_none<E: Error>(self) -> Result<Outcome, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Outcome, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Outcome, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Outcome, A::Error> {
        let model = match self.slot {
            SlotMut::Object(field) if !self.item => {
                field.reset(true);
                field.get_mut()
            }
            SlotMut::Objects(list) if self.item => list.push(),
            _ => None,
        };
        match model {
            Some(model) => object(model, map, self.order).map(|()| Outcome::Fits),
            None => Value::deserialize(MapAccessDeserializer::new(map)).map(|value| self.value(value)),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Outcome, A::Error> {
        if !self.item && self.slot.start_list() {
            list(self.slot, seq, self.order)
        } else {
            Value::deserialize(SeqAccessDeserializer::new(seq)).map(|value| self.value(value))
        }
    }
}

/// What a page has for `value`.
pub(crate) const EXPECTED_ITEMS: &str = "a list of items";

/// Takes the items of a page into a field that is a list, and by its place what doesn't fit. Tells whether there is a list:
/// a null is none.
pub(crate) struct Items<'a> {
    pub(crate) list: &'a mut dyn Field,
    pub(crate) left_out: &'a mut BTreeMap<usize, Value>,
}

impl<'de> DeserializeSeed<'de> for Items<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Items<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EXPECTED_ITEMS)
    }

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        self.list.slot_mut().clear();
        Ok(false)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<bool, A::Error> {
        let mut list = self.list.slot_mut();
        list.start_list();
        let (mut place, mut order) = (0, Order::new());
        while let Some(outcome) = seq.next_element_seed(Put::item(&mut list, &mut order))? {
            if let Outcome::Misfit(odd) = outcome {
                self.left_out.insert(place, odd);
            }
            place += 1;
        }
        Ok(true)
    }
}

/// One item that doesn't fit makes the whole list a misfit: a list without it would be another list.
fn list<'de, A: SeqAccess<'de>>(list: &mut SlotMut<'_>, mut seq: A, order: &mut Order) -> Result<Outcome, A::Error> {
    while let Some(outcome) = seq.next_element_seed(Put::item(list, order))? {
        let Outcome::Misfit(odd) = outcome else { continue };
        let mut raw = match to_value(list.as_slot()).map_err(A::Error::custom)? {
            Value::Array(items) => items,
            _ => Vec::new(),
        };
        list.clear();
        raw.push(odd);
        while let Some(item) = seq.next_element()? {
            raw.push(item);
        }
        return Ok(Outcome::Misfit(Value::Array(raw)));
    }
    Ok(Outcome::Fits)
}
