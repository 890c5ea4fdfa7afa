use super::super::include::resolve;
use crate::source::{include_candidates, include_targets};

#[test]
fn targets() {
    let rows: &[(&str, &str, &[&str])] = &[
        ("docfx form", "[!INCLUDE [a](../../includes/a.md)]", &["../includes/a.md"]),
        ("API Doctor form", "[INCLUDE [a](/includes/a.md)]", &["includes/a.md"]),
        ("any case", "[!include [a](a.md)]\n[!Include[b](b.md)]", &["api/a.md", "api/b.md"]),
        ("no space before the name", "[!INCLUDE[a](a.md)]", &["api/a.md"]),
        ("empty name", "[!INCLUDE [](a.md)]", &["api/a.md"]),
        ("title text", "[!INCLUDE [a](a.md \"Title\")]", &["api/a.md"]),
        ("query and anchor", "[!INCLUDE [a](a.md?view=x#y)]", &["api/a.md"]),
        ("escaped space", "[!INCLUDE [a](my%20note.md)]", &["api/my note.md"]),
        ("backslashes", "[!INCLUDE [a](..\\includes\\a.md)]", &["includes/a.md"]),
        ("in a table cell", "|a|[!INCLUDE [a](a.md)] Read-only.|", &["api/a.md"]),
        ("in a comment", "<!-- [!INCLUDE [a](a.md)] -->", &[]),
        ("in a comment of several lines", "<!--\n[!INCLUDE [a](a.md)]\n-->\n[!INCLUDE [b](b.md)]", &["api/b.md"]),
        ("after a comment", "<!-- x --> [!INCLUDE [a](a.md)]", &["api/a.md"]),
        ("in an unclosed comment", "<!--\n[!INCLUDE [a](a.md)]", &[]),
        ("in a fence", "```md\n[!INCLUDE [a](a.md)]\n```", &[]),
        ("in a fence with tildes", "~~~\n```\n[!INCLUDE [a](a.md)]\n~~~", &[]),
        ("in a list's fence", "- a\n\n  ```\n  [!INCLUDE [a](a.md)]\n  ```", &[]),
        ("after a quote's fence", "> ```\n> x\n\n[!INCLUDE [a](a.md)]", &["api/a.md"]),
        ("in backticks", "`[!INCLUDE [a](a.md)]`", &[]),
        ("fence in one line", "```[!INCLUDE```\n[!INCLUDE [a](a.md)]", &["api/a.md"]),
        ("a link that begins so", "[include resource data](/graph/webhooks)", &[]),
        ("no file", "[!INCLUDE [a]()]", &[]),
        ("a URL", "[!INCLUDE [a](https://x.test/a.md)]", &[]),
        ("unclosed", "[!INCLUDE [a](a.md", &[]),
    ];
    for (name, text, expected) in rows {
        let found: Vec<String> = include_targets(text, "api/page.md").into_iter().map(|t| t.path).collect();
        assert_eq!(found, *expected, "{name}");
        let candidates = include_candidates(text, "api/page.md");
        assert!(found.iter().all(|path| candidates.contains(path)), "{name}: a file that nobody would read");
    }
}

#[test]
fn ranges_cover_the_directive() {
    let text = "---\na: 1\n---\n| é [!INCLUDE [a](a.md)] |\n";
    let target = &include_targets(text, "page.md")[0];
    assert_eq!(&text[target.range.clone()], "[!INCLUDE [a](a.md)]");
}

#[test]
fn paths() {
    let rows = [
        ("a.md", "page.md", Some("a.md")),
        ("./a.md", "api/page.md", Some("api/a.md")),
        ("../../../a.md", "api/page.md", Some("../../a.md")),
        ("../includes/../b/a.md", "../includes/x/page.md", Some("../includes/b/a.md")),
        ("~/includes/a.md", "api/page.md", Some("includes/a.md")),
        ("/../a.md", "api/page.md", Some("../a.md")),
        ("..", "api/page.md", None),
        ("../..", "api/page.md", None),
        ("#anchor", "api/page.md", None),
        ("//server/a.md", "api/page.md", None),
        ("C:\\a.md", "api/page.md", None),
    ];
    for (target, from, expected) in rows {
        assert_eq!(resolve(target, from).as_deref(), expected, "{target} from {from}");
    }
}
