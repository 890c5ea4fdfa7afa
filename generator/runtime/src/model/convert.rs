//! From one model to another: base to derived and back.

use super::Model;
use super::encode::{extra_entries, spelling, to_value};
use super::extra::{Entry, Why};
use super::ops::copy_slot;
use super::order::Order;
use super::place::{Outcome, Put};
use serde::de::DeserializeSeed;
use serde_json::Value;

/// Turns a model into another by the names on the wire, without loss: what the other has no field for is in its
/// [`extra`](super::Extra), and what this one had only there finds its field.
///
/// So a `DirectoryObject` whose [`odata_type`](Model::odata_type) is `microsoft.graph.user` becomes a `User`, and back.
pub fn convert<A: Model, B: Model + Default>(from: A) -> B {
    let mut to = B::default();
    convert_into(&from, &mut to);
    to
}

fn convert_into(from: &dyn Model, to: &mut dyn Model) {
    for (index, name) in from.table().fields().iter().enumerate() {
        let slot = from.slot(index);
        if !slot.is_set() {
            continue;
        }
        let spelling = spelling(from, name, slot);
        if let (None, Some(place)) = (spelling, to.table().index_of(name))
            && copy_slot(slot, to.slot_mut(place), convert_into)
        {
            continue;
        }
        let value = spelling.cloned().unwrap_or_else(|| to_value(slot).unwrap_or_default());
        take(to, name, Why::Unknown, value);
    }
    for entry in extra_entries(from) {
        take(to, &entry.name, entry.why, entry.value.clone());
    }
}

/// Puts a raw value where it belongs: into the field of this name if there is one and it fits, else into the bag.
fn take(to: &mut dyn Model, name: &str, why: Why, value: Value) {
    let place = to.table().index_of(name).filter(|_| !value.is_null());
    let (why, value) = match place {
        None if value.is_null() => (why, value),
        None => (Why::Unknown, value),
        Some(place) => match Put::field(&mut to.slot_mut(place), &mut Order::new()).deserialize(value.clone()) {
            Ok(Outcome::Fits) => return,
            Ok(Outcome::Spelled(value)) => (Why::Spelled, value),
            Ok(Outcome::Misfit(value)) => (Why::Misfit, value),
            Err(_) => (Why::Unknown, value),
        },
    };
    if let Some(extra) = to.extra_mut() {
        extra.put(Entry { name: name.into(), why, value });
    }
}
