//! The checkers of documented bodies and of models must fail where they should.
#![allow(unreachable_pub, missing_docs, reason = "emitted code is public")]

use docwright_runtime::model::{Field, Table};
use docwright_runtime::test_support::{
    Body, ERROR, Return, UNTYPED, check_bodies, check_models, first_failure, model, outcome, page, with,
};
use docwright_runtime::{Extra, Model, Value, model};

pub struct Item {
    pub name: Option<String>,
    pub size: Option<i64>,
    pub owner: Option<Box<Item>>,
    pub children: Option<Vec<Item>>,
    pub extra: Extra,
    pub _more: (),
}
model! { Item, "files.item", [0 "name" => name, 1 "size" => size, 2 "owner" => owner, 3 "children" => children] }

/// A model without a bag: it loses what it doesn't know, nulls, and spellings.
#[derive(Default)]
struct Forgetful {
    name: Option<String>,
    size: Option<f64>,
    owner: Option<Box<Forgetful>>,
    none: Option<bool>,
}

impl Model for Forgetful {
    fn table(&self) -> &'static Table {
        Item::default().table()
    }

    fn field(&self, index: usize) -> &dyn Field {
        match index {
            0 => &self.name,
            1 => &self.size,
            2 => &self.owner,
            _ => &self.none,
        }
    }

    fn field_mut(&mut self, index: usize) -> &mut dyn Field {
        match index {
            0 => &mut self.name,
            1 => &mut self.size,
            2 => &mut self.owner,
            _ => &mut self.none,
        }
    }
}

fn row(of: Return, json: &'static str) -> Body {
    Body { at: "api/item-get.md:12", of, json }
}

#[test]
fn what_comes_back_passes() {
    let rows: [(Return, &'static str); 9] = [
        (model::<Item>(), r#"{ "size": 1.0, "name": null, "more": [1, {"a": null}], "owner": {"x": 1e2} }"#),
        (model::<Item>(), r#"{"size": "12"}"#),
        (model::<Forgetful>(), r#"{"size": 9007199254740992}"#),
        (
            page::<Item>(),
            r#"{"@odata.nextLink": null, "@odata.count": "2", "value": [{"name": "a"}, {"x": 1}], "c": 0}"#,
        ),
        (page::<String>(), r#"{"value": ["a", ""]}"#),
        (page::<i32>(), r#"{"value": [1, 2.0]}"#),
        (page::<Value>(), r#"{"value": [null, [1], {}]}"#),
        (ERROR, r#"{"error": {"code": "gone", "innerError": null}}"#),
        (UNTYPED, "[1, null]"),
    ];
    for (of, json) in rows {
        let outcome = outcome(&[row(of, json)]);
        assert_eq!(
            (outcome.checked, &outcome.failures[..], &outcome.with_misfits[..]),
            (1, &[][..], &[][..]),
            "{json}"
        );
    }
}

#[test]
fn misfits_are_told() {
    let rows: [(Return, &'static str, &str); 5] = [
        (
            model::<Item>(),
            r#"{"size": [], "children": [{"name": 5}], "owner": {"size": "x"}}"#,
            "/size, /owner/size, /children/0/name",
        ),
        (page::<Item>(), r#"{"value": [{}, {"owner": "me"}]}"#, "/value/1/owner"),
        (page::<Item>(), r#"{"value": [null, {}, 5, {"owner": "me"}]}"#, "/value/0, /value/2, /value/3/owner"),
        (page::<i32>(), r#"{"value": [1, "2", {}]}"#, "/value/1, /value/2"),
        (ERROR, r#"{"reason": "none"}"#, "the whole"),
    ];
    for (of, json, wanted) in rows {
        let outcome = outcome(&[row(of, json)]);
        assert_eq!(outcome.failures, [""; 0]);
        assert_eq!(outcome.with_misfits, [format!("api/item-get.md:12 doesn't fit: {wanted}")]);
    }
}

#[test]
fn what_gets_lost_is_found() {
    let rows: [(Return, &'static str, &str); 8] = [
        (model::<Forgetful>(), r#"{"a/b": 1}"#, "/a~1b\n    docs say   1\n    came back  (nothing)"),
        (model::<Forgetful>(), r#"{"name": null}"#, "/name\n    docs say   null\n    came back  (nothing)"),
        (
            model::<Forgetful>(),
            r#"{"owner": {"size": 9007199254740993}}"#,
            "/owner/size\n    docs say   9007199254740993\n    came back  9007199254740992.0",
        ),
        (page::<Forgetful>(), r#"{"value": [{}, {"x": 1}]}"#, "/value/1/x\n    docs say   1\n    came back  (nothing)"),
        (
            model::<Item>(),
            "[]",
            "doesn't decode into its documented type: invalid type: sequence, expected an object, files.item at line 1 column 0",
        ),
        (
            page::<Item>(),
            r#"{"value": 5}"#,
            "doesn't decode into its documented type: invalid type: integer `5`, expected a list of items at line 1 column 11",
        ),
        (
            page::<Item>(),
            "{}",
            "doesn't decode into its documented type: an object without `value`, which is no page of items at line 1 column 2",
        ),
        (UNTYPED, "{...}", "doesn't decode into its documented type: key must be a string at line 1 column 2"),
    ];
    for (of, json, wanted) in rows {
        assert_eq!(outcome(&[row(of, json)]).failures, [format!("api/item-get.md:12\n  {wanted}")]);
    }
}

#[test]
#[should_panic(expected = "1 of 2 bodies don't come back\n\napi/item-get.md:12\n  /x\n")]
fn a_body_that_does_not_come_back_panics() {
    check_bodies(&[&[row(model::<Item>(), "{}")], &[row(model::<Forgetful>(), r#"{"x": 1}"#)]], &[("no JSON", 1)]);
}

#[test]
fn models_take_any_object() {
    check_models(&[&[with::<Item>]]);
    assert_eq!(first_failure(with::<Item>), None);
}

#[test]
fn a_model_that_loses_something_is_found() {
    let failure = first_failure(with::<Forgetful>).expect("a failure");
    assert!(failure.starts_with("files.item(name, size, owner, children)\n  /"), "{failure}");
}

#[test]
fn a_model_that_is_not_shown_is_found() {
    assert_eq!(first_failure(|_| {}).as_deref(), Some("\n  there is no model\n  of null"));
}

#[test]
#[should_panic(expected = "1 of 2 models lose JSON")]
fn a_model_that_loses_something_panics() {
    check_models(&[&[with::<Item>], &[with::<Forgetful>]]);
}
