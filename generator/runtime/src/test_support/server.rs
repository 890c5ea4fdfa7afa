//! A real HTTP server on loopback. It answers what it is told to and keeps what it was sent.
//!
//! One per process: a checker opens a desk of its own at it, so that tests run side by side.

use super::Recorded;
use crate::{Payload, ReqwestTransport, Transport, TransportFuture};
use bytes::Bytes;
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use std::collections::{HashMap, VecDeque};
use std::future::Future;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};

/// The process's server, and what sends to it.
pub(super) struct Server {
    runtime: Runtime,
    transport: Arc<dyn Transport>,
    address: SocketAddr,
    desks: Arc<Desks>,
    opened: AtomicUsize,
}

#[derive(Default)]
struct Desks(Mutex<HashMap<String, Desk>>);

/// What one checker gets answered, and what it sent.
#[derive(Default)]
struct Desk {
    answers: VecDeque<Response<Bytes>>,
    received: Vec<Recorded>,
}

impl Server {
    /// # Panics
    /// If no server can be started on loopback.
    pub(super) fn get() -> &'static Server {
        static SERVER: OnceLock<Server> = OnceLock::new();
        SERVER.get_or_init(|| match Server::start() {
            Ok(server) => server,
            Err(error) => panic!("no HTTP server on loopback: {error}"),
        })
    }

    fn start() -> Result<Server, Box<dyn std::error::Error>> {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let listener = runtime.block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))?;
        let (address, desks) = (listener.local_addr()?, Arc::<Desks>::default());
        runtime.spawn(accept(listener, desks.clone()));
        // A proxy of the environment isn't meant for loopback.
        let http = ReqwestTransport::client_builder()?.no_proxy().build()?;
        let transport = Arc::new(ReqwestTransport::from(http));
        Ok(Server { runtime, transport, address, desks, opened: AtomicUsize::new(0) })
    }

    /// A place at the server, with an address of its own.
    pub(super) fn open(&'static self) -> Place {
        let name = self.opened.fetch_add(1, Ordering::Relaxed).to_string();
        self.desks.lock().insert(name.clone(), Desk::default());
        Place { server: self, name }
    }
}

impl Desks {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Desk>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps the request and gives the next answer.
    fn serve(&self, request: Request<Bytes>) -> Response<Bytes> {
        let desk = request.uri().path().split('/').nth(1).unwrap_or_default().to_owned();
        let mut desks = self.lock();
        let Some(desk) = desks.get_mut(&desk) else { return bare(StatusCode::NOT_FOUND) };
        desk.received.push(Recorded(request));
        desk.answers.pop_front().unwrap_or_else(|| bare(StatusCode::GONE))
    }
}

fn bare(status: StatusCode) -> Response<Bytes> {
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = status;
    response
}

async fn accept(listener: TcpListener, desks: Arc<Desks>) {
    // A connection that fails is the client's to report.
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(connection(stream, desks.clone()));
    }
}

async fn connection(stream: TcpStream, desks: Arc<Desks>) -> Result<(), hyper::Error> {
    let service = service_fn(move |request: Request<Incoming>| {
        let desks = desks.clone();
        async move {
            let (parts, body) = request.into_parts();
            let body = body.collect().await?.to_bytes();
            Ok::<_, hyper::Error>(desks.serve(Request::from_parts(parts, body)).map(Full::new))
        }
    });
    http1::Builder::new().serve_connection(TokioIo::new(stream), service).await
}

/// A desk, as its checker sees it. It is closed when it is dropped.
pub(super) struct Place {
    server: &'static Server,
    name: String,
}

impl Place {
    /// `http://127.0.0.1:4711/0`: what is sent below it comes to this desk.
    pub(super) fn url(&self) -> String {
        format!("http://{}/{}", self.server.address, self.name)
    }

    /// The same desk under the name of another host: another origin.
    pub(super) fn elsewhere(&self) -> String {
        format!("http://localhost:{}/{}", self.server.address.port(), self.name)
    }

    /// What carries requests to the server.
    pub(super) fn transport(&self) -> SharedTransport {
        SharedTransport(self.server.transport.clone())
    }

    /// What is answered next, in order.
    pub(super) fn answer(&self, answers: impl IntoIterator<Item = Response<Bytes>>) {
        self.with(|desk| desk.answers = answers.into_iter().collect());
    }

    /// What was sent since the last time, in order.
    pub(super) fn received(&self) -> Vec<Recorded> {
        self.with(|desk| std::mem::take(&mut desk.received))
    }

    /// Runs a call to its end.
    pub(super) fn run<T>(&self, call: impl Future<Output = T>) -> T {
        self.server.runtime.block_on(call)
    }

    fn with<T>(&self, f: impl FnOnce(&mut Desk) -> T) -> T {
        f(self.server.desks.lock().entry(self.name.clone()).or_default())
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.server.desks.lock().remove(&self.name);
    }
}

/// The transport of the process.
pub(super) struct SharedTransport(Arc<dyn Transport>);

impl Transport for SharedTransport {
    fn send(&self, request: Request<Payload>) -> TransportFuture<'_> {
        self.0.send(request)
    }
}
