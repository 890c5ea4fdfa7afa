//! All that a type has, its bases' properties among it: a surface lists a property where it is said first, and again where
//! it differs.

use super::side::{Line, Lines, Side};
use crate::surface::Property;
use std::collections::HashMap;

/// The properties of every type, by its name.
pub(super) struct Effective<'a>(HashMap<&'a str, Lines<'a, Property>>);

impl<'a> Effective<'a> {
    pub(super) fn of(side: &Side<'a>) -> Self {
        let properties = |(name, _): (&&'a str, _)| {
            let chain = std::iter::once(*name).chain(side.bases(name)).filter_map(|name| side.types.get(name));
            let mut properties = Lines::new();
            for (name, line) in chain.flat_map(|lines| &lines.properties) {
                properties.entry(*name).or_insert(*line);
            }
            (*name, properties)
        };
        Effective(side.types.iter().map(properties).collect())
    }

    pub(super) fn get(&self, ty: &str, property: &str) -> Option<Line<'a, Property>> {
        self.0.get(ty)?.get(property).copied()
    }

    pub(super) fn all(&self, ty: &str) -> Option<&Lines<'a, Property>> {
        self.0.get(ty)
    }
}

/// Whether both are there and say the same of the property, whichever type they stand at, or neither is there.
pub(super) fn same(a: Option<Line<'_, Property>>, b: Option<Line<'_, Property>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => facts(&a) == facts(&b),
        (None, None) => true,
        _ => false,
    }
}

/// All that is said of a property.
fn facts(property: &Property) -> ([&str; 3], Option<bool>, [bool; 5]) {
    let Property { of: _, name, ty, nullable, required, read_only, write_only, relationship, deprecated, rust } =
        property;
    ([name, ty, rust], *nullable, [*required, *read_only, *write_only, *relationship, *deprecated])
}

/// Whether a type has the property from one of its bases.
pub(super) fn is_inherited(ty: &str, property: Line<'_, Property>) -> bool {
    property.is.of != ty
}
