//! Walking over pages, against a server on loopback.
#![cfg(feature = "reqwest")]

mod loopback;

use docwright_runtime::{Client, Error, Method, NoBody, Operation, Page, Request, RetryPolicy, Value};
use loopback::{Loopback, TOKEN, empty, header, json, path};
use serde_json::json;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

struct ListEvents;

impl Operation for ListEvents {
    type Body = NoBody;
    type Output = Page<Value>;
    const DOCS: &'static str = "event.list\napi/event-list.md:1\nGET /me/events?from";
}

fn events(client: Client) -> Request<ListEvents> {
    Request::call(client, 0, &[]).query("from", "2026")
}

/// Items up to the end or the first error, and the error.
async fn walk(request: Request<ListEvents>) -> (Vec<Value>, Option<Error>) {
    let (mut items, mut all) = (request.items(), Vec::new());
    loop {
        match items.try_next().await {
            Ok(Some(item)) => all.push(item),
            Ok(None) => return (all, None),
            Err(error) => {
                assert!(items.try_next().await.expect("the end").is_none(), "an error ends the walk");
                return (all, Some(error));
            }
        }
    }
}

#[tokio::test]
async fn headers_and_settings_hold_for_every_page() {
    let failed = AtomicU32::new(0);
    let server = Loopback::start(move |base, request| match path(request).as_str() {
        "/me/events?from=2026" => {
            json(200, json!({ "value": [1], "@odata.nextLink": format!("{base}/v1.0/more?p=2") }))
        }
        _ if failed.fetch_add(1, Ordering::Relaxed) < 2 => empty(503),
        _ => json(200, json!({ "value": [2] })),
    })
    .await;
    // The client repeats nothing, the request does.
    let client = server.builder().retry(RetryPolicy::none()).build().expect("a client");
    let request =
        events(client).prefer("odata.maxpagesize=1").if_none_match("W/1").retry(RetryPolicy::new().max_attempts(3));
    let (items, error) = walk(request).await;
    assert_eq!((items, error.map(|e| e.to_string())), (vec![json!(1), json!(2)], None));
    let received = server.received().await;
    assert_eq!(received.len(), 4);
    assert!(received.iter().all(|r| header(r, "prefer") == Some("odata.maxpagesize=1")));
    assert!(received.iter().all(|r| header(r, "authorization") == Some(&format!("Bearer {TOKEN}"))));
    let conditions: Vec<_> = received.iter().map(|r| header(r, "if-none-match")).collect();
    assert_eq!(conditions, [Some("W/1"), None, None, None], "a condition is about the first page");
    assert_eq!(server.slept().len(), 2);
}

#[tokio::test]
async fn the_timeout_holds_for_every_page() {
    let server = Loopback::start(|base, request| match path(request).as_str() {
        "/me/events?from=2026" => json(200, json!({ "value": [1], "@odata.nextLink": format!("{base}/v1.0/slow") })),
        _ => empty(200).set_delay(Duration::from_secs(30)),
    })
    .await;
    let client = Client::builder(&format!("{}/v1.0", server.uri())).build().expect("a client");
    let (items, error) = walk(events(client).timeout(Duration::from_millis(300))).await;
    assert_eq!(items, [json!(1)]);
    let error = error.expect("too slow");
    assert!(error.is_timeout(), "{error}");
    assert!(error.to_string().starts_with("event.list: "), "{error}");
}

#[tokio::test]
async fn errors_of_later_pages_tell_the_operation() {
    let rows: [(u16, &str, &str); 2] = [
        (403, r#"{"error": {"code": "denied", "message": "No."}}"#, "event.list: 403 Forbidden: denied: No."),
        (200, r#"{"value": 7}"#, "event.list: the 200 response can't be decoded: "),
    ];
    for (status, body, wanted) in rows {
        let server = Loopback::start(move |base, request| match path(request).as_str() {
            "/me/events?from=2026" => json(200, json!({ "value": [1], "@odata.nextLink": format!("{base}/v1.0/2") })),
            _ => empty(status).set_body_raw(body, "application/json"),
        })
        .await;
        let (items, error) = walk(events(server.client())).await;
        let error = error.expect("an error").to_string();
        assert_eq!(items.len(), 1);
        assert!(error.starts_with(wanted), "{error}");
    }
}

#[tokio::test]
async fn circles_are_found() {
    // What each page leads to, by the path it is asked under.
    let circles: [&[(&str, &str)]; 4] = [
        // To itself.
        &[("/me/events?from=2026", "/me/events?from=2026")],
        // A → B → A.
        &[("/me/events?from=2026", "/b"), ("/b", "/me/events?from=2026")],
        // B → C → B.
        &[("/me/events?from=2026", "/b?x=1&y=%2B"), ("/b?x=1&y=%2B", "/c"), ("/c", "/b?x=1&y=%2B")],
        // The same in other words.
        &[("/me/events?from=2026", "/b?x=1&y=%2B"), ("/b?x=1&y=%2B", "/%62?Y=%2b&%78=1")],
    ];
    for circle in circles {
        let server = Loopback::start(move |base, request| {
            let next = circle.iter().find(|(from, _)| *from == path(request)).map_or("/end", |(_, to)| to);
            json(200, json!({ "value": [path(request)], "@odata.nextLink": format!("{base}/v1.0{next}") }))
        })
        .await;
        let (items, error) = walk(events(server.client())).await;
        assert_eq!(items.len(), circle.len(), "{circle:?}");
        let error = error.expect("a circle").to_string();
        assert_eq!(error, "link not followed: the next link leads to a page that was there before");
        assert_eq!(server.received().await.len(), circle.len());
    }
}

#[tokio::test]
async fn a_next_link_to_another_host_is_refused_unless_it_is_trusted() {
    let other = Loopback::start(|_, _| json(200, json!({ "value": [2] }))).await;
    let next = format!("{}/v1.0/more?token=secret", other.uri());
    let server = Loopback::start(move |_, _| json(200, json!({ "value": [1], "@odata.nextLink": next }))).await;

    let (items, error) = walk(events(server.client())).await;
    assert_eq!(items, [json!(1)]);
    let error = error.expect("refused");
    assert!(matches!(error, Error::RefusedLink(_)));
    assert_eq!(
        error.to_string(),
        format!("link not followed: the next link leads to another origin, {}", other.uri()),
        "without the link's token"
    );
    assert_eq!(other.received().await.len(), 0, "nothing is sent there");

    let trusting = server.builder().trust_host(other.uri()).build().expect("a client");
    let (items, error) = walk(events(trusting)).await;
    assert_eq!((items, error.map(|e| e.to_string())), (vec![json!(1), json!(2)], None));
    assert_eq!(header(&other.received().await[0], "authorization"), Some("Bearer t0ken"));
}

#[tokio::test]
async fn undocumented_calls_have_pages_too() {
    let server = Loopback::start(|base, request| match path(request).as_str() {
        "/x" => {
            json(200, json!({ "value": [1, 2], "@odata.nextLink": format!("{base}/v1.0/x?p=2"), "@odata.count": 3 }))
        }
        _ => json(200, json!({ "value": [3] })),
    })
    .await;
    let mut pages = server.client().request(Method::GET, "/x").pages::<u32>();
    let first = pages.try_next().await.expect("a page").expect("one");
    assert_eq!((first.value, first.count), (vec![1, 2], Some(3)));
    assert_eq!(pages.try_next().await.expect("a page").expect("one").value, [3]);
    assert_eq!(pages.try_next().await.expect("the end"), None);
}
