//! Items of any type that serde decodes, one by one: what isn't such an item is kept raw.

use crate::model::EXPECTED_ITEMS;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

/// Takes `value`: the items, and what is none by its place. `None` is a null.
pub(super) struct ItemsOf<'a, T> {
    pub(super) left_out: &'a mut BTreeMap<usize, Value>,
    item: ItemOf<T>,
}

impl<'a, T> ItemsOf<'a, T> {
    pub(super) fn new<'de>(left_out: &'a mut BTreeMap<usize, Value>) -> Self
    where
        T: Deserialize<'de>,
    {
        let takes_objects = T::deserialize(Question).is_err_and(|answer| answer.asks_for_a_map);
        ItemsOf { left_out, item: ItemOf { takes_objects, item: PhantomData } }
    }
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for ItemsOf<'_, T> {
    type Value = Option<Vec<T>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for ItemsOf<'_, T> {
    type Value = Option<Vec<T>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EXPECTED_ITEMS)
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        let mut place = 0;
        while let Some(taken) = seq.next_element_seed(self.item)? {
            match taken {
                Ok(item) => items.push(item),
                Err(raw) => {
                    self.left_out.insert(place, raw);
                }
            }
            place += 1;
        }
        Ok(Some(items))
    }
}

struct ItemOf<T> {
    /// Any object is an item, as with models: objects need not be read whole before they are tried.
    takes_objects: bool,
    item: PhantomData<fn() -> T>,
}

impl<T> Clone for ItemOf<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for ItemOf<T> {}

impl<T> ItemOf<T> {
    fn of<'de>(value: Value) -> Result<T, Value>
    where
        T: Deserialize<'de>,
    {
        T::deserialize(value.clone()).map_err(|_| value)
    }
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for ItemOf<T> {
    type Value = Result<T, Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        if self.takes_objects {
            deserializer.deserialize_any(self)
        } else {
            Value::deserialize(deserializer).map(Self::of)
        }
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for ItemOf<T> {
    type Value = Result<T, Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Ok)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
        Value::deserialize(SeqAccessDeserializer::new(seq)).map(Err)
    }

    fn visit_bool<E: Error>(self, bool: bool) -> Result<Self::Value, E> {
        Ok(Err(bool.into()))
    }

    fn visit_i64<E: Error>(self, int: i64) -> Result<Self::Value, E> {
        Ok(Err(int.into()))
    }

    fn visit_u64<E: Error>(self, int: u64) -> Result<Self::Value, E> {
        Ok(Err(int.into()))
    }

    fn visit_f64<E: Error>(self, float: f64) -> Result<Self::Value, E> {
        Ok(Err(float.into()))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Err(text.into()))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Err(Value::Null))
    }
}

/// Gives nothing, and tells what a type asks for.
struct Question;

#[derive(Debug)]
struct Answer {
    asks_for_a_map: bool,
}

impl<'de> Deserializer<'de> for Question {
    type Error = Answer;

    fn deserialize_map<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Answer> {
        Err(Answer { asks_for_a_map: true })
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Answer> {
        Err(Answer { asks_for_a_map: false })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct struct enum identifier ignored_any
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nothing to give")
    }
}

impl std::error::Error for Answer {}

impl Error for Answer {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Answer { asks_for_a_map: false }
    }
}
