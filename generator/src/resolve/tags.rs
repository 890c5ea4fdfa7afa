//! Which types requests have to name in `@odata.type`.
//!
//! The docs show it by example only: a service needs the name where one address takes several types. So a type is tagged
//! if every example that sends it says its name.

use crate::model::{Arena, BodyKind, NamedType, Operation, OperationId, Type, TypeId, TypeRef};
use foldhash::HashMap;
use serde_json::Value;

/// Marks the tagged types.
pub(super) fn mark(types: &mut Arena<TypeId, Type>, operations: &Arena<OperationId, Operation>) {
    let mut says_its_name: HashMap<TypeId, bool> = HashMap::default();
    for operation in operations {
        let BodyKind::Json(TypeRef { named: NamedType::Type(id), collection: false }) = operation.body.kind else {
            continue;
        };
        for body in operation.examples.iter().filter_map(|example| example.request.body.as_deref()) {
            if let Some(says) = says_name(body, &types[id].name.wire) {
                *says_its_name.entry(id).or_insert(true) &= says;
            }
        }
    }
    for (id, tagged) in says_its_name {
        types[id].tagged = tagged;
    }
}

/// Whether an example body says that it is of this type; `None` if it is no JSON object.
fn says_name(body: &str, name: &str) -> Option<bool> {
    const TAG: &str = "@odata.type";
    if !body.contains(TAG) {
        return body.trim_start().starts_with('{').then_some(false);
    }
    let object: serde_json::Map<String, Value> = serde_json::from_str(body).ok()?;
    let said = object.get(TAG).and_then(Value::as_str);
    Some(said.is_some_and(|said| said.strip_prefix('#').unwrap_or(said) == name))
}
