//! What suffices to call: sets of permissions, compared and in words.

use super::side::Line;
use crate::surface::Permission;
use std::collections::BTreeSet;

/// What suffices, each being permissions that are needed together.
pub(super) type Sets = Vec<Vec<String>>;

/// The sets of one list that don't hold any of the other: with them, the other doesn't let anybody in.
pub(super) fn beyond<'s>(sets: &'s Sets, other: &Sets) -> Vec<&'s Vec<String>> {
    let lets_in = |set: &Vec<String>| other.iter().any(|needed| needed.iter().all(|name| set.contains(name)));
    sets.iter().filter(|set| !lets_in(set)).collect()
}

/// Whether all that a line says suffices by some of the others.
pub(super) fn suffices(line: &Permission, others: &[Line<'_, Permission>]) -> bool {
    let all: Sets = others.iter().flat_map(|line| line.is.alternatives.iter().flatten().cloned()).collect();
    line.alternatives.as_ref().is_none_or(|sets| beyond(sets, &all).is_empty())
}

/// What the list has of the other one, in its own order.
pub(super) fn common<'s>(sets: &'s Sets, other: &Sets) -> Vec<&'s Vec<String>> {
    sets.iter().filter(|set| other.contains(set)).collect()
}

pub(super) fn overlap(a: &Permission, b: &Permission) -> bool {
    let names = |line: &Permission| line.alternatives.iter().flatten().flatten().cloned().collect::<BTreeSet<String>>();
    !names(a).is_disjoint(&names(b))
}

/// What else there is to say where something suffices no longer, or now: another least privileged, another order of the rest.
pub(super) fn more((old, new): (&Sets, &Sets), (lost, gained): (&[&Vec<String>], &[&Vec<String>])) -> String {
    let least = |sets: &Sets| sets.first().map(|set| set.join(" + ")).unwrap_or_default();
    let is_said = old.first() == lost.first().copied() && new.first() == gained.first().copied();
    let mut more = String::new();
    if least(old) != least(new) && !is_said {
        more.push_str(&format!("; least privileged was {} and is {}", least(old), least(new)));
    }
    if common(old, new) != common(new, old) {
        more.push_str("; the others have another order");
    }
    more
}

pub(super) fn sets(line: &Permission) -> Sets {
    line.alternatives.clone().unwrap_or_default()
}

pub(super) fn first_supported<'a>(lines: &[Line<'a, Permission>]) -> Option<Line<'a, Permission>> {
    lines.iter().copied().find(|line| is_supported(line))
}

pub(super) fn is_supported(line: &Permission) -> bool {
    line.alternatives.as_ref().is_some_and(|sets| !sets.is_empty())
}

pub(super) fn joined<S: AsRef<[String]>>(sets: &[S], by: &str) -> String {
    sets.iter().map(|set| set.as_ref().join(" + ")).collect::<Vec<_>>().join(by)
}

pub(super) fn suffice<S>(sets: &[S]) -> &'static str {
    if sets.len() == 1 { "suffices" } else { "suffice" }
}

pub(super) fn names(line: &Permission) -> String {
    match &line.alternatives {
        None => "unknown".to_owned(),
        Some(sets) if sets.is_empty() => "not supported".to_owned(),
        Some(sets) => joined(sets, " or "),
    }
}

/// `for printer: A or B`.
pub(super) fn set(line: &Permission) -> String {
    match &line.only_for {
        None => names(line),
        Some(routes) => format!("for {routes}: {}", names(line)),
    }
}

/// `` for printer``, behind what suffices there.
pub(super) fn for_routes(line: &Permission) -> String {
    line.only_for.as_ref().map(|routes| format!(" for {routes}")).unwrap_or_default()
}

/// `A or B; by another page C for printer`.
pub(super) fn with(lines: &[Line<'_, Permission>]) -> String {
    let page = |line: &Line<'_, Permission>| line.entry.place.as_ref().map(|place| place.page.clone());
    let mut said: Option<Option<String>> = None;
    let mut with = String::new();
    for line in lines.iter().filter(|line| is_supported(line)) {
        let is_other = said.as_ref().is_some_and(|said| *said != page(line));
        with.push_str(match (with.is_empty(), is_other) {
            (true, _) => "",
            (_, true) => "; by another page ",
            (_, false) => "; ",
        });
        with.push_str(&format!("{}{}", names(line), for_routes(line)));
        said = Some(page(line));
    }
    with
}
