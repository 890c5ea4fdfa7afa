//! Comparing, printing, merging, walking.

use crate::files::{Identity, Item, Kind, Open};
use docwright_runtime::Model;
use docwright_runtime::model::visit;
use serde_json::{Value, json};

fn item(json: Value) -> Item {
    serde_json::from_value(json).unwrap()
}

#[test]
fn equal_is_equal_as_json() {
    let json = json!({"name": "a", "double": "NaN", "children": [{"kind": "file"}], "tags": ["x"], "size": null});
    assert_eq!(item(json.clone()), item(json.clone()));
    let mut sent = item(json.clone());
    sent.set_null("size");
    assert_eq!(sent, item(json.clone()));
    for (name, other) in [
        ("name", json!("b")),
        ("double", json!(1.5)),
        ("children", json!([{"kind": "folder"}])),
        ("children", json!([])),
        ("children", json!([{"kind": "file"}, {}])),
        ("tags", json!(["x", "x"])),
        ("tags", json!([])),
        ("tags", Value::Null),
        ("size", json!(0)),
        ("colour", json!("blue")),
        ("owner", json!({})),
    ] {
        let mut changed = json.clone();
        changed[name] = other;
        assert_ne!(item(changed.clone()), item(json.clone()), "{changed}");
        assert_ne!(item(json.clone()), item(changed.clone()), "{changed}");
    }
}

#[test]
fn what_is_set_is_printed() {
    let item = Item {
        name: Some("a \"b\"".into()),
        kind: Some(Kind::File),
        owner: Some(Box::new(Identity { id: Some("1".into()), ..Default::default() })),
        children: Some(vec![Item { size: Some(5), ..Default::default() }]),
        ..Default::default()
    };
    let printed =
        r#"item { name: "a \"b\"", kind: "file", owner: identity { id: "1" }, children: [item { size: 5 }] }"#;
    assert_eq!(format!("{item:?}"), printed);
    assert_eq!(format!("{:?}", Open::default()), "body");
}

#[test]
fn merging_takes_over_what_came_later() {
    let mut old = item(json!({
        "name": "a", "size": 1, "owner": {"id": "1", "displayName": "Kim"}, "tags": ["x"], "day": "2020-01-01", "int32": "odd",
        "colour": "blue", "double": 1.5,
    }));
    old.merge(&item(json!({
        "size": 2, "owner": {"displayName": "Lee"}, "tags": ["y"], "day": null, "int32": 7, "double": "odd", "shape": "round",
        "kind": "FILE",
    })));
    assert_eq!(
        serde_json::to_value(&old).unwrap(),
        json!({
            "name": "a", "size": 2, "owner": {"id": "1", "displayName": "Lee"}, "tags": ["y"], "day": null, "int32": 7,
            "colour": "blue", "double": "odd", "shape": "round", "kind": "FILE",
        })
    );
}

#[test]
fn what_is_merged_is_no_misfit_any_more() {
    let mut old = item(json!({"size": "big", "day": null}));
    old.merge(&item(json!({"size": 5, "day": "2020-01-01"})));
    assert!(old.misfits().is_empty() && old.extra.is_empty(), "{old:?}");
}

#[test]
fn every_model_inside_is_visited_with_its_path() {
    let item = item(json!({"owner": {}, "children": [{}, {"parent": {"owner": {}}}], "any": {"owner": {}}}));
    let mut seen = Vec::new();
    visit(&item, &mut |path, model| seen.push((path.to_owned(), model.table().name())));
    let expected = [
        ("", "files.item"),
        ("owner", "files.identity"),
        ("children/0", "files.item"),
        ("children/1", "files.item"),
        ("children/1/parent", "files.item"),
        ("children/1/parent/owner", "files.identity"),
    ];
    assert_eq!(seen, expected.map(|(path, name)| (path.to_owned(), name)));
}
