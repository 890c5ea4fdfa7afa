//! The transport without a network that users test their own code with.

use docwright_runtime::serde_json::json;
use docwright_runtime::test_support::{RecordingTransport, Reply};
use docwright_runtime::{Client, Error, Method, Output, RetryPolicy, TransportError, TransportErrorKind, Value};
use futures::FutureExt;

fn call<T: Output>(wire: &RecordingTransport, method: Method, path: &str) -> Result<T, Error> {
    let builder = Client::builder("https://example.com/v1.0").transport(wire.clone()).retry(RetryPolicy::none());
    builder.build().expect("a client").request(method, path).send().now_or_never().expect("it never waits")
}

#[test]
fn by_route() {
    let item = |name: &str| Reply::json(200, &json!({ "name": name }));
    let wire = RecordingTransport::new()
        .on(Method::GET, "/v1.0/items/{id}", item("any"))
        .on(Method::GET, "/v1.0/items/root", item("root"))
        .on(Method::DELETE, "/v1.0/items/{id}", Reply::new(204).header("request-id", "r-1"));
    let name = |path: &str| call::<Value>(&wire, Method::GET, path).map(|item| item["name"].clone());
    for _ in 0..2 {
        assert_eq!(name("/items/1?$select=name").expect("an item"), "any");
        assert_eq!(name("/items/root").expect("an item"), "root");
    }
    call::<()>(&wire, Method::DELETE, "/items/1").expect("deleted");
    for (method, path) in [(Method::GET, "/items"), (Method::GET, "/items/1/x"), (Method::PUT, "/items/1")] {
        let error = call::<Value>(&wire, method.clone(), path).expect_err("nothing is set for it").to_string();
        assert_eq!(error, format!("the request could not be sent: the test has no reply to {method} /v1.0{path}"));
    }
    assert_eq!(wire.take().len(), 8, "those that had no reply are recorded, too");
}

#[test]
fn routes_before_the_queue_before_the_rest() {
    let wire = RecordingTransport::new()
        .otherwise(Reply::json(200, "rest"))
        .reply_json(200, "first")
        .fail(TransportError::new(TransportErrorKind::Connect, "unplugged"))
        .reply_with(404, &[("request-id", "r-2")], "")
        .on(Method::GET, "/v1.0/route", Reply::json(200, "route"));
    let get = |path: &str| call::<Value>(&wire, Method::GET, path).map_err(|e| e.to_string());
    assert_eq!(get("/x"), Ok(json!("first")));
    assert_eq!(get("/route"), Ok(json!("route")));
    assert_eq!(get("/x"), Err("no connection: unplugged".to_owned()));
    assert_eq!(get("/x"), Err("404 Not Found (request-id r-2)".to_owned()));
    assert_eq!(get("/x"), Ok(json!("rest")));
    assert_eq!(get("/x"), Ok(json!("rest")));
}
