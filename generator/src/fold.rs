//! Text in lower case: what names and phrases are compared in.

use std::borrow::Cow;

/// A text in lower case. Much of it is already, and needs no copy.
pub(crate) fn lower(text: &str) -> Cow<'_, str> {
    let stays = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if text.bytes().all(stays) { Cow::Borrowed(text) } else { Cow::Owned(text.to_lowercase()) }
}

/// As [`lower`], of a text that is given back if it stays as it is.
pub(crate) fn lowered(text: String) -> String {
    if let Cow::Owned(lower) = lower(&text) {
        return lower;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{lower, lowered};
    use std::borrow::Cow;

    #[test]
    fn folds_as_std_does_and_copies_only_what_changes() {
        for text in ["", "plain", "Camel", "ÜBER", "straße", "İ", "ΣΑΣ", "一"] {
            assert_eq!(lower(text), text.to_lowercase(), "{text}");
            assert_eq!(lowered(text.to_owned()), text.to_lowercase(), "{text}");
        }
        assert!(matches!(lower("plain text, 2"), Cow::Borrowed(_)));
        let text = String::from("plain");
        let place = text.as_ptr();
        let lower = lowered(text);
        assert_eq!(lower.as_ptr(), place, "given back");
    }
}
