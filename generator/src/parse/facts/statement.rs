//! Statements: sentences that say one thing about the property and nothing else.

/// A statement.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Statement {
    ReadOnly,
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
            let behind = rest.get(at + 1..).unwrap_or_default();
            behind.is_empty()
                || behind.starts_with([' ', '\n', '\r', '\t', '<', '\u{a0}'])
                || rest.as_bytes().get(*at) == Some(&b'\n')
        });
        let end = end.unwrap_or(rest.len());
        let sentence = rest.get(..end).unwrap_or_default();
        rest = rest.get(end + 1..).unwrap_or_default();
        Some(sentence)
    })
}

/// What a sentence states.
pub(super) fn statements(sentence: &str) -> Vec<Statement> {
    let sentence = sentence.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | ':'));
    let mut found = all_clauses(sentence).or_else(|| opening_clause(sentence)).unwrap_or_default();
    found.extend(parenthesised(sentence));
    found.extend(about_itself(sentence));
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
    let end = sentence.find([',', ';', ':', '–', '—']).or_else(|| sentence.find(" -"))?;
    let behind = sentence.get(end..)?.trim_start_matches([',', ';', ':', '–', '—', ' ', '-']);
    // One word behind it looks like a list of values.
    (behind.split_whitespace().nth(2).is_some()).then_some(())?;
    keyword(sentence.get(..end)?).map(|statement| vec![statement])
}

/// "(read-only)", "[Deprecated]".
fn parenthesised(sentence: &str) -> Vec<Statement> {
    let mut found = Vec::new();
    let mut rest = sentence;
    while let Some(open) = rest.find(['(', '[']) {
        rest = rest.get(open + 1..).unwrap_or_default();
        let Some(close) = rest.find([')', ']', '(', '[']) else { break };
        let inner = rest.get(..close).unwrap_or_default();
        found.extend(all_clauses(inner).unwrap_or_default());
        rest = rest.get(close..).unwrap_or_default();
    }
    found
}

/// "This property is read-only", "It can be null".
fn about_itself(sentence: &str) -> Option<Statement> {
    let starts = |word: &str| sentence.get(..word.len()).is_some_and(|s| s.eq_ignore_ascii_case(word));
    let subject =
        ["this ", "it ", "the property ", "the value ", "the parameter "].into_iter().find(|word| starts(word))?;
    let lower = sentence.to_ascii_lowercase();
    let rest = lower.get(subject.len()..)?;
    // Both can be far from the subject; a few words later they belong to something else.
    let near = |phrase: &str| {
        let at = rest.find(phrase)?;
        let is_subject = rest.get(..at)?.split_whitespace().count() <= 3;
        is_subject.then(|| rest.get(at + phrase.len()..).unwrap_or_default())
    };
    let at_start =
        |phrase: &str| rest.get(..phrase.len()).filter(|r| *r == phrase).and_then(|_| rest.get(phrase.len()..));
    let says = |phrase: &str| near(&format!(" {phrase}")).or_else(|| at_start(phrase));
    if ["is read-only", "is read only", "is a read-only"].into_iter().find_map(says).is_some() {
        return Some(Statement::ReadOnly);
    }
    if ["is deprecated", "has been deprecated", "is now deprecated"].into_iter().find_map(says).is_some() {
        return Some(Statement::Deprecated);
    }
    let ends = |phrases: &[&str]| phrases.iter().find_map(|p| says(p)).is_some_and(|behind| behind.trim().is_empty());
    if ends(&["is not nullable", "cannot be null", "can't be null", "must not be null", "can not be null"]) {
        Some(Statement::Nullable(false))
    } else if ends(&["is nullable", "can be null", "may be null"]) {
        Some(Statement::Nullable(true))
    } else if ends(&["is required", "is mandatory"]) {
        Some(Statement::Required)
    } else {
        None
    }
}

/// A clause that is nothing but a statement.
fn keyword(clause: &str) -> Option<Statement> {
    let clause =
        clause.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '"' | '[' | ']' | '(' | ')'));
    let is = |list: &[&str]| list.iter().any(|word| clause.eq_ignore_ascii_case(word));
    if clause.len() > 30 {
        None
    } else if is(&["read-only", "readonly", "read only"]) {
        Some(Statement::ReadOnly)
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
