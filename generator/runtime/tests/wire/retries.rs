//! What is repeated, how often, and how long it takes.

use crate::request::body;
use crate::server::{Server, Step, ok, status};
use docwright_runtime::{Bytes, Content, Method, Retry, RetryPolicy, StatusCode, Value};
use futures::stream;
use std::sync::{Arc, Mutex};
use std::time::Duration;

fn seconds(seconds: &[u64]) -> Vec<Duration> {
    seconds.iter().copied().map(Duration::from_secs).collect()
}

fn busy() -> Step {
    status("503 Service Unavailable", "")
}

#[tokio::test]
async fn a_storm_of_429_then_success() {
    let throttled = |headers: &str| status("429 Too Many Requests", headers);
    let server = Server::start([
        throttled("retry-after: 7"),
        throttled("retry-after: Thu, 01 Jan 2026 00:01:00 GMT"),
        throttled(""),
        ok(r#"{"id": 1}"#),
    ])
    .await;
    let (client, clock) = server.client();
    let response = client.request(Method::GET, "/x").response().await.expect("an answer in the end");
    assert_eq!((response.status(), response.attempts()), (StatusCode::OK, 4));
    // Seven seconds as asked for, until the minute is full, then the third step of the backoff.
    assert_eq!(clock.take_slept(), seconds(&[7, 53, 4]));
    assert_eq!(server.seen().len(), 4);
}

#[tokio::test]
async fn what_is_repeated() {
    use Method as M;
    let asked = "retry-after: 1";
    let rows = [
        (M::GET, "429 Too Many Requests", "", true),
        (M::GET, "503 Service Unavailable", "", true),
        (M::GET, "503 Service Unavailable", asked, true),
        (M::GET, "504 Gateway Timeout", "", true),
        (M::PUT, "503 Service Unavailable", "", true),
        (M::DELETE, "504 Gateway Timeout", "", true),
        (M::GET, "500 Internal Server Error", asked, false),
        (M::GET, "502 Bad Gateway", "", false),
        (M::GET, "408 Request Timeout", "", false),
        (M::GET, "404 Not Found", asked, false),
        (M::POST, "429 Too Many Requests", asked, true),
        (M::POST, "429 Too Many Requests", "", false),
        (M::POST, "503 Service Unavailable", asked, true),
        (M::POST, "503 Service Unavailable", "", false),
        (M::POST, "503 Service Unavailable", "retry-after: soon", false),
        (M::POST, "504 Gateway Timeout", asked, false),
        (M::PATCH, "503 Service Unavailable", asked, true),
        (M::PATCH, "503 Service Unavailable", "", false),
        (M::PATCH, "504 Gateway Timeout", asked, false),
    ];
    for (method, line, headers, repeated) in rows {
        let server = Server::start([status(line, headers), ok("1")]).await;
        let (client, _) = server.client();
        let request = client.request(method.clone(), "/x").content("text/plain", "twice");
        let outcome = request.clone().send::<Value>().await;
        assert_eq!(outcome.is_ok(), repeated, "{method} {line} {headers}");
        let seen = server.seen();
        assert_eq!(seen.len(), 1 + usize::from(repeated), "{method} {line} {headers}");
        assert!(seen.iter().all(|request| body(request) == "twice"), "the body goes along each time");

        let by_choice = Server::start([status(line, headers), ok("1")]).await;
        let request = by_choice.client().0.request(method.clone(), "/x").retry(RetryPolicy::new().repeat_unsafe(true));
        let retried = line.starts_with("429") || line.starts_with("503") || line.starts_with("504");
        assert_eq!(request.send::<Value>().await.is_ok(), retried, "{method} {line} by choice");
    }
}

#[tokio::test]
async fn attempts_are_bounded() {
    let server = Server::start(vec![busy(); 10]).await;
    let (client, clock) = server.client();
    let error = client.request(Method::GET, "/x").send::<Value>().await.expect_err("503");
    assert_eq!(error.as_status().expect("a status").attempts(), 4);
    assert_eq!((server.seen().len(), clock.take_slept()), (4, seconds(&[1, 2, 4])));

    let server = Server::start(vec![busy(); 10]).await;
    let request = server.client().0.request(Method::GET, "/x").retry(RetryPolicy::none());
    assert!(request.send::<Value>().await.is_err());
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn the_total_time_is_bounded() {
    let server = Server::start(vec![status("429 Too Many Requests", "retry-after: 100"); 10]).await;
    let (client, clock) = server.client();
    let error = client.request(Method::GET, "/x").send::<Value>().await.expect_err("429");
    assert!(error.is_throttled());
    assert_eq!(error.as_status().expect("a status").retry_after(), Some("100"), "told to those who can wait");
    assert_eq!((server.seen().len(), clock.take_slept()), (2, seconds(&[100])), "200 s are more than three minutes");
}

#[tokio::test]
async fn retries_are_told_before_they_happen() {
    let server = Server::start([status("429 Too Many Requests", "retry-after: 9"), Step::Reset, ok("1")]).await;
    let told = Arc::new(Mutex::new(Vec::new()));
    let hook = {
        let told = told.clone();
        move |retry: &Retry| {
            let failed = retry.failure.is_some();
            told.lock().expect("a lock").push((retry.attempts, retry.status.map(|s| s.as_u16()), failed, retry.wait));
        }
    };
    let clock = docwright_runtime::test_support::TestClock::default();
    let client = server.builder().clock(clock).on_retry(hook).build().expect("a client");
    client.request(Method::GET, "/x").send::<Value>().await.expect("an answer in the end");
    let told = told.lock().expect("a lock").clone();
    assert_eq!(told, [(1, Some(429), false, Duration::from_secs(9)), (2, None, true, Duration::from_secs(2))]);
}

#[tokio::test]
async fn a_body_that_is_gone_is_not_sent_again() {
    let server = Server::start([status("503 Service Unavailable", "retry-after: 1"), ok("1")]).await;
    let once = Content::stream("a/b", Some(3), stream::iter([Ok(Bytes::from("abc"))]));
    let request = server.client().0.request(Method::PUT, "/x").upload(once);
    let error = request.clone().send::<Value>().await.expect_err("no second attempt");
    assert_eq!(error.status(), Some(StatusCode::SERVICE_UNAVAILABLE));
    let error = request.send::<Value>().await.expect_err("gone");
    assert!(error.to_string().starts_with("invalid request: the body is a stream that was sent before"), "{error}");
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn a_body_that_can_be_opened_again_is_sent_again() {
    let server = Server::start([busy(), ok("1")]).await;
    let again = Content::from_fn("a/b", Some(6), || stream::iter(["abc", "def"].map(|text| Ok(Bytes::from(text)))));
    server.client().0.request(Method::PUT, "/x").upload(again).send::<Value>().await.expect("an answer in the end");
    assert_eq!(server.seen().iter().map(|request| body(request)).collect::<Vec<_>>(), ["abcdef", "abcdef"]);
}

#[tokio::test]
async fn redirects_are_no_attempts() {
    let away = |to: &str| status("302 Found", &format!("location: {to}"));
    let server = Server::start([away("/2"), away("/3"), away("/4"), away("/5"), busy(), ok("1")]).await;
    let (client, clock) = server.client();
    let response = client.request(Method::GET, "/1").response().await.expect("an answer in the end");
    assert_eq!((response.attempts(), clock.take_slept()), (2, seconds(&[1])));
    assert_eq!(server.seen().len(), 6);
}
