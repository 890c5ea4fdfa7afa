//! The bag beside the fields.

use crate::files::{Item, Kind};
use docwright_runtime::model::to_body;
use docwright_runtime::{Extra, Model, Value};
use serde_json::json;

#[test]
fn it_is_one_pointer_wide() {
    assert_eq!(size_of::<Extra>(), size_of::<usize>());
}

#[test]
fn values_go_in_and_out() {
    let mut extra = Extra::new();
    assert!(extra.is_empty());
    assert_eq!(extra.insert("b", 1), None);
    assert_eq!(extra.insert("a", "x"), None);
    assert_eq!(extra.insert("b", 2), Some(json!(1)));
    assert_eq!(extra.iter().collect::<Vec<_>>(), [("a", &json!("x")), ("b", &json!(2))]);
    assert_eq!((extra.len(), extra.get("b"), extra.get("c")), (2, Some(&json!(2)), None));
    assert_eq!((extra.remove("a"), extra.remove("a"), extra.remove("b")), (Some(json!("x")), None, Some(json!(2))));
    assert!(extra.is_empty());
    assert_eq!(extra, Extra::default());
    assert_eq!(
        format!("{:?}", Extra::from_iter([("b", 1), ("a", 2), ("b", 3)])),
        r#"{"a": Number(2), "b": Number(3)}"#
    );
}

#[test]
fn a_property_without_a_field_can_be_sent() {
    let item =
        Item { extra: Extra::from_iter([("@microsoft.graph.conflictBehavior", "rename")]), ..Default::default() };
    assert_eq!(body(&item), json!({"@microsoft.graph.conflictBehavior": "rename"}));
}

#[test]
fn a_field_that_is_set_wins_whatever_is_in_the_bag() {
    let mut item = Item { kind: Some(Kind::File), ..Default::default() };
    item.extra.insert("kind", "folder");
    item.extra.insert("size", 1);
    assert_eq!(body(&item), json!({"kind": "file", "size": 1}));
    item.kind = None;
    assert_eq!(body(&item), json!({"kind": "folder", "size": 1}));
}

#[test]
fn null_is_sent_if_it_was_set_not_if_it_was_received() {
    let mut item: Item = serde_json::from_str(r#"{"name": null, "size": null, "colour": null}"#).unwrap();
    assert_eq!(item.extra.nulls().collect::<Vec<_>>(), ["colour", "name", "size"]);
    assert_eq!(serde_json::to_value(&item).unwrap(), json!({"name": null, "size": null, "colour": null}));
    // What the docs don't know is none of our business.
    assert_eq!(body(&item), json!({"colour": null}));

    item.size = Some(3);
    item.set_null("size");
    item.set_null("shape");
    item.extra.insert("weight", Value::Null);
    assert_eq!(item.size, None);
    assert_eq!(body(&item), json!({"size": null, "shape": null, "weight": null, "colour": null}));
    assert_eq!(body(&item.clone()), body(&item));

    item.size = Some(4);
    assert_eq!(body(&item)["size"], json!(4));
}

fn body(item: &Item) -> Value {
    serde_json::from_slice(&to_body(item).unwrap()).unwrap()
}
