//! What can be read in logs: spans, events, printed requests. And what can't.
#![cfg(feature = "reqwest")]

#[path = "../wire/server.rs"]
mod server;

use docwright_runtime::test_support::TestClock;
use docwright_runtime::{
    AccessToken, AuthError, Client, Method, NoBody, Operation, RefreshingToken, Request, RetryPolicy, Value,
};
use server::{Server, Step, TOKEN, answer, ok, status};
use std::cell::RefCell;
use std::io;
use std::sync::LazyLock;
use std::time::Duration;
use tracing::instrument::{Instrument, WithSubscriber};
use tracing::{Level, Subscriber};
use tracing_subscriber::fmt::format::FmtSpan;

struct Get;

impl Operation for Get {
    type Body = NoBody;
    type Output = Value;
    const DOCS: &'static str = "thing.get\nthing-get.md:1\nGET /things/{thing-id}";
}

thread_local! {
    /// What was logged on this thread: a test each.
    static LOG: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Spans with their fields when they close, and events, at this level and above.
fn subscriber(level: Level) -> impl Subscriber + Send + Sync {
    let builder = tracing_subscriber::fmt().with_max_level(level).with_span_events(FmtSpan::CLOSE);
    builder.with_ansi(false).without_time().with_writer(|| Log).finish()
}

struct Log;

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LOG.with_borrow_mut(|log| log.extend_from_slice(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What came of the calls, and all that was logged meanwhile, at every level, by every crate.
async fn logged<T>(calls: impl Future<Output = T>) -> (T, String) {
    // One for the whole process, before anything is logged: whether a line of code logs is decided once for all threads.
    static LISTENING: LazyLock<()> = LazyLock::new(|| {
        tracing::subscriber::set_global_default(subscriber(Level::TRACE)).expect("the only one");
        // What reqwest says with the crate `log` counts, too.
        tracing_log::LogTracer::init().expect("the only one");
    });
    LazyLock::force(&LISTENING);
    let out = calls.await;
    (out, String::from_utf8(LOG.take()).expect("UTF-8"))
}

/// The lines at info level and above, without how long a span took.
fn info(log: &str) -> Vec<&str> {
    let lines =
        log.lines().map(str::trim_start).filter(|line| !line.starts_with("TRACE") && !line.starts_with("DEBUG"));
    lines.map(|line| line.split(" time.busy").next().expect("a line")).collect()
}

#[tokio::test]
async fn a_span_per_call() {
    let server = Server::start([
        status("429 Too Many Requests", "retry-after: 3"),
        answer("200 OK", "request-id: r-42", r#"{"name": "in the body"}"#),
    ])
    .await;
    let (client, _) = server.client();
    let call = Request::<Get>::route(client, 0, &["id-4711"]).filter("name eq 'in the query'").send();
    let (outcome, log) = logged(call).await;
    outcome.expect("an answer in the end");
    let span = r#"call{operation="thing.get" route="/things/{thing-id}" method="GET""#;
    assert_eq!(
        info(&log),
        [
            format!(
                "INFO {span}}}: docwright_runtime::client: will be repeated operation=\"thing.get\" \
                 route=\"/things/{{thing-id}}\" attempts=1 status=429 wait_ms=3000"
            ),
            format!(r#"INFO {span} attempts=2 status=200 request_id="r-42"}}: docwright_runtime::exchange: close"#),
        ]
    );
    let lines = info(&log).concat();
    for private in ["id-4711", "in the body", "in the query", "127.0.0.1"] {
        assert!(!lines.contains(private), "{private}: {lines}");
    }
}

#[tokio::test]
async fn spans_of_failures_and_of_calls_without_an_operation() {
    let server =
        Server::start([answer("404 Not Found", "request-id: r-1", r#"{"error": {"code": "in the body"}}"#)]).await;
    let call = server.client().0.request(Method::DELETE, "/things/id-4711?x=y").send::<()>();
    let (_, log) = logged(call).await;
    let wanted =
        r#"INFO call{method="DELETE" attempts=1 status=404 request_id="r-1"}: docwright_runtime::exchange: close"#;
    assert_eq!(info(&log), [wanted]);

    let server = Server::start(vec![Step::Reset; 4]).await;
    let (_, log) = logged(server.client().0.request(Method::GET, "/x").send::<()>()).await;
    assert_eq!(info(&log).len(), 4, "{log}");
    assert!(log.contains("will be repeated attempts=1 failure=Other wait_ms=1000"), "{log}");
    assert!(log.contains(r#"INFO call{method="GET" attempts=4}: docwright_runtime::exchange: close"#), "{log}");
}

/// Calls, requests of a batch and downloads that go on: all in the same words.
#[tokio::test]
async fn whoever_repeats_says_so() {
    let busy = r#"{"responses": [{"id": "1", "status": 429, "headers": {"Retry-After": "2"}}]}"#;
    let fine = r#"{"responses": [{"id": "1", "status": 200, "headers": {"request-id": "r-9"}, "body": {}}]}"#;
    let server = Server::start([ok(busy), ok(fine)]).await;
    let client = server.client().0;
    let mut batch = client.batch();
    batch.add(Request::<Get>::route(client, 0, &["id-4711"]));
    let (answers, log) = logged(batch.send()).await;
    assert_eq!(answers.expect("answers").failures().count(), 0);
    let named = r#"operation="thing.get" route="/things/{thing-id}" attempts="#;
    assert!(log.contains(&format!("will be repeated {named}1 status=429 wait_ms=2000")), "{log}");
    assert!(log.contains(&format!(r#"answered in a batch {named}2 status=200 request_id="r-9""#)), "{log}");
    assert!(!info(&log).concat().contains("id-4711"));

    let half = b"HTTP/1.1 200 OK\r\netag: \"e\"\r\ncontent-length: 4\r\n\r\nab".to_vec();
    let rest = answer("206 Partial Content", "etag: \"e\"\ncontent-range: bytes 2-3/4", "cd");
    let server = Server::start([Step::Write(half), rest]).await;
    let client = server.client().0;
    let download = async { Request::<Get>::route(client, 0, &["id-4711"]).download().await?.bytes().await };
    let (bytes, log) = logged(download).await;
    assert_eq!(&bytes.expect("all of it")[..], b"abcd");
    assert!(log.contains(&format!("will be repeated {named}1 failure=Body wait_ms=1000")), "{log}");
}

/// Where spans of calls are switched off, the one around them is somebody else's.
#[tokio::test]
async fn spans_of_others_are_left_alone() {
    let server = Server::start([ok("1")]).await;
    let call = server.client().0.request(Method::GET, "/x").send::<Value>();
    let around = async {
        let span = tracing::warn_span!("theirs", status = tracing::field::Empty, attempts = tracing::field::Empty);
        call.instrument(span).await
    };
    let (_, log) = logged(around.with_subscriber(subscriber(Level::WARN))).await;
    assert!(log.contains(" theirs: logs: close"), "{log}");
}

/// Every level, every crate below: whatever goes wrong, the token isn't there.
#[tokio::test]
async fn tokens_are_nowhere() {
    let files = Server::start([ok("1")]).await;
    let server = Server::start([
        status("302 Found", &format!("location: {}/x?sig=1", files.uri())),
        status("401 Unauthorized", ""),
        status("429 Too Many Requests", "retry-after: 1"),
        Step::Reset,
        Step::Write(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n1".to_vec()),
        answer("403 Forbidden", "", format!(r#"{{"error": {{"message": "{TOKEN}"}}}}"#)),
        Step::Stall(Vec::new()),
    ])
    .await;
    let provider = RefreshingToken::from_fn(|| async { Ok::<_, AuthError>(AccessToken::new(TOKEN, None)) });
    let builder = server.builder().token_provider(provider).clock(TestClock::default());
    let builder = builder.retry(RetryPolicy::new().max_attempts(9));
    let mut printed = format!("{builder:?}");
    let client = builder.build().expect("a client");
    let request = client.request(Method::GET, "/x").header("cookie", TOKEN).header("authorization", TOKEN);
    printed += &format!("{client:?} {request:?} {}", request.http_text().expect("text"));
    let get = || client.request(Method::GET, "/x").send::<Value>();
    let slow = client.request(Method::GET, "/x").timeout(Duration::from_secs(1)).send::<Value>();
    let ((followed, failed, late), log) = logged(async { (get().await, get().await, slow.await) }).await;
    followed.expect("the redirect's");
    let error = failed.expect_err("403 in the end");
    assert_eq!(server.seen().len(), 5, "a connection was reset");
    let late = late.expect_err("too late");
    printed += &format!("{error} {error:?} {late} {late:?}");
    printed += &format!("{:?}", AccessToken::new(TOKEN, None));
    assert!(log.contains("answered") && log.contains("hyper"), "all levels, all crates: {log}");
    for text in [log, printed] {
        assert!(!text.contains(TOKEN), "{text}");
    }
}

#[test]
fn printed_requests() {
    let client = Client::builder("https://api.test/v1.0").token(TOKEN).build().expect("a client");
    let request = client.request(Method::POST, "/things?x=y").header("Cookie", "s3cret").header("if-match", "e");
    assert_eq!(
        request.json(&1).http_text().expect("text").replace(env!("CARGO_PKG_VERSION"), "0"),
        "POST /v1.0/things?x=y HTTP/1.1\nhost: api.test\ncookie: (hidden)\nif-match: e\n\
         accept: application/json\nuser-agent: docwright-runtime/0\ncontent-type: application/json\n\n1\n"
    );
    // Elsewhere the address may be all that it takes.
    let elsewhere = client.request(Method::PUT, "https://up.test:8443/s3cret?sig=s3cret").content("a/b", "body");
    let text = elsewhere.http_text().expect("text");
    assert!(text.starts_with("PUT (hidden) HTTP/1.1\nhost: up.test:8443\n"), "{text}");
    assert!(text.ends_with("\n\nbody\n"), "{text}");
    assert_eq!(format!("{elsewhere:?}"), "RawRequest(PUT https://up.test:8443/(hidden))");
    assert_eq!(format!("{:?}", client.request(Method::GET, "/a?b=c")), "RawRequest(GET https://api.test/v1.0/a?b=c)");
    let with_user = client.request(Method::GET, "https://me:s3cret@up.test/");
    assert!(!format!("{with_user:?}").contains("s3cret"));
    let error = with_user.http_text().expect_err("a password").to_string();
    assert_eq!(error, "invalid request: the address holds a user name or a password");
}
