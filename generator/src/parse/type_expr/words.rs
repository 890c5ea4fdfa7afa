//! A type cell as words.

use super::super::rich::RichText;

/// What a word is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Mark {
    /// A type's name, or prose.
    Name,
    /// `collection`, `array`.
    Collection,
    /// `[]` behind a name.
    Array,
    /// `of`, `a`, `the`.
    Of,
    /// `object`, `resource`, `enumeration`: says what kind of thing the name before it is.
    Kind,
    /// `optional`, `required`, `read-only`.
    Aside,
    /// `or`, `|`.
    Or,
    /// `/`.
    Slash,
    /// `(`, `<`.
    Open,
    /// `)`, `>`.
    Close,
    /// Where a sentence ends or goes on: no type continues behind it.
    Stop,
}

/// A word of a cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'t> {
    pub(super) mark: Mark,
    pub(super) text: &'t str,
    pub(super) link: Option<&'t str>,
}

/// No type takes more words; what follows is prose.
const MAX_WORDS: usize = 64;

/// Cuts a cell into words.
pub(super) fn words<'c>(cell: &'c RichText<'_>) -> Vec<Word<'c>> {
    let mut words = Vec::new();
    let mut at = 0;
    for link in &cell.links {
        let Some(before) = cell.plain.get(at..link.range.start) else { continue };
        split(before, None, &mut words);
        let text = cell.slice(&link.range);
        let target = Some(&*link.target).filter(|target| leads_to_page(target));
        let name = text.trim().trim_matches(['[', ']', '*', '`']);
        if !name.is_empty() && name.chars().all(is_name_char) {
            words.push(Word { mark: Mark::Name, text: name, link: target });
        } else if let Some(stem) = target.and_then(|target| stem_in_words(target, name)) {
            words.push(Word { mark: Mark::Name, text: stem, link: target });
        } else {
            // "Security groups" with an anchor is prose, not a type.
            split(text, target.filter(|target| !target.starts_with('#')), &mut words);
        }
        at = link.range.end;
    }
    split(cell.plain.get(at..).unwrap_or_default(), None, &mut words);
    words
}

/// Whether a link may lead to a type's page rather than out of the docs.
fn leads_to_page(target: &str) -> bool {
    !target.contains("://") && !target.starts_with("mailto:")
}

/// The stem of a page whose name the words spell apart: `[Machine Action](machineaction.md)`.
fn stem_in_words<'t>(target: &'t str, words: &str) -> Option<&'t str> {
    let path = target.split(['?', '#']).next()?;
    let stem = path.rsplit('/').next()?.strip_suffix(".md")?;
    let joined: String = words.split_whitespace().collect();
    (!joined.is_empty() && stem.eq_ignore_ascii_case(&joined)).then_some(stem)
}

fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '_' | '#' | '-')
}

fn split<'t>(text: &'t str, link: Option<&'t str>, words: &mut Vec<Word<'t>>) {
    let mut rest = text;
    while let Some(first) = rest.chars().next().filter(|_| words.len() < MAX_WORDS) {
        if is_name_char(first) {
            let len = rest.find(|c| !is_name_char(c)).unwrap_or(rest.len());
            word(rest.get(..len).unwrap_or_default(), link, words);
            rest = rest.get(len..).unwrap_or_default();
            continue;
        }
        // `[T][]` and `[T][t]` are references that lead nowhere, `T[]` is an array.
        let reference = first == '[' && words.last().is_some_and(|w| w.text == "]") && text.len() > rest.len();
        let reference_len = reference.then(|| rest.find(']')).flatten().map(|end| end + 1);
        let is_array = reference_len.is_none() && rest.starts_with("[]");
        let mark = match first {
            _ if reference_len.is_some() => None,
            '[' if is_array => Some(Mark::Array),
            '(' | '<' | '[' => Some(Mark::Open),
            ')' | '>' | ']' => Some(Mark::Close),
            '|' => Some(Mark::Or),
            '/' => Some(Mark::Slash),
            ',' | ';' | ':' => Some(Mark::Stop),
            _ => None,
        };
        let len = reference_len.unwrap_or(if is_array { 2 } else { first.len_utf8() });
        let text = rest.get(..len).unwrap_or_default();
        match mark {
            // Brackets around a name are left over from a link; they are no remark.
            Some(Mark::Open) if first == '[' => words.push(Word { mark: Mark::Close, text, link: None }),
            Some(mark) => words.push(Word { mark, text, link: None }),
            None => {}
        }
        rest = rest.get(len..).unwrap_or_default();
    }
}

/// Adds a word and, if a sentence ends with it, a stop.
fn word<'t>(text: &'t str, link: Option<&'t str>, words: &mut Vec<Word<'t>>) {
    let name = text.trim_end_matches('.').trim_start_matches(['.', '-']).trim_end_matches('-');
    if name.is_empty() {
        return;
    }
    words.push(Word { mark: mark(name), text: name, link });
    if text.ends_with('.') {
        words.push(Word { mark: Mark::Stop, text: ".", link: None });
    }
}

fn mark(word: &str) -> Mark {
    let word = word.trim_start_matches('#');
    let is = |list: &[&str]| list.iter().any(|w| word.eq_ignore_ascii_case(w));
    if is(&[
        "collection",
        "collections",
        "array",
        "arrays",
        "コレクション",
        "sammlung",
        "colección",
        "coleção",
        "коллекция",
        "集合",
    ]) {
        Mark::Collection
    } else if is(&["of", "a", "an", "the", "de", "von", "unknown", "type"]) {
        Mark::Of
    } else if is(&[
        "object",
        "objects",
        "resource",
        "resources",
        "entity",
        "entities",
        "enumeration",
        "enum",
        "instance",
    ]) {
        Mark::Kind
    } else if is(&["optional", "required", "readonly", "read-only", "nullable", "untyped"]) {
        Mark::Aside
    } else if is(&["or", "oder", "ou"]) {
        Mark::Or
    } else {
        Mark::Name
    }
}
