//! A server on loopback whose connections can break anywhere: HTTP/1.1 by hand, a thread per connection.
#![allow(dead_code, reason = "each test uses its part")]

use docwright_runtime::http::{HeaderMap, HeaderName, HeaderValue};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::ops::Range;
use std::sync::{Arc, Mutex};
use std::thread;

/// A request: its head at once, its body as far as somebody has read it.
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
    length: usize,
    stream: BufReader<TcpStream>,
}

impl Asked {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body, to its end.
    pub(crate) fn read(&mut self) -> &[u8] {
        self.read_some(self.length)
    }

    /// So many bytes of it; less if the connection ends.
    pub(crate) fn read_some(&mut self, bytes: usize) -> &[u8] {
        let missing = bytes.min(self.length).saturating_sub(self.body.len()) as u64;
        let _ = self.stream.by_ref().take(missing).read_to_end(&mut self.body);
        &self.body
    }
}

/// What a server does with a request.
pub(crate) enum Answer {
    /// A whole response.
    Reply(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// The same, but the connection ends after so many bytes of the body.
    Part(u16, Vec<(&'static str, String)>, Vec<u8>, usize),
    /// A body that is made as it is sent, from one position to another; the connection ends after so many bytes of it.
    Made(u16, Vec<(&'static str, String)>, Range<u64>, u64, fn(u64, usize) -> Vec<u8>),
    /// No response: the connection ends.
    Nothing,
}

pub(crate) fn reply(status: u16, headers: &[(&'static str, &str)], body: impl Into<Vec<u8>>) -> Answer {
    Answer::Reply(status, owned(headers), body.into())
}

pub(crate) fn part(status: u16, headers: &[(&'static str, &str)], body: impl Into<Vec<u8>>, sent: usize) -> Answer {
    Answer::Part(status, owned(headers), body.into(), sent)
}

fn owned(headers: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
}

/// What a request was, once it is answered.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) headers: HeaderMap,
}

impl Record {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// Answers until the test is over.
pub(crate) struct Server {
    address: SocketAddr,
    records: Arc<Mutex<Vec<Record>>>,
}

impl Server {
    pub(crate) fn start(answer: impl FnMut(&mut Asked) -> Answer + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let records = Arc::new(Mutex::new(Vec::new()));
        let answer = Arc::new(Mutex::new(answer));
        let kept = records.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (records, answer) = (kept.clone(), answer.clone());
                thread::spawn(move || serve(stream, &records, &answer));
            }
        });
        Server { address, records }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What was asked so far.
    pub(crate) fn records(&self) -> Vec<Record> {
        self.records.lock().expect("records").clone()
    }
}

fn serve<F: FnMut(&mut Asked) -> Answer>(stream: TcpStream, records: &Mutex<Vec<Record>>, answer: &Mutex<F>) {
    let mut next = Some(stream);
    while let Some(mut asked) = next.take().and_then(head) {
        records.lock().expect("records").push(Record {
            method: asked.method.clone(),
            target: asked.target.clone(),
            headers: asked.headers.clone(),
        });
        let answer = answer.lock().expect("no answer has panicked")(&mut asked);
        let mut stream = asked.stream.into_inner();
        next = write(&mut stream, answer).then_some(stream);
    }
}

/// `None` if the client has gone.
fn head(stream: TcpStream) -> Option<Asked> {
    let mut stream = BufReader::new(stream);
    let mut line = String::new();
    stream.read_line(&mut line).ok().filter(|read| *read > 0)?;
    let mut words = line.split_whitespace().map(str::to_owned);
    let (method, target) = (words.next()?, words.next()?);
    let mut headers = HeaderMap::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.append(
            HeaderName::from_bytes(name.as_bytes()).expect("a name"),
            HeaderValue::from_str(value.trim()).expect("a value"),
        );
    }
    assert!(!headers.contains_key("transfer-encoding"), "a length is expected");
    let length = headers.get("content-length").map_or(0, |v| v.to_str().expect("text").parse().expect("a length"));
    Some(Asked { method, target, headers, body: Vec::new(), length, stream })
}

/// Whether the connection goes on.
fn write(stream: &mut TcpStream, answer: Answer) -> bool {
    let (written, is_whole) = match answer {
        Answer::Reply(status, headers, body) => {
            (head_of(stream, status, &headers, body.len() as u64).and_then(|()| stream.write_all(&body)), true)
        }
        Answer::Part(status, headers, body, sent) => {
            let head = head_of(stream, status, &headers, body.len() as u64);
            (head.and_then(|()| stream.write_all(&body[..sent])), false)
        }
        Answer::Made(status, headers, range, sent, make) => {
            let head = head_of(stream, status, &headers, range.end - range.start);
            let end = range.end.min(range.start + sent);
            (head.and_then(|()| made(stream, range.start..end, make)), end == range.end)
        }
        Answer::Nothing => (Ok(()), false),
    };
    if !is_whole {
        let _ = stream.shutdown(Shutdown::Both);
    }
    written.is_ok() && is_whole
}

fn head_of(stream: &mut TcpStream, status: u16, headers: &[(&'static str, String)], length: u64) -> io::Result<()> {
    let mut head = format!("HTTP/1.1 {status} Said\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if status != 204 {
        head.push_str(&format!("content-length: {length}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())
}

fn made(stream: &mut TcpStream, range: Range<u64>, make: fn(u64, usize) -> Vec<u8>) -> io::Result<()> {
    const PIECE: usize = 1 << 16;
    for at in range.clone().step_by(PIECE) {
        stream.write_all(&make(at, (range.end - at).min(PIECE as u64) as usize))?;
    }
    Ok(())
}
