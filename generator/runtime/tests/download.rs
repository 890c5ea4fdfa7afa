//! Downloads over a real socket: ranges, connections that break in the middle, contents that change meanwhile.
#![cfg(feature = "reqwest")]

mod raw_server;

use docwright_runtime::test_support::TestClock;
use docwright_runtime::{Bytes, Client, ClientBuilder, Download, Error, Method, Progress, RetryPolicy, StatusCode};
use futures::StreamExt;
use raw_server::{Answer, Asked, Server, part, reply};
use std::io::Write;
use std::sync::{Arc, Mutex};

fn builder(server: &Server) -> ClientBuilder<Client> {
    Client::builder(&server.url("/v1.0")).token("t0ken").clock(TestClock::default())
}

fn client(server: &Server) -> Client {
    builder(server).build().expect("a client")
}

/// Bytes that tell where they stand.
fn film(length: usize) -> Vec<u8> {
    (0..length).map(|i| (i / 251 + i) as u8).collect()
}

/// `bytes=5-9` or `bytes=5-`, cut to what there is.
fn range(asked: &Asked, length: usize) -> Option<(usize, usize)> {
    let (first, last) = asked.header("range")?.strip_prefix("bytes=")?.split_once('-')?;
    Some((first.parse().ok()?, last.parse().unwrap_or(length - 1).min(length - 1)))
}

/// A service that knows ranges.
fn served(asked: &Asked, film: &[u8], etag: &str) -> Answer {
    let current = asked.header("if-range").is_none_or(|tag| tag == etag);
    match range(asked, film.len()).filter(|_| current) {
        Some((first, last)) => {
            let range = format!("bytes {first}-{last}/{}", film.len());
            reply(206, &[("etag", etag), ("content-range", &range)], &film[first..=last])
        }
        None => reply(200, &[("etag", etag)], film),
    }
}

/// The same, broken off after so many bytes.
fn cut(answer: Answer, sent: usize) -> Answer {
    match answer {
        Answer::Reply(status, headers, body) => Answer::Part(status, headers, body, sent),
        other => other,
    }
}

async fn open(client: &Client) -> Download {
    client.request(Method::GET, "/film").download().await.expect("a download")
}

fn ranges(server: &Server) -> Vec<Option<String>> {
    server.records().iter().map(|r| r.header("range").map(str::to_owned)).collect()
}

#[tokio::test]
async fn a_range() {
    let server = Server::start(|asked| served(asked, &film(5000), "\"a\""));
    let client = client(&server);
    let request = client.request(Method::GET, "/film").range(1000..1024);
    let download = request.clone().download().await.expect("a download");
    assert_eq!(download.status(), StatusCode::PARTIAL_CONTENT);
    assert_eq!((download.length(), download.total(), download.etag()), (Some(24), Some(5000), Some("\"a\"")));
    assert_eq!(download.bytes().await.expect("bytes"), &film(5000)[1000..1024]);
    // In memory it is the same.
    assert_eq!(request.send::<Bytes>().await.expect("bytes"), &film(5000)[1000..1024]);
    let rest = client.request(Method::GET, "/film").range(4990..).download().await.expect("a download");
    assert_eq!(rest.bytes().await.expect("bytes"), &film(5000)[4990..]);
    let wanted = ["bytes=1000-1023", "bytes=1000-1023", "bytes=4990-"].map(|r| Some(r.to_owned()));
    assert_eq!(ranges(&server), wanted);
}

#[tokio::test]
async fn a_service_without_ranges() {
    let server = Server::start(|_| reply(200, &[], film(5000)));
    let client = client(&server);
    let request = client.request(Method::GET, "/film").range(1000..1024);
    let download = request.clone().download().await.expect("a download");
    assert_eq!((download.status(), download.length(), download.total()), (StatusCode::OK, Some(24), Some(5000)));
    assert_eq!(download.bytes().await.expect("bytes"), &film(5000)[1000..1024]);
    assert_eq!(request.send::<Bytes>().await.expect("bytes"), &film(5000)[1000..1024]);
    let beyond = client.request(Method::GET, "/film").range(5000..);
    for error in
        [beyond.clone().download().await.map(drop).expect_err("none"), beyond.send::<Bytes>().await.expect_err("none")]
    {
        assert_eq!(error.to_string(), "the 200 response can't be decoded: it isn't the range that was asked for");
    }
}

#[tokio::test]
async fn another_range_than_was_asked_for() {
    for range in ["bytes 0-9/5000", "bytes 1000-2000/5000", "nonsense"] {
        let server = Server::start(move |_| reply(206, &[("content-range", range)], film(10)));
        let client = client(&server);
        let request = client.request(Method::GET, "/film").range(1000..1010);
        let error = request.clone().download().await.map(drop).expect_err(range);
        assert!(matches!(error, Error::Decode(_)), "{range}: {error}");
        assert!(matches!(request.send::<Bytes>().await, Err(Error::Decode(_))), "{range}");
    }
    let nothing = Server::start(|_| reply(200, &[], ""));
    let error = client(&nothing).request(Method::GET, "/film").range(5..5).send::<Bytes>().await.expect_err("empty");
    assert_eq!(error.to_string(), "invalid request: the range holds no byte");
    assert!(nothing.records().is_empty());
}

#[tokio::test]
async fn a_broken_connection_is_gone_on_with() {
    let all = film(300_000);
    let kept = all.clone();
    let mut asked_before = 0;
    let server = Server::start(move |asked| {
        asked_before += 1;
        let answer = served(asked, &kept, "\"a\"");
        if asked_before < 4 { cut(answer, 70_000) } else { answer }
    });
    let told = Arc::new(Mutex::new(Vec::<Progress>::new()));
    let heard = told.clone();
    let download = open(&client(&server)).await.on_progress(move |p| heard.lock().expect("no panic").push(p));
    let mut out = Vec::new();
    assert_eq!(download.write_to(&mut out).await.expect("all of it"), 300_000);
    assert!(out == all);
    let wanted = [None, Some("bytes=70000-299999"), Some("bytes=140000-299999"), Some("bytes=210000-299999")];
    assert_eq!(ranges(&server), wanted.map(|r| r.map(str::to_owned)));
    for record in &server.records()[1..] {
        assert_eq!(record.header("if-range"), Some("\"a\""));
    }
    let told = told.lock().expect("no panic");
    assert!(told.is_sorted_by_key(|p| p.done) && told.iter().all(|p| p.total == Some(300_000)));
    assert_eq!(told.last().map(|p| p.done), Some(300_000));
}

#[tokio::test]
async fn a_range_that_breaks_stays_one() {
    let mut breaks = true;
    let server = Server::start(move |asked| {
        let answer = served(asked, &film(5000), "\"a\"");
        if std::mem::take(&mut breaks) { cut(answer, 10) } else { answer }
    });
    let download = client(&server).request(Method::GET, "/film").range(100..200).download().await.expect("a download");
    assert_eq!(download.bytes().await.expect("bytes"), &film(5000)[100..200]);
    assert_eq!(ranges(&server)[1].as_deref(), Some("bytes=110-199"));
}

#[tokio::test]
async fn a_service_without_ranges_sends_it_again() {
    let mut breaks = true;
    let server = Server::start(move |_| {
        let answer = reply(200, &[("etag", "\"a\"")], film(5000));
        if std::mem::take(&mut breaks) { cut(answer, 3000) } else { answer }
    });
    assert_eq!(open(&client(&server)).await.bytes().await.expect("bytes"), film(5000));
}

/// What comes after the connection broke, in place of the rest.
async fn resumed_with(then: impl Fn(&Asked) -> Answer + Send + 'static) -> Error {
    let mut breaks = true;
    let server = Server::start(move |asked| {
        if std::mem::take(&mut breaks) { part(200, &[("etag", "\"a\"")], film(5000), 3000) } else { then(asked) }
    });
    let mut download = open(&client(&server)).await;
    let mut came = Vec::new();
    let error = loop {
        match download.next().await.expect("an error comes before the end") {
            Ok(piece) => came.extend_from_slice(&piece),
            Err(error) => break error,
        }
    };
    assert_eq!(came, &film(5000)[..3000], "nothing of the other content");
    assert!(download.next().await.is_none());
    error
}

#[tokio::test]
async fn a_changed_content_is_never_mixed_in() {
    let other = || vec![0; 5000];
    let changed = [
        resumed_with(move |asked| served(asked, &other(), "\"b\"")).await,
        resumed_with(move |_| reply(200, &[], other())).await,
        resumed_with(move |_| reply(206, &[("etag", "\"b\""), ("content-range", "bytes 3000-4999/5000")], [0; 2000]))
            .await,
        resumed_with(move |_| reply(206, &[("content-range", "bytes 3000-4999/6000")], [0; 2000])).await,
        resumed_with(move |_| reply(206, &[("content-range", "bytes 0-1999/5000")], [0; 2000])).await,
        resumed_with(move |_| reply(206, &[], [0; 2000])).await,
        resumed_with(move |_| reply(416, &[], "")).await,
    ];
    for error in changed {
        assert!(matches!(error, Error::ContentChanged), "{error}");
    }
    assert!(resumed_with(|_| reply(403, &[], "")).await.is_forbidden());
}

#[tokio::test]
async fn without_a_strong_validator_it_breaks_off() {
    for headers in [&[][..], &[("etag", "W/\"a\"")][..], &[("last-modified", "Thu, 01 Jan 2026 00:00:00 GMT")][..]] {
        let server = Server::start(move |_| part(200, headers, film(5000), 3000));
        let error = open(&client(&server)).await.bytes().await.expect_err("broken");
        assert!(error.to_string().starts_with("the response broke off: "), "{error}");
        assert_eq!(server.records().len(), 1);
    }
}

#[tokio::test]
async fn breaks_are_bounded() {
    let server = Server::start(|asked| cut(served(asked, &film(5000), "\"a\""), 1));
    let error = open(&client(&server)).await.bytes().await.expect_err("broken");
    assert!(error.to_string().starts_with("the response broke off: "), "{error}");
    assert_eq!(server.records().len(), 4);
    let once = builder(&server).retry(RetryPolicy::none()).build().expect("a client");
    open(&once).await.bytes().await.expect_err("broken");
    assert_eq!(server.records().len(), 5);
    // Who gets further may break off as often again.
    let all = film(8 << 20);
    let kept = all.clone();
    let server = Server::start(move |asked| {
        let answer = served(asked, &kept, "\"a\"");
        let left = range(asked, kept.len()).map_or(kept.len(), |(first, last)| last + 1 - first);
        if left > 1 << 20 { cut(answer, 1 << 20) } else { answer }
    });
    assert!(open(&client(&server)).await.bytes().await.expect("all of it") == all);
    assert_eq!(server.records().len(), 8);
}

#[tokio::test]
async fn a_preauthenticated_url_gets_no_token_and_may_end() {
    let mut breaks = true;
    let files = Server::start(move |asked| {
        // The first address is good for one call.
        let first = asked.target == "/up?sig=1";
        if first && !std::mem::take(&mut breaks) {
            return reply(403, &[], "");
        }
        let answer = served(asked, &film(5000), "\"a\"");
        if first { cut(answer, 3000) } else { answer }
    });
    let target = files.url("/up?sig=");
    let mut calls = 0;
    let api = Server::start(move |_| {
        calls += 1;
        reply(302, &[("location", &format!("{target}{calls}"))], "")
    });
    assert_eq!(open(&client(&api)).await.bytes().await.expect("bytes"), film(5000));
    assert!(api.records().iter().all(|r| r.header("authorization") == Some("Bearer t0ken")));
    let asked = files.records();
    assert!(asked.iter().all(|r| r.header("authorization").is_none()));
    assert_eq!(asked.iter().map(|r| r.target.as_str()).collect::<Vec<_>>(), ["/up?sig=1", "/up?sig=2"]);
    assert_eq!(asked[1].header("range"), Some("bytes=3000-4999"));
}

#[tokio::test]
async fn a_limit_in_memory() {
    let server = Server::start(|_| reply(200, &[], film(5000)));
    let small = builder(&server).max_response_body(4999).build().expect("a client");
    assert!(matches!(open(&small).await.bytes().await, Err(Error::BodyTooLarge { limit: 4999, .. })));
    let enough = builder(&server).max_response_body(5000).build().expect("a client");
    assert_eq!(open(&enough).await.bytes().await.expect("bytes").len(), 5000);
    let mut out = Vec::new();
    assert_eq!(open(&small).await.write_to(&mut out).await.expect("no limit as a stream"), 5000);
}

#[tokio::test]
async fn compressed_all_the_same() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(&film(50_000)).expect("in memory");
    let packed = packed.finish().expect("in memory");
    let server = Server::start(move |_| {
        reply(200, &[("content-encoding", "gzip"), ("content-type", "text/csv"), ("etag", "\"a\"")], packed.clone())
    });
    let download = open(&client(&server)).await;
    assert_eq!(server.records()[0].header("accept-encoding"), Some("identity"));
    assert_eq!((download.length(), download.content_type()), (None, Some("text/csv")));
    assert_eq!(download.bytes().await.expect("bytes"), film(50_000));
}

#[tokio::test]
async fn a_writer_that_fails() {
    let server = Server::start(|_| reply(200, &[], film(5000)));
    let room = futures::io::Cursor::new(vec![0; 100].into_boxed_slice());
    let error = open(&client(&server)).await.write_to(room).await.expect_err("no room");
    assert!(matches!(error, Error::Io(_)), "{error}");
}

#[cfg(feature = "tokio")]
#[tokio::test]
async fn into_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("film.mp4");
    let names =
        || std::fs::read_dir(folder.path()).expect("a folder").flatten().map(|e| e.file_name()).collect::<Vec<_>>();
    let server = Server::start(|_| part(200, &[], film(5000), 3000));
    open(&client(&server)).await.save(&path).await.expect_err("broken");
    assert_eq!(names(), [""; 0]);
    let server = Server::start(|_| reply(200, &[], film(5000)));
    assert_eq!(open(&client(&server)).await.save(&path).await.expect("saved"), 5000);
    assert_eq!(names(), ["film.mp4"]);
    assert_eq!(std::fs::read(&path).expect("the file"), film(5000));
    let error = open(&client(&server)).await.save(folder.path().join("none/film")).await.expect_err("no folder");
    assert!(matches!(error, Error::Io(_)), "{error}");
}
