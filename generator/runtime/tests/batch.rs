//! JSON batches, against a server on loopback.
#![cfg(feature = "reqwest")]

mod loopback;

use docwright_runtime::test_support::TestClock;
use docwright_runtime::{
    Bytes, Client, Clock, Error, Method, NoBody, Operation, Page, Request, Retry, RetryPolicy, StatusCode,
    TransportError, Value,
};
use loopback::{Loopback, header, json, path};
use serde_json::json;
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

struct GetUser;

impl Operation for GetUser {
    type Body = NoBody;
    type Output = Value;
    const DOCS: &'static str = "user.get\napi/user-get.md:1\nGET /users/{user-id}";
}

struct PutContent;

impl Operation for PutContent {
    type Body = [u8];
    type Output = ();
    const DOCS: &'static str = "file.put\napi/file-put.md:1\nPUT /files/{file-id}/content";
}

fn user(client: &Client, id: &str) -> Request<GetUser> {
    Request::route(client.clone(), 0, &[id])
}

/// A server that answers each request of a call by a function; the answers stand the other way round.
async fn server(answer: impl Fn(&Value) -> Option<Value> + Send + Sync + 'static) -> Loopback {
    Loopback::start(move |_, request| {
        assert_eq!((request.method.as_str(), path(request).as_str()), ("POST", "/$batch"));
        let body: Value = serde_json::from_slice(&request.body).expect("JSON");
        let requests = body["requests"].as_array().expect("requests");
        let answers: Vec<Value> = requests
            .iter()
            .rev()
            .filter_map(|request| {
                let mut answer = answer(request)?;
                answer["id"] = request["id"].clone();
                Some(answer)
            })
            .collect();
        json(200, json!({ "responses": answers }))
    })
    .await
}

fn ok(request: &Value) -> Value {
    json!({ "status": 200, "headers": { "Content-Type": "application/json" }, "body": { "url": request["url"] } })
}

/// The ids in each call.
async fn calls(server: &Loopback) -> Vec<Vec<String>> {
    let bodies = server.received().await;
    bodies.iter().map(|call| requests(&call.body).iter().map(|r| text(&r["id"])).collect()).collect()
}

fn requests(body: &[u8]) -> Vec<Value> {
    let body: Value = serde_json::from_slice(body).expect("JSON");
    body["requests"].as_array().expect("requests").clone()
}

fn text(value: &Value) -> String {
    value.as_str().expect("text").to_owned()
}

#[tokio::test]
async fn forty_five_requests_are_three_calls() {
    let server = server(|request| Some(ok(request))).await;
    let client = server.client();
    let mut batch = client.batch();
    let items: Vec<_> = (0..45).map(|id| batch.add(user(&client, &id.to_string()))).collect();
    assert_eq!(batch.len(), 45);
    let mut answers = batch.send().await.expect("answers");
    assert_eq!(answers.failures().count(), 0);
    for (id, item) in items.into_iter().enumerate() {
        assert_eq!(answers.take(item).expect("a user")["url"], format!("/users/{id}"), "answers come in any order");
    }
    let calls = calls(&server).await;
    assert_eq!(calls.iter().map(Vec::len).collect::<Vec<_>>(), [20, 20, 5]);
    let ids: Vec<String> = calls.into_iter().flatten().collect();
    assert_eq!(ids, (1..=45).map(|id: i32| id.to_string()).collect::<Vec<_>>());
    let received = server.received().await;
    assert!(received.iter().all(|call| header(call, "authorization") == Some("Bearer t0ken")));
}

#[tokio::test]
async fn what_a_request_looks_like() {
    let server = server(|_| Some(json!({ "status": 204 }))).await;
    let client = server.client();
    let mut batch = client.batch();
    batch.add(user(&client, "a b").select(["id"]).prefer("x").prefer("y").consistency_level("eventual"));
    batch.add_raw::<()>(client.request(Method::POST, "/users").json(&json!({ "name": "ü" })));
    batch.add(Request::<PutContent>::route(client.clone(), 0, &["1"]).body(&[0, 255]));
    batch.add_raw::<()>(client.request(Method::PUT, "/text").content("text/plain", "hello"));
    assert_eq!(batch.send().await.expect("answers").failures().count(), 0);
    assert_eq!(
        requests(&server.received().await[0].body),
        [
            json!({
                "id": "1", "method": "GET", "url": "/users/a%20b?$select=id",
                "headers": { "prefer": "x, y", "consistencylevel": "eventual" },
            }),
            json!({
                "id": "2", "method": "POST", "url": "/users",
                "headers": { "content-type": "application/json" }, "body": { "name": "ü" },
            }),
            json!({
                "id": "3", "method": "PUT", "url": "/files/1/content",
                "headers": { "content-type": "application/octet-stream" }, "body": "AP8=",
            }),
            json!({
                "id": "4", "method": "PUT", "url": "/text",
                "headers": { "content-type": "text/plain" }, "body": "aGVsbG8=",
            }),
        ]
    );
}

#[tokio::test]
async fn answers_have_their_types() {
    let server = server(|request| {
        Some(match request["url"].as_str().expect("a url") {
            "/photo" => json!({ "status": 200, "headers": { "Content-Type": "image/jpeg" }, "body": "AP8=" }),
            "/list" => json!({ "status": 200, "body": { "value": ["a", "b"], "@odata.count": 2 } }),
            "/text" => json!({ "status": 200, "headers": { "content-type": "application/json" }, "body": "QUJD" }),
            "/nothing" => json!({ "status": 204, "body": null }),
            _ => json!({
                "status": 404,
                "headers": { "request-id": "r-7" },
                "body": { "error": { "code": "itemNotFound", "message": "Not there." } },
            }),
        })
    })
    .await;
    let client = server.client();
    let get = |path: &str| client.request(Method::GET, path);
    let mut batch = client.batch();
    let photo = batch.add_raw::<Bytes>(get("/photo"));
    let list = batch.add_raw::<Page<String>>(get("/list"));
    let text = batch.add_raw::<Value>(get("/text"));
    let nothing = batch.add_raw::<()>(get("/nothing"));
    let missing = batch.add(user(&client, "1"));
    let wrong = batch.add_raw::<Page<String>>(get("/text"));
    let mut answers = batch.send().await.expect("answers");
    assert_eq!(answers.take(photo).expect("bytes"), &[0_u8, 255][..]);
    assert_eq!(answers.take(list).expect("a page").value, ["a", "b"]);
    assert_eq!(answers.take(text).expect("text"), "QUJD");
    answers.take(nothing).expect("nothing");
    assert_eq!(answers.failures().map(|(at, _)| at).collect::<Vec<_>>(), [4]);
    let error = answers.take(missing).expect_err("404");
    assert!(error.is_not_found());
    assert_eq!(error.to_string(), "user.get: 404 Not Found: itemNotFound: Not there. (request-id r-7)");
    assert!(matches!(answers.take(wrong), Err(Error::Decode(_))));
    assert_eq!(format!("{answers:?}"), "BatchAnswers { requests: 6, failures: 0, .. }");
}

#[tokio::test]
async fn dependencies_hold_across_calls() {
    let server = server(|request| match request["url"].as_str() {
        Some("/users/no") => Some(json!({ "status": 403, "body": { "error": { "code": "denied" } } })),
        _ => Some(ok(request)),
    })
    .await;
    let client = server.client();
    let mut batch = client.batch();
    let first = batch.add(user(&client, "0"));
    let failing = batch.add(user(&client, "no"));
    let mut chain = vec![batch.add_after([&first], user(&client, "1"))];
    for id in 2..25 {
        let last = chain.last().expect("one").id();
        chain.push(batch.add_after([last, first.id()], user(&client, &id.to_string())));
    }
    let after_failure = batch.add_after([failing.id(), chain[0].id()], user(&client, "x"));
    let after_that = batch.add_after([&after_failure], user(&client, "y"));
    let mut answers = batch.send().await.expect("answers");
    for item in chain {
        answers.take(item).expect("a user");
    }
    assert!(answers.take(failing).expect_err("403").is_forbidden());
    for item in [after_failure, after_that] {
        let error = answers.take(item).expect_err("not sent");
        assert_eq!(error.status(), Some(StatusCode::FAILED_DEPENDENCY));
        assert_eq!(
            error.to_string(),
            "user.get: 424 Failed Dependency: failedDependency: A request that this one depends on has failed."
        );
    }

    let received = server.received().await;
    let calls: Vec<Vec<Value>> = received.iter().map(|call| requests(&call.body)).collect();
    assert_eq!(calls.iter().map(Vec::len).collect::<Vec<_>>(), [20, 6], "what depends on a failure isn't sent");
    let after: HashMap<String, Value> =
        calls.iter().flatten().map(|r| (text(&r["id"]), r["dependsOn"].clone())).collect();
    assert_eq!((&after["1"], &after["3"], &after["4"]), (&Value::Null, &json!(["1"]), &json!(["3", "1"])));
    assert_eq!(after["21"], Value::Null, "what it depends on went before");
    assert_eq!(after["22"], json!(["21"]));
}

#[tokio::test]
async fn a_throttled_request_is_sent_again_alone() {
    let throttled = AtomicUsize::new(0);
    let server = server(move |request| {
        Some(match request["url"].as_str() {
            Some("/users/3") if throttled.fetch_add(1, Ordering::Relaxed) < 2 => {
                json!({ "status": 429, "headers": { "Retry-After": "7" }, "body": { "error": { "code": "tooMany" } } })
            }
            _ => ok(request),
        })
    })
    .await;
    let repeated = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&repeated);
    let hook = move |retry: &Retry| told.lock().expect("a lock").push((retry.operation, retry.attempts, retry.wait));
    let client = server.builder().on_retry(hook).build().expect("a client");
    let mut batch = client.batch();
    let items: Vec<_> = (1..=25).map(|id| batch.add(user(&client, &id.to_string()))).collect();
    let mut answers = batch.send().await.expect("answers");
    for (at, item) in items.into_iter().enumerate() {
        let response = answers.response(&item).expect("a user");
        assert_eq!(response.attempts(), if at == 2 { 3 } else { 1 });
    }
    let calls = calls(&server).await;
    assert_eq!(calls.iter().map(Vec::len).collect::<Vec<_>>(), [20, 5, 1, 1], "others don't wait for it");
    assert_eq!((&calls[2][..], &calls[3][..]), (&["3".to_owned()][..], &["3".to_owned()][..]));
    assert_eq!(server.slept(), [7.0, 7.0]);
    let wait = Duration::from_secs(7);
    assert_eq!(*repeated.lock().expect("a lock"), [(Some("user.get"), 1, wait), (Some("user.get"), 2, wait)]);
}

/// What a request may take is counted from its own first call, however long others took before.
#[tokio::test]
async fn a_request_late_in_a_long_batch_is_repeated_too() {
    let (clock, throttled) = (TestClock::default(), AtomicUsize::new(0));
    let passing = clock.clone();
    let server = server(move |request| {
        passing.advance(Duration::from_secs(5));
        Some(match request["url"].as_str() {
            Some("/users/59") if throttled.fetch_add(1, Ordering::Relaxed) == 0 => {
                json!({ "status": 429, "headers": { "Retry-After": "7" } })
            }
            _ => ok(request),
        })
    })
    .await;
    let client = server.builder().clock(clock.clone()).build().expect("a client");
    let mut batch = client.batch();
    let items: Vec<_> = (0..60).map(|id| batch.add(user(&client, &id.to_string()))).collect();
    let mut answers = batch.send().await.expect("answers");
    assert_eq!(answers.response(&items[59]).expect("a user").attempts(), 2);
    assert!(clock.elapsed() > Duration::from_secs(300), "longer than any call may take");
}

#[tokio::test]
async fn a_range_of_content() {
    let server = server(|request| {
        assert_eq!(request["headers"]["range"], "bytes=2-4");
        let headers = |more: &str| json!({ "Content-Type": "text/plain", "Content-Range": more });
        Some(match request["url"].as_str()? {
            "/known" => json!({ "status": 206, "headers": headers("bytes 2-4/9"), "body": "Y2Rl" }),
            "/other" => json!({ "status": 206, "headers": headers("bytes 0-2/9"), "body": "YWJj" }),
            _ => json!({ "status": 200, "headers": { "Content-Type": "text/plain" }, "body": "YWJjZGVmZ2hp" }),
        })
    })
    .await;
    let client = server.client();
    let mut batch = client.batch();
    let paths = ["/known", "/unknown", "/other"];
    let items = paths.map(|path| batch.add_raw::<Bytes>(client.request(Method::GET, path).range(2..5)));
    let mut answers = batch.send().await.expect("answers");
    let [known, unknown, other] = items.map(|item| answers.take(item).map_err(|error| error.to_string()));
    assert_eq!((known.as_deref(), unknown.as_deref()), (Ok(&b"cde"[..]), Ok(&b"cde"[..])));
    assert!(other.expect_err("another range").ends_with("it isn't the range that was asked for"));
}

#[tokio::test]
async fn what_depends_on_a_throttled_request_is_sent_again_with_it() {
    let seen = Mutex::new(HashSet::new());
    let server = server(move |request| {
        let url = request["url"].as_str()?;
        let first_time = seen.lock().expect("a lock").insert(url.to_owned());
        Some(match url {
            "/users/1" if first_time => json!({ "status": 429, "headers": { "Retry-After": "2" } }),
            "/users/2" if first_time => json!({ "status": 424, "body": { "error": { "code": "failedDependency" } } }),
            _ => ok(request),
        })
    })
    .await;
    let client = server.client();
    let mut batch = client.batch();
    let first = batch.add(user(&client, "0"));
    let throttled = batch.add_after([&first], user(&client, "1"));
    let dependent = batch.add_after([&throttled], user(&client, "2"));
    let mut answers = batch.send().await.expect("answers");
    for item in [first, throttled] {
        answers.take(item).expect("a user");
    }
    answers.take(dependent).expect("a user");
    let calls = calls(&server).await;
    assert_eq!(calls, [vec!["1", "2", "3"], vec!["2", "3"]]);
    assert_eq!(requests(&server.received().await[1].body)[1]["dependsOn"], json!(["2"]));
}

#[tokio::test]
async fn throttling_that_does_not_end() {
    let server = server(|_| Some(json!({ "status": 429, "headers": { "Retry-After": 1 } }))).await;
    let client = server.client();
    let mut batch = client.batch().retry(RetryPolicy::new().max_attempts(3));
    let patient = batch.add(user(&client, "1"));
    let dependent = batch.add_after([&patient], user(&client, "2"));
    let hasty = batch.add(user(&client, "3").retry(RetryPolicy::none()));
    let mut answers = batch.send().await.expect("answers");
    let error = answers.take(patient).expect_err("429");
    assert!(error.is_throttled());
    assert_eq!(error.as_status().map(|e| e.attempts()), Some(3));
    assert!(answers.take(hasty).expect_err("429").is_throttled());
    assert!(answers.take(dependent).is_err());
    assert_eq!(server.slept(), [1.0, 1.0]);
}

#[tokio::test]
async fn answers_that_are_missing_or_odd() {
    let server = server(|request| match request["url"].as_str()? {
        "/users/1" => None,
        "/users/2" => Some(json!({ "status": "odd" })),
        "/users/3" => Some(json!({ "status": "200", "headers": { "a b": "c" }, "body": {} })),
        _ => Some(ok(request)),
    })
    .await;
    let client = server.client();
    let mut batch = client.batch();
    let items: Vec<_> = (1..=4).map(|id| batch.add(user(&client, &id.to_string()))).collect();
    let mut answers = batch.send().await.expect("answers");
    let outcomes: Vec<_> = items.into_iter().map(|item| answers.take(item).map_err(|e| e.to_string())).collect();
    let missing = |id: u32| Err(format!("the 200 response can't be decoded: no answer to request {id}"));
    assert_eq!(outcomes, [missing(1), missing(2), Ok(json!({})), Ok(json!({ "url": "/users/4" }))]);
}

#[tokio::test]
async fn a_call_that_fails() {
    // The first: there is nothing else to tell.
    let server = Loopback::start(|_, _| json(401, json!({ "error": { "code": "badToken" } }))).await;
    let client = server.client();
    let mut batch = client.batch();
    batch.add(user(&client, "1"));
    let error = batch.send().await.expect_err("401");
    assert_eq!(error.to_string(), "401 Unauthorized: badToken");

    // A later one: what came before isn't lost.
    let calls = AtomicUsize::new(0);
    let server = Loopback::start(move |_, request| match calls.fetch_add(1, Ordering::Relaxed) {
        0 => json(200, json!({ "responses": requests(&request.body).iter().map(|r| json!({ "id": r["id"], "status": 200, "body": {} })).collect::<Vec<_>>() })),
        _ => json(500, json!({ "error": { "code": "broken" } })),
    })
    .await;
    let client = server.client();
    let mut batch = client.batch();
    let items: Vec<_> = (0..45).map(|id| batch.add(user(&client, &id.to_string()))).collect();
    let mut answers = batch.send().await.expect("answers");
    let outcomes: Vec<_> = items.into_iter().map(|item| answers.take(item)).collect();
    assert!(outcomes[..20].iter().all(Result::is_ok));
    for outcome in &outcomes[20..] {
        let error = outcome.as_ref().expect_err("500");
        assert!(matches!(error, Error::Batch(_)));
        assert_eq!(error.to_string(), "the batch's call failed: 500 Internal Server Error: broken");
        assert_eq!(error.status(), Some(StatusCode::INTERNAL_SERVER_ERROR));
    }
    assert_eq!(server.received().await.len(), 2, "the third isn't tried");
}

#[tokio::test]
async fn a_body_that_holds_no_answers() {
    for body in [json!({}), json!({ "responses": {} }), json!([])] {
        let server = Loopback::start(move |_, _| json(200, body.clone())).await;
        let client = server.client();
        let mut batch = client.batch();
        batch.add(user(&client, "1"));
        assert!(matches!(batch.send().await, Err(Error::Decode(_))));
    }
}

#[tokio::test]
async fn requests_that_do_not_fit_in_a_batch() {
    let server = server(|request| Some(ok(request))).await;
    let client = server.client();
    let elsewhere = Client::builder("https://other.example/v1.0").build().expect("a client");
    let stream =
        docwright_runtime::Content::stream("a/b", None, futures::stream::empty::<Result<Bytes, TransportError>>());
    let get = |path: &str| client.request(Method::GET, path);
    let rows = [
        (get("https://other.example/v1.0/me"), "its address isn't below the client's base URL"),
        (get(&format!("{}/v2/me", server.uri())), "its address isn't below the client's base URL"),
        (elsewhere.request(Method::GET, "/me"), "its address isn't below the client's base URL"),
        (get("/a/../b"), "the path holds a `.` or `..` segment"),
        (get("/a").header("x", "a\r\nb"), "the value of header `x` holds a control character"),
        (client.request(Method::PUT, "/a").upload(stream), "its body is a stream"),
        (
            client.request(Method::PUT, "/a").content("application/json", "{"),
            "its body isn't JSON: EOF while parsing an object at line 1 column 1",
        ),
    ];
    for (request, wanted) in rows {
        let mut batch = client.batch();
        batch.add(user(&client, "1"));
        batch.add_raw::<Value>(request);
        let error = batch.send().await.expect_err(wanted).to_string();
        assert_eq!(error, format!("invalid request: request 2 of the batch: {wanted}"));
    }
    let (mut one, mut other) = (client.batch(), client.batch());
    let item = one.add(user(&client, "1"));
    other.add_after([&item], user(&client, "2"));
    let error = other.send().await.expect_err("another batch").to_string();
    assert_eq!(error, "invalid request: a request of the batch depends on one of another batch");
    assert_eq!(server.received().await.len(), 0, "nothing is sent");

    let mut other = client.batch();
    other.add(user(&client, "1"));
    let mut answers = other.send().await.expect("answers");
    let error = answers.take(item).expect_err("another batch").to_string();
    assert_eq!(error, "invalid request: this is an answer to another batch");
}

#[tokio::test]
async fn no_requests_are_no_call() {
    let server = server(|request| Some(ok(request))).await;
    let batch = server.client().batch();
    assert!(batch.is_empty());
    assert_eq!(batch.send().await.expect("no answers").failures().count(), 0);
    assert_eq!(server.received().await.len(), 0);
}

#[tokio::test]
async fn only_reads_are_repeated_as_a_call() {
    for (method, calls) in [(Method::GET, 2), (Method::POST, 1)] {
        let at = AtomicUsize::new(0);
        let server = Loopback::start(move |_, _| match at.fetch_add(1, Ordering::Relaxed) {
            0 => json(504, json!({})),
            _ => json(200, json!({ "responses": [{ "id": "1", "status": 204 }] })),
        })
        .await;
        let client = server.client();
        let mut batch = client.batch();
        batch.add_raw::<()>(client.request(method, "/x"));
        assert_eq!(batch.send().await.is_ok(), calls == 2);
        assert_eq!(server.received().await.len(), calls);
    }
}

#[tokio::test]
async fn a_batch_has_a_timeout_of_its_own() {
    let server = Loopback::start(|_, _| json(200, json!({})).set_delay(Duration::from_secs(30))).await;
    let client = Client::builder(&server.uri()).build().expect("a client");
    let mut batch = client.batch().timeout(Duration::from_millis(50));
    batch.add(user(&client, "1"));
    assert!(batch.send().await.expect_err("too slow").is_timeout());
}
