//! Where things are documented, and what is said there beyond facts.

use super::page_moves;
use super::told::{Effect, Told, change};
use super::words::listed;
use crate::surface::{Change, Entry, Kind, Place, Surface, Thing};
use std::collections::{BTreeMap, BTreeSet};

/// A thing that both sides have: under its key, its place on either.
pub(super) struct Placed<'a> {
    pub(super) thing: &'a Thing,
    pub(super) entries: [&'a Entry; 2],
    pub(super) places: [&'a Place; 2],
}

/// What is said of `documented` types is told with them.
pub(super) fn compare<'a>(
    base: &[(&'a Thing, &'a Entry)],
    head: &'a Surface,
    documented: &BTreeSet<&str>,
    told: &mut Told,
) {
    let heads = unique(head.entries().iter().map(|entry| (&entry.thing, entry)));
    let bases = unique(base.iter().copied());
    let pairs: Vec<Placed<'a>> = bases
        .into_iter()
        .filter_map(|(key, old)| {
            let (old, (thing, new)) = (old?.1, (*heads.get(&key)?)?);
            let places = [old.place.as_ref()?, new.place.as_ref()?];
            if matches!(thing, Thing::Type(ty) if documented.contains(ty.name.as_str())) {
                return None;
            }
            Some(Placed { thing, entries: [old, new], places })
        })
        .collect();
    texts(&pairs, told);
    let base = base.to_vec();
    page_moves::compare(&pairs, [base, head.entries().iter().map(|entry| (&entry.thing, entry)).collect()], told);
}

/// Things by key; nothing for a key that several have.
fn unique<'a>(
    things: impl Iterator<Item = (&'a Thing, &'a Entry)>,
) -> BTreeMap<String, Option<(&'a Thing, &'a Entry)>> {
    let mut unique = BTreeMap::new();
    for (thing, entry) in things {
        unique.entry(thing.key()).and_modify(|found| *found = None).or_insert(Some((thing, entry)));
    }
    unique
}

/// Texts that differ: one change for all of one owner.
fn texts(pairs: &[Placed<'_>], told: &mut Told) {
    let mut owners: BTreeMap<String, Vec<&Placed<'_>>> = BTreeMap::new();
    for pair in pairs.iter().filter(|pair| pair.places[0].said != pair.places[1].said) {
        owners.entry(pair.thing.owner()).or_default().push(pair);
    }
    for pairs in owners.into_values() {
        let Some(first) = pairs.first() else { continue };
        let sentence = format!("the text about {} has changed", about(&pairs));
        let [base, head] = first.entries;
        let owner = |entry: &Entry| entry.thing.owner();
        let key = owner(base);
        let new_key = Some(owner(head)).filter(|new| *new != key);
        let (base, head) = (base.place.clone(), head.place.clone());
        told.add(Change { new_key, base, head, ..change(Kind::TextChanged, Effect::Docs, key, sentence) });
    }
}

/// What is said about things of one owner: `` `size` and `name` of microsoft.graph.driveItem ``.
fn about(pairs: &[&Placed<'_>]) -> String {
    let (owners, parts): (Vec<&&Placed<'_>>, Vec<_>) =
        pairs.iter().partition(|pair| pair.thing.key() == pair.thing.owner());
    let parts: Vec<String> = parts.iter().map(|pair| part(pair.thing).0).collect();
    let owner = pairs.first().map(|pair| part(pair.thing).1).unwrap_or_default();
    match (owners.is_empty(), parts.is_empty()) {
        (false, true) => owner.to_owned(),
        (false, false) => format!("{owner} and its {}", listed(&parts)),
        _ => format!("{} of {owner}", listed(&parts)),
    }
}

/// `` `size` of microsoft.graph.driveItem ``, as sentences have it.
pub(super) fn name(thing: &Thing) -> String {
    let (part, owner) = part(thing);
    if part.is_empty() { owner.to_owned() } else { format!("{part} of {owner}") }
}

/// What it is called within its owner, if it has one, and the owner's name.
pub(super) fn part(thing: &Thing) -> (String, &str) {
    let named = |name: &str| format!("`{name}`");
    match thing {
        Thing::Area(it) => (String::new(), &it.feature),
        Thing::Enum(it) => (String::new(), &it.name),
        Thing::Group(it) => (String::new(), &it.name),
        Thing::Operation(it) => (String::new(), &it.id),
        Thing::Type(it) => (String::new(), &it.name),
        Thing::Member(it) => (named(&it.name), &it.of),
        Thing::Property(it) => (named(&it.name), &it.of),
        Thing::Option(it) => (named(&it.name), &it.of),
        Thing::Parameter(it) => (named(&it.name), &it.of),
        Thing::Permission(it) => (format!("{} permissions", it.account), &it.of),
        Thing::Route(it) => (format!("{} {}", it.method, it.template), &it.of),
    }
}
