//! Examples at the edge of what can be sent and read: the ledger says what they are, and the crate's tests pass.

use crate::emitted::{Crates, run};
use crate::support::Place;
use serde_json::Value;
use std::fmt::Write as _;

const HEAD: &str = "# Odd book

Namespace: sample

## HTTP request

```http
GET /books/{book-id}
GET /books/top(first={n},last={n2})
PUT /books/{book-id}
```

## Function parameters

|Parameter|Type|Description|
|:---|:---|:---|
|first|Int32|From.|
|last|Int32|To.|

## Query parameters

|Parameter|Type|Description|
|:---|:---|:---|
|cover|String|Address of its cover.|

## Request headers

|Name|Description|
|:---|:---|
|x-reader|Who reads.|

## Request body

A JSON representation of a [book](../resources/book.md) object.

## Response

Returns a [book](../resources/book.md) object.

## Examples
";

const BOOK: &str = "# book resource type

Namespace: sample

## Properties

|Property|Type|Description|
|:---|:---|:---|
|id|String|Its identifier.|
|pages|Int32|How many.|
";

/// A request, its response, and what the ledger says: verdict, readings, codes of diagnostics.
const EXAMPLES: [(&str, &str, &str); 31] = [
    ("GET /books/1?cover=https://covers.example.org/1", "HTTP/1.1 200 OK\n\n{}", "typed returned"),
    ("GET /books/top(first={n},last={n2})", "HTTP/1.1 200 OK\n\n{}", "typed returned"),
    ("GET /books('1')", "HTTP/1.1 200 OK\n\n{}", "typed returned"),
    ("GET /books/top(first=1, last=2)", "HTTP/1.1 200 OK\n\n{}", "typed returned"),
    ("GET /books/top( last = 2 ,first=1)", "HTTP/1.1 200 OK\n\n{}", "typed returned"),
    ("GET /books/1?cover=a&cover=b", "HTTP/1.1 200 OK\n\n{}", "raw returned"),
    ("GET /books/1\nx-reader: a\nx-reader: b", "HTTP/1.1 200 OK\n\n{}", "raw returned"),
    ("GET /books/1\nx-reader: naïve", "HTTP/1.1 200 OK\nx-book: naïve\n\n{}", "typed returned"),
    ("GET /books/1\nTransfer-Encoding: chunked\nUpgrade: h2c", "HTTP/1.1 200 OK\n\n{}", "typed returned"),
    ("GET /books/..", "HTTP/1.1 200 OK\n\n{}", "skipped example-value"),
    ("GET /books/a%00", "HTTP/1.1 200 OK\n\n{}", "skipped example-value"),
    ("GET /books/a%ff", "HTTP/1.1 200 OK\n\n{}", "skipped example-value"),
    ("GET /books/1/lend", "HTTP/1.1 200 OK\n\n{}", "skipped example-no-route"),
    ("Fetch the book", "HTTP/1.1 200 OK\n\n{}", "skipped example-unreadable"),
    ("", "", "skipped example-unreadable response-status"),
    ("GET /books/1", "HTTP/1.1 100 Continue", "typed response-status"),
    ("GET /books/1", "HTTP/1.1 OK\n\n{ \"pages\": \"x\" }", "typed misfits response-status example-type"),
    ("GET /books/1", "{ \"id\": \"1\" }", "typed returned response-status"),
    ("GET /books/1", "HTTP/1.1 200 OK\nContent-Type: text/plain\n\n{ \"id\": \"1\" }", "typed returned"),
    ("GET /books/1", "HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: 3\n\n{}", "typed returned"),
    ("GET /books/1", "HTTP/1.1 200 OK\n\n{ \"id\": \"1\", ... }", "typed undecodable example-bad-json"),
    ("GET /books/1", "HTTP/1.1 200 OK\n\n{ \"id\": }", "typed undecodable example-bad-json"),
    ("GET /books/1", "HTTP/1.1 302 Found\nLocation: https://x.example.org/1?sig=s", "typed moved"),
    ("GET /books/1", "HTTP/1.1 304 Not Modified", "typed failed"),
    ("GET /books/1", "HTTP/1.1 503 Busy\nRetry-After: 60\n\n{ \"error\": { \"code\": \"c\" } }", "typed failed"),
    ("PUT /books/1\n\n{ \"pages\": 99999999999, \"a/b\": 1 }", "HTTP/1.1 200 OK\n\n{}", "typed returned example-type"),
    (
        "PUT /books/1\nContent-Type: application/json\n\n{ \"id\": ... }",
        "HTTP/1.1 200 OK\n\n{}",
        "raw returned example-bad-json",
    ),
    ("PUT /books/1\nContent-Type: text/json\n\n{}", "HTTP/1.1 200 OK\n\n{}", "raw returned"),
    (
        "PUT /books/1\nContent-Type: application/json\ncontent-type: text/json\n\n{}",
        "HTTP/1.1 200 OK\n\n{}",
        "typed returned example-header",
    ),
    (
        "PUT /books/1\nContent-Type: multipart/form-data; boundary=B\n\n--B\nContent-Type: text/plain\n\na\n--B--",
        "HTTP/1.1 200 OK\n\n{}",
        "raw returned",
    ),
    ("PUT /books/1\n\n[]", "HTTP/1.1 200 OK\n\n[]", "raw undecodable"),
];

#[test]
fn examples_at_the_edge_are_in_the_ledger_and_their_tests_pass() {
    let mut page = HEAD.to_owned();
    for (index, (request, response, _)) in EXAMPLES.iter().enumerate() {
        for (block, text) in [("request", request), ("response", response)] {
            let annotation = format!("<!-- {{ \"blockType\": \"{block}\", \"name\": \"odd_{index}\" }} -->");
            write!(page, "\n{annotation}\n```http\n{text}\n```\n").expect("text");
        }
    }
    let place = Place::empty();
    place.write("docs/api/book-odd.md", page);
    place.write("docs/resources/book.md", BOOK);
    let crates = Crates::emit("odd", &place, &["odd"]);
    let ledger = std::fs::read_to_string(crates.folder("odd").join("EXAMPLES.json")).expect("the ledger");
    let ledger: Value = serde_json::from_str(&ledger).expect("JSON");
    let entries = ledger["examples"].as_array().expect("examples");
    for (index, (request, _, wanted)) in EXAMPLES.iter().enumerate() {
        let entry = entries.iter().find(|entry| entry["name"] == format!("odd_{index}")).expect("an entry");
        assert_eq!(told(entry), *wanted, "{index}: {request}");
    }
    let (passes, said) = run(&crates.compile()["odd"]);
    assert!(passes, "{said}");
}

/// `typed returned example-type`
fn told(entry: &Value) -> String {
    let texts = |list: &str, key: &str| -> Vec<String> {
        let list = entry[list].as_array().into_iter().flatten();
        list.filter_map(|odd| odd[key].as_str()).map(str::to_owned).collect()
    };
    let verdict = vec![entry["verdict"].as_str().expect("a verdict").to_owned()];
    [verdict, texts("responses", "reading"), texts("contradictions", "code")].concat().join(" ")
}
