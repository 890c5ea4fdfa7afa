//! Types: what is said of each as a whole.

use super::side::{Pair, Side, both};
use super::told::{Effect, Flag, Told};
use super::words::listed;
use super::{Compared, effective};
use crate::surface::{Kind, Thing, Type};
use std::collections::BTreeSet;

pub(super) fn compare(compared: &Compared<'_>, told: &mut Told) {
    for (name, base, head) in both(&compared.base.types, &compared.head.types) {
        let lines = (base.map(|base| base.line), head.map(|head| head.line));
        match lines {
            _ if is_enum(compared, name) => {}
            (None, _) => told.tell(Kind::TypeAdded, Effect::More, lines, format!("{name} is new")),
            (_, None) => told.tell(Kind::TypeRemoved, Effect::Code, lines, format!("{name} is gone")),
            (Some(base), Some(head)) => {
                names((base, head), told);
                if compared.documented.contains(name) {
                    documented(compared, (base, head), told);
                } else {
                    based(compared, (base, head), told);
                    key(compared, (base, head), told);
                    openness(compared, (base, head), told);
                }
                flags(compared, (base, head), told);
            }
        }
    }
}

/// Whether it is an enumeration on the other side: told with the enumerations. What is only named becomes one once it is
/// documented.
pub(super) fn is_enum(compared: &Compared<'_>, name: &str) -> bool {
    let on = |side: &Side<'_>| (side.types.contains_key(name), side.enums.contains_key(name));
    [on(compared.base), on(compared.head)].iter().all(|on| matches!(on, (true, false) | (false, true)))
        && on(compared.base) != on(compared.head)
}

fn names((base, head): Pair<'_, Type>, told: &mut Told) {
    let old = match &base.entry.thing {
        Thing::Type(old) => &old.name,
        _ => &head.is.name,
    };
    let says = ([old, &head.is.name], [&base.is.rust, &head.is.rust]);
    told.model((base, head), [Kind::TypeRenamed, Kind::TypePathChanged], says);
}

/// Another base is a loss if the type no longer turns into one that it turned into, or has lost what it had from there.
fn based(compared: &Compared<'_>, (base, head): Pair<'_, Type>, told: &mut Told) {
    if base.is.base == head.is.base {
        return;
    }
    let name = &head.is.name;
    let now: Vec<&str> = compared.head.bases(name).collect();
    let lost_base = compared.base.bases(name).any(|base| !now.contains(&base));
    let [had, has] = compared.effective.map(|side| side.all(name));
    let mut lost = Vec::new();
    let mut gained = Vec::new();
    for (property, line) in had.into_iter().flatten() {
        if effective::is_inherited(name, *line) && has.is_none_or(|has| !has.contains_key(property)) {
            lost.push(format!("`{property}`"));
        }
    }
    for (property, line) in has.into_iter().flatten() {
        if effective::is_inherited(name, *line) && had.is_none_or(|had| !had.contains_key(property)) {
            gained.push(format!("`{property}`"));
        }
    }
    let mut sentence = match (&base.is.base, &head.is.base) {
        (Some(old), Some(new)) => format!("{name} derived from {old} and derives from {new}"),
        (None, Some(new)) => format!("{name} derives from {new} now"),
        (Some(old), None) => format!("{name} no longer derives from {old}"),
        (None, None) => return,
    };
    let losses = (!lost.is_empty()).then(|| format!("has lost {}", listed(&lost)));
    let gains = (!gained.is_empty()).then(|| format!("has {} from there", listed(&gained)));
    let more: Vec<String> = losses.into_iter().chain(gains).collect();
    if !more.is_empty() {
        sentence.push_str(&format!(": it {}", more.join(" and ")));
    }
    let effect = if lost_base || !lost.is_empty() { Effect::Code } else { Effect::More };
    told.differs(Kind::TypeBaseChanged, effect, (base, head), sentence);
}

/// The key is how the service finds an object: another one is another address. One that was never said is news of the docs.
/// One that a type has from a base, on the one side or on both, is told at the base.
fn key(compared: &Compared<'_>, (base, head): Pair<'_, Type>, told: &mut Told) {
    let (old, new) = (with_bases(compared.base, base.is), with_bases(compared.head, head.is));
    if base.is.key == head.is.key || old == new {
        return;
    }
    let silent = old.is_empty() || new.is_empty();
    let effect = if silent { Effect::Docs } else { Effect::Wire };
    let said = |key: &[String]| if key.is_empty() { "not said".to_owned() } else { listed(key) };
    let sentence = format!("the key of {} was {} and is {}", head.is.name, said(old), said(new));
    told.differs(Kind::TypeKeyChanged, effect, (base, head), sentence);
}

/// A type's key, its own or that of the nearest base that has one.
fn with_bases<'a>(side: &Side<'a>, ty: &'a Type) -> &'a [String] {
    let bases = side.bases(&ty.name).filter_map(|base| side.types.get(base)).map(|base| base.line.is);
    std::iter::once(ty).chain(bases).map(|ty| ty.key.as_slice()).find(|key| !key.is_empty()).unwrap_or_default()
}

/// A type that docs only named and now describe, or the other way round: one change, with all that is said of it.
fn documented(compared: &Compared<'_>, lines: Pair<'_, Type>, told: &mut Told) {
    let name = &lines.1.is.name;
    let properties = |side: &Side<'_>| -> Vec<String> {
        let lines = side.types.get(name.as_str()).map(|lines| lines.properties.keys());
        lines.into_iter().flatten().map(|property| format!("`{property}`")).collect()
    };
    if is_only_named(compared.base, name) {
        let sentence = format!("{name} is documented now, with {}", listed(&properties(compared.head)));
        told.differs(Kind::TypeDocumented, Effect::More, lines, sentence);
    } else {
        let sentence = format!("{name} is no longer documented: it had {}", listed(&properties(compared.base)));
        told.differs(Kind::TypeUndocumented, Effect::Code, lines, sentence);
    }
}

/// The types that only one side describes, and the other names.
pub(super) fn described_by_one<'a>(base: &Side<'a>, head: &Side<'a>) -> BTreeSet<&'a str> {
    let describes =
        |side: &Side<'_>, name: &str| side.types.get(name).is_some_and(|lines| !lines.properties.is_empty());
    let of_one = |name: &&&str| {
        (is_only_named(base, name) && describes(head, name)) || (describes(base, name) && is_only_named(head, name))
    };
    base.types.keys().filter(of_one).copied().collect()
}

/// Whether nothing is known of the type but that others refer to it: any property may be there.
fn is_only_named(side: &Side<'_>, name: &str) -> bool {
    side.types.get(name).is_some_and(|lines| {
        let Type { base, key, open, .. } = lines.line.is;
        lines.properties.is_empty() && *open && base.is_none() && key.is_empty()
    })
}

fn openness(compared: &Compared<'_>, lines: Pair<'_, Type>, told: &mut Told) {
    let name = &lines.1.is.name;
    let closed = if compared.usage.is_sent(name) { Effect::Wire } else { Effect::Docs };
    told.flag(
        lines,
        (lines.0.open, lines.1.open),
        [
            Flag(Kind::TypeOpened, Effect::More, format!("{name} takes properties that are not documented")),
            Flag(Kind::TypeClosed, closed, format!("{name} no longer takes properties that are not documented")),
        ],
    );
}

fn flags(compared: &Compared<'_>, lines: Pair<'_, Type>, told: &mut Told) {
    let (base, head) = lines;
    let name = &head.is.name;
    let is_sent = compared.usage.is_sent(name);
    let if_sent = |effect| if is_sent { effect } else { Effect::Docs };
    told.flag(
        lines,
        (base.is_abstract, head.is_abstract),
        [
            Flag(
                Kind::TypeAbstract,
                if_sent(Effect::Wire),
                format!("{name} is said to be abstract now: only types that derive from it occur"),
            ),
            Flag(Kind::TypeConcrete, Effect::More, format!("{name} is no longer said to be abstract")),
        ],
    );
    told.flag(
        lines,
        (base.tagged, head.tagged),
        [
            Flag(Kind::TypeTagged, Effect::More, format!("requests send `@odata.type` for {name} now")),
            Flag(
                Kind::TypeUntagged,
                if_sent(Effect::Wire),
                format!("requests no longer send `@odata.type` for {name}"),
            ),
        ],
    );
    told.flag(
        lines,
        (base.deprecated, head.deprecated),
        [
            Flag(Kind::TypeDeprecated, Effect::More, format!("{name} is deprecated now")),
            Flag(Kind::TypeUndeprecated, Effect::More, format!("{name} is no longer deprecated")),
        ],
    );
}
