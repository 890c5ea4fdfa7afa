//! A transport without a network.

use crate::{Payload, Transport, TransportError, TransportFuture};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode};
use serde_json::Value;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Records what is sent and answers from a queue; once the queue is empty, with `204 No Content`.
///
/// Clones share their records: keep one, hand the other to the client's builder.
///
/// ```
/// use docwright_runtime::test_support::RecordingTransport;
/// use docwright_runtime::{Client, Method, Value};
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let wire = RecordingTransport::new().reply(200, r#"{"name": "report.docx"}"#);
/// let client = Client::builder("https://example.com/v1.0").transport(wire.clone()).build()?;
/// let item: Value = client.request(Method::GET, "/me/drive/root").query("$select", "name").send().await?;
/// assert_eq!(item["name"], "report.docx");
/// assert_eq!(wire.take()[0].url(), "https://example.com/v1.0/me/drive/root?$select=name");
/// # Ok::<(), docwright_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone, Debug, Default)]
pub struct RecordingTransport(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    sent: Vec<Recorded>,
    replies: VecDeque<Result<Response<Bytes>, TransportError>>,
}

impl RecordingTransport {
    /// Nothing recorded, nothing to answer.
    pub fn new() -> Self {
        RecordingTransport::default()
    }

    /// Queues an answer, JSON if it has a body.
    ///
    /// # Panics
    /// If the status isn't one.
    pub fn reply(self, status: u16, body: impl Into<Bytes>) -> Self {
        let body = body.into();
        let headers: &[(&str, &str)] = if body.is_empty() { &[] } else { &[("content-type", "application/json")] };
        self.reply_with(status, headers, body)
    }

    /// Queues an answer with these headers.
    ///
    /// # Panics
    /// If the status isn't one, or a header can't be sent.
    pub fn reply_with(self, status: u16, headers: &[(&str, &str)], body: impl Into<Bytes>) -> Self {
        let mut response = Response::new(body.into());
        *response.status_mut() = StatusCode::from_u16(status).expect("a status");
        for (name, value) in headers {
            let name = HeaderName::from_bytes(name.as_bytes()).expect("a header name");
            response.headers_mut().append(name, HeaderValue::from_str(value).expect("a header value"));
        }
        self.state().replies.push_back(Ok(response));
        self
    }

    /// Queues a failure to send.
    pub fn fail(self, error: TransportError) -> Self {
        self.state().replies.push_back(Err(error));
        self
    }

    /// What was sent since the last time, oldest first.
    pub fn take(&self) -> Vec<Recorded> {
        std::mem::take(&mut self.state().sent)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, sent: Recorded) -> Result<Response<Payload>, TransportError> {
        let mut state = self.state();
        state.sent.push(sent);
        let reply = state.replies.pop_front().unwrap_or_else(|| {
            let mut response = Response::new(Bytes::new());
            *response.status_mut() = StatusCode::NO_CONTENT;
            Ok(response)
        });
        Ok(reply?.map(Payload::from))
    }
}

impl Transport for RecordingTransport {
    fn send(&self, request: Request<Payload>) -> TransportFuture<'_> {
        Box::pin(async move {
            let (parts, payload) = request.into_parts();
            let body = payload.collect().await?;
            self.answer(Recorded(Request::from_parts(parts, body)))
        })
    }
}

/// A request as it was sent, `Authorization` included.
#[derive(Clone, Debug)]
pub struct Recorded(pub(super) Request<Bytes>);

impl Recorded {
    /// The method.
    pub fn method(&self) -> &Method {
        self.0.method()
    }

    /// The absolute URL.
    pub fn url(&self) -> String {
        self.0.uri().to_string()
    }

    /// The path, percent-encoded, that of the base URL included.
    pub fn path(&self) -> &str {
        self.0.uri().path()
    }

    /// The query's pairs, decoded.
    pub fn query(&self) -> Vec<(String, String)> {
        super::message::pairs(self.0.uri().query().unwrap_or_default())
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.0.headers()
    }

    /// The value of a header, if it was sent and is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.0.headers().get(name)?.to_str().ok()
    }

    /// The body.
    pub fn body(&self) -> &Bytes {
        self.0.body()
    }

    /// The body as JSON; `None` if it isn't.
    pub fn json(&self) -> Option<Value> {
        serde_json::from_slice(self.0.body()).ok()
    }
}
