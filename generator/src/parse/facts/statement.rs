//! Statements: sentences that say one thing about the property and nothing else.

use super::super::stems::Stems;
use memchr::memchr2;
use std::ops::Range;

/// Longer clauses are none of the words that [`keyword`] knows.
const LONGEST_KEYWORD: usize = 30;

/// A statement.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Statement {
    ReadOnly,
    WriteOnly,
    Nullable(bool),
    Required,
    Key,
    Deprecated,
    /// A word of the same kind that is no fact for us: "Optional", "Unique".
    Nothing,
}

/// A sentence as it is written, and in lower case.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sentence<'t> {
    pub(super) plain: &'t str,
    pub(super) lower: &'t str,
}

/// The sentences of a text. None where no sentence states a fact.
pub(super) fn sentences<'t>(text: &'t str, lower: &'t str) -> impl Iterator<Item = Sentence<'t>> {
    let stated = if FACTS.are_in(lower) { text } else { "" };
    ranges(stated).filter_map(|range| Some(Sentence { plain: text.get(range.clone())?, lower: lower.get(range)? }))
}

/// Where the sentences of a text stand, without their full stops.
pub(super) fn ranges(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.trim().is_empty())?;
        let end = memchr::memchr3_iter(b'.', b'!', b'\n', rest.as_bytes()).find(|at| {
            // "(`eq`).Read-only": a space is missing.
            let closed = *at > 0 && rest.as_bytes().get(at - 1) == Some(&b')');
            let behind = rest.get(at + 1..).unwrap_or_default().trim_start_matches([')', '"', '”']);
            behind.is_empty()
                || behind.starts_with([' ', '\n', '\r', '\t', '<', '\u{a0}'])
                || closed && behind.starts_with(char::is_uppercase)
                || rest.as_bytes().get(*at) == Some(&b'\n')
        });
        let range = start..start + end.unwrap_or(rest.len());
        start = range.end + 1;
        Some(range)
    })
}

/// What every statement that is a fact has a word of.
static FACTS: Stems = Stems::new(&["read", "writ", "null", "requir", "mandatory", "key", "deprecat"]);

/// What a sentence states. Sentences without facts may do without [`Statement::Nothing`], too.
pub(super) fn statements(sentence: Sentence<'_>) -> Vec<Statement> {
    if !FACTS.are_in(sentence.lower) {
        return Vec::new();
    }
    let lower = trimmed(sentence.lower);
    let mut found = all_clauses(lower).or_else(|| opening_clause(lower)).unwrap_or_default();
    parenthesised(lower, &mut found);
    about_itself(lower, &mut found);
    found.extend(behind_missing_stop(trimmed(sentence.plain)));
    found
}

/// "… that apply to the selection Read-only", "Bearer {token} Required": the capital tells that a full stop is missing, unless
/// the word belongs to those before it ("not Required", "one of these is Required").
fn behind_missing_stop(sentence: &str) -> Option<Statement> {
    let (before, word) = sentence.rsplit_once(' ')?;
    let statement = match word {
        "Read-only" | "Read-Only" => Statement::ReadOnly,
        "Required" => Statement::Required,
        _ => return None,
    };
    let last = before.split_whitespace().next_back()?.to_ascii_lowercase();
    (!CARRIED_ON.contains(&&*last)).then_some(statement)
}

/// Words that no sentence ends in: what follows belongs to them.
const CARRIED_ON: [&str; 18] = [
    "not",
    "is",
    "are",
    "was",
    "be",
    "isn't",
    "aren't",
    "if",
    "when",
    "where",
    "and",
    "or",
    "only",
    "also",
    "always",
    "never",
    "sometimes",
    "conditionally",
];

fn trimmed(sentence: &str) -> &str {
    sentence.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | ':'))
}

/// "Read-only, not nullable": every clause is a statement. This and what follows reads sentences in lower case.
fn all_clauses(sentence: &str) -> Option<Vec<Statement>> {
    // The longest such sentence is short.
    if sentence.len() > 80 {
        return None;
    }
    sentence.split([',', ';', '/']).flat_map(|clause| clause.split(" and ")).map(keyword).collect()
}

/// "Required, the name of …", "Read-only: …", "Deprecated -- use x instead".
fn opening_clause(sentence: &str) -> Option<Vec<Statement>> {
    let opening = sentence.get(..floor(sentence, LONGEST_KEYWORD + 2))?;
    let end = opening.find([',', ';', ':', '–', '—']).or_else(|| opening.find(" -"))?;
    let behind = sentence.get(end..)?.trim_start_matches([',', ';', ':', '–', '—', ' ', '-']);
    // One word behind it looks like a list of values.
    (behind.split_whitespace().nth(1).is_some()).then_some(())?;
    keyword(sentence.get(..end)?).map(|statement| vec![statement])
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}

/// "(read-only)", "[Deprecated]".
fn parenthesised(sentence: &str, found: &mut Vec<Statement>) {
    let mut rest = sentence;
    while let Some(open) = memchr2(b'(', b'[', rest.as_bytes()) {
        rest = rest.get(open + 1..).unwrap_or_default();
        let Some(close) = rest.find([')', ']', '(', '[']) else { break };
        found.extend(all_clauses(rest.get(..close).unwrap_or_default()).unwrap_or_default());
        rest = rest.get(close..).unwrap_or_default();
    }
}

/// "This property is read-only and is not nullable", "It can be null".
fn about_itself(sentence: &str, found: &mut Vec<Statement>) {
    let subjects = ["this ", "it ", "the property ", "the value ", "the parameter "];
    let Some(subject) = subjects.into_iter().find(|subject| sentence.starts_with(subject)) else { return };
    let rest = sentence.get(subject.len() - 1..).unwrap_or_default();
    // What stands behind a phrase that is no more than so many words from the subject; farther off, it may be about
    // something else.
    let behind = |phrase: &&str, words: usize| {
        let at = rest.find(phrase)?;
        (rest.get(..at)?.split_whitespace().count() <= words).then(|| rest.get(at + phrase.len()..).unwrap_or_default())
    };
    let says = |phrases: &[&str], words| phrases.iter().any(|phrase| behind(phrase, words).is_some());
    let ends =
        |phrases: &[&str]| phrases.iter().any(|phrase| behind(phrase, 5).is_some_and(|rest| rest.trim().is_empty()));
    // Each phrase has the word that is asked for first.
    let has = |word: &str| rest.contains(word);
    if has("read") && says(&[" is read-only", " is read only", " is a read-only"], 3) {
        found.push(Statement::ReadOnly);
    }
    if has("write") && says(&[" is write-only", " is write only", " is a write-only"], 3) {
        found.push(Statement::WriteOnly);
    }
    let deprecated = || {
        let is =
            [" is deprecated", " been deprecated", " is now deprecated", " being deprecated", " will be deprecated"];
        says(&is, 8) || says(&[" and is deprecated", " and has been deprecated"], 14)
    };
    if has("deprecated") && deprecated() {
        found.push(Statement::Deprecated);
    }
    let no_null = [" not nullable", " cannot be null", " can't be null", " must not be null", " can not be null"];
    if has("null") && ends(&no_null) {
        found.push(Statement::Nullable(false));
    } else if has("null") && ends(&[" is nullable", " can be null", " may be null"]) {
        found.push(Statement::Nullable(true));
    }
    if ends(&[" is required", " is mandatory"]) {
        found.push(Statement::Required);
    }
}

/// A clause that is nothing but a statement.
fn keyword(clause: &str) -> Option<Statement> {
    match clause.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '"' | '[' | ']' | '(' | ')')) {
        "read-only" | "readonly" | "read only" => Some(Statement::ReadOnly),
        "write-only" | "writeonly" | "write only" => Some(Statement::WriteOnly),
        "nullable" | "can be null" | "may be null" => Some(Statement::Nullable(true)),
        "not nullable" | "non-nullable" | "non nullable" | "cannot be null" | "can't be null" | "must not be null" => {
            Some(Statement::Nullable(false))
        }
        "required" | "mandatory" => Some(Statement::Required),
        "key" | "key of the entity" | "the key of the entity" => Some(Statement::Key),
        "deprecated" => Some(Statement::Deprecated),
        "optional" | "unique" | "immutable" | "write-once" | "not required" | "case-sensitive" | "auto-generated"
        | "filterable" => Some(Statement::Nothing),
        _ => None,
    }
}
