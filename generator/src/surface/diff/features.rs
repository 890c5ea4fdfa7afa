//! Product areas: which there are, and what each of them brings.

use super::Compared;
use super::side::both;
use super::told::{Effect, Told, change};
use super::words::listed;
use crate::surface::{Change, Entry, Kind};
use std::collections::{BTreeMap, BTreeSet};

/// A thing that both sides have, and its features on each.
struct Switched<'a> {
    name: String,
    features: [&'a [String]; 2],
    entries: [&'a Entry; 2],
}

pub(super) fn compare(compared: &Compared<'_>, told: &mut Told) {
    let switched = switched(compared);
    for (name, base, head) in both(&compared.base.areas, &compared.head.areas) {
        let lines = (base.copied(), head.copied());
        match lines {
            (None, _) => told.tell(Kind::FeatureAdded, Effect::More, lines, format!("feature `{name}` is new")),
            (_, None) => {
                let sentence = format!("feature `{name}` is gone{}", left(name, &switched));
                told.tell(Kind::FeatureRemoved, Effect::Code, lines, sentence);
            }
            _ => {}
        }
    }
    contents(compared, &switched, told);
    always(&switched, told);
}

/// Where to find what a feature that is gone brought.
fn left(name: &str, switched: &[Switched<'_>]) -> String {
    let brought = switched.iter().filter(|thing| thing.features[0].iter().any(|feature| feature == name));
    let now: BTreeSet<String> = brought.clone().flat_map(|thing| thing.features[1]).map(|f| quoted(f)).collect();
    let now: Vec<String> = now.into_iter().collect();
    match (brought.count(), now.is_empty()) {
        (0, _) => String::new(),
        (_, true) => "; what it brought is always there".to_owned(),
        (_, false) => format!("; what it brought comes with {}", listed(&now)),
    }
}

fn quoted(feature: &str) -> String {
    format!("`{feature}`")
}

/// Features that bring more or less than before; what only new ones bring and only old ones brought is told with them.
fn contents(compared: &Compared<'_>, switched: &[Switched<'_>], told: &mut Told) {
    let mut more: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut less: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for thing in switched.iter().filter(|thing| thing.features.iter().all(|features| !features.is_empty())) {
        let [base, head] = thing.features.map(|features| features.iter().map(String::as_str).collect::<BTreeSet<_>>());
        head.difference(&base).for_each(|feature| more.entry(feature).or_default().push(&thing.name));
        base.difference(&head).for_each(|feature| less.entry(feature).or_default().push(&thing.name));
    }
    for (feature, base) in &compared.base.areas {
        let Some(head) = compared.head.areas.get(feature) else { continue };
        if let Some(names) = more.get(feature) {
            let sentence = format!("feature `{feature}` brings {}, too", listed(names));
            told.differs(Kind::FeatureWidened, Effect::More, (*base, *head), sentence);
        }
        if let Some(names) = less.get(feature) {
            let sentence = format!("feature `{feature}` no longer brings {}", listed(names));
            told.differs(Kind::FeatureNarrowed, Effect::Code, (*base, *head), sentence);
        }
    }
}

/// What needs no feature any more, and what now does.
fn always(switched: &[Switched<'_>], told: &mut Told) {
    let needed = |thing: &&Switched<'_>| thing.features[0].is_empty() && !thing.features[1].is_empty();
    let not_needed = |thing: &&Switched<'_>| !thing.features[0].is_empty() && thing.features[1].is_empty();
    let needed: Vec<_> = switched.iter().filter(needed).collect();
    let not_needed: Vec<_> = switched.iter().filter(not_needed).collect();
    for (kind, effect, things) in
        [(Kind::FeatureNeeded, Effect::Code, needed), (Kind::FeatureNotNeeded, Effect::More, not_needed)]
    {
        // The same one, whichever side has other names.
        let first = things.iter().min_by_key(|thing| thing.entries.map(|entry| entry.thing.key()).into_iter().min());
        if let Some(first) = first {
            let [key, new_key] = first.entries.map(|entry| entry.thing.key());
            let new_key = Some(new_key).filter(|new| *new != key);
            // No page says why it is so.
            told.add(Change { new_key, ..change(kind, effect, key, needs(kind, &things)) });
        }
    }
}

/// `` `client.mail()` and x.message need the feature `mail` now ``.
fn needs(kind: Kind, things: &[&Switched<'_>]) -> String {
    let mut by_features: BTreeMap<&[String], Vec<String>> = BTreeMap::new();
    for thing in things {
        let features = if kind == Kind::FeatureNeeded { thing.features[1] } else { &[] };
        by_features.entry(features).or_default().push(thing.name.clone());
    }
    let says = by_features.into_iter().map(|(features, names)| {
        let need = if names.len() == 1 { "needs" } else { "need" };
        let features: Vec<String> = features.iter().map(|feature| quoted(feature)).collect();
        let what = match features.as_slice() {
            [] => "no feature any more".to_owned(),
            [one] => format!("the feature {one} now"),
            several => format!("one of the features {} now", several.join(", ")),
        };
        format!("{} {need} {what}", listed(&names))
    });
    says.collect::<Vec<_>>().join("; ")
}

fn switched<'a>(compared: &Compared<'a>) -> Vec<Switched<'a>> {
    let (base, head) = (compared.base, compared.head);
    let mut switched = Vec::new();
    for (name, old) in &base.enums {
        let Some(new) = head.enums.get(name) else { continue };
        let features = [&old.line, &new.line].map(|line| line.is.features.as_slice());
        switched.push(Switched { name: (*name).to_owned(), features, entries: [old.line.entry, new.line.entry] });
    }
    for (name, old) in &base.groups {
        let Some(new) = head.groups.get(name) else { continue };
        let features = [old, new].map(|line| line.is.features.as_slice());
        let name = format!("`client.{}()`", new.is.rust);
        switched.push(Switched { name, features, entries: [old.entry, new.entry] });
    }
    for (name, old) in &base.types {
        let Some(new) = head.types.get(name) else { continue };
        let features = [&old.line, &new.line].map(|line| line.is.features.as_slice());
        switched.push(Switched { name: (*name).to_owned(), features, entries: [old.line.entry, new.line.entry] });
    }
    switched
}
