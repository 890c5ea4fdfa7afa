//! Statements: sentences that say one thing about the property and nothing else.

use super::super::stems::Stems;
use memchr::memchr2;

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

/// The sentences of a text, without their full stops.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.trim().is_empty() {
            return None;
        }
        let end = memchr::memchr3_iter(b'.', b'!', b'\n', rest.as_bytes()).find(|at| {
            // "(`eq`).Read-only": a space is missing.
            let closed = *at > 0 && rest.as_bytes().get(at - 1) == Some(&b')');
            let behind = rest.get(at + 1..).unwrap_or_default().trim_start_matches([')', '"', '”']);
            behind.is_empty()
                || behind.starts_with([' ', '\n', '\r', '\t', '<', '\u{a0}'])
                || closed && behind.starts_with(char::is_uppercase)
                || rest.as_bytes().get(*at) == Some(&b'\n')
        });
        let end = end.unwrap_or(rest.len());
        let sentence = rest.get(..end).unwrap_or_default();
        rest = rest.get(end + 1..).unwrap_or_default();
        Some(sentence)
    })
}

/// What every statement that is a fact has a word of.
static FACTS: Stems = Stems::new(&["read", "writ", "null", "requir", "mandatory", "key", "deprecat"]);

/// What a sentence states. Sentences without facts may do without [`Statement::Nothing`], too.
pub(super) fn statements(sentence: &str) -> Vec<Statement> {
    if !FACTS.are_in(sentence) {
        return Vec::new();
    }
    let sentence = sentence.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | ':'));
    let mut found = all_clauses(sentence).or_else(|| opening_clause(sentence)).unwrap_or_default();
    parenthesised(sentence, &mut found);
    about_itself(sentence, &mut found);
    // "… that apply to the selection Read-only": the capital tells that a full stop is missing.
    if sentence.ends_with(" Read-only") || sentence.ends_with(" Read-Only") {
        found.push(Statement::ReadOnly);
    }
    if sentence.ends_with(" Required") {
        found.push(Statement::Required);
    }
    found
}

/// "Read-only, not nullable": every clause is a statement.
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
    let starts = |word: &&str| sentence.get(..word.len()).is_some_and(|s| s.eq_ignore_ascii_case(word));
    let Some(subject) = ["this ", "it ", "the property ", "the value ", "the parameter "].into_iter().find(starts)
    else {
        return;
    };
    let lower = sentence.to_ascii_lowercase();
    let rest = lower.get(subject.len() - 1..).unwrap_or_default();
    // What stands behind a phrase that is no more than so many words from the subject; farther off, it may be about
    // something else.
    let behind = |phrase: &&str, words: usize| {
        let at = rest.find(phrase)?;
        (rest.get(..at)?.split_whitespace().count() <= words).then(|| rest.get(at + phrase.len()..).unwrap_or_default())
    };
    let says = |phrases: &[&str], words| phrases.iter().any(|phrase| behind(phrase, words).is_some());
    let ends =
        |phrases: &[&str]| phrases.iter().any(|phrase| behind(phrase, 5).is_some_and(|rest| rest.trim().is_empty()));
    if says(&[" is read-only", " is read only", " is a read-only"], 3) {
        found.push(Statement::ReadOnly);
    }
    if says(&[" is write-only", " is write only", " is a write-only"], 3) {
        found.push(Statement::WriteOnly);
    }
    if says(
        &[" is deprecated", " been deprecated", " is now deprecated", " being deprecated", " will be deprecated"],
        8,
    ) || says(&[" and is deprecated", " and has been deprecated"], 14)
    {
        found.push(Statement::Deprecated);
    }
    if ends(&[" not nullable", " cannot be null", " can't be null", " must not be null", " can not be null"]) {
        found.push(Statement::Nullable(false));
    } else if ends(&[" is nullable", " can be null", " may be null"]) {
        found.push(Statement::Nullable(true));
    }
    if ends(&[" is required", " is mandatory"]) {
        found.push(Statement::Required);
    }
}

/// A clause that is nothing but a statement.
fn keyword(clause: &str) -> Option<Statement> {
    let clause =
        clause.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '"' | '[' | ']' | '(' | ')'));
    let is = |list: &[&str]| list.iter().any(|word| clause.eq_ignore_ascii_case(word));
    if clause.len() > LONGEST_KEYWORD {
        None
    } else if is(&["read-only", "readonly", "read only"]) {
        Some(Statement::ReadOnly)
    } else if is(&["write-only", "writeonly", "write only"]) {
        Some(Statement::WriteOnly)
    } else if is(&["nullable", "can be null", "may be null"]) {
        Some(Statement::Nullable(true))
    } else if is(&[
        "not nullable",
        "non-nullable",
        "non nullable",
        "cannot be null",
        "can't be null",
        "must not be null",
    ]) {
        Some(Statement::Nullable(false))
    } else if is(&["required", "mandatory"]) {
        Some(Statement::Required)
    } else if is(&["key", "key of the entity", "the key of the entity"]) {
        Some(Statement::Key)
    } else if is(&["deprecated"]) {
        Some(Statement::Deprecated)
    } else if is(&[
        "optional",
        "unique",
        "immutable",
        "write-once",
        "not required",
        "case-sensitive",
        "auto-generated",
        "filterable",
    ]) {
        Some(Statement::Nothing)
    } else {
        None
    }
}
