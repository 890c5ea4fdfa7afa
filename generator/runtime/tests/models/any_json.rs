//! Any JSON object decodes into any model and encodes to the same JSON.

use crate::files::{Identity, Item, Open, Wide};
use docwright_runtime::model::{self, to_body, to_vec};
use docwright_runtime::test_support::same;
use docwright_runtime::{Model, Value, convert};
use proptest::prelude::*;
use serde_json::{Map, json};

/// Keys: those of the models, those that mean something somewhere, any other.
fn key() -> impl Strategy<Value = String> {
    let known: Vec<&str> = [Item::default().table(), Identity::default().table(), Wide::default().table()]
        .iter()
        .flat_map(|table| table.fields().iter().copied())
        .chain(["@odata.type", "@odata.id", "extra", "_more", ""])
        .collect();
    prop_oneof![6 => prop::sample::select(known).prop_map(str::to_owned), 1 => any::<String>()]
}

fn text() -> impl Strategy<Value = String> {
    let meaningful = [
        "",
        "file",
        "FOLDER",
        "file,folder",
        "5",
        "-0",
        "5.0",
        "1e3",
        "99999999999999999999",
        "INF",
        "-INF",
        "NaN",
        "inf",
        "true",
        "null",
        "AQI=",
        "2016-12-05",
        "2016-12-05T08:00:00.1234567Z",
        "P1D",
        "08:00:00",
        "0.10",
    ];
    prop_oneof![prop::sample::select(meaningful.to_vec()).prop_map(str::to_owned), any::<String>()]
}

fn number() -> impl Strategy<Value = Value> {
    let odd = [
        json!(0),
        json!(-0.0),
        json!(5.0),
        json!(255),
        json!(256),
        json!(-128),
        json!(i32::MAX),
        json!(2147483648_i64),
        json!(i64::MIN),
        json!(u64::MAX),
        json!(9007199254740993_i64),
        json!(1e300),
        json!(5e-324),
        json!(0.1),
        json!(0.1f32),
        json!(16777217),
        json!(1.0e15),
        json!(3.4028236e38),
        json!(123456789.12345678),
    ];
    prop_oneof![
        prop::sample::select(odd.to_vec()),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_filter("JSON", |float| float.is_finite()).prop_map(Value::from),
        any::<f32>().prop_filter("JSON", |float| float.is_finite()).prop_map(|float| Value::from(f64::from(float))),
    ]
}

pub(crate) fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::from),
        3 => number(),
        3 => text().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 64, 8, |inside| {
        prop_oneof![
            2 => prop::collection::vec(inside.clone(), 0..5).prop_map(Value::from),
            3 => prop::collection::vec((key(), inside), 0..8).prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

pub(crate) fn object() -> impl Strategy<Value = Value> {
    prop::collection::vec((key(), value()), 0..12).prop_map(|entries| Value::Object(entries.into_iter().collect()))
}

fn keeps<T>(json: &Value) -> Result<(), TestCaseError>
where
    T: Model + Default + Clone + PartialEq + std::fmt::Debug + serde::Serialize + serde::de::DeserializeOwned,
{
    let from_value: T = serde_json::from_value(json.clone()).unwrap();
    let to_value = serde_json::to_value(&from_value).unwrap();
    prop_assert!(same(&to_value, json), "{to_value} isn't\n{json}\n{from_value:?}");

    let text = json.to_string();
    let from_text: T = model::from_slice(text.as_bytes()).unwrap();
    let back: Value = serde_json::from_slice(&to_vec(&from_text).unwrap()).unwrap();
    prop_assert!(same(&back, &serde_json::from_str(&text).unwrap()), "{back} isn't\n{text}");

    let copy = from_value.clone();
    prop_assert_eq!(&copy, &from_value);
    prop_assert_eq!(serde_json::to_value(&copy).unwrap(), to_value);
    prop_assert!(serde_json::from_slice::<Map<String, Value>>(&to_body(&copy).unwrap()).is_ok());

    let mut merged = T::default();
    merged.merge(&from_value);
    prop_assert_eq!(&merged, &from_value);
    merged.merge(&from_value);
    prop_assert_eq!(&merged, &from_value);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn decode_then_encode_is_the_same_json(json in object()) {
        keeps::<Item>(&json)?;
        keeps::<Identity>(&json)?;
        keeps::<Open>(&json)?;
        keeps::<Wide>(&json)?;
    }

    #[test]
    fn a_list_and_a_field_take_any_value(value in value()) {
        for name in Item::default().table().fields() {
            keeps::<Item>(&json!({ *name: value }))?;
            keeps::<Item>(&json!({ *name: [value, value] }))?;
        }
    }

    #[test]
    fn of_keys_that_repeat_the_last_one_counts(entries in prop::collection::vec((key(), value()), 0..12), again in any::<prop::sample::Index>()) {
        let mut text: Vec<String> = entries.iter().map(|(key, value)| format!("{}: {value}", json!(key))).collect();
        if let Some((key, _)) = entries.get(again.index(entries.len().max(1))) {
            text.extend([format!("{}: \"again\"", json!(key)), format!("{}: 7", json!(key)), format!("{}: \"7\"", json!(key))]);
        }
        let text = format!("{{{}}}", text.join(","));
        let item: Item = serde_json::from_str(&text).unwrap();
        let expected: Value = serde_json::from_str(&text).unwrap();
        prop_assert!(same(&serde_json::to_value(&item).unwrap(), &expected), "{item:?} isn't\n{expected}");
    }

    #[test]
    fn conversion_loses_nothing(json in object()) {
        let item: Item = serde_json::from_value(json.clone()).unwrap();
        let there: Identity = convert(item);
        let on: Wide = convert(there);
        let open: Open = convert(on);
        prop_assert!(same(&serde_json::to_value(&open).unwrap(), &json));
        let back: Item = convert(open);
        prop_assert!(same(&serde_json::to_value(&back).unwrap(), &json));
    }
}
