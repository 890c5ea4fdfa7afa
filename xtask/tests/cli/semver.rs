//! `semver`: the edits of `tests/semver`, and what `diff` says of each. cargo-semver-checks itself is run by hand.

use crate::support::xtask;
use std::path::Path;

#[test]
fn every_kind_of_edit_is_told_as_expected() {
    let ran = xtask(Path::new(env!("CARGO_MANIFEST_DIR")), &["semver", "--expected-only"].map(str::to_owned));
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    let last = ran.stdout.lines().last().expect("a summary");
    let compared: usize = last.strip_suffix(" compared: they agree").and_then(|n| n.parse().ok()).expect(last);
    assert!(compared > 30, "{last}");
}
