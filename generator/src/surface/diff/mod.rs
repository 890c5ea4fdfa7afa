//! What differs between two surfaces.
//!
//! First, what has another name is recognised, and the base is looked at under the names of the head. Then each file here
//! compares one kind of thing: one change for each fact that callers care about. What goes with a thing that is gone, or comes
//! with a new one, is no change of its own. What each change means is decided where it is found; the rules are in
//! ARCHITECTURE.md.

mod bodies;
mod effective;
mod enums;
mod features;
mod groups;
mod models;
mod moves;
mod names;
mod operations;
mod page_moves;
mod pages;
mod parameters;
mod permission_sets;
mod permissions;
mod properties;
mod property_flags;
mod routes;
mod rust_type;
mod side;
mod similar;
#[cfg(test)]
mod tests;
mod told;
mod types;
mod unions;
mod usage;
mod words;

use super::{Diff, Entry, Surface, Thing};
use effective::Effective;
use moves::Moves;
use names::Names;
use side::Side;
use std::collections::BTreeSet;
use told::Told;
use usage::Usage;

/// Two surfaces, the base under the names of the head.
struct Compared<'a> {
    base: &'a Side<'a>,
    head: &'a Side<'a>,
    moves: &'a Moves<'a>,
    /// How the base uses its types: what worked was sent and received like that.
    usage: &'a Usage<'a>,
    /// Types that one side describes and the other only names.
    documented: &'a BTreeSet<&'a str>,
    /// All properties of the types of both.
    effective: [&'a Effective<'a>; 2],
}

/// What differs from `base` to `head`, in the order of the keys.
pub fn diff(base: &Surface, head: &Surface) -> Diff {
    let of_head = Side::new(head);
    let (names, moves) = {
        let of_base = Side::new(base);
        let moves = Moves::new(&of_base, &of_head);
        (Names { models: models::renamed(&of_base, &of_head), operations: moves.renamed.clone() }, moves)
    };
    let things = names.things(base);
    let lines: Vec<(&Thing, &Entry)> = things.iter().zip(base.entries()).collect();
    let of_base = Side::of(lines.iter().copied());
    let compared = Compared {
        base: &of_base,
        head: &of_head,
        moves: &moves,
        usage: &Usage::of(&of_base),
        documented: &types::described_by_one(&of_base, &of_head),
        effective: [&Effective::of(&of_base), &Effective::of(&of_head)],
    };
    let mut told = Told::default();
    features::compare(&compared, &mut told);
    groups::compare(&compared, &mut told);
    enums::compare(&compared, &mut told);
    types::compare(&compared, &mut told);
    properties::compare(&compared, &mut told);
    operations::compare(&compared, &mut told);
    pages::compare(&lines, head, compared.documented, &mut told);
    told.into_diff()
}
