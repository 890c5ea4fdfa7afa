//! Names and kinds of JSON, compared; values don't count and are never told. Pointers have `*` for the items of a list.

use super::super::Returned;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// How an answer differs from the documented one.
#[derive(Default, PartialEq, Debug)]
pub(super) struct Differences {
    /// Documented, and not in the answer.
    pub(super) missing: BTreeSet<String>,
    /// In the answer, and not documented.
    pub(super) unexpected: BTreeSet<String>,
    /// Of another type: what is documented, and what came.
    pub(super) types: BTreeMap<String, (String, String)>,
}

/// What the documented answer has that the found one has not, or has in another kind.
pub(super) fn compare(documented: &Value, found: &Value) -> Differences {
    let mut differences = Differences::default();
    differences.walk(&[documented], &[found], "");
    differences
}

impl Differences {
    /// JSON is documented, and none came.
    pub(super) fn whole(documented: &Value, empty: bool) -> Self {
        let mut differences = Differences::default();
        let found = if empty { "nothing" } else { "no JSON" };
        differences.types.insert(String::new(), (kind(documented).to_owned(), found.to_owned()));
        differences
    }

    pub(super) fn is_empty(&self) -> bool {
        *self == Differences::default()
    }

    /// What the documented type says of the answer.
    pub(super) fn typed(&mut self, returned: &Returned, documented: Option<&Value>, found: Option<&Value>) {
        let shown =
            |pointer: &str| documented.is_some_and(|docs| has(docs, &pointer.split('/').skip(1).collect::<Vec<_>>()));
        let unknown = returned.unknown.iter().map(|pointer| general(pointer));
        self.unexpected.extend(unknown.filter(|pointer| !shown(pointer)));
        for pointer in &returned.misfits {
            let found = found.and_then(|found| found.pointer(pointer)).map_or("nothing", kind);
            let told = || ("another type".to_owned(), found.to_owned());
            self.types.entry(general(pointer)).or_insert_with(told);
        }
    }

    /// The answer isn't what the operation returns.
    pub(super) fn undecodable(&mut self) {
        let told = || ("what the operation returns".to_owned(), "something else".to_owned());
        self.types.entry(String::new()).or_insert_with(told);
    }

    /// All values that the docs show at one place, and all that came there.
    fn walk(&mut self, documented: &[&Value], found: &[&Value], at: &str) {
        // Null fits everywhere.
        let kinds: BTreeSet<&str> =
            documented.iter().filter(|value| !value.is_null()).map(|value| kind(value)).collect();
        let found: Vec<&Value> = found.iter().copied().filter(|value| !value.is_null()).collect();
        if kinds.is_empty() || found.is_empty() {
            return;
        }
        if let Some(other) = found.iter().find(|value| !kinds.contains(kind(value))) {
            let documented: Vec<&str> = kinds.into_iter().collect();
            self.types.insert(at.to_owned(), (documented.join(" or "), kind(other).to_owned()));
            return;
        }
        self.members(documented, &found, at);
        let (documented, found) = (items(documented), items(&found));
        self.walk(&documented, &found, &format!("{at}/*"));
    }

    fn members(&mut self, documented: &[&Value], found: &[&Value], at: &str) {
        let found: Vec<&Value> = found.iter().copied().filter(|value| value.is_object()).collect();
        if found.is_empty() {
            return;
        }
        let names: BTreeSet<&str> =
            documented.iter().filter_map(|value| value.as_object()).flatten().map(|(name, _)| name.as_str()).collect();
        // Annotations belong to the format.
        for name in names.into_iter().filter(|name| !name.contains('@')) {
            let (documented, found) = (members(documented, name), members(&found, name));
            let at = format!("{at}/{name}");
            if found.is_empty() {
                self.missing.insert(at);
            } else {
                self.walk(&documented, &found, &at);
            }
        }
    }
}

/// What several objects have under one name.
fn members<'v>(objects: &[&'v Value], name: &str) -> Vec<&'v Value> {
    objects.iter().filter_map(|object| object.get(name)).collect()
}

/// The items of several lists.
fn items<'v>(lists: &[&'v Value]) -> Vec<&'v Value> {
    lists.iter().filter_map(|list| list.as_array()).flatten().collect()
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "text",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    }
}

/// `/value/3/size` is about `/value/*/size`.
fn general(pointer: &str) -> String {
    let steps = pointer.split('/').map(|step| {
        let is_index = !step.is_empty() && step.bytes().all(|b| b.is_ascii_digit());
        if is_index { "*" } else { step }
    });
    steps.collect::<Vec<_>>().join("/")
}

/// Whether there is something at a pointer with `*` in it.
fn has(value: &Value, steps: &[&str]) -> bool {
    match steps {
        [] => true,
        ["*", rest @ ..] if value.is_array() => items(&[value]).into_iter().any(|item| has(item, rest)),
        [name, rest @ ..] => value.get(name).is_some_and(|value| has(value, rest)),
    }
}
