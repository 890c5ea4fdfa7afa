//! Docs with slips: whatever a slip of the pen makes of a page, the crate compiles and its tests pass.
//!
//! The seeds of `DOCWRIGHT_SLIPS` (`100..110`) are tried instead of the usual ones; a seed always makes the same slips.

use crate::emitted::{Crates, run};
use crate::support::Place;
use fastrand::Rng;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Words that mean something to Markdown, to the dialect, to OData or to Rust.
const ODD: [&str; 42] = [
    "self",
    "Self",
    "crate",
    "type",
    "extra",
    "_more",
    "new",
    "clone",
    "std",
    "docwright_runtime",
    "Client",
    "Option",
    "String",
    "models",
    "api",
    "9lives",
    "ünïcode",
    "日本",
    "a-b-c",
    "A",
    "__",
    "r#type",
    "{id}",
    "{",
    "}",
    "`",
    "|",
    "\"",
    "\\",
    "*/",
    "<b>",
    "&amp;",
    "\u{202e}",
    "Collection(",
    "Edm.Int64",
    "null",
    "%2F",
    "$count",
    "?",
    "#",
    "://",
    "1e400",
];

#[test]
fn docs_with_slips_make_crates_that_compile_and_pass() {
    let seeds = seeds();
    let pages = pages(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs-src"));
    assert!(pages.len() > 50, "{} pages", pages.len());
    let named: Vec<(String, Place)> = seeds.map(|seed| (format!("slips{seed}"), with_slips(&pages, seed))).collect();
    let crates = Crates::emit_each("slips", named.iter().map(|(name, place)| (name.as_str(), place)));
    let programs = crates.compile();
    assert!(!named.is_empty(), "no seeds");
    for (name, _) in &named {
        let (passes, said) = run(&programs[name]);
        assert!(passes, "{name}: {said}");
    }
}

fn seeds() -> Range<u64> {
    let Ok(wanted) = std::env::var("DOCWRIGHT_SLIPS") else { return 1..4 };
    let (first, end) = wanted.split_once("..").expect("two numbers, `..` between them");
    first.parse().expect("a number")..end.parse().expect("a number")
}

/// Paths and texts of all pages, in order of their paths.
fn pages(docs: &Path) -> Vec<(PathBuf, String)> {
    let mut pages = Vec::new();
    let mut folders = vec![docs.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true => folders.push(path),
                false => {
                    let text = fs::read_to_string(&path).expect("text");
                    pages.push((path.strip_prefix(docs).expect("below").to_path_buf(), text));
                }
            }
        }
    }
    pages.sort();
    pages
}

fn with_slips(pages: &[(PathBuf, String)], seed: u64) -> Place {
    let (place, mut rng) = (Place::empty(), Rng::with_seed(seed));
    for (path, text) in pages {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        for _ in 0..rng.usize(..12) {
            slip(&mut lines, pages, &mut rng);
        }
        place.write(&format!("docs/{}", path.display()), lines.join("\n"));
    }
    place
}

/// One slip: a line gone, doubled, moved or cut, lines of another page, a word for another.
fn slip(lines: &mut Vec<String>, pages: &[(PathBuf, String)], rng: &mut Rng) {
    if lines.is_empty() {
        return;
    }
    let at = rng.usize(..lines.len());
    match rng.u8(..20) {
        0 | 1 => drop(lines.remove(at)),
        2 | 3 => lines.insert(at, lines[at].clone()),
        4 => lines.swap(at, 0),
        5 => lines[at] = lines[at].to_uppercase(),
        6 => lines[at] = lines[at].chars().take(rng.usize(..40)).collect(),
        7 | 8 => {
            let of_other: Vec<&str> = pages[rng.usize(..pages.len())].1.lines().collect();
            let from = rng.usize(..of_other.len().max(1));
            let some = of_other.iter().skip(from).take(rng.usize(1..12)).map(|line| (*line).to_owned());
            lines.splice(at..at, some);
        }
        _ => lines[at] = other_word(&lines[at], pages, rng),
    }
}

fn other_word(line: &str, pages: &[(PathBuf, String)], rng: &mut Rng) -> String {
    let is_word = |c: char| c.is_alphanumeric() || "_.@$".contains(c);
    let words: Vec<&str> = line.split(|c| !is_word(c)).filter(|word| !word.is_empty()).collect();
    let Some(word) = rng.choice(words) else { return line.to_owned() };
    let page = &pages[rng.usize(..pages.len())].1;
    let known: Vec<&str> = page.split(|c| !is_word(c)).filter(|word| !word.is_empty()).collect();
    let other = if rng.bool() { rng.choice(known) } else { rng.choice(ODD) };
    line.replacen(word, other.unwrap_or_default(), 1)
}
