//! Encoding: the fields in the order of the table, then what is in [`Extra`](super::Extra).

use super::extra::{Entry, Why};
use super::ops::odata_type;
use super::{Model, Slot};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::{Number, Value};

/// Who reads what is encoded.
#[derive(Clone, Copy, PartialEq, Eq)]
enum For {
    /// Whoever wants all of it: decode then encode loses nothing.
    Keeping,
    /// A service that is asked to change something: a null that was received stays behind.
    Request,
}

/// Encodes a model as JSON text, all of it.
///
/// # Errors
/// What serde_json reports for values in [`Extra`](super::Extra); there is no known way to get there.
pub fn to_vec(model: &dyn Model) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&Object(model, For::Keeping))
}

/// Encodes a model as the body of a request: nulls that were set are sent, nulls that were received aren't.
///
/// # Errors
/// As [`to_vec`].
pub fn to_body(model: &dyn Model) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&Object(model, For::Request))
}

/// The body of every model's `Serialize`.
///
/// # Errors
/// The serializer's.
pub fn serialize<S: Serializer>(model: &dyn Model, serializer: S) -> Result<S::Ok, S::Error> {
    Object(model, For::Keeping).serialize(serializer)
}

/// The field as raw JSON; null if it isn't set.
pub(super) fn to_value(slot: Slot<'_>) -> serde_json::Result<Value> {
    serde_json::to_value(Field(slot, For::Keeping))
}

/// Entries that no field wins over.
pub(super) fn extra_entries(model: &dyn Model) -> impl Iterator<Item = &Entry> {
    let table = model.table();
    model.extra().entries().iter().filter(move |entry| match entry.why {
        Why::Spelled => false,
        // Usually there is no field of this name; the user may have put one in by `insert`.
        _ => !table.index_of(&entry.name).is_some_and(|index| model.slot(index).is_set()),
    })
}

struct Object<'a>(&'a dyn Model, For);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Object(model, reader) = *self;
        if let Some(number) = number_in_disguise(model) {
            return number.serialize(serializer);
        }
        let mut map = serializer.serialize_map(None)?;
        if let Some(tag) = model.table().tag().filter(|_| reader == For::Request && odata_type(model).is_none()) {
            map.serialize_entry("@odata.type", tag)?;
        }
        for (index, name) in model.table().fields().iter().enumerate() {
            let slot = model.slot(index);
            if !slot.is_set() {
                continue;
            }
            match spelling(model, name, slot) {
                Some(raw) => map.serialize_entry(name, raw)?,
                None => map.serialize_entry(name, &Field(slot, reader))?,
            }
        }
        for entry in extra_entries(model) {
            if reader == For::Keeping || entry.why != Why::Null {
                map.serialize_entry(&*entry.name, &entry.value)?;
            }
        }
        map.end()
    }
}

/// How the value of a field was spelled, if differently from how it would be encoded and if it still is that value.
pub(super) fn spelling<'a>(model: &'a dyn Model, name: &str, slot: Slot<'_>) -> Option<&'a Value> {
    if model.extra().is_empty() {
        return None;
    }
    let entry = model.extra().entry(name)?;
    (entry.why == Why::Spelled && slot.reads(&entry.value)).then_some(&entry.value)
}

/// With serde_json's `arbitrary_precision`, which another crate may have turned on, a number comes as a map of one key;
/// where an object was expected that key ends up in the bag.
fn number_in_disguise(model: &dyn Model) -> Option<Number> {
    match model.extra().entries() {
        [entry] if &*entry.name == "$serde_json::private::Number" => entry.value.as_str()?.parse().ok(),
        _ => None,
    }
}

struct Field<'a>(Slot<'a>, For);

impl Serialize for Field<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let reader = self.1;
        match self.0 {
            Slot::String(field) => field.serialize(serializer),
            Slot::Text(field) => field.get().serialize(serializer),
            Slot::Scalar(field) => field.get().serialize(serializer),
            Slot::Value(field) => field.serialize(serializer),
            Slot::Object(field) => field.get().map(|model| Object(model, reader)).serialize(serializer),
            Slot::Values(list) => list.serialize(serializer),
            Slot::Texts(list) => items(serializer, list.len(), |index| list.get(index)),
            Slot::Scalars(list) => items(serializer, list.len(), |index| list.get(index)),
            Slot::Objects(list) => {
                items(serializer, list.len(), |index| list.get(index).map(|model| Object(model, reader)))
            }
            Slot::Extra(_) => serializer.serialize_none(),
        }
    }
}

fn items<S: Serializer, T: Serialize>(
    serializer: S,
    len: Option<usize>,
    item: impl Fn(usize) -> Option<T>,
) -> Result<S::Ok, S::Error> {
    let Some(len) = len else { return serializer.serialize_none() };
    let mut seq = serializer.serialize_seq(Some(len))?;
    for value in (0..len).filter_map(item) {
        seq.serialize_element(&value)?;
    }
    seq.end()
}
