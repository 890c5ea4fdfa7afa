//! Sentences of a paragraph, and what a denial in one of them is about.

use crate::fold::lower;
use std::ops::Range;

/// The sentences of a text, without the spaces between them.
pub(super) fn of(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, mark) in text.match_indices(['.', '!', '?', ';', '。', '！', '？']) {
        let end = at + mark.len();
        let own = text.get(start..end).unwrap_or_default();
        // Full-width marks have no blank behind them.
        let ends = !mark.is_ascii() || text.get(end..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
        if ends && !["e.g.", "i.e.", "etc.", "vs."].iter().any(|short| own.ends_with(short)) {
            found.push(trimmed(text, start..end));
            start = end;
        }
    }
    found.push(trimmed(text, start..text.len()));
    found.retain(|range| !range.is_empty());
    found
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let own = text.get(range.clone()).unwrap_or_default();
    let start = range.start + own.len() - own.trim_start().len();
    start..start + own.trim().len()
}

/// In lower case, with plain apostrophes: what phrases are looked for in.
pub(super) fn folded(sentence: &str) -> String {
    let lower = lower(sentence).into_owned();
    if lower.is_ascii() { lower } else { lower.replace('\u{2019}', "'") }
}

/// What follows a denied verb, each time one is: "a response body" for "return" in "does not return a response body". Articles
/// and the like between them are passed over.
pub(super) fn denied<'t>(folded: &'t str, verbs: &'t [&str]) -> impl Iterator<Item = &'t str> {
    let behind =
        |denial: &'static str| folded.match_indices(denial).filter_map(|(at, _)| folded.get(at + denial.len()..));
    behind("not ").chain(behind("n't ")).filter_map(|rest| {
        let rest = without(rest, &["currently ", "yet "]);
        let rest = verbs.iter().find_map(|verb| rest.strip_prefix(verb))?.trim_start_matches(['s', 'd']);
        let rest = rest.strip_prefix(' ').unwrap_or(rest);
        Some(without(rest, &["a ", "an ", "any ", "the "]))
    })
}

fn without<'t>(text: &'t str, words: &[&str]) -> &'t str {
    words.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text)
}
