//! Which types requests have to name in `@odata.type`.
//!
//! The docs show it by example only: a service needs the name where one address takes several types. So a type is tagged
//! if examples send it, and every one of them says its name, also within another type's body.

use crate::json::{self, Json, Members};
use crate::model::{Arena, BodyKind, Location, NamedType, Operation, OperationId, Type, TypeId, TypeRef};
use foldhash::{HashMap, HashSet};
use rayon::prelude::*;

const TAG: &str = "@odata.type";

/// Marks the tagged types.
pub(super) fn mark(types: &mut Arena<TypeId, Type>, operations: &Arena<OperationId, Operation>) {
    let all: Vec<&Operation> = operations.iter().collect();
    let said: Vec<(TypeId, bool)> = all.par_iter().flat_map_iter(|operation| names_said(operation, types)).collect();
    let mut says_its_name: HashMap<TypeId, bool> = HashMap::default();
    for (id, says) in said {
        *says_its_name.entry(id).or_insert(true) &= says;
    }
    let tagged: HashSet<TypeId> = says_its_name.into_iter().filter(|(_, says)| *says).map(|(id, _)| id).collect();
    let nameless = Nested { types, tagged: &tagged }.nameless(&all);
    for id in tagged.difference(&nameless) {
        types[*id].tagged = true;
    }
}

/// Values of tagged types within bodies.
struct Nested<'a> {
    types: &'a Arena<TypeId, Type>,
    tagged: &'a HashSet<TypeId>,
}

impl Nested<'_> {
    /// The types of which a body holds a value without its name.
    fn nameless(&self, operations: &[&Operation]) -> HashSet<TypeId> {
        let of_type = |ty: &TypeRef| matches!(ty.named, NamedType::Type(id) if self.tagged.contains(&id));
        let properties = self.types.iter().flat_map(|ty| &ty.properties).map(|p| (&p.name.wire, &p.ty));
        let parameters = operations.iter().flat_map(|operation| &operation.parameters).map(|p| (&p.name.wire, &p.ty));
        let held = properties.chain(parameters).filter(|(_, ty)| of_type(ty)).map(|(name, _)| name.as_str());
        let held: HashSet<&str> = held.collect();
        // Most bodies hold nothing under such a name, and needn't be read.
        let may_hold = |body: &&str| body.split('"').any(|text| held.contains(text));
        let of_operation = |operation: &&Operation| {
            let mut found = Vec::new();
            let bodies = operation.examples.iter().filter_map(|example| example.request.body.as_deref());
            for body in bodies.filter(may_hold) {
                if let Ok(Json::Object(body)) = json::read(body) {
                    self.within_body(operation, &body, &mut found);
                }
            }
            found
        };
        operations.par_iter().flat_map_iter(of_operation).collect()
    }

    fn within_body(&self, operation: &Operation, body: &Members<'_>, found: &mut Vec<TypeId>) {
        match operation.body.kind {
            BodyKind::Json(TypeRef { named: NamedType::Type(id), collection: false }) => self.within(id, body, found),
            BodyKind::Parameters => {
                let parameters = operation.parameters.iter().filter(|p| p.location == Location::Body);
                let held = parameters.filter_map(|p| Some((body.get(&p.name.wire)?, p.ty)));
                held.for_each(|(value, ty)| self.value(value, ty, found));
            }
            _ => {}
        }
    }

    fn within(&self, id: TypeId, object: &Members<'_>, found: &mut Vec<TypeId>) {
        for property in &self.types[id].properties {
            if let Some(value) = object.get(&property.name.wire) {
                self.value(value, property.ty, found);
            }
        }
    }

    fn value(&self, value: &Json<'_>, ty: TypeRef, found: &mut Vec<TypeId>) {
        match (value, ty.named) {
            (Json::List(items), _) => {
                items.iter().for_each(|item| self.value(item, TypeRef { collection: false, ..ty }, found));
            }
            (Json::Object(object), NamedType::Type(id)) => {
                found.extend((self.tagged.contains(&id) && object.get(TAG).is_none()).then_some(id));
                self.within(id, object, found);
            }
            _ => {}
        }
    }
}

/// Whether the bodies of an operation's examples say the name of their type, for each that is an object.
fn names_said(operation: &Operation, types: &Arena<TypeId, Type>) -> Vec<(TypeId, bool)> {
    let BodyKind::Json(TypeRef { named: NamedType::Type(id), collection: false }) = operation.body.kind else {
        return Vec::new();
    };
    let bodies = operation.examples.iter().filter_map(|example| example.request.body.as_deref());
    bodies.filter_map(|body| Some((id, says_name(body, &types[id].name.wire)?))).collect()
}

/// Whether an example body says that it is of this type; `None` if it is no JSON object.
fn says_name(body: &str, name: &str) -> Option<bool> {
    if !body.contains(TAG) {
        return body.trim_start().starts_with('{').then_some(false);
    }
    let object = json::read(body).ok()?.into_members()?;
    let said = object.get(TAG).and_then(Json::text);
    Some(said.is_some_and(|said| said.strip_prefix('#').unwrap_or(said) == name))
}
