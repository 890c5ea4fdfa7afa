//! Names and documentation text.

use serde::Serialize;

/// A thing's two names, kept together so that neither is ever derived from the other later on.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize)]
pub struct Name {
    /// As documented and as sent: `@odata.type`, `driveItem`, `if-none-match`.
    pub wire: String,
    /// A Rust identifier in the case of its place (`r#`-free; keywords carry a trailing underscore).
    pub rust: String,
}

/// Documentation text, made safe for rustdoc by the parser: Markdown with HTML escaped, absolute links only and no code
/// that rustdoc would try to compile. Empty where the page says nothing.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Doc(pub String);

impl Doc {
    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
