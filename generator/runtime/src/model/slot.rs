//! One field of a model, seen without its Rust type: [`Slot`] to read, [`SlotMut`] to write.

use super::{
    Extra, FieldType, Fit, Kind, ObjectField, ObjectList, Plain, ScalarField, ScalarList, TextField, TextList, text,
};
use serde_json::Value;

/// A field to read.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum Slot<'a> {
    /// Text without further meaning. The most frequent kind, so it goes without a virtual call.
    String(&'a Option<String>),
    /// Text with a meaning: dates, enums, binary.
    Text(&'a dyn TextField),
    /// A boolean, a number.
    Scalar(&'a dyn ScalarField),
    /// Untyped JSON.
    Value(&'a Option<Value>),
    /// A model.
    Object(&'a dyn ObjectField),
    /// A list of text.
    Texts(&'a dyn TextList),
    /// A list of booleans or numbers.
    Scalars(&'a dyn ScalarList),
    /// A list of untyped JSON.
    Values(&'a Option<Vec<Value>>),
    /// A list of models.
    Objects(&'a dyn ObjectList),
    /// Not a field: what the model holds beside its fields.
    Extra(&'a Extra),
}

/// A field to write.
#[non_exhaustive]
pub enum SlotMut<'a> {
    /// Text without further meaning.
    String(&'a mut Option<String>),
    /// Text with a meaning: dates, enums, binary.
    Text(&'a mut dyn TextField),
    /// A boolean, a number.
    Scalar(&'a mut dyn ScalarField),
    /// Untyped JSON.
    Value(&'a mut Option<Value>),
    /// A model.
    Object(&'a mut dyn ObjectField),
    /// A list of text.
    Texts(&'a mut dyn TextList),
    /// A list of booleans or numbers.
    Scalars(&'a mut dyn ScalarList),
    /// A list of untyped JSON.
    Values(&'a mut Option<Vec<Value>>),
    /// A list of models.
    Objects(&'a mut dyn ObjectList),
    /// Not a field: what the model holds beside its fields.
    Extra(&'a mut Extra),
}

impl Slot<'_> {
    /// Whether the field is `Some`.
    pub fn is_set(&self) -> bool {
        match self {
            Slot::String(field) => field.is_some(),
            Slot::Text(field) => field.get().is_some(),
            Slot::Scalar(field) => field.get().is_some(),
            Slot::Value(field) => field.is_some(),
            Slot::Object(field) => field.get().is_some(),
            Slot::Texts(list) => list.len().is_some(),
            Slot::Scalars(list) => list.len().is_some(),
            Slot::Values(list) => list.is_some(),
            Slot::Objects(list) => list.len().is_some(),
            Slot::Extra(extra) => !extra.is_empty(),
        }
    }

    /// Whether `raw` is another spelling of the field's value: `"5"` for the number 5, `"Created"` for the enum member
    /// `created`.
    pub(super) fn reads(&self, raw: &Value) -> bool {
        match self {
            Slot::Text(field) => raw.as_str().is_some_and(|text| text::reads(*field, text)),
            Slot::Scalar(field) => Plain::of(raw).is_some_and(|plain| field.reads(plain)),
            _ => false,
        }
    }
}

impl SlotMut<'_> {
    /// Makes the field `None`.
    pub fn clear(&mut self) {
        match self {
            SlotMut::String(field) => **field = None,
            SlotMut::Text(field) => field.set(None),
            SlotMut::Scalar(field) => field.clear(),
            SlotMut::Value(field) => **field = None,
            SlotMut::Object(field) => field.reset(false),
            SlotMut::Texts(list) => list.reset(false),
            SlotMut::Scalars(list) => list.reset(false),
            SlotMut::Values(list) => **list = None,
            SlotMut::Objects(list) => list.reset(false),
            SlotMut::Extra(extra) => **extra = Extra::new(),
        }
    }

    /// Writes a plain value, if one of this kind fits. A field that it doesn't fit is left as it was or cleared.
    pub(super) fn put(&mut self, plain: Plain<'_>) -> Fit {
        match (self, plain) {
            (SlotMut::String(field), Plain::Text(text)) => {
                **field = Some(text.to_owned());
                Fit::Exact
            }
            (SlotMut::Text(field), Plain::Text(text)) => text::put(*field, text),
            (SlotMut::Scalar(field), plain) => field.put(plain),
            (SlotMut::Value(field), plain) => {
                **field = Some(plain.to_value());
                Fit::Exact
            }
            _ => Fit::Not,
        }
    }

    /// Adds a plain value to a list, if one of this kind fits.
    pub(super) fn push(&mut self, plain: Plain<'_>) -> Fit {
        let fits = match (self, plain) {
            (SlotMut::Texts(list), Plain::Text(text)) => {
                list.push(text);
                true
            }
            (SlotMut::Scalars(list), plain) => list.push(plain),
            (SlotMut::Values(list), plain) => {
                list.get_or_insert_default().push(plain.to_value());
                true
            }
            _ => false,
        };
        if fits { Fit::Exact } else { Fit::Not }
    }

    /// Makes an empty list, if the field is one.
    pub(crate) fn start_list(&mut self) -> bool {
        match self {
            SlotMut::Texts(list) => list.reset(true),
            SlotMut::Scalars(list) => list.reset(true),
            SlotMut::Values(list) => **list = Some(Vec::new()),
            SlotMut::Objects(list) => list.reset(true),
            _ => return false,
        }
        true
    }

    /// The same field, to read.
    pub fn as_slot(&self) -> Slot<'_> {
        match self {
            SlotMut::String(field) => Slot::String(field),
            SlotMut::Text(field) => Slot::Text(&**field),
            SlotMut::Scalar(field) => Slot::Scalar(&**field),
            SlotMut::Value(field) => Slot::Value(field),
            SlotMut::Object(field) => Slot::Object(&**field),
            SlotMut::Texts(list) => Slot::Texts(&**list),
            SlotMut::Scalars(list) => Slot::Scalars(&**list),
            SlotMut::Values(list) => Slot::Values(list),
            SlotMut::Objects(list) => Slot::Objects(&**list),
            SlotMut::Extra(extra) => Slot::Extra(extra),
        }
    }
}

/// A field of a model, whichever type it has; or the model's bag.
pub trait Field {
    /// The field to read.
    fn slot(&self) -> Slot<'_>;

    /// The field to write.
    fn slot_mut(&mut self) -> SlotMut<'_>;
}

impl<T: FieldType> Field for Option<T> {
    fn slot(&self) -> Slot<'_> {
        T::Kind::slot(self)
    }

    fn slot_mut(&mut self) -> SlotMut<'_> {
        T::Kind::slot_mut(self)
    }
}

impl Field for Extra {
    fn slot(&self) -> Slot<'_> {
        Slot::Extra(self)
    }

    fn slot_mut(&mut self) -> SlotMut<'_> {
        SlotMut::Extra(self)
    }
}
