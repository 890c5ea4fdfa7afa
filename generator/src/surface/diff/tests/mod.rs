//! Made-up surfaces, compared.

mod facts;
mod permissions;
mod random;
mod renames;
mod rules;

use super::diff;
use crate::surface::tests::text;
use crate::surface::{Class, Diff, Surface};

fn surface(lines: &[&str]) -> Surface {
    Surface::parse(&text(lines)).expect("a surface")
}

/// Compares both ways: whatever is told one way is told the other way, too.
fn both_ways(base: &Surface, head: &Surface) -> Diff {
    let there = diff(base, head);
    let back = diff(head, base);
    let mut ids: Vec<String> = there.changes.iter().map(|change| change.mirror_id()).collect();
    let mut back: Vec<String> = back.changes.iter().map(|change| change.id()).collect();
    ids.sort();
    back.sort();
    assert_eq!(ids, back, "from\n{}to\n{}", base.to_text(), head.to_text());
    let unique: std::collections::BTreeSet<&String> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len(), "an id twice: {ids:?}");
    there
}

/// The changes as lines: `breaking(wire) property-required: sentence`.
fn told(diff: &Diff) -> Vec<String> {
    let line = |change: &crate::surface::Change| {
        let class = match (change.class, change.wire_only) {
            (Class::Breaking, true) => "wire",
            (Class::Breaking, false) => "breaking",
            (Class::Additive, _) => "additive",
            (Class::DocsOnly, _) => "docs",
        };
        let permissions = if change.permissions { "permissions " } else { "" };
        format!("{permissions}{class} {}: {}", change.kind, change.sentence)
    };
    diff.changes.iter().map(line).collect()
}

/// One operation with more lines.
fn operation(facts: &str, parts: &[&str]) -> Surface {
    let head = format!("operation file.get | {facts}");
    let lines: Vec<String> = parts.iter().map(|part| format!("operation file.get {part}")).collect();
    let others = ["group file | client.file() | api::file::File", "type x.file | models::File", "type x.a | models::A"];
    surface(&others.into_iter().chain([head.as_str()]).chain(lines.iter().map(String::as_str)).collect::<Vec<_>>())
}

const GET: &str = ".get() | GetOp | no body | returns nothing";

/// The same with its lines of parts only, those of a body among them.
fn parts(parts: &[&str]) -> Surface {
    operation(".get() | GetOp | body parameters Get | returns nothing", parts)
}

/// Everything that is told, from the first to the second.
#[track_caller]
fn tells(base: &Surface, head: &Surface, expected: &[&str]) {
    assert_eq!(told(&both_ways(base, head)), expected);
}
