//! The API surface: every public thing of a generated client, as plain data, as lines of text, and where the docs say it.
//!
//! Knows neither the model nor Rust's syntax: `emit` makes a [`Surface`], and a `SURFACE.txt` that is read becomes the same
//! one. A thing is keyed on its wire name, so that what is added shifts no other line. The grammar of the lines is in
//! ARCHITECTURE.md.

mod change;
mod diff;
mod json;
mod kind;
mod places;
mod read;
#[cfg(test)]
mod tests;
mod text;
mod thing;

pub use change::{Change, Class, Diff};
pub use diff::diff;
pub use kind::Kind;
pub(crate) use places::fingerprint;
pub use read::SurfaceError;
pub use text::{FILE_NAME, FORMAT, PLACES_FILE_NAME};
pub use thing::{
    Area, Body, Enum, Group, Member, Operation, Output, Parameter, Permission, Property, QueryOption, Route, Thing,
    Type,
};

use serde::Serialize;

/// Everything that callers of a client can name, sorted by key.
#[derive(Clone, Debug, Default)]
pub struct Surface {
    entries: Vec<Entry>,
}

/// A public thing, and where it is documented.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it is.
    pub thing: Thing,
    /// Where it is documented; absent if that isn't known or it is documented nowhere.
    pub place: Option<Place>,
}

/// Where something is documented.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
pub struct Place {
    /// The page's path below the docs folder.
    pub page: String,
    /// The line, from 1.
    pub line: u32,
    /// A fingerprint of what is said there and is no fact of the surface, such as the description; 0 if nothing is.
    #[serde(skip)]
    pub said: u32,
}

impl Surface {
    /// Sorts things into a surface.
    pub fn new(mut entries: Vec<Entry>) -> Surface {
        entries.sort_by_cached_key(|entry| (entry.thing.key(), entry.thing.to_string()));
        Surface { entries }
    }

    /// The things, sorted by key; those of one key (permissions that several pages give) by their facts.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}
