//! Names of fields and variants, as structs and enumerations declare them and as whoever makes a value spells them.

use crate::model::{Enum, Location, Name, Operation, Parameter, UNLISTED};
use std::collections::BTreeSet;

/// The names of a struct's fields in Rust; what every model has is taken.
pub(super) fn field_names<'a>(fields: impl IntoIterator<Item = &'a Name>) -> Vec<String> {
    distinct(["extra", "_more"], fields)
}

/// The names of an enumeration's variants, in the order of its members.
pub(super) fn variants(en: &Enum) -> Vec<String> {
    distinct([UNLISTED], en.members.iter().map(|member| &member.name))
}

/// The parameters that are fields of an operation's body, each name once.
pub(super) fn body_parameters(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    let mut seen = BTreeSet::new();
    operation.parameters.iter().filter(move |p| p.location == Location::Body && seen.insert(p.name.wire.as_str()))
}

/// A name that is taken gets underscores.
fn distinct<'a, const N: usize>(taken: [&str; N], names: impl IntoIterator<Item = &'a Name>) -> Vec<String> {
    let mut taken: BTreeSet<String> = taken.into_iter().map(str::to_owned).collect();
    let distinct = names.into_iter().map(|name| {
        let mut rust = name.rust.clone();
        while !taken.insert(rust.clone()) {
            rust.push('_');
        }
        rust
    });
    distinct.collect()
}
