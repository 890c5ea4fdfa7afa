//! Names of the items that one group's module defines.
//!
//! Resolve names groups, operations, routes and types. What emit adds beside them (the marker `CheckinOp`, the body
//! struct `Checkin`) must not clash with those or with one another; the rule is here.

use crate::model::{Api, BodyKind, Group, Location, Operation};
use std::collections::BTreeSet;

/// Names in a group's module.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GroupNames {
    /// The function on `Client`.
    pub accessor: String,
    /// One for each of the group's operations, in its order.
    pub operations: Vec<OperationNames>,
}

/// Names of one operation's items.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OperationNames {
    /// The marker type: `CheckinOp`.
    pub marker: String,
    /// The struct of a body made of parameters: `Checkin`.
    pub body: Option<String>,
}

/// What `Client` has already.
const CLIENT: [&str; 12] = [
    "as_ref",
    "base_url",
    "batch",
    "builder",
    "clone",
    "from",
    "into",
    "new",
    "request",
    "resume_delta",
    "resume_operation",
    "upload",
];

/// Gives a group's items their names: the group struct has its own, then markers, then bodies; a name that is taken
/// gets a longer ending.
pub fn group_names(api: &Api, group: &Group) -> GroupNames {
    let operations = || group.operations.iter().map(|&id| &api.operations[id]);
    let mut taken: BTreeSet<String> = BTreeSet::from([group.rust_type.clone()]);
    let markers: Vec<String> =
        operations().map(|operation| take(&mut taken, format!("{}Op", operation.rust_type), "Marker")).collect();
    let bodies: Vec<Option<String>> = operations()
        .map(|operation| has_body_struct(operation).then(|| take(&mut taken, operation.rust_type.clone(), "Body")))
        .collect();
    let operations = markers.into_iter().zip(bodies).map(|(marker, body)| OperationNames { marker, body }).collect();
    let accessor = &group.name.rust;
    let accessor = if CLIENT.contains(&accessor.as_str()) { format!("{accessor}_") } else { accessor.clone() };
    GroupNames { accessor, operations }
}

/// Whether the body is a struct of the operation's own.
pub(super) fn has_body_struct(operation: &Operation) -> bool {
    matches!(operation.body.kind, BodyKind::Parameters)
        && operation.parameters.iter().any(|p| p.location == Location::Body)
}

fn take(taken: &mut BTreeSet<String>, mut name: String, ending: &str) -> String {
    while !taken.insert(name.clone()) {
        name.push_str(ending);
    }
    name
}
