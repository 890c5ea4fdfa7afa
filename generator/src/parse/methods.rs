//! The Methods table of a resource page: which operation returns what.

use super::links::Links;
use super::markdown::Table;
use super::type_expr;
use crate::model::draft::MethodRow;

/// Whether the columns say that a table lists methods, whatever its heading.
pub(crate) fn is_method_table(table: &Table<'_>) -> bool {
    table.column(|h| h == "method") == Some(0) && table.column(|h| h == "return type").is_some()
}

/// Reads the rows that link to a page.
pub(crate) fn rows(table: &Table<'_>, links: &Links<'_>) -> Vec<MethodRow> {
    let ty = table.column(|h| h.starts_with("return") || h == "type");
    let mut rows = Vec::new();
    for row in &table.rows {
        let Some(cell) = row.cell(ty) else { continue };
        let Some(page) = row.cells.first().and_then(|c| c.links.first()).and_then(|l| links.page_path(&l.target))
        else {
            continue;
        };
        let none = matches!(cell.plain.trim().to_lowercase().trim_end_matches('.'), "none" | "no content" | "");
        let ty = (!none).then(|| type_expr::read(cell).expr).flatten().map(|expr| links.linked(expr));
        rows.push(MethodRow { page, ty, none });
    }
    rows
}
