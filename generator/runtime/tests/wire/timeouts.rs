//! Servers, bodies and waits that take too long.

use crate::server::{Server, Step, ok, status};
use docwright_runtime::test_support::TestClock;
use docwright_runtime::{
    AccessToken, AuthError, Bytes, Client, Content, Error, Method, RefreshingToken, ReqwestTransport, RetryPolicy,
    Value,
};
use futures::stream::{StreamExt, iter};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
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

const LARGE: usize = 16 << 20;

/// A server that takes a body of [`LARGE`] in so many parts, with a pause before each, and then answers; without parts, never.
async fn slow_reader(parts: usize) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let uri = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        let (mut connection, _) = listener.accept().await.expect("a connection");
        let mut part = vec![0; LARGE / parts.max(1)];
        for _ in 0..parts {
            sleep(SHORT).await;
            connection.read_exact(&mut part).await.expect("a part");
        }
        if parts == 0 {
            sleep(LONG).await;
        }
        connection.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n1").await.expect("written");
    });
    uri
}

fn put(uri: &str, content: Content) -> impl Future<Output = Result<Value, Error>> {
    let transport = ReqwestTransport::new().expect("TLS").idle_timeout(SHORT * 8);
    let client = Client::builder(uri).transport(transport).retry(RetryPolicy::none()).build().expect("a client");
    client.request(Method::PUT, "/x").upload(content).send()
}

/// Far longer than the limit: what is limited is silence.
#[tokio::test]
async fn an_upload_that_gets_on_takes_as_long_as_it_takes() {
    let began = Instant::now();
    put(&slow_reader(24).await, Content::new("a/b", vec![7; LARGE])).await.expect("sent from memory");
    assert!(began.elapsed() > SHORT * 16);

    let server = Server::start([ok("1")]).await;
    let slowly = iter(0..24).then(|_| async {
        sleep(SHORT).await;
        Ok(Bytes::from_static(b"a piece"))
    });
    put(server.uri(), Content::stream("a/b", None, slowly)).await.expect("sent as it comes");
}

#[tokio::test]
async fn an_upload_that_nobody_reads() {
    let error = soon(put(&slow_reader(0).await, Content::new("a/b", vec![7; LARGE]))).await;
    assert_eq!(error.to_string(), "timed out: nothing was sent or received within 480ms");
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
    let client = server.builder().timeout(Duration::from_millis(300)).build().expect("a client");
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
