//! Areas are cargo features: whichever are on, the crate compiles.

use crate::support::{GET_WIDGET, Place, WIDGET};
use std::path::Path;
use std::process::Command;

/// A page in an area, written like `page`, about `thing` instead of widgets.
fn about(page: &str, thing: &str, area: &str) -> String {
    page.replacen("doc_type", &format!("ms.prod: \"{area}\"\ndoc_type"), 1).replace("widget", thing)
}

/// [`WIDGET`] with a property of another type.
fn with(thing: &str, area: &str, other: &str) -> String {
    let row = "|label|String|What it is called.|";
    about(WIDGET, thing, area).replace(row, &format!("{row}\n|other|[{other}]({other}.md)|Another.|"))
}

/// A page that documents no operation and shows a body: of a type of one area.
const ABOUT: &str = r#"# About

<!-- { "blockType": "request", "name": "about" } -->
```http
GET https://api.example.com/v1.0/about
```

<!-- { "blockType": "response", "@odata.type": "sample.order" } -->
```http
HTTP/1.1 200 OK
Content-Type: application/json

{ "id": "o1" }
```
"#;

/// Two areas that share a type, a type that no operation reaches, and pages without an area.
fn shop() -> Place {
    let place = Place::widgets();
    for (thing, area) in [("book", "Shop"), ("order", "shop"), ("person", "people")] {
        place.write(&format!("docs/api/{thing}-get.md"), about(GET_WIDGET, thing, area));
    }
    place.write("docs/resources/book.md", with("book", "shop", "person"));
    place.write("docs/resources/order.md", with("order", "people", "widget"));
    place.write("docs/resources/person.md", about(WIDGET, "person", "people"));
    place.write("docs/resources/review.md", with("review", "reviews", "book"));
    place.write("docs/about.md", ABOUT);
    place
}

/// Whether cargo has nothing to say about the crate. It takes what the workspace has built already.
fn is_fine(krate: &Path, args: &[&str]) -> bool {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is in the workspace");
    let target = krate.ancestors().nth(2).expect("target/tmp/crate");
    std::fs::copy(workspace.join("Cargo.lock"), krate.join("Cargo.lock")).expect("the lock file");
    let output = Command::new(env!("CARGO"))
        .args(args)
        .args(["--offline", "--quiet", "--target-dir"])
        .arg(target)
        .env("CARGO_INCREMENTAL", "0")
        .current_dir(krate)
        .output()
        .expect("cargo starts");
    eprintln!("{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.status.success() && output.stderr.is_empty()
}

#[test]
fn each_feature_alone_compiles_and_so_do_none_and_all() {
    let place = shop();
    // Always the same folder: cargo builds again only what has changed.
    let krate = Path::new(env!("CARGO_TARGET_TMPDIR")).join("features");
    assert_eq!(place.run("regenerate", &["--out", &krate.display().to_string()]).code, 0);
    let manifest = std::fs::read_to_string(krate.join("Cargo.toml")).expect("the manifest");
    assert!(manifest.contains("default = [\"people\", \"reviews\", \"shop\"]"), "{manifest}");
    for features in ["", "people", "reviews", "shop", "people,shop", "default"] {
        let args = ["check", "--all-targets", "--no-default-features", "--features", features];
        assert!(is_fine(&krate, &args), "{features}");
    }
}

#[test]
fn a_part_of_the_api_has_the_features_of_what_is_left() {
    let place = shop();
    assert_eq!(place.run("regenerate", &["--out", "out", "--only", "order.*"]).code, 0);
    let manifest = place.read("out/Cargo.toml");
    assert!(manifest.contains("default = [\"shop\"]"), "{manifest}");
}
