//! The service's side of an upload session, and what is sent to it.

use crate::raw_server::{Answer, Asked, Server, reply};
use docwright_runtime::test_support::TestClock;
use docwright_runtime::{Bytes, Client, ClientBuilder, Content, UploadTask};
use futures::stream;
use serde_json::json;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard};

pub(crate) const UNIT: usize = UploadTask::CHUNK_UNIT as usize;

/// Three chunks, the last one shorter.
pub(crate) const LENGTH: usize = 2 * UNIT + 1000;

/// Bytes that tell where they stand.
pub(crate) fn film() -> Vec<u8> {
    (0..LENGTH).map(|i| (i / 251 + i) as u8).collect()
}

/// What happens to a chunk in place of being taken.
pub(crate) enum Trouble {
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
pub(crate) struct State {
    pub(crate) received: Vec<u8>,
    /// `Content-Range` of every chunk that came.
    pub(crate) ranges: Vec<String>,
    pub(crate) troubles: VecDeque<Trouble>,
    pub(crate) is_gone: bool,
}

#[derive(Clone, Default)]
pub(crate) struct Session(Arc<Mutex<State>>);

impl Session {
    pub(crate) fn new(troubles: impl IntoIterator<Item = Trouble>) -> Self {
        let session = Session::default();
        session.state().troubles = troubles.into_iter().collect();
        session
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("no panic")
    }

    pub(crate) fn ranges(&self) -> Vec<String> {
        self.state().ranges.clone()
    }

    pub(crate) fn serve(&self) -> Server {
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

pub(crate) fn next(status: u16, at: usize) -> Answer {
    let body = json!({ "expirationDateTime": "2026-01-29T09:21:55.523Z", "nextExpectedRanges": [format!("{at}-")] });
    reply(status, &[("content-type", "application/json")], body.to_string())
}

/// Nobody waits; the session's server is the client's home, and gets no token all the same.
pub(crate) fn builder(server: &Server) -> ClientBuilder<Client> {
    Client::builder(&server.url("")).token("t0ken").clock(TestClock::default())
}

pub(crate) fn task(server: &Server, content: Content) -> UploadTask {
    let client = builder(server).build().expect("a client");
    client.upload(server.url("/up/4c5f?sig=s3cret"), content).chunk_size(UploadTask::CHUNK_UNIT)
}

pub(crate) fn bytes() -> Content {
    Content::new("video/mp4", film())
}

/// The whole film in pieces that fit no chunk.
pub(crate) fn once() -> Content {
    let pieces: Vec<_> = film().chunks(77_777).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
    Content::stream("video/mp4", Some(LENGTH as u64), stream::iter(pieces))
}

pub(crate) fn plain(ranges: &[(usize, usize)]) -> Vec<String> {
    ranges.iter().map(|(first, last)| format!("bytes {first}-{last}/{LENGTH}")).collect()
}

pub(crate) const FIRST: (usize, usize) = (0, UNIT - 1);
pub(crate) const SECOND: (usize, usize) = (UNIT, 2 * UNIT - 1);
pub(crate) const THIRD: (usize, usize) = (2 * UNIT, LENGTH - 1);
