//! Source text: files, spans, includes. No file system: the caller hands in every file's bytes.

mod document;
mod files;
mod include;

pub use document::Document;
pub use files::{SourceFile, Sources};
pub use include::include_targets;
