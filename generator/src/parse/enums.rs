//! Tables of enumeration members.

use super::columns;
use super::links::Links;
use super::markdown::{Row, Table};
use super::section::Section;
use super::stems::Stems;
use crate::model::draft::{EnumDraft, MemberDraft};
use crate::model::{Doc, Span};

/// Whether a table lists members of an enumeration: its first column says so, or the section does.
pub(crate) fn is_member_table(table: &Table, section: Option<&Section>) -> bool {
    let Some(first) = table.first_heading() else { return false };
    let typed = table.column(|h| h == "type").is_some();
    let says_member = matches!(first, "member" | "members" | "enum member" | "enumeration member" | "member name");
    let says_value = matches!(first, "value" | "values" | "name" | "enum value");
    !typed && (says_member || (says_value || is_translated(first)) && matches!(section, Some(Section::Members(_))))
}

/// A heading in another script, or what "member" and "value" are in languages that docs sets are translated to.
fn is_translated(heading: &str) -> bool {
    !heading.is_ascii()
        || matches!(
            heading,
            "element" | "mitglied" | "membre" | "miembro" | "membro" | "wert" | "valeur" | "valor" | "nom" | "nome"
        )
}

/// Reads the members; `at` is where the table stands.
pub(crate) fn read(table: &Table, name: String, links: &Links<'_>, at: Span, span: impl Fn(&Row) -> Span) -> EnumDraft {
    let doc = table.column(|h| h.starts_with("description")).or_else(|| (table.header.len() == 2).then_some(1));
    let members = table.rows.iter().filter_map(|row| member(row, doc, links, span(row))).collect();
    EnumDraft { name, members, flags: false, doc: Doc::default(), span: at }
}

fn member(row: &Row, doc: Option<usize>, links: &Links<'_>, span: Span) -> Option<MemberDraft> {
    let name = row.cells.first()?.plain.trim().trim_matches(['`', '"', '*', '_', '\'']).trim();
    let name = columns::without_note(name).trim_end_matches(['.', ',']).trim();
    let doc = row.cell(doc).map(|c| c.doc(links)).unwrap_or_default();
    (!name.is_empty()).then(|| MemberDraft { name: name.to_owned(), doc, span })
}

/// Whether a text in lower case says that several members may be set at once.
pub(crate) fn says_flags(lower: &str) -> bool {
    FLAGS.are_in(lower)
}

static FLAGS: Stems = Stems::new(&[
    "flagged enum",
    "flags enum",
    "multiple members",
    "allows multiple",
    "flags attribute",
    "multivalued enum",
    "multi-valued enum",
    "bitmask",
    "bitwise",
]);
