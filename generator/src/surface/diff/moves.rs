//! Where routes have gone: by them, operations are recognised under another name, merged and split.

use super::side::{Address, Side};
use super::similar::alike;
use std::collections::{BTreeMap, BTreeSet};

/// Routes that belong to another operation now.
#[derive(Default)]
pub(super) struct Moves<'a> {
    /// Operations with another name, by the old one.
    pub(super) renamed: BTreeMap<&'a str, &'a str>,
    /// Operations that are gone; the one that has their routes.
    pub(super) merged: BTreeMap<&'a str, &'a str>,
    /// New operations; the one that had their routes.
    pub(super) split: BTreeMap<&'a str, &'a str>,
    /// Single routes: from which operation, to which.
    pub(super) single: BTreeMap<Address<'a>, (&'a str, &'a str)>,
    /// Operations of the base all of whose moved routes are accounted for above.
    pub(super) gone: BTreeSet<&'a str>,
    /// The same of the head.
    pub(super) come: BTreeSet<&'a str>,
    /// What has moved, single or not.
    pub(super) all: BTreeMap<Address<'a>, (&'a str, &'a str)>,
}

impl<'a> Moves<'a> {
    pub(super) fn new(base: &Side<'a>, head: &Side<'a>) -> Self {
        let mut moves = Moves { all: moved(base, head), ..Moves::default() };
        let mut targets: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let mut sources: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (from, to) in moves.all.values() {
            targets.entry(from).or_default().insert(to);
            sources.entry(to).or_default().insert(from);
        }
        for (address, &(from, to)) in &moves.all {
            let all_go = !head.operations.contains_key(from) && targets[from].len() == 1;
            let all_come = !base.operations.contains_key(to) && sources[to].len() == 1;
            match (all_go, all_come) {
                (true, true) => drop(moves.renamed.insert(from, to)),
                (true, false) => drop(moves.merged.insert(from, to)),
                (false, true) => drop(moves.split.insert(to, from)),
                (false, false) => drop(moves.single.insert(address.clone(), (from, to))),
            }
        }
        let all_told = |name: &str| !moves.single.values().any(|(from, to)| *from == name || *to == name);
        moves.gone = targets.into_keys().filter(|from| all_told(from)).collect();
        moves.come = sources.into_keys().filter(|to| all_told(to)).collect();
        moves
    }
}

/// Routes that one operation has lost and one other has gained.
fn moved<'a>(base: &Side<'a>, head: &Side<'a>) -> BTreeMap<Address<'a>, (&'a str, &'a str)> {
    let (had, have) = (owners(base), owners(head));
    let mut moved = BTreeMap::new();
    for (address, old) in had {
        let Some(new) = have.get(&address) else { continue };
        let lost: Vec<&str> = old.difference(new).copied().collect();
        let gained: Vec<&str> = new.difference(&old).copied().collect();
        if let Some(pair) = one(&lost, &gained, base, head) {
            moved.insert(address, pair);
        }
    }
    moved
}

/// The two operations that a route has moved between. Where several have lost or gained it, the one that is gone or new
/// altogether counts, and then the one with nearly the same name.
fn one<'a>(lost: &[&'a str], gained: &[&'a str], base: &Side<'_>, head: &Side<'_>) -> Option<(&'a str, &'a str)> {
    let unless_one = |ids: &[&'a str], keeps: &dyn Fn(&str) -> bool| -> Vec<&'a str> {
        if ids.len() == 1 { ids.to_vec() } else { ids.iter().copied().filter(|id| keeps(id)).collect() }
    };
    let lost = unless_one(lost, &|id| !head.operations.contains_key(id));
    let gained = unless_one(gained, &|id| !base.operations.contains_key(id));
    match (lost.as_slice(), gained.as_slice()) {
        ([from], [to]) => Some((from, to)),
        _ => {
            let all = lost.iter().flat_map(|from| gained.iter().map(move |to| (*from, *to)));
            let mut alike = all.filter(|(from, to)| alike(from, to));
            alike.next().filter(|_| alike.next().is_none())
        }
    }
}

/// Which operations have an address.
fn owners<'a>(side: &Side<'a>) -> BTreeMap<Address<'a>, BTreeSet<&'a str>> {
    let mut owners: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for (id, lines) in &side.operations {
        for address in lines.routes.keys() {
            owners.entry(address.clone()).or_default().insert(*id);
        }
    }
    owners
}
