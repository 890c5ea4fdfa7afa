//! Sessions that were left, and where they stand.

use crate::raw_server::{Server, reply};
use crate::session::{FIRST, LENGTH, SECOND, Session, THIRD, Trouble, UNIT, bytes, film, next, once, plain, task};
use docwright_runtime::{Bytes, Content, Error, Value};
use futures::stream;
use serde_json::json;
use std::sync::{Arc, Mutex};
use std::time::Duration;

#[tokio::test]
async fn a_session_that_is_gone() {
    for status in [404, 410] {
        let session = Session::new([Trouble::None, Trouble::Answer(status, &[], "")]);
        let server = session.serve();
        let error = task(&server, bytes()).send::<Value>().await.expect_err("gone");
        assert!(matches!(error, Error::UploadSessionGone { may_be_complete: false, .. }), "{error:?}");
        assert_eq!(error.status().map(|s| s.as_u16()), Some(status));
        assert!(error.to_string().starts_with("the upload session is gone: 4"), "{error}");
    }
}

#[tokio::test]
async fn gone_on_with_after_an_error() {
    for content in [bytes(), once()] {
        let session = Session::new([Trouble::None, Trouble::Answer(403, &[], "")]);
        let server = session.serve();
        let mut task = task(&server, content);
        assert!(task.send::<Value>().await.expect_err("refused").is_forbidden());
        assert_eq!(task.send::<Value>().await.expect("an item"), json!({ "id": "01AB" }));
        assert!(session.state().received == film());
        assert_eq!(session.ranges(), plain(&[FIRST, SECOND, SECOND, THIRD]));
    }
}

#[tokio::test]
async fn gone_on_with_in_another_process() {
    for content in [bytes(), once()] {
        let session = Session::default();
        // Not where a chunk ends.
        session.state().received = film()[..UNIT + 5].to_vec();
        let server = session.serve();
        let told = Arc::new(Mutex::new(Vec::new()));
        let heard = told.clone();
        let mut task =
            task(&server, content).resume().on_progress(move |p| heard.lock().expect("no panic").push(p.done));
        task.send::<Value>().await.expect("an item");
        assert!(session.state().received == film());
        assert_eq!(session.ranges(), plain(&[(UNIT + 5, 2 * UNIT + 4), (2 * UNIT + 5, LENGTH - 1)]));
        let told: Vec<_> = told.lock().expect("no panic").iter().map(|done| *done as usize).collect();
        assert_eq!(told, [UNIT + 5, 2 * UNIT + 5, LENGTH]);
    }
}

#[tokio::test]
async fn a_future_that_was_dropped() {
    for kind in ["bytes", "slow"] {
        let session = Session::default();
        let server = session.serve();
        // Pieces come one by one, and the future is dropped between any of them.
        let pieces = film().chunks(100_000).map(Bytes::copy_from_slice).collect::<Vec<_>>();
        let slow = stream::unfold(pieces.into_iter(), |mut pieces| async move {
            tokio::time::sleep(Duration::from_millis(3)).await;
            Some((Ok(pieces.next()?), pieces))
        });
        let content = if kind == "slow" { Content::stream("", Some(LENGTH as u64), slow) } else { bytes() };
        let mut task = task(&server, content);
        let mut item = None;
        for patience in 1.. {
            match tokio::time::timeout(Duration::from_millis(patience), task.send::<Value>()).await {
                Ok(done) => {
                    item = Some(done);
                    break;
                }
                Err(_) if session.state().is_gone => break,
                Err(_) => {}
            }
        }
        assert!(session.state().received == film(), "{kind}");
        assert!(
            matches!(item, None | Some(Ok(_) | Err(Error::UploadSessionGone { may_be_complete: true, .. }))),
            "{item:?}"
        );
    }
}

#[tokio::test]
async fn ranges_that_are_missing() {
    let gaps: [&'static str; 2] = [
        // Two gaps, and a number as Outlook writes it.
        r#"{"nextExpectedRanges": ["400000-400099", "500000-656359"]}"#,
        r#"{"NextExpectedRanges": ["500000"]}"#,
    ];
    let mut asked_for = Vec::new();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let kept = seen.clone();
    let server = Server::start(move |asked| {
        if asked.method == "GET" {
            return reply(200, &[], gaps[0]);
        }
        let range = asked.header("content-range").expect("a range").to_owned();
        asked_for.push(range.clone());
        kept.lock().expect("no panic").push((range, asked.read().to_vec()));
        if asked_for.len() == 1 { reply(200, &[], gaps[1]) } else { reply(201, &[("location", "/item")], "") }
    });
    let mut task = task(&server, bytes()).resume();
    let response = task.response().await.expect("uploaded");
    assert_eq!((response.status().as_u16(), response.location()), (201, Some("/item")));
    let seen = seen.lock().expect("no panic");
    let ranges: Vec<_> = seen.iter().map(|(range, _)| range.as_str()).collect();
    assert_eq!(ranges, ["bytes 400000-400099/656360", "bytes 500000-656359/656360"]);
    assert!(seen[0].1 == film()[400_000..400_100] && seen[1].1 == film()[500_000..]);
}

#[tokio::test]
async fn a_session_that_goes_back() {
    // The service has lost the second half of the second chunk.
    let back = r#"{"nextExpectedRanges": ["400000-"]}"#;
    for content in [bytes(), once()] {
        let seen = Arc::new(Mutex::new(vec![0; LENGTH]));
        let kept = seen.clone();
        let mut calls = 0;
        let server = Server::start(move |asked| {
            calls += 1;
            let range = asked.header("content-range").expect("a range").to_owned();
            let first: usize = range[6..].split('-').next().expect("a number").parse().expect("a number");
            let body = asked.read();
            kept.lock().expect("no panic")[first..first + body.len()].copy_from_slice(body);
            match calls {
                2 => reply(202, &[], back),
                _ if range.contains("-656359/") => reply(200, &[], r#"{"id": 1}"#),
                _ => reply(202, &[], "{}"),
            }
        });
        let told = Arc::new(Mutex::new(Vec::new()));
        let heard = told.clone();
        let mut task = task(&server, content).on_progress(move |p| heard.lock().expect("no panic").push(p.done));
        assert_eq!(task.send::<Value>().await.expect("an item"), json!({ "id": 1 }));
        assert!(*seen.lock().expect("no panic") == film());
        assert!(told.lock().expect("no panic").is_sorted());
    }
}

#[tokio::test]
async fn a_stream_that_is_past_it() {
    let session = Session::new([Trouble::None, Trouble::Taken(202, r#"{"nextExpectedRanges": ["5-"]}"#)]);
    let server = session.serve();
    let error = task(&server, once()).send::<Value>().await.expect_err("past it");
    assert!(error.to_string().starts_with("invalid request: the session wants to go on at byte 5, "), "{error}");
}

#[tokio::test]
async fn a_session_that_turns_in_circles() {
    let server = Server::start(|asked| {
        asked.read();
        reply(202, &[], r#"{"nextExpectedRanges": ["0-"]}"#)
    });
    let error = task(&server, bytes()).send::<Value>().await.expect_err("never done");
    assert!(error.to_string().ends_with("the session asks for byte 0 again and again"), "{error}");
    assert_eq!(server.records().len(), 5);
    // 416 to a chunk that the session says it misses.
    let server = Server::start(|asked| {
        asked.read();
        if asked.method == "GET" { next(200, 0) } else { reply(416, &[], "") }
    });
    let error = task(&server, bytes()).send::<Value>().await.expect_err("never done");
    assert_eq!(error.status().map(|s| s.as_u16()), Some(416));
    assert_eq!(server.records().len(), 2);
}

#[tokio::test]
async fn other_content_than_before() {
    let server = Server::start(|_| next(200, LENGTH));
    let error = task(&server, bytes()).resume().send::<Value>().await.expect_err("too short");
    assert!(error.to_string().ends_with("asks for byte 656360 of 656360: it was begun with other content"), "{error}");
}

#[tokio::test]
async fn status_and_cancel() {
    let session = Session::default();
    session.state().received = film()[..100].to_vec();
    let server = session.serve();
    let status = task(&server, bytes()).status().await.expect("a status");
    assert_eq!(status.missing.iter().map(|m| (m.first, m.last)).collect::<Vec<_>>(), [(100, None)]);
    assert_eq!(status.expires_at, "2026-01-29T09:21:55.523Z".parse().ok());
    task(&server, bytes()).cancel().await.expect("cancelled");
    assert!(session.state().is_gone);
    task(&server, bytes()).cancel().await.expect("still cancelled");
    assert!(matches!(task(&server, bytes()).status().await, Err(Error::UploadSessionGone { .. })));
    assert!(server.records().iter().all(|r| r.header("authorization").is_none()));
}
