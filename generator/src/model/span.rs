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

/// Where a text of several lines stands: as a whole, if it is the file's own; else each of its lines. In lists and quotes, and
/// where lines end in two characters, only the lines are the file's. A tab of which a list takes a part comes as blanks,
/// which stand nowhere.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct BodyPlace(pub Vec<Span>);

impl BodyPlace {
    /// The character at an offset of the text; `None` if nothing stands there.
    pub fn character(&self, text: &str, offset: usize) -> Option<Span> {
        let before = text.get(..offset)?;
        let character = text.get(offset..)?.chars().next()?;
        let lines = u32::try_from(before.matches('\n').count()).ok()?;
        let passed = before.rsplit('\n').next().unwrap_or_default();
        let (at, columns) = (u32::try_from(passed.len()).ok()?, u32::try_from(passed.chars().count()).ok()?);
        let (start, line, columns) = match self.0.as_slice() {
            [whole] if lines > 0 => {
                let line = Span { line: whole.line + lines, column: 1, ..*whole };
                (whole.start + u32::try_from(offset).ok()?, line, columns)
            }
            all => {
                let line = all.get(usize::try_from(lines).ok()?)?;
                let shown = text.get(offset - passed.len()..)?.lines().next().map_or(0, str::len);
                let blanks = u32::try_from(shown).ok()?.saturating_sub(line.end - line.start);
                (line.start + at.saturating_sub(blanks), *line, columns.saturating_sub(blanks))
            }
        };
        let end = start + u32::try_from(character.len_utf8()).ok()?;
        Some(Span { start, end, column: line.column + columns, ..line })
    }
}

impl Span {
    /// The first line of a file: for what concerns the file as a whole.
    pub fn file(file: FileId) -> Self {
        Span { file, start: 0, end: 0, line: 1, column: 1 }
    }
}
