//! Whatever a line can say: if it says otherwise, there is a change.

use super::{both_ways, surface};
use crate::surface::Surface;
use crate::surface::tests::{LINES, text};

/// What may stand in the place of any fact.
const OTHERS: [&str; 24] = [
    "Edm.Int32",
    "Edm.Guid",
    "Collection(x.file)",
    "models::Other",
    "Other",
    ".other",
    ".other()",
    ".other(id: &str)",
    ".by_id(name: &str)",
    "client.other()",
    "api::other::Other",
    "body json x.file",
    "body content",
    "no body",
    "returns json x.item",
    "returns nothing",
    "long-running nothing",
    "base x.other",
    "key other",
    "features mail",
    "Sites.Read",
    "none",
    "?",
    "only for others",
];

/// Facts that may be there or not.
const FLAGS: [&str; 15] = [
    "flags",
    "open",
    "abstract",
    "tagged",
    "deprecated",
    "required",
    "read-only",
    "write-only",
    "relationship",
    "nullable",
    "not nullable",
    "or nothing",
    "delta",
    "long-running json x.file",
    "features files",
];

/// A line without each of its facts, with another in its place, and with one more.
fn variants(line: &str) -> Vec<String> {
    let parts: Vec<&str> = line.split(" | ").collect();
    let mut variants = Vec::new();
    for at in 1..parts.len() {
        let mut without = parts.clone();
        without.remove(at);
        variants.push(without.join(" | "));
        for other in OTHERS {
            let mut with = parts.clone();
            with[at] = other;
            variants.push(with.join(" | "));
        }
    }
    variants.extend(FLAGS.iter().filter(|flag| !parts.contains(flag)).map(|flag| format!("{line} | {flag}")));
    variants
}

/// Every line of the grammar, and the operations that some of them belong to.
fn lines() -> Vec<&'static str> {
    let operations = [
        "operation file.list | .list() | ListOp | no body | returns nothing",
        "operation file.search | .search() | SearchOp | no body | returns nothing",
    ];
    LINES.into_iter().chain(operations).collect()
}

#[test]
fn no_fact_is_ignored() {
    let base = surface(&lines());
    let mut compared = 0;
    for (at, line) in lines().iter().enumerate() {
        for variant in variants(line) {
            let mut lines = lines();
            lines[at] = &variant;
            let Ok(head) = Surface::parse(&text(&lines)) else { continue };
            if head.to_text() == base.to_text() {
                continue;
            }
            let diff = both_ways(&base, &head);
            assert!(!diff.changes.is_empty(), "{line}\n{variant}");
            compared += 1;
        }
    }
    assert!(compared > 150, "only {compared} lines could be read");
}

#[test]
fn no_line_is_ignored() {
    let base = surface(&lines());
    for line in lines() {
        let left: Vec<&str> = lines().into_iter().filter(|other| *other != line).collect();
        let diff = both_ways(&base, &surface(&left));
        assert!(!diff.changes.is_empty(), "{line}");
        let key = base.entries().iter().map(|entry| &entry.thing).find(|thing| thing.to_string() == line);
        let key = key.expect("the line").key();
        assert!(diff.changes.iter().any(|change| change.key == key), "{line}\n{:#?}", super::told(&diff));
    }
}
