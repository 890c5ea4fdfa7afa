//! Types: drafts of one name merged, linked, with inherited properties.

use super::ident::{self, Place, Scope};
use super::names::{EnumEntry, Ids, Names, Target, TypeEntry};
use super::words::words;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::draft::{JsonMember, PropertyRow, TypeDraft};
use crate::model::{
    Arena, Doc, Edm, Enum, EnumId, Member, Name, NamedType, PageId, Property, PropertySource, Type, TypeId, TypeRef,
    UNLISTED,
};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Links every type and enumeration.
pub(crate) fn link(
    names: &Names<'_>,
    ids: &Ids,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Arena<TypeId, Type>, Arena<EnumId, Enum>) {
    let mut rust = RustNames::new(&names.main_namespace);
    let mut entries: Vec<(usize, &TypeEntry<'_>)> = names.types.iter().enumerate().collect();
    entries.sort_by_key(|(at, _)| ids.type_id(*at));
    let named: Vec<(&TypeEntry<'_>, RustName)> =
        entries.iter().map(|(_, entry)| (*entry, rust.take(&entry.name, entry.span, diagnostics))).collect();
    let linked: Vec<(Type, Vec<Diagnostic>)> =
        named.par_iter().map(|(entry, rust)| link_type(entry, rust, names, ids)).collect();
    let mut types = collect(linked, diagnostics);
    let mut enum_entries: Vec<(usize, &EnumEntry<'_>)> = names.enums.iter().enumerate().collect();
    enum_entries.sort_by_key(|(at, _)| ids.enum_id(*at));
    let enums: Vec<Enum> = enum_entries.iter().map(|(_, entry)| link_enum(entry, &mut rust, diagnostics)).collect();
    break_cycles(&mut types, diagnostics);
    inherit(&mut types);
    let renamed: Vec<Vec<Diagnostic>> = types.par_iter_mut().map(name_fields).collect();
    diagnostics.extend(renamed.into_iter().flatten());
    (types.into(), enums.into())
}

/// Puts what was made in parallel in order again.
fn collect(made: Vec<(Type, Vec<Diagnostic>)>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Type> {
    made.into_iter()
        .map(|(ty, odd)| {
            diagnostics.extend(odd);
            ty
        })
        .collect()
}

/// Both names of a type, and the module that holds it.
type RustName = (Name, String);

/// Rust names of types: the bare name in camel case, with the part of the namespace that is not the main one before it.
struct RustNames {
    main: String,
    scope: Scope,
}

impl RustNames {
    fn new(main: &str) -> Self {
        RustNames { main: main.to_owned(), scope: Scope::default() }
    }

    fn take(&mut self, full: &str, span: crate::model::Span, diagnostics: &mut Vec<Diagnostic>) -> RustName {
        let mut parts = words(&local_name(full, &self.main));
        if parts.is_empty() {
            diagnostics.push(Diagnostic::new(Code::NameEmpty, span, format!("`{full}` has nothing to make a name of")));
            parts.push("unnamed".to_owned());
        }
        let formed = ident::from_words(&parts, Place::Type).unwrap_or_else(|| "Unnamed".to_owned());
        let (rust, renamed) = self.scope.take(&formed, Place::Type);
        if renamed {
            diagnostics.push(Diagnostic::new(
                Code::NameCollision,
                span,
                format!("`{full}` would be `{formed}`, which is taken; it is `{rust}`"),
            ));
        }
        let module = ident::ident(&rust, Place::Field).unwrap_or_else(|| "unnamed".to_owned());
        (Name { wire: full.to_owned(), rust }, module)
    }
}

/// A full name without the main namespace: `driveItem`, `callRecords.session`.
pub(crate) fn local_name(full: &str, main: &str) -> String {
    match full.strip_prefix(main).and_then(|rest| rest.strip_prefix('.')) {
        Some(local) => local.to_owned(),
        None => {
            // Another root: only its last namespace part tells anything.
            let mut parts = full.rsplitn(3, '.');
            let bare = parts.next().unwrap_or(full);
            parts.next().map_or_else(|| bare.to_owned(), |namespace| format!("{namespace}.{bare}"))
        }
    }
}

fn link_type(
    entry: &TypeEntry<'_>,
    (name, module): &RustName,
    names: &Names<'_>,
    ids: &Ids,
) -> (Type, Vec<Diagnostic>) {
    let mut odd = Vec::new();
    let diagnostics = &mut odd;
    let mut pages: Vec<PageId> = entry.drafts.iter().map(|(page, _)| PageId::from(*page)).collect();
    pages.sort_unstable();
    pages.dedup();
    let drafts = || entry.drafts.iter().map(|(_, d)| *d);
    let base =
        drafts().find_map(|d| d.base.as_ref()).and_then(|expr| names.lookup(expr)).and_then(|target| match target {
            Target::Type(at) => Some(ids.type_id(at)),
            _ => None,
        });
    let mut merged = Merged::default();
    for draft in drafts() {
        for row in &draft.rows {
            merged.row(row, names, ids, diagnostics);
        }
        for member in draft.json.iter().flatten() {
            merged.member(member, names, ids, diagnostics);
        }
    }
    drafts().for_each(|draft| report_differences_of(draft, diagnostics));
    let linked = Type {
        name: name.clone(),
        module: module.clone(),
        pages,
        span: entry.span,
        doc: drafts().map(|d| &d.doc).find(|d| says_something(d)).cloned().unwrap_or_default(),
        base,
        key: drafts().map(|d| &d.key).find(|k| !k.is_empty()).cloned().unwrap_or_default(),
        open: entry.drafts.is_empty() || drafts().any(|d| d.open),
        is_abstract: drafts().any(|d| d.is_abstract),
        deprecated: drafts().find_map(|d| d.deprecated.clone()),
        properties: merged.properties.into_values().collect(),
    };
    (linked, odd)
}

/// Whether a description is one, and no placeholder for it.
fn says_something(doc: &Doc) -> bool {
    let text = doc.0.to_lowercase();
    !text.is_empty() && !text.starts_with("not yet documented") && !text.contains("todo: add description")
}

/// Properties of one type, by wire name.
#[derive(Default)]
struct Merged {
    properties: BTreeMap<String, Property>,
    /// Properties whose row gives no type: the JSON representation may.
    without_type: HashSet<String>,
}

impl Merged {
    fn row(&mut self, row: &PropertyRow, names: &Names<'_>, ids: &Ids, diagnostics: &mut Vec<Diagnostic>) {
        let ty = row.ty.as_ref().map(|expr| names.link(expr, ids));
        if ty.is_none() {
            self.without_type.insert(row.name.clone());
        }
        let property = Property {
            name: Name { wire: row.name.clone(), rust: String::new() },
            ty: ty.unwrap_or(TypeRef::one(Edm::Untyped)),
            nullable: row.nullable,
            required: row.required,
            read_only: row.read_only,
            relationship: row.relationship,
            inherited_from: None,
            deprecated: row.deprecated.clone(),
            doc: row.doc.clone(),
            span: row.span,
            source: PropertySource::Table,
        };
        match self.properties.get_mut(&row.name) {
            None => {
                self.properties.insert(row.name.clone(), property);
            }
            Some(known) if known.source == PropertySource::Json => {
                *known = Property { source: PropertySource::Both, ..property };
            }
            Some(known) => {
                if known.ty != property.ty {
                    let message = format!("`{}` is documented with another type elsewhere; the first counts", row.name);
                    diagnostics.push(Diagnostic::new(Code::PropertyConflict, row.span, message).related(known.span));
                }
                if known.doc.is_empty() {
                    known.doc = property.doc;
                }
            }
        }
    }

    fn member(&mut self, member: &JsonMember, names: &Names<'_>, ids: &Ids, diagnostics: &mut Vec<Diagnostic>) {
        if is_control_information(&member.name) {
            return;
        }
        let shown = names.link(&member.ty, ids);
        match self.properties.get_mut(&member.name) {
            None => {
                let property = Property {
                    name: Name { wire: member.name.clone(), rust: String::new() },
                    ty: shown,
                    nullable: None,
                    required: false,
                    read_only: false,
                    relationship: false,
                    inherited_from: None,
                    deprecated: None,
                    doc: Doc::default(),
                    span: member.span,
                    source: PropertySource::Json,
                };
                self.properties.insert(member.name.clone(), property);
            }
            Some(known) => {
                if known.source == PropertySource::Table {
                    known.source = PropertySource::Both;
                }
                if self.without_type.remove(&member.name) {
                    known.ty = shown;
                } else if contradicts(known.ty, shown) {
                    let message = format!(
                        "the JSON representation shows another type for `{}` than the table; the table counts",
                        member.name
                    );
                    diagnostics.push(Diagnostic::new(Code::PropertyConflict, member.span, message).related(known.span));
                }
            }
        }
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
    let documented = |m: &&JsonMember| !is_control_information(&m.name) && !listed.contains(m.name.as_str());
    for member in members.iter().filter(documented) {
        let message = format!("`{}` stands in the JSON representation and not in the table", member.name);
        diagnostics.push(Diagnostic::new(Code::PropertyJsonOnly, member.span, message));
    }
}

/// `@odata.type`, `@odata.etag` and `x@odata.nextLink` belong to the format (OData JSON 4.01, "Control Information").
fn is_control_information(name: &str) -> bool {
    name.contains("@odata.")
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

fn link_enum(entry: &EnumEntry<'_>, rust: &mut RustNames, diagnostics: &mut Vec<Diagnostic>) -> Enum {
    let (name, module) = rust.take(&entry.name, entry.span, diagnostics);
    let mut members: Vec<Member> = Vec::new();
    let mut scope = Scope::default();
    scope.take(UNLISTED, Place::Type);
    for (_, draft) in &entry.drafts {
        for member in &draft.members {
            if members.iter().any(|m| m.name.wire == member.name) {
                continue;
            }
            let Some(formed) = ident::ident(&member.name, Place::Type) else {
                diagnostics.push(Diagnostic::new(
                    Code::NameEmpty,
                    draft.span,
                    format!("the member `{}` has nothing to make a name of", member.name),
                ));
                continue;
            };
            let rust = scope.take(&formed, Place::Type).0;
            members.push(Member { name: Name { wire: member.name.clone(), rust }, doc: member.doc.clone() });
        }
    }
    if members.is_empty() {
        diagnostics.push(Diagnostic::new(
            Code::EnumEmpty,
            entry.span,
            format!("`{}` has no members; it takes any value", entry.name),
        ));
    }
    report_differences(entry, diagnostics);
    Enum {
        name,
        module,
        span: entry.span,
        doc: entry.drafts.iter().map(|(_, d)| &d.doc).find(|d| !d.is_empty()).cloned().unwrap_or_default(),
        members,
        flags: entry.drafts.iter().any(|(_, d)| d.flags),
    }
}

fn report_differences(entry: &EnumEntry<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let members =
        |i: usize| entry.drafts.get(i).map(|(_, d)| d.members.iter().map(|m| m.name.as_str()).collect::<BTreeSet<_>>());
    for (i, (_, draft)) in entry.drafts.iter().enumerate().skip(1) {
        if members(i) != members(0) {
            let message = format!("`{}` has other members elsewhere; all of them count", entry.name);
            diagnostics.push(Diagnostic::new(Code::EnumConflict, draft.span, message).related(entry.span));
        }
    }
}

/// A type that derives from itself loses its base.
fn break_cycles(types: &mut [Type], diagnostics: &mut Vec<Diagnostic>) {
    for start in 0..types.len() {
        let mut at = start;
        for _ in 0..types.len() {
            let Some(base) = types.get(at).and_then(|t| t.base) else { break };
            at = usize::from(base);
            if at == start {
                if let Some(ty) = types.get_mut(start) {
                    let message = format!("`{}` derives from itself; its base is left out", ty.name.wire);
                    diagnostics.push(Diagnostic::new(Code::BaseCycle, ty.span, message));
                    ty.base = None;
                }
                break;
            }
        }
    }
}

/// Repeats inherited properties in derived types; an own one of the same name wins.
fn inherit(types: &mut [Type]) {
    let own: Vec<Vec<Property>> = types.iter().map(|t| t.properties.clone()).collect();
    for index in 0..types.len() {
        let mut base = types.get(index).and_then(|t| t.base);
        let mut inherited: BTreeMap<String, Property> = BTreeMap::new();
        while let Some(id) = base {
            let at = usize::from(id);
            for property in own.get(at).into_iter().flatten() {
                inherited
                    .entry(property.name.wire.clone())
                    .or_insert_with(|| Property { inherited_from: Some(id), ..property.clone() });
            }
            base = types.get(at).and_then(|t| t.base);
        }
        let Some(ty) = types.get_mut(index) else { continue };
        for property in &mut ty.properties {
            // Derived pages repeat what their base documents; it is the base's all the same.
            if let Some(of_base) = inherited.remove(&property.name.wire) {
                property.inherited_from = of_base.inherited_from;
            }
        }
        ty.properties.extend(inherited.into_values());
        ty.properties.sort_by(|a, b| a.name.wire.cmp(&b.name.wire));
    }
}

fn name_fields(ty: &mut Type) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut scope = Scope::default();
    for reserved in ["extra", "_more"] {
        scope.take(reserved, Place::Field);
    }
    ty.properties.retain_mut(|property| {
        let Some(formed) = ident::ident(&property.name.wire, Place::Field) else {
            let message = format!("the property `{}` has nothing to make a name of", property.name.wire);
            diagnostics.push(Diagnostic::new(Code::NameEmpty, property.span, message));
            return false;
        };
        let (rust, renamed) = scope.take(&formed, Place::Field);
        if renamed {
            let message =
                format!("`{}` would be the field `{formed}`, which is taken; it is `{rust}`", property.name.wire);
            diagnostics.push(Diagnostic::new(Code::NameCollision, property.span, message));
        }
        property.name.rust = rust;
        true
    });
    diagnostics
}
