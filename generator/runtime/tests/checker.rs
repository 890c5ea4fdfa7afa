//! The checker of documented examples must fail where it should: one row per way of being wrong.

use docwright_runtime::test_support::{Call, Example, RecordingTransport, Sent, check, failures, json, plain, text};
use docwright_runtime::{Body, Client, Content, Error, Operation, Output, Request, RouteTable, Value};
use serde::{Deserialize, Serialize};

/// A body that forgets what it doesn't know, and the nulls.
#[derive(Serialize, Deserialize)]
struct Forgetful {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
}

/// A body whose `.body(…)` writes something else than serde.
#[derive(Serialize, Deserialize)]
struct TwoFaced {
    name: String,
}

impl Body for Forgetful {
    fn content(&self) -> Result<Content, Error> {
        Content::json(self)
    }
}

impl Body for TwoFaced {
    fn content(&self) -> Result<Content, Error> {
        Content::json(&serde_json::json!({ "Name": self.name }))
    }
}

macro_rules! operation {
    ($op:ident, $id:literal, $body:ty, $output:ty, $route:literal) => {
        struct $op;
        impl Operation for $op {
            type Body = $body;
            type Output = $output;
            const DOCS: &'static str = concat!($id, "\np.md:1\n", $route);
        }
    };
}

operation!(Rename, "item.rename", Value, (), "PATCH /items/{item-id}");
operation!(Get, "item.get", Value, Value, "GET /items/{item-id}");
operation!(Forget, "item.forget", Forgetful, (), "PATCH /items/{item-id}");
operation!(Lie, "item.lie", TwoFaced, (), "PATCH /items/{item-id}");
operation!(Lost, "item.lost", Value, (), "GET /lost");

static ROUTES: RouteTable = RouteTable::new(
    &[&["GET /items/{item-id}: item.get", "PATCH /items/{item-id}: item.rename, item.forget, item.lie"]],
    &[|| &[Get::SPEC, Rename::SPEC, Forget::SPEC, Lie::SPEC]],
);

fn rename(client: &Client, id: &str) -> Request<Rename> {
    Request::route(client.clone(), 0, &[id])
}

fn get(client: &Client, id: &str) -> Request<Get> {
    Request::route(client.clone(), 0, &[id])
}

const RIGHT: Example<Client> = Example {
    at: "api/item-rename.md:12",
    name: "rename",
    operation: "item.rename",
    method: "PATCH",
    path: "/items/a%20b",
    query: &[("x", "1"), ("y", "a+b c")],
    headers: &[
        ("content-type", "application/json; charset=utf-8"),
        ("Prefer", "minimal"),
        ("Authorization", "Bearer {token}"),
    ],
    body: Sent::Json(r#"{ "size": 1.0, "name": "n", "none": null, "list": [1, {"a": null}] }"#),
    call: |client, body| {
        json(rename(client, "a b").query("y", "a+b c").query("x", "1").header("prefer", "minimal"), body)
    },
};

const RIGHT_GET: Example<Client> = Example {
    operation: "item.get",
    method: "GET",
    path: "items/1",
    query: &[],
    headers: &[("Content-Type", "application/json")],
    body: Sent::Nothing,
    call: |client, _| plain(get(client, "1")),
    ..RIGHT
};

fn builder() -> docwright_runtime::ClientBuilder<Client> {
    Client::builder("https://example.com/v1.0")
}

/// What differs in this row, `what, what`.
fn differs(example: Example<Client>) -> String {
    let failures = failures(&ROUTES, builder(), &[example]);
    failures.iter().flat_map(|f| f.differs()).collect::<Vec<_>>().join(", ")
}

#[test]
fn what_is_right_passes() {
    assert_eq!(differs(RIGHT), "");
    assert_eq!(differs(RIGHT_GET), "");
    let plain_text = Example {
        headers: &[("Content-Type", "text/plain")],
        body: Sent::Text("hello"),
        query: &[],
        call: |client, body| text(rename(client, "a b"), "text/plain; charset=utf-8", body),
        ..RIGHT
    };
    assert_eq!(differs(plain_text), "");
    check(&ROUTES, builder(), &[RIGHT, RIGHT_GET]);
}

#[test]
fn what_is_wrong_is_found() {
    let rows: [(&str, Example<Client>, &str); 22] = [
        ("another argument", Example { path: "/items/a%20c", ..RIGHT }, "path"),
        (
            "a slash that was escaped",
            Example { path: "/items/a/b", call: |c, _| plain(get(c, "a/b")), ..RIGHT_GET },
            "route table, path",
        ),
        ("a longer path", Example { path: "/items/1/x", ..RIGHT_GET }, "route table, path"),
        ("another case of fixed text", Example { path: "/Items/1", ..RIGHT_GET }, ""),
        ("another case of a value", Example { path: "/items/A%20b", ..RIGHT }, "path"),
        ("another literal", Example { path: "/itemz/1", ..RIGHT_GET }, "route table, path"),
        ("another method", Example { method: "DELETE", ..RIGHT_GET }, "route table, method"),
        ("a query parameter missing", Example { query: &[("x", "1"), ("y", "a+b c"), ("z", "")], ..RIGHT }, "query"),
        ("a query parameter too many", Example { query: &[("x", "1")], ..RIGHT }, "query"),
        ("another query value", Example { query: &[("x", "2"), ("y", "a+b c")], ..RIGHT }, "query"),
        ("a blank for a plus", Example { query: &[("x", "1"), ("y", "a b c")], ..RIGHT }, "query"),
        ("a header missing", Example { headers: &[("If-Match", "*")], ..RIGHT }, "header If-Match"),
        ("another header value", Example { headers: &[("Prefer", "maximal")], ..RIGHT }, "header Prefer"),
        (
            "another content type",
            Example { headers: &[("Content-Type", "text/plain")], ..RIGHT },
            "header Content-Type",
        ),
        (
            "another body",
            Example {
                call: |c, _| {
                    json(rename(c, "a b").query("x", "1").query("y", "a+b c").header("prefer", "minimal"), "{}")
                },
                ..RIGHT
            },
            "body",
        ),
        (
            "a body that isn't documented",
            Example {
                body: Sent::Nothing,
                call: |c, _| json(rename(c, "1"), "{}"),
                path: "/items/1",
                query: &[],
                headers: &[],
                ..RIGHT
            },
            "body",
        ),
        ("a body that isn't sent", Example { body: Sent::Json("{}"), ..RIGHT_GET }, "header Content-Type, body"),
        ("a body that is no JSON", Example { body: Sent::Json("{"), ..RIGHT }, "body"),
        (
            "another text",
            Example { body: Sent::Text("a"), call: |c, _| text(get(c, "1"), "application/json", "b"), ..RIGHT_GET },
            "body",
        ),
        ("another operation's route", Example { operation: "item.lost", ..RIGHT_GET }, "route table, operation"),
        ("another operation's call", Example { operation: "item.forget", ..RIGHT }, "operation"),
        ("an invalid request", Example { call: |c, _| plain(get(c, "")), ..RIGHT_GET }, "request"),
    ];
    for (what, row, wanted) in rows {
        assert_eq!(differs(row), wanted, "{what}");
    }
}

#[test]
fn what_a_body_type_loses_is_found() {
    let forget = |body| Example::<Client> {
        operation: "item.forget",
        path: "/items/1",
        query: &[],
        headers: &[],
        body: Sent::Json(body),
        call: |client, body| json(Request::<Forget>::route(client.clone(), 0, &["1"]), body),
        ..RIGHT
    };
    assert_eq!(differs(forget(r#"{"name": "n"}"#)), "");
    assert_eq!(differs(forget(r#"{"name": "n", "more": 1}"#)), "body", "an unknown member");
    assert_eq!(differs(forget(r#"{"name": null}"#)), "body", "a null");
    assert_eq!(differs(forget(r#"{"name": 5}"#)), "body", "another type");
    let lie = Example::<Client> {
        operation: "item.lie",
        call: |client, body| json(Request::<Lie>::route(client.clone(), 0, &["1"]), body),
        ..forget(r#"{"name": "n"}"#)
    };
    assert_eq!(differs(lie), "body", "`.body(…)` and serde differ");
}

#[test]
fn a_route_that_is_in_no_table_is_found() {
    let lost = Example::<Client> {
        operation: "item.lost",
        path: "/lost",
        call: |client, _| plain(Request::<Lost>::route(client.clone(), 0, &[])),
        ..RIGHT_GET
    };
    assert_eq!(differs(lost), "route table");
}

#[test]
fn one_bad_row_does_not_hide_the_others() {
    let bad = Example { name: "bad", path: "/items/x", ..RIGHT };
    let worse = Example { name: "worse", method: "PUT", ..RIGHT_GET };
    let found = failures(&ROUTES, builder(), &[RIGHT, bad, RIGHT_GET, worse, RIGHT]);
    assert_eq!(found.iter().map(|f| f.name).collect::<Vec<_>>(), ["bad", "worse"]);
}

#[test]
fn the_report_says_what_differs() {
    let bad = Example { path: "/items/x", query: &[], ..RIGHT };
    let failure = failures(&ROUTES, builder(), &[bad]).remove(0);
    assert_eq!(
        failure.to_string(),
        "api/item-rename.md:12 rename (item.rename)\n  \
         path\n    docs say  /items/x\n    was sent  /items/a%20b\n  \
         query\n    docs say  (nothing)\n    was sent  x=1 & y=a+b c"
    );
}

#[test]
#[should_panic(expected = "1 of 2 examples differ from the docs")]
fn a_difference_panics() {
    check(&ROUTES, builder(), &[RIGHT, Example { path: "/items/x", ..RIGHT }]);
}

#[test]
#[should_panic(expected = "no examples")]
fn nothing_to_check_panics() {
    check::<Client>(&ROUTES, builder(), &[]);
}

#[test]
fn a_call_says_whose_it_is() {
    let client: Client = builder().transport(RecordingTransport::new()).build().expect("a client");
    let call: Call = plain(get(&client, "1"));
    assert_eq!(format!("{call:?}"), "Call(item.get)");
    assert_eq!(<Value as Output>::ACCEPT, Some("application/json"));
}
