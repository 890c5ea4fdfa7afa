//! JSON as docs have it: strict where it can be read so, else relaxed.
//!
//! Annotations, resource representations and example bodies are written by hand. What the relaxed reader mends — comments,
//! commas too many or too few, quotes of any kind, bare words, ellipses, what is cut short — is said in `repairs`.

mod relaxed;
mod text;

use crate::json::{self, Json};
use relaxed::Reader;
use std::borrow::Cow;

/// A value and what had to be mended to read it.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Relaxed<'t> {
    /// The value.
    pub(crate) value: Json<'t>,
    /// What is no strict JSON, each kind once, in order of appearance. Empty for strict JSON.
    pub(crate) repairs: Vec<&'static str>,
}

/// Text that is no JSON, however relaxed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct JsonError {
    /// Byte offset in the text.
    pub(crate) offset: usize,
    /// What is wrong there.
    pub(crate) message: String,
}

/// A member of an object, as it stands in the text.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Member<'t> {
    /// The key.
    pub(crate) key: Cow<'t, str>,
    /// Byte offset of the key's first character, behind its quote.
    pub(crate) offset: usize,
    /// The value.
    pub(crate) value: Json<'t>,
}

/// Reads one JSON value, and passes over what follows it.
pub(crate) fn read(text: &str) -> Result<Relaxed<'_>, JsonError> {
    if let Ok(value) = json::read(text) {
        return Ok(Relaxed { value, repairs: Vec::new() });
    }
    let mut reader = Reader::new(text);
    let value = reader.document()?;
    Ok(Relaxed { value, repairs: reader.repairs() })
}

/// The members of a top-level object (or of the one object in a top-level array), in order and with duplicates.
pub(crate) fn members(text: &str) -> Result<Vec<Member<'_>>, JsonError> {
    Reader::new(text).top_level_members()
}

#[cfg(test)]
mod tests;
