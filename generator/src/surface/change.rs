//! What differs between two surfaces.

use super::{Kind, Place};
use serde::Serialize;

/// What differs between two surfaces, in the order of the things.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Diff {
    /// The changes.
    pub changes: Vec<Change>,
}

/// One change.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Change {
    /// What kind of change it is.
    pub kind: Kind,
    /// The key of what has changed, as its line has it; the old one of what was removed or renamed.
    pub key: String,
    /// The key that it has now, where that is another one.
    pub new_key: Option<String>,
    /// What it means for callers.
    pub class: Class,
    /// It concerns who may call, not what is called.
    pub permissions: bool,
    /// Code that compiled still compiles: what breaks is only seen when requests are sent or answers read.
    pub wire_only: bool,
    /// What has changed, in a sentence without a full stop at its end.
    pub sentence: String,
    /// Where the old one is documented.
    pub base: Option<Place>,
    /// Where the new one is documented.
    pub head: Option<Place>,
}

/// What a change means for callers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// Code or requests that worked may fail.
    Breaking,
    /// What worked still works, and there is more of it.
    Additive,
    /// Nothing but what the docs say about it, or where.
    DocsOnly,
}

impl Change {
    /// The same in every run, and no other change's: kind and key, and the new key if there is one.
    pub fn id(&self) -> String {
        match &self.new_key {
            Some(new) => format!("{} {} > {new}", self.kind, self.key),
            None => format!("{} {}", self.kind, self.key),
        }
    }

    /// The id of the same change for whoever goes from head to base.
    pub fn mirror_id(&self) -> String {
        match &self.new_key {
            Some(new) => format!("{} {new} > {}", self.kind.mirror(), self.key),
            None => format!("{} {}", self.kind.mirror(), self.key),
        }
    }
}
