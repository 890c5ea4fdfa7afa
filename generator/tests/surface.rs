//! Edits of `docs-src`: those that change no fact change no line of the surface; whatever is told one way is told the other
//! way, too; what is added takes nothing away.

use docwright::config::Config;
use docwright::source::Sources;
use docwright::surface::{Surface, diff};
use docwright::{analyse, surface};
use proptest::prelude::*;
use proptest::sample::Index;
use std::path::Path;
use std::sync::LazyLock;

/// A page's path and text.
type Page = (String, String);

/// Every page of `docs-src`.
static PAGES: LazyLock<Vec<Page>> = LazyLock::new(|| {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs-src"));
    let mut waiting = vec![folder.to_path_buf()];
    let mut pages = Vec::new();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(std::fs::read_dir(&path).expect("a folder").map(|entry| entry.expect("an entry").path()));
        } else if path.extension().is_some_and(|extension| extension == "md") {
            pages.push((below(folder, &path), std::fs::read_to_string(&path).expect("a page")));
        }
    }
    pages.sort();
    pages
});

static SURFACE: LazyLock<Surface> = LazyLock::new(|| of(&PAGES));

fn below(folder: &Path, path: &Path) -> String {
    path.strip_prefix(folder).expect("below").to_str().expect("UTF-8").replace('\\', "/")
}

fn of(pages: &[Page]) -> Surface {
    let pages = pages.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes())).collect();
    surface(&analyse(&Sources::new(pages, Vec::new()), &Config::default()))
}

/// Blocks of rows below a table's ruler, as ranges of lines.
fn tables(lines: &[&str]) -> Vec<std::ops::Range<usize>> {
    let is_row = |line: &str| line.trim_start().starts_with('|');
    let is_ruler = |line: &str| is_row(line) && line.contains("--") && !line.chars().any(char::is_alphanumeric);
    let rulers = (0..lines.len()).filter(|at| is_ruler(lines[*at]));
    let rows = |ruler: usize| ruler + 1..(ruler + 1..lines.len()).find(|at| !is_row(lines[*at])).unwrap_or(lines.len());
    rulers.map(rows).filter(|rows| !rows.is_empty()).collect()
}

/// The page's text before its first section, and its sections.
fn sections(text: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    let mut in_fence = false;
    for line in text.split_inclusive('\n') {
        in_fence ^= line.trim_start().starts_with("```");
        if line.starts_with("## ") && !in_fence {
            sections.push(String::new());
        }
        if let Some(section) = sections.last_mut() {
            section.push_str(line);
        }
    }
    sections
}

/// An edit that may change whatever it likes.
#[derive(Clone, Debug)]
enum Edit {
    RemoveRow(Index, Index),
    DuplicateRow(Index, Index),
    RemoveSection(Index, Index),
    RemoveLine(Index, Index),
    RemovePage(Index),
    RenamePage(Index),
    Respell(Index, Index),
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = any::<Index>;
    prop_oneof![
        (at(), at()).prop_map(|(page, at)| Edit::RemoveRow(page, at)),
        (at(), at()).prop_map(|(page, at)| Edit::DuplicateRow(page, at)),
        (at(), at()).prop_map(|(page, at)| Edit::RemoveSection(page, at)),
        (at(), at()).prop_map(|(page, at)| Edit::RemoveLine(page, at)),
        at().prop_map(Edit::RemovePage),
        at().prop_map(Edit::RenamePage),
        (at(), at()).prop_map(|(page, at)| Edit::Respell(page, at)),
    ]
}

fn edited(pages: &mut Vec<Page>, edit: &Edit) {
    let page = match edit {
        Edit::RemovePage(page) | Edit::RenamePage(page) => page,
        Edit::RemoveRow(page, _)
        | Edit::DuplicateRow(page, _)
        | Edit::RemoveSection(page, _)
        | Edit::RemoveLine(page, _)
        | Edit::Respell(page, _) => page,
    };
    let page = page.index(pages.len());
    let text = pages[page].1.clone();
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    if lines.is_empty() {
        // An edit before this one took the page's only section.
        return;
    }
    let row = |at: &Index| {
        let rows: Vec<usize> = tables(&lines).into_iter().flatten().collect();
        (!rows.is_empty()).then(|| rows[at.index(rows.len())])
    };
    match edit {
        Edit::RemovePage(_) => drop(pages.remove(page)),
        Edit::RenamePage(_) => pages[page].0 = pages[page].0.replace(".md", "-2.md"),
        Edit::RemoveRow(_, at) => {
            if let Some(row) = row(at) {
                lines.remove(row);
                pages[page].1 = lines.concat();
            }
        }
        Edit::DuplicateRow(_, at) => {
            if let Some(row) = row(at) {
                lines.insert(row, lines[row]);
                pages[page].1 = lines.concat();
            }
        }
        Edit::RemoveSection(_, at) => {
            let mut sections = sections(&text);
            sections.remove(at.index(sections.len()));
            pages[page].1 = sections.concat();
        }
        Edit::RemoveLine(_, at) => {
            lines.remove(at.index(lines.len()));
            pages[page].1 = lines.concat();
        }
        Edit::Respell(_, at) => {
            // A row's name, with a letter more.
            if let Some(row) = row(at) {
                let respelled = lines[row].replacen("e", "ee", 1);
                lines[row] = &respelled;
                pages[page].1 = lines.concat();
            }
        }
    }
}

/// What changes no fact: rows and sections in another order, other words, authors, links, folders.
#[derive(Clone, Debug)]
enum Words {
    SwapRows(Index, Index, Index),
    SwapSections(Index, Index, Index),
    Describe(Index, Index),
    Author(Index),
    Links(Index),
    Folders(&'static str),
}

fn words() -> impl Strategy<Value = Words> {
    let at = any::<Index>;
    prop_oneof![
        3 => (at(), at(), at()).prop_map(|(page, a, b)| Words::SwapRows(page, a, b)),
        3 => (at(), at(), at()).prop_map(|(page, a, b)| Words::SwapSections(page, a, b)),
        2 => (at(), at()).prop_map(|(page, at)| Words::Describe(page, at)),
        1 => at().prop_map(Words::Author),
        1 => at().prop_map(Words::Links),
        1 => Just(Words::Folders("api")),
        1 => Just(Words::Folders("resources")),
    ]
}

fn worded(pages: &mut [Page], words: &Words) {
    match words {
        Words::Folders(name) => {
            // Links from one folder to the other, and to a page of the same.
            let (old, new) = (format!("{name}/"), format!("{name}-moved/"));
            for (path, text) in pages {
                *path = path.replacen(&old, &new, 1);
                *text = text.replace(&format!("../{old}"), &format!("../{new}"));
            }
        }
        Words::SwapRows(page, a, b) => on(pages, page, |text| {
            let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
            let tables = tables(&lines);
            if !tables.is_empty() {
                let rows = tables[a.index(tables.len())].clone();
                lines.swap(rows.start + a.index(rows.len()), rows.start + b.index(rows.len()));
            }
            lines.concat()
        }),
        Words::SwapSections(page, a, b) => on(pages, page, |text| {
            let mut sections = sections(text);
            let count = sections.len() - 1;
            if count > 0 {
                sections.swap(1 + a.index(count), 1 + b.index(count));
            }
            sections.concat()
        }),
        Words::Describe(page, at) => on(pages, page, |text| {
            let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
            let of_descriptions = described(&lines.iter().map(String::as_str).collect::<Vec<_>>());
            if !of_descriptions.is_empty() {
                let line = &mut lines[of_descriptions[at.index(of_descriptions.len())]];
                let end = line.trim_end().trim_end_matches('|').trim_end().len();
                line.insert_str(end, " Good to know.");
            }
            lines.concat()
        }),
        Words::Author(page) => on(pages, page, |text| text.replace("author: \"", "author: \"another-")),
        Words::Links(page) => on(pages, page, |text| text.replace("](/graph/", "](/graph/elsewhere/")),
    }
}

fn on(pages: &mut [Page], page: &Index, change: impl Fn(&str) -> String) {
    let page = page.index(pages.len());
    pages[page].1 = change(&pages[page].1);
}

/// Rows of tables whose last column is a description.
fn described(lines: &[&str]) -> Vec<usize> {
    let is_described = |rows: &std::ops::Range<usize>| {
        let head = lines[rows.start - 2].trim_end().trim_end_matches('|').to_ascii_lowercase();
        head.trim_end().ends_with("description")
    };
    tables(lines).into_iter().filter(|rows| rows.start > 1 && is_described(rows)).flatten().collect()
}

/// A body that is a model has the model's members; only what the operation needs of it is said of the operation, and nobody
/// can write a path to it. A struct of its own has fields.
#[test]
fn members_of_a_model_are_the_models() {
    let table = "|Property|Type|Description|\n|:---|:---|:---|\n";
    let members = "|title|String|Required. What the cover says.|\n|fax|String|Optional. None has one.|\n";
    let page = |body: &str| {
        format!(
            "# Add book\n\n## HTTP request\n```http\nPOST /books\n```\n\n## Request body\n{body}\n\n{table}{members}"
        )
    };
    let book =
        format!("# book resource type\n\nNamespace: library\n\n## Properties\n{table}|title|String|Its name.|\n");
    let told = |body: &str| -> Vec<String> {
        let pages = [("api/book-post.md", page(body)), ("resources/book.md", book.clone())];
        let surface = of(&pages.map(|(path, text)| (path.to_owned(), text)));
        let parameters = surface.entries().iter().map(|entry| entry.thing.to_string());
        parameters.filter(|line| line.contains(" parameter body ")).collect()
    };
    let model = told("Supply a JSON representation of a [book](../resources/book.md) object.");
    assert_eq!(model, ["operation book.post parameter body title | Edm.String | required"]);
    let own = [
        "operation book.post parameter body fax | Edm.String | .fax",
        "operation book.post parameter body title | Edm.String | required | .title",
    ];
    assert_eq!(told("Supply a JSON object with these parameters."), own);
}

/// What some requests need besides is no set of permissions, and still something that the page says of them.
#[test]
fn conditions_of_permissions_are_a_text() {
    let page = |besides: &str| {
        let cell = format!("Book.Read, Book.Write{besides}");
        let table = format!("|Permission type|Permissions|\n|:---|:---|\n|Application|{cell}|\n");
        let text = format!("# Get book\n\n## Permissions\n{table}\n## HTTP request\n```http\nGET /books/{{id}}\n```\n");
        of(&[("api/book-get.md".to_owned(), text)])
    };
    let (bare, besides) = (page(""), page("<br>In addition:<ul><li>If on loan: Loan.Read</li></ul>"));
    assert_eq!(bare.to_text(), besides.to_text());
    let changes = diff(&besides, &bare).changes;
    let told: Vec<_> = changes.iter().map(|change| change.sentence.as_str()).collect();
    assert_eq!(told, ["the text about application permissions of book.get has changed"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Whatever is edited: told the other way round, it is the same; each change has an id of its own.
    #[test]
    fn edits_are_told_both_ways(edits in prop::collection::vec(edit(), 1..6)) {
        let mut pages = PAGES.clone();
        edits.iter().for_each(|edit| edited(&mut pages, edit));
        let head = of(&pages);
        let (there, back) = (diff(&SURFACE, &head), diff(&head, &SURFACE));
        let mut ids: Vec<String> = there.changes.iter().map(|change| change.mirror_id()).collect();
        let mut back: Vec<String> = back.changes.iter().map(|change| change.id()).collect();
        ids.sort();
        back.sort();
        prop_assert_eq!(&ids, &back);
        ids.dedup();
        prop_assert_eq!(ids.len(), back.len());
        prop_assert!(diff(&head, &head).changes.is_empty());
        // Whatever changes a line is told, and told of that line's thing or owner.
        prop_assert_eq!(there.changes.iter().all(|change| change.class == docwright::surface::Class::DocsOnly && change.kind.name() == "text-changed"
            || change.kind.name() == "page-moved" || change.kind.name() == "documented-elsewhere"),
            head.to_text() == SURFACE.to_text());
    }

    /// A page more: nothing is gone.
    #[test]
    fn adding_pages_removes_nothing(pages in prop::collection::vec(any::<Index>(), 1..6)) {
        let mut fewer = PAGES.clone();
        for page in pages {
            fewer.remove(page.index(fewer.len()));
        }
        let told = diff(&of(&fewer), &SURFACE);
        for change in &told.changes {
            prop_assert!(!change.kind.name().ends_with("-removed"), "{}: {}", change.id(), change.sentence);
        }
    }

    #[test]
    fn edits_of_no_fact_change_no_line(edits in prop::collection::vec(words(), 1..8)) {
        let mut pages = PAGES.clone();
        edits.iter().for_each(|edit| worded(&mut pages, edit));
        let head = of(&pages);
        let told: Vec<String> = diff(&SURFACE, &head).changes.iter().map(|change| change.id()).collect();
        prop_assert_eq!(SURFACE.to_text(), head.to_text(), "{:#?}", told);
    }
}
