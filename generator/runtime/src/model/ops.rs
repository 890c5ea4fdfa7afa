//! What derives would otherwise do for every model: clone, compare, debug; and merging, walking, nulls.

use super::encode::{extra_entries, to_value};
use super::extra::{Entry, Why};
use super::{Model, Slot, SlotMut};
use serde_json::Value;
use std::fmt;

/// The body of every model's `Clone`.
pub fn clone<T: Model + Default>(model: &T) -> T {
    let mut copy = T::default();
    copy_fields(model, &mut copy);
    copy
}

fn copy_fields(from: &dyn Model, to: &mut dyn Model) {
    for index in 0..from.table().fields().len() {
        copy_slot(from.slot(index), to.slot_mut(index), copy_fields);
    }
    if let Some(extra) = to.extra_mut() {
        extra.clone_from(from.extra());
    }
}

/// Copies a field into one of the same kind; says whether it is one. An empty field empties the other. Objects are made
/// anew and filled by `object`.
pub(super) fn copy_slot(from: Slot<'_>, mut to: SlotMut<'_>, object: fn(&dyn Model, &mut dyn Model)) -> bool {
    to.clear();
    match (from, &mut to) {
        (Slot::String(from), SlotMut::String(to)) => to.clone_from(from),
        (Slot::Text(from), SlotMut::Text(to)) => to.set(from.get()),
        (Slot::Scalar(from), SlotMut::Scalar(to)) => {
            if let Some(plain) = from.get() {
                return to.put(plain) == super::Fit::Exact;
            }
        }
        (Slot::Value(from), SlotMut::Value(to)) => to.clone_from(from),
        (Slot::Object(from), SlotMut::Object(to)) => {
            if let Some(model) = from.get() {
                to.reset(true);
                if let Some(copy) = to.get_mut() {
                    object(model, copy);
                }
            }
        }
        (Slot::Values(from), SlotMut::Values(to)) => to.clone_from(from),
        (from, to) => return copy_list(from, to, object),
    }
    true
}

fn copy_list(from: Slot<'_>, to: &mut SlotMut<'_>, object: fn(&dyn Model, &mut dyn Model)) -> bool {
    match (from, to) {
        (Slot::Texts(from), SlotMut::Texts(to)) => {
            to.reset(from.len().is_some());
            (0..).map_while(|index| from.get(index)).for_each(|text| to.push(text));
        }
        (Slot::Scalars(from), SlotMut::Scalars(to)) => {
            to.reset(from.len().is_some());
            return (0..).map_while(|index| from.get(index)).all(|plain| to.push(plain));
        }
        (Slot::Objects(from), SlotMut::Objects(to)) => {
            to.reset(from.len().is_some());
            for model in (0..).map_while(|index| from.get(index)) {
                if let Some(copy) = to.push() {
                    object(model, copy);
                }
            }
        }
        (from, _) => return !from.is_set(),
    }
    true
}

/// Equal as JSON: a null to send equals a null that was received.
pub fn eq(a: &dyn Model, b: &dyn Model) -> bool {
    (0..a.table().fields().len()).all(|index| eq_slot(a.slot(index), b.slot(index)))
        && extra_entries(a).map(name_and_value).eq(extra_entries(b).map(name_and_value))
}

fn name_and_value(entry: &Entry) -> (&str, &Value) {
    (&entry.name, &entry.value)
}

fn eq_slot(a: Slot<'_>, b: Slot<'_>) -> bool {
    match (a, b) {
        (Slot::String(a), Slot::String(b)) => a == b,
        (Slot::Text(a), Slot::Text(b)) => a.get() == b.get(),
        (Slot::Scalar(a), Slot::Scalar(b)) => match (a.get(), b.get()) {
            (Some(a), Some(b)) => a.is(b),
            (a, b) => a.is_none() && b.is_none(),
        },
        (Slot::Value(a), Slot::Value(b)) => a == b,
        (Slot::Object(a), Slot::Object(b)) => match (a.get(), b.get()) {
            (Some(a), Some(b)) => eq(a, b),
            (a, b) => a.is_none() && b.is_none(),
        },
        (Slot::Values(a), Slot::Values(b)) => a == b,
        (Slot::Texts(a), Slot::Texts(b)) => {
            a.len() == b.len() && (0..a.len().unwrap_or(0)).all(|index| a.get(index) == b.get(index))
        }
        (Slot::Scalars(a), Slot::Scalars(b)) => {
            a.len() == b.len() && (0..).map_while(|index| a.get(index).zip(b.get(index))).all(|(a, b)| a.is(b))
        }
        (Slot::Objects(a), Slot::Objects(b)) => {
            a.len() == b.len() && (0..).map_while(|index| a.get(index).zip(b.get(index))).all(|(a, b)| eq(a, b))
        }
        _ => false,
    }
}

/// The fields that are set, by their names on the wire, and the extra entries.
pub fn debug(model: &dyn Model, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let table = model.table();
    let name = table.name().rsplit('.').next().filter(|name| !name.is_empty()).unwrap_or("body");
    let mut out = f.debug_struct(name);
    for (index, name) in table.fields().iter().enumerate() {
        let slot = model.slot(index);
        if slot.is_set() {
            out.field(name, &slot);
        }
    }
    if !model.extra().is_empty() {
        out.field("extra", model.extra());
    }
    out.finish()
}

impl fmt::Debug for Slot<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Slot::Object(field) => match field.get() {
                Some(model) => debug(model, f),
                None => f.write_str("null"),
            },
            Slot::Objects(list) => {
                f.debug_list().entries((0..).map_while(|index| list.get(index)).map(AsDebug)).finish()
            }
            _ => match to_value(*self) {
                Ok(value) => fmt::Display::fmt(&value, f),
                Err(_) => f.write_str("?"),
            },
        }
    }
}

struct AsDebug<'a>(&'a dyn Model);

impl fmt::Debug for AsDebug<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self.0, f)
    }
}

pub(super) fn set_null(model: &mut dyn Model, wire_name: &str) {
    if let Some(index) = model.table().index_of(wire_name) {
        model.slot_mut(index).clear();
    }
    if let Some(extra) = model.extra_mut() {
        extra.put(Entry { name: wire_name.into(), why: Why::SetNull, value: Value::Null });
    }
}

pub(super) fn odata_type(model: &dyn Model) -> Option<&str> {
    const NAME: &str = "@odata.type";
    let field = model.table().index_of(NAME).map(|index| model.slot(index));
    let name = match field {
        Some(Slot::String(Some(name))) => name,
        _ => model.extra().get(NAME)?.as_str()?,
    };
    Some(name.strip_prefix('#').unwrap_or(name))
}

pub(super) fn merge(to: &mut dyn Model, from: &dyn Model) {
    for (index, name) in from.table().fields().iter().enumerate() {
        let slot = from.slot(index);
        if !slot.is_set() {
            continue;
        }
        if let (Slot::Object(new), SlotMut::Object(old)) = (slot, to.slot_mut(index))
            && let (Some(new), Some(old)) = (new.get(), old.get_mut())
        {
            merge(old, new);
            continue;
        }
        copy_slot(slot, to.slot_mut(index), copy_fields);
        if let Some(extra) = to.extra_mut() {
            extra.remove(name);
        }
    }
    for entry in from.extra().entries() {
        if let (true, Some(index)) = (entry.why != Why::Spelled, to.table().index_of(&entry.name)) {
            if from.slot(index).is_set() {
                continue;
            }
            to.slot_mut(index).clear();
        }
        if let Some(extra) = to.extra_mut() {
            extra.put(entry.clone());
        }
    }
}

/// A value that doesn't fit the type that the docs give.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Misfit<'a> {
    /// Where it is, from the outermost model: `children/0/size`.
    pub path: String,
    /// The model that documents the field.
    pub model: &'static str,
    /// The field.
    pub field: &'a str,
    /// The value.
    pub value: &'a Value,
}

pub(super) fn misfits(model: &dyn Model) -> Vec<Misfit<'_>> {
    let mut found = Vec::new();
    visit(model, &mut |path, model| {
        for (field, value) in model.extra().misfits() {
            let path = if path.is_empty() { field.to_owned() } else { format!("{path}/{field}") };
            found.push(Misfit { path, model: model.table().name(), field, value });
        }
    });
    found
}

/// Shows `visitor` the model and every model inside, outer ones first, each with the path to it (`children/0`).
pub fn visit<'a>(model: &'a dyn Model, visitor: &mut dyn FnMut(&str, &'a dyn Model)) {
    visit_at(model, &mut String::new(), visitor);
}

fn visit_at<'a>(model: &'a dyn Model, path: &mut String, visitor: &mut dyn FnMut(&str, &'a dyn Model)) {
    visitor(path, model);
    let outer = path.len();
    let mut inside = |path: &mut String, step: String, model: &'a dyn Model| {
        if outer > 0 {
            path.push('/');
        }
        path.push_str(&step);
        visit_at(model, path, visitor);
        path.truncate(outer);
    };
    for (index, name) in model.table().fields().iter().enumerate() {
        match model.slot(index) {
            Slot::Object(field) => {
                if let Some(model) = field.get() {
                    inside(path, (*name).to_owned(), model);
                }
            }
            Slot::Objects(list) => {
                for (index, model) in (0..).map_while(|index| Some((index, list.get(index)?))) {
                    inside(path, format!("{name}/{index}"), model);
                }
            }
            _ => {}
        }
    }
}
