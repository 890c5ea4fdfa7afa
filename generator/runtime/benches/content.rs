//! 1 GiB through an upload session, and as much back, with failures in the middle: throughput, and the peak of memory, which
//! may not reach 64 MiB. `cargo bench -p docwright-runtime --bench content`.
//!
//! The service is another process: it checks every byte and keeps none. Peak memory is read from `/proc` (Linux).
#![allow(clippy::print_stdout, reason = "a benchmark reports")]

#[path = "../tests/raw_server/mod.rs"]
mod raw_server;

use docwright_runtime::{Bytes, Client, Content, Method, RetryPolicy, TransportError, UploadTask, Value};
use futures::stream::{self, Stream};
use raw_server::{Answer, Asked, Server, reply};
use std::error::Error;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const LENGTH: u64 = 1 << 30;
const CHUNK: u64 = 10 << 20;
const LIMIT: u64 = 64 << 20;

/// As an argument: be the service.
const SERVE: &str = "--serve";

fn main() -> Result<ExitCode, Box<dyn Error>> {
    if std::env::args().any(|arg| arg == SERVE) {
        return serve();
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let (file, service) = (film()?, Service::start()?);
    let content = runtime.block_on(Content::file("video/mp4", file.path()))?;
    runtime.block_on(upload("a file", &service, content))?;
    runtime.block_on(upload("a stream", &service, Content::stream("video/mp4", Some(LENGTH), pieces())))?;
    runtime.block_on(download(&service))?;
    let Some(peak) = peak() else {
        println!("peak memory: not known on this system");
        return Ok(ExitCode::SUCCESS);
    };
    println!("peak memory: {:.1} MiB, {} allowed", mib(peak), LIMIT >> 20);
    Ok(if peak < LIMIT { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn upload(name: &str, service: &Service, content: Content) -> Result<(), Box<dyn Error>> {
    let (client, repeats) = service.client()?;
    let begin = Instant::now();
    let session = format!("{}/up/{}", service.url, name.len());
    let item: Value = UploadTask::new(&client, session, content).chunk_size(CHUNK).send().await?;
    assert_eq!(item["size"], LENGTH);
    report(name, begin, &repeats);
    Ok(())
}

async fn download(service: &Service) -> Result<(), Box<dyn Error>> {
    let (client, repeats) = service.client()?;
    let begin = Instant::now();
    let mut film = client.request(Method::GET, "/film").download().await?;
    let mut came = 0;
    while let Some(piece) = film.try_next().await? {
        assert!((came..).zip(&piece).all(|(at, found)| byte(at) == *found), "another byte behind {came}");
        came += piece.len() as u64;
    }
    assert_eq!(came, LENGTH);
    report("a download", begin, &repeats);
    Ok(())
}

fn report(name: &str, begin: Instant, repeats: &AtomicUsize) {
    let (seconds, repeats) = (begin.elapsed().as_secs_f64(), repeats.load(Ordering::Relaxed));
    println!("{name}: {} MiB in {seconds:.2} s, {:.0} MiB/s, {repeats} repeats", LENGTH >> 20, mib(LENGTH) / seconds);
}

/// Bytes that tell where they stand.
fn byte(at: u64) -> u8 {
    (at / 4099 + at) as u8
}

fn piece(at: u64, length: usize) -> Vec<u8> {
    (at..at + length as u64).map(byte).collect()
}

fn film() -> Result<tempfile::NamedTempFile, Box<dyn Error>> {
    let file = tempfile::NamedTempFile::new()?;
    let mut out = BufWriter::new(&file);
    for at in (0..LENGTH).step_by(1 << 20) {
        out.write_all(&piece(at, 1 << 20))?;
    }
    out.flush()?;
    drop(out);
    Ok(file)
}

fn pieces() -> impl Stream<Item = Result<Bytes, TransportError>> + Send {
    stream::iter((0..LENGTH).step_by(1 << 16).map(|at| Ok(Bytes::from(piece(at, 1 << 16)))))
}

fn mib(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}

/// The most memory that this process has had, in bytes.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? << 10)
}

/// The service's process.
struct Service {
    process: Child,
    url: String,
}

impl Service {
    fn start() -> Result<Self, Box<dyn Error>> {
        let mut process = Command::new(std::env::current_exe()?).arg(SERVE).stdout(Stdio::piped()).spawn()?;
        let mut url = String::new();
        let out = process.stdout.take().ok_or("no output")?;
        BufReader::new(out).read_line(&mut url)?;
        Ok(Service { process, url: url.trim().to_owned() })
    }

    /// A client that doesn't wait for long, and the number of times that it had to repeat something.
    fn client(&self) -> Result<(Client, Arc<AtomicUsize>), Box<dyn Error>> {
        let wait = Duration::from_millis(10);
        let repeats = Arc::new(AtomicUsize::new(0));
        let counted = repeats.clone();
        let client = Client::builder(&self.url)
            .token("t0ken")
            .retry(RetryPolicy::new().backoff(wait, wait))
            .on_retry(move |_| _ = counted.fetch_add(1, Ordering::Relaxed))
            .build()?;
        Ok((client, repeats))
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn serve() -> Result<ExitCode, Box<dyn Error>> {
    let (mut session, mut received, mut calls) = (String::new(), 0, 0);
    let server = Server::start(move |asked| {
        if asked.target == "/film" {
            return film_from(asked);
        }
        if asked.target != session {
            (session, received) = (asked.target.clone(), 0);
        }
        if asked.header("authorization").is_some() {
            return reply(401, &[], "");
        }
        calls += 1;
        if asked.method == "GET" { next(received) } else { chunk(asked, &mut received, calls) }
    });
    println!("{}", server.url(""));
    loop {
        std::thread::park();
    }
}

/// Sends what is asked for, and breaks off after 100 MiB.
fn film_from(asked: &Asked) -> Answer {
    let first = asked.header("range").and_then(|range| range[6..].split('-').next()?.parse().ok()).unwrap_or(0);
    let mut headers = vec![("etag", "\"a\"".to_owned())];
    if first > 0 {
        headers.push(("content-range", format!("bytes {first}-{}/{LENGTH}", LENGTH - 1)));
    }
    Answer::Made(if first > 0 { 206 } else { 200 }, headers, first..LENGTH, 100 << 20, piece)
}

/// Takes a chunk; every fifth call fails, each time in another way.
fn chunk(asked: &mut Asked, received: &mut u64, calls: u64) -> Answer {
    match calls % 20 {
        4 => {
            asked.read();
            return reply(503, &[("retry-after", "0")], "");
        }
        9 => {
            asked.read_some(3 << 20);
            return Answer::Nothing;
        }
        14 => {
            asked.read();
            return reply(500, &[], "");
        }
        _ => {}
    }
    let first = asked.header("content-range").and_then(|range| range[6..].split('-').next()?.parse::<u64>().ok());
    let body = asked.read();
    if first != Some(*received) || (*received..).zip(body).any(|(at, byte)| self::byte(at) != *byte) {
        return reply(416, &[], "");
    }
    *received += body.len() as u64;
    if calls % 20 == 19 && *received < LENGTH {
        // It has arrived, and nobody is told.
        return Answer::Nothing;
    }
    if *received == LENGTH { reply(201, &[], format!(r#"{{"size": {LENGTH}}}"#)) } else { next(*received) }
}

fn next(at: u64) -> Answer {
    reply(202, &[], format!(r#"{{"nextExpectedRanges": ["{at}-"]}}"#))
}
