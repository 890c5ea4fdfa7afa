//! The changes that have been found.

use super::side::{Pair, Sides};
use crate::surface::{Change, Class, Diff, Entry, Kind};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;

/// What a change means, as rules say it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Effect {
    /// Code no longer compiles.
    Code,
    /// Code compiles; requests that worked, or what was read from answers, may fail.
    Wire,
    /// There is more than before.
    More,
    /// Nothing happens.
    Docs,
}

impl Effect {
    /// The first that holds.
    pub(super) fn of(code: bool, wire: bool, otherwise: Effect) -> Effect {
        match (code, wire) {
            (true, _) => Effect::Code,
            (_, true) => Effect::Wire,
            _ => otherwise,
        }
    }
}

/// The changes so far, by key and kind.
#[derive(Default)]
pub(super) struct Told(BTreeMap<(String, Kind, Option<String>), Change>);

impl Told {
    /// Something that is there on one side or on both.
    pub(super) fn tell<T>(&mut self, kind: Kind, effect: Effect, (base, head): Sides<'_, T>, sentence: String) {
        self.entries(kind, effect, (base.map(|line| line.entry), head.map(|line| line.entry)), sentence);
    }

    /// Something that was there and still is.
    pub(super) fn differs<T>(&mut self, kind: Kind, effect: Effect, (base, head): Pair<'_, T>, sentence: String) {
        self.tell(kind, effect, (Some(base), Some(head)), sentence);
    }

    /// Several of one owner's parts that have come or gone: the part itself if it is one, else the owner with all of them.
    pub(super) fn parts<O, T>(
        &mut self,
        kind: Kind,
        effect: Effect,
        owners: Pair<'_, O>,
        parts: &[Sides<'_, T>],
        sentence: String,
    ) {
        match parts {
            [] => {}
            [one] => self.tell(kind, effect, *one, sentence),
            _ => self.differs(kind, effect, owners, sentence),
        }
    }

    /// A flag that has come or gone: the kinds, effects and sentences of both.
    pub(super) fn flag<T>(&mut self, lines: Pair<'_, T>, flags: (bool, bool), told: [Flag; 2]) {
        let [gained, lost] = told;
        let Flag(kind, effect, sentence) = match flags {
            (false, true) => gained,
            (true, false) => lost,
            _ => return,
        };
        self.differs(kind, effect, lines, sentence);
    }

    /// A type or an enumeration whose name or path in Rust is another one: names and paths, the old one first.
    pub(super) fn model<T>(
        &mut self,
        lines: Pair<'_, T>,
        [renamed, moved]: [Kind; 2],
        ([old, name], [was, rust]): ([&String; 2], [&String; 2]),
    ) {
        if old != name {
            let (effect, path) = if was == rust {
                (Effect::Wire, String::new())
            } else {
                (Effect::Code, format!(": `{rust}` was `{was}`"))
            };
            self.differs(renamed, effect, lines, format!("{old} is {name} now{path}"));
        } else if was != rust {
            self.differs(moved, Effect::Code, lines, format!("{name} was `{was}` and is `{rust}`"));
        }
    }

    /// Something that other lines are about, too.
    pub(super) fn entries(
        &mut self,
        kind: Kind,
        effect: Effect,
        (base, head): (Option<&Entry>, Option<&Entry>),
        sentence: String,
    ) {
        let [old, new] = [base, head].map(|entry| entry.map(|entry| entry.thing.key()));
        let key = old.clone().or_else(|| new.clone()).unwrap_or_default();
        let new_key = new.filter(|new| *new != key);
        let place = |entry: Option<&Entry>| entry.and_then(|entry| entry.place.clone());
        let mut change = Change { new_key, ..change(kind, effect, key, sentence) };
        (change.base, change.head) = (place(base), place(head));
        self.add(change);
    }

    /// A change; one more of the same kind and key (of the permissions that several pages give) becomes part of the first.
    pub(super) fn add(&mut self, change: Change) {
        match self.0.entry((change.key.clone(), change.kind, change.new_key.clone())) {
            Slot::Vacant(slot) => drop(slot.insert(change)),
            Slot::Occupied(mut slot) => {
                let told = slot.get_mut();
                told.wire_only = match change.class.cmp(&told.class) {
                    std::cmp::Ordering::Less => change.wire_only,
                    std::cmp::Ordering::Equal => told.wire_only && change.wire_only,
                    std::cmp::Ordering::Greater => told.wire_only,
                };
                told.class = told.class.min(change.class);
                let more = change.sentence.split_at(shared(&told.sentence, &change.sentence)).1;
                told.sentence = format!("{}; {more}", told.sentence);
            }
        }
    }

    pub(super) fn into_diff(self) -> Diff {
        Diff { changes: self.0.into_values().collect() }
    }
}

/// How much of a sentence another one begins with, too: whole words, and no bracket or quote without its other half.
fn shared(told: &str, more: &str) -> usize {
    let words = |text| str::split_inclusive(text, ' ');
    let alike = words(told).zip(words(more)).take_while(|(a, b)| a == b);
    let ends = alike.scan(0, |end, (word, _)| {
        *end += word.len();
        Some(*end)
    });
    let is_whole = |end: &usize| {
        let count = |sign| told[..*end].matches(sign).count();
        count('(') == count(')') && count('"') % 2 == 0
    };
    ends.filter(is_whole).last().unwrap_or_default()
}

/// A flag's kind, effect and sentence.
pub(super) struct Flag(pub(super) Kind, pub(super) Effect, pub(super) String);

/// A change without places.
pub(super) fn change(kind: Kind, effect: Effect, key: String, sentence: String) -> Change {
    let class = match effect {
        Effect::Code | Effect::Wire => Class::Breaking,
        Effect::More => Class::Additive,
        Effect::Docs => Class::DocsOnly,
    };
    let permissions = kind.is_about_permissions();
    let wire_only = effect == Effect::Wire;
    Change { kind, key, new_key: None, class, permissions, wire_only, sentence, base: None, head: None }
}
