//! Sentences of a paragraph, and what a denial in one of them is about.

use crate::fold::lower;
use crate::parse::stems::Stems;
use memchr::memmem;
use std::ops::Range;

/// The sentences of a text, without the spaces between them.
pub(super) fn of(text: &str) -> impl Iterator<Item = Range<usize>> {
    // Bytes: most are letters and need not be decoded.
    let marks = text.bytes().enumerate().filter(|(_, b)| matches!(b, b'.' | b'!' | b'?' | b';') || !b.is_ascii());
    let ends = marks.filter_map(|(at, byte)| {
        let mark = text.get(at..)?.chars().next()?;
        let (own, behind) = text.split_at_checked(at + mark.len_utf8())?;
        // Full-width marks have no blank behind them.
        let ends = matches!(mark, '。' | '！' | '？') || byte.is_ascii() && behind.starts_with(char::is_whitespace);
        let is_short = || ["e.g.", "i.e.", "etc.", "vs."].iter().any(|short| own.ends_with(short));
        (ends && !is_short()).then_some(own.len())
    });
    let mut start = 0;
    let sentences = ends.chain([text.len()]).map(move |end| trimmed(text, std::mem::replace(&mut start, end)..end));
    sentences.filter(|range| !range.is_empty())
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
    const DENIALS: [&str; 2] = ["not ", "n't "];
    static DENIED: Stems = Stems::new(&DENIALS);
    let behind = |denial: &'static str| {
        memmem::find_iter(folded.as_bytes(), denial).filter_map(|at| folded.get(at + denial.len()..))
    };
    let denials = if DENIED.are_in(folded) { DENIALS.as_slice() } else { &[] };
    denials.iter().copied().flat_map(behind).filter_map(|rest| {
        let rest = without(rest, &["currently ", "yet "]);
        let rest = verbs.iter().find_map(|verb| rest.strip_prefix(verb))?.trim_start_matches(['s', 'd']);
        let rest = rest.strip_prefix(' ').unwrap_or(rest);
        Some(without(rest, &["a ", "an ", "any ", "the "]))
    })
}

fn without<'t>(text: &'t str, words: &[&str]) -> &'t str {
    words.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text)
}
