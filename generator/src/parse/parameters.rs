//! Tables of headers, query, path, function and body parameters.

use super::facts::{self, Need};
use super::links::Links;
use super::markdown::{Row, Table};
use super::rich::RichText;
use super::{columns, type_expr};
use crate::model::draft::{ParameterDraft, TypeExpr};
use crate::model::{Location, Span, edm};

/// Reads a parameter table; `None` if it has no column of names.
pub(crate) fn read(
    table: &Table<'_>,
    location: Location,
    links: &Links<'_>,
    span: impl Fn(&Row<'_>) -> Span,
) -> Option<Vec<ParameterDraft>> {
    let name = name_column(table, location)?;
    let types = table.column(columns::is_type);
    let ty = types.or_else(|| {
        (location != Location::Header).then(|| table.column(|h| matches!(h, "value" | "values"))).flatten()
    });
    let described = table.column(|h| columns::is_description(h) || h == "comments" || h == "details");
    // Beside nothing but names, a column of values may hold the values themselves.
    let may_be_values = described.is_none() && ty.is_some() && types.is_none();
    let doc = described
        .or_else(|| table.column(|h| h == "value").filter(|c| Some(*c) != ty))
        .or_else(|| (table.header.len() > 1).then(|| table.header.len() - 1).filter(|c| Some(*c) != ty && *c != name));
    let required = table.column(|h| h.starts_with("required"));
    let value = (location == Location::Header).then(|| table.column(|h| h == "value")).flatten();
    let mut parameters = Vec::new();
    for row in &table.rows {
        let Some(wire) = row.cell(Some(name)).and_then(|cell| parameter_name(cell, location)) else { continue };
        if is_group_row(row, name) {
            continue;
        }
        let description = row.cell(doc);
        let marked = row.cell(required).map(|c| c.plain.trim().to_lowercase());
        let marked_optional =
            marked.as_deref().is_some_and(|m| m.starts_with('n') || m.starts_with("optional") || m == "false");
        let value = row.cell(value);
        let need = description.map(Need::of).unwrap_or_default();
        let says_required = need.required || value.is_some_and(|value| Need::of(value).required);
        let ty = row.cell(ty).and_then(|cell| type_expr::read(cell).expr).map(|expr| links.linked(expr));
        let ty = ty.filter(|expr| !may_be_values || expr.link.is_some() || edm(&expr.name).is_some());
        let ty = ty.or_else(|| (wire == "@odata.type").then(|| TypeExpr::named("Edm.String")));
        let named = location != Location::Header && ty.as_ref().is_some_and(|expr| edm(&expr.name).is_none());
        let (values, flags) = description.filter(|_| named).map(facts::values_listed).unwrap_or_default();
        parameters.push(ParameterDraft {
            name: wire,
            location,
            ty,
            values,
            flags,
            required: marked.map_or(says_required, |m| m.starts_with('y') || m.starts_with("required") || m == "true"),
            optional: marked_optional || need.optional,
            doc: description.map(|d| d.doc(links)).unwrap_or_default(),
            span: span(row),
        });
    }
    Some(parameters)
}

/// Whether a row of headers says that a form is sent: `Content-Type`, `multipart/form-data`.
pub(super) fn says_form(row: &Row<'_>) -> bool {
    let is_content_type = row.cells.first().is_some_and(|cell| {
        parameter_name(cell, Location::Header).is_some_and(|name| name.eq_ignore_ascii_case("content-type"))
    });
    let says = |word: &str| row.cells.iter().any(|cell| cell.plain.to_ascii_lowercase().contains(word));
    is_content_type && (says("multipart/form-data") || says("x-www-form-urlencoded")) && !says("json")
}

fn name_column(table: &Table<'_>, location: Location) -> Option<usize> {
    table.column(columns::is_name).or_else(|| {
        // Translated tables have translated headers; the section says what the first column is.
        let translated = table.header.first().is_some_and(|h| !h.plain.is_ascii() || h.plain.trim().is_empty());
        (location == Location::Header || translated).then_some(0)
    })
}

/// The wire name in a name cell: emphasis, notes in parentheses and values behind a colon are not part of it.
fn parameter_name(cell: &RichText<'_>, location: Location) -> Option<String> {
    let text = columns::unmarked(cell.plain.trim(), &['*', '`', '"', '\'']);
    let text = if location == Location::Header { text.split([':', '=']).next().unwrap_or_default() } else { text };
    let text = columns::without_note(text).trim();
    let text = columns::unmarked(text, &['*', '`', '{', '}', '<', '>']).trim_end_matches(['.', ',', ':']);
    let usable = !text.is_empty() && !text.contains(' ') && text.chars().any(char::is_alphanumeric);
    usable.then(|| text.to_owned())
}

/// `**Group**|||`: a heading inside the table.
fn is_group_row(row: &Row<'_>, name: usize) -> bool {
    let others_empty = row.cells.iter().enumerate().all(|(i, c)| i == name || c.plain.trim().is_empty());
    let bold = row.cells.get(name).is_some_and(RichText::is_strong);
    row.cells.len() > 1 && others_empty && bold
}
