//! Who may call an operation.

use super::permission_sets::{
    Sets, beyond, common, first_supported, for_routes, is_supported, joined, more, names, overlap, set, sets, suffice,
    suffices, with,
};
use super::side::{Line, OperationLines, Pair, both};
use super::told::{Effect, Told};
use super::words::listed;
use crate::surface::{Kind, Permission};

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
        let _equal = paired(&mut base, &mut head, &EQUAL);
        self.scopes(account, (&mut base, &mut head), told);
        for (old, new) in paired(&mut base, &mut head, &ALIKE).into_iter().chain(last(&mut base, &mut head)) {
            self.facts(account, (old, new), [&all[0], &all[1]], told);
        }
        for said in said(base, &all[1]) {
            let (effect, says) = if said.suffices {
                (Effect::Docs, format!("no page says \"{}\" any more", said.set()))
            } else {
                (Effect::Wire, format!("{} no longer {}{}", names(&said.line), said.suffice(), said.for_routes()))
            };
            let sentence = format!("{}: {says}", self.what(account));
            told.tell(Kind::PermissionSetRemoved, effect, (Some(said.line), None), sentence);
        }
        for said in said(head, &all[0]) {
            let (effect, says) = if said.suffices {
                (Effect::Docs, format!("a page says \"{}\" now, too", said.set()))
            } else {
                (Effect::More, format!("{} {}{}, too", names(&said.line), said.suffice(), said.for_routes()))
            };
            let sentence = format!("{}: {says}", self.what(account));
            told.tell(Kind::PermissionSetAdded, effect, (None, Some(said.line)), sentence);
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
                let says = format!("{what} changed: {now} {} now and {before} no longer{routes}", suffice(&gained));
                (Kind::PermissionsReplaced, Effect::Wire, says)
            }
        };
        let more = more((&old, &new), (&lost, &gained));
        told.differs(kind, effect, lines, format!("{says}{more}"));
        true
    }

    /// What was for some routes only and is for all now, and the other way round: one line stands for several.
    fn scopes<'a>(&self, account: &str, (base, head): (&mut Lines<'a>, &mut Lines<'a>), told: &mut Told) {
        let what = self.what(account);
        for (some, all) in for_all(base, head) {
            let sentence = format!("{what} ({}) are no longer only for {}", names(&all), routes(&some));
            told.differs(Kind::PermissionsScopeWidened, Effect::More, (some[0], all), sentence);
        }
        for (some, all) in for_all(head, base) {
            let sentence = format!("{what} ({}) are only for {} now", names(&all), routes(&some));
            told.differs(Kind::PermissionsScopeNarrowed, Effect::Wire, (all, some[0]), sentence);
        }
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

/// What one side says of some routes and the other of none.
struct Said<'a> {
    /// The first of the lines that say it.
    line: Line<'a, Permission>,
    /// Whether it suffices by other lines of the other side.
    suffices: bool,
    routes: Vec<&'a str>,
}

/// The lines, those that say the same of several routes as one.
fn said<'a>(lines: Lines<'a>, others: &Lines<'_>) -> Vec<Said<'a>> {
    let mut all: Vec<Said<'a>> = Vec::new();
    for line in lines {
        let suffices = suffices(&line, others);
        let says_the_same = |said: &&mut Said<'_>| {
            said.suffices == suffices
                && said.line.alternatives == line.alternatives
                && said.line.only_for.is_some() == line.only_for.is_some()
        };
        let routes = line.is.only_for.as_deref();
        match all.iter_mut().find(says_the_same) {
            Some(said) => said.routes.extend(routes),
            None => all.push(Said { line, suffices, routes: routes.into_iter().collect() }),
        }
    }
    all
}

impl Said<'_> {
    fn set(&self) -> String {
        match self.routes.as_slice() {
            [] => names(&self.line),
            routes => format!("for {}: {}", listed(routes), names(&self.line)),
        }
    }

    fn for_routes(&self) -> String {
        if self.routes.is_empty() { String::new() } else { format!(" for {}", listed(&self.routes)) }
    }

    fn suffice(&self) -> &'static str {
        suffice(&sets(&self.line))
    }
}

fn routes(lines: &Lines<'_>) -> String {
    listed(&lines.iter().filter_map(|line| line.is.only_for.as_deref()).collect::<Vec<_>>())
}

/// Takes out the lines of one side that are for all routes, and those of the other side that say the same for some.
fn for_all<'a>(scoped: &mut Lines<'a>, plain: &mut Lines<'a>) -> Vec<(Lines<'a>, Line<'a, Permission>)> {
    let mut taken = Vec::new();
    plain.retain(|line| {
        let is_part = |other: &&Line<'_, Permission>| {
            line.only_for.is_none() && other.only_for.is_some() && other.alternatives == line.alternatives
        };
        let (same, others): (Lines<'a>, Lines<'a>) = scoped.iter().partition(is_part);
        let has_parts = !same.is_empty();
        if has_parts {
            *scoped = others;
            taken.push((same, *line));
        }
        !has_parts
    });
    taken
}

/// Whether two lines may say the same, in other words.
type Rule = fn(&Line<'_, Permission>, &Line<'_, Permission>) -> bool;

const EQUAL: [Rule; 1] = [|a, b| a.alternatives == b.alternatives && a.only_for == b.only_for];

/// What is for the same routes; then what stands on the same page; then what has a permission in common.
const ALIKE: [Rule; 4] = [
    |a, b| a.only_for.is_some() && a.only_for == b.only_for,
    |a, b| page(a).is_some() && page(a) == page(b) && a.only_for == b.only_for,
    |a, b| overlap(a, b) && a.only_for == b.only_for,
    |a, b| overlap(a, b) && a.only_for.is_some() == b.only_for.is_some(),
];

fn page<'a>(line: &Line<'a, Permission>) -> Option<&'a str> {
    line.entry.place.as_ref().map(|place| place.page.as_str())
}

/// Takes out what belongs together, by one rule after the other.
fn paired<'a>(base: &mut Lines<'a>, head: &mut Lines<'a>, rules: &[Rule]) -> Vec<Pair<'a, Permission>> {
    let mut pairs = Vec::new();
    for rule in rules {
        while let Some((old, new)) = first(base, head, rule) {
            pairs.push((base.remove(old), head.remove(new)));
        }
    }
    pairs
}

/// One that is left on each side is the same, with other words.
fn last<'a>(base: &mut Lines<'a>, head: &mut Lines<'a>) -> Option<Pair<'a, Permission>> {
    match (base.as_slice(), head.as_slice()) {
        ([_], [_]) => base.pop().zip(head.pop()),
        _ => None,
    }
}

/// The first two that a rule lets be a pair: the same two whichever side is looked at first.
fn first<T>(base: &[T], head: &[T], rule: impl Fn(&T, &T) -> bool) -> Option<(usize, usize)> {
    let all = (0..base.len()).flat_map(|old| (0..head.len()).map(move |new| (old, new)));
    let fits = all.filter(|&(old, new)| rule(&base[old], &head[new]));
    fits.min_by_key(|(old, new)| (old + new, old.abs_diff(*new)))
}
