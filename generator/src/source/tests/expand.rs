use super::{document, prepared, sources, visible};
use crate::source::SourceOptions;

fn tags(tags: &[&str]) -> SourceOptions {
    SourceOptions { tags: Some(tags.iter().map(|t| (*t).to_owned()).collect()), ..SourceOptions::default() }
}

#[test]
fn blanked() {
    let rows: &[(&str, &str, &str)] = &[
        ("tab headings", "# [HTTP](#tab/http)\nx\n# [C#](#tab/csharp)\n---\n", "\nx\n\n---"),
        ("tab heading, further down", "#### [HTTP](#tab/http)\nx\n", "\nx"),
        ("a heading that is none of them", "# [HTTP](#http)\n", "# [HTTP](#http)"),
        ("zones", "::: zone pivot=\"a\"\nx\n::: zone-end\n", "\nx"),
        ("other colon lines", ":::row:::\n:::image type=\"content\" source=\"a.png\":::\nx\n", "\n\nx"),
        ("in a quote", "> ::: zone-end\n> x\n", "\n> x"),
        ("letters beyond ASCII", "::: zone pivot=\"é\"\nx\n", "\nx"),
        (
            "not in a fence",
            "```\n# [HTTP](#tab/http)\n[TAGS=A]\n:::\n```\n",
            "```\n# [HTTP](#tab/http)\n[TAGS=A]\n:::\n```",
        ),
        ("not in a comment", "<!--\n::: zone-end\n-->\n", "<!--\n::: zone-end\n-->"),
        ("carriage returns", "# [HTTP](#tab/http)\r\nx\r\n", "\nx"),
    ];
    for (name, page, expected) in rows {
        assert_eq!(prepared(page, &SourceOptions::default()), ((*expected).to_owned(), Vec::new()), "{name}");
    }
}

#[test]
fn translations() {
    let pair = |translation: &str, original: &str| {
        format!(
            "<span data-ttu-id=\"1\">{translation}</span><span class=\"sxs-lookup\"><span data-stu-id=\"1\">{original}</span></span>"
        )
    };
    let rows = [
        ("a heading", format!("# <a name=\"x\"></a>{}\n", pair("Ü", "T")), "# <a name=\"x\"></a>T"),
        ("indented by nothing", format!("{}\n", pair("ein langer Satz", "a")), "a"),
        ("two sentences", format!("{} {} z\n", pair("Eins.", "One."), pair("Zwei.", "Two.")), "One. Two. z"),
        ("cells", format!("|{}| {} |\n", pair("a", "b"), pair("c", "d")), "|b| d |"),
        ("spans inside", format!("{}\n", pair("<span>a</span>", "<span>b</span>")), "<span>b</span>"),
        ("over several lines", format!("{}y\n# {}\n", pair("a\nb", "c\nd"), pair("a", "e")), "c\ndy\n# e"),
        ("a backtick that nobody closes", format!("{} {}\n", pair("a", "`b"), pair("c", "d")), "`b d"),
        ("an include inside", format!("{}\n", pair("a", "b [!INCLUDE [n](page.md)]")), "b"),
        ("a tab", format!("# <a name=\"x\"></a>[{}](#tab/x)\ny\n", pair("a", "b")), "\ny"),
        ("no original", "<span data-ttu-id=\"1\">a</span> b\n".to_owned(), "<span data-ttu-id=\"1\">a</span> b"),
        ("nothing closed", "<span data-ttu-id=\"1\">a\n".to_owned(), "<span data-ttu-id=\"1\">a"),
        ("in a fence", format!("```\n{}\n```\n", "<span data-ttu-id=\"1\">"), "```\n<span data-ttu-id=\"1\">\n```"),
    ];
    for (name, page, expected) in rows {
        assert_eq!(prepared(&page, &SourceOptions::default()).0, expected, "{name}");
    }
}

#[test]
fn tag_blocks() {
    type Row = (&'static str, &'static str, Option<&'static [&'static str]>, &'static str, &'static [&'static str]);
    let rows: &[Row] = &[
        ("no choice keeps all", "[TAGS=A,B]\nx\n[END]\ny\n", None, "\nx\n\ny", &[]),
        ("chosen", "[TAGS=A, B]\nx\n[END]\ny\n", Some(&["b"]), "\nx\n\ny", &[]),
        ("left out", "a\n[TAGS=A]\nx\n[END]\ny\n", Some(&["B"]), "a\n\n\n\ny", &["tags-left-out 2:1"]),
        (
            "nested",
            "[TAGS=A]\n[TAGS=B]\nx\n[END]\ny\n[END]\nz\n",
            Some(&["A"]),
            "\n\n\n\ny\n\nz",
            &["tags-left-out 2:1"],
        ),
        (
            "nested in one left out",
            "[TAGS=A]\n[TAGS=B]\nx\n[END]\ny\n[END]\nz",
            Some(&["B"]),
            "\n\n\n\n\n\nz",
            &["tags-left-out 1:1"],
        ),
        ("unclosed", "a\n[TAGS=A]\nx\n", None, "a\n\nx", &["unclosed-tags 2:1"]),
        ("stray end", "[END]\nx\n", None, "\nx", &[]),
        ("include in one left out", "[TAGS=A]\n[!INCLUDE [a](a.md)]\n[END]\n", Some(&[]), "", &["tags-left-out 1:1"]),
    ];
    for (name, page, chosen, expected, expected_said) in rows {
        let options = chosen.map_or_else(SourceOptions::default, tags);
        let (text, said) = prepared(page, &options);
        assert_eq!(text, *expected, "{name}");
        assert_eq!(said, *expected_said, "{name}");
    }
}

#[test]
fn includes() {
    let note = "---\nauthor: x\n---\n\n> [!NOTE]\n> Mind.\n";
    let includes = [
        ("../includes/note.md", note),
        ("../includes/rows.md", "first\r\nsecond\r\n"),
        ("../includes/outer.md", "above\n[!INCLUDE [n](note.md)]\n"),
        ("../includes/tabs.md", "# [HTTP](#tab/http)\nx\n"),
        ("../includes/empty.md", ""),
    ];
    let rows: &[(&str, &str, &str)] = &[
        ("a line of its own", "a\n\n[!INCLUDE [n](../../includes/note.md)]\n\nb\n", "a\n\n> [!NOTE]\n> Mind.\n\nb"),
        ("set apart from text", "a\n[!INCLUDE [n](../../includes/note.md)]\nb\n", "a\n\n> [!NOTE]\n> Mind.\n\nb"),
        ("in a cell", "|a|x [!INCLUDE [n](../../includes/rows.md)] y|\n", "|a|x first  second y|"),
        ("in a list item", "- [!INCLUDE [n](../../includes/rows.md)]\n- b\n", "- first\n  second\n\n- b"),
        ("in a quote", "> [!INCLUDE [n](../../includes/rows.md)]\n", "> first\n> second"),
        ("nested", "[!INCLUDE [n](../../includes/outer.md)]\n", "above\n\n> [!NOTE]\n> Mind."),
        ("blanked too", "[!INCLUDE [n](../../includes/tabs.md)]\n", "\nx"),
        ("empty", "a [!INCLUDE [n](../../includes/empty.md)]\n", "a"),
        ("the file in another case", "[!INCLUDE [n](../../Includes/Rows.md)]\n", "first\nsecond"),
    ];
    for (name, page, expected) in rows {
        let sources = sources(&[("api/page.md", page)], &includes);
        let (document, said) = document(&sources, &SourceOptions::default());
        assert_eq!(visible(document.text()), *expected, "{name}");
        assert_eq!(said, [""; 0], "{name}");
    }
}

#[test]
fn includes_refused() {
    let includes = [
        ("../includes/loop.md", "[!INCLUDE [a](loop2.md)]"),
        ("../includes/loop2.md", "x [!INCLUDE [a](loop.md)]"),
        ("../../secret.md", "secret"),
    ];
    let rows: &[(&str, &str, &str, &[&str])] = &[
        (
            "missing",
            "a [!INCLUDE [s](../includes/snippets/a.md)] b",
            "a                                           b",
            &["include-missing 1:3"],
        ),
        ("missing twice is said once", "[!INCLUDE [s](a.md)]\n[!INCLUDE [s](./a.md)]\n", "", &["include-missing 1:1"]),
        ("a URL is missing", "[!INCLUDE [s](https://x.test/a.md)]\n", "", &["include-missing 1:1"]),
        ("itself", "x\n\n[!INCLUDE [s](page.md)]\n", "x", &["include-cycle 3:1"]),
        ("a loop", "[!INCLUDE [s](../../includes/loop.md)]\n", "x", &["include-cycle 1:3"]),
        ("beyond the root", "[!INCLUDE [s](../../../secret.md)]\n", "", &["include-escape 1:1"]),
    ];
    for (name, page, expected, expected_said) in rows {
        let sources = sources(&[("api/page.md", page)], &includes);
        let (document, said) = document(&sources, &SourceOptions::default());
        assert_eq!(visible(document.text()), *expected, "{name}");
        assert_eq!(said, *expected_said, "{name}");
    }
}

#[test]
fn an_include_that_doubles_itself_stops() {
    let doubling: Vec<(String, String)> = (0..40)
        .map(|i| {
            let line = format!("[!INCLUDE [a](d{}.md)]", i + 1);
            (format!("api/d{i}.md"), format!("{line}\n{line}\n"))
        })
        .collect();
    let includes: Vec<(&str, &str)> = doubling.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    let sources = sources(&[("api/page.md", "[!INCLUDE [a](d0.md)]")], &includes);
    let (_, said) = document(&sources, &SourceOptions::default());
    assert!(said.iter().any(|s| s.starts_with("include-limit")));
}

#[test]
fn pages_that_are_not_utf8() {
    let sources = crate::source::Sources::new(vec![("api/page.md".to_owned(), b"# A\n\xff".to_vec())], Vec::new());
    let (document, said) = document(&sources, &SourceOptions::default());
    assert_eq!((document.text(), said), ("", vec!["not-utf8 2:1".to_owned()]));
}
