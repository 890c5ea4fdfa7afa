//! Servers, bodies and waits that take too long.

use crate::server::{Server, Step, ok, status};
use docwright_runtime::test_support::TestClock;
use docwright_runtime::{
    AccessToken, AuthError, Bytes, Client, Content, Error, Method, RefreshingToken, ReqwestTransport, RetryPolicy,
    Value,
};
use futures::future::join;
use futures::stream::{StreamExt, iter};
use std::time::{Duration, Instant};
use tokio::net::TcpListener;
use tokio::time::sleep;

const SHORT: Duration = Duration::from_millis(60);
const LONG: Duration = Duration::from_secs(60);

/// Takes the error, and makes sure that it came soon.
async fn soon(call: impl Future<Output = Result<Value, Error>>) -> Error {
    let began = Instant::now();
    let error = call.await.expect_err("no answer");
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    error
}

#[tokio::test]
async fn of_the_client_and_of_the_request() {
    let server = Server::start(vec![Step::Stall(Vec::new()); 2]).await;
    let client = server.builder().timeout(SHORT).build().expect("a client");
    let error = soon(client.request(Method::GET, "/x").send()).await;
    assert!(error.is_timeout());
    assert_eq!(error.to_string(), "timed out: no answer within 60ms");

    let client = server.builder().timeout(LONG).build().expect("a client");
    assert!(soon(client.request(Method::GET, "/x").timeout(SHORT).send()).await.is_timeout());
}

#[tokio::test]
async fn of_the_transport_and_repeated() {
    for begun in [Vec::new(), b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{\"a".to_vec()] {
        let http = ReqwestTransport::client_builder().expect("TLS").read_timeout(SHORT).build().expect("a client");
        let (theirs, ours) = (ReqwestTransport::from(http), ReqwestTransport::new().expect("TLS").idle_timeout(SHORT));
        for transport in [theirs, ours] {
            let server = Server::start([Step::Stall(begun.clone()), ok("1"), Step::Stall(begun.clone())]).await;
            let builder = server.builder().transport(transport).clock(TestClock::default());
            let client = builder.build().expect("a client");
            let response = client.request(Method::GET, "/x").response().await.expect("an answer in the end");
            assert_eq!(response.attempts(), 2);
            let error = soon(client.request(Method::GET, "/x").retry(RetryPolicy::none()).send()).await;
            assert!(error.is_timeout(), "{error}");
        }
    }
}

/// The limit of silence in uploads: a machine with much else to do falls silent for a while, too.
const SILENCE: Duration = Duration::from_millis(900);

fn put(uri: &str, content: Content) -> impl Future<Output = Result<Value, Error>> {
    let transport = ReqwestTransport::new().expect("TLS").idle_timeout(SILENCE);
    let client = Client::builder(uri).transport(transport).retry(RetryPolicy::none()).build().expect("a client");
    client.request(Method::PUT, "/x").upload(content).send()
}

/// Longer than the limit: what is limited is silence. That pieces of what is in memory count as sound is tested beside the
/// code: here the buffers of the system decide when they are taken.
#[tokio::test]
async fn an_upload_that_gets_on_takes_as_long_as_it_takes() {
    let began = Instant::now();
    let server = Server::start([ok("1")]).await;
    let slowly = iter(0..20).then(|_| async {
        sleep(SHORT).await;
        Ok(Bytes::from_static(b"a piece"))
    });
    put(server.uri(), Content::stream("a/b", None, slowly)).await.expect("sent as it comes");
    assert!(began.elapsed() > SILENCE);
}

/// More than the system takes in by itself.
const LARGE: usize = 16 << 20;

#[tokio::test]
async fn an_upload_that_nobody_reads() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let uri = format!("http://{}", listener.local_addr().expect("an address"));
    let (error, _connection) = join(soon(put(&uri, Content::new("a/b", vec![7; LARGE]))), listener.accept()).await;
    assert_eq!(error.to_string(), "timed out: nothing was sent or received within 900ms");
}

#[tokio::test]
async fn in_the_middle_of_the_body() {
    let begun = b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{\"a".to_vec();
    let server = Server::start([Step::Stall(begun)]).await;
    let client = server.builder().timeout(SHORT).build().expect("a client");
    assert!(soon(client.request(Method::GET, "/x").send()).await.is_timeout());
}

#[tokio::test]
async fn a_wait_that_outlasts_it_is_not_begun() {
    let server = Server::start([status("429 Too Many Requests", "retry-after: 60"), ok("1")]).await;
    let client = server.builder().timeout(Duration::from_secs(30)).build().expect("a client");
    let error = soon(client.request(Method::GET, "/x").send()).await;
    assert!(error.is_throttled(), "what the service said, not that time is over: {error}");
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn during_the_attempt_after_a_wait() {
    let server = Server::start([status("429 Too Many Requests", "retry-after: 0"), Step::Stall(Vec::new())]).await;
    let client = server.builder().timeout(Duration::from_secs(1)).build().expect("a client");
    let error = soon(client.request(Method::GET, "/x").send()).await;
    assert!(error.is_timeout());
    let Error::Transport(error) = error else { panic!("{error}") };
    assert_eq!(error.attempts(), 2);
}

#[tokio::test]
async fn of_a_token_that_does_not_come() {
    let server = Server::start([ok("1")]).await;
    let never = RefreshingToken::from_fn(std::future::pending::<Result<AccessToken, AuthError>>);
    let client = server.builder().token_provider(never).timeout(SHORT).build().expect("a client");
    assert!(soon(client.request(Method::GET, "/x").send()).await.is_timeout());
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn as_long_as_can_be_said_is_no_timeout() {
    let server = Server::start([ok("1")]).await;
    let client = server.builder().timeout(Duration::MAX).build().expect("a client");
    client.request(Method::GET, "/x").send::<Value>().await.expect("an answer");
}
