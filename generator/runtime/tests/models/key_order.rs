//! Fields are found in whatever order their keys come: decoding guesses from the objects before.

use crate::files::Item;
use serde_json::{Value, json};

#[test]
fn objects_of_one_list_have_their_keys_in_different_orders() {
    let text = r#"{"children": [
        {"name": "a", "size": 1, "deleted": true},
        {"name": "b", "size": 2, "deleted": false},
        {"deleted": true, "size": 3, "name": "c"},
        {"name": "d", "unknown": 4, "size": 4},
        {"size": 5, "owner": {"displayName": "Kim", "id": "k"}, "name": "e"},
        {"size": 6, "owner": {"id": "l", "displayName": "Lee"}, "name": "f"}
    ]}"#;
    let item: Item = serde_json::from_str(text).unwrap();
    let children = item.children.as_ref().unwrap();
    let read: Vec<_> = children.iter().map(|child| (child.name.as_deref().unwrap(), child.size.unwrap())).collect();
    assert_eq!(read, [("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5), ("f", 6)]);
    let owners: Vec<_> = children.iter().filter_map(|child| child.owner.as_ref()?.id.as_deref()).collect();
    assert_eq!(owners, ["k", "l"]);
    assert_eq!(serde_json::to_value(&item).unwrap(), serde_json::from_str::<Value>(text).unwrap());
}

#[test]
fn what_is_unknown_to_one_model_is_a_field_of_another() {
    let json =
        json!({"children": [{"id": "a", "owner": {"id": "b", "name": "c"}, "name": "d"}, {"id": 1, "name": "e"}]});
    let item: Item = serde_json::from_value(json.clone()).unwrap();
    let children = item.children.as_ref().unwrap();
    assert_eq!(children[0].extra.get("id"), Some(&json!("a")));
    assert_eq!(children[0].owner.as_ref().unwrap().id.as_deref(), Some("b"));
    assert_eq!(children[0].owner.as_ref().unwrap().extra.get("name"), Some(&json!("c")));
    assert_eq!(children[0].name.as_deref(), Some("d"));
    assert_eq!(serde_json::to_value(&item).unwrap(), json);
}

#[test]
fn unknown_keys_may_be_many() {
    let many = |from: usize| (from..from + 40).map(|key| (format!("key{key}"), json!(key))).collect::<Value>();
    let json = json!({"children": [many(0), many(20), many(0)]});
    let item: Item = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(serde_json::to_value(&item).unwrap(), json);
}
