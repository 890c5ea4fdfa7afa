//! Which of the names that are gone and of those that have come are one thing, spelled anew.

use std::collections::BTreeMap;

/// Small letters and digits only: case, `-` and `_` tell no name from another here.
pub(super) fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether two names are alike enough for one to be the other, respelled: one letter of eight or two neighbours that have changed places, and no digit. It is a
/// typo that was mended, not another word: `min` and `max`, `added` and `removed` differ by more.
pub(super) fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (folded(a), folded(b));
    let digits = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>();
    a == b || (digits(&a) == digits(&b) && strsim::normalized_damerau_levenshtein(&a, &b) >= 0.87)
}

/// Whether something that is gone may be something that has come.
pub(super) type Rule<'r, T> = &'r dyn Fn((&str, &T), (&str, &T)) -> bool;

/// Pairs what belongs to nothing else on either side: each with each that it may be, the strictest rule first. What has two
/// candidates by one rule is left alone by the laxer ones, too.
pub(super) fn pairs<'n, T>(
    gone: &BTreeMap<&'n str, T>,
    come: &BTreeMap<&'n str, T>,
    rules: &[Rule<'_, T>],
) -> Vec<(&'n str, &'n str)> {
    let mut pairs: Vec<(&'n str, &'n str)> = Vec::new();
    let mut gone: Vec<(&'n str, &T)> = gone.iter().map(|(name, facts)| (*name, facts)).collect();
    let mut come: Vec<(&'n str, &T)> = come.iter().map(|(name, facts)| (*name, facts)).collect();
    for rule in rules {
        let mut edges: Vec<(&'n str, &'n str)> = Vec::new();
        for old in &gone {
            edges.extend(come.iter().filter(|new| rule(*old, **new)).map(|new| (old.0, new.0)));
        }
        let alone =
            |edge: &&(&str, &str)| edges.iter().filter(|(old, new)| *old == edge.0 || *new == edge.1).count() == 1;
        pairs.extend(edges.iter().filter(alone));
        gone.retain(|(old, _)| !edges.iter().any(|edge| edge.0 == *old));
        come.retain(|(new, _)| !edges.iter().any(|edge| edge.1 == *new));
    }
    pairs
}
