//! A transport without a network.

use super::{Recorded, Reply};
use crate::{Payload, Transport, TransportError, TransportErrorKind, TransportFuture};
use bytes::Bytes;
use http::{Method, Request, Response};
use serde::Serialize;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Records what is sent, and answers by route, then from a queue, then with what is set for all others. A request that
/// nothing is set for fails, and says so.
///
/// Clones share their records: keep one, hand the other to the client's builder.
///
/// ```
/// use docwright_runtime::test_support::{RecordingTransport, Reply};
/// use docwright_runtime::{Client, Method, Value, serde_json::json};
///
/// // What is to be tested.
/// async fn name_of_root(client: &Client) -> Result<String, docwright_runtime::Error> {
///     let item: Value = client.request(Method::GET, "/me/drive/root").query("$select", "name").send().await?;
///     Ok(item["name"].as_str().unwrap_or_default().to_owned())
/// }
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let wire = RecordingTransport::new().on(
///     Method::GET,
///     "/v1.0/me/drive/root",
///     Reply::json(200, &json!({ "name": "root" })),
/// );
/// let client = Client::builder("https://example.com/v1.0").transport(wire.clone()).build()?;
/// assert_eq!(name_of_root(&client).await?, "root");
/// assert_eq!(wire.take()[0].url(), "https://example.com/v1.0/me/drive/root?$select=name");
///
/// // How it takes a failure: answers of a queue come once, in order.
/// let wire = RecordingTransport::new().reply_json(404, &json!({ "error": { "code": "itemNotFound" } }));
/// let client = Client::builder("https://example.com/v1.0").transport(wire).build()?;
/// assert!(name_of_root(&client).await.unwrap_err().is_not_found());
/// # Ok::<(), docwright_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone, Debug, Default)]
pub struct RecordingTransport(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    sent: Vec<Recorded>,
    routes: Vec<Route>,
    queue: VecDeque<Result<Reply, TransportError>>,
    otherwise: Option<Reply>,
}

#[derive(Debug)]
struct Route {
    method: Method,
    path: String,
    reply: Reply,
}

impl RecordingTransport {
    /// Nothing recorded, nothing to answer.
    pub fn new() -> Self {
        RecordingTransport::default()
    }

    /// Answers every request of this method and path. The path is the whole one, that of the base URL included, as it is
    /// sent: percent-encoded. `{…}` stands for any segment. Of several that fit, the last one counts.
    pub fn on(self, method: Method, path: impl Into<String>, reply: Reply) -> Self {
        self.state().routes.push(Route { method, path: path.into(), reply });
        self
    }

    /// Answers every request that nothing else is set for.
    pub fn otherwise(self, reply: Reply) -> Self {
        self.state().otherwise = Some(reply);
        self
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

    /// Queues an answer in JSON.
    ///
    /// # Panics
    /// If the status isn't one, or the value can't be written as JSON.
    pub fn reply_json(self, status: u16, value: &(impl Serialize + ?Sized)) -> Self {
        self.push(Ok(Reply::json(status, value)))
    }

    /// Queues an answer with these headers.
    ///
    /// # Panics
    /// If the status isn't one, or a header can't be sent.
    pub fn reply_with(self, status: u16, headers: &[(&str, &str)], body: impl Into<Bytes>) -> Self {
        let reply = headers.iter().fold(Reply::new(status), |reply, (name, value)| reply.header(name, value));
        self.push(Ok(reply.body(body)))
    }

    /// Queues a failure to send.
    pub fn fail(self, error: TransportError) -> Self {
        self.push(Err(error))
    }

    /// What was sent since the last time, oldest first.
    pub fn take(&self) -> Vec<Recorded> {
        std::mem::take(&mut self.state().sent)
    }

    fn push(self, reply: Result<Reply, TransportError>) -> Self {
        self.state().queue.push_back(reply);
        self
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn answer(&mut self, sent: Recorded) -> Result<Response<Payload>, TransportError> {
        let route = self.routes.iter().rev().find(|route| route.fits(&sent)).map(|route| Ok(route.reply.clone()));
        let reply = route.or_else(|| self.queue.pop_front()).or_else(|| self.otherwise.clone().map(Ok));
        let reply = reply.unwrap_or_else(|| {
            let reason = format!("the test has no reply to {} {}", sent.method(), sent.path());
            Err(TransportError::new(TransportErrorKind::Request, reason))
        });
        self.sent.push(sent);
        reply.map(Reply::into_response)
    }
}

impl Route {
    fn fits(&self, sent: &Recorded) -> bool {
        let is_any = |segment: &str| segment.starts_with('{') && segment.ends_with('}');
        let (wanted, given): (Vec<_>, Vec<_>) = (self.path.split('/').collect(), sent.path().split('/').collect());
        self.method == sent.method()
            && wanted.len() == given.len()
            && wanted.iter().zip(given).all(|(wanted, given)| *wanted == given || is_any(wanted))
    }
}

impl Transport for RecordingTransport {
    fn send(&self, request: Request<Payload>) -> TransportFuture<'_> {
        Box::pin(async move {
            let (parts, payload) = request.into_parts();
            let body = payload.collect().await?;
            self.state().answer(Recorded(Request::from_parts(parts, body)))
        })
    }
}
