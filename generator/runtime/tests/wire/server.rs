//! A server that follows a script: what a connection gets, in order, down to the byte.

use docwright_runtime::test_support::TestClock;
use docwright_runtime::{Client, ClientBuilder, ReqwestTransport};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub(crate) const TOKEN: &str = "eyJ0b2tlbg";

/// What happens on one connection.
#[derive(Clone)]
pub(crate) enum Step {
    /// The request is read, these bytes are written, and the connection is closed.
    Write(Vec<u8>),
    /// As `Write`, but the connection stays open and silent.
    Stall(Vec<u8>),
    /// The connection is reset before the request is read.
    Reset,
}

/// `200 OK` and the like with headers, a line each, and a body of the right length.
pub(crate) fn answer(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Step {
    let body = body.as_ref();
    let lines: String = headers.lines().map(|line| format!("{}\r\n", line.trim())).collect();
    let head = format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {}\r\n{lines}\r\n", body.len());
    Step::Write([head.as_bytes(), body].concat())
}

/// 200 with this JSON.
pub(crate) fn ok(json: &str) -> Step {
    answer("200 OK", "content-type: application/json", json)
}

/// A status without a body.
pub(crate) fn status(status: &str, headers: &str) -> Step {
    answer(status, headers, "")
}

pub(crate) struct Server {
    uri: String,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// After the last step nobody is listening any more.
    pub(crate) async fn start(steps: impl IntoIterator<Item = Step>) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let uri = format!("http://{}", listener.local_addr().expect("an address"));
        let seen = Arc::new(Mutex::new(Vec::new()));
        let steps: Vec<_> = steps.into_iter().collect();
        let record = seen.clone();
        tokio::spawn(async move {
            for step in steps {
                let (stream, _) = listener.accept().await.expect("a connection");
                // Beside each other: a connection that stalls doesn't keep the next one waiting.
                tokio::spawn(serve(stream, step, record.clone()));
            }
        });
        Server { uri, seen }
    }

    pub(crate) fn uri(&self) -> &str {
        &self.uri
    }

    /// The requests that were read, head and body as text, names of headers in small letters.
    pub(crate) fn seen(&self) -> Vec<String> {
        self.seen.lock().expect("a lock").clone()
    }

    /// A client with a token, for which waits between attempts take no time.
    pub(crate) fn client(&self) -> (Client, TestClock) {
        let clock = TestClock::at("2026-01-01T00:00:00Z".parse().expect("a time"));
        (self.builder().clock(clock.clone()).build().expect("a client"), clock)
    }

    /// A client with a token.
    pub(crate) fn builder(&self) -> ClientBuilder<Client> {
        // One for all: reading the system's certificates takes longer than most of these tests.
        static TRANSPORT: LazyLock<ReqwestTransport> = LazyLock::new(|| ReqwestTransport::new().expect("TLS"));
        // The upper end of what chance gives: waits can be told in tests.
        Client::builder(&self.uri).token(TOKEN).random(|| 1.0).transport(TRANSPORT.clone())
    }
}

async fn serve(mut stream: TcpStream, step: Step, record: Arc<Mutex<Vec<String>>>) {
    let bytes = match step {
        // Closed with bytes that nobody has read: TCP resets.
        Step::Reset => return stream.readable().await.expect("a request"),
        Step::Write(ref bytes) | Step::Stall(ref bytes) => bytes,
    };
    let Some(request) = read_request(&mut stream).await else { return };
    record.lock().expect("a lock").push(request);
    stream.write_all(bytes).await.expect("written");
    stream.flush().await.expect("flushed");
    if let Step::Stall(_) = step {
        tokio::time::sleep(Duration::from_secs(60)).await;
    }
    stream.shutdown().await.ok();
}

/// `None` if the client went away in the middle of it.
async fn read_request(stream: &mut TcpStream) -> Option<String> {
    let mut text = String::new();
    let mut buffer = vec![0; 65536];
    while !is_complete(&text) {
        let read = stream.read(&mut buffer).await.ok().filter(|read| *read > 0)?;
        text.push_str(&String::from_utf8_lossy(&buffer[..read]));
    }
    Some(text)
}

fn is_complete(text: &str) -> bool {
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    match header(head, "content-length") {
        Some(length) => body.len() >= length.parse::<usize>().expect("a length"),
        None => header(head, "transfer-encoding").is_none() || body.ends_with("0\r\n\r\n"),
    }
}

/// The value of a header of a request.
pub(crate) fn header<'a>(request: &'a str, name: &str) -> Option<&'a str> {
    let head = request.split("\r\n\r\n").next().expect("a head");
    head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}
