//! What is sent: streams, lengths, nothing at all.

use crate::request::{body, header};
use crate::server::{Server, ok};
use docwright_runtime::{Bytes, Client, Content, Error, Method, TransportError, TransportErrorKind, Value};
use futures::channel::mpsc;
use futures::{SinkExt, Stream, stream};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

type Chunk = Result<Bytes, TransportError>;

fn chunks(texts: &'static [&'static str]) -> impl Stream<Item = Chunk> + Send + 'static {
    stream::iter(texts.iter().map(|text| Ok(Bytes::from_static(text.as_bytes()))))
}

async fn put(server: &Server, content: Content) -> Result<Value, Error> {
    server.client().0.request(Method::PUT, "/x").upload(content).send().await
}

#[tokio::test]
async fn a_stream_of_known_length() {
    let server = Server::start([ok("1")]).await;
    put(&server, Content::stream("a/b", Some(6), chunks(&["abc", "", "def"]))).await.expect("sent");
    let seen = &server.seen()[0];
    assert_eq!((header(seen, "content-length"), header(seen, "transfer-encoding")), (Some("6"), None));
    assert_eq!((header(seen, "content-type"), body(seen)), (Some("a/b"), "abcdef"));
}

#[tokio::test]
async fn a_stream_of_unknown_length() {
    let server = Server::start([ok("1")]).await;
    put(&server, Content::stream("a/b", None, chunks(&["abc", "def"]))).await.expect("sent");
    let seen = &server.seen()[0];
    assert_eq!((header(seen, "content-length"), header(seen, "transfer-encoding")), (None, Some("chunked")));
    assert_eq!(body(seen), "3\r\nabc\r\n3\r\ndef\r\n0\r\n\r\n");
}

/// The second half is made only once the server has the first.
#[tokio::test]
async fn nothing_waits_for_the_end_of_a_stream() {
    for length in [Some(8), None] {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let uri = format!("http://{}", listener.local_addr().expect("an address"));
        let (mut sender, receiver) = mpsc::channel::<Chunk>(0);
        let server = tokio::spawn(async move {
            let (mut connection, _) = listener.accept().await.expect("a connection");
            let (mut text, mut buffer) = (String::new(), [0; 1024]);
            for part in ["half", "rest"] {
                sender.send(Ok(Bytes::from_static(part.as_bytes()))).await.expect("taken");
                if part == "rest" {
                    sender.close_channel();
                }
                while !text.contains(part) {
                    let read = connection.read(&mut buffer).await.expect("bytes");
                    text.push_str(&String::from_utf8_lossy(&buffer[..read]));
                }
            }
            connection.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n1").await.expect("written");
        });
        let client = Client::builder(&uri).build().expect("a client");
        let request = client.request(Method::PUT, "/x").upload(Content::stream("a/b", length, receiver));
        request.send::<Value>().await.expect("an answer");
        server.await.expect("all was read");
    }
}

#[tokio::test]
async fn a_stream_that_is_not_as_long_as_it_promised() {
    for (promise, texts, says) in [
        (Some(9), &["abc", "def"][..], "it ended after 6 of its 9 bytes"),
        (Some(5), &["abc", "def"], "it has more than its 5 bytes"),
        (Some(3), &["abc", "def"], "it has more than its 3 bytes"),
    ] {
        let server = Server::start(vec![ok("1"); 4]).await;
        let error = put(&server, Content::from_fn("a/b", promise, || chunks(texts))).await.expect_err("no match");
        assert!(error.to_string().contains(says), "{error}");
        let Error::Transport(error) = error else { panic!("{error}") };
        assert_eq!((error.kind(), error.attempts()), (TransportErrorKind::Content, 1));
        assert!(server.seen().is_empty(), "no whole request came");
    }
}

#[tokio::test]
async fn a_stream_that_fails() {
    let server = Server::start([ok("1")]).await;
    let broken = || Err(TransportError::new(TransportErrorKind::Other, "the disk is gone"));
    let content = Content::stream("a/b", None, stream::iter([Ok(Bytes::from("abc")), broken()]));
    let error = put(&server, content).await.expect_err("broken");
    assert!(error.to_string().ends_with("the disk is gone"), "{error}");
}

/// Some servers answer 411 to a POST that doesn't say that it is empty.
#[tokio::test]
async fn nothing_at_all() {
    for (method, length) in [
        (Method::POST, Some("0")),
        (Method::PUT, Some("0")),
        (Method::PATCH, Some("0")),
        (Method::GET, None),
        (Method::DELETE, None),
    ] {
        let server = Server::start([ok("1")]).await;
        server.client().0.request(method.clone(), "/x").send::<Value>().await.expect("sent");
        assert_eq!(header(&server.seen()[0], "content-length"), length, "{method}");
    }
}

/// A wrong length would cut the body, or make the rest of it the next request.
#[tokio::test]
async fn lengths_that_are_set_by_hand_do_not_stand() {
    let server = Server::start([ok("1")]).await;
    let request = server.client().0.request(Method::POST, "/x").content("text/plain", "0123456789");
    let request = request.header("content-length", "5").header("transfer-encoding", "chunked");
    request.send::<Value>().await.expect("sent");
    let seen = &server.seen()[0];
    assert_eq!((header(seen, "content-length"), header(seen, "transfer-encoding")), (Some("10"), None));
    assert_eq!(body(seen), "0123456789");
    // Not where nobody else knows the length either.
    let server = Server::start([ok("1")]).await;
    let request = server.client().0.request(Method::POST, "/x").header("content-length", "5");
    request.upload(Content::stream("a/b", None, chunks(&["01234", "56789"]))).send::<Value>().await.expect("sent");
    let seen = &server.seen()[0];
    assert_eq!((header(seen, "content-length"), header(seen, "transfer-encoding")), (None, Some("chunked")));
    assert!(body(seen).contains("56789"));
}
