//! Inheritance: cycles broken, inherited properties repeated.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Edm, NamedType, Property, PropertySource, Type};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// A type that derives from itself loses its base: the first of the circle, in wire order.
pub(super) fn break_cycles(types: &mut [Type], diagnostics: &mut Vec<Diagnostic>) {
    for start in 0..types.len() {
        let mut at = start;
        for _ in 0..types.len() {
            let Some(base) = types.get(at).and_then(|t| t.base) else { break };
            at = usize::from(base);
            if at == start {
                leave_base_out(types, start, diagnostics);
                break;
            }
        }
    }
}

fn leave_base_out(types: &mut [Type], at: usize, diagnostics: &mut Vec<Diagnostic>) {
    let Some(base) = types.get_mut(at).and_then(|ty| ty.base.take()) else { return };
    let (Some(ty), Some(base)) = (types.get(at), types.get(usize::from(base))) else { return };
    let (name, of) = (&ty.name.wire, &base.name.wire);
    let message = format!("`{name}` derives from `{of}`, which derives from it; this base is left out");
    diagnostics.push(Diagnostic::new(Code::BaseCycle, ty.span, message).related(base.span));
}

/// Repeats inherited properties in derived types; an own one of the same name wins, unless only a JSON sample shows it. A
/// property comes from the type that its row names, else from the farthest base that has it: derived pages repeat what
/// their bases document.
pub(super) fn inherit(types: &mut [Type]) {
    fill(types);
    let inherited: Vec<BTreeMap<String, Property>> = types.par_iter().map(|ty| of_bases(ty, types)).collect();
    types.par_iter_mut().zip(inherited).enumerate().for_each(|(index, (ty, mut inherited))| {
        for property in &mut ty.properties {
            property.inherited_from = property.inherited_from.filter(|from| usize::from(*from) != index);
            if let Some(of_base) = inherited.remove(property.name.wire.as_str()) {
                if tells_more(&of_base, property) {
                    *property = completed(of_base, property);
                    continue;
                }
                property.inherited_from = property.inherited_from.or(of_base.inherited_from);
                property.key |= of_base.key;
            }
        }
        ty.properties.extend(inherited.into_values());
        ty.properties.sort_by(|a, b| a.name.wire.cmp(&b.name.wire));
    });
}

/// A row that names the type it comes from leaves to that what it is silent about: null, required, who sets it.
fn fill(types: &mut [Type]) {
    type Flags = (Option<bool>, [bool; 3]);
    let flags = |of: &Property| -> Flags { (of.nullable, [of.required, of.read_only, of.write_only]) };
    let sources: Vec<Vec<Option<Flags>>> = types
        .par_iter()
        .map(|ty| ty.properties.iter().map(|property| source(property, types).map(flags)).collect())
        .collect();
    for (ty, sources) in types.iter_mut().zip(sources) {
        let filled = ty.properties.iter_mut().zip(sources).filter_map(|(property, source)| Some((property, source?)));
        for (property, (nullable, [required, read_only, write_only])) in filled {
            property.nullable = property.nullable.or(nullable);
            property.required |= required;
            property.read_only |= read_only;
            property.write_only |= write_only;
        }
    }
}

/// The property of the type that a row names, or of the nearest of that type's bases.
fn source<'t>(property: &Property, types: &'t [Type]) -> Option<&'t Property> {
    let mut next = property.inherited_from;
    while let Some(ty) = next.and_then(|id| types.get(usize::from(id))) {
        let found = ty.properties.iter().find(|own| own.name.wire == property.name.wire);
        if found.is_some() {
            return found;
        }
        next = ty.base;
    }
    None
}

/// Whether a base documents a property of which the derived type's page only has a sample: `"String"` may stand for any
/// primitive or enumeration. An object of a named type in the sample counts for itself.
fn tells_more(of_base: &Property, own: &Property) -> bool {
    let sample = own.source == PropertySource::Json && !matches!(own.ty.named, NamedType::Type(_));
    sample && of_base.source != PropertySource::Json
}

/// What a base documents, with what only the sample tells: null, and the values of a text.
fn completed(of_base: Property, sample: &Property) -> Property {
    let mut completed = Property { nullable: sample.nullable.or(of_base.nullable), ..of_base };
    let values = &mut completed.constraints.values;
    if values.is_empty() && matches!(completed.ty.named, NamedType::Edm(Edm::String) | NamedType::Enum(_)) {
        values.clone_from(&sample.constraints.values);
    }
    completed
}

/// The properties of a type's bases.
fn of_bases(ty: &Type, types: &[Type]) -> BTreeMap<String, Property> {
    let mut inherited: BTreeMap<String, Property> = BTreeMap::new();
    let mut next = ty.base;
    while let Some((id, base)) = next.and_then(|id| Some((id, types.get(usize::from(id))?))) {
        for property in &base.properties {
            let known = inherited.entry(property.name.wire.clone()).or_insert_with(|| property.clone());
            if tells_more(property, known) {
                *known = completed(property.clone(), known);
            }
            known.inherited_from = property.inherited_from.or(Some(id));
            known.key |= property.key;
        }
        next = base.base;
    }
    inherited
}

/// The properties that a type's rows call its key count where no annotation says which they are.
pub(super) fn key(documented: Vec<String>, properties: &mut [Property]) -> Vec<String> {
    for property in properties.iter_mut() {
        property.key |= documented.contains(&property.name.wire);
    }
    if !documented.is_empty() {
        return documented;
    }
    properties.iter().filter(|p| p.key).map(|p| p.name.wire.clone()).collect()
}
