//! Whatever the pages hold: no panic, one outcome for each page, and every place inside its file.
//!
//! Pages are the fixtures of `dialect/`, mangled as editors, merges and cut-off downloads mangle them, and plain noise.

use docwright::config::Config;
use docwright::diagnostics::Diagnostic;
use docwright::inspect::{Document, Inspection};
use docwright::model::{Api, Span};
use docwright::resolve::Resolved;
use docwright::source::Sources;
use docwright::{Analysis, analyse};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::fmt;
use std::sync::LazyLock;

/// Every file of every fixture.
static FILES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/dialect");
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("the fixtures").flatten().map(|e| e.path()).collect();
    paths.sort();
    let fixtures = paths.iter().filter(|p| p.extension().is_some_and(|e| e == "txt"));
    let mut files = Vec::new();
    for text in fixtures.map(|path| std::fs::read_to_string(path).expect("a readable fixture")) {
        for part in format!("\n{text}").split("\n=== ").skip(1) {
            let (head, body) = part.split_once('\n').unwrap_or((part, ""));
            let path = head.split_whitespace().next().unwrap_or_default();
            files.push((path.to_owned(), body.to_owned()));
        }
    }
    files
});

/// What gets into a page by accident or malice.
const NOISE: &[&str] = &[
    "<!--",
    "-->",
    "<!-- { \"blockType\": \"request\"",
    "```",
    "```http\n",
    "~~~",
    "|",
    "||||",
    "|---|",
    "\\|",
    "{",
    "}",
    "{{",
    "}}}",
    "[",
    "](",
    "[x][",
    "[!INCLUDE [x](",
    "[!INCLUDE [x](x.md)]",
    "[TAGS=",
    "[TAGS=A]\n",
    "[END]\n",
    "::: zone\n",
    "# [X](#tab/x)\n",
    "---\n",
    "===\n",
    "\r\n",
    "\r",
    "\u{feff}",
    "\0",
    "\u{200b}",
    "é",
    "\u{301}",
    "名前",
    "🦀",
    "ß",
    "İ",
    "ﬀ",
    "'",
    "\"",
    "“",
    "`",
    "``",
    "*",
    "**",
    "_",
    "<",
    ">",
    "<b>",
    "</",
    "<br>",
    "&nbsp;",
    "&#x110000;",
    "%",
    "%zz",
    "%ff",
    "?",
    "?a={b}&",
    "&",
    "=",
    "(",
    ")",
    "()",
    "(a='",
    "('{",
    "$ref",
    "/",
    "//",
    "/.../",
    ":/",
    ":",
    "\\",
    "\\u",
    "\\ud800",
    "\t",
    "    ",
    "> ",
    "- ",
    "1. ",
    "GET ",
    "POST\n",
    "HTTP/1.1 ",
    "HTTP/1.1 999\n",
    "200",
    "99999999999999999999",
    "-1",
    "1e999",
    "Collection(",
    "Edm.",
    "microsoft.graph.",
    "#",
    "@odata.type",
    "Possible values are: ",
    "Inherits from [",
    "TODO",
    "## HTTP request\n",
    "## Request body\n",
    "## Properties\n",
    "## Members\n",
    "## Permissions\n",
    "### Request\n",
    "Namespace: ",
    "title: '",
    "doc_type: ",
];

/// One way of mangling a text; positions are relative to its length.
#[derive(Clone, Debug)]
enum Mangle {
    DeleteLine(Index),
    DuplicateLine(Index),
    SwapLines(Index, Index),
    Cut(Index),
    CutFront(Index),
    DeleteRange(Index, Index),
    Insert(Index, &'static str),
    Repeat(Index, &'static str, usize),
    Crlf,
    Indent(&'static str),
    Upper,
}

fn mangle() -> impl Strategy<Value = Mangle> {
    let at = any::<Index>;
    prop_oneof![
        1 => at().prop_map(Mangle::DeleteLine),
        1 => at().prop_map(Mangle::DuplicateLine),
        1 => (at(), at()).prop_map(|(a, b)| Mangle::SwapLines(a, b)),
        1 => at().prop_map(Mangle::Cut),
        1 => at().prop_map(Mangle::CutFront),
        1 => (at(), at()).prop_map(|(a, b)| Mangle::DeleteRange(a, b)),
        6 => (at(), select(NOISE)).prop_map(|(at, noise)| Mangle::Insert(at, noise)),
        1 => (at(), select(NOISE), 2..400_usize).prop_map(|(at, noise, times)| Mangle::Repeat(at, noise, times)),
        1 => Just(Mangle::Crlf),
        1 => select(&["> ", "- ", "  ", "    ", "1. ", "> > - "][..]).prop_map(Mangle::Indent),
        1 => Just(Mangle::Upper),
    ]
}

fn mangled(text: &str, how: &Mangle) -> String {
    let lines = || text.split_inclusive('\n').collect::<Vec<_>>();
    let boundary = |at: &Index| {
        let mut at = at.index(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    match how {
        _ if text.is_empty() => String::new(),
        Mangle::DeleteLine(at) => {
            let mut lines = lines();
            lines.remove(at.index(lines.len()));
            lines.concat()
        }
        Mangle::DuplicateLine(at) => {
            let mut lines = lines();
            let at = at.index(lines.len());
            lines.insert(at, lines[at]);
            lines.concat()
        }
        Mangle::SwapLines(a, b) => {
            let mut lines = lines();
            let (a, b) = (a.index(lines.len()), b.index(lines.len()));
            lines.swap(a, b);
            lines.concat()
        }
        Mangle::Cut(at) => text[..boundary(at)].to_owned(),
        Mangle::CutFront(at) => text[boundary(at)..].to_owned(),
        Mangle::DeleteRange(a, b) => {
            let (a, b) = (boundary(a).min(boundary(b)), boundary(a).max(boundary(b)));
            format!("{}{}", &text[..a], &text[b..])
        }
        Mangle::Insert(at, noise) => format!("{}{noise}{}", &text[..boundary(at)], &text[boundary(at)..]),
        Mangle::Repeat(at, noise, times) => {
            format!("{}{}{}", &text[..boundary(at)], noise.repeat(*times), &text[boundary(at)..])
        }
        Mangle::Crlf => text.replace('\n', "\r\n"),
        Mangle::Indent(prefix) => lines().iter().map(|line| format!("{prefix}{line}")).collect(),
        Mangle::Upper => text.to_uppercase(),
    }
}

/// A docs set; shown as text where a case fails.
#[derive(Clone)]
struct Docs(Vec<(String, Vec<u8>)>);

impl fmt::Debug for Docs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(path, bytes)| writeln!(f, "=== {path}\n{:?}", String::from_utf8_lossy(bytes)))
    }
}

/// Some of the fixtures' files, mangled, as one docs set.
fn docs() -> impl Strategy<Value = Docs> {
    let file = (any::<Index>(), prop::collection::vec(mangle(), 0..6), prop::option::of((any::<Index>(), any::<u8>())));
    prop::collection::vec(file, 1..8).prop_map(|files| Docs(files.into_iter().map(one_file).collect()))
}

type FileMangling = (Index, Vec<Mangle>, Option<(Index, u8)>);

fn one_file((file, how, byte): FileMangling) -> (String, Vec<u8>) {
    let (path, text) = file.get(&FILES);
    let mut bytes = how.iter().fold(text.clone(), |text, how| mangled(&text, how)).into_bytes();
    if let Some((at, byte)) = byte.filter(|_| !bytes.is_empty()) {
        let at = at.index(bytes.len());
        bytes[at] = byte;
    }
    (path.clone(), bytes)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(400), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mangled_pages(docs in docs()) {
        check(docs.0)?;
    }

    #[test]
    fn noise_in_place_of_a_page(words in prop::collection::vec(select(NOISE), 0..200)) {
        check(vec![("api/book-get.md".to_owned(), words.concat().into_bytes())])?;
    }

    #[test]
    fn any_text_in_the_places_that_are_parsed(text in "\\PC{0,60}") {
        let page = format!(
            "# {text}\n\nNamespace: {text}\n\n{text}\n\n## Permissions\n|Permission type|{text}|\n|---|---|\n|Application|{text}|\n\n\
             ## HTTP request\n```http\nGET {text}\nGET /{text}\n```\n\n## Request body\n|Property|Type|Description|\n|---|---|---|\n\
             |{text}|{text}|{text}|\n\n## Response\n{text}\n\n## Example\n<!-- {{ \"blockType\": \"request\", {text} }} -->\n\
             ```http\nGET https://example.com/{text}\n{text}\n\n{text}\n```\n<!-- {{ \"blockType\": \"response\" }} -->\n\
             ```http\nHTTP/1.1 {text}\n```\n<!-- {{ \"blockType\": \"resource\", \"@odata.type\": \"{text}\" }} -->\n\
             ```json\n{{ \"a\": {text} }}\n```\n"
        );
        check(vec![(format!("api/book-{}.md", text.replace('/', "")), page.into_bytes())])?;
    }
}

/// Few by default: `PROPTEST_CASES` sets another number.
fn cases(default: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(default)
}

fn check(files: Vec<(String, Vec<u8>)>) -> Result<(), TestCaseError> {
    let (includes, pages): (Vec<_>, Vec<_>) = files.into_iter().partition(|(path, _)| path.starts_with("../"));
    let sources = Sources::new(pages, includes);
    let Analysis { resolved, diagnostics, .. } = analyse(&sources, &Config::default());
    let inspection = Inspection::new(resolved.api(), &sources, &diagnostics, None).expect("no page is asked for");
    let document = Document::new(resolved.api(), &sources, &diagnostics, None).expect("no page is asked for");
    let mut json = Vec::new();
    document.write(&mut json).expect("memory takes it");
    prop_assert!(serde_json::from_slice::<serde_json::Value>(&json).is_ok() && !inspection.to_text().is_empty());
    let paths: Vec<&str> = inspection.pages.iter().map(|p| p.path).collect();
    let given: Vec<&str> = sources.pages().map(|(_, file)| file.path.as_str()).collect();
    prop_assert_eq!(paths, given, "each page has one outcome");
    for span in spans(&resolved, &diagnostics) {
        // A file that is not UTF-8 has no text that a place could be in.
        let Ok(text) = &sources.file(span.file).text else { continue };
        let (start, end) = (span.start as usize, span.end as usize);
        prop_assert!(start <= end && end <= text.len(), "{span:?} of {}", sources.file(span.file).path);
        prop_assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{span:?} splits a character");
        let (line, column) = sources.file(span.file).line_column(start);
        prop_assert_eq!((span.line, span.column), (line, column));
    }
    Ok(())
}

fn spans(resolved: &Resolved, diagnostics: &[Diagnostic]) -> Vec<Span> {
    let api: &Api = resolved.api();
    let mut spans: Vec<Span> = diagnostics.iter().flat_map(|d| [Some(d.span), d.related]).flatten().collect();
    for operation in api.operations.iter() {
        spans.push(operation.span);
        spans.extend(operation.routes.iter().flat_map(|r| &r.documented).map(|d| d.span));
        spans.extend(operation.parameters.iter().map(|p| p.span));
        spans.extend(operation.permissions.iter().map(|p| p.span));
        spans.extend(operation.examples.iter().map(|e| e.span));
        spans.extend(operation.examples.iter().flat_map(|e| &e.responses).map(|r| r.span));
    }
    spans.extend(api.types.iter().map(|t| t.span));
    spans.extend(api.types.iter().flat_map(|t| &t.properties).map(|p| p.span));
    spans.extend(api.enums.iter().map(|e| e.span));
    spans
}
