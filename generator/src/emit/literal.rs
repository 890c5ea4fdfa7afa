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
    if plain || value.contains(|c: char| (c.is_control() && c != '\n' && c != '\t') || is_bidi(c)) {
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

/// A number as tokens, its sign being one of its own.
pub(super) fn number(text: &str) -> TokenStream {
    TokenStream::from_str(text).unwrap_or_default()
}
