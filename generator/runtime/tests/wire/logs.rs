//! What can be read in logs: spans, events, printed requests. And what can't.

use crate::server::{Server, Step, TOKEN, answer, ok, status};
use docwright_runtime::test_support::TestClock;
use docwright_runtime::{
    AccessToken, AuthError, Client, Method, NoBody, Operation, OperationSpec, RefreshingToken, Request, RetryPolicy,
    Value,
};
use std::io;
use std::sync::{Arc, Mutex};
use tracing::Level;
use tracing::instrument::{Instrument, WithSubscriber};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;

struct Get;

impl Operation for Get {
    type Body = NoBody;
    type Output = Value;
    const SPEC: &'static OperationSpec =
        &OperationSpec::new("thing.get", "thing-get.md:1", &["GET /things/{thing-id}"], &[], &[]);
}

/// All that is logged while it is there, as the subscriber writes it: spans with their fields when they close, and events.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    async fn of<T>(level: Level, calls: impl Future<Output = T>) -> (T, String) {
        // What reqwest says with the crate `log` counts, too.
        tracing_log::LogTracer::init().ok();
        let log = Log::default();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(level)
            .with_span_events(FmtSpan::CLOSE)
            .with_ansi(false)
            .without_time()
            .with_writer(log.clone())
            .finish();
        let out = calls.with_subscriber(subscriber).await;
        let text = String::from_utf8(log.0.lock().expect("a lock").clone()).expect("UTF-8");
        (out, text)
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("a lock").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Log;

    fn make_writer(&'a self) -> Log {
        self.clone()
    }
}

/// The lines of this crate, without how long a span took.
fn lines(log: &str) -> Vec<String> {
    let own = log.lines().filter(|line| line.contains("docwright_runtime"));
    own.map(|line| line.split(" time.busy").next().expect("a line").trim().to_owned()).collect()
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
    let (outcome, log) = Log::of(Level::INFO, call).await;
    outcome.expect("an answer in the end");
    let span = r#"call{operation="thing.get" route="/things/{thing-id}" method="GET""#;
    assert_eq!(
        lines(&log),
        [
            format!("INFO {span}}}: docwright_runtime::exchange: will be repeated attempts=1 status=429 wait_ms=3000"),
            format!(r#"INFO {span} attempts=2 status=200 request_id="r-42"}}: docwright_runtime::exchange: close"#),
        ]
    );
    assert!(
        !["id-4711", "in the body", "in the query", "127.0.0.1"].iter().any(|secret| log.contains(secret)),
        "{log}"
    );
}

#[tokio::test]
async fn spans_of_failures_and_of_calls_without_an_operation() {
    let server =
        Server::start([answer("404 Not Found", "request-id: r-1", r#"{"error": {"code": "in the body"}}"#)]).await;
    let call = server.client().0.request(Method::DELETE, "/things/id-4711?x=y").send::<()>();
    let (_, log) = Log::of(Level::INFO, call).await;
    let wanted =
        r#"INFO call{method="DELETE" attempts=1 status=404 request_id="r-1"}: docwright_runtime::exchange: close"#;
    assert_eq!(lines(&log), [wanted]);

    let server = Server::start(vec![Step::Reset; 4]).await;
    let (_, log) = Log::of(Level::DEBUG, server.client().0.request(Method::GET, "/x").send::<()>()).await;
    assert_eq!(lines(&log).len(), 4, "{log}");
    assert!(log.contains("will be repeated attempts=1 failure=Other wait_ms=1000"), "{log}");
    assert!(log.contains(r#"INFO call{method="GET" attempts=4}: docwright_runtime::exchange: close"#), "{log}");
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
    let (_, log) = Log::of(Level::WARN, around).await;
    assert!(log.contains(" theirs: wire::logs: close"), "{log}");
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
    let ((followed, failed), log) = Log::of(Level::TRACE, async { (get().await, get().await) }).await;
    followed.expect("the redirect's");
    let error = failed.expect_err("403 in the end");
    assert_eq!(server.seen().len(), 5, "a connection was reset");
    printed += &format!("{error} {error:?}");
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
