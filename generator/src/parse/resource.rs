//! Resource pages: types from annotated JSON representations and from tables of properties and relationships.

use super::annotation::Annotation;
use super::links::Links;
use super::markdown::{Row, Table};
use super::rich::RichText;
use super::{columns, facts, json, type_expr};
use crate::diagnostics::{Code, Diagnostic};
use crate::fold::lower;
use crate::json::Json;
use crate::model::draft::{JsonMember, PropertyRow, TypeDraft, TypeExpr};
use crate::model::{Constraints, Doc, Edm, Span, edm};
use std::ops::Range;

/// Whether a table lists properties or relationships, wherever it stands. Settings have names and values, too: a column of
/// values counts only if it holds types.
pub(crate) fn is_property_table(table: &Table) -> bool {
    let says_property = || table.first_heading().is_some_and(|first| first.starts_with("property"));
    names_members(table, columns::is_member_name)
        && (table.column(columns::is_type).is_some()
            || says_property() && values(table).is_some_and(|column| holds_types(table, column)))
}

/// Whether every cell of a column is a primitive type, a linked one, or a collection of such.
fn holds_types(table: &Table, column: usize) -> bool {
    let is_type = |row: &Row| {
        let cell = row.cell(Some(column)).map(type_expr::read).filter(|cell| !cell.trailing);
        cell.and_then(|cell| cell.expr).is_some_and(|expr| expr.link.is_some() || edm(&expr.name).is_some())
    };
    table.rows.iter().all(is_type)
}

/// A column of values between names and descriptions: older sets head types with that.
fn values(table: &Table) -> Option<usize> {
    let described = table.column(columns::is_description).is_some();
    table.column(|heading| heading == "value").filter(|column| *column > 0 && described)
}

/// Whether a table in a section of properties lists them. Others there explain values.
pub(crate) fn may_list_properties(table: &Table) -> bool {
    // A heading in another script is a translation of one of those that are known.
    let named = names_members(table, |first| columns::is_member_name(first) || first.is_empty() || !first.is_ascii());
    named || table.column(columns::is_type).is_some_and(|column| column > 0)
}

fn names_members(table: &Table, is: impl Fn(&str) -> bool) -> bool {
    table.first_heading().is_some_and(is)
}

/// Reads a property or relationship table. Rows about the JSON format itself (`@odata.type`) are passed over.
pub(crate) fn rows(
    table: &Table,
    relationship: bool,
    links: &Links<'_>,
    span: impl Fn(&Row) -> Span,
    left_out: &mut Vec<Span>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<PropertyRow> {
    let columns = Columns::of(table);
    let mut rows = Vec::new();
    for row in &table.rows {
        let Some(cell) = row.cells.first() else { continue };
        let Some((name, deprecated)) = property_name(cell) else { continue };
        if name.contains([',', ';', ')']) {
            let message = format!("`{name}` is no property's name; the row is left out");
            diagnostics.push(Diagnostic::new(Code::TableUnreadable, span(row), message));
            left_out.push(span(row));
            continue;
        }
        let type_cell = row.cell(columns.ty);
        let bare = type_cell.is_none_or(|c| c.plain.trim().is_empty());
        if bare && cell.is_strong() || is_control_information(&name) {
            continue;
        }
        let expr = type_cell.and_then(|c| type_expr::read(c).expr).map(|expr| links.linked(expr));
        if expr.is_none() {
            let message = match type_cell.map(|c| c.plain.trim()).filter(|_| !bare) {
                Some(shown) => format!("`{shown}` as the type of `{name}` cannot be read"),
                None => format!("the type of `{name}` is not documented"),
            };
            diagnostics.push(Diagnostic::new(Code::TypeExpression, span(row), message));
        }
        if let Some(expr) = expr.as_ref().filter(|e| !e.alternatives.is_empty()) {
            let meant = if expr.is_any_value() { "any value is taken" } else { "the first counts" };
            let message = format!("`{name}` may be `{}` or `{}`; {meant}", expr.name, expr.alternatives.join("`, `"));
            diagnostics.push(Diagnostic::new(Code::TypeAmbiguous, span(row), message));
        }
        let mut property = columns.property(row, name, expr, links, span(row));
        property.relationship = relationship;
        if relationship {
            // It leads to entities: the values that its row lists are those of something that they have.
            property.constraints.values.clear();
        }
        property.unreadable = property.ty.is_none() && !bare;
        if deprecated {
            property.deprecated.get_or_insert_default();
        }
        rows.push(property);
    }
    rows
}

/// Where a table says what.
struct Columns {
    ty: Option<usize>,
    doc: Option<usize>,
    required: Option<usize>,
    default: Option<usize>,
    minimum: Option<usize>,
    maximum: Option<usize>,
}

impl Columns {
    fn of(table: &Table) -> Self {
        let doc = table.column(columns::is_description);
        Columns {
            ty: table.column(columns::is_type).or_else(|| values(table)),
            doc: doc.or_else(|| (table.header.len() > 2).then_some(2)),
            required: table.column(|h| h.starts_with("required")),
            default: table.column(|h| h.starts_with("default")),
            minimum: table.column(|h| h.starts_with("min")),
            maximum: table.column(|h| matches!(h, "max" | "max value" | "maximum" | "maximum value")),
        }
    }

    fn property(&self, row: &Row, name: String, ty: Option<TypeExpr>, links: &Links<'_>, span: Span) -> PropertyRow {
        let description = row.cell(self.doc);
        let said = description.map(facts::facts).unwrap_or_default();
        let of_type = row.cell(self.ty).filter(|cell| says_more(cell)).map(facts::facts).unwrap_or_default();
        let mut constraints = said.constraints;
        constraints.fill(of_type.constraints);
        constraints.default = constraints.default.or_else(|| self.default_of(row));
        let number = |column| row.cell(column).and_then(|cell| cell.plain.trim().parse().ok());
        constraints.minimum = constraints.minimum.or_else(|| number(self.minimum));
        constraints.maximum = constraints.maximum.or_else(|| number(self.maximum));
        keep_fitting(&mut constraints, ty.as_ref());
        let yes = |cell: &RichText| {
            let text = cell.plain.trim();
            ["yes", "y", "true", "required", "x", "✓"].iter().any(|word| text.eq_ignore_ascii_case(word))
        };
        PropertyRow {
            name,
            ty,
            labelled: row.cell(self.ty).is_some_and(is_labelled),
            unreadable: false,
            relationship: false,
            nullable: said.nullable.or(of_type.nullable),
            required: said.required || of_type.required || row.cell(self.required).is_some_and(yes),
            read_only: said.read_only || of_type.read_only,
            write_only: said.write_only || of_type.write_only,
            key: said.key || of_type.key,
            inherited_from: said.inherited_from.map(|base| links.linked(base)),
            deprecated: said.deprecated.map(Doc),
            constraints,
            flags: said.flags,
            doc: description.map(|d| d.doc(links)).unwrap_or_default(),
            span,
        }
    }

    /// What a column of defaults holds; dashes and the like say that there is none.
    fn default_of(&self, row: &Row) -> Option<String> {
        let text = row.cell(self.default)?.plain.trim().trim_matches(['"', '\'', '`', '.']);
        let none = ["none", "n/a"].iter().any(|word| text.eq_ignore_ascii_case(word));
        (text.contains(char::is_alphanumeric) && !none && !text.contains(' ')).then(|| text.to_owned())
    }
}

/// Whether a type cell links words, not a name.
fn is_labelled(cell: &RichText) -> bool {
    cell.links.iter().any(|link| cell.slice(&link.range).trim().contains(char::is_whitespace))
}

/// Whether a type cell may say more than the type: `string, maximum size 20`, `Int32 (read-only)`.
fn says_more(cell: &RichText) -> bool {
    cell.plain.contains([' ', ',', '(', ';'])
}

/// Numbers have ranges, texts have lengths; elsewhere such a sentence is about something that the value stands for.
fn keep_fitting(constraints: &mut Constraints, ty: Option<&TypeExpr>) {
    let Some(expr) = ty else { return };
    let primitive = edm(&expr.name).filter(|_| expr.link.is_none());
    if !primitive.is_some_and(Edm::is_number) {
        (constraints.minimum, constraints.maximum) = (None, None);
    }
    if !matches!(primitive, Some(Edm::String | Edm::Binary)) {
        constraints.max_length = None;
    }
}

/// `@odata.type`, `@odata.etag` and `x@odata.nextLink` belong to the format (OData JSON 4.01, "Control Information"). Tables
/// also call it `odata.type`: no property has a dot in its name.
fn is_control_information(name: &str) -> bool {
    name.contains("@odata.") || name.starts_with("odata.")
}

/// The wire name in a name cell, and whether the cell says `(deprecated)`.
fn property_name(cell: &RichText) -> Option<(String, bool)> {
    let text = cell.plain.trim();
    let name = text.split(['(', ' ', '\u{a0}']).next().unwrap_or_default();
    let deprecated = name.len() < text.len() && lower(text).contains("(deprecated)");
    let name = columns::unmarked(name, &['*', '`', '"', '\'', ':', ',', '\\']);
    name.chars().any(char::is_alphanumeric).then(|| (name.to_owned(), deprecated))
}

/// Reads a resource annotation and its JSON.
pub(crate) fn resource(
    annotation: &Annotation<'_>,
    text: &str,
    span: impl Fn(Range<usize>) -> Span,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<TypeDraft> {
    let texts = |key: &str| {
        let listed = annotation.texts(key);
        listed.iter().flat_map(|k| k.split(',')).map(|k| k.trim().to_owned()).filter(|k| !k.is_empty()).collect()
    };
    Some(TypeDraft {
        base: annotation.text("baseType").and_then(type_expr::read_annotation_type),
        key: texts("keyProperty"),
        aliases: texts("@type.aka"),
        open: annotation.flag("openType"),
        is_abstract: annotation.flag("abstract"),
        nullable: texts("nullableProperties"),
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
                .filter(|m| !is_control_information(&m.key))
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
        aliases: Vec::new(),
        base: None,
        key: Vec::new(),
        open: false,
        is_abstract: false,
        nullable: Vec::new(),
        rows: Vec::new(),
        json: None,
        doc: Doc::default(),
        deprecated: None,
        span,
    }
}

fn json_member(key: &str, value: &Json<'_>, span: Span) -> JsonMember {
    JsonMember { name: key.to_owned(), ty: shown_type(value), values: shown_values(value), span }
}

/// What `"a | b | c"` lists: one of them is the value (API Doctor, "Markdown requirements"). Types and truth values beside one
/// another are none, nor is one of them beside `null`.
fn shown_values(value: &Json<'_>) -> Vec<String> {
    let text = match value {
        Json::List(items) => items.first().and_then(Json::text),
        other => other.text(),
    };
    let values = text.filter(|text| text.contains('|')).map(alternatives).unwrap_or_default();
    let is_value = |value: &&str| {
        value.starts_with(char::is_alphabetic)
            && value.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
            && !is_spelled_as_type(value)
    };
    let are_types = values.iter().all(|value| edm(value).is_some()) || are_truth_values(&values);
    let are_values = values.len() > 1 && values.iter().all(is_value) && !are_types;
    values.into_iter().filter(|_| are_values).map(str::to_owned).collect()
}

/// What stands between bars, without `null`: that says nothing of what else there may be.
fn alternatives(text: &str) -> Vec<&str> {
    text.split('|').map(str::trim).filter(|part| *part != "null").collect()
}

fn are_truth_values(parts: &[&str]) -> bool {
    !parts.is_empty() && parts.iter().all(|part| matches!(*part, "true" | "false"))
}

/// `DateTimeOffset`, `Edm.String`. In lower case, the names of types are words that an enumeration may have, too.
fn is_spelled_as_type(text: &str) -> bool {
    let bare = text.strip_prefix("Edm.").unwrap_or(text);
    Edm::ALL.iter().any(|edm| edm.name().strip_prefix("Edm.") == Some(bare))
}

/// The type that a value in a JSON representation shows: `"String (timestamp)"`, `{"@odata.type": "x"}`, `[ … ]`, `1024`.
fn shown_type(value: &Json<'_>) -> TypeExpr {
    let scalar =
        |name: &str| TypeExpr { name: name.to_owned(), link: None, collection: false, alternatives: Vec::new() };
    match value {
        Json::Bool(_) => scalar("Edm.Boolean"),
        Json::Number(n) if n.is_f64() => scalar("Edm.Double"),
        Json::Number(n) if n.as_i64().is_some_and(|n| i32::try_from(n).is_ok()) => scalar("Edm.Int32"),
        Json::Number(_) => scalar("Edm.Int64"),
        Json::Text(_) if !shown_values(value).is_empty() => scalar("Edm.String"),
        Json::Text(text) if text.contains('|') => shown_by_alternatives(text).unwrap_or_else(|| scalar("Edm.String")),
        Json::Text(text) => shown_by_text(text).unwrap_or_else(|| TypeExpr {
            // It may be the name of a type that only the table tells from a sample value: `contoso.com`.
            alternatives: text.contains('.').then(|| text.trim().to_owned()).into_iter().collect(),
            ..scalar("Edm.String")
        }),
        Json::List(items) => {
            TypeExpr { collection: true, ..items.first().map_or_else(|| scalar("Edm.Untyped"), shown_type) }
        }
        Json::Object(object) => object
            .get("@odata.type")
            .or_else(|| object.get("@type"))
            .and_then(Json::text)
            .and_then(type_expr::read_annotation_type)
            .unwrap_or_else(|| scalar("Edm.Untyped")),
        Json::Null => scalar("Edm.Untyped"),
    }
}

/// `DateTimeOffset | null`, `true | false`. Where some alternative is no type, the others tell nothing.
fn shown_by_alternatives(text: &str) -> Option<TypeExpr> {
    let parts = alternatives(text);
    if are_truth_values(&parts) {
        return Some(TypeExpr::named("Edm.Boolean"));
    }
    match *parts {
        [one] => shown_by_text(one),
        _ => shown_by_text(text).filter(|_| parts.iter().all(|part| shown_by_text(part).is_some())),
    }
}

/// `String (timestamp)`, `string (identifier)`, `Int64`, `url`. Other text is a sample value.
fn shown_by_text(text: &str) -> Option<TypeExpr> {
    let text = text.trim();
    let edm = match &*lower(text) {
        t if t.contains("timestamp") || t.contains("datetime") => "Edm.DateTimeOffset",
        t if t.contains("binary") => "Edm.Binary",
        t if t.contains("(guid)") || t == "guid" => "Edm.Guid",
        t if t.contains("duration") => "Edm.Duration",
        _ => {
            let expr = type_expr::read_annotation_type(text)?;
            return edm(&expr.name).is_some().then_some(expr);
        }
    };
    Some(TypeExpr { name: edm.to_owned(), link: None, collection: false, alternatives: Vec::new() })
}
