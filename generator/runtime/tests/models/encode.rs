//! Decode and encode.

use crate::files::{Identity, Item, Kind};
use docwright_runtime::model::to_body;
use docwright_runtime::{Model, Value};
use serde_json::json;

#[test]
fn decoding_then_encoding_gives_the_same_json() {
    let json = json!({
        "name": "a", "deleted": false, "byte": 255, "sbyte": -128, "int16": -5, "int32": 7, "size": i64::MAX,
        "single": 0.1, "double": 1.5, "price": 12.25, "createdDateTime": "2016-12-05T08:00:00.1234567+02:00",
        "day": "2016-12-05", "time": "08:00:00.0000000", "duration": "PT1.50S", "binary": "AQI", "kind": "folder",
        "flags": "file, type", "any": {"a": [null]}, "owner": {"id": "x", "colour": "blue"},
        "parent": {"name": "up", "parent": {"parent": {}}}, "children": [{"size": 1}, {}], "tags": ["x", ""],
        "sizes": [1, -1], "doubles": [0.5, "INF"], "answers": [true], "prices": ["1.10", 2.5], "dates": ["tomorrow"],
        "kinds": ["file", "Folder", "link"], "anys": [1, null, "a", [], {}],
        "@odata.type": "#files.item", "unknown": null,
    });
    let item: Item = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(serde_json::to_value(&item).unwrap(), json);
    assert!(item.misfits().is_empty(), "{:?}", item.misfits());
    assert_eq!(item.extra.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["@odata.type", "unknown"]);
    assert_eq!(item.odata_type(), Some("files.item"));
    assert_eq!(item.clone(), item);
}

/// As in any JSON reader, the last one of a key that repeats counts; also if they were taken differently.
#[test]
fn of_repeated_keys_the_last_one_counts() {
    for (json, expected) in [
        (r#"{"size": "5", "size": 5}"#, json!({"size": 5})),
        (r#"{"size": 5, "size": "5"}"#, json!({"size": "5"})),
        (r#"{"size": 5, "size": []}"#, json!({"size": []})),
        (r#"{"size": [], "size": 5}"#, json!({"size": 5})),
        (r#"{"size": null, "size": 5, "size": null}"#, json!({"size": null})),
        (r#"{"owner": {"id": "1"}, "owner": {"displayName": "Kim"}}"#, json!({"owner": {"displayName": "Kim"}})),
        (r#"{"tags": ["x"], "tags": []}"#, json!({"tags": []})),
        (r#"{"tags": ["x"], "tags": ["y", 1]}"#, json!({"tags": ["y", 1]})),
        (r#"{"a": 1, "b": 2, "a": 3, "a": 4}"#, json!({"a": 4, "b": 2})),
    ] {
        let item: Item = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_value(&item).unwrap(), expected);
    }
}

#[test]
fn a_body_says_what_was_set() {
    let mut item: Item = serde_json::from_str(r#"{"name": null, "kind": null, "owner": {"id": null}}"#).unwrap();
    assert_eq!(String::from_utf8(to_body(&item).unwrap()).unwrap(), r#"{"owner":{}}"#);

    item.kind = Some(Kind::Folder);
    item.set_null("size");
    item.owner = Some(Box::new(Identity { display_name: Some("Kim".into()), ..Default::default() }));
    let body: Value = serde_json::from_slice(&to_body(&item).unwrap()).unwrap();
    assert_eq!(body, json!({"kind": "folder", "size": null, "owner": {"displayName": "Kim"}}));
}
