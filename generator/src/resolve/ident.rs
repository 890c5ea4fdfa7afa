//! The one former of Rust identifiers.

use super::words::words;
use crate::model::CRATES;
use foldhash::HashSet;
use std::borrow::Cow;
use std::sync::LazyLock;

/// What an identifier names: that decides its case and what it must not be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    /// A function: snake case, no keyword, no method that every type has.
    Function,
    /// A field, argument or module: snake case, no keyword.
    Field,
    /// A type or variant: camel case, no keyword.
    Type,
}

/// Forms the identifier of a documented name; `None` if the name has no letter or digit to make one of.
pub(crate) fn ident(name: &str, place: Place) -> Option<String> {
    from_words(words(name), place)
}

/// Most identifiers are no longer.
const USUAL: usize = 32;

/// Forms an identifier of words (lower case, non-empty, letters and digits only).
pub(crate) fn from_words<W: AsRef<str>>(words: impl IntoIterator<Item = W>, place: Place) -> Option<String> {
    let mut out = String::with_capacity(USUAL);
    for word in words {
        match place {
            Place::Function | Place::Field => join(word.as_ref(), &mut out),
            Place::Type => capitalise(word.as_ref(), &mut out),
        }
    }
    if !out.is_ascii() {
        out.retain(|c| c == '_' || unicode_ident::is_xid_continue(c));
    }
    let first = out.chars().next()?;
    if !unicode_ident::is_xid_start(first) {
        // An identifier cannot start with a digit.
        out.insert_str(0, if place == Place::Type { "N" } else { "n" });
    }
    if is_taken(&out, place) {
        out.push('_');
    }
    Some(out)
}

/// Forms the identifier of what has a file of its own, or a function called like that. rustc loads files for modules with
/// ASCII names alone (E0754), so other letters become their numbers: `ü` is `ufc`. No module hides a crate.
pub(crate) fn module(name: &str, place: Place) -> Option<String> {
    let formed = from_words(words(name).map(ascii), place)?;
    Some(if CRATES.contains(&formed.as_str()) { formed + "_" } else { formed })
}

fn ascii(word: Cow<'_, str>) -> Cow<'_, str> {
    if word.is_ascii() {
        return word;
    }
    let letter = |c: char| if c.is_ascii() { c.to_string() } else { format!("u{:x}", u32::from(c)) };
    word.chars().map(letter).collect()
}

/// Forms the name of a cargo feature, the case folded; `None` if there is no letter or digit to make one of.
/// (Cargo Book, "Features": the first character is one of an identifier or a digit, `default` has a meaning.)
pub(crate) fn feature(name: &str) -> Option<String> {
    let mut out = words(&name.to_lowercase()).collect::<Vec<_>>().join("-");
    out.retain(|c| c == '-' || unicode_ident::is_xid_continue(c));
    let first = out.chars().next()?;
    if out == "default" || !(first.is_ascii_digit() || unicode_ident::is_xid_start(first)) {
        out.insert_str(0, "area-");
    }
    Some(out)
}

fn join(word: &str, out: &mut String) {
    if !out.is_empty() {
        out.push('_');
    }
    out.push_str(word);
}

fn capitalise(word: &str, out: &mut String) {
    let mut chars = word.chars();
    out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
    out.push_str(chars.as_str());
}

/// Keywords of every edition, strict and reserved (Rust Reference, "Keywords"). All of them get the underscore, also those
/// that could be raw identifiers: one rule is easier to remember.
pub(crate) const KEYWORDS: [&str; 54] = [
    "abstract",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "crate",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "pub",
    "ref",
    "return",
    "self",
    "Self",
    "static",
    "struct",
    "super",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "union",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
    "macro_rules",
];

/// Methods that std's traits give to every type, or that readers take for them.
const METHODS: [&str; 26] = [
    "as_mut",
    "as_ref",
    "borrow",
    "borrow_mut",
    "clone",
    "clone_from",
    "cmp",
    "default",
    "deref",
    "drop",
    "eq",
    "fmt",
    "from",
    "hash",
    "index",
    "into",
    "into_iter",
    "iter",
    "ne",
    "new",
    "next",
    "partial_cmp",
    "to_owned",
    "to_string",
    "try_from",
    "try_into",
];

fn is_taken(name: &str, place: Place) -> bool {
    static BY_KEYWORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| KEYWORDS.into_iter().collect());
    static BY_METHODS: LazyLock<HashSet<&str>> = LazyLock::new(|| METHODS.into_iter().collect());
    BY_KEYWORDS.contains(name) || place == Place::Function && BY_METHODS.contains(name)
}

/// Gives out names within one scope; a name that is taken gets a number behind it.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    taken: HashSet<String>,
}

impl Scope {
    /// Takes a name, or the first free one of `name_2`, `name_3`… (`Name2` for types). Tells whether it had to.
    pub(crate) fn take(&mut self, name: &str, place: Place) -> (String, bool) {
        if self.taken.insert(name.to_owned()) {
            return (name.to_owned(), false);
        }
        let joint = if place == Place::Type { "" } else { "_" };
        let mut number = 2usize;
        loop {
            let candidate = format!("{}{joint}{number}", name.trim_end_matches('_'));
            if self.taken.insert(candidate.clone()) {
                return (candidate, true);
            }
            number += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_keyword_becomes_a_valid_identifier_in_every_place() {
        for keyword in KEYWORDS {
            for place in [Place::Function, Place::Field, Place::Type] {
                let formed = ident(keyword, place).expect("keywords have letters");
                assert!(syn::parse_str::<syn::Ident>(&formed).is_ok(), "{keyword} became {formed}");
            }
        }
    }

    #[test]
    fn identifiers_follow_their_place() {
        let rows = [
            ("createUploadSession", Place::Function, Some("create_upload_session")),
            ("move", Place::Function, Some("move_")),
            ("clone", Place::Function, Some("clone_")),
            ("clone", Place::Field, Some("clone")),
            ("driveItem", Place::Type, Some("DriveItem")),
            ("self", Place::Type, Some("Self_")),
            ("2fa", Place::Field, Some("n2fa")),
            ("365Days", Place::Type, Some("N365Days")),
            ("@odata.type", Place::Field, Some("odata_type")),
            ("JIS B4", Place::Type, Some("JisB4")),
            ("--", Place::Field, None),
            ("", Place::Type, None),
        ];
        for (name, place, expected) in rows {
            assert_eq!(ident(name, place).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn any_text_becomes_a_valid_identifier_or_none() {
        for name in ["é", "٣", "ⅷ", "a\u{301}b", "x²", "ﬀ", "名前", "ß", "ǆ", "_", "a__b", "１２"] {
            for place in [Place::Function, Place::Field, Place::Type] {
                if let Some(formed) = ident(name, place) {
                    assert!(syn::parse_str::<syn::Ident>(&formed).is_ok(), "{name} became {formed}");
                }
            }
        }
    }

    #[test]
    fn modules_are_ascii() {
        let rows = [
            ("driveItem", Place::Field, Some("drive_item")),
            ("clone", Place::Function, Some("clone_")),
            ("Übersicht", Place::Field, Some("ufcbersicht")),
            ("名前", Place::Function, Some("u540du524d")),
            ("docwrightRuntime", Place::Field, Some("docwright_runtime_")),
            ("std", Place::Function, Some("std_")),
            ("--", Place::Field, None),
        ];
        for (name, place, expected) in rows {
            assert_eq!(module(name, place).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn areas_become_features_that_cargo_takes() {
        let rows = [
            ("identity-and-sign-in", Some("identity-and-sign-in")),
            ("SharePoint", Some("sharepoint")),
            (" Universal  Print ", Some("universal-print")),
            ("365 apps", Some("365-apps")),
            ("default", Some("area-default")),
            ("٣d", Some("area-٣d")),
            ("x²", Some("x")),
            ("a/b:c\"\n[d]", Some("a-b-c-d")),
            ("²", None),
            ("--", None),
            ("", None),
        ];
        for (name, expected) in rows {
            assert_eq!(feature(name).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn a_scope_numbers_what_is_taken() {
        let mut scope = Scope::default();
        assert_eq!(scope.take("get", Place::Field), ("get".into(), false));
        assert_eq!(scope.take("get", Place::Field), ("get_2".into(), true));
        assert_eq!(scope.take("Get", Place::Type), ("Get".into(), false));
        assert_eq!(scope.take("Get", Place::Type), ("Get2".into(), true));
    }
}
