//! What a transport without a network answers.

use crate::content::JSON;
use crate::{HeaderName, HeaderValue, Payload, StatusCode};
use bytes::Bytes;
use http::{Response, header};
use serde::Serialize;

/// An answer of the [`RecordingTransport`](super::RecordingTransport): status, headers, body.
#[derive(Clone, Debug)]
pub struct Reply(Response<Bytes>);

impl Reply {
    /// An answer without a body.
    ///
    /// # Panics
    /// If the status isn't one.
    pub fn new(status: u16) -> Self {
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = StatusCode::from_u16(status).expect("a status");
        Reply(response)
    }

    /// An answer in JSON: a model, `serde_json::json!`, anything that serde can write.
    ///
    /// # Panics
    /// If the status isn't one, or the value can't be written as JSON.
    pub fn json(status: u16, value: &(impl Serialize + ?Sized)) -> Self {
        Reply::new(status).header(header::CONTENT_TYPE.as_str(), JSON).body(serde_json::to_vec(value).expect("JSON"))
    }

    /// Sets the body.
    pub fn body(mut self, body: impl Into<Bytes>) -> Self {
        *self.0.body_mut() = body.into();
        self
    }

    /// Adds a header.
    ///
    /// # Panics
    /// If it can't be sent.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name = HeaderName::from_bytes(name.as_bytes()).expect("a header name");
        self.0.headers_mut().append(name, HeaderValue::from_str(value).expect("a header value"));
        self
    }

    pub(super) fn into_response(self) -> Response<Payload> {
        self.0.map(Payload::from)
    }
}
