//! Who may call an operation.

use super::side::{Line, OperationLines, Pair, both};
use super::told::{Effect, Told};
use crate::surface::{Kind, Permission};
use std::collections::BTreeSet;

pub(super) fn compare((base, head): (&OperationLines<'_>, &OperationLines<'_>), told: &mut Told) {
    let of_operation = Operation {
        id: &head.line.is.id,
        documented: [base, head]
            .map(|lines| lines.permissions.values().flatten().any(|line| line.alternatives.is_some())),
    };
    for (account, old, new) in both(&base.permissions, &head.permissions) {
        let [old, new] = [old, new].map(|lines| lines.cloned().unwrap_or_default());
        of_operation.account(account, old, new, told);
    }
}

struct Operation<'c> {
    id: &'c str,
    /// Whether any account's permissions are documented, on either side.
    documented: [bool; 2],
}

type Lines<'a> = Vec<Line<'a, Permission>>;

impl Operation<'_> {
    fn account<'a>(&self, account: &str, mut base: Lines<'a>, mut head: Lines<'a>, told: &mut Told) {
        let all = [base.clone(), head.clone()];
        if all[0].is_empty() || all[1].is_empty() {
            self.only_one_side(account, (&base, &head), told);
            return;
        }
        if self.supported(account, (&base, &head), told) {
            return;
        }
        for (old, new) in paired(&mut base, &mut head) {
            self.facts(account, (old, new), [&all[0], &all[1]], told);
        }
        for line in base {
            let (effect, says) = if suffices(&line, &all[1]) {
                (Effect::Docs, format!("no page says \"{}\" any more", set(&line)))
            } else {
                (Effect::Wire, format!("{} no longer {}{}", names(&line), suffice(&sets(&line)), for_routes(&line)))
            };
            let sentence = format!("{}: {says}", self.what(account));
            told.tell(Kind::PermissionSetRemoved, effect, (Some(line), None), sentence);
        }
        for line in head {
            let (effect, says) = if suffices(&line, &all[0]) {
                (Effect::Docs, format!("a page says \"{}\" now, too", set(&line)))
            } else {
                (Effect::More, format!("{} {}{}, too", names(&line), suffice(&sets(&line)), for_routes(&line)))
            };
            let sentence = format!("{}: {says}", self.what(account));
            told.tell(Kind::PermissionSetAdded, effect, (None, Some(line)), sentence);
        }
    }

    /// Whether the account is supported on one side and said not to be on the other, whatever each page gives.
    fn supported(&self, account: &str, (base, head): (&Lines<'_>, &Lines<'_>), told: &mut Told) -> bool {
        let says_no = |lines: &Lines<'_>| {
            first_supported(lines).is_none() && lines.iter().all(|line| line.alternatives.is_some())
        };
        match (first_supported(base), first_supported(head)) {
            (None, Some(line)) if says_no(base) => {
                let sentence = format!("{account} accounts may call {} now, with {}", self.id, with(head));
                told.differs(Kind::AccountGained, Effect::More, (base[0], line), sentence);
            }
            (Some(line), None) if says_no(head) => {
                let sentence =
                    format!("{account} accounts may no longer call {}: they could with {}", self.id, with(base));
                told.differs(Kind::AccountDropped, Effect::Wire, (line, head[0]), sentence);
            }
            _ => return false,
        }
        true
    }

    /// `application permissions of drive.get`.
    fn what(&self, account: &str) -> String {
        format!("{account} permissions of {}", self.id)
    }

    /// The docs of the one side don't have the account at all: where they have others, it isn't supported.
    fn only_one_side(&self, account: &str, (base, head): (&Lines<'_>, &Lines<'_>), told: &mut Told) {
        let what = self.what(account);
        for line in base {
            let is_dropped = self.documented[1] && is_supported(line);
            let (kind, effect, says) = if is_dropped {
                (Kind::AccountDropped, Effect::Wire, "are no longer listed: they were")
            } else {
                (Kind::PermissionsUndocumented, Effect::Docs, "are no longer documented: they were")
            };
            told.tell(kind, effect, (Some(*line), None), format!("{what} {says} {}", set(line)));
        }
        for line in head {
            let is_gained = self.documented[0] && is_supported(line);
            let (kind, effect, says) = if is_gained {
                (Kind::AccountGained, Effect::More, "are listed now:")
            } else {
                (Kind::PermissionsDocumented, Effect::Docs, "are documented now:")
            };
            told.tell(kind, effect, (None, Some(*line)), format!("{what} {says} {}", set(line)));
        }
    }

    fn facts(&self, account: &str, (base, head): Pair<'_, Permission>, all: [&Lines<'_>; 2], told: &mut Told) {
        let what = self.what(account);
        self.scope(&what, (base, head), told);
        if base.alternatives == head.alternatives {
            return;
        }
        let (kind, effect, sentence) = match (&base.is.alternatives, &head.is.alternatives) {
            (None, Some(_)) => {
                (Kind::PermissionsDocumented, Effect::Docs, format!("{what} are documented now: {}", names(&head)))
            }
            (Some(_), None) => {
                let sentence = format!("{what} are no longer documented: they were {}", names(&base));
                (Kind::PermissionsUndocumented, Effect::Docs, sentence)
            }
            (Some(old), Some(new)) => {
                if self.sufficiency(account, (base, head), all, told) {
                    return;
                }
                // Nothing suffices that didn't: if not the sets, their names have another order.
                let kept = [common(old, new), common(new, old)];
                let [were, are] = if kept[0] == kept[1] {
                    [old, new].map(|sets| joined(sets, ", "))
                } else {
                    kept.map(|sets| joined(&sets, ", "))
                };
                let sentence = format!("{what} were in the order {were} and are in the order {are}");
                (Kind::PermissionsReordered, Effect::Docs, sentence)
            }
            (None, None) => return,
        };
        told.differs(kind, effect, (base, head), sentence);
    }

    /// What suffices and didn't, and the other way round, by any page for the same routes. Whether there is any of it.
    fn sufficiency(&self, account: &str, lines: Pair<'_, Permission>, all: [&Lines<'_>; 2], told: &mut Told) -> bool {
        let (old, new) = (sets(&lines.0), sets(&lines.1));
        let alike = |line: Line<'_, Permission>, all: &Lines<'_>| -> Sets {
            let alike = all.iter().filter(|other| other.only_for == line.only_for);
            sets(&line).into_iter().chain(alike.flat_map(|line| sets(line))).collect()
        };
        let (had, has) = (alike(lines.0, all[0]), alike(lines.1, all[1]));
        let (lost, gained) = (beyond(&old, &has), beyond(&new, &had));
        let (what, routes) = (self.what(account), for_routes(&lines.1));
        let (kind, effect, says) = match (lost.as_slice(), gained.as_slice()) {
            ([], []) => return false,
            (_, []) => {
                let says = format!("{what} narrowed: {} no longer {}{routes}", joined(&lost, ", "), suffice(&lost));
                (Kind::PermissionsNarrowed, Effect::Wire, says)
            }
            ([], _) => {
                let says = format!("{what} widened: {} {}{routes}, too", joined(&gained, ", "), suffice(&gained));
                (Kind::PermissionsWidened, Effect::More, says)
            }
            _ if lost.len() == old.len() && gained.len() == new.len() => {
                let [now, before] = [&gained, &lost].map(|sets| joined(sets, " or "));
                let says = format!("{account} calls of {} need {now} instead of {before}{routes}", self.id);
                (Kind::PermissionsReplaced, Effect::Wire, says)
            }
            _ => {
                let (now, before) = (joined(&gained, ", "), joined(&lost, ", "));
                let says = format!("{what} changed: {now} {}{routes} instead of {before}", suffice(&gained));
                (Kind::PermissionsReplaced, Effect::Wire, says)
            }
        };
        let more = more((&old, &new), (&lost, &gained));
        told.differs(kind, effect, lines, format!("{says}{more}"));
        true
    }

    fn scope(&self, what: &str, (base, head): Pair<'_, Permission>, told: &mut Told) {
        let (kind, effect, sentence) = match (&base.is.only_for, &head.is.only_for) {
            (None, Some(now)) => {
                let sentence = format!("{what} ({}) are only for {now} now", names(&base));
                (Kind::PermissionsScopeNarrowed, Effect::Wire, sentence)
            }
            (Some(before), None) => {
                let sentence = format!("{what} ({}) are no longer only for {before}", names(&head));
                (Kind::PermissionsScopeWidened, Effect::More, sentence)
            }
            (Some(before), Some(now)) if before != now => {
                let sentence = format!("{what} were only for {before} and are only for {now}");
                (Kind::PermissionsScopeChanged, Effect::Docs, sentence)
            }
            _ => return,
        };
        told.differs(kind, effect, (base, head), sentence);
    }
}

/// What suffices, each being permissions that are needed together.
type Sets = Vec<Vec<String>>;

/// Whether two lines may say the same, in other words.
type Rule<'r> = &'r dyn Fn(&Line<'_, Permission>, &Line<'_, Permission>) -> bool;

/// Takes out what belongs together: what is equal; then what is for the same routes; then what stands on the same page; then
/// what has a permission in common; then whatever is left on both sides.
fn paired<'a>(base: &mut Lines<'a>, head: &mut Lines<'a>) -> Vec<Pair<'a, Permission>> {
    let page = |line: &Line<'_, Permission>| line.entry.place.as_ref().map(|place| place.page.clone());
    let rules: [Rule<'_>; 5] = [
        &|a, b| a.alternatives == b.alternatives && a.only_for == b.only_for,
        &|a, b| a.only_for.is_some() && a.only_for == b.only_for,
        &|a, b| page(a).is_some() && page(a) == page(b) && a.only_for == b.only_for,
        &|a, b| overlap(a, b) && a.only_for == b.only_for,
        &|a, b| overlap(a, b),
    ];
    let mut pairs = Vec::new();
    for rule in rules {
        while let Some((old, new)) = first(base, head, rule) {
            pairs.push((base.remove(old), head.remove(new)));
        }
    }
    // One that is left on each side is the same, with other words.
    if let ([old], [new]) = (base.as_slice(), head.as_slice()) {
        pairs.push((*old, *new));
        base.clear();
        head.clear();
    }
    pairs
}

/// The first two that a rule lets be a pair: the same two whichever side is looked at first.
fn first<T>(base: &[T], head: &[T], rule: impl Fn(&T, &T) -> bool) -> Option<(usize, usize)> {
    let all = (0..base.len()).flat_map(|old| (0..head.len()).map(move |new| (old, new)));
    let fits = all.filter(|&(old, new)| rule(&base[old], &head[new]));
    fits.min_by_key(|(old, new)| (old + new, old.abs_diff(*new)))
}

fn overlap(a: &Permission, b: &Permission) -> bool {
    let names = |line: &Permission| line.alternatives.iter().flatten().flatten().cloned().collect::<BTreeSet<String>>();
    !names(a).is_disjoint(&names(b))
}

/// The sets of one list that don't hold any of the other: with them, the other doesn't let anybody in.
fn beyond<'s>(sets: &'s Sets, other: &Sets) -> Vec<&'s Vec<String>> {
    let lets_in = |set: &Vec<String>| other.iter().any(|needed| needed.iter().all(|name| set.contains(name)));
    sets.iter().filter(|set| !lets_in(set)).collect()
}

/// Whether all that a line says suffices by some of the others.
fn suffices(line: &Permission, others: &[Line<'_, Permission>]) -> bool {
    let all: Sets = others.iter().flat_map(|line| line.is.alternatives.iter().flatten().cloned()).collect();
    line.alternatives.as_ref().is_none_or(|sets| beyond(sets, &all).is_empty())
}

/// What the list has of the other one, in its own order.
fn common<'s>(sets: &'s Sets, other: &Sets) -> Vec<&'s Vec<String>> {
    sets.iter().filter(|set| other.contains(set)).collect()
}

/// What else there is to say where something suffices no longer, or now: another least privileged, another order of the rest.
fn more((old, new): (&Sets, &Sets), (lost, gained): (&[&Vec<String>], &[&Vec<String>])) -> String {
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

fn sets(line: &Permission) -> Sets {
    line.alternatives.clone().unwrap_or_default()
}

fn first_supported<'a>(lines: &Lines<'a>) -> Option<Line<'a, Permission>> {
    lines.iter().copied().find(|line| is_supported(line))
}

fn is_supported(line: &Permission) -> bool {
    line.alternatives.as_ref().is_some_and(|sets| !sets.is_empty())
}

fn joined<S: AsRef<[String]>>(sets: &[S], by: &str) -> String {
    sets.iter().map(|set| set.as_ref().join(" + ")).collect::<Vec<_>>().join(by)
}

fn suffice<S>(sets: &[S]) -> &'static str {
    if sets.len() == 1 { "suffices" } else { "suffice" }
}

fn names(line: &Permission) -> String {
    match &line.alternatives {
        None => "unknown".to_owned(),
        Some(sets) if sets.is_empty() => "not supported".to_owned(),
        Some(sets) => joined(sets, " or "),
    }
}

/// `for printer: A or B`.
fn set(line: &Permission) -> String {
    match &line.only_for {
        None => names(line),
        Some(routes) => format!("for {routes}: {}", names(line)),
    }
}

/// `` for printer``, behind what suffices there.
fn for_routes(line: &Permission) -> String {
    line.only_for.as_ref().map(|routes| format!(" for {routes}")).unwrap_or_default()
}

/// `A or B; by another page C for printer`.
fn with(lines: &Lines<'_>) -> String {
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
