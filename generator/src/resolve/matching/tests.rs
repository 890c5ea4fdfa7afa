use super::{ExampleUrl, decode, in_order, is_call, matches, split_args, split_scheme, with_argument};
use crate::model::{ArgValue, Argument, ParamKind, PathParam, PathTemplate, Segment, SegmentKind};

/// `/shelf:/a/b:/pages | key=value`
fn read(url: &str) -> String {
    let ExampleUrl { segments, query } = ExampleUrl::read(url);
    let query: Vec<String> = query.iter().map(|(key, value)| format!("{key}={value}")).collect();
    format!("{} | {}", segments.join(" / "), query.join(" & "))
}

#[test]
fn urls() {
    let rows = [
        ("full", "https://x.test/v1.0/books/7?$top=1", "books / 7 | $top=1"),
        ("of another version", "https://x.test/beta/books", "books | "),
        ("relative", "/books/7", "books / 7 | "),
        ("relative, with a version", "/v1.0/books", "books | "),
        ("without a slash", "books/7?a=b", "books / 7 | a=b"),
        ("without a path", "https://x.test?a=b", " | a=b"),
        ("another URL in the query", "/books?cover=https://y.test/v1.0/7", "books | cover=https://y.test/v1.0/7"),
        ("another URL in the path", "/shares/u!https://y.test", "shares / u!https: / y.test | "),
        ("slashes in an argument", "/books/find(path='/a/b')/x", "books / find(path='/a/b') / x | "),
        ("a question mark in one", "/find(q='a?b')?c=d", "find(q='a?b') | c=d"),
        ("raw blanks", "/a b?$filter=c eq 'd e'", "a b | $filter=c eq 'd e'"),
        ("escapes in the query", "/a?b=c%20d%2Be+f", "a | b=c d+e f"),
        ("placeholders", "https://{host}/v1.0/books/{book-id}?q={text}", "books / book-id | q=text"),
        (
            "a GUID in braces",
            "/books/{66F5a359-4659-4830-9070-00047ec6ac6e}?$filter=id eq 'String%20{66f5a359-4659-4830-9070-00047ec6ac6e} Name'",
            "books / 66F5a359-4659-4830-9070-00047ec6ac6e | $filter=id eq 'String {66f5a359-4659-4830-9070-00047ec6ac6e} Name'",
        ),
        ("braces that are none", "/a?b={\"c\":1}", "a | b={\"c\":1}"),
        ("nothing", "", " | "),
        ("a brace that is never closed", "/a/{b", "a / {b | "),
    ];
    for (name, url, wanted) in rows {
        assert_eq!(read(url), wanted, "{name}");
    }
}

#[test]
fn schemes() {
    assert_eq!(split_scheme("https://x.test/a"), Some(("https", "x.test/a")));
    for url in ["/find?u=https://x.test", "find?u=https://x.test", "://x.test", "a/b://c", "x.test"] {
        assert_eq!(split_scheme(url), None, "{url}");
    }
}

#[test]
fn arguments() {
    let args = |inside| {
        let args = split_args(inside).into_iter();
        args.map(|(name, value)| format!("{}:{value}", name.unwrap_or_default())).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(args("a=1, b='x,y' ,c={d,e}"), "a:1 b:'x,y' c:{d,e}");
    assert_eq!(args("'a=b',5"), ":'a=b' :5");
    assert_eq!(args(" "), "");
}

#[test]
fn one_argument_is_replaced() {
    let rows = [
        ("f(a=n,b=n2)", Some("a"), 0, "f(a=1,b=n2)"),
        ("f(a=n, B = n)", Some("b"), 0, "f(a=n,B=1)"),
        ("f(n,'n')", None, 0, "f(1,'n')"),
        ("f(n", None, 0, "f(1"),
        ("f(a=n)", None, 0, "f(a=n)"),
        ("f", None, 0, "f"),
    ];
    for (call, name, position, wanted) in rows {
        assert_eq!(with_argument(call, name, position, "1"), wanted, "{call}");
    }
}

#[test]
fn arguments_stand_in_order_and_without_blanks() {
    let argument = |name: &str| Argument { name: Some(name.to_owned()), value: ArgValue::Literal("1".to_owned()) };
    let order = [argument("b"), argument("a")];
    let rows = [
        ("f(a='x, y', b = 2)", "f(b=2,a='x, y')"),
        ("f (B=1,A=2)", "f(B=1,A=2)"),
        ("f(1, 2)", "f(1,2)"),
        ("f(b=1,a=2", "f(b=1,a=2"),
        ("f", "f"),
    ];
    for (call, wanted) in rows {
        assert_eq!(in_order(call, &order), wanted, "{call}");
    }
}

#[test]
fn keys_in_parentheses_stand_behind_what_they_are_of() {
    let rows = [
        ("/books('Letters (''old'')')/pages(3)", Some("books / Letters ('old') / pages / 3")),
        ("/Books({book-id})", Some("Books / book-id")),
        ("/books(7)/search('x')", Some("books / 7 / search('x')")),
        ("/books/search('x')", None),
        ("/books/find(title='x')", None),
        ("/books/delta()", None),
        ("/books/7", None),
    ];
    let segment = |kind| Segment { kind, colon: false };
    let literal = |text: &str| segment(SegmentKind::Literal(text.to_owned()));
    let segments = vec![literal("books"), segment(SegmentKind::Param(0)), literal("pages")];
    let template = PathTemplate { segments, params: Vec::new() };
    for (url, wanted) in rows {
        let apart = ExampleUrl::read(url).keys_as_segments(&template).map(|segments| segments.join(" / "));
        assert_eq!(apart.as_deref(), wanted, "{url}");
    }
}

#[test]
fn calls_are_no_ids() {
    for call in ["delta()", "range(address='A1:B2')", "image(640,480)", "users(mail='x')"] {
        assert!(is_call(call), "{call}");
    }
    for id in ["7", "(draft)", "note(2)", "users('x')", "a(b)c", "f(a=1", "Letters (draft, old)"] {
        assert!(!is_call(id), "{id}");
    }
}

#[test]
fn escapes() {
    for (text, wanted) in [("a%20b", "a b"), ("100%", "100%"), ("%zz%4", "%zz%4"), ("%c3%a9", "é"), ("%ff", "\u{fffd}")]
    {
        assert_eq!(decode(text), wanted);
    }
}

/// `shelf:/{book-path}`, and what follows behind another colon.
fn shelf(behind: Option<&str>) -> PathTemplate {
    let literal = |text: &str, colon| Segment { kind: SegmentKind::Literal(text.to_owned()), colon };
    let mut segments = vec![literal("shelf", true), Segment { kind: SegmentKind::Param(0), colon: behind.is_some() }];
    segments.extend(behind.map(|text| literal(text, false)));
    let name = "book-path".to_owned();
    let param = PathParam { documented: name.clone(), name: name.clone(), rust: name, kind: ParamKind::Path };
    PathTemplate { segments, params: vec![param] }
}

#[test]
fn colon_paths() {
    let rows = [
        ("one segment", "/shelf:/a", None, Some("a")),
        ("several", "/shelf:/a/b%20c", None, Some("a/b c")),
        ("none", "/shelf:", None, None),
        ("goes on behind its colon", "/shelf:/a/b:/pages", None, None),
        ("ends in a colon", "/shelf:/a:", None, None),
        ("with what follows", "/shelf:/a/b:/pages", Some("pages"), Some("a/b")),
        ("with something else", "/shelf:/a/b:/cover", Some("pages"), None),
        ("with more", "/shelf:/a/b:/pages/1", Some("pages"), None),
        ("without the second colon", "/shelf:/a/pages", Some("pages"), None),
        ("without the first", "/shelf/a:/pages", Some("pages"), None),
    ];
    for (name, url, behind, wanted) in rows {
        let found = matches(&shelf(behind), &ExampleUrl::read(url).segments);
        assert_eq!(found.map(|(args, _)| args.join("|")).as_deref(), wanted, "{name}");
    }
}
