//! Every direct dependency has its reason in ARCHITECTURE.md, and every reason its dependency.

use std::collections::BTreeSet;

const MANIFEST: &str = include_str!("../Cargo.toml");
const ARCHITECTURE: &str = include_str!("../../../ARCHITECTURE.md");

/// The lines between two others.
fn between<'t>(text: &'t str, first: &str, end: &str) -> impl Iterator<Item = &'t str> {
    let rest = text.split_once(first).unwrap_or_else(|| panic!("no {first:?}")).1;
    rest.split(end).next().unwrap_or_default().lines()
}

#[test]
fn are_explained() {
    let direct: BTreeSet<&str> = between(MANIFEST, "\n[dependencies]\n", "\n[")
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split([' ', '.', '=']).next().filter(|name| !name.is_empty()))
        .collect();
    let explained: BTreeSet<&str> = between(ARCHITECTURE, "\n| direct dependency |", "\n\n")
        .filter_map(|row| row.strip_prefix("| `")?.split('`').next())
        .collect();
    assert!(direct.len() > 15 && direct.contains("serde_json"), "{direct:?}");
    assert_eq!(direct, explained);
}
