//! Names to words: `createUploadSession`, `drive-item_id`, `{id | name}` and `IPv4Range` all are words in some casing.

use crate::fold;
use std::borrow::Cow;

/// The words of a documented name, in lower case. Most are so already and stay where they stand.
///
/// A word ends at anything that is not a letter or digit, before a capital that follows a small letter or digit, and before
/// the last capital of a run that a small letter follows (`HTMLBody` is `html body`), unless that is the `s` of a plural (`PCs`).
/// Before another word `As` is one, too (`PDFAsImage`). Digits stay with the word before them.
pub(crate) fn words(name: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let mut rest = name;
    std::iter::from_fn(move || {
        let (_, from) = rest.split_at_checked(rest.find(char::is_alphanumeric)?)?;
        let (word, after) = from.split_at_checked(end_of_word(from))?;
        rest = after;
        Some(lower(word))
    })
}

/// Where the word ends that a text begins with.
fn end_of_word(text: &str) -> usize {
    let mut before = ' ';
    let mut chars = text.chars();
    loop {
        let at = text.len() - chars.as_str().len();
        let Some(c) = chars.next() else { return at };
        let small_follows = || chars.clone().next().is_some_and(char::is_lowercase) && !is_plural(c, chars.as_str());
        let breaks = || before.is_lowercase() || before.is_numeric() || before.is_uppercase() && small_follows();
        // Asked first, since most are: a small letter ends no word.
        if !c.is_ascii_lowercase() && (!c.is_alphanumeric() || c.is_uppercase() && breaks()) {
            return at;
        }
        before = c;
    }
}

/// Whether what follows the last of a run of capitals is the `s` of its plural.
fn is_plural(last: char, rest: &str) -> bool {
    let goes_on = |c: char| c.is_lowercase() || c.is_numeric() || last == 'A' && c.is_uppercase();
    rest.strip_prefix('s').is_some_and(|rest| !rest.starts_with(goes_on))
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
    for suffix in ["sses", "ches", "shes", "xes", "tuses", "iases"] {
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
            ("aBC", "a bc"),
            ("ABc", "a bc"),
            ("cloudPCs", "cloud pcs"),
            ("deviceIDsByURL", "device ids by url"),
            ("HTTPsOnly", "https only"),
            ("SLAs", "slas"),
            ("exportPDFAsImage", "export pdf as image"),
            ("URLsafe", "ur lsafe"),
            ("myXs", "my xs"),
            ("--a--B--", "a b"),
            ("@odata.type", "odata type"),
            ("$ref", "ref"),
            ("", ""),
            ("ÜberName", "über name"),
        ];
        for (name, expected) in rows {
            assert_eq!(words(name).collect::<Vec<_>>().join(" "), *expected, "{name}");
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
            ("statuses", "status"),
            ("aliases", "alias"),
            ("uses", "use"),
            ("phases", "phase"),
            ("access", "access"),
            ("children", "child"),
            ("s", "s"),
        ];
        for (plural, expected) in rows {
            assert_eq!(singular(plural), expected);
        }
    }
}
