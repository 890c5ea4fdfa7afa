//! Values that don't fit the documented type.

use crate::files::Item;
use docwright_runtime::Model;
use serde_json::json;

#[test]
fn a_misfit_stays_raw_and_the_rest_is_decoded() {
    let json = json!({"name": 5, "size": 3, "children": [{"size": "big"}, {"owner": "Kim"}]});
    let item: Item = serde_json::from_value(json.clone()).unwrap();
    assert_eq!((&item.name, item.size), (&None, Some(3)));
    let misfits: Vec<_> = item.misfits().into_iter().map(|m| (m.path, m.model, m.value.clone())).collect();
    assert_eq!(
        misfits,
        [
            ("name".to_owned(), "files.item", json!(5)),
            ("children/0/size".to_owned(), "files.item", json!("big")),
            ("children/1/owner".to_owned(), "files.item", json!("Kim")),
        ]
    );
    assert_eq!(serde_json::to_value(&item).unwrap(), json);
}

#[test]
fn a_field_that_is_set_wins_over_the_misfit() {
    let mut item: Item = serde_json::from_value(json!({"name": 5})).unwrap();
    item.name = Some("five".into());
    assert_eq!(serde_json::to_value(&item).unwrap(), json!({"name": "five"}));
}

#[test]
fn other_spellings_of_a_value_are_read_and_kept() {
    let json = json!({"size": "12345678901", "kind": "Folder", "int32": 5.0, "double": "1.5"});
    let mut item: Item = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(item.size, Some(12_345_678_901));
    assert_eq!(item.kind, Some(crate::files::Kind::Folder));
    assert!(item.misfits().is_empty());
    assert_eq!(
        serde_json::to_value(&item).unwrap(),
        json!({"size": "12345678901", "kind": "Folder", "int32": 5, "double": "1.5"})
    );
    item.size = Some(1);
    assert_eq!(serde_json::to_value(&item).unwrap()["size"], json!(1));
}
