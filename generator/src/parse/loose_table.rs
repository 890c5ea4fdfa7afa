//! Tables that CommonMark does not take for one: the ruler has another number of columns than the header.
//!
//! The author meant a table, and published pages show one; so it is read row by row.

use super::inline::Inline;
use super::markdown::{OPTIONS, Row, Table};
use super::rich::RichText;

/// Reads a paragraph's source as a table, if its first line has pipes and its second is a ruler.
pub(crate) fn read(source: &str, start: usize) -> Option<Table<'_>> {
    if !source.trim_start().starts_with('|') {
        return None;
    }
    let mut lines = source.split_inclusive('\n');
    let header = lines.next()?;
    let ruler = lines.next()?;
    if !is_ruler(ruler) {
        return None;
    }
    let mut table = Table::new(cells(header));
    let mut at = start + header.len() + ruler.len();
    for line in lines {
        if !line.trim().is_empty() {
            let end = at + line.trim_end().len();
            table.rows.push(Row { cells: cells(line), range: at..end });
        }
        at += line.len();
    }
    Some(table)
}

fn is_ruler(line: &str) -> bool {
    let line = line.trim();
    line.contains("--") && line.contains('|') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

fn cells(line: &str) -> Vec<RichText<'_>> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = Vec::new();
    let mut start = 0;
    let mut escaped = false;
    for (i, c) in line.char_indices() {
        if c == '|' && !escaped {
            cells.push(cell(&line[start..i]));
            start = i + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    if !line[start..].trim().is_empty() {
        cells.push(cell(&line[start..]));
    }
    cells
}

fn cell(source: &str) -> RichText<'_> {
    let source = source.trim();
    let mut inline = Inline::new(source);
    for (event, at) in pulldown_cmark::Parser::new_ext(source, OPTIONS).into_offset_iter() {
        inline.event(event, at);
    }
    inline.finish().0
}
