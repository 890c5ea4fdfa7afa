//! Where something is documented.

use super::FileId;
use serde::Serialize;

/// A stretch of a source file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
pub struct Span {
    /// The page or include that the text stands in.
    pub file: FileId,
    /// First byte, counted from the start of the file.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Line of the first byte, from 1.
    pub line: u32,
    /// Column of the first byte in characters, from 1.
    pub column: u32,
}

impl Span {
    /// The first line of a file: for what concerns the file as a whole.
    pub fn file(file: FileId) -> Self {
        Span { file, start: 0, end: 0, line: 1, column: 1 }
    }
}
