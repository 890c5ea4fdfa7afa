//! The same docs give the same bytes, wherever and however the command is run.

use crate::support::{Place, page, xtask};

/// A set with enough pages for several threads.
fn many() -> Place {
    let place = Place::widgets();
    for i in 0..40 {
        place.write(
            &format!("docs/api/gadget{i}-list.md"),
            page(&format!("List gadget{i}s"), &format!("GET /gadget{i}s")),
        );
    }
    place
}

#[test]
fn threads_and_current_folder_change_nothing() {
    let place = many();
    assert_eq!(place.run("regenerate", &["--out", "out", "--threads", "1"]).code, 0);
    let elsewhere = tempfile::tempdir().unwrap();
    let out = place.path("out").display().to_string();
    for threads in ["2", "7"] {
        let ran = place.run_in(elsewhere.path(), "regenerate", &["--out", &out, "--check", "--threads", threads]);
        assert_eq!(ran.code, 0, "{ran:?}");
    }
}

#[test]
fn paths_can_be_relative_to_the_current_folder() {
    let place = many();
    let args = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    std::fs::create_dir(place.path("docs/inside")).unwrap();
    let ran = xtask(&place.path("docs/inside"), &args("regenerate --docs .. --out ../../out"));
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(xtask(&place.path(""), &args("regenerate --docs ./docs/ --out out --check")).code, 0);
}

#[test]
fn inspect_is_the_same_for_any_number_of_threads() {
    let place = many();
    assert_eq!(place.inspect(&["--threads", "1"]), place.inspect(&["--threads", "5"]));
}
