//! What operations send.

use super::Compared;
use super::effective::Effective;
use super::rust_type::same_body;
use super::side::OperationLines;
use super::told::{Effect, Told};
use super::words::{are, body, listed};
use crate::surface::{Body, Kind};
use std::collections::BTreeSet;

pub(super) fn compare(
    compared: &Compared<'_>,
    (base, head): (&OperationLines<'_>, &OperationLines<'_>),
    told: &mut Told,
) {
    let (old, new) = (&base.line.is.body, &head.line.is.body);
    if old == new {
        return;
    }
    let id = &head.line.is.id;
    let (effect, mut sentence) = match (old, new) {
        // A body is an optional step of the call: code without it sends what it sent.
        (Body::None, _) => {
            (Effect::of(false, needs_members(head), Effect::More), format!("{id} may send {} now", body(new)))
        }
        (_, Body::None) => (Effect::Code, format!("{id} has no body any more, was {}", body(old))),
        _ => {
            let same = same_body((compared.base, old), (compared.head, new));
            let effect = if same { Effect::Wire } else { Effect::Code };
            (effect, format!("the body of {id} is {} now, was {}", body(new), body(old)))
        }
    };
    let differing = differing([members(compared.effective[0], base), members(compared.effective[1], head)]);
    if is_made_otherwise(old, new) && !differing.is_empty() {
        sentence.push_str(&format!(": {}", differing.join("; ")));
    }
    told.differs(Kind::OperationBodyChanged, effect, (base.line, head.line), sentence);
}

fn needs_members(lines: &OperationLines<'_>) -> bool {
    lines.parameters.values().any(|parameter| parameter.location == "body" && parameter.required)
}

/// Whether one of them is a struct of the operation's own, whose fields are told with it, and the other isn't.
fn is_made_otherwise(old: &Body, new: &Body) -> bool {
    matches!(old, Body::Parameters(_)) != matches!(new, Body::Parameters(_))
}

/// What an object that is sent may have; nothing if it is no object, or any.
fn members<'a>(types: &Effective<'a>, lines: &OperationLines<'a>) -> Option<BTreeSet<&'a str>> {
    match &lines.line.is.body {
        Body::None => Some(BTreeSet::new()),
        Body::Parameters(_) => {
            let members = lines.parameters.keys().filter(|(location, _)| *location == "body");
            Some(members.map(|(_, name)| *name).collect())
        }
        Body::Json(ty) => {
            let sent = types.all(ty)?.iter().filter(|(_, property)| !property.read_only);
            Some(sent.map(|(name, _)| *name).collect())
        }
        Body::Content | Body::Untyped => None,
    }
}

/// `` `fax` and `phone` are new ``, `` `password` is gone ``.
fn differing(members: [Option<BTreeSet<&str>>; 2]) -> Vec<String> {
    let [Some(old), Some(new)] = members else { return Vec::new() };
    let says = |names: Vec<&&str>, what: &str| {
        let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
        (!names.is_empty()).then(|| format!("{} {} {what}", listed(&names), are(&names)))
    };
    let come = says(new.difference(&old).collect(), "new");
    come.into_iter().chain(says(old.difference(&new).collect(), "gone")).collect()
}
