//! Where the docs say what a client is made of: the row or paragraph, not the title of its page.

use docwright::config::Config;
use docwright::model::{QueryOption, Span};
use docwright::source::Sources;
use docwright::{Analysis, analyse};

fn analysis(pages: &[(&str, &str)]) -> Analysis {
    let pages = pages.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    analyse(&Sources::new(pages, Vec::new()), &Config::default())
}

fn place(docs: &Analysis, span: Span) -> (&str, u32) {
    (docs.resolved.file(span.file), span.line)
}

#[test]
fn members_of_an_enumeration_stand_in_their_rows() {
    let docs = analysis(&[
        (
            "resources/book.md",
            "# book resource type\n\nNamespace: library\n\n## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n\
             |mood|mood|How it feels. Possible values are: `merry`, `cross`.|\n",
        ),
        (
            "resources/mood.md",
            "# mood enum type\n\nNamespace: library\n\n## Members\n|Member|Description|\n|:---|:---|\n|merry|.|\n|sad|.|\n",
        ),
        ("resources/moods.md", "# Moods\n\nNamespace: library\n\n### mood values\n|Value|\n|:---|\n|sad|\n|grim|\n"),
    ]);
    let api = docs.resolved.api();
    let mood = api.enums.iter().find(|e| e.name.wire == "library.mood").expect("the enumeration");
    let places: Vec<_> = mood.members.iter().map(|m| (m.name.wire.as_str(), place(&docs, m.span))).collect();
    let expected = [
        ("merry", ("resources/mood.md", 8)),
        ("sad", ("resources/mood.md", 9)),
        ("grim", ("resources/moods.md", 9)),
        ("cross", ("resources/book.md", 8)),
    ];
    assert_eq!(places, expected);
}

#[test]
fn options_stand_where_they_are_named() {
    let docs = analysis(&[(
        "api/book-list.md",
        "# List books\n\n## HTTP request\n```http\nGET /books?$count={count}\n```\n\n## Optional query parameters\n\
         This method supports `$select`.\n\n|Name|Description|\n|:---|:---|\n|$filter|Fewer.|\n|$select|Less.|\n\n\
         ## Example\n<!-- { \"blockType\": \"request\", \"name\": \"list\" } -->\n```http\n\
         GET https://library.example.com/v1.0/books?$top=2\n```\n",
    )]);
    let api = docs.resolved.api();
    let list = api.operations.iter().next().expect("an operation");
    let lines: Vec<_> = list.options().into_iter().map(|o| (o, list.place_of(o).expect("a place").line)).collect();
    let expected =
        [(QueryOption::Select, 9), (QueryOption::Filter, 13), (QueryOption::Top, 19), (QueryOption::Count, 5)];
    assert_eq!(lines, expected);
    assert_eq!(list.place_of(QueryOption::Search), None);
}
