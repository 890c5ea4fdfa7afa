//! The search: cases with alternatives, each a set of numbered names; the fewest names that cover all cases.
//!
//! What has to be in every answer is taken first, which leaves little: 33 of 1829 cases, if an app is to call all of Microsoft
//! Graph. The rest falls into parts that share no name, and each is searched by branch and bound.

/// Nodes that are searched in one part before the best answer so far has to do: some milliseconds.
const NODES: usize = 20_000;

/// What `cover` finds.
pub(super) struct Cover {
    /// By the names' numbers.
    pub(super) chosen: Vec<bool>,
    /// Nothing was left untried.
    pub(super) smallest: bool,
}

/// An alternative of a case: its place in the docs' order, and its names.
#[derive(Clone)]
struct Alternative {
    rank: usize,
    names: Vec<usize>,
}

type Case = Vec<Alternative>;

/// Covers the cases, each of which has one alternative at least, least privileged first.
pub(super) fn cover(cases: &[Vec<Vec<usize>>]) -> Cover {
    let names = cases.iter().flatten().flatten().max().map_or(0, |last| last + 1);
    let mut allowed = vec![false; names];
    cases.iter().filter_map(|case| case.first()).flatten().for_each(|name| allowed[*name] = true);
    let mut open: Vec<Case> = cases.iter().map(|case| alternatives(case, &allowed)).collect();
    let mut chosen = vec![false; names];
    take_forced(&mut open, &mut chosen);
    let mut smallest = true;
    for part in parts(open) {
        let mut search = Search { cases: &part, chosen: chosen.clone(), added: Vec::new(), best: None, nodes: 0 };
        search.branch();
        smallest &= search.nodes < NODES;
        search.best.into_iter().flat_map(|best| best.names).for_each(|name| chosen[name] = true);
    }
    Cover { chosen, smallest }
}

fn alternatives(case: &[Vec<usize>], allowed: &[bool]) -> Case {
    let ranked = case.iter().enumerate().map(|(rank, names)| Alternative { rank, names: names.clone() });
    ranked.filter(|alternative| alternative.names.iter().all(|name| allowed[*name])).collect()
}

fn is_covered(case: &Case, chosen: &[bool]) -> bool {
    case.iter().any(|alternative| alternative.names.iter().all(|name| chosen[*name]))
}

/// Takes the names that every alternative of an open case has, until there are no more; keeps the cases that are open then,
/// with what is still missing of their alternatives.
fn take_forced(open: &mut Vec<Case>, chosen: &mut [bool]) {
    loop {
        let mut forced = false;
        for case in open.iter().filter(|case| !case.is_empty()) {
            let [first, others @ ..] = &case[..] else { continue };
            for name in &first.names {
                if !chosen[*name] && others.iter().all(|other| other.names.contains(name)) {
                    chosen[*name] = true;
                    forced = true;
                }
            }
        }
        open.retain(|case| !is_covered(case, chosen));
        if !forced {
            break;
        }
    }
    for alternative in open.iter_mut().flatten() {
        alternative.names.retain(|name| !chosen[*name]);
    }
}

/// Cases that share names, directly or through others, in groups.
fn parts(open: Vec<Case>) -> Vec<Vec<Case>> {
    let mut parts: Vec<(Vec<usize>, Vec<Case>)> = Vec::new();
    for case in open {
        let names: Vec<usize> = case.iter().flat_map(|alternative| alternative.names.iter().copied()).collect();
        let shares = |part: &(Vec<usize>, Vec<Case>)| part.0.iter().any(|name| names.contains(name));
        let (shared, others): (Vec<_>, Vec<_>) = parts.into_iter().partition(shares);
        let mut whole = (names, vec![case]);
        for (names, cases) in shared {
            whole.0.extend(names);
            whole.1.extend(cases);
        }
        whole.0.sort_unstable();
        whole.0.dedup();
        parts = others;
        parts.push(whole);
    }
    parts.into_iter().map(|(_, cases)| cases).collect()
}

/// An answer for a part. Fewer names are better, then less privileged alternatives, then earlier names.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Answer {
    size: usize,
    ranks: usize,
    names: Vec<usize>,
}

struct Search<'c> {
    cases: &'c [Case],
    chosen: Vec<bool>,
    added: Vec<usize>,
    best: Option<Answer>,
    nodes: usize,
}

impl Search<'_> {
    fn branch(&mut self) {
        self.nodes += 1;
        let cases = self.cases;
        let chosen = &self.chosen;
        let open = || cases.iter().filter(|case| !is_covered(case, chosen));
        let Some(case) = open().min_by_key(|case| case.len()) else { return self.leaf() };
        if self.best.as_ref().is_some_and(|best| self.added.len() + self.disjoint() > best.size) {
            return;
        }
        // What covers most comes first, so that the first answer is a good one.
        let mut branches: Vec<_> = case.iter().map(|alternative| (self.gain(alternative), alternative)).collect();
        branches.sort_by_key(|(gain, alternative)| (std::cmp::Reverse(*gain), alternative.rank));
        for (_, alternative) in branches {
            if self.nodes >= NODES && self.best.is_some() {
                return;
            }
            let before = self.added.len();
            self.add(alternative);
            self.branch();
            for name in self.added.drain(before..) {
                self.chosen[name] = false;
            }
        }
    }

    fn add(&mut self, alternative: &Alternative) {
        for name in &alternative.names {
            if !std::mem::replace(&mut self.chosen[*name], true) {
                self.added.push(*name);
            }
        }
    }

    /// How many open cases the alternative would cover, less the names that it would add.
    fn gain(&self, alternative: &Alternative) -> isize {
        let mut chosen = self.chosen.clone();
        let added = alternative.names.iter().filter(|name| !std::mem::replace(&mut chosen[**name], true)).count();
        let covered = self.cases.iter().filter(|case| is_covered(case, &chosen)).count();
        covered.cast_signed() - added.cast_signed()
    }

    /// How many names are missing at the very least: open cases that share none of their missing names need one each.
    fn disjoint(&self) -> usize {
        let mut seen = vec![false; self.chosen.len()];
        let mut count = 0;
        for case in self.cases.iter().filter(|case| !is_covered(case, &self.chosen)) {
            let missing = || case.iter().flat_map(|a| &a.names).filter(|name| !self.chosen[**name]);
            if missing().all(|name| !seen[*name]) {
                count += 1;
            }
            missing().for_each(|name| seen[*name] = true);
        }
        count
    }

    fn leaf(&mut self) {
        let rank = |case: &Case| {
            case.iter()
                .find(|a| a.names.iter().all(|name| self.chosen[*name]))
                .map_or(0, |alternative| alternative.rank)
        };
        let ranks = self.cases.iter().map(rank).sum();
        let mut names = self.added.clone();
        names.sort_unstable();
        let answer = Answer { size: names.len(), ranks, names };
        if self.best.as_ref().is_none_or(|best| answer < *best) {
            self.best = Some(answer);
        }
    }
}
