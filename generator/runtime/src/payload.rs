//! The body of a message on the wire: bytes in memory, or a stream of them.

use crate::{TransportError, TransportErrorKind};
use bytes::{Bytes, BytesMut};
use futures::stream::{BoxStream, Stream, StreamExt, try_unfold};
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

    /// A stream that fails where it holds more or fewer bytes than it promised. The service would wait for those that are
    /// missing, and keep a file without those that are too many.
    pub(crate) fn exact(self) -> Self {
        let Inner::Stream(stream, Some(length)) = self.0 else { return self };
        let counted = try_unfold((stream, length), move |(mut stream, left)| async move {
            let Some(chunk) = next(&mut stream).await? else {
                return if left == 0 { Ok(None) } else { Err(mismatch(length, "fewer")) };
            };
            let left = left.checked_sub(chunk.len() as u64).ok_or_else(|| mismatch(length, "more"))?;
            // Nobody asks again once the promise is kept.
            if left == 0 && next(&mut stream).await?.is_some() {
                return Err(mismatch(length, "more"));
            }
            Ok(Some((chunk, (stream, left))))
        });
        Payload::stream(counted, Some(length))
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

/// The next chunk that holds something.
async fn next(stream: &mut Chunks) -> Result<Option<Bytes>, TransportError> {
    while let Some(chunk) = stream.next().await.transpose()? {
        if !chunk.is_empty() {
            return Ok(Some(chunk));
        }
    }
    Ok(None)
}

fn mismatch(length: u64, than: &str) -> TransportError {
    TransportError::new(
        TransportErrorKind::Request,
        format!("the body's stream holds {than} bytes than the {length} promised"),
    )
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
