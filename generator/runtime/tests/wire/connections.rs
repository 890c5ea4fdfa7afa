//! Connections that don't come about, or break.

use crate::server::{Server, Step, TOKEN, ok};
use docwright_runtime::test_support::TestClock;
use docwright_runtime::{Client, Error, Method, TransportErrorKind, Value};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Mutex;

/// 200 with a promise of 100 bytes, and 10 of them.
fn short() -> Step {
    Step::Write(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"id\": 123".to_vec())
}

/// A chunk, and no end.
fn unchunked() -> Step {
    Step::Write(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\n{\"a\"\r\n".to_vec())
}

fn kind(error: &Error) -> TransportErrorKind {
    match error {
        Error::Transport(error) => error.kind(),
        other => panic!("{other}"),
    }
}

/// A port where nobody listens.
fn free_port() -> std::net::SocketAddr {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port")
}

#[tokio::test]
async fn refused_then_there() {
    for method in [Method::GET, Method::POST] {
        let address = free_port();
        // The server comes up while the client waits.
        let server = Mutex::new(None);
        let hook = move |_: &_| {
            let listener = TcpListener::bind(address).expect("the port");
            *server.lock().expect("a lock") = Some(std::thread::spawn(move || {
                let (mut stream, _) = listener.accept().expect("a connection");
                let read = stream.read(&mut [0; 4096]).expect("a request");
                assert!(read > 0);
                stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n1").expect("written");
            }));
        };
        let builder = Client::builder(&format!("http://{address}")).clock(TestClock::default()).on_retry(hook);
        let client = builder.build().expect("a client");
        let response = client.request(method.clone(), "/x").response().await.expect("there in the end");
        assert_eq!(response.attempts(), 2, "{method}: nothing was sent the first time");
    }
}

#[tokio::test]
async fn nobody_is_listening() {
    let address = free_port();
    let builder = Client::builder(&format!("http://{address}")).token(TOKEN).clock(TestClock::default());
    let error = builder.build().expect("a client").request(Method::GET, "/x?sig=secret").send::<Value>().await;
    let error = error.expect_err("no connection");
    assert!(error.to_string().starts_with("no connection: "), "{error}");
    assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");
    let Error::Transport(error) = error else { panic!("{error}") };
    assert_eq!((error.kind(), error.attempts()), (TransportErrorKind::Connect, 4));
}

#[tokio::test]
async fn broken_before_or_in_the_middle_of_the_answer() {
    for (broken, kind_of_it, says) in [
        (Step::Reset, TransportErrorKind::Other, "the request could not be sent: "),
        (Step::Write(Vec::new()), TransportErrorKind::Other, "the request could not be sent: "),
        (
            Step::Write(b"HTTP/1.1 200 OK\r\nconte".to_vec()),
            TransportErrorKind::Other,
            "the request could not be sent: ",
        ),
        (short(), TransportErrorKind::Body, "the response broke off: "),
        (unchunked(), TransportErrorKind::Body, "the response broke off: "),
    ] {
        for method in [Method::GET, Method::PUT] {
            let server = Server::start([broken.clone(), ok(r#"{"id": 123}"#)]).await;
            let request = server.client().0.request(method.clone(), "/x");
            let response = request.response().await.expect("whole in the end");
            assert_eq!((response.attempts(), &response.body()[..]), (2, &br#"{"id": 123}"#[..]), "{method} {says}");
        }
        let server = Server::start([broken, ok("1")]).await;
        let error = server.client().0.request(Method::POST, "/x").send::<Value>().await.expect_err("broken");
        assert_eq!(kind(&error), kind_of_it, "{error}");
        assert!(error.to_string().starts_with(says), "{error}");
        let Error::Transport(error) = error else { panic!("{error}") };
        assert_eq!(error.attempts(), 1, "who knows what the service has done");
    }
}

#[tokio::test]
async fn a_failure_whose_body_breaks_off_is_still_that_failure() {
    let broken = |status: &str, header: &str| {
        Step::Write(format!("HTTP/1.1 {status}\r\n{header}content-length: 100\r\n\r\n<html>").into_bytes())
    };
    let server = Server::start([broken("404 Not Found", "request-id: r-1\r\n")]).await;
    let error = server.client().0.request(Method::GET, "/x").send::<Value>().await.expect_err("404");
    assert_eq!(error.to_string(), "404 Not Found (request-id r-1)");
    assert_eq!(error.as_status().expect("a status").body(), "<html>");

    let server = Server::start([broken("429 Too Many Requests", "retry-after: 1\r\n"), ok("1")]).await;
    let request = server.client().0.request(Method::POST, "/x");
    assert_eq!(request.response().await.expect("an answer in the end").attempts(), 2);
}

#[tokio::test]
async fn a_download_that_breaks_off_says_so() {
    use futures::TryStreamExt;
    let server = Server::start([short()]).await;
    let download = server.client().0.request(Method::GET, "/x").download().await.expect("the beginning");
    assert_eq!(download.length(), Some(100));
    let error = download.try_collect::<Vec<_>>().await.expect_err("broken off");
    assert_eq!(kind(&error), TransportErrorKind::Body);
}
