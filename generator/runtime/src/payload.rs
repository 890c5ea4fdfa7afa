//! The body of a message on the wire: bytes in memory, or a stream of them.

use crate::TransportError;
use bytes::{Buf, Bytes, BytesMut};
use futures::stream::{BoxStream, Stream, StreamExt, TryStreamExt};
use std::fmt;

/// The body of a request or response, as a [`Transport`](crate::Transport) takes and gives it.
pub struct Payload(Inner);

type Chunks = BoxStream<'static, Result<Bytes, TransportError>>;

enum Inner {
    Memory(Bytes),
    Stream(Chunks, Option<u64>),
}

impl Payload {
    /// No bytes.
    pub const fn empty() -> Self {
        Payload(Inner::Memory(Bytes::new()))
    }

    /// Bytes that are still to come, and how many, if that is known.
    pub fn stream(
        stream: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static,
        length: Option<u64>,
    ) -> Self {
        Payload(Inner::Stream(stream.boxed(), length))
    }

    /// The bytes, if they are all in memory.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Inner::Memory(bytes) => Some(bytes),
            Inner::Stream(..) => None,
        }
    }

    /// How many bytes there are or will be, if that is known.
    pub fn length(&self) -> Option<u64> {
        match &self.0 {
            Inner::Memory(bytes) => Some(bytes.len() as u64),
            Inner::Stream(_, length) => *length,
        }
    }

    /// The bytes, as they come.
    pub fn into_stream(self) -> BoxStream<'static, Result<Bytes, TransportError>> {
        match self.0 {
            Inner::Memory(bytes) => futures::stream::once(async { Ok(bytes) }).boxed(),
            Inner::Stream(stream, _) => stream,
        }
    }

    /// Reads to the end.
    ///
    /// # Errors
    /// The stream's error, if it breaks off.
    pub async fn collect(self) -> Result<Bytes, TransportError> {
        match self.collect_up_to(usize::MAX).await {
            (_, End::Broken(error)) => Err(error),
            (bytes, End::Whole | End::TooLong) => Ok(bytes),
        }
    }

    /// Reads to the end, or as many bytes as this.
    pub(crate) async fn collect_up_to(self, limit: usize) -> (Bytes, End) {
        let mut stream = match self.0 {
            Inner::Memory(bytes) => return cut(bytes, limit),
            Inner::Stream(stream, _) => stream,
        };
        // Most responses are one chunk: it is handed on without a copy.
        let (mut first, mut all) = (Bytes::new(), BytesMut::new());
        while first.len().max(all.len()) <= limit {
            match stream.next().await {
                Some(Ok(chunk)) if first.is_empty() => first = chunk,
                Some(Ok(chunk)) => {
                    if all.is_empty() {
                        all.reserve((first.len() + chunk.len()) * 2);
                        all.extend_from_slice(&first);
                    }
                    all.extend_from_slice(&chunk);
                }
                Some(Err(error)) => return (longer(first, all), End::Broken(error)),
                None => break,
            }
        }
        cut(longer(first, all), limit)
    }
}

/// How reading a body ended.
pub(crate) enum End {
    /// It is all there.
    Whole,
    /// There is more than was wanted.
    TooLong,
    /// Before its time.
    Broken(TransportError),
}

fn cut(mut bytes: Bytes, limit: usize) -> (Bytes, End) {
    let end = if bytes.len() > limit { End::TooLong } else { End::Whole };
    bytes.truncate(limit);
    (bytes, end)
}

fn longer(first: Bytes, all: BytesMut) -> Bytes {
    if all.is_empty() { first } else { all.freeze() }
}

/// The same without its first bytes.
pub(crate) fn skip(payload: Payload, first: u64) -> Payload {
    if first == 0 {
        return payload;
    }
    let length = payload.length().map(|length| length.saturating_sub(first));
    let rest = payload.into_stream().try_filter_map({
        let mut left = first;
        move |mut piece| {
            let gone = usize::try_from(left).unwrap_or(usize::MAX).min(piece.len());
            piece.advance(gone);
            left -= gone as u64;
            std::future::ready(Ok((!piece.is_empty()).then_some(piece)))
        }
    });
    Payload::stream(rest, length)
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
            Inner::Stream(_, Some(length)) => write!(f, "Payload(stream of {length} bytes)"),
            Inner::Stream(_, None) => f.write_str("Payload(stream)"),
        }
    }
}
