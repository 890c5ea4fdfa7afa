//! Pages that have another path, or were split and joined; and single things that stand on another page.

use super::pages::{Placed, name, part};
use super::told::{Effect, Told, change};
use super::words::listed;
use crate::surface::{Change, Entry, Kind, Place, Thing};
use std::collections::{BTreeMap, BTreeSet};

/// All things of a side.
type Things<'a> = Vec<(&'a Thing, &'a Entry)>;

/// Pages that are gone and pages that are new, where the same is documented.
struct Moved<'p> {
    pages: [BTreeSet<&'p str>; 2],
}

pub(super) fn compare(pairs: &[Placed<'_>], sides: [Things<'_>; 2], told: &mut Told) {
    let mut moves: BTreeMap<[&str; 2], Vec<&Placed<'_>>> = BTreeMap::new();
    for pair in pairs.iter().filter(|pair| pair.places[0].page != pair.places[1].page) {
        moves.entry(pair.places.map(|place| place.page.as_str())).or_default().push(pair);
    }
    let [old_pages, new_pages] = [&sides[0], &sides[1]].map(pages);
    let is_replaced = |[old, new]: &[&str; 2]| !new_pages.contains(old) && !old_pages.contains(new);
    let replaced: BTreeSet<[&str; 2]> = moves.keys().copied().filter(is_replaced).collect();
    let owners = owners(&sides, &is_replaced);
    for moved in together(&replaced, &owners) {
        let has_more = moves.keys().any(|pages| {
            !is_replaced(pages) && (moved.pages[0].contains(pages[0]) || moved.pages[1].contains(pages[1]))
        });
        moved.tell(has_more, &sides, told);
    }
    for (pages, pairs) in moves.iter().filter(|(pages, _)| !is_replaced(pages)) {
        elsewhere(pages, pairs, told);
    }
}

fn page(entry: &Entry) -> Option<&str> {
    Some(entry.place.as_ref()?.page.as_str())
}

fn pages<'a>(things: &Things<'a>) -> BTreeSet<&'a str> {
    things.iter().filter_map(|(_, entry)| page(entry)).collect()
}

/// Pages that are gone and pages that are new which are about one owner, such as each page's permissions of an operation.
fn owners<'a>(sides: &[Things<'a>; 2], is_replaced: &dyn Fn(&[&str; 2]) -> bool) -> BTreeSet<[&'a str; 2]> {
    let mut owners: BTreeMap<String, [BTreeSet<&str>; 2]> = BTreeMap::new();
    for (at, things) in sides.iter().enumerate() {
        for (thing, entry) in things {
            owners.entry(thing.owner()).or_default()[at].extend(page(entry));
        }
    }
    let edges = owners.values().flat_map(|[old, new]| old.iter().flat_map(|old| new.iter().map(|new| [*old, *new])));
    edges.filter(is_replaced).collect()
}

/// What hangs together of the pages on which the same things are.
fn together<'p>(replaced: &BTreeSet<[&'p str; 2]>, owners: &BTreeSet<[&'p str; 2]>) -> Vec<Moved<'p>> {
    let mut left: BTreeSet<[&str; 2]> = replaced | owners;
    let mut all = Vec::new();
    while let Some(first) = left.pop_first() {
        let mut moved = Moved { pages: first.map(|page| BTreeSet::from([page])) };
        let mut is_the_same = replaced.contains(&first);
        while let Some(next) = left.iter().copied().find(|edge| moved.touches(edge)) {
            left.remove(&next);
            is_the_same |= replaced.contains(&next);
            for (pages, page) in moved.pages.iter_mut().zip(next) {
                pages.insert(page);
            }
        }
        if is_the_same {
            all.push(moved);
        }
    }
    all
}

impl Moved<'_> {
    fn touches(&self, edge: &[&str; 2]) -> bool {
        self.pages[0].contains(edge[0]) || self.pages[1].contains(edge[1])
    }

    /// A page with another path, unless more of it stands elsewhere, too.
    fn tell(&self, has_more: bool, sides: &[Things<'_>; 2], told: &mut Told) {
        let [old, new] = [0, 1].map(|at| self.pages[at].iter().copied().collect::<Vec<&str>>());
        let (kind, sentence) = match (old.as_slice(), new.as_slice()) {
            ([old], [new]) if !has_more => (Kind::PageMoved, format!("the page {old} is {new} now")),
            _ => {
                let owners: BTreeSet<&str> = [0, 1].iter().flat_map(|at| self.owners(*at, &sides[*at])).collect();
                let owners: Vec<&str> = owners.into_iter().collect();
                let says = format!("what {} said of {} stands on {} now", listed(&old), listed(&owners), listed(&new));
                (Kind::DocumentedElsewhere, says)
            }
        };
        let [key, new_key] = [&old, &new].map(|pages| format!("page {}", pages.join(" ")));
        let [base, head] = [0, 1].map(|at| self.place(at, &sides[at]));
        told.add(Change { new_key: Some(new_key), base, head, ..change(kind, Effect::Docs, key, sentence) });
    }

    fn here<'t, 'a>(&'t self, at: usize, things: &'t Things<'a>) -> impl Iterator<Item = &'t (&'a Thing, &'a Entry)> {
        things.iter().filter(move |(_, entry)| page(entry).is_some_and(|page| self.pages[at].contains(page)))
    }

    fn owners<'a>(&self, at: usize, things: &Things<'a>) -> BTreeSet<&'a str> {
        self.here(at, things).map(|(thing, _)| part(thing).1).collect()
    }

    fn place(&self, at: usize, things: &Things<'_>) -> Option<Place> {
        self.here(at, things).next().and_then(|(_, entry)| entry.place.clone())
    }
}

/// Single things that stand on another page: one change for those with the same two pages.
fn elsewhere([old, new]: &[&str; 2], pairs: &[&Placed<'_>], told: &mut Told) {
    let Some(first) = pairs.first() else { return };
    let (base, head) = (first.entries[0].place.clone(), first.entries[1].place.clone());
    let names: Vec<String> = pairs.iter().map(|pair| name(pair.thing)).collect();
    let sentence = format!("documented in {new} now, not in {old}: {}", listed(&names));
    let change = change(Kind::DocumentedElsewhere, Effect::Docs, format!("page {old}"), sentence);
    told.add(Change { new_key: Some(format!("page {new}")), base, head, ..change });
}
