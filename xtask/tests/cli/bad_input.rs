//! What people get wrong, and what they are told: each with page, line and column where there is one.

use crate::support::{GET_WIDGET, Place, operations, outcome, page};

/// The page of a set is left out with a reason, the rest is generated, and `check` says no.
#[track_caller]
fn the_rest_is_generated(place: &Place) {
    assert_eq!(operations(&place.inspect(&[])).iter().filter(|id| **id == "widget.get").count(), 1);
    let ran = place.run("regenerate", &["--out", "out"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(place.read("out/src/routes.rs").contains("/widgets/{widget-id}"));
    assert_eq!(place.run("check", &[]).code, 1, "an error-level diagnostic");
    let ran = place.run("regenerate", &["--out", "denied", "--deny", "error"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(!place.path("denied").exists(), "nothing was written");
}

/// The run ends with 2, says so, and writes nothing.
#[track_caller]
fn cannot_run(place: &Place, says: &[&str]) {
    let ran = place.run("regenerate", &["--out", "out"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    for part in says {
        assert!(ran.stderr.contains(part), "{part}: {ran:?}");
    }
    assert!(!place.path("out").exists(), "nothing was written");
    for command in ["inspect", "routes", "check"] {
        assert_eq!(place.run(command, &[]).code, 2, "{command}");
    }
}

#[test]
fn missing_docs_folder() {
    let place = Place::empty();
    std::fs::remove_dir(place.docs()).unwrap();
    cannot_run(&place, &["error: there is no docs folder `", "docs`"]);
}

#[test]
fn docs_folder_that_is_a_file() {
    let place = Place::empty();
    std::fs::remove_dir(place.docs()).unwrap();
    place.write("docs", "text");
    cannot_run(&place, &["is not a folder"]);
}

#[test]
fn empty_docs_folder() {
    let place = Place::empty();
    place.write("docs/image.png", "no page");
    cannot_run(&place, &["there is no page (*.md) in the docs folder `docs`"]);
}

#[test]
fn page_that_is_not_utf8() {
    let place = Place::widgets();
    place.write("docs/api/widget-list.md", b"# List widgets\n\nCaf\xe9\n");
    assert_eq!(place.diagnostics("not-utf8"), [("api/widget-list.md".to_owned(), 3, 4)]);
    let (outcome, reason) = outcome(&place.inspect(&[]), "api/widget-list.md");
    assert_eq!(outcome, "skipped");
    assert!(reason.is_some_and(|reason| reason.contains("UTF-8")));
    the_rest_is_generated(&place);
}

#[test]
fn include_that_leaves_the_root() {
    let place = Place::widgets();
    place.write("secret.md", "the secret text");
    place.write(
        "docs/set/api/widget-list.md",
        page("List widgets", "GET /widgets") + "\n[!INCLUDE [x](../../../secret.md)]\n",
    );
    place.write("docs/set/api/widget-get.md", GET_WIDGET);
    let set = place.docs().join("set").display().to_string();
    let ran = crate::support::xtask(&place.path(""), &["check".into(), "--docs".into(), set.clone()]);
    assert_eq!(ran.code, 1);
    assert!(ran.stdout.contains("error[include-escape]"), "{ran:?}");
    assert!(ran.stdout.contains("docs/set/api/widget-list.md:21:1"), "{ran:?}");
    let ran = crate::support::xtask(
        &place.path(""),
        &["regenerate".into(), "--docs".into(), set, "--out".into(), "out".into()],
    );
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(place.files("out").iter().all(|(_, text)| !text.contains("the secret text")));
}

#[test]
fn include_root_can_be_moved() {
    let place = Place::widgets();
    place.write("outer/note.md", "The outer note.");
    place.write(
        "docs/api/widget-list.md",
        page("List widgets", "GET /widgets") + "\n[!INCLUDE [x](../../outer/note.md)]\n",
    );
    assert_eq!(place.inspect(&[])["diagnostics"], serde_json::json!([]));
    let docs = place.docs().display().to_string();
    let narrow = place.inspect(&["--include-root", &docs]);
    assert_eq!(narrow["diagnostics"][0]["code"], "include-escape");
    let ran = place.run("inspect", &["--include-root", &place.path("outer").display().to_string()]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.stderr.contains("does not hold the docs folder"), "{ran:?}");
}

#[cfg(unix)]
#[test]
fn include_through_a_link_that_leaves_the_root() {
    let place = Place::widgets();
    place.write("elsewhere/secret.md", "the secret text");
    place.write(
        "docs/api/widget-list.md",
        page("List widgets", "GET /widgets") + "\n[!INCLUDE [x](../link/secret.md)]\n",
    );
    std::os::unix::fs::symlink(place.path("elsewhere"), place.path("docs/link")).unwrap();
    let docs = place.docs().display().to_string();
    assert_eq!(place.inspect(&["--include-root", &docs])["diagnostics"][0]["code"], "include-missing");
}

#[test]
fn include_that_loops() {
    let place = Place::widgets();
    place.write(
        "docs/api/widget-list.md",
        page("List widgets", "GET /widgets") + "\n[!INCLUDE [x](../includes/a.md)]\n",
    );
    place.write("docs/includes/a.md", "One.\n\n[!INCLUDE [x](b.md)]\n");
    place.write("docs/includes/b.md", "[!INCLUDE [x](a.md)]\n");
    let found = place.diagnostics("include-cycle");
    assert!(found.contains(&("includes/b.md".to_owned(), 1, 1)), "{found:?}");
    the_rest_is_generated(&place);
}

#[test]
fn unclosed_fence() {
    let place = Place::widgets();
    let whole = page("List widgets", "GET /widgets");
    place.write("docs/api/widget-list.md", whole.split("\n```\n\n## Response").next().unwrap());
    assert_eq!(place.diagnostics("unclosed-fence"), [("api/widget-list.md".to_owned(), 13, 1)]);
    the_rest_is_generated(&place);
}

#[test]
fn unclosed_comment() {
    let place = Place::widgets();
    place.write(
        "docs/api/widget-list.md",
        page("List widgets", "GET /widgets") + "\n<!-- { \"blockType\": \"request\"\n",
    );
    assert_eq!(place.diagnostics("unclosed-comment"), [("api/widget-list.md".to_owned(), 21, 1)]);
    the_rest_is_generated(&place);
}

#[test]
fn route_without_a_verb() {
    let place = Place::widgets();
    place.write("docs/api/widget-list.md", page("List widgets", "GET /widgets\n/widgets/all"));
    assert_eq!(place.diagnostics("route-without-method"), [("api/widget-list.md".to_owned(), 15, 1)]);
    let inspected = place.inspect(&["--page", "api/widget-list.md"]);
    assert_eq!(inspected["operations"][0]["routes"].as_array().unwrap().len(), 1, "{inspected}");
    the_rest_is_generated(&place);
}

#[test]
fn two_operations_with_one_rust_name() {
    let place = Place::widgets();
    place.write("docs/api/widget-spinup.md", page("widget: spinUp", "POST /widgets/{widget-id}/spinUp"));
    place.write("docs/api/widget-spin-UP.md", page("widget: spin UP", "POST /widgets/{widget-id}/spin_up"));
    let found = place.diagnostics("name-collision");
    assert!(
        found.iter().all(|(page, line, column)| page.starts_with("api/widget-spin") && (*line, *column) == (6, 1)),
        "{found:?}"
    );
    let inspected = place.inspect(&[]);
    let rust: Vec<_> = inspected["operations"].as_array().unwrap().iter().map(|op| op["rust"].to_string()).collect();
    let mut different = rust.clone();
    different.sort();
    different.dedup();
    assert_eq!(rust.len(), different.len(), "{rust:?}");
    the_rest_is_generated(&place);
}

#[test]
fn operation_without_a_name() {
    let place = Place::widgets();
    place.write("docs/api/widget-!!.md", page("widget: !!", "POST /widgets/{widget-id}"));
    place.write("docs/api/!!.md", page("!!", "POST /widgets"));
    let expected = ["api/!!.md", "api/widget-!!.md"].map(|page| (page.to_owned(), 6, 1));
    assert_eq!(place.diagnostics("name-empty"), expected);
    let inspected = place.inspect(&[]);
    for (page, ..) in expected {
        assert_eq!(outcome(&inspected, &page).0, "skipped", "{page}");
    }
    the_rest_is_generated(&place);
}

#[test]
fn configuration_with_an_unknown_key() {
    let place = Place::widgets();
    place.write("docs/docwright.toml", "[package]\nname = 'widgets'\ncolour = 'red'\n");
    cannot_run(&place, &["unknown field `colour`", "docs/docwright.toml:3:1"]);
}

#[test]
fn configuration_that_is_no_toml() {
    let place = Place::widgets();
    place.write("docs/docwright.toml", "package = {\n");
    cannot_run(&place, &["docs/docwright.toml:1:"]);
}

#[test]
fn configuration_that_is_not_utf8() {
    let place = Place::widgets();
    place.write("docs/docwright.toml", b"# one\n# caf\xe9\n");
    cannot_run(&place, &["`docs/docwright.toml` is not UTF-8 in line 2"]);
}

#[test]
fn configuration_of_another_docs_folder() {
    let place = Place::widgets();
    place.write("docs/docwright.toml", "docs = 'api'\n");
    cannot_run(&place, &["names another docs folder, `api`"]);
    place.write("docs/docwright.toml", "docs = '.'\n");
    assert_eq!(place.run("inspect", &[]).code, 0);
}

#[cfg(unix)]
#[test]
fn page_behind_a_link() {
    let place = Place::widgets();
    place.write("elsewhere/widget-list.md", page("List widgets", "GET /widgets"));
    std::os::unix::fs::symlink(place.path("elsewhere/widget-list.md"), place.path("docs/api/widget-list.md")).unwrap();
    let ran = place.run("inspect", &["--format", "json"]);
    assert_eq!(ran.code, 0);
    assert_eq!(ran.stderr, "note: the symbolic link `docs/api/widget-list.md` was not followed\n");
    assert!(!ran.stdout.contains("widget-list"));
}

#[test]
fn fixup_that_no_longer_applies() {
    let place = Place::widgets();
    let fixup =
        "page = 'api/widget-get.md'\nfind = 'GTE /widgets'\nreplace = 'GET /widgets'\nreason = 'typing error'\n";
    place.write("docs/docwright.toml", format!("[[fixup]]\n{fixup}"));
    assert_eq!(place.diagnostics("override-unused"), [("docwright.toml".to_owned(), 1, 1)]);
    the_rest_is_generated(&place);
}

#[test]
fn fixup_that_applies() {
    let place = Place::widgets();
    place.write("docs/api/widget-list.md", page("List widgets", "GTE /widgets"));
    let fixup =
        "page = 'api/widget-list.md'\nfind = 'GTE /widgets'\nreplace = 'GET /widgets'\nreason = 'typing error'\n";
    place.write("docs/docwright.toml", format!("[[fixup]]\n{fixup}"));
    let inspected = place.inspect(&["--page", "api/widget-list.md"]);
    assert_eq!(inspected["operations"][0]["routes"][0]["method"], "GET", "{inspected}");
}

#[test]
fn operation_named_by_hand() {
    let place = Place::widgets();
    place.write("docs/docwright.toml", "[names]\n'widget.get' = 'fetch'\n'widget.gone' = 'never'\n");
    let inspected = place.inspect(&[]);
    assert_eq!(inspected["operations"][0]["rust"], "widget().fetch()", "{inspected}");
    assert_eq!(place.diagnostics("override-unused"), [("docwright.toml".to_owned(), 3, 1)]);
}

#[test]
fn foreign_out_folder() {
    let place = Place::widgets();
    place.write("out/src/lib.rs", "//! Somebody's crate.\n");
    place.write("out/Cargo.toml", "[package]\nname = 'mine'\n");
    let before = place.files("out");
    let ran = place.run("regenerate", &["--out", "out"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.stderr.contains("`out` is not a folder that docwright has written"), "{ran:?}");
    assert_eq!(place.files("out"), before);
    assert_eq!(place.run("regenerate", &["--out", "out", "--check"]).code, 2);
}

#[test]
fn docs_of_others_need_a_place_for_their_crate() {
    let ran = Place::widgets().run("regenerate", &[]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("say with --out"), "{ran:?}");
}
