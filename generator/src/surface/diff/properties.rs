//! Properties: told once, at the type that says it, with the number of types that have it from there.

use super::Compared;
use super::effective::{is_inherited, same};
use super::property_flags::Flags;
use super::rust_type::same_field;
use super::side::{Line, Lines, Pair, Side, Sides};
use super::similar::{alike, folded, pairs};
use super::told::{Effect, Told};
use super::words::count;
use crate::surface::{Kind, Property};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn compare(compared: &Compared<'_>, told: &mut Told) {
    let (at, derived) = changed(compared);
    for (ty, names) in &at {
        let also = |name: &str| match derived.get(&(*ty, name)) {
            Some(&number) => format!(", also in {} derived from it", count(number, "type")),
            None => String::new(),
        };
        let of_type = OfType { compared, ty };
        of_type.compare(names.iter().map(|name| (*name, compared.pair(ty, name))).collect(), &also, told);
    }
}

impl<'a> Compared<'a> {
    fn pair(&self, ty: &str, property: &str) -> Sides<'a, Property> {
        let [base, head] = self.effective.map(|side| side.get(ty, property));
        (base, head)
    }
}

/// Names of the properties that differ, by the type to tell of.
type Changed<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// The properties to tell of by type, and how many types have the same change from there.
fn changed<'a>(compared: &Compared<'a>) -> (Changed<'a>, BTreeMap<(&'a str, &'a str), usize>) {
    let mut at = Changed::new();
    let mut derived = BTreeMap::new();
    for ty in compared.base.types.keys().filter(|ty| compared.head.types.contains_key(*ty)) {
        let [had, has] = compared.effective.map(|side| side.all(ty));
        let names = had.into_iter().chain(has).flat_map(|properties| properties.keys());
        for name in names.copied().collect::<BTreeSet<&str>>() {
            let pair = compared.pair(ty, name);
            if same(pair.0, pair.1) {
                continue;
            }
            let origin = origin(compared, ty, name);
            if comes_with_base(compared, origin, pair) || is_described(compared, origin, pair) {
                continue;
            }
            at.entry(origin).or_default().insert(name);
            if origin != *ty {
                *derived.entry((origin, name)).or_insert(0) += 1;
            }
        }
    }
    (at, derived)
}

/// Whether the property is there or not because the type derives from another one now: told with that.
fn comes_with_base(compared: &Compared<'_>, ty: &str, pair: Sides<'_, Property>) -> bool {
    let base = |side: &Side<'_>| side.types.get(ty).and_then(|lines| lines.line.is.base.clone());
    match pair {
        (Some(line), None) | (None, Some(line)) => is_inherited(ty, line) && base(compared.base) != base(compared.head),
        _ => false,
    }
}

/// Whether it comes with what else is said of a type that was only named before.
fn is_described(compared: &Compared<'_>, ty: &str, pair: Sides<'_, Property>) -> bool {
    matches!(pair, (Some(_), None) | (None, Some(_))) && compared.documented.contains(ty)
}

/// The furthest base where the property changes in the same way.
fn origin<'a>(compared: &Compared<'a>, ty: &'a str, name: &str) -> &'a str {
    let pair = compared.pair(ty, name);
    let base = |side: &Side<'a>, ty: &str| side.types.get(ty).and_then(|lines| lines.line.is.base.as_deref());
    let mut origin = ty;
    // A chain that comes back to where it was has more links than there are types.
    for _ in 0..compared.head.types.len() {
        let (Some(up), new) = (base(compared.head, origin), base(compared.base, origin)) else { break };
        let there = compared.pair(up, name);
        let is_in_both = compared.base.types.contains_key(up) && compared.head.types.contains_key(up);
        if new != Some(up) || !is_in_both || !same(pair.0, there.0) || !same(pair.1, there.1) {
            break;
        }
        origin = up;
    }
    origin
}

/// The changes of one type's properties.
struct OfType<'c, 'a> {
    compared: &'c Compared<'a>,
    ty: &'c str,
}

impl<'a> OfType<'_, 'a> {
    fn compare(&self, changed: Vec<(&'a str, Sides<'a, Property>)>, also: &dyn Fn(&str) -> String, told: &mut Told) {
        let ty = self.ty;
        let mut flags = Flags::of(self.compared.usage, ty);
        let mut gone: Lines<'a, Property> = Lines::new();
        let mut come: Lines<'a, Property> = Lines::new();
        for (name, pair) in changed {
            match pair {
                (Some(base), Some(head)) => self.facts((base, head), &also(name), &mut flags, told),
                (Some(base), None) => drop(gone.insert(name, base)),
                (None, Some(head)) => drop(come.insert(name, head)),
                (None, None) => {}
            }
        }
        for (old, new) in pairs(&gone, &come, &[&respelled, &reworded]) {
            let (Some(base), Some(head)) = (gone.remove(old), come.remove(new)) else { continue };
            let sentence = format!("`{old}` of {ty} is `{new}` now{}", also(old));
            let effect = if base.rust == head.rust { Effect::Wire } else { Effect::Code };
            told.differs(Kind::PropertyRenamed, effect, (base, head), sentence);
            self.facts((base, head), &also(old), &mut flags, told);
        }
        if let (Some(base), Some(head)) = (self.compared.base.types.get(ty), self.compared.head.types.get(ty)) {
            flags.tell((base.line, head.line), told);
        }
        for (name, line) in gone {
            let sentence = format!("`{name}` of {ty} is gone{}", also(name));
            told.tell(Kind::PropertyRemoved, Effect::Code, (Some(line), None), sentence);
        }
        for (name, line) in come {
            let is_missed = line.required && self.compared.usage.is_sent_whole(ty);
            let effect = if is_missed { Effect::Wire } else { Effect::More };
            let required = if line.required { " and required" } else { "" };
            let sentence = format!("`{name}` of {ty} is new{required}{}", also(name));
            told.tell(Kind::PropertyAdded, effect, (None, Some(line)), sentence);
        }
    }

    /// What is said of a property on both sides.
    fn facts(&self, lines: Pair<'a, Property>, also: &str, flags: &mut Flags<'_, 'a>, told: &mut Told) {
        let (base, head) = lines;
        let what = format!("`{}` of {}", head.is.name, self.ty);
        if base.ty != head.ty {
            let effect = if same_field(&base.ty, &head.ty) { Effect::Wire } else { Effect::Code };
            let sentence = format!("{what} was {} and is {}{also}", base.ty, head.ty);
            told.differs(Kind::PropertyTypeChanged, effect, lines, sentence);
        }
        if base.rust != head.rust && base.name == head.name {
            let sentence = format!("the field of {what} was `{}` and is `{}`{also}", base.rust, head.rust);
            told.differs(Kind::PropertyPathChanged, Effect::Code, lines, sentence);
        }
        flags.compare(lines, also);
    }
}

/// The same property but for case and signs.
fn respelled((old, _): (&str, &Line<'_, Property>), (new, _): (&str, &Line<'_, Property>)) -> bool {
    folded(old) == folded(new)
}

/// A property of the same type, with a name that is nearly the same or with the very same description.
fn reworded((old, a): (&str, &Line<'_, Property>), (new, b): (&str, &Line<'_, Property>)) -> bool {
    a.ty == b.ty && (alike(old, new) || says_the_same(a, b))
}

fn says_the_same<T>(a: &Line<'_, T>, b: &Line<'_, T>) -> bool {
    let said = |line: &Line<'_, T>| line.entry.place.as_ref().map(|place| place.said).filter(|said| *said != 0);
    said(a).is_some() && said(a) == said(b)
}
