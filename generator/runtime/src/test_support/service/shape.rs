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

#[cfg(test)]
mod tests {
    use super::{Differences, compare};
    use crate::test_support::Returned;
    use serde_json::{Value, json};

    /// `missing /a; /b is text, found number`
    fn told(differences: &Differences) -> String {
        let missing = differences.missing.iter().map(|at| format!("missing {at}"));
        let unexpected = differences.unexpected.iter().map(|at| format!("unexpected {at}"));
        let types = differences.types.iter().map(|(at, (docs, found))| format!("{at} is {docs}, found {found}"));
        missing.chain(unexpected).chain(types).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn names_and_kinds_count_and_values_do_not() {
        let rows = [
            ("values", json!({ "a": 1, "b": "x", "c": true }), json!({ "a": 2.5, "b": "", "c": false }), ""),
            ("a member missing", json!({ "a": 1, "b": 2 }), json!({ "a": 1 }), "missing /b"),
            ("one inside", json!({ "a": { "b": 1 } }), json!({ "a": {} }), "missing /a/b"),
            ("an annotation missing", json!({ "@odata.etag": "x" }), json!({}), ""),
            ("what isn't documented", json!({}), json!({ "a": 1 }), ""),
            ("another kind", json!({ "a": 1 }), json!({ "a": "1" }), "/a is number, found text"),
            ("null found", json!({ "a": { "b": 1 } }), json!({ "a": null }), ""),
            ("null documented", json!({ "a": null }), json!({ "a": [1] }), ""),
            ("null documented, nothing found", json!({ "a": null }), json!({}), "missing /a"),
            ("another whole", json!({ "a": 1 }), json!([]), " is object, found list"),
            (
                "other inside of another kind",
                json!({ "a": { "b": 1 } }),
                json!({ "a": 1 }),
                "/a is object, found number",
            ),
        ];
        for (name, documented, found, wanted) in rows {
            assert_eq!(told(&compare(&documented, &found)), wanted, "{name}");
        }
    }

    #[test]
    fn items_of_a_list_are_one_place() {
        let list = |items: Value| json!({ "value": items });
        let rows = [
            ("no items found", json!([{ "a": 1 }]), json!([]), ""),
            ("no items documented", json!([]), json!([{ "a": 1 }]), ""),
            ("one of them has it", json!([{ "a": 1 }]), json!([{}, { "a": 2 }]), ""),
            ("none has it", json!([{ "a": 1 }]), json!([{}, { "b": 2 }]), "missing /value/*/a"),
            ("one is of another kind", json!([1]), json!([1, "x"]), "/value/* is number, found text"),
            ("documented of several kinds", json!([{ "a": 1 }, { "a": "x" }]), json!([{ "a": "y" }, { "a": 2 }]), ""),
            (
                "and another",
                json!([{ "a": 1 }, { "a": "x" }]),
                json!([{ "a": [] }]),
                "/value/*/a is number or text, found list",
            ),
            (
                "lists and objects",
                json!([{ "a": 1 }, ["x"]]),
                json!([[5], {}]),
                "missing /value/*/a; /value/*/* is text, found number",
            ),
            ("lists of lists", json!([[1]]), json!([[1], ["x"]]), "/value/*/* is number, found text"),
        ];
        for (name, documented, found, wanted) in rows {
            assert_eq!(told(&compare(&list(documented), &list(found))), wanted, "{name}");
        }
    }

    #[test]
    fn what_the_type_says_is_added() {
        let pointers = |pointers: &[&str]| pointers.iter().map(|&pointer| pointer.to_owned()).collect();
        let returned = Returned {
            bytes: None,
            is_content: false,
            misfits: pointers(&["/value/0/size", "/value/7/size", "/gone"]),
            unknown: pointers(&["/value/0/shown", "/value/1/other", "/2/x"]),
        };
        let documented = json!({ "value": [{ "shown": 1 }] });
        let found = json!({ "value": [{ "size": "big", "shown": 1 }, { "other": 1 }] });
        let mut differences = compare(&documented, &found);
        differences.typed(&returned, Some(&documented), Some(&found));
        let wanted = "unexpected /*/x; unexpected /value/*/other; /gone is another type, found nothing; \
                      /value/*/size is another type, found text";
        assert_eq!(told(&differences), wanted);
        assert!(!differences.is_empty() && Differences::default().is_empty());
    }

    #[test]
    fn a_whole_of_another_kind_is_told_once() {
        assert_eq!(told(&Differences::whole(&json!([]), true)), " is list, found nothing");
        let mut differences = Differences::whole(&json!({}), false);
        differences.undecodable();
        assert_eq!(told(&differences), " is object, found no JSON");
        let mut differences = Differences::default();
        differences.undecodable();
        assert_eq!(told(&differences), " is what the operation returns, found something else");
    }
}
