//! Surfaces of few names with whatever facts.

use super::{both_ways, surface};
use crate::surface::diff;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use std::collections::{BTreeMap, BTreeSet};

/// Lines that may stand together: the facts that a line has differ from surface to surface.
fn lines() -> impl Strategy<Value = Vec<String>> {
    let ty = select(vec!["Edm.String", "Edm.Guid", "Edm.Int32", "x.a", "Collection(x.b)", "x.kind"]);
    let nullable = select(vec!["", " | nullable", " | not nullable"]);
    let flag = |name: &'static str| prop::bool::weighted(0.3).prop_map(move |is| if is { name } else { "" });
    let base = select(vec!["", "", " | base x.a", " | base x.b", " | base x.c"]);
    let features = select(vec!["", " | features files", " | features files, mail"]);
    let types = (select(vec!["x.a", "x.b", "x.c", "x.A"]), base, flag(" | open"), features.clone())
        .prop_map(|(name, base, open, features)| format!("type {name} | models::T{base}{open}{features}"));
    let names = || select(vec!["p", "P", "name", "createdDateTime", "createdDatetime"]);
    let properties = (
        select(vec!["x.a", "x.b", "x.c", "x.A"]),
        names(),
        ty.clone(),
        nullable,
        flag(" | required"),
        flag(" | read-only"),
    )
        .prop_map(|(of, name, ty, nullable, required, read_only)| {
            format!("type {of} property {name} | {ty}{nullable}{required}{read_only} | .{name}")
        });
    let body = select(vec!["no body", "body json x.a", "body parameters P", "body untyped"]);
    let returns = select(vec!["nothing", "json x.b", "page of x.c", "json Edm.String"]);
    let ids = || select(vec!["a.get", "a.list", "b.get", "b.gets"]);
    let operations = (ids(), body, returns, flag(" | or nothing"), flag(" | delta")).prop_map(
        |(id, body, returns, nothing, delta)| {
            format!("operation {id} | .f() | Op | {body} | returns {returns}{nothing}{delta}")
        },
    );
    let routes = (ids(), select(vec!["GET", "POST"]), select(vec!["/a", "/a/{id}", "/a/{key}", "/b"]))
        .prop_map(|(of, method, template)| format!("operation {of} route {method} {template} | .r()"));
    let parameters = (ids(), select(vec!["query", "body"]), names(), ty, flag(" | required")).prop_map(
        |(of, location, name, ty, required)| {
            format!("operation {of} parameter {location} {name} | {ty}{required} | .{name}")
        },
    );
    let sets = subsequence(vec!["A", "B", "A + B", "C"], 0..=3)
        .prop_shuffle()
        .prop_map(|sets| if sets.is_empty() { "none".to_owned() } else { sets.join(", ") });
    let permissions = (ids(), select(vec!["application", "delegated-work"]), sets, flag(" | only for x"))
        .prop_map(|(of, account, sets, only)| format!("operation {of} permission {account} | {sets}{only}"));
    let options = (ids(), select(vec!["$top", "$skip"])).prop_map(|(of, name)| format!("operation {of} option {name}"));
    let enums = (flag(" | flags"), features)
        .prop_map(|(flags, features)| format!("enum x.kind | models::Kind{flags}{features}"));
    let members = select(vec!["a", "b", "not-yet", "notYet"]).prop_map(|name| format!("enum x.kind member {name} | M"));
    let areas = select(vec!["files", "mail"]).prop_map(|name| format!("area {name}"));
    let line = prop_oneof![
        3 => types, 6 => properties, 3 => operations, 4 => routes, 4 => parameters, 4 => permissions, 2 => options,
        1 => enums, 2 => members, 1 => areas
    ];
    prop::collection::vec(line, 0..40).prop_map(as_emitted)
}

/// One line for each key, but for permissions; and nothing that speaks of what isn't there.
fn as_emitted(lines: Vec<String>) -> Vec<String> {
    let thing = |line: &str| surface(&[line]).entries()[0].thing.clone();
    let mut by_key: BTreeMap<String, String> = BTreeMap::new();
    for line in lines {
        let key = thing(&line).key();
        by_key.insert(if key.contains(" permission ") { line.clone() } else { key }, line);
    }
    loop {
        let keys: BTreeSet<String> = by_key.keys().cloned().collect();
        let is_there = |name: &str| ["type", "enum"].iter().any(|kind| keys.contains(&format!("{kind} {name}")));
        let names = |line: &str| -> Vec<String> {
            let words = line.split(|c: char| !c.is_alphanumeric() && c != '.');
            words.filter(|word| word.starts_with("x.")).map(str::to_owned).collect()
        };
        by_key.retain(|_, line| keys.contains(&thing(line).owner()) && names(line).iter().all(|name| is_there(name)));
        if by_key.len() == keys.len() {
            return by_key.into_values().collect();
        }
    }
}

fn of(lines: &[String]) -> crate::surface::Surface {
    surface(&lines.iter().map(String::as_str).collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn nothing_differs_from_itself(lines in lines()) {
        let surface = of(&lines);
        let told = diff(&surface, &surface);
        prop_assert!(told.changes.is_empty(), "{:#?}", super::told(&told));
    }

    /// Whatever is told one way is told the other way, too; no id twice.
    #[test]
    fn the_other_way_round(base in lines(), head in lines()) {
        both_ways(&of(&base), &of(&head));
    }

    #[test]
    fn more_is_never_less(base in lines(), more in lines()) {
        let keys = |lines: &[String]| of(lines).entries().iter().map(|entry| entry.thing.key()).collect::<Vec<_>>();
        let old = keys(&base);
        let more = more.into_iter().filter(|line| !old.contains(&keys(std::slice::from_ref(line))[0]));
        let head: Vec<String> = base.iter().cloned().chain(more).collect();
        let told = both_ways(&of(&base), &of(&head));
        for change in &told.changes {
            prop_assert!(!change.kind.name().ends_with("-removed"), "{}", change.id());
            prop_assert!(!change.kind.name().ends_with("-renamed"), "{}", change.id());
        }
    }
}
