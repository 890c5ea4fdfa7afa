//! `diff`: what BASE and HEAD may be, and how a run ends.

use crate::support::{Place, Ran, page, xtask};
use serde_json::Value;

/// `diff --format json` from the place's folder, without --docs: what is named is all there is.
fn diff_of_paths(place: &Place, sides: [&str; 2]) -> Ran {
    xtask(&place.path(""), &["diff", sides[0], sides[1], "--format", "json"].map(str::to_owned))
}

/// The keys of what changed, which has to be told on standard output alone.
#[track_caller]
fn keys(ran: &Ran) -> Vec<String> {
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
    let json: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let changes = json["changes"].as_array().expect("changes");
    changes.iter().map(|change| change["key"].as_str().expect("a key").to_owned()).collect()
}

/// Takes the property `label` from the docs.
fn without_label(place: &Place) {
    place.edit("docs/resources/widget.md", "|label|String|What it is called.|\n", "");
    place.edit("docs/resources/widget.md", ", \"label\": \"String\"", "");
}

const LABEL: [&str; 1] = ["type sample.widget property label"];

#[test]
fn nothing_named_is_main_and_the_working_tree() {
    let place = Place::widgets().committed();
    let diff = || place.run("diff", &["--format", "json"]);
    assert!(keys(&diff()).is_empty());
    without_label(&place);
    assert_eq!(keys(&diff()), LABEL);
    // What is committed elsewhere counts no more than what isn't committed.
    place.git(&["checkout", "--quiet", "-b", "topic"]);
    place.regenerate_and_commit();
    assert_eq!(keys(&diff()), LABEL);
    // `origin/main` is there: it comes before `main`.
    place.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
    assert!(keys(&diff()).is_empty());
    place.git(&["update-ref", "-d", "refs/remotes/origin/main"]);
    place.git(&["branch", "--quiet", "--force", "main", "HEAD"]);
    assert!(keys(&diff()).is_empty());
}

#[test]
fn revs() {
    let place = Place::widgets().committed();
    without_label(&place);
    place.regenerate_and_commit();
    place.git(&["tag", "--annotate", "v2", "--message", "a tag"]);
    let diff = |sides: &[&str]| place.run("diff", &[sides, &["--format", "json"]].concat());
    assert_eq!(keys(&diff(&["HEAD~1"])), LABEL);
    assert_eq!(keys(&diff(&["HEAD^", "v2"])), LABEL);
    assert!(keys(&diff(&["main", &place.git(&["rev-parse", "--short", "HEAD"])])).is_empty());
    let json: Value = serde_json::from_str(&diff(&["HEAD~1", "v2"]).stdout).expect("JSON");
    assert_eq!(json["base"]["name"], "HEAD~1");
    assert_eq!(json["base"]["commit"], place.git(&["rev-parse", "HEAD~1"]));
    assert_eq!(json["changes"][0]["base"], serde_json::json!({ "page": "resources/widget.md", "line": 15 }));
}

#[test]
fn a_rev_from_a_folder_below_and_with_a_folder_for_the_crate() {
    let place = Place::widgets().committed();
    without_label(&place);
    let ran = place.run_in(&place.path("docs/api"), "diff", &["main", "--format", "json"]);
    assert_eq!(keys(&ran), LABEL);
    place.git(&["mv", "generated", "client"]);
    place.git(&["commit", "--quiet", "--message", "elsewhere"]);
    let ran = place.run("diff", &["main", "--out", "client", "--format", "json"]);
    assert_eq!(keys(&ran), LABEL);
}

#[test]
fn what_main_has_gained_since_is_not_removed_by_a_topic() {
    let place = Place::widgets().committed();
    place.git(&["branch", "topic"]);
    place.write("docs/api/widget-purge.md", page("Purge widgets", "POST /widgets/purge"));
    place.regenerate_and_commit();
    place.git(&["checkout", "--quiet", "topic"]);
    assert!(!keys(&place.run("diff", &["--format", "json"])).is_empty(), "against main as it is now");
    assert!(keys(&place.run("diff", &["--merge-base", "--format", "json"])).is_empty());
    assert!(keys(&place.run("diff", &["main", "--merge-base", "--format", "json"])).is_empty());
}

#[test]
fn files_and_folders() {
    let place = Place::widgets();
    assert_eq!(place.run("regenerate", &["--out", "crate"]).code, 0);
    place.write("old.txt", place.read("crate/SURFACE.txt"));
    place.write("old.places", place.read("crate/SURFACE.places"));
    std::fs::rename(place.path("docs"), place.path("before")).expect("renamed");
    place.write("docs/resources/widget.md", place.read("before/resources/widget.md"));
    place.write("docs/api/widget-get.md", place.read("before/api/widget-get.md"));
    without_label(&place);
    // A surface, a crate, docs: all tell the same, with the same places.
    let whole = |base: &str| {
        let ran = diff_of_paths(&place, [base, "docs"]);
        assert_eq!(keys(&ran), LABEL, "{base}");
        let json: Value = serde_json::from_str(&ran.stdout).expect("JSON");
        json["changes"].clone()
    };
    assert_eq!(whole("before"), whole("crate/SURFACE.txt"));
    assert_eq!(whole("before"), whole("crate"));
    assert_eq!(whole("before"), whole("old.txt"));
    assert_eq!(whole("before"), whole("./old.txt"));
    let absolute = place.path("old.txt").display().to_string();
    assert_eq!(whole("before"), whole(&absolute));
}

#[test]
fn a_surface_without_its_places_is_told_of() {
    let place = Place::widgets();
    assert_eq!(place.run("regenerate", &["--out", "crate"]).code, 0);
    place.write("alone.txt", place.read("crate/SURFACE.txt"));
    let ran = diff_of_paths(&place, ["alone.txt", "crate"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stderr.contains("no SURFACE.places belongs to `alone.txt`"), "{ran:?}");
    // Places of another surface are none.
    place.write("alone.places", place.read("crate/SURFACE.places").replacen("places of ", "places of 0", 1));
    assert!(diff_of_paths(&place, ["alone.txt", "crate"]).stderr.contains("no SURFACE.places belongs"));
}

#[test]
fn ends_of_lines_do_not_matter() {
    let place = Place::widgets();
    assert_eq!(place.run("regenerate", &["--out", "crate"]).code, 0);
    place.write("crlf.txt", place.read("crate/SURFACE.txt").replace('\n', "\r\n"));
    place.write("crlf.places", place.read("crate/SURFACE.places").replace('\n', "\r\n"));
    assert!(keys(&diff_of_paths(&place, ["crlf.txt", "crate"])).is_empty());
}

#[test]
fn what_is_a_rev_and_a_path_is_the_rev() {
    let place = Place::widgets().committed();
    place.write("main/SURFACE.txt", place.read("generated/SURFACE.txt").replace(" | .label", " | .title"));
    let ran = place.run("diff", &["main", "--format", "json"]);
    assert_eq!(ran.code, 0);
    assert_eq!(ran.stderr, "note: `main` is a rev and a path; the rev is meant, `./main` is the path\n");
    let json: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(json["changes"], serde_json::json!([]));
    let ran = place.run("diff", &["./main", "--format", "json"]);
    assert!(ran.stdout.contains("property label"), "{ran:?}");
}

#[test]
fn exit_codes() {
    let place = Place::widgets().committed();
    let code = |deny: &[&str]| {
        let args: Vec<&str> = deny.iter().flat_map(|what| ["--deny", what]).collect();
        place.run("diff", &args).code
    };
    assert_eq!(code(&["breaking", "permissions", "any"]), 0, "nothing has changed");

    place.edit("docs/resources/widget.md", "What it is called.", "Its name.");
    assert_eq!([code(&[]), code(&["breaking", "permissions"]), code(&["any"])], [0, 0, 1], "another wording");

    place.edit("docs/api/widget-get.md", "|Widget.Read.All|", "|Widget.Read.All, Widget.All|");
    assert_eq!([code(&[]), code(&["breaking"]), code(&["permissions"])], [0, 0, 1], "another permission");

    without_label_however_worded(&place);
    assert_eq!([code(&[]), code(&["breaking"]), code(&["permissions,breaking"])], [0, 1, 1], "a property is gone");
}

fn without_label_however_worded(place: &Place) {
    place.edit("docs/resources/widget.md", "|label|String|Its name.|\n", "");
    place.edit("docs/resources/widget.md", ", \"label\": \"String\"", "");
}
