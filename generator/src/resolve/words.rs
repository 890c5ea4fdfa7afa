//! Names to words: `createUploadSession`, `drive-item_id`, `{id | name}` and `IPv4Range` all are words in some casing.

use crate::fold;
use std::borrow::Cow;

/// Splits a documented name into lower-case words. Most are in lower case already and stay where they stand.
///
/// A word ends at anything that is not a letter or digit, before a capital that follows a small letter or digit, and before
/// the last capital of a run that a small letter follows (`HTMLBody` is `html body`). Digits stay with the word before them.
pub(crate) fn words(name: &str) -> Vec<Cow<'_, str>> {
    let mut words = Vec::with_capacity(4);
    let word = |word| words.push(lower(word));
    match name.is_ascii() {
        true => split(name, name.bytes().map(char::from).enumerate(), word),
        false => split(name, name.char_indices(), word),
    }
    words
}

fn split<'n>(name: &'n str, chars: impl Iterator<Item = (usize, char)>, mut word: impl FnMut(&'n str)) {
    let mut hand_out = |from: usize, to: usize| {
        if let Some(found) = name.get(from..to).filter(|found| !found.is_empty()) {
            word(found);
        }
    };
    let mut start = 0;
    let mut before = ' ';
    let mut chars = chars.peekable();
    while let Some((at, c)) = chars.next() {
        let ends = if c.is_alphanumeric() {
            let mut small_follows = || chars.peek().is_some_and(|(_, next)| next.is_lowercase());
            let breaks = before.is_lowercase() || before.is_numeric() || before.is_uppercase() && small_follows();
            c.is_uppercase() && breaks
        } else {
            true
        };
        if ends {
            hand_out(start, at);
            start = if c.is_alphanumeric() { at } else { at + c.len_utf8() };
        }
        before = c;
    }
    hand_out(start, name.len());
}

/// A word in lower case, letter by letter: `Σ` is the same at a word's end.
fn lower(word: &str) -> Cow<'_, str> {
    if word.is_ascii() { fold::lower(word) } else { word.chars().flat_map(char::to_lowercase).collect() }
}

/// The singular of an English plural as route segments use it: `groups`, `policies`, `batches`, `children`.
pub(crate) fn singular(word: &str) -> String {
    let ends = |suffix: &str| word.strip_suffix(suffix).filter(|stem| stem.len() > 1);
    match word {
        "children" => return "child".to_owned(),
        "series" | "species" => return word.to_owned(),
        "shelves" => return "shelf".to_owned(),
        "people" => return "person".to_owned(),
        _ => {}
    }
    if let Some(stem) = ends("ies") {
        return format!("{stem}y");
    }
    for suffix in ["sses", "ches", "shes", "xes"] {
        if let Some(stem) = ends(suffix) {
            return format!("{stem}{}", suffix.trim_end_matches("es"));
        }
    }
    match ends("s") {
        Some(stem) if !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{singular, words};

    #[test]
    fn names_in_any_casing_become_words() {
        let rows: &[(&str, &str)] = &[
            ("createUploadSession", "create upload session"),
            ("drive-item_id", "drive item id"),
            ("id | userPrincipalName", "id user principal name"),
            ("HTMLBody", "html body"),
            ("windows10XProfile", "windows10 x profile"),
            ("@odata.type", "odata type"),
            ("$ref", "ref"),
            ("", ""),
            ("ÜberName", "über name"),
        ];
        for (name, expected) in rows {
            assert_eq!(words(name).join(" "), *expected, "{name}");
        }
    }

    #[test]
    fn plurals_lose_their_ending() {
        let rows = [
            ("groups", "group"),
            ("policies", "policy"),
            ("batches", "batch"),
            ("classes", "class"),
            ("status", "status"),
            ("access", "access"),
            ("children", "child"),
            ("s", "s"),
        ];
        for (plural, expected) in rows {
            assert_eq!(singular(plural), expected);
        }
    }
}
