//! Source text: files, spans, includes. No file system: the caller hands in every file's bytes.

mod cut;
mod document;
mod expand;
mod files;
mod front_matter;
mod include;
mod scan;
mod translation;

pub(crate) use cut::{lines, parts};
pub use document::{Document, SourceOptions};
pub use files::{NotUtf8, SourceFile, Sources};
pub use include::{IncludeTarget, include_candidates, include_targets};

#[cfg(test)]
mod tests;
