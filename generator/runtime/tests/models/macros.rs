//! Every name of the table belongs to the field beside it.

use crate::files::{Open, Wide};
use docwright_runtime::Model;
use docwright_runtime::model::{Slot, SlotMut};
use serde_json::{Map, Value, json};

#[test]
fn every_field_is_in_place() {
    let json: Map<String, Value> = (0..35).map(|index| (format!("n{index}"), json!(index))).collect();
    let wide: Wide = serde_json::from_value(json.clone().into()).unwrap();
    assert!(wide.extra.is_empty());
    let some = |fields: [Option<i32>; 6]| fields.map(Option::unwrap);
    assert_eq!(some([wide.f0, wide.f1, wide.f15, wide.f16, wide.f17, wide.f30]), [0, 1, 15, 16, 17, 30]);
    assert_eq!(some([wide.f14, wide.f31, wide.f32, wide.f33, wide.f34, wide.f20]), [14, 31, 32, 33, 34, 20]);
    assert_eq!(serde_json::to_value(&wide).unwrap(), Value::Object(json));
}

#[test]
fn past_the_end_of_the_table_is_the_bag() {
    fn check(model: &mut dyn Model) {
        let end = model.table().fields().len();
        assert!((0..end).all(|index| !matches!(model.slot(index), Slot::Extra(_))));
        for index in [end, end + 1, usize::MAX] {
            assert!(matches!(model.slot(index), Slot::Extra(_)), "{index} of {end}");
            assert!(matches!(model.slot_mut(index), SlotMut::Extra(_)), "{index} of {end}");
        }
    }
    check(&mut Open::default());
    check(&mut Wide::default());
}

#[test]
fn a_model_says_what_it_isnt() {
    let not = |json: &str| serde_json::from_str::<Wide>(json).unwrap_err().to_string();
    assert_eq!(not("[]"), "invalid type: sequence, expected an object, files.wide at line 1 column 0");
    assert_eq!(not("5"), "invalid type: integer `5`, expected an object, files.wide at line 1 column 1");
    assert_eq!(not("null"), "invalid type: null, expected an object, files.wide at line 1 column 4");
    assert_eq!(not("{} {}"), "trailing characters at line 1 column 4");
    assert!(not(r#"{"n0": "#).contains("EOF"));
    assert!(serde_json::from_str::<Open>("[]").unwrap_err().to_string().contains("expected an object at"));
}

/// serde_json gives up at a depth of 128; so does decoding, for models within models as for values within values.
#[test]
fn depth_is_bounded() {
    for (open, close) in [(r#"{"parent":"#, "}"), (r#"{"children":["#, "]}"), (r#"{"unknown":"#, "}")] {
        let deep = |depth| format!("{}{{}}{}", open.repeat(depth), close.repeat(depth));
        assert!(serde_json::from_str::<crate::files::Item>(&deep(50)).is_ok());
        let error = serde_json::from_str::<crate::files::Item>(&deep(100_000)).unwrap_err();
        assert!(error.to_string().contains("recursion limit"), "{error}");
    }
}
