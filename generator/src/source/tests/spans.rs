use super::{document, sources};
use crate::source::{SourceOptions, Sources};

/// The text, file, line and column that a needle of the document really has.
fn place(sources: &Sources, needle: &str) -> (String, String, u32, u32) {
    let (document, _) = document(sources, &SourceOptions::default());
    let at = document.text().find(needle).expect("the needle");
    let span = document.span(at..at + needle.len());
    let file = sources.file(span.file);
    let text = file.text_or_empty()[span.start as usize..span.end as usize].to_owned();
    (text, file.path.clone(), span.line, span.column)
}

#[test]
fn places() {
    let page = "---\na: 1\n---\n# One é two\n\n[!INCLUDE [n](note.md)]\n\n# [HTTP](#tab/http)\nlast\n";
    let note = "---\nb: 1\n---\n\nfirst\nsecond\n";
    let set = sources(&[("api/page.md", page)], &[("api/note.md", note)]);
    let rows = [
        ("One", "api/page.md", 4, 3),
        ("two", "api/page.md", 4, 9),
        ("first", "api/note.md", 5, 1),
        ("second", "api/note.md", 6, 1),
        ("last", "api/page.md", 9, 1),
    ];
    for (needle, file, line, column) in rows {
        assert_eq!(place(&set, needle), (needle.to_owned(), file.to_owned(), line, column));
    }
}

#[test]
fn places_beside_translations() {
    let page =
        "<span data-ttu-id=\"1\">Eins</span><span class=\"sxs-lookup\"><span data-stu-id=\"1\">One</span></span> two\n";
    let set = sources(&[("api/page.md", page)], &[]);
    let column = |needle: &str| u32::try_from(page.find(needle).expect("the needle") + 1).expect("a small number");
    for needle in ["One", "two"] {
        assert_eq!(place(&set, needle), (needle.to_owned(), "api/page.md".to_owned(), 1, column(needle)));
    }
}

#[test]
fn places_in_a_page_without_anything_to_prepare() {
    let set = sources(&[("api/page.md", "\u{feff}# One\r\ntwo\r\n")], &[]);
    assert_eq!(place(&set, "two"), ("two".to_owned(), "api/page.md".to_owned(), 2, 1));
}

#[test]
fn places_behind_many_lines() {
    for (lines, width) in [(1000, 0), (1000, 1), (129, 127), (10, 700)] {
        let page = format!("{}é end", format!("{}\n", "a".repeat(width)).repeat(lines));
        let set = sources(&[("api/page.md", &page)], &[]);
        let line = u32::try_from(lines + 1).expect("a small number");
        assert_eq!(place(&set, "end"), ("end".to_owned(), "api/page.md".to_owned(), line, 3), "{lines} of {width}");
    }
}

#[test]
fn ranges_over_the_edge_of_an_include() {
    let set = sources(&[("api/page.md", "ab [!INCLUDE [n](n.md)] cd")], &[("api/n.md", "xy")]);
    assert_eq!(place(&set, "b xy c").0, "b [!INCLUDE [n](n.md)] c");
    assert_eq!(place(&set, "b x").0, "b ");
    assert_eq!(place(&set, "y c").0, "y");
}

#[test]
fn ranges_out_of_bounds() {
    let set = sources(&[("api/page.md", "# A\n")], &[]);
    let (document, _) = document(&set, &SourceOptions::default());
    assert_eq!(document.span(90..99).line, 2);
}

#[test]
fn files_are_numbered_in_path_order() {
    let set = sources(&[("b.md", ""), ("a.md", ""), ("a.md", "twice")], &[("../z.md", ""), ("../y.md", "")]);
    let paths: Vec<&str> = set.files().map(|(_, f)| f.path.as_str()).collect();
    assert_eq!(paths, ["a.md", "b.md", "../y.md", "../z.md"]);
    assert_eq!(set.pages().len(), 2);
    assert_eq!(set.find("A.MD"), set.find("a.md"));
}

#[test]
fn a_path_that_nobody_spells_so_is_the_first_file_that_differs_in_case() {
    let set = sources(&[("a.md", ""), ("Both.md", ""), ("both.md", ""), ("C.md", "")], &[("A.md", ""), ("Ü.md", "")]);
    let found = |path| set.find(path).map(|id| set.file(id).path.as_str());
    let asked = ["A.MD", "A.md", "BOTH.md", "both.md", "c.md", "C.MD", "ü.md", "d.md"];
    let first =
        [Some("a.md"), Some("A.md"), Some("Both.md"), Some("both.md"), Some("C.md"), Some("C.md"), Some("Ü.md"), None];
    assert_eq!(asked.map(found), first);
}
