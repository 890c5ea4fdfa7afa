//! Documented enums and flags.

use crate::files::{Item, Kind};
use docwright_runtime::{Flags, WireEnum};
use serde_json::json;
use std::collections::HashSet;

#[test]
fn every_text_is_a_value() {
    assert_eq!(Kind::from("file"), Kind::File);
    assert_eq!(Kind::from("type"), Kind::Type);
    assert_eq!(Kind::from("link"), Kind::Unlisted("link".into()));
    assert_eq!(Kind::from("link").to_string(), "link");
    assert_eq!((Kind::NAME, Kind::Folder.as_str()), ("files.kind", "folder"));
    assert_eq!(serde_json::from_str::<Kind>(r#""folder""#).unwrap(), Kind::Folder);
    assert_eq!(serde_json::to_string(&Kind::from("Folder")).unwrap(), r#""Folder""#);
    assert!(serde_json::from_str::<Kind>("5").is_err());
}

#[test]
fn a_value_is_its_text() {
    let (listed, unlisted) = (Kind::Folder, Kind::Unlisted("folder".into()));
    assert_eq!((&listed, listed.clone()), (&unlisted, unlisted.clone()));
    assert_ne!(listed, Kind::File);
    assert_eq!(HashSet::from([listed, unlisted, Kind::File]).len(), 2);
    assert_eq!(format!("{:?} {:?}", Kind::File, Kind::from("link")), r#""file" "link""#);
}

#[test]
fn in_a_model_the_case_of_a_member_does_not_matter_and_is_kept() {
    let json = json!({"kind": "FOLDER"});
    let mut item: Item = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(item.kind, Some(Kind::Folder));
    assert_eq!(serde_json::to_value(&item).unwrap(), json);
    assert_eq!(serde_json::to_value(item.clone()).unwrap(), json);

    item.kind = Some(Kind::File);
    assert_eq!(serde_json::to_value(&item).unwrap(), json!({"kind": "file"}));
    item.kind = Some(Kind::Unlisted("File".into()));
    assert_eq!(item.clone().kind, item.kind);
}

#[test]
fn flags_are_a_list_in_one_text() {
    let flags: Flags<Kind> = serde_json::from_str(r#""file, Folder ,link""#).unwrap();
    assert_eq!(flags.iter().collect::<Vec<_>>(), [Kind::File, Kind::Folder, Kind::Unlisted("link".into())]);
    assert!(flags.contains(&Kind::Folder) && !flags.contains(&Kind::Type) && !flags.is_empty());
    assert_eq!(serde_json::to_value(&flags).unwrap(), json!("file, Folder ,link"));

    assert_eq!(Flags::from([Kind::File, Kind::Type]).as_str(), "file,type");
    assert_eq!(Flags::from(Kind::File).as_str(), "file");
    assert!(Flags::<Kind>::from_iter([]).is_empty());
}

#[test]
fn flags_as_a_number_are_a_misfit() {
    let item: Item = serde_json::from_value(json!({"flags": 3})).unwrap();
    assert_eq!((item.flags, item.extra.get("flags")), (None, Some(&json!(3))));
}
