//! Where routes have gone: by them, operations are recognised under another name, merged and split.

use super::side::{Address, Side};
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
    for (address, old) in &had {
        let Some(new) = have.get(address) else { continue };
        let (mut lost, mut gained) = (old.difference(new), new.difference(old));
        if let (Some(from), None, Some(to), None) = (lost.next(), lost.next(), gained.next(), gained.next()) {
            moved.insert(address.clone(), (*from, *to));
        }
    }
    moved
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
