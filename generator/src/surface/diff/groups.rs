//! Groups: what operations hang on. They come and go with their operations, which are told.

use super::Compared;
use super::side::{Side, both};
use super::told::{Effect, Told};
use super::words::{group, id};
use crate::surface::{Group, Kind};
use std::collections::BTreeSet;

pub(super) fn compare(compared: &Compared<'_>, told: &mut Told) {
    let (base, head) = (compared.base, compared.head);
    for (name, old, new) in both(&base.groups, &head.groups) {
        let lines = (old.copied(), new.copied());
        match lines {
            (Some(group), None) if !loses_operations(name, base, head) => {
                let sentence = format!("`client.{}()` is gone", group.rust);
                told.tell(Kind::GroupRemoved, Effect::Code, lines, sentence);
            }
            (None, Some(group)) if !loses_operations(name, head, base) => {
                let sentence = format!("`client.{}()` is new", group.rust);
                told.tell(Kind::GroupAdded, Effect::More, lines, sentence);
            }
            (Some(old), Some(new)) if (&old.rust, &old.path) != (&new.rust, &new.path) => {
                let sentence = format!("the group {name} was {} and is {}", path(&old), path(&new));
                told.tell(Kind::GroupPathChanged, Effect::Code, lines, sentence);
            }
            _ => {}
        }
    }
}

fn path(group: &Group) -> String {
    format!("`client.{}()` (`{}`)", group.rust, group.path)
}

/// Whether the group has an operation that the other side doesn't have under this name.
fn loses_operations(name: &str, side: &Side<'_>, other: &Side<'_>) -> bool {
    let others: BTreeSet<&str> = other.operations.values().map(|lines| id(lines.line)).collect();
    let mut ids = side.operations.values().map(|lines| id(lines.line));
    ids.any(|id| group(id) == Some(name) && !others.contains(id))
}
