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

/// Where a text of several lines stands: its stretches that stand in a file in one piece, each with its offset in the text. A text
/// that is the file's own is one; in lists and quotes, and where lines end in two characters, each line is.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct BodyPlace(pub Vec<(usize, Span)>);

impl BodyPlace {
    /// The first stretch.
    pub fn first(&self) -> Option<Span> {
        self.0.first().map(|(_, span)| *span)
    }

    /// The character at an offset of the text; `None` if nothing stands there.
    pub fn character(&self, text: &str, offset: usize) -> Option<Span> {
        let character = text.get(offset..)?.chars().next()?;
        let after = self.0.partition_point(|(at, _)| *at <= offset);
        let (at, stretch) = self.0.get(after.checked_sub(1)?)?;
        let before = text.get(*at..offset)?;
        let start = stretch.start + u32::try_from(before.len()).ok()?;
        let end = start + u32::try_from(character.len_utf8()).ok()?;
        let lines = u32::try_from(before.matches('\n').count()).ok()?;
        let first_column = if lines == 0 { stretch.column } else { 1 };
        let columns = u32::try_from(before.rsplit('\n').next().unwrap_or_default().chars().count()).ok()?;
        Some(Span { start, end, line: stretch.line + lines, column: first_column + columns, ..*stretch })
    }
}

impl Span {
    /// The first line of a file: for what concerns the file as a whole.
    pub fn file(file: FileId) -> Self {
        Span { file, start: 0, end: 0, line: 1, column: 1 }
    }
}
