//! The properties of one type, from all that tables and JSON representations say of it.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::draft::{JsonMember, PropertyRow, TypeDraft};
use crate::model::{
    Constraints, Doc, DocumentedRow, Edm, Name, NamedType, Property, PropertySource, RowOutcome, Span, TypeRef,
};
use crate::resolve::names::{Ids, Names, Target};
use foldhash::HashSet;
use std::collections::BTreeMap;

/// Properties of one type, by wire name. What is said first counts; later places fill in what it is silent about.
pub(super) struct Merged<'a> {
    names: &'a Names<'a>,
    ids: &'a Ids,
    pub(super) properties: BTreeMap<String, Property>,
    /// Properties whose row gives no type: the JSON representation may.
    without_type: HashSet<String>,
    pub(super) rows: Vec<DocumentedRow>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> Merged<'a> {
    pub(super) fn new(names: &'a Names<'a>, ids: &'a Ids) -> Self {
        Merged {
            names,
            ids,
            properties: BTreeMap::new(),
            without_type: HashSet::default(),
            rows: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    pub(super) fn draft(&mut self, draft: &TypeDraft) {
        for row in &draft.rows {
            self.row(row);
        }
        for member in draft.json.iter().flatten() {
            self.member(member);
        }
        for name in &draft.nullable {
            if let Some(property) = self.properties.get_mut(name) {
                property.nullable.get_or_insert(true);
            }
        }
        report_differences_of(draft, &mut self.diagnostics);
    }

    fn row(&mut self, row: &PropertyRow) {
        let target = row.ty.as_ref().and_then(|expr| self.names.lookup(expr));
        let property = self.property(row, target);
        if row.ty.is_none() {
            self.without_type.insert(row.name.clone());
        }
        let mut outcome = outcome(row, target, self.names);
        match self.properties.get_mut(&row.name) {
            None => {
                self.properties.insert(row.name.clone(), property);
            }
            Some(known) if known.source == PropertySource::Json => {
                *known = Property { source: PropertySource::Both, ..property };
            }
            Some(known) => {
                if known.ty != property.ty {
                    outcome = RowOutcome::OtherType;
                }
                self.diagnostics.extend(merge(known, property));
            }
        }
        self.rows.push(DocumentedRow { span: row.span, outcome });
    }

    fn property(&self, row: &PropertyRow, target: Option<Target>) -> Property {
        let stated = row.inherited_from.as_ref().and_then(|base| self.names.lookup(base));
        Property {
            ty: self.ids.linked(target, row.ty.as_ref().is_some_and(|expr| expr.collection)),
            nullable: row.nullable,
            required: row.required,
            read_only: row.read_only,
            write_only: row.write_only,
            key: row.key,
            constraints: row.constraints.clone(),
            relationship: row.relationship,
            inherited_from: match stated {
                Some(Target::Type(at)) => Some(self.ids.type_id(at)),
                _ => None,
            },
            deprecated: row.deprecated.clone(),
            doc: row.doc.clone(),
            source: PropertySource::Table,
            ..bare(&row.name, row.span)
        }
    }

    fn member(&mut self, member: &JsonMember) {
        let shown = self.names.link(&member.ty, self.ids);
        let (names, ids) = (self.names, self.ids);
        let is_named = |ty: TypeRef| names.named_by(member).any(|it| ids.linked(Some(it), false).named == ty.named);
        match self.properties.get_mut(&member.name) {
            None => {
                let constraints = Constraints { values: member.values.clone(), ..Constraints::default() };
                let property = Property { ty: shown, constraints, ..bare(&member.name, member.span) };
                self.properties.insert(member.name.clone(), property);
            }
            Some(known) => {
                if known.source == PropertySource::Table {
                    known.source = PropertySource::Both;
                }
                if self.without_type.remove(&member.name) {
                    known.ty = shown;
                } else if contradicts(known.ty, shown) && !is_named(known.ty) {
                    let message = format!(
                        "the JSON representation shows another type for `{}` than the table; the table counts",
                        member.name
                    );
                    self.diagnostics
                        .push(Diagnostic::new(Code::PropertyConflict, member.span, message).related(known.span));
                }
            }
        }
    }
}

/// A property that only the JSON representation has.
fn bare(name: &str, span: Span) -> Property {
    Property {
        name: Name { wire: name.to_owned(), rust: String::new() },
        ty: TypeRef::one(Edm::Untyped),
        nullable: None,
        required: false,
        read_only: false,
        write_only: false,
        key: false,
        instance_annotation: name.contains('@'),
        constraints: Constraints::default(),
        relationship: false,
        inherited_from: None,
        deprecated: None,
        doc: Doc::default(),
        span,
        source: PropertySource::Json,
    }
}

/// Adds what a later place says of a property, and says where the two disagree.
fn merge(known: &mut Property, other: Property) -> Option<Diagnostic> {
    let nullable = matches!((known.nullable, other.nullable), (Some(a), Some(b)) if a != b);
    let constraint = known.constraints.fill(other.constraints);
    let what = match (known.ty != other.ty, nullable) {
        (true, _) => Some("type"),
        (false, true) => Some("word on null"),
        (false, false) => constraint,
    };
    known.nullable = known.nullable.or(other.nullable);
    known.required |= other.required;
    known.read_only |= other.read_only;
    known.write_only |= other.write_only;
    known.key |= other.key;
    known.inherited_from = known.inherited_from.or(other.inherited_from);
    known.deprecated = known.deprecated.take().or(other.deprecated);
    if known.doc.is_empty() {
        known.doc = other.doc;
    }
    let message = format!("`{}` has another {} elsewhere; the first counts", known.name.wire, what?);
    Some(Diagnostic::new(Code::PropertyConflict, other.span, message).related(known.span))
}

/// What becomes of a row, if no other place says something else of its property.
fn outcome(row: &PropertyRow, target: Option<Target>, names: &Names<'_>) -> RowOutcome {
    match target {
        None if row.ty.is_none() && !row.unreadable => RowOutcome::NoType,
        None => RowOutcome::Unreadable,
        Some(Target::Type(at)) if names.is_undocumented(at) => RowOutcome::UnknownName,
        Some(Target::Edm(Edm::Untyped)) => RowOutcome::Untyped,
        Some(_) => RowOutcome::Typed,
    }
}

/// What only one of a page's table and JSON representation has, where it has both.
fn report_differences_of(draft: &TypeDraft, diagnostics: &mut Vec<Diagnostic>) {
    let Some(members) = draft.json.as_ref().filter(|_| !draft.rows.is_empty()) else { return };
    let shown: HashSet<&str> = members.iter().map(|m| m.name.as_str()).collect();
    let listed: HashSet<&str> = draft.rows.iter().map(|r| r.name.as_str()).collect();
    for row in draft.rows.iter().filter(|r| !shown.contains(r.name.as_str())) {
        let message = format!("`{}` stands in the table and not in the JSON representation", row.name);
        diagnostics.push(Diagnostic::new(Code::PropertyTableOnly, row.span, message));
    }
    for member in members.iter().filter(|m| !listed.contains(m.name.as_str())) {
        let message = format!("`{}` stands in the JSON representation and not in the table", member.name);
        diagnostics.push(Diagnostic::new(Code::PropertyJsonOnly, member.span, message));
    }
}

/// Whether a JSON sample contradicts a table. A sample value tells little: a string may stand for any primitive or
/// enumeration, an object without a type for any type.
fn contradicts(table: TypeRef, shown: TypeRef) -> bool {
    match (table.named, shown.named) {
        (_, NamedType::Edm(Edm::Untyped)) | (NamedType::Edm(Edm::Untyped), _) => false,
        (NamedType::Type(a), NamedType::Type(b)) => a != b || table.collection != shown.collection,
        (NamedType::Type(_), NamedType::Edm(_) | NamedType::Enum(_))
        | (NamedType::Edm(_) | NamedType::Enum(_), NamedType::Type(_)) => true,
        _ => table.collection != shown.collection,
    }
}
