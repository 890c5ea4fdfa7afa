//! Resource pages: types from annotated JSON representations and from tables of properties and relationships.

use super::annotation::Annotation;
use super::links::Links;
use super::markdown::{Row, Table};
use super::rich::RichText;
use super::{columns, facts, json, type_expr};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::draft::{JsonMember, PropertyRow, TypeDraft, TypeExpr};
use crate::model::{Doc, Span};
use serde_json::Value;
use std::ops::Range;

/// Whether a table lists properties or relationships, wherever it stands.
pub(crate) fn is_property_table(table: &Table) -> bool {
    names_members(table, columns::is_member_name) && table.column(columns::is_type).is_some()
}

/// Whether a table in a section of properties lists them. Others there explain values.
pub(crate) fn may_list_properties(table: &Table) -> bool {
    // A heading in another script is a translation of one of those that are known.
    names_members(table, |first| columns::is_member_name(first) || first.is_empty() || !first.is_ascii())
}

fn names_members(table: &Table, is: impl Fn(&str) -> bool) -> bool {
    table.header.first().is_some_and(|h| is(h.plain.trim().to_lowercase().as_str()))
}

/// Reads a property or relationship table.
pub(crate) fn rows(
    table: &Table,
    relationship: bool,
    links: &Links<'_>,
    span: impl Fn(&Row) -> Span,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<PropertyRow> {
    let ty = table.column(columns::is_type);
    let doc = table.column(columns::is_description).or_else(|| (table.header.len() > 2).then_some(2));
    let mut rows = Vec::new();
    for row in &table.rows {
        let Some(cell) = row.cells.first() else { continue };
        let Some((name, deprecated)) = property_name(cell) else { continue };
        let type_cell = row.cell(ty);
        let bare = type_cell.is_none_or(|c| c.plain.trim().is_empty());
        if bare && cell.is_strong() {
            continue;
        }
        let expr = type_cell.and_then(|c| type_expr::read(c).expr).map(|expr| links.linked(expr));
        if expr.is_none() {
            let message = match type_cell.map(|c| c.plain.trim()).filter(|shown| !shown.is_empty()) {
                Some(shown) => format!("`{shown}` as the type of `{name}` cannot be read"),
                None => format!("the type of `{name}` is not documented"),
            };
            diagnostics.push(Diagnostic::new(Code::TypeExpression, span(row), message));
        }
        if let Some(expr) = expr.as_ref().filter(|e| !e.alternatives.is_empty()) {
            let message =
                format!("`{name}` may be `{}` or `{}`; the first counts", expr.name, expr.alternatives.join("`, `"));
            diagnostics.push(Diagnostic::new(Code::TypeAmbiguous, span(row), message));
        }
        let draft = property_row(name, expr, deprecated, row.cell(doc), type_cell, span(row));
        let doc = row.cell(doc).map(|d| d.doc(links)).unwrap_or_default();
        rows.push(PropertyRow { relationship, doc, ..draft });
    }
    rows
}

fn property_row(
    name: String,
    ty: Option<TypeExpr>,
    deprecated: bool,
    description: Option<&RichText>,
    type_cell: Option<&RichText>,
    span: Span,
) -> PropertyRow {
    let said = description.map(facts::facts).unwrap_or_default();
    let of_type = type_cell.map(facts::facts).unwrap_or_default();
    let reason = said.deprecated.clone().or(deprecated.then(String::new));
    PropertyRow {
        name,
        ty,
        relationship: false,
        nullable: said.nullable,
        required: said.required,
        read_only: said.read_only,
        inherited_from: said.inherited_from,
        deprecated: reason.map(Doc),
        values: if said.values.is_empty() { of_type.values } else { said.values },
        doc: Doc::default(),
        span,
    }
}

/// The wire name in a name cell, and whether the cell says `(deprecated)`.
fn property_name(cell: &RichText) -> Option<(String, bool)> {
    let text = cell.plain.trim();
    let deprecated = text.to_lowercase().contains("(deprecated)");
    let name = text
        .split(['(', ' ', '\u{a0}'])
        .next()
        .unwrap_or_default()
        .trim_matches(['*', '_', '`', '"', '\'', ':', ',', '\\']);
    name.chars().any(char::is_alphanumeric).then(|| (name.to_owned(), deprecated))
}

/// Reads a resource annotation and its JSON.
pub(crate) fn resource(
    annotation: &Annotation,
    text: &str,
    span: impl Fn(Range<usize>) -> Span,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<TypeDraft> {
    Some(TypeDraft {
        base: annotation.text("baseType").and_then(type_expr::read_annotation_type),
        key: annotation
            .texts("keyProperty")
            .iter()
            .flat_map(|k| k.split(','))
            .map(|k| k.trim().to_owned())
            .filter(|k| !k.is_empty())
            .collect(),
        open: annotation.flag("openType"),
        is_abstract: annotation.flag("abstract"),
        optional: annotation.texts("optionalProperties"),
        json: members(text, span, diagnostics),
        ..from_tables(annotation.ty()?.name, annotation.span)
    })
}

/// Reads a JSON representation without annotation; the page gives the name.
pub(crate) fn unannotated(
    text: &str,
    span: impl Fn(Range<usize>) -> Span,
    diagnostics: &mut Vec<Diagnostic>,
) -> TypeDraft {
    let at = span(0..text.lines().next().map_or(0, str::len));
    TypeDraft { json: members(text, span, diagnostics), ..from_tables(String::new(), at) }
}

fn members(
    text: &str,
    span: impl Fn(Range<usize>) -> Span,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<JsonMember>> {
    match json::members(text) {
        Ok(members) => Some(
            members
                .iter()
                .map(|m| json_member(&m.key, &m.value, span(key_range(text, m.offset, m.key.len()))))
                .collect(),
        ),
        Err(error) => {
            let start = error.offset.min(text.len());
            let shown = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            let at = span(start..start + shown);
            diagnostics.push(Diagnostic::new(
                Code::ResourceBadJson,
                at,
                format!("the JSON representation cannot be read: {}", error.message),
            ));
            None
        }
    }
}

/// Where a key stands. One that is spelled with escapes is of another length there.
fn key_range(text: &str, start: usize, len: usize) -> Range<usize> {
    let end = (start..=(start + len).min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    start..end.unwrap_or(start)
}

/// A type that only tables document.
pub(crate) fn from_tables(name: String, span: Span) -> TypeDraft {
    TypeDraft {
        name,
        base: None,
        key: Vec::new(),
        open: false,
        is_abstract: false,
        optional: Vec::new(),
        rows: Vec::new(),
        json: None,
        doc: Doc::default(),
        deprecated: None,
        span,
    }
}

fn json_member(key: &str, value: &Value, span: Span) -> JsonMember {
    JsonMember { name: key.to_owned(), ty: shown_type(value), span }
}

/// The type that a value in a JSON representation shows: `"String (timestamp)"`, `{"@odata.type": "x"}`, `[ … ]`, `1024`.
fn shown_type(value: &Value) -> TypeExpr {
    let scalar =
        |name: &str| TypeExpr { name: name.to_owned(), link: None, collection: false, alternatives: Vec::new() };
    match value {
        Value::Bool(_) => scalar("Edm.Boolean"),
        Value::Number(n) if n.is_f64() => scalar("Edm.Double"),
        Value::Number(n) if n.as_i64().is_some_and(|n| i32::try_from(n).is_ok()) => scalar("Edm.Int32"),
        Value::Number(_) => scalar("Edm.Int64"),
        Value::String(text) => shown_by_text(text).unwrap_or_else(|| scalar("Edm.String")),
        Value::Array(items) => {
            TypeExpr { collection: true, ..items.first().map_or_else(|| scalar("Edm.Untyped"), shown_type) }
        }
        Value::Object(object) => object
            .get("@odata.type")
            .or_else(|| object.get("@type"))
            .and_then(Value::as_str)
            .and_then(type_expr::read_annotation_type)
            .unwrap_or_else(|| scalar("Edm.Untyped")),
        Value::Null => scalar("Edm.Untyped"),
    }
}

/// `String (timestamp)`, `string (identifier)`, `Int64`, `url`. Other text is a sample value.
fn shown_by_text(text: &str) -> Option<TypeExpr> {
    let lower = text.trim().to_lowercase();
    let edm = match lower.as_str() {
        t if t.contains("timestamp") || t.contains("datetime") => "Edm.DateTimeOffset",
        t if t.contains("binary") => "Edm.Binary",
        t if t.contains("(guid)") || t == "guid" => "Edm.Guid",
        t if t.contains("duration") => "Edm.Duration",
        _ => {
            let expr = type_expr::read_annotation_type(text.trim())?;
            return crate::model::edm(&expr.name).is_some().then_some(expr);
        }
    };
    Some(TypeExpr { name: edm.to_owned(), link: None, collection: false, alternatives: Vec::new() })
}
