//! Upload sessions over a real socket: chunks byte for byte, failures in the middle, going on where the service stands.
#![cfg(feature = "reqwest")]

mod raw_server;

use docwright_runtime::test_support::TestClock;
use docwright_runtime::{
    Bytes, Client, ClientBuilder, Content, Error, RetryPolicy, TransportError, TransportErrorKind, UploadTask, Value,
};
use futures::FutureExt;
use futures::io::Cursor;
use futures::stream;
use raw_server::{Answer, Asked, Server, reply};
use serde_json::json;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

const UNIT: usize = UploadTask::CHUNK_UNIT as usize;

/// Three chunks, the last one shorter.
const LENGTH: usize = 2 * UNIT + 1000;

/// Bytes that tell where they stand.
fn film() -> Vec<u8> {
    (0..LENGTH).map(|i| (i / 251 + i) as u8).collect()
}

/// What happens to a chunk in place of being taken.
enum Trouble {
    /// It arrives, then this is answered.
    Answer(u16, &'static [(&'static str, &'static str)], &'static str),
    /// The connection ends after so many bytes: none of them counts.
    Reset(usize),
    /// It arrives and counts, the answer doesn't come back.
    Lost,
    /// It arrives and counts, and this is answered.
    Taken(u16, &'static str),
    /// Nothing is wrong.
    None,
}

/// A session, as the docs describe it.
#[derive(Default)]
struct State {
    received: Vec<u8>,
    /// `Content-Range` of every chunk that came.
    ranges: Vec<String>,
    troubles: VecDeque<Trouble>,
    is_gone: bool,
}

#[derive(Clone, Default)]
struct Session(Arc<Mutex<State>>);

impl Session {
    fn new(troubles: impl IntoIterator<Item = Trouble>) -> Self {
        let session = Session::default();
        session.state().troubles = troubles.into_iter().collect();
        session
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("no panic")
    }

    fn ranges(&self) -> Vec<String> {
        self.state().ranges.clone()
    }

    fn serve(&self) -> Server {
        let session = self.clone();
        Server::start(move |asked| session.answer(asked))
    }

    fn answer(&self, asked: &mut Asked) -> Answer {
        assert_eq!(asked.target, "/up/4c5f?sig=s3cret");
        let mut state = self.state();
        if state.is_gone {
            return reply(404, &[], r#"{"error": {"code": "itemNotFound"}}"#);
        }
        match asked.method.as_str() {
            "GET" => next(200, state.received.len()),
            "DELETE" => {
                state.is_gone = true;
                reply(204, &[], "")
            }
            "PUT" => state.chunk(asked),
            _ => reply(405, &[], ""),
        }
    }
}

impl State {
    fn chunk(&mut self, asked: &mut Asked) -> Answer {
        let range = asked.header("content-range").expect("a range").to_owned();
        let (first, rest) = range.strip_prefix("bytes ").and_then(|r| r.split_once('-')).expect("a range");
        let (last, total) = rest.split_once('/').expect("a range");
        let [first, last, total] = [first, last, total].map(|n| n.parse::<usize>().expect("a number"));
        let length = (last + 1 - first).to_string();
        assert_eq!((asked.header("content-length"), total), (Some(length.as_str()), LENGTH));
        self.ranges.push(range);
        let trouble = self.troubles.pop_front().unwrap_or(Trouble::None);
        if let Trouble::Reset(bytes) = trouble {
            asked.read_some(bytes);
            return Answer::Nothing;
        }
        let body = asked.read().to_vec();
        if let Trouble::Answer(status, headers, body) = trouble {
            return reply(status, headers, body);
        }
        if first != self.received.len() {
            return reply(416, &[], r#"{"error": {"code": "invalidRange"}}"#);
        }
        self.received.extend_from_slice(&body);
        let complete = self.received.len() == LENGTH;
        self.is_gone = complete;
        match trouble {
            Trouble::Lost => Answer::Nothing,
            Trouble::Taken(status, body) => reply(status, &[], body),
            _ if complete => reply(201, &[("location", "https://example.com/item")], r#"{"id": "01AB"}"#),
            _ => next(202, self.received.len()),
        }
    }
}

fn next(status: u16, at: usize) -> Answer {
    let body = json!({ "expirationDateTime": "2026-01-29T09:21:55.523Z", "nextExpectedRanges": [format!("{at}-")] });
    reply(status, &[("content-type", "application/json")], body.to_string())
}

/// Nobody waits; the session's server is the client's home, and gets no token all the same.
fn builder(server: &Server) -> ClientBuilder<Client> {
    Client::builder(&server.url("")).token("t0ken").clock(TestClock::default())
}

fn task(server: &Server, content: Content) -> UploadTask {
    let client = builder(server).build().expect("a client");
    client.upload(server.url("/up/4c5f?sig=s3cret"), content).chunk_size(UploadTask::CHUNK_UNIT)
}

fn bytes() -> Content {
    Content::new("video/mp4", film())
}

/// The whole film in pieces that fit no chunk.
fn once() -> Content {
    let pieces: Vec<_> = film().chunks(77_777).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
    Content::stream("video/mp4", Some(LENGTH as u64), stream::iter(pieces))
}

fn plain(ranges: &[(usize, usize)]) -> Vec<String> {
    ranges.iter().map(|(first, last)| format!("bytes {first}-{last}/{LENGTH}")).collect()
}

const FIRST: (usize, usize) = (0, UNIT - 1);
const SECOND: (usize, usize) = (UNIT, 2 * UNIT - 1);
const THIRD: (usize, usize) = (2 * UNIT, LENGTH - 1);

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

#[tokio::test]
async fn what_is_refused_before_anything_is_sent() {
    let server = Server::start(|_| reply(500, &[], ""));
    let message =
        |mut task: UploadTask| task.send::<()>().now_or_never().expect("at once").expect_err("refused").to_string();
    let size = |bytes| message(task(&server, self::bytes()).chunk_size(bytes));
    for wrong in [0, 1, UploadTask::CHUNK_UNIT + 1, UploadTask::CHUNK_LIMIT] {
        let wanted =
            format!("invalid request: a chunk has a multiple of 320 KiB and less than 60 MiB, not {wrong} bytes");
        assert_eq!(size(wrong), wanted);
    }
    let nothing = "invalid request: an upload session can't take an empty file; upload it in one call";
    assert_eq!(message(task(&server, Content::new("", ""))), nothing);
    let unknown = Content::stream("", None, stream::empty());
    assert_eq!(message(task(&server, unknown)), "invalid request: an upload session needs content of a known length");
    let client = builder(&server).build().expect("a client");
    let to = |url: &str| message(client.upload(url, bytes()));
    for wrong in ["", "/up/4c5f"] {
        assert_eq!(to(wrong), "invalid request: the upload session's address is no absolute URL");
    }
    for insecure in ["http://example.com/up", "ftp://example.com/up"] {
        assert_eq!(to(insecure), "link not followed: the upload session's address isn't https");
    }
    let with_user = "link not followed: the upload session's address holds a user name or a password";
    assert_eq!(to("https://me:s3cret@example.com/up"), with_user);
    assert!(server.records().is_empty());
}

#[tokio::test]
async fn content_of_another_length() {
    fn piece(length: usize) -> Result<Bytes, TransportError> {
        Ok(Bytes::from(vec![7; length]))
    }
    let short = || Content::from_fn("", Some(LENGTH as u64), move || stream::iter([piece(UNIT), piece(5)]));
    let long = || Content::from_fn("", Some(LENGTH as u64), move || stream::iter([piece(LENGTH), piece(0), piece(1)]));
    let unreadable = || {
        let error = || Err(TransportError::new(TransportErrorKind::Other, "the disk is gone"));
        Content::from_fn("", Some(LENGTH as u64), move || stream::iter([piece(UNIT), error()]))
    };
    type Make = fn() -> Content;
    let cases: [(Make, &str); 3] = [
        (short, "it ended after 327685 of its 656360 bytes"),
        (long, "it has more than its 656360 bytes"),
        (unreadable, "the disk is gone"),
    ];
    for (content, wanted) in cases {
        let session = Session::default();
        let server = session.serve();
        let error = task(&server, content()).send::<Value>().await.expect_err(wanted);
        assert!(error.to_string().ends_with(wanted), "{error}");
        assert!(!session.state().is_gone, "the file must not be complete");
        // The same in one call: no attempt after the first, and the service never has a whole body.
        let server = Server::start(|asked| {
            asked.read();
            Answer::Nothing
        });
        let client = builder(&server).build().expect("a client");
        let put = client.request(docwright_runtime::Method::PUT, "/content").upload(content());
        let error = put.send::<Value>().await.expect_err(wanted);
        assert!(matches!(&error, Error::Transport(e) if e.kind() == TransportErrorKind::Content), "{error}");
        assert!(error.to_string().ends_with(wanted), "{error}");
        assert!(server.records().len() <= 1);
    }
}

#[tokio::test]
async fn the_address_is_taken_as_it_is() {
    let server = Server::start(|asked| {
        asked.read();
        reply(201, &[], "")
    });
    let path = "/api/v1.0/Users('a-b@c-d')/Messages('AAMk=')/Sessions('A%2BB=')?authtoken=eyJh.bGci_Oi-J&x=%27";
    let client = builder(&server).build().expect("a client");
    client.upload(server.url(path), bytes()).send::<()>().await.expect("uploaded");
    assert_eq!(server.records()[0].target, path);
}

#[tokio::test]
async fn secrets_stay_out_of_sight() {
    let server = Session::default().serve();
    let client = builder(&server).retry(RetryPolicy::none()).build().expect("a client");
    let mut task = client.upload("http://127.0.0.1:1/up?sig=s3cret", bytes());
    let error = task.send::<()>().await.expect_err("nobody listens");
    assert!(!format!("{task:?} {error} {error:?}").contains("s3cret"));
}
