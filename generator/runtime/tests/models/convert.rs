//! Base to derived and back.

use docwright_runtime::model::to_body;
use docwright_runtime::{DateTime, Derives, Extra, Model, convert, model};
use serde_json::{Value, json};

struct DirectoryObject {
    id: Option<String>,
    extra: Extra,
    _more: (),
}
model! { DirectoryObject, "microsoft.graph.directoryObject", [0 "id" => id] }

struct User {
    id: Option<String>,
    mail: Option<String>,
    age: Option<i32>,
    born: Option<DateTime>,
    manager: Option<Box<DirectoryObject>>,
    reports: Option<Vec<User>>,
    extra: Extra,
    _more: (),
}
model! {
    User, "microsoft.graph.user",
    [0 "id" => id, 1 "mail" => mail, 2 "age" => age, 3 "birthday" => born, 4 "manager" => manager, 5 "directReports" => reports]
}

impl Derives<DirectoryObject> for User {
    const DERIVED: &'static [&'static str] = &["microsoft.graph.guest"];
}

fn json() -> Value {
    json!({
        "@odata.type": "#microsoft.graph.user", "id": "1", "mail": "kim@example.org", "age": "old", "birthday": "1980",
        "manager": {"id": "2", "mail": "boss@example.org"}, "directReports": [{"id": "3"}], "colour": null,
    })
}

#[test]
fn a_base_becomes_the_derived_type_that_it_says_it_is() {
    let object: DirectoryObject = serde_json::from_value(json()).unwrap();
    assert_eq!(object.odata_type(), Some("microsoft.graph.user"));

    let user: User = convert(object);
    assert_eq!(user.mail.as_deref(), Some("kim@example.org"));
    assert_eq!(user.born.as_ref().map(DateTime::as_str), Some("1980"));
    assert_eq!(user.manager.as_ref().unwrap().extra.get("mail"), Some(&json!("boss@example.org")));
    assert_eq!(user.reports.as_ref().unwrap()[0].id.as_deref(), Some("3"));
    assert_eq!(user.misfits().len(), 1);
    assert_eq!(user.extra.len(), 3);
    assert_eq!(user, serde_json::from_value(json()).unwrap());
}

#[test]
fn a_derived_type_becomes_its_base_without_loss() {
    let user: User = serde_json::from_value(json()).unwrap();
    let object: DirectoryObject = convert(user);
    assert_eq!(object.id.as_deref(), Some("1"));
    assert_eq!(serde_json::to_value(&object).unwrap(), json());
}

#[test]
fn the_type_may_be_a_field() {
    struct Typed {
        odata_type: Option<String>,
        extra: Extra,
        _more: (),
    }
    model! { Typed, "", [0 "@odata.type" => odata_type] }
    let typed: Typed = serde_json::from_str(r##"{"@odata.type": "#a.b"}"##).unwrap();
    assert_eq!(typed.odata_type(), Some("a.b"));
    assert!(typed.extra.is_empty());
    assert_eq!(Typed::default().odata_type(), None);
}

#[test]
fn only_what_says_it_is_one_becomes_a_derived_type() {
    let object = |name: Value| -> DirectoryObject {
        serde_json::from_value(json!({"@odata.type": name, "id": "1", "mail": "kim@example.org"})).unwrap()
    };
    for name in ["#microsoft.graph.user", "microsoft.graph.user", "#microsoft.graph.guest"] {
        let user: User = object(name.into()).downcast().unwrap();
        assert_eq!(user.mail.as_deref(), Some("kim@example.org"), "{name}");
    }
    for name in [json!("#microsoft.graph.group"), json!("user"), Value::Null, json!(5)] {
        let left = object(name.clone()).downcast::<User>().unwrap_err();
        assert_eq!(left, object(name.clone()), "{name}");
    }
}

#[test]
fn a_base_says_which_derived_type_it_holds() {
    let user = User { mail: Some("kim@example.org".to_owned()), ..Default::default() };
    let object: DirectoryObject = user.upcast();
    assert_eq!(
        String::from_utf8(to_body(&object).unwrap()).unwrap(),
        r##"{"@odata.type":"#microsoft.graph.user","mail":"kim@example.org"}"##
    );
    let guest: User = serde_json::from_value(json!({"@odata.type": "#microsoft.graph.guest"})).unwrap();
    assert_eq!(guest.upcast::<DirectoryObject>().odata_type(), Some("microsoft.graph.guest"));
}

#[test]
fn a_tag_is_sent_and_never_made_up_in_what_is_kept() {
    struct Rule {
        id: Option<String>,
        extra: Extra,
        _more: (),
    }
    model! { Rule, "#x.rule", [0 "id" => id] }
    let rule = Rule { id: Some("1".to_owned()), ..Default::default() };
    assert_eq!(rule.table().name(), "x.rule");
    assert_eq!(to_body(&rule).unwrap(), br##"{"@odata.type":"#x.rule","id":"1"}"##);
    assert_eq!(serde_json::to_value(&rule).unwrap(), json!({"id": "1"}));
    let other: Rule = serde_json::from_value(json!({"@odata.type": "#x.other"})).unwrap();
    assert_eq!(to_body(&other).unwrap(), br##"{"@odata.type":"#x.other"}"##);
}
