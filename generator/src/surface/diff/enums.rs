//! Enumerations and their members.

use super::Compared;
use super::side::{EnumLines, Lines, Pair, Side, both};
use super::similar::{folded, pairs};
use super::told::{Effect, Flag, Told};
use super::types::is_enum;
use super::words::listed;
use crate::surface::{Entry, Enum, Kind, Member, Thing};

pub(super) fn compare(compared: &Compared<'_>, told: &mut Told) {
    for (name, base, head) in both(&compared.base.enums, &compared.head.enums) {
        let lines = (base.map(|base| base.line), head.map(|head| head.line));
        match (base, head) {
            _ if is_enum(compared, name) => became(compared, name, told),
            (None, _) => told.tell(Kind::EnumAdded, Effect::More, lines, format!("{name} is new")),
            (_, None) => told.tell(Kind::EnumRemoved, Effect::Code, lines, format!("{name} is gone")),
            (Some(base), Some(head)) => {
                enumeration((base.line, head.line), told);
                members((base, head), told);
            }
        }
    }
}

/// What was a type and is an enumeration, or the other way round.
fn became(compared: &Compared<'_>, name: &str, told: &mut Told) {
    fn model<'a>(side: &Side<'a>, name: &str) -> Option<&'a Entry> {
        let ty = side.types.get(name).map(|lines| lines.line.entry);
        ty.or(side.enums.get(name).map(|lines| lines.line.entry))
    }
    let (base, head) = (model(compared.base, name), model(compared.head, name));
    let (kind, says) = if compared.base.types.contains_key(name) {
        (Kind::TypeBecameEnum, "was a type and is an enumeration")
    } else {
        (Kind::EnumBecameType, "was an enumeration and is a type")
    };
    told.entries(kind, Effect::Code, (base, head), format!("{name} {says}"));
}

fn enumeration((base, head): Pair<'_, Enum>, told: &mut Told) {
    let old = match &base.entry.thing {
        Thing::Enum(old) => &old.name,
        _ => &head.is.name,
    };
    let says = ([old, &head.is.name], [&base.is.rust, &head.is.rust]);
    told.model((base, head), [Kind::EnumRenamed, Kind::EnumPathChanged], says);
    let name = &head.is.name;
    told.flag(
        (base, head),
        (base.flags, head.flags),
        [
            Flag(Kind::EnumFlagsGained, Effect::Code, format!("{name} has one member set and may have several now")),
            Flag(Kind::EnumFlagsLost, Effect::Code, format!("{name} may have several members set and has one now")),
        ],
    );
}

fn members((base, head): (&EnumLines<'_>, &EnumLines<'_>), told: &mut Told) {
    let of = &head.line.is.name;
    let mut gone: Lines<'_, Member> = Lines::new();
    let mut come: Lines<'_, Member> = Lines::new();
    for (name, old, new) in both(&base.members, &head.members) {
        match (old, new) {
            (Some(old), Some(new)) if old.rust != new.rust => {
                let sentence = format!("`{name}` of {of} was `{}` and is `{}`", old.rust, new.rust);
                told.differs(Kind::MemberPathChanged, Effect::Code, (*old, *new), sentence);
            }
            (Some(old), None) => drop(gone.insert(name, *old)),
            (None, Some(new)) => drop(come.insert(name, *new)),
            _ => {}
        }
    }
    // Values are words of the service: those that are alike but not the same may well be two.
    let respelled = |(old, _): (&str, &_), (new, _): (&str, &_)| folded(old) == folded(new);
    for (old, new) in pairs(&gone, &come, &[&respelled]) {
        let (Some(base), Some(head)) = (gone.remove(old), come.remove(new)) else { continue };
        let effect = if base.rust == head.rust { Effect::Wire } else { Effect::Code };
        let sentence = format!("`{old}` of {of} is `{new}` now");
        told.differs(Kind::MemberRenamed, effect, (base, head), sentence);
    }
    let owners = (base.line, head.line);
    let names = |lines: &Lines<'_, Member>| lines.keys().map(|name| format!("`{name}`")).collect::<Vec<_>>();
    let are = |lines: &Lines<'_, Member>| if lines.len() == 1 { "is" } else { "are" };
    let sentence = format!("{} of {of} {} gone", listed(&names(&gone)), are(&gone));
    let parts: Vec<_> = gone.into_values().map(|line| (Some(line), None)).collect();
    told.parts(Kind::MemberRemoved, Effect::Code, owners, &parts, sentence);
    let sentence = format!("{} of {of} {} new", listed(&names(&come)), are(&come));
    let parts: Vec<_> = come.into_values().map(|line| (None, Some(line))).collect();
    told.parts(Kind::MemberAdded, Effect::More, owners, &parts, sentence);
}
