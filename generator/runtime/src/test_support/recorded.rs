//! A request as a transport without a network was handed it.

use bytes::Bytes;
use http::{HeaderMap, Method, Request};
use serde_json::Value;

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
        super::pairs::pairs(self.0.uri().query().unwrap_or_default())
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
