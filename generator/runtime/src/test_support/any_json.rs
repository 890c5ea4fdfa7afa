//! JSON objects made up from a model's own table: values that fit their fields, values that don't, and whatever else may
//! come.
//!
//! Deterministic: a failure comes again.

use crate::model::{Model, SlotMut};
use fastrand::Rng;
use serde_json::{Map, Value, json};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Makes up values.
pub(super) struct Maker(Rng);

/// Objects inside of objects inside of the outermost one.
const DEPTH: usize = 2;

/// Text that means something to some type.
const TEXTS: [&str; 16] = [
    "",
    "5",
    "-0",
    "5.0",
    "1e3",
    "99999999999999999999",
    "INF",
    "NaN",
    "true",
    "null",
    "AQI=",
    "2016-12-05",
    "2016-12-05T08:00:00.1234567Z",
    "P1D",
    "08:00:00",
    "0.10",
];

impl Maker {
    /// Another name gives other values.
    pub(super) fn new(name: &str) -> Self {
        let mut hasher = DefaultHasher::new();
        name.hash(&mut hasher);
        Maker(Rng::with_seed(hasher.finish()))
    }

    fn next(&mut self) -> u64 {
        self.0.u64(..)
    }

    fn below(&mut self, end: usize) -> usize {
        self.0.usize(..end)
    }

    /// An object for a model: its fields, most of them with values that fit, and properties that it doesn't know.
    pub(super) fn object(&mut self, model: &mut dyn Model) -> Value {
        self.object_at(model, 0)
    }

    fn object_at(&mut self, model: &mut dyn Model, depth: usize) -> Value {
        let mut object = Map::new();
        for (index, name) in model.table().fields().iter().enumerate() {
            // Objects within objects would be too many with all their fields.
            if depth > 0 && self.below(4) > 0 {
                continue;
            }
            let value = if self.below(4) == 0 { self.any(0) } else { self.fitting(model.slot_mut(index), depth) };
            object.insert((*name).to_owned(), value);
        }
        for name in ["@odata.type", "extra", "_more", "", "unknown"] {
            if self.below(4) == 0 {
                object.insert(name.to_owned(), self.any(0));
            }
        }
        Value::Object(object)
    }

    /// A value for a field, of its kind.
    fn fitting(&mut self, mut field: SlotMut<'_>, depth: usize) -> Value {
        if field.start_list() {
            let items = self.below(4);
            return (0..items).map(|_| self.item(&mut field, depth)).collect();
        }
        match &mut field {
            SlotMut::String(_) => self.text(),
            SlotMut::Text(field) => self.text_of(field.names()),
            SlotMut::Scalar(_) => self.scalar(),
            SlotMut::Object(field) if depth < DEPTH => {
                field.reset(true);
                self.object_in(field.get_mut(), depth + 1)
            }
            _ => self.any(0),
        }
    }

    /// An object for a model that was just made.
    fn object_in(&mut self, model: Option<&mut dyn Model>, depth: usize) -> Value {
        model.map_or(Value::Null, |model| self.object_at(model, depth))
    }

    fn item(&mut self, list: &mut SlotMut<'_>, depth: usize) -> Value {
        match list {
            SlotMut::Texts(_) => self.text(),
            SlotMut::Scalars(_) => self.scalar(),
            SlotMut::Objects(list) if depth < DEPTH => self.object_in(list.push(), depth + 1),
            _ => self.any(0),
        }
    }

    fn text(&mut self) -> Value {
        TEXTS[self.below(TEXTS.len())].into()
    }

    /// A member of an enum, at times in another case; other text where it has none.
    fn text_of(&mut self, names: &[&str]) -> Value {
        match (names.is_empty(), self.below(4)) {
            (true, _) | (_, 0) => self.text(),
            (_, 1) => names[self.below(names.len())].to_uppercase().into(),
            _ => names[self.below(names.len())].into(),
        }
    }

    fn scalar(&mut self) -> Value {
        match self.below(8) {
            0 => json!(true),
            1 => json!(self.next()),
            2 => json!(self.next() as i64),
            3 => json!(self.below(300) as i64 - 150),
            4 => json!(f64::from_bits(self.next())),
            5 => json!([-0.0, 5.0, 0.1, 1e300, 5e-324, 16_777_217.0][self.below(6)]),
            6 => json!([i64::MIN, 9_007_199_254_740_993, 2_147_483_648, 256][self.below(4)]),
            _ => json!(self.below(2) == 0),
        }
    }

    /// Any value.
    fn any(&mut self, depth: usize) -> Value {
        match self.below(if depth < 3 { 8 } else { 5 }) {
            0 => Value::Null,
            1 | 2 => self.text(),
            3 | 4 => self.scalar(),
            5 | 6 => (0..self.below(4)).map(|_| self.any(depth + 1)).collect(),
            _ => {
                let key = |maker: &mut Self| TEXTS[maker.below(TEXTS.len())].to_owned();
                Value::Object((0..self.below(4)).map(|_| (key(self), self.any(depth + 1))).collect())
            }
        }
    }
}
