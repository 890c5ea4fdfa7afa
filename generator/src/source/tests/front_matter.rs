use super::{document, sources};
use crate::source::SourceOptions;

#[test]
fn values() {
    let rows: &[(&str, &str, &str, Option<&str>)] = &[
        ("plain", "---\ntitle: List messages\n---\n", "title", Some("List messages")),
        ("double quotes", "---\ntitle: \"driveItem: \\\"checkin\\\"\"\n---\n", "title", Some("driveItem: \"checkin\"")),
        ("single quotes", "---\ntitle: 'user''s mail'\n---\n", "title", Some("user's mail")),
        ("key with a dot", "---\nms.prod: \"sharepoint\"\n---\n", "ms.prod", Some("sharepoint")),
        ("key in another case", "---\nTitle: a\n---\n", "title", Some("a")),
        ("comment", "---\n# nothing\ntitle: a # b\n---\n", "title", Some("a")),
        ("colon in a value", "---\ntitle: a: b\n---\n", "title", Some("a: b")),
        ("dashed list", "---\nms.tags:\n  - a\n  - \"b\"\n---\n", "ms.tags", Some("a, b")),
        ("list at the margin", "---\nms.tags:\n- a\n- b\n---\n", "ms.tags", Some("a, b")),
        ("folded value", "---\ndescription: >\n  one\n  two\n---\n", "description", Some("one two")),
        ("quote over two lines", "---\ntitle: \"one\ntwo\"\n---\n", "title", Some("one two")),
        ("of two the first", "---\na: 1\na: 2\n---\n", "a", Some("1")),
        ("empty", "---\na:\n---\n", "a", Some("")),
        ("absent", "---\na: 1\n---\n", "b", None),
        ("byte order mark and CRLF", "\u{feff}---\r\ntitle: a\r\n---\r\n", "title", Some("a")),
        ("empty line first", "\n---\ntitle: a\n---\n", "title", Some("a")),
        ("ended by dots", "---\ntitle: a\n...\n", "title", Some("a")),
        ("no front matter", "# A\n\ntitle: a\n", "title", None),
    ];
    for (name, page, key, expected) in rows {
        let sources = sources(&[("api/page.md", page)], &[]);
        let (document, said) = document(&sources, &SourceOptions::default());
        assert_eq!(document.front_matter(key).as_deref(), *expected, "{name}");
        assert_eq!(said, [""; 0], "{name}");
    }
}

#[test]
fn what_is_left_and_what_is_said() {
    let rows: &[(&str, &str, &str, &[&str])] = &[
        ("taken off", "---\na: 1\n---\n# A\n", "# A\n", &[]),
        ("broken line", "---\na: 1\nno key here\n---\n# A\n", "# A\n", &["front-matter 3:1"]),
        ("never closed", "---\na: 1\n\n# A\n", "---\na: 1\n\n# A\n", &["front-matter 1:1"]),
        ("a rule, no front matter", "---\n\ntext\n", "---\n\ntext\n", &[]),
        ("nothing else", "---\na: 1\n---", "", &[]),
        ("nothing at all", "", "", &[]),
    ];
    for (name, page, text, expected) in rows {
        let sources = sources(&[("api/page.md", page)], &[]);
        let (document, said) = document(&sources, &SourceOptions::default());
        assert_eq!(document.text(), *text, "{name}");
        assert_eq!(said, *expected, "{name}");
    }
}
