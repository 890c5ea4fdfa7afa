//! Answers that aren't what they should be: a clear error each, and nothing lost.

use crate::server::{Server, Step, answer, ok, status};
use docwright_runtime::{Bytes, Error, Method, Page, Value};
use futures::TryStreamExt;
use std::time::Duration;

async fn get(step: Step) -> Error {
    let server = Server::start([step]).await;
    server.client().0.request(Method::GET, "/x").send::<Page<Value>>().await.expect_err("no page")
}

#[tokio::test]
async fn pages_of_proxies_and_empty_bodies() {
    let html = "<html><h1>Bad gateway</h1></html>";
    let error = get(answer("502 Bad Gateway", "content-type: text/html", html)).await;
    let status_error = error.as_status().expect("a status");
    assert_eq!((error.to_string().as_str(), &status_error.body()[..]), ("502 Bad Gateway", html.as_bytes()));
    assert_eq!((status_error.code(), status_error.message()), (None, None));

    let error = get(status("403 Forbidden", "request-id: r-7")).await;
    assert_eq!(error.to_string(), "403 Forbidden (request-id r-7)");

    // A sign-in page with 200.
    let error = get(answer("200 OK", "content-type: text/html", html)).await;
    assert_eq!(error.to_string(), "the 200 response can't be decoded: expected value at line 1 column 1");
    let Error::Decode(error) = error else { panic!("{error}") };
    assert_eq!(error.body(), html);
}

#[tokio::test]
async fn json_that_ends_early() {
    let error = get(ok(r#"{"value": [1, 2"#)).await;
    let says = "the 200 response can't be decoded: EOF while parsing a list at line 1 column 15";
    assert_eq!((error.to_string().as_str(), error.status().map(|s| s.as_u16())), (says, Some(200)));
    let error = get(answer("409 Conflict", "", r#"{"error": {"code": "nameAl"#)).await;
    assert!(error.is_conflict());
    assert_eq!(error.as_status().expect("a status").body(), r#"{"error": {"code": "nameAl"#);
}

#[tokio::test]
async fn codes_inside_of_codes() {
    let body = r#"{"error": {"code": "a", "innererror": {"code": "b", "date": "d", "innerError": {"code": "c"}}}}"#;
    let error = get(answer("400 Bad Request", "", body)).await;
    let error = error.as_status().expect("a status");
    assert!(["a", "b", "c"].iter().all(|code| error.has_code(code)) && !error.has_code("d"));
    assert_eq!(error.inner_error().expect("inner")["date"], "d");
}

/// 20 bytes, with their length and without.
fn twenty(status: &str) -> [Step; 2] {
    let chunk = "a\r\n\"23456789a\r\n";
    let chunked = format!("HTTP/1.1 {status}\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n{chunk}");
    let second = "a\r\n123456789\"\r\n0\r\n\r\n";
    [answer(status, "", r#""23456789a123456789""#), Step::Write(format!("{chunked}{second}").into_bytes())]
}

#[tokio::test]
async fn more_than_the_limit() {
    for step in twenty("200 OK") {
        for (limit, fits) in [(19, false), (20, true)] {
            let server = Server::start(vec![step.clone(); 2]).await;
            let client = server.builder().max_response_body(limit).build().expect("a client");
            let outcome = client.request(Method::GET, "/x").send::<Value>().await;
            match outcome {
                Ok(value) => assert_eq!((value.as_str(), fits), (Some("23456789a123456789"), true)),
                Err(error) => {
                    assert!(matches!(error, Error::BodyTooLarge { limit: 19, .. }) && !fits, "{error}");
                    assert_eq!(error.to_string(), "the response's body is longer than 19 bytes");
                }
            }
            // A stream has no limit.
            let download = client.request(Method::GET, "/x").download().await.expect("the beginning");
            let chunks: Vec<Bytes> = download.try_collect().await.expect("all of it");
            assert_eq!(chunks.concat().len(), 20);
        }
    }
}

/// The status counts for more than the end of a page of HTML.
#[tokio::test]
async fn a_failure_with_more_than_the_limit_is_cut() {
    for step in twenty("500 Internal Server Error") {
        let server = Server::start([step]).await;
        let client = server.builder().max_response_body(5).build().expect("a client");
        let error = client.request(Method::GET, "/x").send::<Value>().await.expect_err("500");
        assert_eq!(error.to_string(), "500 Internal Server Error");
        assert_eq!(error.as_status().expect("a status").body(), "\"2345");
    }
}

#[tokio::test]
async fn a_promise_of_more_than_the_limit_is_not_read() {
    let server = Server::start([Step::Stall(b"HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n".to_vec())]).await;
    let client = server.builder().timeout(Duration::from_secs(5)).build().expect("a client");
    let error = client.request(Method::GET, "/x").send::<Value>().await.expect_err("too large");
    assert!(matches!(error, Error::BodyTooLarge { .. }), "{error}");
    // Nothing comes for HEAD, whatever is promised.
    let server = Server::start([Step::Write(b"HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n".to_vec())]).await;
    server.client().0.request(Method::HEAD, "/x").send::<()>().await.expect("a head");
}

#[tokio::test]
async fn malformed_retry_after() {
    let long = "9".repeat(40);
    for (text, wait) in [("", 1), ("soon", 1), ("-5", 1), ("1.5", 1), ("Thu, 99 Jan 2026 00:00:00 GMT", 1), ("0", 0)] {
        let server = Server::start([status("503 Busy", &format!("retry-after: {text}")), ok(r#"{"value": []}"#)]).await;
        let (client, clock) = server.client();
        client.request(Method::GET, "/x").send::<Page<Value>>().await.expect("an answer in the end");
        assert_eq!(clock.take_slept(), [Duration::from_secs(wait)], "{text:?}");
    }
    let error = get(status("503 Busy", &format!("retry-after: {long}"))).await;
    assert_eq!(error.as_status().expect("a status").retry_after(), Some(&*long), "longer than anybody waits");
}

#[tokio::test]
async fn what_is_no_http() {
    for bytes in ["", "garbage\r\n\r\n", "HTTP/1.1 999999 X\r\n\r\n", "HTTP/1.1 200 OK\r\nbad header\r\n\r\n"] {
        let server = Server::start(vec![Step::Write(bytes.into()); 4]).await;
        let error = server.client().0.request(Method::GET, "/x").send::<Value>().await.expect_err("no HTTP");
        assert!(error.to_string().starts_with("the request could not be sent: "), "{error}");
    }
}
