//! The one way from text to an identifier or a literal.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use std::str::FromStr;

/// An identifier that the IR gives. Resolve made it valid; should it not be, every odd character becomes `_`, so that a
/// bug shows as a compile error in the emitted crate rather than as a panic.
pub(super) fn ident(name: &str) -> Ident {
    if is_plain(name) || (!name.is_ascii() && syn::parse_str::<Ident>(name).is_ok()) {
        return Ident::new(name, Span::call_site());
    }
    let mut mended: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if !mended.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        mended.insert(0, '_');
    }
    Ident::new(&mended, Span::call_site())
}

fn is_plain(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_alphabetic() || b == b'_')
        && bytes.all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// A string literal for a body or other text of several lines: as it is, raw where it must be, so that it reads as
/// documented; escaped only if there is no other way.
pub(super) fn text(value: &str) -> Literal {
    let plain = !value.contains(['"', '\\', '\n']);
    if plain || value.contains(|c: char| (c.is_control() && c != '\n' && c != '\t') || is_bidi(c) || is_invisible(c)) {
        return Literal::string(value);
    }
    if !value.contains(['"', '\\']) {
        return Literal::from_str(&format!("\"{value}\"")).unwrap_or_else(|_| Literal::string(value));
    }
    let mut hashes = String::new();
    while value.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    // Rust takes 255, readers fewer.
    if hashes.len() > 8 {
        return Literal::string(value);
    }
    Literal::from_str(&format!("r{hashes}\"{value}\"{hashes}")).unwrap_or_else(|_| Literal::string(value))
}

/// Characters that change the direction of text: rustc refuses them in comments and literals.
pub(super) fn is_bidi(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Characters without a width: readers don't see them, so clippy refuses them in literals (`invisible_characters`).
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}')
}

/// A number as tokens, its sign being one of its own.
pub(super) fn number(text: &str) -> TokenStream {
    TokenStream::from_str(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn texts_read_as_documented_unless_something_in_them_can_not_be_seen() {
        let rows = [
            ("a b", "\"a b\""),
            ("a\nb", "\"a\nb\""),
            ("{\n \"a\": 1 }", "r#\"{\n \"a\": 1 }\"#"),
            ("a\n\u{200B}b", r#""a\n\u{200b}b""#),
            ("a\u{AD}\n\"b\"", r#""a\u{ad}\n\"b\"""#),
            ("a\n\u{202E}b", r#""a\n\u{202e}b""#),
            ("a\u{2060}", r#""a\u{2060}""#),
        ];
        for (value, expected) in rows {
            assert_eq!(text(value).to_string(), expected);
        }
    }
}
