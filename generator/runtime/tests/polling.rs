//! Long-running operations, against a server on loopback.
#![cfg(feature = "reqwest")]

mod loopback;

use docwright_runtime::{
    Client, Error, Link, LongRunning, Method, NoBody, Operation, Poller, PollerStatus, Request, Value,
};
use loopback::{Loopback, TOKEN, empty, header, json, path};
use serde_json::json;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use wiremock::ResponseTemplate;

struct Clone;

impl Operation for Clone {
    type Body = NoBody;
    type Output = ();
    const DOCS: &'static str = "team.clone\napi/team-clone.md:1\nPOST /teams/{team-id}/clone";
}

impl LongRunning for Clone {
    type Result = ();
}

fn clone(client: &Client) -> Request<Clone> {
    Request::route(client.clone(), 0, &["1"])
}

/// A server that accepts, and answers who looks with one thing after the other, the last one for ever.
async fn server(location: &'static str, looks: Vec<ResponseTemplate>) -> Loopback {
    let at = AtomicUsize::new(0);
    Loopback::start(move |base, request| match path(request).as_str() {
        "/teams/1/clone" => empty(202).insert_header("location", location.replace("{base}", base)),
        "/teams/2" => json(200, json!({ "id": "2", "displayName": "Copy" })),
        _ => looks[at.fetch_add(1, Ordering::Relaxed).min(looks.len() - 1)].clone(),
    })
    .await
}

const MONITOR: &str = "{base}/v1.0/operations/7";

fn running() -> ResponseTemplate {
    json(200, json!({ "status": "inProgress", "percentageComplete": 27.5 }))
}

#[tokio::test]
async fn several_looks_and_then_the_resource() {
    let done =
        json(200, json!({ "status": "succeeded", "targetResourceId": "2", "targetResourceLocation": "/teams/2" }));
    let looks = vec![
        json(200, json!({ "status": "notStarted" })),
        running(),
        running().insert_header("retry-after", "7"),
        done,
    ];
    // The docs of some services show such paths: they count from the base URL.
    let server = server("/operations/7", looks).await;
    let mut poller =
        clone(&server.client()).header("workbook-session-id", "s").start().await.expect("accepted").typed();
    assert_eq!(poller.progress().status(), &PollerStatus::Running);
    let team: Value = poller.wait().await.expect("a team");
    assert_eq!(team["displayName"], "Copy");
    assert_eq!(poller.progress().resource_id(), Some("2"));
    let wanted = ["/teams/1/clone", "/operations/7", "/operations/7", "/operations/7", "/operations/7", "/teams/2"];
    assert_eq!(server.paths().await, wanted);
    // From 1 s, doubling, a quarter off by the chance of this test; then what the service asked for.
    assert_eq!(server.slept(), [0.75, 1.5, 3.0, 7.0]);
    let received = server.received().await;
    assert_eq!(header(&received[0], "prefer"), Some("respond-async"));
    assert!(received[1..].iter().all(|r| header(r, "prefer").is_none()));
    assert!(received.iter().all(|r| header(r, "workbook-session-id") == Some("s")), "it is the same session");
    assert!(received.iter().all(|r| header(r, "authorization") == Some(&format!("Bearer {TOKEN}"))));
}

#[tokio::test]
async fn a_service_that_asks_for_no_pause_gets_one() {
    let at_once = || running().insert_header("retry-after", "0");
    let server = server("/operations/1", vec![at_once(), at_once(), json(200, json!({ "status": "succeeded" }))]).await;
    let mut poller = clone(&server.client()).start().await.expect("accepted");
    poller.until_done().await.expect("done");
    assert_eq!(server.slept(), [0.75, 1.5, 3.0]);
}

#[tokio::test]
async fn one_look_at_a_time() {
    let server = server(MONITOR, vec![running(), json(200, json!({ "status": "Completed" }))]).await;
    let mut poller = clone(&server.client()).start().await.expect("accepted");
    let progress = poller.poll().await.expect("a look");
    assert_eq!((progress.status(), progress.percentage()), (&PollerStatus::Running, Some(27.5)));
    assert_eq!((progress.is_done(), progress.status_text()), (false, Some("inProgress")));
    assert!(poller.poll().await.expect("a look").is_done());
    assert!(poller.poll().await.expect("no look").is_done());
    assert_eq!(server.received().await.len(), 3, "after the end nothing is sent");
    assert!(server.slept().is_empty());
}

#[tokio::test]
async fn a_result_that_nobody_wants_is_not_fetched() {
    let done = json(200, json!({ "status": "succeeded", "resourceLocation": "/teams/2" }));
    let server = server(MONITOR, vec![done]).await;
    let () = clone(&server.client()).start().await.expect("accepted").wait().await.expect("done");
    assert_eq!(server.paths().await, ["/teams/1/clone", "/operations/7"]);
}

#[tokio::test]
async fn a_failure_is_an_error_of_its_own() {
    let rows = [
        (
            json!({ "status": "failed", "error": { "code": "noSpace", "message": "It is full." } }),
            "team.clone: the long-running operation ended as failed: noSpace: It is full. (request-id r-1)",
        ),
        (
            json!({ "status": "deleteFailed", "errorCode": "locked", "statusDescription": "In use." }),
            "team.clone: the long-running operation ended as deleteFailed: locked: In use. (request-id r-1)",
        ),
        (
            json!({ "status": { "state": "failed", "description": "No driver." } }),
            "team.clone: the long-running operation ended as failed: No driver. (request-id r-1)",
        ),
        (
            json!({ "status": "Cancelled", "error": null }),
            "team.clone: the long-running operation ended as Cancelled (request-id r-1)",
        ),
    ];
    for (body, wanted) in rows {
        let look = json(200, body.clone()).insert_header("request-id", "r-1");
        let server = server(MONITOR, vec![running(), look]).await;
        let mut poller = clone(&server.client()).start().await.expect("accepted");
        let error = poller.until_done().await.expect_err("a failure");
        assert_eq!(error.to_string(), wanted);
        let Error::Operation(error) = error else { panic!("{error}") };
        assert_eq!(error.progress().json::<Value>().expect("JSON"), body);
        assert!(poller.poll().await.expect("no error").is_done(), "a look by itself doesn't fail");
    }
}

#[tokio::test]
async fn a_status_that_is_not_known_goes_on() {
    let looks = vec![json(200, json!({ "status": "pondering" })), json(200, json!({ "status": "completed" }))];
    let server = server(MONITOR, looks).await;
    let mut poller = clone(&server.client()).start().await.expect("accepted");
    assert_eq!(poller.poll().await.expect("a look").status(), &PollerStatus::Unlisted("pondering".to_owned()));
    poller.wait().await.expect("done");
}

#[tokio::test]
async fn a_monitor_on_another_host_gets_no_token() {
    // As files are copied: the monitor is elsewhere, pre-authenticated, and answers 202 until it sends to the new item.
    let looks = AtomicUsize::new(0);
    let item = std::sync::OnceLock::new();
    let item = std::sync::Arc::new(item);
    let target = std::sync::Arc::clone(&item);
    let monitor = Loopback::start(move |_, _| match looks.fetch_add(1, Ordering::Relaxed) {
        0 => json(202, json!({ "status": "inProgress", "percentageComplete": 50.0 })),
        _ => empty(303).insert_header("location", target.get().map_or("", String::as_str)),
    })
    .await;
    let location = format!("{}/monitor/1?sig=secret", monitor.uri());
    let server = Loopback::start(move |_, request| match path(request).as_str() {
        "/copy" => empty(202).insert_header("location", location.as_str()),
        _ => json(200, json!({ "id": "new", "status": "a draft" })),
    })
    .await;
    item.set(format!("{}/v1.0/items/new", server.uri())).expect("set once");
    let request = server.client().request(Method::POST, "/copy").header("x-mine", "1").json(&json!({}));
    let mut poller = request.start::<Value>().await.expect("accepted");
    assert!(!format!("{poller:?}").contains("secret"), "{poller:?}");
    assert_eq!(poller.wait().await.expect("an item"), json!({ "id": "new", "status": "a draft" }), "its own status");

    let received = monitor.received().await;
    assert_eq!(received.len(), 2);
    assert!(received.iter().all(|r| header(r, "authorization").is_none() && header(r, "x-mine").is_none()));
    assert_eq!(server.paths().await, ["/copy", "/items/new"]);
    assert_eq!(header(&server.received().await[1], "authorization"), Some("Bearer t0ken"));
}

#[tokio::test]
async fn a_poller_is_stored_and_resumed() {
    let done = json(200, json!({ "status": "completed", "resourceLocation": "/teams/2" }));
    let server = server(MONITOR, vec![running(), done]).await;
    let mut poller = clone(&server.client()).start().await.expect("accepted");
    poller.poll().await.expect("a look");
    let stored = poller.link().expect("a link").to_string();
    drop(poller);
    let link: Link = stored.parse().expect("a link");
    let mut poller: Poller<Value> = server.client().resume_operation(&link).expect("a poller");
    assert_eq!(poller.wait().await.expect("a team")["id"], "2");
}

#[tokio::test]
async fn patience_ends() {
    let server = server(MONITOR, vec![running()]).await;
    let mut poller = clone(&server.client()).start().await.expect("accepted");
    poller = poller.backoff(Duration::from_secs(4), Duration::from_secs(8)).max_elapsed(Duration::from_secs(20));
    let error = poller.wait().await.expect_err("too long");
    assert!(error.is_timeout());
    assert_eq!(error.to_string(), "team.clone: timed out: the operation has not ended within 20s");
    assert_eq!(server.slept(), [3.0, 6.0, 6.0], "three waits fit");
    assert!(poller.link().is_some() && !poller.progress().is_done(), "it can be asked again");
}

#[tokio::test]
async fn forms_of_results() {
    // What the monitor says, and what comes of it.
    let rows = [
        // The resource itself, once it is there.
        (json(200, json!({ "id": "2" })), Ok(json!({ "id": "2" }))),
        // The monitor's own words are no result.
        (
            json(200, json!({ "status": { "state": "succeeded" }, "printer": 1 })),
            Err("team.clone: the 200 response can't be decoded: it doesn't say where the operation's result is"),
        ),
        (json(200, json!({ "status": "succeeded", "resourceLocation": "{base}" })), Err("404 Not Found")),
        (
            json(200, json!({ "status": "completed", "resourceId": "01AB" })),
            Err("team.clone: the 200 response can't be decoded: it doesn't say where the operation's result is"),
        ),
        (json(404, json!({ "error": { "code": "gone" } })), Err("team.clone: 404 Not Found: gone")),
        (empty(204), Ok(Value::Null)),
    ];
    for (look, wanted) in rows {
        let server = server(MONITOR, vec![look, empty(404)]).await;
        let mut poller = clone(&server.client()).start().await.expect("accepted").typed::<Value>();
        let result = poller.wait().await.map_err(|error| error.to_string());
        match (result, wanted) {
            (Ok(result), Ok(wanted)) => assert_eq!(result, wanted),
            (Err(error), Err(wanted)) => assert!(error.contains(wanted), "{error}"),
            (result, wanted) => panic!("{result:?}, {wanted:?}"),
        }
    }
}

#[tokio::test]
async fn done_at_once() {
    let server = Loopback::start(|_, _| json(201, json!({ "id": "session" }))).await;
    let mut poller = server.client().request(Method::POST, "/createSession").start::<Value>().await.expect("created");
    assert!(poller.link().is_none() && poller.progress().is_done());
    assert_eq!(poller.wait().await.expect("a session")["id"], "session");
    assert_eq!(server.received().await.len(), 1);
}

#[tokio::test]
async fn places_to_look_at() {
    let start = |headers: &'static [(&'static str, &'static str)]| async move {
        let server = Loopback::start(move |_, request| match path(request).as_str() {
            "/x" => headers.iter().fold(empty(202), |answer, (name, value)| answer.insert_header(*name, *value)),
            _ => json(200, json!({ "status": "completed" })),
        })
        .await;
        let request = server.client().request(Method::POST, "/x").header("prefer", "a, Respond-Async");
        let outcome = request.start::<()>().await;
        assert_eq!(server.received().await[0].headers.get_all("prefer").iter().count(), 1, "said already");
        match outcome {
            Ok(mut poller) => {
                poller.wait().await.expect("done");
                server.paths().await[1].clone()
            }
            Err(error) => error.to_string(),
        }
    };
    assert_eq!(start(&[("operation-location", "/print/operations/1")]).await, "/print/operations/1");
    assert_eq!(start(&[("location", "/v1.0/operations/1?a=b")]).await, "/operations/1?a=b");
    assert_eq!(start(&[("location", "operations/1")]).await, "/operations/1", "beside the base URL");
    let lost = "the 202 response can't be decoded: no `Location` says where to look";
    assert_eq!(start(&[]).await, lost);
    let refused = "link not followed: where the operation is to be looked at isn't https";
    assert_eq!(start(&[("location", "file:///etc/passwd")]).await, refused);
}
