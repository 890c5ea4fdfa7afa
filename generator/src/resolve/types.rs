//! Types: drafts of one name merged, linked, with inherited properties.

mod enums;
mod inherit;
mod merge;

use super::ident::{self, Place, Scope};
use super::names::{EnumEntry, Ids, Names, Target, TypeEntry};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Arena, Doc, DocumentedRow, Enum, EnumId, Name, PageId, Property, Span, Type, TypeId};
use foldhash::HashMap;
use merge::Merged;
use rayon::prelude::*;

/// All types and enumerations, linked.
#[derive(Default)]
pub(crate) struct Linked {
    pub types: Arena<TypeId, Type>,
    pub enums: Arena<EnumId, Enum>,
    /// What became of the rows of property tables.
    pub rows: Vec<DocumentedRow>,
}

/// Links every type and enumeration.
pub(crate) fn link(names: &Names<'_>, ids: &Ids, diagnostics: &mut Vec<Diagnostic>) -> Linked {
    let mut rust = RustNames::default();
    let mut entries: Vec<(usize, &TypeEntry<'_>)> = names.types.iter().enumerate().collect();
    entries.sort_by_key(|(at, _)| ids.type_id(*at));
    let documented: Vec<(&str, Span)> = entries.iter().map(|(_, entry)| (entry.name.as_str(), entry.span)).collect();
    let named = rust.take_all(&documented, &names.main_namespace, diagnostics);
    let link = |((_, entry), name): (&(usize, &TypeEntry<'_>), Name)| link_type(entry, name, names, ids);
    let (mut types, mut said): (Vec<Type>, Vec<Said>) = (Vec::new(), Vec::new());
    entries.par_iter().zip(named).map(link).unzip_into_vecs(&mut types, &mut said);
    let mut rows = Vec::new();
    for of_type in said {
        rows.extend(of_type.rows);
        diagnostics.extend(of_type.diagnostics);
    }
    let mut enum_entries: Vec<(usize, &EnumEntry<'_>)> = names.enums.iter().enumerate().collect();
    enum_entries.sort_by_key(|(at, _)| ids.enum_id(*at));
    let documented: Vec<(&str, Span)> = enum_entries.iter().map(|(_, e)| (e.name.as_str(), e.span)).collect();
    let named = rust.take_all(&documented, &names.main_namespace, diagnostics);
    let link = |((_, entry), name): (&(usize, &EnumEntry<'_>), Name)| enums::link_enum(entry, name);
    let (mut enums, mut odd): (Vec<Enum>, Vec<Vec<Diagnostic>>) = (Vec::new(), Vec::new());
    enum_entries.par_iter().zip(named).map(link).unzip_into_vecs(&mut enums, &mut odd);
    diagnostics.extend(odd.into_iter().flatten());
    enums::report_empty(&enums, &types, diagnostics);
    inherit::break_cycles(&mut types, diagnostics);
    inherit::inherit(&mut types);
    let renamed: Vec<Vec<Diagnostic>> = types.par_iter_mut().map(name_fields).collect();
    diagnostics.extend(renamed.into_iter().flatten());
    Linked { types: types.into(), enums: enums.into(), rows }
}

/// What linking a type says beside the type.
struct Said {
    rows: Vec<DocumentedRow>,
    diagnostics: Vec<Diagnostic>,
}

/// Rust names of types: the bare name in camel case, with the part of the namespace that is not the main one before it.
#[derive(Default)]
struct RustNames {
    scope: Scope,
    /// Who took a name.
    taken: HashMap<String, Span>,
}

impl RustNames {
    /// Names what is documented under full names, in their order.
    fn take_all(&mut self, documented: &[(&str, Span)], main: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Name> {
        let form = |(full, _): &(&str, Span)| ident::ident(&local_name(full, main), Place::Type);
        let formed: Vec<Option<String>> = documented.par_iter().map(form).collect();
        let all = documented.iter().zip(formed);
        all.map(|((full, span), formed)| self.take(full, formed, *span, diagnostics)).collect()
    }

    fn take(&mut self, full: &str, formed: Option<String>, span: Span, diagnostics: &mut Vec<Diagnostic>) -> Name {
        let formed = formed.unwrap_or_else(|| {
            diagnostics.push(Diagnostic::new(Code::NameEmpty, span, format!("`{full}` has nothing to make a name of")));
            "Unnamed".to_owned()
        });
        let (rust, renamed) = self.scope.take(&formed, Place::Type);
        if renamed {
            let message = format!("`{full}` would be `{formed}`, which is taken; it is `{rust}`");
            let diagnostic = Diagnostic::new(Code::NameCollision, span, message);
            diagnostics.push(match self.taken.get(&formed) {
                Some(first) => diagnostic.related(*first),
                None => diagnostic,
            });
        }
        self.taken.insert(rust.clone(), span);
        Name { wire: full.to_owned(), rust }
    }
}

/// The module that holds a type.
fn module(name: &Name) -> String {
    ident::module(&name.rust, Place::Field).unwrap_or_else(|| "unnamed".to_owned())
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

fn link_type(entry: &TypeEntry<'_>, name: Name, names: &Names<'_>, ids: &Ids) -> (Type, Said) {
    let mut pages: Vec<PageId> = entry.drafts.iter().map(|(page, _)| PageId::from(*page)).collect();
    pages.sort_unstable();
    pages.dedup();
    let drafts = || entry.drafts.iter().map(|(_, d)| *d);
    let base =
        drafts().find_map(|d| d.base.as_ref()).and_then(|expr| names.lookup(expr)).and_then(|target| match target {
            Target::Type(at) => Some(ids.type_id(at)),
            _ => None,
        });
    let mut merged = Merged::new(names, ids);
    drafts().for_each(|draft| merged.draft(draft));
    let mut properties: Vec<Property> = merged.properties.into_values().collect();
    let documented = drafts().map(|d| &d.key).find(|k| !k.is_empty()).cloned().unwrap_or_default();
    let linked = Type {
        module: module(&name),
        name,
        pages,
        span: entry.span,
        doc: drafts().map(|d| &d.doc).find(|d| says_something(d)).cloned().unwrap_or_default(),
        base,
        key: inherit::key(documented, &mut properties),
        open: entry.drafts.is_empty() || drafts().any(|d| d.open),
        is_abstract: drafts().any(|d| d.is_abstract),
        tagged: false,
        deprecated: drafts().find_map(|d| d.deprecated.clone()),
        properties,
    };
    (linked, Said { rows: merged.rows, diagnostics: merged.diagnostics })
}

/// Whether a description is one, and no placeholder for it.
fn says_something(doc: &Doc) -> bool {
    let text = doc.0.to_lowercase();
    !text.is_empty() && !text.starts_with("not yet documented") && !text.contains("todo: add description")
}

fn name_fields(ty: &mut Type) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut scope = Scope::default();
    let mut renamed: Vec<(usize, String)> = Vec::new();
    for reserved in ["extra", "_more"] {
        scope.take(reserved, Place::Field);
    }
    let mut kept = 0;
    ty.properties.retain_mut(|property| {
        let Some(formed) = ident::ident(&property.name.wire, Place::Field) else {
            let message = format!("the property `{}` has nothing to make a name of", property.name.wire);
            diagnostics.push(Diagnostic::new(Code::NameEmpty, property.span, message));
            return false;
        };
        let (rust, is_other) = scope.take(&formed, Place::Field);
        property.name.rust = rust;
        renamed.extend(is_other.then_some((kept, formed)));
        kept += 1;
        true
    });
    diagnostics.extend(fields_taken(&ty.properties, &renamed));
    diagnostics
}

/// Says which properties aren't called as they would be, and whose those names are.
fn fields_taken(properties: &[Property], renamed: &[(usize, String)]) -> Vec<Diagnostic> {
    // Few types have any.
    if renamed.is_empty() {
        return Vec::new();
    }
    let owners: HashMap<&str, Span> = properties.iter().map(|p| (p.name.rust.as_str(), p.span)).collect();
    let diagnostic = |(at, formed): &(usize, String)| {
        let Property { name, span, .. } = properties.get(*at)?;
        let message = format!("`{}` would be the field `{formed}`, which is taken; it is `{}`", name.wire, name.rust);
        let diagnostic = Diagnostic::new(Code::NameCollision, *span, message);
        Some(match owners.get(formed.as_str()) {
            Some(owner) => diagnostic.related(*owner),
            None => diagnostic,
        })
    };
    renamed.iter().filter_map(diagnostic).collect()
}
