//! Properties: told once, at the type that says it, with the number of types that have it from there.

use super::Compared;
use super::effective::{is_inherited, same};
use super::rust_type::same_field;
use super::side::{Line, Lines, Pair, Side, Sides};
use super::similar::{alike, folded, pairs};
use super::told::{Effect, Flag, Told};
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
            if comes_with_base(compared, origin, pair) {
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
        let mut gone: Lines<'a, Property> = Lines::new();
        let mut come: Lines<'a, Property> = Lines::new();
        for (name, pair) in changed {
            match pair {
                (Some(base), Some(head)) => self.facts((base, head), &also(name), told),
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
            self.facts((base, head), &also(old), told);
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
    fn facts(&self, lines: Pair<'a, Property>, also: &str, told: &mut Told) {
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
        self.nullability(lines, &what, also, told);
        self.directions(lines, &what, also, told);
        self.flags(lines, &what, also, told);
    }

    fn nullability(&self, lines: Pair<'a, Property>, what: &str, also: &str, told: &mut Told) {
        let usage = self.compared.usage;
        let (sent, received) = (usage.is_sent(self.ty), usage.is_received(self.ty));
        let if_any = if sent || received { Effect::More } else { Effect::Docs };
        let word = |nullable: bool| if nullable { "nullable" } else { "not nullable" };
        let (kind, effect, sentence) = match (lines.0.nullable, lines.1.nullable) {
            (Some(true), Some(false)) => {
                let effect = Effect::of(false, sent, if_any);
                (Kind::PropertyNotNullable, effect, format!("{what} was nullable and isn't any more{also}"))
            }
            (Some(false), Some(true)) => {
                let effect = Effect::of(false, received, if_any);
                (Kind::PropertyNullable, effect, format!("{what} was not nullable and is nullable{also}"))
            }
            (None, Some(now)) => {
                let sentence = format!("{what} is said to be {} now{also}", word(now));
                (Kind::PropertyNullabilitySaid, Effect::Docs, sentence)
            }
            (Some(before), None) => {
                let sentence = format!("{what} is no longer said to be {}{also}", word(before));
                (Kind::PropertyNullabilityUnsaid, Effect::Docs, sentence)
            }
            _ => return,
        };
        told.differs(kind, effect, lines, sentence);
    }

    /// Facts that depend on whether the property is sent or comes back.
    fn directions(&self, lines: Pair<'a, Property>, what: &str, also: &str, told: &mut Told) {
        let (base, head) = lines;
        let usage = self.compared.usage;
        let when = |used: bool, effect| if used { effect } else { Effect::Docs };
        let (whole, sent, received) =
            (usage.is_sent_whole(self.ty), usage.is_sent(self.ty), usage.is_received(self.ty));
        let both = |is, used, [gained, lost]: [(Kind, &str); 2]| {
            let flag =
                |(kind, says): (Kind, &str), effect| Flag(kind, when(used, effect), format!("{what} {says}{also}"));
            (is, [flag(gained, Effect::Wire), flag(lost, Effect::More)])
        };
        let told_of = [
            both(
                (base.required, head.required),
                whole,
                [(Kind::PropertyRequired, "is required now"), (Kind::PropertyNotRequired, "is no longer required")],
            ),
            both(
                (base.read_only, head.read_only),
                sent,
                [(Kind::PropertyReadOnly, "is read-only now"), (Kind::PropertyWritable, "is no longer read-only")],
            ),
            both(
                (base.write_only, head.write_only),
                received,
                [
                    (Kind::PropertyWriteOnly, "is write-only now: it doesn't come back"),
                    (Kind::PropertyReadable, "is no longer write-only"),
                ],
            ),
            both(
                (base.relationship, head.relationship),
                received,
                [
                    (Kind::PropertyRelationship, "is a relationship now: it comes back where it is expanded"),
                    (Kind::PropertyNoRelationship, "is no longer a relationship"),
                ],
            ),
        ];
        for (is, flags) in told_of {
            told.flag(lines, is, flags);
        }
    }

    fn flags(&self, lines: Pair<'a, Property>, what: &str, also: &str, told: &mut Told) {
        told.flag(
            lines,
            (lines.0.deprecated, lines.1.deprecated),
            [
                Flag(Kind::PropertyDeprecated, Effect::More, format!("{what} is deprecated now{also}")),
                Flag(Kind::PropertyUndeprecated, Effect::More, format!("{what} is no longer deprecated{also}")),
            ],
        );
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
