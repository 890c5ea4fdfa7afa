//! The body of a message on the wire: bytes in memory, or a stream of them.

use crate::TransportError;
use bytes::{Bytes, BytesMut};
use futures::stream::{BoxStream, Stream, StreamExt};
use std::fmt;

/// The body of a request or response, as a [`Transport`](crate::Transport) takes and gives it.
pub struct Payload(Inner);

enum Inner {
    Memory(Bytes),
    Stream(BoxStream<'static, Result<Bytes, TransportError>>),
}

impl Payload {
    /// No bytes.
    pub const fn empty() -> Self {
        Payload(Inner::Memory(Bytes::new()))
    }

    /// Bytes that are still to come.
    pub fn stream(stream: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static) -> Self {
        Payload(Inner::Stream(stream.boxed()))
    }

    /// The bytes, if they are all in memory.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Inner::Memory(bytes) => Some(bytes),
            Inner::Stream(_) => None,
        }
    }

    /// The bytes, as they come.
    pub fn into_stream(self) -> BoxStream<'static, Result<Bytes, TransportError>> {
        match self.0 {
            Inner::Memory(bytes) => futures::stream::once(async { Ok(bytes) }).boxed(),
            Inner::Stream(stream) => stream,
        }
    }

    /// Reads to the end.
    ///
    /// # Errors
    /// The stream's error, if it breaks off.
    pub async fn collect(self) -> Result<Bytes, TransportError> {
        let mut stream = match self.0 {
            Inner::Memory(bytes) => return Ok(bytes),
            Inner::Stream(stream) => stream,
        };
        // Most responses are one chunk: it is handed on without a copy.
        let Some(first) = stream.next().await.transpose()? else { return Ok(Bytes::new()) };
        let Some(second) = stream.next().await.transpose()? else { return Ok(first) };
        let mut all = BytesMut::with_capacity((first.len() + second.len()) * 2);
        all.extend_from_slice(&first);
        all.extend_from_slice(&second);
        while let Some(chunk) = stream.next().await.transpose()? {
            all.extend_from_slice(&chunk);
        }
        Ok(all.freeze())
    }
}

impl<T: Into<Bytes>> From<T> for Payload {
    fn from(bytes: T) -> Self {
        Payload(Inner::Memory(bytes.into()))
    }
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Inner::Memory(bytes) => write!(f, "Payload({} bytes)", bytes.len()),
            Inner::Stream(_) => f.write_str("Payload(stream)"),
        }
    }
}
