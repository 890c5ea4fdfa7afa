//! From pages to Rust: the whole path for two pages.

use crate::sample::options;
use docwright::config::Config;
use docwright::source::Sources;
use std::collections::BTreeMap;

fn crate_of_two_pages() -> BTreeMap<String, String> {
    let page = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
    let pages = vec![
        page("api/note-publish.md", include_str!("pages/note-publish.md")),
        page("resources/note.md", include_str!("pages/note.md")),
    ];
    let sources = Sources::new(pages, vec![]);
    let analysis = docwright::analyse(&sources, &Config::default());
    docwright::generate(&analysis, &options()).expect("emitted source parses").files
}

#[test]
fn an_operation() {
    insta::assert_snapshot!(crate_of_two_pages()["src/api/note.rs"]);
}

#[test]
fn a_type() {
    insta::assert_snapshot!(crate_of_two_pages()["src/models/note.rs"]);
}

#[test]
fn an_example() {
    insta::assert_snapshot!(crate_of_two_pages()["tests/examples/note.rs"]);
}
