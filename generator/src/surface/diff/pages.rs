//! Where things are documented, and what is said there beyond facts.

use super::told::{Effect, Told, change};
use super::words::listed;
use crate::surface::{Change, Entry, Kind, Place, Surface, Thing};
use std::collections::{BTreeMap, BTreeSet};

/// A thing that both sides have: under its key, its place on either.
struct Placed<'a> {
    thing: &'a Thing,
    entries: [&'a Entry; 2],
    places: [&'a Place; 2],
}

pub(super) fn compare<'a>(base: &[(&'a Thing, &'a Entry)], head: &'a Surface, told: &mut Told) {
    let heads = unique(head.entries().iter().map(|entry| (&entry.thing, entry)));
    let bases = unique(base.iter().copied());
    let pairs: Vec<Placed<'a>> = bases
        .into_iter()
        .filter_map(|(key, old)| {
            let (old, (thing, new)) = (old?.1, (*heads.get(&key)?)?);
            let places = [old.place.as_ref()?, new.place.as_ref()?];
            Some(Placed { thing, entries: [old, new], places })
        })
        .collect();
    texts(&pairs, told);
    moved(&pairs, [base.iter().map(|(_, entry)| *entry).collect(), head.entries().iter().collect()], told);
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
fn name(thing: &Thing) -> String {
    let (part, owner) = part(thing);
    if part.is_empty() { owner.to_owned() } else { format!("{part} of {owner}") }
}

/// What it is called within its owner, if it has one, and the owner's name.
fn part(thing: &Thing) -> (String, &str) {
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

/// Pages with another path: one change for all that stands there. Single things that stand on another page: one change
/// for those with the same two pages.
fn moved(pairs: &[Placed<'_>], entries: [Vec<&Entry>; 2], told: &mut Told) {
    let mut moves: BTreeMap<[&str; 2], Vec<&Placed<'_>>> = BTreeMap::new();
    for pair in pairs.iter().filter(|pair| pair.places[0].page != pair.places[1].page) {
        moves.entry(pair.places.map(|place| place.page.as_str())).or_default().push(pair);
    }
    let [old_pages, new_pages] = entries.map(|entries| {
        let pages = entries.into_iter().filter_map(|entry| Some(entry.place.as_ref()?.page.as_str()));
        pages.collect::<BTreeSet<&str>>()
    });
    for ([old, new], pairs) in &moves {
        let alone = moves.keys().filter(|[a, b]| a == old || b == new).count() == 1;
        let Some(first) = pairs.first() else { continue };
        let (base, head) = (first.entries[0].place.clone(), first.entries[1].place.clone());
        let is_moved = alone && !new_pages.contains(old) && !old_pages.contains(new);
        let names: Vec<String> = pairs.iter().map(|pair| name(pair.thing)).collect();
        let (kind, sentence) = if is_moved {
            (Kind::PageMoved, format!("the page {old} is {new} now"))
        } else {
            (Kind::DocumentedElsewhere, format!("documented in {new} now, not in {old}: {}", listed(&names)))
        };
        let change = change(kind, Effect::Docs, format!("page {old}"), sentence);
        told.add(Change { new_key: Some(format!("page {new}")), base, head, ..change });
    }
}
