//! A complete response: status, headers, body in memory.

use crate::download::{ByteRange, Part};
use crate::{Error, Output};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, StatusCode, header};
use serde::de::DeserializeOwned;
use std::fmt;

/// A response with its body read.
#[derive(Clone)]
pub struct Response {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    operation: Option<&'static str>,
    attempts: u32,
}

impl Response {
    /// A response made by hand: for tests, and for decoding what came some other way.
    pub fn new(status: StatusCode, headers: HeaderMap, body: impl Into<Bytes>) -> Self {
        Response { status, headers, body: body.into(), operation: None, attempts: 1 }
    }

    pub(crate) fn of(self, operation: Option<&'static str>, attempts: u32) -> Self {
        Response { operation, attempts, ..self }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body as it came.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Id of the operation that was called (`driveItem.checkin`); `None` for an undocumented call.
    pub fn operation(&self) -> Option<&'static str> {
        self.operation
    }

    /// How many attempts the call took.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// A header's value, if it is there and is text.
    pub fn header(&self, name: impl AsRef<str>) -> Option<&str> {
        self.headers.get(name.as_ref())?.to_str().ok()
    }

    /// `Location`: where a long-running operation, or what was created, is to be found.
    pub fn location(&self) -> Option<&str> {
        self.header(header::LOCATION)
    }

    /// The service's id of this call, for support requests.
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.headers)
    }

    /// Decodes the body as JSON.
    ///
    /// # Errors
    /// [`Error::Decode`] if it isn't JSON of this shape; the body is kept in the error.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Error> {
        serde_json::from_slice(&self.body).map_err(|e| self.undecodable(e))
    }

    /// Decodes what an operation answers.
    ///
    /// # Errors
    /// [`Error::Decode`] if the body doesn't hold such a value.
    pub fn decode<T: Output>(&self) -> Result<T, Error> {
        T::decode(self)
    }

    /// No value came, which is one for operations that may return none.
    pub(crate) fn is_nothing(&self) -> bool {
        self.status == StatusCode::NO_CONTENT || self.body.is_empty()
    }

    pub(crate) fn not_the_range(&self) -> Error {
        Error::decode(self, "it isn't the range that was asked for".to_owned())
    }

    /// The part of the body that was asked for, whether the service knows ranges or not.
    pub(crate) fn cut(mut self, wanted: Option<ByteRange>) -> Result<Self, Error> {
        if wanted.is_none() {
            return Ok(self);
        }
        let Some(part) = Part::of(wanted, self.status, &self.headers, Some(self.body.len() as u64)) else {
            return Err(self.not_the_range());
        };
        if self.status != StatusCode::PARTIAL_CONTENT {
            let end = part.cut.map_or(self.body.len(), |cut| cut as usize);
            self.body = self.body.slice(part.unwanted as usize..end);
        }
        Ok(self)
    }

    /// The error for a body that isn't what it should be. For implementations of [`Output`].
    pub fn undecodable(&self, reason: impl fmt::Display) -> Error {
        let reason = if self.body.is_empty() { "the body is empty".to_owned() } else { reason.to_string() };
        Error::decode(self, reason)
    }
}

/// The service's id of a call.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    const NAMES: [HeaderName; 2] = [HeaderName::from_static("request-id"), HeaderName::from_static("x-ms-request-id")];
    NAMES.iter().find_map(|name| headers.get(name)?.to_str().ok())
}

/// Status, operation and length; headers and body stay out of logs.
impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("operation", &self.operation)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}
