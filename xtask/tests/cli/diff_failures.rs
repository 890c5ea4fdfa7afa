//! `diff`: what can't be compared ends with 2 and a sentence on what to do, and never looks like a removal.

use crate::support::{Place, Ran, xtask};
use std::process::Command;

#[track_caller]
fn cannot_compare(ran: &Ran, says: &[&str]) {
    assert_eq!(ran.code, 2, "{ran:?}");
    assert_eq!(ran.stdout, "", "nothing that a program could take for a diff");
    let last = ran.stderr.lines().last().unwrap_or_default();
    assert!(last.starts_with("error: "), "{ran:?}");
    for part in says {
        assert!(last.contains(part), "{part}: {ran:?}");
    }
}

#[test]
fn a_rev_that_does_not_exist() {
    let place = Place::widgets().committed();
    let ran = place.run("diff", &["v9", "--deny", "breaking"]);
    cannot_compare(&ran, &["there is no rev, file or folder `v9`", "`git fetch`"]);
    let ran = place.run("diff", &["main", "./v9"]);
    cannot_compare(&ran, &["there is no rev, file or folder `./v9`"]);
    // A file of a rev is no rev, and what looks like an option is no option of git's.
    cannot_compare(&place.run("diff", &["main:docs"]), &["`main:docs`"]);
    cannot_compare(&place.run("diff", &["--", "--all"]), &["`--all`"]);
    cannot_compare(&place.run("diff", &[""]), &["there is no rev, file or folder ``"]);
}

#[test]
fn no_main_to_compare_with() {
    let place = Place::widgets().committed();
    place.git(&["branch", "--move", "main", "trunk"]);
    let ran = place.run("diff", &[]);
    cannot_compare(&ran, &["there is neither a rev `origin/main` nor `main`", "name a BASE"]);
    assert_eq!(place.run("diff", &["trunk"]).code, 0);
}

#[test]
fn a_shallow_clone() {
    let origin = Place::widgets().committed();
    origin.git(&["tag", "old"]);
    origin.edit("docs/resources/widget.md", "What it is called.", "Its name.");
    origin.regenerate_and_commit();
    origin.git(&["checkout", "--quiet", "-b", "topic"]);
    let place = Place::nothing();
    let url = format!("file://{}", origin.path("").display());
    place.git(&["clone", "--quiet", "--depth", "1", "--branch", "topic", &url, "."]);
    let ran = place.run("diff", &[]);
    cannot_compare(&ran, &["neither a rev `origin/main` nor `main`", "shallow", "git fetch --depth 1 origin main:"]);
    cannot_compare(&place.run("diff", &["old"]), &["`old`, and this clone is shallow", "`fetch-depth: 0`"]);
    place.git(&["fetch", "--quiet", "--depth", "1", "origin", "main:refs/remotes/origin/main"]);
    assert_eq!(place.run("diff", &[]).code, 0, "what the sentence says helps");
}

#[test]
fn histories_that_have_nothing_in_common() {
    let place = Place::widgets().committed();
    place.git(&["checkout", "--quiet", "--orphan", "other"]);
    place.git(&["commit", "--quiet", "--message", "another beginning"]);
    cannot_compare(&place.run("diff", &["main", "--merge-base"]), &["in common", "--unshallow"]);
    cannot_compare(&place.run("diff", &["./docs", "--merge-base"]), &["--merge-base needs a rev"]);
}

#[test]
fn a_rev_without_a_surface() {
    let place = Place::widgets().committed();
    place.git(&["rm", "--quiet", "--cached", "generated/SURFACE.txt"]);
    place.git(&["commit", "--quiet", "--message", "without"]);
    let ran = place.run("diff", &["main"]);
    cannot_compare(&ran, &["rev `main` holds no `generated/SURFACE.txt`", "cargo xtask regenerate"]);
}

#[test]
fn a_surface_of_another_format() {
    let place = Place::widgets().committed();
    place.edit("generated/SURFACE.txt", "surface format 1", "surface format 2");
    place.git(&["commit", "--quiet", "--all", "--message", "of a later docwright"]);
    let says = ["cannot be compared: it has surface format 2, this docwright reads 1", "cargo xtask regenerate"];
    cannot_compare(&place.run("diff", &["main"]), &[&["`main:generated/SURFACE.txt`"], &says[..]].concat());
    cannot_compare(&place.run("diff", &["generated/SURFACE.txt"]), &says);
}

#[test]
fn what_is_no_surface() {
    let place = Place::widgets().committed();
    let surface = place.read("generated/SURFACE.txt");
    let broken = format!("{surface}<<<<<<< HEAD\n");
    place.write("broken.txt", &broken);
    let line = format!("line {} is not understood", broken.lines().count());
    cannot_compare(&place.run("diff", &["broken.txt"]), &["`broken.txt` cannot be compared", &line]);
    place.write("notes.txt", "some notes\n");
    cannot_compare(&place.run("diff", &["notes.txt"]), &["it is no surface"]);
    place.write("empty.txt", "");
    cannot_compare(&place.run("diff", &["empty.txt"]), &["it is no surface"]);
    place.write("bytes.txt", b"caf\xe9");
    cannot_compare(&place.run("diff", &["bytes.txt"]), &["is not UTF-8"]);
}

#[test]
fn docs_without_pages() {
    let place = Place::widgets().committed();
    place.write("empty/readme.txt", "no page");
    cannot_compare(&place.run("diff", &["./empty"]), &["no page (*.md)"]);
    place.write("prose/readme.md", "# Read me\n\nNo API.\n");
    cannot_compare(&place.run("diff", &["main", "./prose"]), &["nothing is documented in `", "Is it the docs folder?"]);
    std::fs::remove_dir_all(place.path("docs/api")).expect("removed");
    std::fs::remove_dir_all(place.path("docs/resources")).expect("removed");
    cannot_compare(&place.run("diff", &[]), &["no page (*.md)"]);
}

#[test]
fn pages_that_can_no_longer_be_read() {
    let place = Place::widgets().committed();
    let whole = place.read("docs/resources/widget.md");
    place.write("docs/resources/widget.md", [whole.as_bytes(), b"caf\xe9"].concat());
    let says = ["would look removed", "`resources/widget.md`", "`cargo xtask check`"];
    cannot_compare(&place.run("diff", &[]), &says);
    // The other way round it would look like something new.
    cannot_compare(&place.run("diff", &["./docs", "main"]), &says);
    // A comment that swallows the rest of its page, and a route that nobody can read.
    place.write("docs/resources/widget.md", whole.replace(" -->", ""));
    cannot_compare(&place.run("diff", &[]), &says);
    place.write("docs/resources/widget.md", &whole);
    assert_eq!(place.run("diff", &["--deny", "any"]).code, 0);
    place.edit("docs/api/widget-get.md", "\nGET /widgets/{widget-id}", "\n/widgets/{widget-id}");
    cannot_compare(&place.run("diff", &[]), &["`api/widget-get.md`"]);
}

#[test]
fn docs_that_cannot_be_opened() {
    let place = Place::widgets().committed();
    place.write("docs/docwright.toml", "out = 3\n");
    assert_eq!(place.run("diff", &["main"]).code, 2);
}

#[test]
fn no_repository() {
    let place = Place::widgets();
    place.write("docs/docwright.toml", "out = \"../generated\"\n");
    let ran = place.run("diff", &["main"]);
    cannot_compare(&ran, &["is in no git repository", "name SURFACE files or docs folders"]);
    cannot_compare(&place.run("diff", &[]), &["is in no git repository"]);
    assert_eq!(place.run("diff", &["./docs"]).code, 0);
}

#[test]
fn a_crate_outside_of_the_repository() {
    let place = Place::widgets().committed();
    place.write("docs/docwright.toml", "out = \"../../elsewhere\"\n");
    cannot_compare(&place.run("diff", &["main"]), &["is not in the repository"]);
}

#[test]
fn no_git() {
    let place = Place::widgets().committed();
    let without_git = |base: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        let output =
            command.args(["diff", base, "--docs", "docs"]).current_dir(place.path("")).env("PATH", "").output();
        let output = output.expect("the program starts");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Ran { code: output.status.code().unwrap_or(-1), stdout: text(output.stdout), stderr: text(output.stderr) }
    };
    cannot_compare(&without_git("main"), &["git could not be started", "install it"]);
    assert_eq!(without_git("generated/SURFACE.txt").code, 0);
    assert_eq!(without_git("./docs").code, 0);
}

#[test]
fn words_that_the_command_line_does_not_know() {
    let place = Place::widgets();
    for args in [["--deny", "nothing"], ["--format", "xml"]] {
        let all = [&["diff".to_owned()][..], &args.map(str::to_owned)].concat();
        assert_eq!(xtask(&place.path(""), &all).code, 2, "{args:?}");
    }
}
