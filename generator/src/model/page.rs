//! Pages and what became of them.

use super::{FileId, Name};
use serde::Serialize;

/// A page of the docs folder.
#[derive(Clone, Debug, Serialize)]
pub struct Page {
    /// Path below the docs folder, with `/` between its parts.
    pub path: String,
    /// Its source file.
    pub file: FileId,
    /// The H1, else the front matter's title.
    pub title: String,
    /// The product area (`ms.prod` or `ms.subservice`), the Rust side being a cargo feature's name.
    pub area: Option<Name>,
    /// What became of the page.
    pub outcome: Outcome,
}

/// What became of a page. Each page ends in exactly one of these.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(tag = "outcome", content = "reason", rename_all = "lowercase")]
pub enum Outcome {
    /// Its routes became an operation.
    Operation,
    /// It documents at least one type and no operation.
    Type,
    /// It documents enumerations only.
    Enum,
    /// It documents nothing that could be generated, and does not claim to.
    Prose,
    /// It should have become something and did not, for this reason.
    Skipped(String),
}
