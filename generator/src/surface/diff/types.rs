//! Types: what is said of each as a whole.

use super::side::{Pair, Side, both};
use super::told::{Effect, Flag, Told};
use super::words::listed;
use super::{Compared, effective};
use crate::surface::{Kind, Thing, Type};

pub(super) fn compare(compared: &Compared<'_>, told: &mut Told) {
    for (name, base, head) in both(&compared.base.types, &compared.head.types) {
        let lines = (base.map(|base| base.line), head.map(|head| head.line));
        match lines {
            _ if is_enum(compared, name) => {}
            (None, _) => told.tell(Kind::TypeAdded, Effect::More, lines, format!("{name} is new")),
            (_, None) => told.tell(Kind::TypeRemoved, Effect::Code, lines, format!("{name} is gone")),
            (Some(base), Some(head)) => {
                names((base, head), told);
                based(compared, (base, head), told);
                key((base, head), told);
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
    let name = &head.is.name;
    let old = match &base.entry.thing {
        Thing::Type(base) => &base.name,
        _ => name,
    };
    if old != name {
        let (effect, path) = if base.rust == head.rust {
            (Effect::Wire, String::new())
        } else {
            (Effect::Code, format!(": `{}` was `{}`", head.rust, base.rust))
        };
        let sentence = format!("{old} is {name} now{path}");
        told.differs(Kind::TypeRenamed, effect, (base, head), sentence);
    } else if base.rust != head.rust {
        let sentence = format!("{name} was `{}` and is `{}`", base.rust, head.rust);
        told.differs(Kind::TypePathChanged, Effect::Code, (base, head), sentence);
    }
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
fn key((base, head): Pair<'_, Type>, told: &mut Told) {
    if base.is.key == head.is.key {
        return;
    }
    let silent = base.is.key.is_empty() || head.is.key.is_empty();
    let effect = if silent { Effect::Docs } else { Effect::Wire };
    let said = |key: &[String]| if key.is_empty() { "not said".to_owned() } else { listed(key) };
    let sentence = format!("the key of {} was {} and is {}", head.is.name, said(&base.is.key), said(&head.is.key));
    told.differs(Kind::TypeKeyChanged, effect, (base, head), sentence);
}

fn flags(compared: &Compared<'_>, lines: Pair<'_, Type>, told: &mut Told) {
    let (base, head) = lines;
    let name = &head.is.name;
    let is_sent = compared.usage.is_sent(name);
    let if_sent = |effect| if is_sent { effect } else { Effect::Docs };
    // Of what was not documented at all, any property was one that is not.
    let was_documented = compared.effective[0].all(name).is_some_and(|properties| !properties.is_empty());
    let closed = if was_documented { if_sent(Effect::Wire) } else { Effect::Docs };
    told.flag(
        lines,
        (base.open, head.open),
        [
            Flag(Kind::TypeOpened, Effect::More, format!("{name} takes properties that are not documented")),
            Flag(Kind::TypeClosed, closed, format!("{name} no longer takes properties that are not documented")),
        ],
    );
    told.flag(
        lines,
        (base.is_abstract, head.is_abstract),
        [
            Flag(
                Kind::TypeAbstract,
                if_sent(Effect::Wire),
                format!("{name} is abstract now: only types that derive from it occur"),
            ),
            Flag(Kind::TypeConcrete, Effect::More, format!("{name} is no longer abstract")),
        ],
    );
    told.flag(
        lines,
        (base.tagged, head.tagged),
        [
            Flag(Kind::TypeTagged, Effect::More, format!("requests with {name} say its type now")),
            Flag(Kind::TypeUntagged, if_sent(Effect::Wire), format!("requests with {name} no longer say its type")),
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
