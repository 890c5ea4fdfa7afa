//! Tables of values among the properties: which property each is about.

use super::names;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::draft::{EnumDraft, MemberDraft, PropertyRow, TypeDraft};
use crate::model::{Doc, Edm, Span, edm};
use crate::parse::enums;
use crate::parse::links::Links;
use crate::parse::markdown::{Row, Table};

/// A table of values that a property may have.
#[derive(Debug)]
pub(super) struct ValueTable {
    /// What may name the property, most telling first: the first column's header, the paragraph before, the heading.
    named_by: [String; 3],
    members: Vec<MemberDraft>,
    span: Span,
}

impl ValueTable {
    /// Reads a table below a heading; `lead` is what is marked in a paragraph about values before it, in lower case.
    pub(super) fn read(
        table: &Table,
        heading: &str,
        lead: String,
        links: &Links<'_>,
        at: Span,
        span: impl Fn(&Row) -> Span,
    ) -> Self {
        let header = table.header.first().map(|h| h.plain.to_lowercase()).unwrap_or_default();
        let members = enums::read(table, String::new(), links, at, span).members;
        ValueTable { named_by: [header, lead, heading.to_lowercase()], members, span: at }
    }

    /// Whether what stands around it speaks of values.
    fn lists_values(&self) -> bool {
        let [header, lead, heading] = &self.named_by;
        let words = ["value", "option", "property", "constant", "member"];
        !lead.is_empty() || words.iter().any(|word| header.contains(word) || heading.contains(word))
    }

    /// The place among the rows of the property that it is about.
    fn subject(&self, rows: &[&mut PropertyRow]) -> Option<usize> {
        // A table of something else may name a property too; and a text that names several is about none of them.
        self.named_by.iter().filter(|_| self.lists_values()).find_map(|text| {
            let mut named = rows.iter().enumerate().filter(|(_, row)| names(text, &row.name));
            named.next().filter(|_| named.next().is_none()).map(|(at, _)| at)
        })
    }

    /// Gives its values to the property that it is about: as members of an enumeration if that is of a documented name, as
    /// values if it is a text.
    pub(super) fn give(self, rows: &mut [&mut PropertyRow], diagnostics: &mut Vec<Diagnostic>) -> Option<EnumDraft> {
        let Some(row) = self.subject(rows).and_then(|at| rows.get_mut(at)) else {
            let message = "this table has no column of names and types, and no property's values";
            diagnostics.push(Diagnostic::new(Code::TableUnreadable, self.span, message));
            return None;
        };
        let named = row.ty.as_ref().filter(|expr| edm(&expr.name).is_none()).map(|expr| expr.name.clone());
        let Some(name) = named else {
            take_values(row, self.members.iter().map(|member| &member.name));
            return None;
        };
        Some(EnumDraft { name, members: self.members, flags: row.flags, doc: Doc::default(), span: self.span })
    }
}

/// Members under a heading that is a property's name are values of the property, if it is a text.
pub(super) fn give_members(enums: &[EnumDraft], rows: &mut [&mut PropertyRow]) {
    for draft in enums.iter().filter(|draft| !draft.name.is_empty()) {
        let is_text = |row: &PropertyRow| row.ty.as_ref().is_some_and(|expr| edm(&expr.name) == Some(Edm::String));
        for row in rows.iter_mut().filter(|row| row.name.eq_ignore_ascii_case(&draft.name) && is_text(row)) {
            take_values(row, draft.members.iter().map(|member| &member.name));
        }
    }
}

/// Values that a JSON representation lists are those of the row, too, if it may have some.
pub(super) fn give_shown(ty: &mut TypeDraft) {
    for member in ty.json.iter().flatten().filter(|member| !member.values.is_empty()) {
        let may_list = |row: &PropertyRow| {
            let primitive = row.ty.as_ref().map_or(Some(Edm::String), |expr| edm(&expr.name));
            primitive.is_none_or(|edm| edm == Edm::String)
        };
        for row in ty.rows.iter_mut().filter(|row| row.name == member.name && may_list(row)) {
            take_values(row, &member.values);
        }
    }
}

fn take_values<'v>(row: &mut PropertyRow, values: impl IntoIterator<Item = &'v String>) {
    for value in values {
        if !row.constraints.values.iter().any(|known| known.eq_ignore_ascii_case(value)) {
            row.constraints.values.push(value.clone());
        }
    }
}
