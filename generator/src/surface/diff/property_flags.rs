//! What is said of properties beside their types: one change for all of one type's properties of which the same is said now.

use super::side::Pair;
use super::told::{Effect, Told};
use super::usage::Usage;
use super::words::listed;
use crate::surface::{Kind, Property, Type};
use std::collections::BTreeMap;

/// What one property is or was, and what several are.
type Says = [&'static str; 2];

/// The properties of which the same is said now.
struct Flagged<'a> {
    effect: Effect,
    says: Says,
    /// Each with what else is to be said of it.
    properties: Vec<(Pair<'a, Property>, String)>,
}

/// The flags of one type's properties that differ.
pub(super) struct Flags<'c, 'a> {
    ty: &'c str,
    whole: bool,
    sent: bool,
    received: bool,
    flagged: BTreeMap<(Kind, Says), Flagged<'a>>,
}

impl<'c, 'a> Flags<'c, 'a> {
    pub(super) fn of(usage: &Usage<'_>, ty: &'c str) -> Self {
        let (whole, sent, received) = (usage.is_sent_whole(ty), usage.is_sent(ty), usage.is_received(ty));
        Flags { ty, whole, sent, received, flagged: BTreeMap::new() }
    }

    /// Compares a property; `also` is what else is to be said of it.
    pub(super) fn compare(&mut self, lines: Pair<'a, Property>, also: &str) {
        let (base, head) = lines;
        self.nullability(lines, also);
        let both = [(base.required, head.required), (base.read_only, head.read_only)];
        let back = [(base.write_only, head.write_only), (base.relationship, head.relationship)];
        let used = [self.whole, self.sent, self.received, self.received];
        for ((is, used), told) in both.into_iter().chain(back).zip(used).zip(DIRECTIONS) {
            let effects = if used { [Effect::Wire, Effect::More] } else { [Effect::Docs; 2] };
            self.flag(lines, also, is, effects, told);
        }
        self.flag(lines, also, (base.deprecated, head.deprecated), [Effect::More; 2], DEPRECATED);
    }

    fn flag(
        &mut self,
        lines: Pair<'a, Property>,
        also: &str,
        is: (bool, bool),
        effects: [Effect; 2],
        told: [(Kind, Says); 2],
    ) {
        let [gained, lost] = told;
        match is {
            (false, true) => self.add(lines, also, effects[0], gained),
            (true, false) => self.add(lines, also, effects[1], lost),
            _ => {}
        }
    }

    fn nullability(&mut self, lines: Pair<'a, Property>, also: &str) {
        let if_any = if self.sent || self.received { Effect::More } else { Effect::Docs };
        let (effect, told) = match (lines.0.nullable, lines.1.nullable) {
            (Some(true), Some(false)) => (Effect::of(false, self.sent, if_any), NOT_NULLABLE),
            (Some(false), Some(true)) => (Effect::of(false, self.received, if_any), NULLABLE),
            (None, Some(now)) => (Effect::Docs, SAID[usize::from(now)]),
            (Some(before), None) => (Effect::Docs, UNSAID[usize::from(before)]),
            _ => return,
        };
        self.add(lines, also, effect, told);
    }

    fn add(&mut self, lines: Pair<'a, Property>, also: &str, effect: Effect, (kind, says): (Kind, Says)) {
        let empty = || Flagged { effect, says, properties: Vec::new() };
        self.flagged.entry((kind, says)).or_insert_with(empty).properties.push((lines, also.to_owned()));
    }

    /// One change for each, told of the property itself if it is one, else of their type.
    pub(super) fn tell(self, owners: Pair<'_, Type>, told: &mut Told) {
        for ((kind, _), Flagged { effect, says: [is, are], properties }) in self.flagged {
            if let [(lines, also)] = properties.as_slice() {
                let sentence = format!("`{}` of {} {is}{also}", lines.1.is.name, self.ty);
                told.differs(kind, effect, *lines, sentence);
                continue;
            }
            let names: Vec<String> = properties.iter().map(|(lines, _)| format!("`{}`", lines.1.is.name)).collect();
            let also = properties.first().map(|(_, also)| also.as_str());
            let also = also.filter(|also| properties.iter().all(|(_, other)| other == also)).unwrap_or_default();
            let sentence = format!("{} properties of {} {are}{also}: {}", names.len(), self.ty, listed(&names));
            told.differs(kind, effect, owners, sentence);
        }
    }
}

/// What is sent as a whole, what is sent, what comes back: gained and lost.
const DIRECTIONS: [[(Kind, Says); 2]; 4] = [
    [
        (Kind::PropertyRequired, ["is required now", "are required now"]),
        (Kind::PropertyNotRequired, ["is no longer required", "are no longer required"]),
    ],
    [
        (Kind::PropertyReadOnly, ["is read-only now", "are read-only now"]),
        (Kind::PropertyWritable, ["is no longer read-only", "are no longer read-only"]),
    ],
    [
        (
            Kind::PropertyWriteOnly,
            ["is write-only now: it doesn't come back", "are write-only now and don't come back"],
        ),
        (Kind::PropertyReadable, ["is no longer write-only", "are no longer write-only"]),
    ],
    [
        (
            Kind::PropertyRelationship,
            [
                "is a relationship now: it comes back where it is expanded",
                "are relationships now and come back where they are expanded",
            ],
        ),
        (Kind::PropertyNoRelationship, ["is no longer a relationship", "are no longer relationships"]),
    ],
];

const DEPRECATED: [(Kind, Says); 2] = [
    (Kind::PropertyDeprecated, ["is deprecated now", "are deprecated now"]),
    (Kind::PropertyUndeprecated, ["is no longer deprecated", "are no longer deprecated"]),
];

const NOT_NULLABLE: (Kind, Says) =
    (Kind::PropertyNotNullable, ["was nullable and isn't any more", "were nullable and aren't any more"]);
const NULLABLE: (Kind, Says) =
    (Kind::PropertyNullable, ["was not nullable and is nullable", "were not nullable and are nullable"]);

/// Not nullable, nullable.
const SAID: [(Kind, Says); 2] = [
    (Kind::PropertyNullabilitySaid, ["is said to be not nullable now", "are said to be not nullable now"]),
    (Kind::PropertyNullabilitySaid, ["is said to be nullable now", "are said to be nullable now"]),
];
const UNSAID: [(Kind, Says); 2] = [
    (
        Kind::PropertyNullabilityUnsaid,
        ["is no longer said to be not nullable", "are no longer said to be not nullable"],
    ),
    (Kind::PropertyNullabilityUnsaid, ["is no longer said to be nullable", "are no longer said to be nullable"]),
];
