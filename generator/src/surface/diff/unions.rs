//! Operations that several have become, and those that have become several: one side is all of these together.

use super::side::{Line, Lines, OperationLines};
use super::told::Told;
use super::{Compared, parameters, permissions, routes};
use crate::surface::Permission;
use std::collections::BTreeMap;

/// What a merged operation has and none of those that it was made of had, and the other way round.
pub(super) fn compare(compared: &Compared<'_>, told: &mut Told) {
    let (base, head) = (&compared.base.operations, &compared.head.operations);
    // Where the other side has the whole, too, it is compared with that.
    let is_new = |name: &&str| !base.contains_key(name) && compared.moves.come.contains(name);
    let is_gone = |name: &&str| !head.contains_key(name) && compared.moves.gone.contains(name);
    for (name, parts) in by_whole(&compared.moves.merged) {
        let Some(whole) = head.get(name).filter(|_| is_new(&name)) else { continue };
        if let Some(union) = union(parts.iter().filter_map(|part| base.get(part)), whole) {
            facts(compared, (&union, whole), told);
        }
    }
    for (name, parts) in by_whole(&compared.moves.split) {
        let Some(whole) = base.get(name).filter(|_| is_gone(&name)) else { continue };
        if let Some(union) = union(parts.iter().filter_map(|part| head.get(part)), whole) {
            facts(compared, (whole, &union), told);
        }
    }
}

/// The names of the parts, by that of the whole.
fn by_whole<'m>(wholes: &'m BTreeMap<&str, &str>) -> BTreeMap<&'m str, Vec<&'m str>> {
    let mut by_whole: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    wholes.iter().for_each(|(part, whole)| by_whole.entry(whole).or_default().push(part));
    by_whole
}

/// All that the parts have, under the name of the whole.
fn union<'a, 'l>(
    parts: impl Iterator<Item = &'l OperationLines<'a>>,
    whole: &OperationLines<'a>,
) -> Option<OperationLines<'a>>
where
    'a: 'l,
{
    let mut parts = parts.cloned();
    let mut union = parts.next()?;
    union.line = Line { is: whole.line.is, entry: union.line.entry };
    for part in parts {
        add(&mut union.options, part.options);
        add(&mut union.parameters, part.parameters);
        add(&mut union.routes, part.routes);
        for (account, lines) in part.permissions {
            let all = union.permissions.entry(account).or_default();
            for line in lines {
                let says = |other: &Line<'_, Permission>| {
                    (&other.is.alternatives, &other.is.only_for) == (&line.is.alternatives, &line.is.only_for)
                };
                if !all.iter().any(says) {
                    all.push(line);
                }
            }
        }
    }
    Some(union)
}

fn add<'a, T, N: Ord>(lines: &mut Lines<'a, T, N>, more: Lines<'a, T, N>) {
    for (name, line) in more {
        lines.entry(name).or_insert(line);
    }
}

fn facts(compared: &Compared<'_>, lines: (&OperationLines<'_>, &OperationLines<'_>), told: &mut Told) {
    parameters::options(lines, told);
    parameters::compare(lines, told);
    permissions::compare(lines, told);
    routes::compare(compared, lines, told);
}
