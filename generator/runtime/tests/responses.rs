//! What a response is decoded to, and what a spec says of permissions.

use docwright_runtime::{Account, Bytes, Error, HeaderMap, OperationSpec, Response, StatusCode, Value};
use serde_json::json;

fn response(status: u16, body: &str) -> Response {
    let status = StatusCode::from_u16(status).expect("a status");
    Response::new(status, HeaderMap::new(), Bytes::from(body.to_owned()))
}

#[test]
fn an_option_is_none_without_a_body() {
    assert_eq!(response(204, "").decode::<Option<Value>>().ok(), Some(None));
    assert_eq!(response(202, "").decode::<Option<Value>>().ok(), Some(None));
    assert_eq!(response(200, r#"{"id": 1}"#).decode::<Option<Value>>().ok(), Some(Some(json!({ "id": 1 }))));
    // What is there and cannot be read is no absence.
    assert!(matches!(response(200, "<html>").decode::<Option<Value>>(), Err(Error::Decode { .. })));
}

#[test]
fn permissions_are_sets() {
    const SPEC: OperationSpec =
        OperationSpec::new("a.get\na.md:1\nwork | A, B\napplication | A + B, A + C\npersonal |");
    let of = |account| SPEC.permissions_for(account).next().expect("a line");
    assert_eq!(of(Account::DelegatedWork).sets().collect::<Vec<_>>(), [["A"], ["B"]]);
    assert_eq!(of(Account::Application).sets().collect::<Vec<_>>(), [["A", "B"], ["A", "C"]]);
    assert_eq!(of(Account::Application).names().collect::<Vec<_>>(), ["A", "B", "C"]);
    assert_eq!(of(Account::DelegatedPersonal).sets().count(), 0);
}
