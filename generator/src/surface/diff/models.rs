//! Types and enumerations that have another name now.

use super::rust_type::named;
use super::side::{EnumLines, Side, TypeLines};
use super::similar::{alike, folded, pairs};
use std::collections::BTreeMap;

/// New names by old ones.
pub(super) fn renamed<'a>(base: &Side<'a>, head: &Side<'a>) -> BTreeMap<&'a str, &'a str> {
    let types = Shapes { base, head };
    let (gone, come) = (types.only(base, head), types.only(head, base));
    let mut renamed = find(&gone, &come);
    let (gone, come) = (enums(base, head), enums(head, base));
    renamed.extend(find(&gone, &come));
    renamed.into_iter().collect()
}

/// What a type or an enumeration is made of: names, each with what is said of it.
type Shape<'a> = BTreeMap<&'a str, String>;

fn find<'a>(gone: &BTreeMap<&'a str, Shape<'a>>, come: &BTreeMap<&'a str, Shape<'a>>) -> Vec<(&'a str, &'a str)> {
    let same_name = |(old, a): (&str, &Shape<'_>), (new, b): (&str, &Shape<'_>)| {
        folded(last(old)) == folded(last(new)) && overlap(a, b)
    };
    let same_shape = |(old, a): (&str, &Shape<'_>), (new, b): (&str, &Shape<'_>)| {
        a == b && (a.len() >= 3 || (!a.is_empty() && alike(last(old), last(new))))
    };
    pairs(gone, come, &[&same_name, &same_shape])
}

/// The name without its namespace.
fn last(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// Whether at least half of what both have is the same.
fn overlap(a: &Shape<'_>, b: &Shape<'_>) -> bool {
    let shared = a.keys().filter(|name| b.contains_key(*name)).count();
    2 * shared >= a.len().max(b.len())
}

struct Shapes<'s, 'a> {
    base: &'s Side<'a>,
    head: &'s Side<'a>,
}

impl<'a> Shapes<'_, 'a> {
    /// The types of one side that the other doesn't have.
    fn only(&self, side: &Side<'a>, other: &Side<'a>) -> BTreeMap<&'a str, Shape<'a>> {
        let only = side.types.iter().filter(|(name, _)| !other.types.contains_key(*name));
        only.map(|(name, lines)| (*name, self.shape(lines))).collect()
    }

    fn shape(&self, lines: &TypeLines<'a>) -> Shape<'a> {
        let properties = lines.properties.iter();
        properties.map(|(name, property)| (*name, self.ty(&property.is.ty))).collect()
    }

    /// A type's name where both sides have it: one that only one of them has may have been renamed, too.
    fn ty(&self, ty: &str) -> String {
        let name = named(ty);
        let is_model = |side: &Side<'_>| side.types.contains_key(name) || side.enums.contains_key(name);
        if is_model(self.base) == is_model(self.head) { ty.to_owned() } else { ty.replace(name, "*") }
    }
}

/// The enumerations of one side that the other doesn't have.
fn enums<'a>(side: &Side<'a>, other: &Side<'a>) -> BTreeMap<&'a str, Shape<'a>> {
    let only = side.enums.iter().filter(|(name, _)| !other.enums.contains_key(*name));
    let shape = |lines: &EnumLines<'a>| lines.members.keys().map(|name| (*name, String::new())).collect();
    only.map(|(name, lines)| (*name, shape(lines))).collect()
}
