//! Pages: whatever is in the list of items, the page decodes and encodes to the same JSON.

use crate::any_json::{object, value};
use crate::files::Item;
use docwright_runtime::model::ListItem;
use docwright_runtime::test_support::same;
use docwright_runtime::{Output, Page, Response, StatusCode, Value};
use proptest::prelude::*;
use serde_json::json;
use std::fmt::Debug;

/// The two ways to a page: as an operation's output, and through serde.
fn both<T>(json: &str) -> [Page<T>; 2]
where
    T: ListItem + serde::de::DeserializeOwned,
{
    let response = Response::new(StatusCode::OK, Default::default(), json.to_owned());
    [Page::decode(&response).unwrap(), serde_json::from_str(json).unwrap()]
}

fn keeps<T>(json: &Value) -> Result<(), TestCaseError>
where
    T: ListItem + serde::de::DeserializeOwned + serde::Serialize + PartialEq + Debug,
{
    let text = json.to_string();
    for page in both::<T>(&text) {
        let back: Value = serde_json::from_str(&serde_json::to_string(&page).unwrap()).unwrap();
        prop_assert!(same(&back, &serde_json::from_str(&text).unwrap()), "{back} isn't\n{text}");
        let items = json["value"].as_array().map_or(0, Vec::len);
        prop_assert_eq!(page.value.len() + page.left_out.len(), items);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_list_of_items_comes_back(
        mut page in object(),
        items in prop::collection::vec(prop_oneof![value(), object()], 0..8),
        null in prop::bool::weighted(0.1),
    ) {
        page["value"] = if null { Value::Null } else { items.into() };
        keeps::<Item>(&page)?;
        keeps::<String>(&page)?;
        keeps::<i32>(&page)?;
        keeps::<bool>(&page)?;
        keeps::<Value>(&page)?;
    }
}

#[test]
fn an_odd_item_is_left_out_and_kept() {
    for mut page in both::<Item>(r#"{"value": [null, {"name": "a"}, "b", {"name": 5}, [1]]}"#) {
        assert_eq!((page.value.len(), page.value[0].name.as_deref()), (2, Some("a")));
        let left_out: Vec<_> = page.left_out.iter().map(|(place, value)| (*place, value.clone())).collect();
        assert_eq!(left_out, [(0, json!(null)), (2, json!("b")), (4, json!([1]))]);
        let misfits: Vec<_> = page.misfits().into_iter().map(|m| (m.path, m.model, m.field)).collect();
        assert_eq!(
            misfits,
            [
                ("value/0".to_owned(), "", "value"),
                ("value/2".to_owned(), "", "value"),
                ("value/4".to_owned(), "", "value"),
                ("value/3/name".to_owned(), "files.item", "name"),
            ]
        );
        page.value.remove(0);
        assert_eq!(serde_json::to_value(&page).unwrap()["value"], json!([null, {"name": 5}, "b", [1]]));
        page.left_out.clear();
        page.value.clear();
        assert_eq!(serde_json::to_value(&page).unwrap(), json!({"value": []}));
    }
}

#[test]
fn of_several_lists_the_last_one_counts() {
    for page in both::<i32>(r#"{"value": [1, "a"], "value": [2, 3]}"#) {
        assert_eq!((&page.value[..], page.left_out.len()), (&[2, 3][..], 0));
    }
    for page in both::<i32>(r#"{"value": [1, "a"], "value": null}"#) {
        assert_eq!(serde_json::to_string(&page).unwrap(), r#"{"value":null}"#);
    }
}

#[test]
fn a_null_for_the_list_gives_way_to_items() {
    for mut page in both::<i32>(r#"{"value": null}"#) {
        assert!(page.value.is_empty());
        page.value.push(1);
        assert_eq!(serde_json::to_value(&page).unwrap(), json!({"value": [1]}));
    }
}

#[test]
fn types_of_ones_own_leave_out_what_they_do_not_take() {
    #[derive(serde::Deserialize, serde::Serialize, Debug, PartialEq)]
    struct Named {
        name: String,
    }
    let json = json!({"value": [{"name": "a"}, {"name": 5}, {}, null]});
    let page: Page<Named> = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(page.value, [Named { name: "a".to_owned() }]);
    assert_eq!(serde_json::to_value(&page).unwrap(), json);
}
