//! Parameters and query options of an operation.

use super::rust_type::{same_argument, same_field};
use super::side::{Line, Lines, OperationLines, Pair, both};
use super::similar::{alike, folded, pairs};
use super::told::{Effect, Flag, Told};
use super::words::listed;
use crate::surface::{Body, Kind, Parameter};
use std::collections::BTreeSet;

/// The options that an operation takes: one change for all that have come, one for all that are gone.
pub(super) fn options((base, head): (&OperationLines<'_>, &OperationLines<'_>), told: &mut Told) {
    let (id, owners) = (&head.line.is.id, (base.line, head.line));
    let quoted = |name: &str| format!("`{name}`");
    let gone = base.options.iter().filter(|(name, _)| !head.options.contains_key(*name));
    let (names, parts): (Vec<_>, Vec<_>) = gone.map(|(name, line)| (quoted(name), (Some(*line), None))).unzip();
    let sentence = format!("{id} no longer takes {}", listed(&names));
    told.parts(Kind::OptionRemoved, Effect::Code, owners, &parts, sentence);
    let come = head.options.iter().filter(|(name, _)| !base.options.contains_key(*name));
    let (names, parts): (Vec<_>, Vec<_>) = come.map(|(name, line)| (quoted(name), (None, Some(*line)))).unzip();
    let sentence = format!("{id} takes {}, too", listed(&names));
    told.parts(Kind::OptionAdded, Effect::More, owners, &parts, sentence);
}

pub(super) fn compare((base, head): (&OperationLines<'_>, &OperationLines<'_>), told: &mut Told) {
    let locations: BTreeSet<&str> =
        [base, head].iter().flat_map(|lines| lines.parameters.keys().map(|k| k.0)).collect();
    for location in locations {
        let body = if location == "body" { Members::of(base, head) } else { Members::Fields };
        let of_operation = OfOperation { id: &head.line.is.id, location, body };
        of_operation.compare(&only(base, location), &only(head, location), told);
    }
}

fn only<'a>(lines: &OperationLines<'a>, location: &str) -> Lines<'a, Parameter> {
    let at = lines.parameters.iter().filter(|((at, _), _)| *at == location);
    at.map(|((_, name), line)| (*name, *line)).collect()
}

/// What the body's parameters are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Members {
    /// Fields of a struct on both sides; or no members of a body at all.
    Fields,
    /// Fields on one side only: they come or go with the body.
    OfOneSide,
    /// Properties of a model, listed where the operation needs them.
    Needed,
}

impl Members {
    fn of(base: &OperationLines<'_>, head: &OperationLines<'_>) -> Members {
        match [base, head].map(|lines| matches!(lines.line.is.body, Body::Parameters(_))) {
            [true, true] => Members::Fields,
            [false, false] => Members::Needed,
            _ => Members::OfOneSide,
        }
    }
}

struct OfOperation<'c> {
    id: &'c str,
    location: &'c str,
    body: Members,
}

impl OfOperation<'_> {
    fn compare(&self, base: &Lines<'_, Parameter>, head: &Lines<'_, Parameter>, told: &mut Told) {
        let (mut gone, mut come) = (Lines::new(), Lines::new());
        for (name, old, new) in both(base, head) {
            match (old, new) {
                (Some(old), Some(new)) => self.facts((*old, *new), told),
                (Some(old), None) => drop(gone.insert(*name, *old)),
                (None, Some(new)) => drop(come.insert(*name, *new)),
                (None, None) => {}
            }
        }
        match self.body {
            Members::Fields => self.come_and_gone(gone, come, told),
            Members::Needed => self.needed(gone, come, told),
            Members::OfOneSide => {}
        }
    }

    /// What an operation needs of the model that is its body.
    fn needed(&self, gone: Lines<'_, Parameter>, come: Lines<'_, Parameter>, told: &mut Told) {
        for (name, line) in gone {
            let sentence = format!("{} is no longer required", self.what(name));
            told.tell(Kind::ParameterNotRequired, Effect::More, (Some(line), None), sentence);
        }
        for (name, line) in come {
            let sentence = format!("{} is required now", self.what(name));
            told.tell(Kind::ParameterRequired, Effect::Wire, (None, Some(line)), sentence);
        }
    }

    fn come_and_gone(&self, mut gone: Lines<'_, Parameter>, mut come: Lines<'_, Parameter>, told: &mut Told) {
        for (old, new) in pairs(&gone, &come, &[&respelled, &reworded]) {
            let (Some(base), Some(head)) = (gone.remove(old), come.remove(new)) else { continue };
            let sentence = format!("{} is `{new}` now", self.what(old));
            let effect = if base.rust == head.rust { Effect::Wire } else { Effect::Code };
            told.differs(Kind::ParameterRenamed, effect, (base, head), sentence);
            self.facts((base, head), told);
        }
        for (name, line) in gone {
            let sentence = format!("{} is gone", self.what(name));
            told.tell(Kind::ParameterRemoved, Effect::Code, (Some(line), None), sentence);
        }
        for (name, line) in come {
            let required = if line.required { " and required" } else { "" };
            let effect = if line.required { Effect::Wire } else { Effect::More };
            let sentence = format!("{} is new{required}", self.what(name));
            told.tell(Kind::ParameterAdded, effect, (None, Some(line)), sentence);
        }
    }

    fn facts(&self, lines: Pair<'_, Parameter>, told: &mut Told) {
        let (base, head) = lines;
        let what = self.what(&head.is.name);
        if base.ty != head.ty {
            let same = match self.location {
                "body" => same_field(&base.ty, &head.ty),
                "header" => true,
                _ => same_argument(&base.ty, &head.ty),
            };
            let effect = match self.body {
                Members::Fields => Effect::of(!same, true, Effect::Wire),
                // The model says what type it has.
                Members::Needed | Members::OfOneSide => Effect::Docs,
            };
            let sentence = format!("{what} was {} and is {}", base.ty, head.ty);
            told.differs(Kind::ParameterTypeChanged, effect, lines, sentence);
        }
        if base.rust != head.rust && base.name == head.name && self.body != Members::OfOneSide {
            let sentence = format!("{what} was `.{}` and is `.{}`", base.rust, head.rust);
            told.differs(Kind::ParameterPathChanged, Effect::Code, lines, sentence);
        }
        told.flag(
            lines,
            (base.required, head.required),
            [
                Flag(Kind::ParameterRequired, Effect::Wire, format!("{what} is required now")),
                Flag(Kind::ParameterNotRequired, Effect::More, format!("{what} is no longer required")),
            ],
        );
    }

    /// `` the query parameter `top` of drive.list ``.
    fn what(&self, name: &str) -> String {
        match self.location {
            "body" => format!("`{name}` in the body of {}", self.id),
            "header" => format!("the header `{name}` of {}", self.id),
            location => format!("the {location} parameter `{name}` of {}", self.id),
        }
    }
}

/// The same parameter but for case and signs.
fn respelled((old, _): (&str, &Line<'_, Parameter>), (new, _): (&str, &Line<'_, Parameter>)) -> bool {
    folded(old) == folded(new)
}

/// A parameter of the same type with a name that is nearly the same.
fn reworded((old, a): (&str, &Line<'_, Parameter>), (new, b): (&str, &Line<'_, Parameter>)) -> bool {
    a.ty == b.ty && alike(old, new)
}
