//! Who may call.

use super::{both_ways, parts, tells, told};

#[test]
fn permissions() {
    let row = |base: &[&str], head: &[&str], expected: &[&str]| {
        let lines = |sets: &[&str]| {
            parts(
                &sets
                    .iter()
                    .map(|set| format!("permission application | {set}"))
                    .collect::<Vec<_>>()
                    .iter()
                    .map(String::as_str)
                    .collect::<Vec<_>>(),
            )
        };
        let expected: Vec<String> = expected.iter().map(|says| format!("permissions {says}")).collect();
        assert_eq!(told(&both_ways(&lines(base), &lines(head))), expected);
    };
    let what = "application permissions of file.get";
    row(&["A"], &["A, B"], &[&format!("additive permissions-widened: {what} widened: B suffices, too")]);
    row(
        &["A, B"],
        &["B"],
        &[&format!(
            "wire permissions-narrowed: {what} narrowed: A no longer suffices; least privileged was A and is B"
        )],
    );
    row(
        &["A + B"],
        &["A"],
        &[&format!(
            "additive permissions-widened: {what} widened: A suffices, too; least privileged was A + B and is A"
        )],
    );
    let order = |were: &str, are: &str| {
        format!("docs permissions-reordered: {what} were in the order {were} and are in the order {are}")
    };
    row(&["A, B"], &["B, A"], &[&order("A, B", "B, A")]);
    row(&["A + B"], &["B + A"], &[&order("A + B", "B + A")]);
    let instead = "wire permissions-replaced: application calls of file.get need C or D instead of A";
    row(&["A"], &["C, D"], &[instead]);
    let some = format!(
        "wire permissions-replaced: {what} changed: C suffices now and A no longer; least privileged was A and is B"
    );
    row(&["A, B"], &["B, C"], &[&some]);
    let others = format!(
        "wire permissions-narrowed: {what} narrowed: C no longer suffices; least privileged was A and is B; the others have another order"
    );
    row(&["A, B, C"], &["B, A"], &[&others]);
    row(&["none"], &["A"], &["additive account-gained: application accounts may call file.get now, with A"]);
    row(
        &["A"],
        &["none"],
        &["wire account-dropped: application accounts may no longer call file.get: they could with A"],
    );
    row(&["?"], &["A"], &[&format!("docs permissions-documented: {what} are documented now: A")]);
    row(&[], &["A"], &[&format!("docs permissions-documented: {what} are documented now: A")]);
    row(&["A"], &["A | only for x"], &[&format!("wire permissions-scope-narrowed: {what} (A) are only for x now")]);
    row(
        &["A | only for x"],
        &["A | only for y"],
        &[&format!("docs permissions-scope-changed: {what} were only for x and are only for y")],
    );
    row(
        &["A | only for x", "A | only for y", "B"],
        &["A", "B, C"],
        &[
            &format!("additive permissions-widened: {what} widened: C suffices, too"),
            &format!("additive permissions-scope-widened: {what} (A) are no longer only for x and y"),
        ],
    );
    row(
        &["A"],
        &["A | only for x", "A | only for y"],
        &[&format!("wire permissions-scope-narrowed: {what} (A) are only for x and y now")],
    );
    // Several pages.
    row(&["A", "B"], &["A", "B, C"], &[&format!("additive permissions-widened: {what} widened: C suffices, too")]);
    row(&["A"], &["A", "B, C"], &[&format!("additive permission-set-added: {what}: B or C suffice, too")]);
    row(&["A, B", "B"], &["A, B"], &[&format!("docs permission-set-removed: {what}: no page says \"B\" any more")]);
    row(
        &["A", "A | only for x"],
        &["A"],
        &[&format!("docs permission-set-removed: {what}: no page says \"for x: A\" any more")],
    );
    row(
        &["A"],
        &["A", "none | only for x", "none | only for y"],
        &[&format!("docs permission-set-added: {what}: a page says \"for x and y: not supported\" now, too")],
    );
    row(
        &["A", "C | only for x", "D | only for y"],
        &["A"],
        &[&format!("wire permission-set-removed: {what}: C no longer suffices for x; D no longer suffices for y")],
    );
    row(
        &["A | only for x", "C | only for y"],
        &["B | only for x", "C | only for y"],
        &["wire permissions-replaced: application calls of file.get need B instead of A for x"],
    );
    row(
        &["none"],
        &["A, B", "C | only for x"],
        &["additive account-gained: application accounts may call file.get now, with A or B; C for x"],
    );
}

#[test]
fn an_account_that_is_no_longer_listed_among_others_is_dropped() {
    let (work, both) =
        (["permission delegated-work | A"], ["permission delegated-work | A", "permission application | A"]);
    let dropped =
        "permissions wire account-dropped: application permissions of file.get are no longer listed: they were A";
    tells(&parts(&both), &parts(&work), &[dropped]);
}
