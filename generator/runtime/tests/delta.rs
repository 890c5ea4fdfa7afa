//! Delta walks, against a server on loopback.
#![cfg(feature = "reqwest")]

mod loopback;

use docwright_runtime::{
    Change, Client, Delta, DeltaFunction, Error, Link, Method, NoBody, Operation, Page, RemovedReason, Request, Value,
};
use loopback::{Loopback, header, json, path};
use serde_json::json;
use wiremock::ResponseTemplate;

struct UserDelta;

impl Operation for UserDelta {
    type Body = NoBody;
    type Output = Page<Value>;
    const DOCS: &'static str = "user.delta\napi/user-delta.md:1\nGET /users/delta";
}

impl DeltaFunction for UserDelta {}

fn users(client: &Client) -> Request<UserDelta> {
    Request::call(client.clone(), 0, &[])
}

/// Two pages at first, one change after that.
fn answer(base: &str, path: &str) -> ResponseTemplate {
    let link = |rest: &str| format!("{base}/v1.0/users/delta?{rest}");
    match path {
        "/users/delta?$select=id" => {
            json(200, json!({ "value": [{ "id": "1" }, { "id": "2" }], "@odata.nextLink": link("$skiptoken=a") }))
        }
        "/users/delta?$skiptoken=a" => {
            json(200, json!({ "value": [{ "id": "3" }], "@odata.deltaLink": link("$deltatoken=b") }))
        }
        "/users/delta?$deltatoken=b" => {
            json(200, json!({ "value": [{ "id": "2" }], "@odata.deltaLink": link("$deltatoken=c") }))
        }
        _ => json(404, json!({})),
    }
}

async fn server() -> Loopback {
    Loopback::start(|base, request| answer(base, &path(request))).await
}

async fn ids(delta: &mut Delta<Value>) -> Vec<String> {
    let mut ids = Vec::new();
    while let Some(change) = delta.try_next().await.expect("a change") {
        ids.push(change.item()["id"].as_str().expect("an id").to_owned());
    }
    ids
}

#[tokio::test]
async fn a_walk_ends_with_a_link_that_is_stored_and_resumed() {
    let server = server().await;
    let mut changes = users(&server.client()).set_query("$select", "id").prefer("return=minimal").delta();
    assert_eq!(changes.delta_link(), None);
    assert_eq!(ids(&mut changes).await, ["1", "2", "3"]);
    let link = changes.delta_link().expect("a delta link");
    assert_eq!(link.as_str(), format!("{}/v1.0/users/delta?$deltatoken=b", server.uri()));

    // Stored as text and as JSON; by another client later.
    let stored = (link.to_string(), serde_json::to_string(link).expect("JSON"));
    let link: Link = stored.0.parse().expect("a link");
    assert_eq!(serde_json::from_str::<Link>(&stored.1).expect("a link"), link);
    let mut changes = users(&server.client()).prefer("return=minimal").resume_delta(&link);
    assert_eq!(ids(&mut changes).await, ["2"], "only what has changed");
    assert!(changes.delta_link().is_some_and(|link| link.as_str().ends_with("$deltatoken=c")));
    let mut changes = server.client().resume_delta::<Value>(&link);
    assert_eq!(ids(&mut changes).await, ["2"]);

    let received = server.received().await;
    assert_eq!(received.len(), 4);
    assert!(received[..3].iter().all(|r| header(r, "prefer") == Some("return=minimal")), "for every page");
}

#[tokio::test]
async fn a_walk_that_was_broken_off_goes_on_from_its_page() {
    let server = server().await;
    let client = server.client();
    let mut changes = users(&client).set_query("$select", "id").delta();
    let at = |changes: &Delta<Value>| {
        let link = changes.resume_link().expect("a link").to_string();
        link.split_once("/users").map(|(_, rest)| rest.to_owned()).expect("a path")
    };
    assert_eq!(at(&changes), "/delta?$select=id", "from the beginning");
    changes.try_next().await.expect("a change");
    assert_eq!(at(&changes), "/delta?$select=id", "the page has more");
    changes.try_next().await.expect("a change");
    assert_eq!(at(&changes), "/delta?$skiptoken=a", "the page is done");
    let mut rest = client.resume_delta::<Value>(changes.resume_link().expect("a link"));
    drop(changes);
    assert_eq!(ids(&mut rest).await, ["3"]);
    assert_eq!(at(&rest), "/delta?$deltatoken=b");
}

#[tokio::test]
async fn removed_items() {
    let server = Loopback::start(|base, _| {
        let value = json!([
            { "id": "1", "name": "there", "deleted": null },
            { "id": "2", "@removed": { "reason": "deleted" } },
            { "id": "3", "@removed": { "reason": "changed" } },
            { "id": "4", "@removed": {} },
            { "id": "5", "@removed": { "reason": "moved" } },
            { "id": "6", "deleted": { "state": "softdeleted" } },
            { "id": "7", "deleted": true },
            "8"
        ]);
        json(200, json!({ "value": value, "@odata.deltaLink": format!("{base}/v1.0/d") }))
    })
    .await;
    let mut changes = server.client().request(Method::GET, "/delta").delta::<Value>();
    let mut reasons = Vec::new();
    while let Some(change) = changes.try_next().await.expect("a change") {
        assert_eq!(change.is_removed(), matches!(change, Change::Removed { .. }));
        reasons.push(match change {
            Change::Updated(_) => None,
            Change::Removed { reason, item } => Some((item["id"].as_str().expect("an id").to_owned(), reason)),
        });
    }
    let removed: Vec<_> = reasons.iter().flatten().map(|(id, reason)| (id.as_str(), reason)).collect();
    assert_eq!(
        removed,
        [
            ("2", &RemovedReason::Deleted),
            ("3", &RemovedReason::Changed),
            ("4", &RemovedReason::Unsaid),
            ("5", &RemovedReason::Unlisted("moved".to_owned())),
            ("6", &RemovedReason::Deleted),
        ]
    );
    assert_eq!(reasons.len(), 8);
}

#[tokio::test]
async fn gone_says_where_to_start_over() {
    let server = Loopback::start(|base, request| match path(request).as_str() {
        "/users/delta?$deltatoken=old" => {
            let error = json!({ "error": { "code": "resyncChangesApplyDifferences", "message": "Start over." } });
            json(410, error).insert_header("location", format!("{base}/v1.0/users/delta?$select=id"))
        }
        other => answer(base, other),
    })
    .await;
    let client = server.client();
    let old: Link = format!("{}/v1.0/users/delta?$deltatoken=old", server.uri()).parse().expect("a link");
    let error = users(&client).resume_delta(&old).try_next().await.expect_err("410");
    assert!(error.is_gone());
    assert_eq!(
        error.to_string(),
        "the changes have to be fetched from the beginning: user.delta: 410 Gone: resyncChangesApplyDifferences: Start over."
    );
    let Error::Resync(resync) = error else { panic!("{error}") };
    assert_eq!(resync.code(), Some("resyncChangesApplyDifferences"));
    let mut anew = client.resume_delta::<Value>(resync.restart().expect("a link"));
    assert_eq!(ids(&mut anew).await, ["1", "2", "3"]);
}

#[tokio::test]
async fn other_words_for_gone() {
    let rows = [
        (410, "", true),
        (410, "resyncChangesUploadDifferences", true),
        (404, "SyncStateNotFound", true),
        (400, "syncStateInvalid", true),
        (400, "badRequest", false),
        (500, "syncStateNotFound", false),
    ];
    for (status, code, resync) in rows {
        // Nobody is sent elsewhere with a token.
        let server = Loopback::start(move |_, _| {
            json(status, json!({ "error": { "code": code } })).insert_header("location", "https://evil.test/delta")
        })
        .await;
        let error = users(&server.client()).delta().try_next().await.expect_err("a failure");
        match error {
            Error::Resync(error) => assert!(resync && error.restart().is_none(), "{status} {code}"),
            Error::Status(_) => assert!(!resync, "{status} {code}"),
            other => panic!("{other}"),
        }
    }
}

#[tokio::test]
async fn links_to_another_host() {
    let other = Loopback::start(|_, _| json(200, json!({ "value": [] }))).await;
    let foreign = format!("{}/delta?token=secret", other.uri());
    let given = foreign.clone();
    let server =
        Loopback::start(move |_, _| json(200, json!({ "value": [{ "id": "1" }], "@odata.deltaLink": given }))).await;
    let mut changes = server.client().request(Method::GET, "/delta").delta::<Value>();
    changes.try_next().await.expect("a change");
    let error = changes.try_next().await.expect_err("a foreign link").to_string();
    assert!(error.starts_with("link not followed: the delta link leads to another origin"), "{error}");
    assert_eq!(changes.delta_link(), None);

    let stored: Link = foreign.parse().expect("a link");
    let error = server.client().resume_delta::<Value>(&stored).try_next().await.expect_err("refused").to_string();
    assert!(error.starts_with("link not followed: the stored link leads to another origin"), "{error}");
    assert!(!error.contains("secret"));
    assert_eq!((server.received().await.len(), other.received().await.len()), (1, 0));
}

#[tokio::test]
async fn a_walk_that_gets_no_delta_link() {
    let server = Loopback::start(|_, _| json(200, json!({ "value": [{ "id": "1" }] }))).await;
    let mut changes = users(&server.client()).delta();
    assert_eq!(ids(&mut changes).await, ["1"]);
    assert_eq!(changes.delta_link(), None);
    assert!(changes.resume_link().is_some_and(|link| link.as_str().ends_with("/users/delta")));
}

#[test]
fn links_are_addresses_and_keep_their_tokens() {
    for text in ["", "/users/delta?token=1", "ftp://example.com/a", "mailto:a@example.com"] {
        let error = text.parse::<Link>().expect_err(text).to_string();
        assert_eq!(error, "invalid request: the link isn't an absolute http or https address");
        assert!(serde_json::from_value::<Link>(json!(text)).is_err());
    }
    let link: Link = "https://example.com/delta(token='s3cret')?$deltatoken=s3cret".parse().expect("a link");
    assert_eq!(format!("{link:?}"), "Link(https://example.com/(hidden))");
}
