//! A response whose body is read by the caller, as it comes.

use crate::{Error, Payload, TransportError};
use bytes::Bytes;
use futures::stream::{BoxStream, Stream};
use http::{HeaderMap, StatusCode, response::Parts};
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

/// The content of a response, as a stream of bytes. Memory holds one chunk at a time.
pub struct Download {
    parts: Parts,
    length: Option<u64>,
    stream: BoxStream<'static, Result<Bytes, TransportError>>,
}

impl Download {
    pub(crate) fn new(response: http::Response<Payload>) -> Self {
        let (parts, payload) = response.into_parts();
        Download { length: payload.length(), stream: payload.into_stream(), parts }
    }

    /// The status: 200, or 206 for a range.
    pub fn status(&self) -> StatusCode {
        self.parts.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// How many bytes there are, if the service said so.
    pub fn length(&self) -> Option<u64> {
        self.length
    }
}

impl Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.stream.as_mut().poll_next(cx).map_err(Error::from)
    }
}

/// Status and length.
impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("status", &self.parts.status)
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}
