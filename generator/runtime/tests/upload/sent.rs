//! Chunk by chunk, and what may fail on the way.

use crate::raw_server::{Server, reply};
use crate::session::{FIRST, LENGTH, SECOND, Session, THIRD, Trouble, UNIT, builder, bytes, film, once, plain, task};
use docwright_runtime::test_support::TestClock;
use docwright_runtime::{Bytes, Content, Error, Value};
use futures::io::Cursor;
use futures::stream;
use serde_json::json;
use std::sync::{Arc, Mutex};
use std::time::Duration;

#[tokio::test]
async fn chunk_by_chunk() {
    let contents: [(&str, Content); 6] = [
        ("bytes", bytes()),
        ("stream, once", once()),
        ("from_fn", Content::from_fn("", Some(LENGTH as u64), || stream::iter([Ok(Bytes::from(film()))]))),
        ("open_at", {
            Content::open_at("", LENGTH as u64, |at| stream::iter([Ok(Bytes::from(film()).slice(at as usize..))]))
        }),
        ("reader", Content::reader("", Some(LENGTH as u64), Cursor::new(film()))),
        ("seekable", Content::seekable("", LENGTH as u64, Cursor::new(film()))),
    ];
    for (name, content) in contents {
        let session = Session::default();
        let server = session.serve();
        let told = Arc::new(Mutex::new(Vec::new()));
        let heard = told.clone();
        let mut task = task(&server, content).on_progress(move |p| {
            assert_eq!(p.total, Some(LENGTH as u64));
            heard.lock().expect("no panic").push(p.done as usize);
        });
        let item: Value = task.send().await.expect("an item");
        assert_eq!(item, json!({ "id": "01AB" }), "{name}");
        assert!(session.state().received == film(), "{name}");
        assert_eq!(session.ranges(), plain(&[FIRST, SECOND, THIRD]), "{name}");
        assert_eq!(*told.lock().expect("no panic"), [0, UNIT, 2 * UNIT, LENGTH], "{name}");
        assert!(server.records().iter().all(|r| r.header("authorization").is_none()), "{name}");
    }
}

#[cfg(feature = "tokio")]
#[tokio::test]
async fn a_file() {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), film()).expect("written");
    let session = Session::new([Trouble::Answer(503, &[], ""), Trouble::Lost]);
    let server = session.serve();
    let content = Content::file("video/mp4", file.path()).await.expect("the file");
    assert_eq!(content.length(), Some(LENGTH as u64));
    task(&server, content).send::<Value>().await.expect("an item");
    assert!(session.state().received == film());
    // In one call it goes as well, as often as need be.
    let mut calls = 0;
    let server = Server::start(move |asked| {
        calls += 1;
        assert!(asked.read() == film());
        reply(if calls == 1 { 503 } else { 201 }, &[], "{}")
    });
    let client = builder(&server).build().expect("a client");
    let content = Content::file("video/mp4", file.path()).await.expect("the file");
    let put = client.request(docwright_runtime::Method::PUT, "/content").upload(content);
    put.clone().send::<Value>().await.expect("stored");
    assert_eq!(server.records().len(), 2);
    assert_eq!(server.records()[1].header("content-type"), Some("video/mp4"));
    // It has shrunk since it was looked at.
    std::fs::write(file.path(), "short").expect("written");
    let error = put.send::<Value>().await.expect_err("too short");
    assert!(error.to_string().ends_with("can't be read: it ended after 5 of its 656360 bytes"), "{error}");
    assert!(matches!(Content::file("", "/none/film.mp4").await, Err(Error::Io(_))));
}

#[tokio::test]
async fn failures_in_the_middle() {
    type Make<T> = fn() -> T;
    let troubles: [(&str, Make<Trouble>); 7] = [
        ("503", || Trouble::Answer(503, &[], "")),
        ("429", || Trouble::Answer(429, &[("retry-after", "7")], "")),
        ("500", || Trouble::Answer(500, &[], "")),
        ("502", || Trouble::Answer(502, &[], "<html>")),
        ("504", || Trouble::Answer(504, &[], "")),
        ("reset before the body", || Trouble::Reset(0)),
        ("reset in the body", || Trouble::Reset(100_000)),
    ];
    for (name, trouble) in troubles {
        for (kind, content) in [("bytes", bytes()), ("once", once())] {
            let session = Session::new([Trouble::None, trouble(), trouble(), Trouble::None, trouble()]);
            let server = session.serve();
            let item: Value = task(&server, content).send().await.unwrap_or_else(|e| panic!("{name}, {kind}: {e}"));
            assert_eq!(item, json!({ "id": "01AB" }));
            assert!(session.state().received == film(), "{name}, {kind}");
            assert_eq!(session.ranges(), plain(&[FIRST, SECOND, SECOND, SECOND, THIRD, THIRD]), "{name}, {kind}");
        }
    }
}

#[tokio::test]
async fn retry_after_is_respected() {
    let clock = TestClock::default();
    let session = Session::new([Trouble::Answer(429, &[("retry-after", "7")], "")]);
    let server = session.serve();
    let client = builder(&server).clock(clock.clone()).build().expect("a client");
    let mut task = client.upload(server.url("/up/4c5f?sig=s3cret"), bytes());
    task.send::<()>().await.expect("uploaded");
    assert_eq!(clock.take_slept(), [Duration::from_secs(7)]);
}

/// The chunk is sent again, refused with 416, and the session asked.
#[tokio::test]
async fn an_answer_that_was_lost() {
    for content in [bytes(), once()] {
        let session = Session::new([Trouble::Lost]);
        let server = session.serve();
        task(&server, content).send::<Value>().await.expect("an item");
        assert!(session.state().received == film());
        assert_eq!(session.ranges(), plain(&[FIRST, FIRST, SECOND, THIRD]));
        let methods: Vec<_> = server.records().iter().map(|r| r.method.clone()).collect();
        assert_eq!(methods, ["PUT", "PUT", "GET", "PUT", "PUT"]);
    }
}

#[tokio::test]
async fn the_last_answer_that_was_lost() {
    let session = Session::new([Trouble::None, Trouble::None, Trouble::Lost]);
    let server = session.serve();
    let mut task = task(&server, bytes());
    for _ in 0..2 {
        let error = task.send::<Value>().await.expect_err("gone");
        assert!(matches!(error, Error::UploadSessionGone { may_be_complete: true, .. }), "{error:?}");
    }
    assert!(session.state().received == film());
}

#[tokio::test]
async fn a_name_that_is_taken() {
    let body = r#"{"error": {"code": "upload_name_conflict"}}"#;
    let session = Session::new([Trouble::None, Trouble::None, Trouble::Answer(409, &[], body)]);
    let server = session.serve();
    let error = task(&server, bytes()).send::<Value>().await.expect_err("a conflict");
    assert!(error.is_conflict() && error.to_string().contains("upload_name_conflict"), "{error}");
    assert_eq!(session.ranges().len(), 3);
}

#[tokio::test]
async fn committed_later() {
    let methods = Arc::new(Mutex::new(Vec::new()));
    let seen = methods.clone();
    let server = Server::start(move |asked| {
        asked.read();
        seen.lock().expect("no panic").push(asked.method.clone());
        match asked.method.as_str() {
            "POST" => reply(201, &[], r#"{"id": "01AB"}"#),
            "GET" => reply(200, &[], r#"{"nextExpectedRanges": []}"#),
            _ => reply(202, &[], r#"{"expirationDateTime": "2026-01-29T09:21:55Z", "nextExpectedRanges": []}"#),
        }
    });
    let mut task = task(&server, Content::new("", film()[..UNIT].to_vec()));
    assert_eq!(task.send::<Option<Value>>().await.expect("arrived"), None);
    // Everything is there already.
    assert_eq!(task.send::<Option<Value>>().await.expect("arrived"), None);
    assert_eq!(task.commit::<Value>().await.expect("an item"), json!({ "id": "01AB" }));
    assert_eq!(*methods.lock().expect("no panic"), ["PUT", "GET", "POST"]);
}
