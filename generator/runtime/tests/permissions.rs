//! The smallest set of permissions: one row per question, then every small problem against trying all sets.

use docwright_runtime::permissions::{self, Covering, GapReason};
use docwright_runtime::{Account, OperationSpec, Permissions};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// An operation with these lines of permissions. Specs are static in generated crates.
fn operation(id: &str, lines: &[&str]) -> &'static OperationSpec {
    Box::leak(Box::new(OperationSpec::new(leaked(&format!("{id}\napi/{id}.md:9\n{}", lines.join("\n"))))))
}

fn leaked(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

/// One operation per list of alternatives.
fn covering(alternatives: &[&str]) -> Covering {
    let lines = alternatives.iter().enumerate().map(|(i, names)| (format!("op{i}"), format!("work | {names}")));
    let operations: Vec<_> = lines.map(|(id, line)| operation(&id, &[&line])).collect();
    permissions::covering(operations, Account::DelegatedWork)
}

#[test]
fn the_rule() {
    for (alternatives, wanted) in [
        (&[][..], &[][..]),
        (&["A, B, C"], &["A"]),
        (&["A, B", "A, C"], &["A"]),
        // What is needed anyway covers what it can.
        (&["A, B", "B"], &["B"]),
        (&["A, C", "B, C", "C"], &["C"]),
        // A broad permission saves no narrow ones.
        (&["A, Z", "B, Z", "C, Z"], &["A", "B", "C"]),
        // Each is the other's higher one: either suffices, the first in the alphabet is taken.
        (&["A, B", "B, A"], &["A"]),
        (&["B, A", "A, B"], &["A"]),
        // Fewest names, though three cases out of four would have less.
        (&["A, Z", "B, Z", "C, Z", "Z, A"], &["Z"]),
        // Needed together.
        (&["A + B, C"], &["A", "B"]),
        (&["A + B, C", "C"], &["C"]),
        (&["A + B, C", "B, A", "A"], &["A", "B"]),
        (&["A + B, A + C", "C, D"], &["A", "C"]),
        (&["A + B, A"], &["A"]),
        // A circle of choices: two cover all three.
        (&["A, B", "B, C", "C, A"], &["A", "B"]),
        // Less privileged alternatives before the alphabet.
        (&["B, A", "B, A", "A, B"], &["B"]),
    ] {
        let answer = covering(alternatives);
        assert_eq!(answer.permissions(), wanted, "{alternatives:?}");
        assert!(answer.is_smallest() && answer.gaps().is_empty());
        assert_eq!(answer.covered().len(), alternatives.len());
        assert_eq!(answer.complete().expect("no gap"), wanted);
    }
}

#[test]
fn the_answer_says_what_covers_what() {
    let answer = covering(&["A, B", "C + D", "B", "X, D + B"]);
    let rows: Vec<_> =
        answer.covered().iter().map(|c| (c.operation.id(), c.permissions.join(" + "), c.least_privileged)).collect();
    let wanted = [("op0", "B", false), ("op1", "C + D", true), ("op2", "B", true), ("op3", "D + B", false)];
    assert_eq!(rows, wanted.map(|(id, names, least)| (id, names.to_owned(), least)));
}

#[test]
fn what_is_not_covered_is_told_with_its_page() {
    let one = operation("one", &["work | A", "application |"]);
    let two = operation("two", &["work | ?", "personal | P"]);
    let three = operation("three", &["work | B | api/other.md | For users", "work | | api/third.md | For groups"]);
    let answer = permissions::covering([one, two, three, one], Account::DelegatedWork);
    assert_eq!(answer.permissions(), ["A", "B"]);
    let covered: Vec<_> = answer.covered().iter().map(|c| (c.operation.id(), c.page, c.filter)).collect();
    assert_eq!(covered, [("one", "api/one.md", None), ("three", "api/other.md", Some("For users"))]);
    let gaps: Vec<_> = answer.gaps().iter().map(|g| (g.operation.id(), g.page, g.filter, g.reason)).collect();
    assert_eq!(
        gaps,
        [
            ("two", "api/two.md", None, GapReason::Undocumented),
            ("three", "api/third.md", Some("For groups"), GapReason::Unsupported),
        ]
    );
    let incomplete = answer.complete().expect_err("gaps");
    assert_eq!(incomplete.gaps().len(), 2);
    assert_eq!(
        incomplete.to_string(),
        "not covered for work or school accounts: two (api/two.md doesn't tell), \
         three, For groups (not supported, api/third.md)"
    );
    let reasons = |account| {
        permissions::covering([one, two], account).gaps().iter().map(|g| (g.page, g.reason)).collect::<Vec<_>>()
    };
    let (one, two) = ("api/one.md", "api/two.md");
    let app = [(one, GapReason::Unsupported), (two, GapReason::Undocumented)];
    assert_eq!(reasons(Account::Application), app);
    assert_eq!(reasons(Account::DelegatedPersonal), [(one, GapReason::Undocumented)]);
}

#[test]
fn cases_can_be_left_out() {
    let get = operation("get", &["work | A | | mail", "work | B | | event", "work | C | api/intune-get.md"]);
    let all = permissions::covering([get], Account::DelegatedWork);
    assert_eq!(all.permissions(), ["A", "B", "C"]);
    let mail = |_: &OperationSpec, case: &Permissions| case.filter == Some("mail");
    let answer = permissions::covering_where([get], Account::DelegatedWork, mail);
    assert_eq!((answer.permissions(), answer.covered().len(), answer.gaps().len()), (&["A"][..], 1, 0));
}

/// More choices than can be tried: still an answer, and it says that there may be a smaller one.
#[test]
fn a_problem_of_any_size_has_an_answer() {
    // Each of 160 names is the least privileged of one case, and an alternative of its neighbours'.
    let names = |i: usize| [i, i * 7 + 1, i * 13 + 5, i * 31 + 11].map(|n| format!("N{:03}", n % 160)).join(", ");
    let lines: Vec<String> = (0..160).map(names).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let answer = covering(&lines);
    assert!(!answer.is_smallest());
    assert_eq!((answer.covered().len(), answer.gaps().len()), (160, 0));
    assert!(answer.permissions().len() < 80, "{}", answer.permissions().len());
    assert_eq!(answer.permissions(), covering(&lines).permissions());
}

type Sets = Vec<Vec<BTreeSet<usize>>>;

/// Up to six cases, each with up to three alternatives of one or two out of seven names.
fn problem() -> impl Strategy<Value = Sets> {
    let set = prop::collection::btree_set(0..7_usize, 1..=2);
    prop::collection::vec(prop::collection::vec(set, 1..=3), 0..=6)
}

/// The rule's first two parts, by trying all sets.
fn fewest(cases: &Sets) -> usize {
    let allowed: BTreeSet<usize> = cases.iter().filter_map(|case| case.first()).flatten().copied().collect();
    let sets = (0..1_u32 << 7).filter(|set| (0..7).all(|name| set >> name & 1 == 0 || allowed.contains(&name)));
    let covers = |set: u32| {
        let has = |names: &BTreeSet<usize>| names.iter().all(|name| set >> name & 1 == 1);
        cases.iter().all(|case| case.iter().any(has))
    };
    sets.filter(|set| covers(*set)).map(|set| set.count_ones() as usize).min().expect("all least privileged ones")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_smaller_set_covers(cases in problem()) {
        let text = |set: &BTreeSet<usize>| set.iter().map(|n| format!("P{n}")).collect::<Vec<_>>().join(" + ");
        let lines: Vec<String> = cases.iter().map(|case| case.iter().map(text).collect::<Vec<_>>().join(", ")).collect();
        let mut lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let answer = covering(&lines);
        prop_assert!(answer.is_smallest());
        prop_assert_eq!(answer.permissions().len(), fewest(&cases));
        prop_assert_eq!(answer.covered().len(), cases.len());
        for case in answer.covered() {
            prop_assert!(case.permissions.iter().all(|name| answer.permissions().contains(name)));
        }
        // The order of the operations doesn't count.
        lines.reverse();
        let reversed = covering(&lines);
        prop_assert_eq!(reversed.permissions(), answer.permissions());
    }
}
