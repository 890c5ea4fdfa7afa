//! A server on loopback whose answers are functions, and a client whose waits take no time.
#![allow(dead_code, reason = "each test file uses a part of it")]

use docwright_runtime::test_support::TestClock;
use docwright_runtime::{Client, ClientBuilder};
use serde_json::Value;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

pub(crate) const TOKEN: &str = "t0ken";

pub(crate) struct Loopback {
    server: MockServer,
    pub(crate) clock: TestClock,
}

impl Loopback {
    /// A server that answers every request with what the function says: it is told the server's address, and the request.
    pub(crate) async fn start(answer: impl Fn(&str, &Request) -> ResponseTemplate + Send + Sync + 'static) -> Self {
        let server = MockServer::start().await;
        let base = server.uri();
        Mock::given(any()).respond_with(move |request: &Request| answer(&base, request)).mount(&server).await;
        Loopback { server, clock: TestClock::default() }
    }

    pub(crate) fn uri(&self) -> String {
        self.server.uri()
    }

    pub(crate) fn builder(&self) -> ClientBuilder<Client> {
        Client::builder(&format!("{}/v1.0", self.uri())).token(TOKEN).clock(self.clock.clone()).random(|| 0.5)
    }

    pub(crate) fn client(&self) -> Client {
        self.builder().build().expect("a client")
    }

    /// What was received, in order.
    pub(crate) async fn received(&self) -> Vec<Request> {
        self.server.received_requests().await.expect("recorded")
    }

    /// Path and query of what was received, below `/v1.0`.
    pub(crate) async fn paths(&self) -> Vec<String> {
        self.received().await.iter().map(path).collect()
    }

    /// Seconds slept since the last time.
    pub(crate) fn slept(&self) -> Vec<f64> {
        self.clock.take_slept().iter().map(|wait| wait.as_secs_f64()).collect()
    }
}

/// Path and query, below `/v1.0`.
pub(crate) fn path(request: &Request) -> String {
    let url = &request.url;
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    format!("{}{query}", url.path().strip_prefix("/v1.0").unwrap_or(url.path()))
}

pub(crate) fn header<'r>(request: &'r Request, name: &str) -> Option<&'r str> {
    request.headers.get(name)?.to_str().ok()
}

pub(crate) fn json(status: u16, body: Value) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_json(body)
}

pub(crate) fn empty(status: u16) -> ResponseTemplate {
    ResponseTemplate::new(status)
}
