//! What requests carry and what responses become: [`Body`], [`Output`] and [`Content`].
//!
//! Every model is both ([`Model`](crate::Model)); what isn't a model is implemented here.

#[cfg(feature = "tokio")]
mod file;
mod reader;

use crate::source::Source;
use crate::{Error, Payload, Response, TransportError};
use bytes::Bytes;
use futures::stream::Stream;
use serde::Serialize;
use serde_json::Value;
use std::borrow::Cow;
use std::fmt;

/// Media type of JSON.
pub(crate) const JSON: &str = "application/json";

/// Encoded request content: bytes, a file, or a stream, and their media type.
///
/// What is said to have some length must have it: if it ends early or goes on for longer, sending it fails with
/// [`TransportErrorKind::Content`](crate::TransportErrorKind::Content).
#[derive(Clone)]
pub struct Content {
    media_type: Cow<'static, str>,
    source: Source,
}

impl Content {
    /// Content of any media type.
    pub fn new(media_type: impl Into<Cow<'static, str>>, bytes: impl Into<Bytes>) -> Self {
        Content { media_type: media_type.into(), source: Source::Memory(bytes.into()) }
    }

    /// Bytes that are still to come, and how many, if that is known; the call fails if the stream doesn't end there. They can
    /// be sent once: the call isn't repeated if it
    /// fails, and a clone of the request can't be sent after it.
    pub fn stream(
        media_type: impl Into<Cow<'static, str>>,
        length: Option<u64>,
        stream: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static,
    ) -> Self {
        Content { media_type: media_type.into(), source: Source::once(Payload::stream(stream, length)) }
    }

    /// A stream that can be opened again: once for each attempt.
    pub fn from_fn<S>(
        media_type: impl Into<Cow<'static, str>>,
        length: Option<u64>,
        open: impl Fn() -> S + Send + Sync + 'static,
    ) -> Self
    where
        S: Stream<Item = Result<Bytes, TransportError>> + Send + 'static,
    {
        let source = Source::again(length, move || Payload::stream(open(), length));
        Content { media_type: media_type.into(), source }
    }

    /// `application/json`, encoded by serde.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] if the value can't be written as JSON (a map whose keys are no strings, for one).
    pub fn json<T: Serialize + ?Sized>(value: &T) -> Result<Self, Error> {
        let bytes =
            serde_json::to_vec(value).map_err(|e| Error::invalid(format!("the body can't be written as JSON: {e}")))?;
        Ok(Content::new(JSON, bytes))
    }

    /// The media type, as sent in `Content-Type`.
    pub fn media_type(&self) -> &str {
        &self.media_type
    }

    /// The encoded bytes; `None` if they are still to come.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        self.source.as_bytes()
    }

    /// How many bytes there are, if that is known.
    pub fn length(&self) -> Option<u64> {
        self.source.length()
    }

    pub(crate) fn into_source(self) -> Source {
        self.source
    }
}

/// Media type and length; bodies stay out of logs.
impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Content({}, {:?})", self.media_type, self.source)
    }
}

/// What can be sent as the body of an operation.
pub trait Body {
    /// Encodes the value.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] if it can't be encoded.
    fn content(&self) -> Result<Content, Error>;
}

/// The body of an operation that takes none. There are no values of it, and it isn't a [`Body`]: `.body(…)` doesn't
/// compile for such an operation. (`.content(…)` still does, as a way out where the docs are wrong.)
#[derive(Clone, Copy, Debug)]
pub enum NoBody {}

/// Untyped JSON.
impl Body for Value {
    fn content(&self) -> Result<Content, Error> {
        Content::json(self)
    }
}

/// Bytes of a file, `application/octet-stream`. For another media type there is `Request::content`.
impl Body for [u8] {
    fn content(&self) -> Result<Content, Error> {
        Ok(Content::new("application/octet-stream", self.to_vec()))
    }
}

/// Text, `text/plain`.
impl Body for str {
    fn content(&self) -> Result<Content, Error> {
        Ok(Content::new("text/plain; charset=utf-8", self.as_bytes().to_vec()))
    }
}

/// What the successful response of an operation is turned into.
pub trait Output: Sized {
    /// Sent as `Accept`; `None` sends none.
    const ACCEPT: Option<&'static str> = Some(JSON);
    /// Whether it is made from the body: a result that nobody looks at isn't fetched.
    const NEEDS_BODY: bool = true;

    /// Decodes a response whose status is a success.
    ///
    /// # Errors
    /// [`Error::Decode`] if the body doesn't hold such a value.
    fn decode(response: &Response) -> Result<Self, Error>;
}

/// Nothing: whatever body comes is ignored.
impl Output for () {
    const NEEDS_BODY: bool = false;

    fn decode(_: &Response) -> Result<Self, Error> {
        Ok(())
    }
}

/// For operations that answer some successes without a body: `None` for 204, and wherever no body comes.
impl<T: Output> Output for Option<T> {
    const ACCEPT: Option<&'static str> = T::ACCEPT;

    fn decode(response: &Response) -> Result<Self, Error> {
        if response.is_nothing() { Ok(None) } else { T::decode(response).map(Some) }
    }
}

/// Untyped JSON; an empty body is `null`.
impl Output for Value {
    fn decode(response: &Response) -> Result<Self, Error> {
        if response.body().is_empty() {
            return Ok(Value::Null);
        }
        response.json()
    }
}

/// The body as it came.
impl Output for Bytes {
    const ACCEPT: Option<&'static str> = None;

    fn decode(response: &Response) -> Result<Self, Error> {
        Ok(response.body().clone())
    }
}
