//! There and back when all goes well, against a server of the usual kind.

use crate::request;
use crate::server::{Server, answer};
use docwright_runtime::{Bytes, Client, Method, Value};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;
use std::io::Write;
use wiremock::matchers::{body_json, header, method, path, query_param};
use wiremock::{Mock, MockServer, ResponseTemplate};

fn client(server: &MockServer) -> Client {
    Client::builder(&format!("{}/v1.0", server.uri())).token("t0ken").build().expect("a client")
}

#[tokio::test]
async fn there_and_back() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path("/v1.0/a%20b/%C3%BC"))
        .and(query_param("$filter", "name eq 'x+y'"))
        .and(header("authorization", "Bearer t0ken"))
        .and(header("content-type", "application/json"))
        .and(body_json(json!({ "name": "n" })))
        .respond_with(ResponseTemplate::new(201).set_body_json(json!({ "id": 1 })))
        .expect(1)
        .mount(&server)
        .await;
    let request = client(&server).request(Method::POST, "/a b/ü").query("$filter", "name eq 'x+y'");
    let answer: Value = request.json(&json!({ "name": "n" })).send().await.expect("an answer");
    assert_eq!(answer, json!({ "id": 1 }));
}

#[tokio::test]
async fn an_error_is_decoded() {
    let server = MockServer::start().await;
    let body = json!({ "error": { "code": "nameAlreadyExists", "message": "There is one." } });
    Mock::given(method("PUT"))
        .respond_with(ResponseTemplate::new(409).insert_header("request-id", "r-9").set_body_json(body))
        .mount(&server)
        .await;
    let error = client(&server).request(Method::PUT, "/x").send::<Value>().await.expect_err("409");
    assert!(error.is_conflict());
    assert_eq!(error.to_string(), "409 Conflict: nameAlreadyExists: There is one. (request-id r-9)");
}

#[tokio::test]
async fn pages_are_followed() {
    let server = MockServer::start().await;
    let next = format!("{}/v1.0/items?$skiptoken=2", server.uri());
    Mock::given(path("/v1.0/items"))
        .and(query_param("$skiptoken", "2"))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({ "value": [3] })))
        .with_priority(1)
        .mount(&server)
        .await;
    Mock::given(path("/v1.0/items"))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({ "value": [1, 2], "@odata.nextLink": next })))
        .mount(&server)
        .await;
    let mut items = client(&server).request(Method::GET, "/items").items::<u32>();
    let mut all = Vec::new();
    while let Some(item) = items.try_next().await.expect("an item") {
        all.push(item);
    }
    assert_eq!(all, [1, 2, 3]);
}

#[tokio::test]
async fn a_download_is_redirected_without_the_token() {
    let (api, files) = (MockServer::start().await, MockServer::start().await);
    let target = format!("{}/content?sig=abc", files.uri());
    Mock::given(path("/v1.0/content"))
        .respond_with(ResponseTemplate::new(302).insert_header("location", target))
        .mount(&api)
        .await;
    Mock::given(path("/content"))
        .respond_with(ResponseTemplate::new(200).set_body_bytes(vec![7; 100_000]))
        .mount(&files)
        .await;
    let bytes: Bytes = client(&api).request(Method::GET, "/content").send().await.expect("the content");
    assert_eq!(bytes.len(), 100_000);
    let asked = &files.received_requests().await.expect("recorded")[0];
    assert!(!asked.headers.contains_key("authorization"));
    assert_eq!(api.received_requests().await.expect("recorded")[0].headers["authorization"], "Bearer t0ken");
}

#[tokio::test]
async fn compressed() {
    let text = format!(r#"{{"name": "{}"}}"#, "long ".repeat(1000));
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(text.as_bytes()).expect("written");
    let zipped = gzip.finish().expect("compressed");
    let server = Server::start([answer("200 OK", "content-encoding: gzip", &zipped)]).await;
    let response = server.client().0.request(Method::GET, "/x").response().await.expect("an answer");
    assert_eq!(response.body(), text.as_str());
    assert!(request::header(&server.seen()[0], "accept-encoding").is_some_and(|kinds| kinds.contains("gzip")));

    // The limit is about what it becomes.
    let server = Server::start([answer("200 OK", "content-encoding: gzip", &zipped)]).await;
    let client = server.builder().max_response_body(zipped.len() * 2).build().expect("a client");
    let error = client.request(Method::GET, "/x").send::<Value>().await.expect_err("too large");
    assert!(matches!(error, docwright_runtime::Error::BodyTooLarge { .. }), "{error}");
}
