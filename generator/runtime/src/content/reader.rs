//! Content that is read from something: a pipe, a decoder, a file of some other runtime.

use super::Content;
use crate::source::Source;
use crate::{Payload, TransportError, TransportErrorKind};
use bytes::{Bytes, BytesMut};
use futures::io::{AsyncRead, AsyncReadExt, AsyncSeek, AsyncSeekExt, SeekFrom};
use futures::lock::Mutex;
use futures::stream::{Stream, TryStreamExt, try_unfold};
use std::borrow::Cow;
use std::pin::Pin;
use std::sync::Arc;

/// How much is read at a time.
const PIECE: usize = 128 << 10;

impl Content {
    /// What a reader gives until it ends, and how many bytes that is, if known. As with [`stream`](Self::stream), it can be
    /// sent once. Readers of tokio go through `tokio_util::compat`.
    pub fn reader(
        media_type: impl Into<Cow<'static, str>>,
        length: Option<u64>,
        reader: impl AsyncRead + Send + 'static,
    ) -> Self {
        Content::stream(media_type, length, pieces(Box::pin(reader)))
    }

    /// The first `length` bytes of a reader that can go back: the call can be repeated, an upload session go on anywhere.
    /// Clones share the reader, and wait for each other.
    pub fn seekable(
        media_type: impl Into<Cow<'static, str>>,
        length: u64,
        reader: impl AsyncRead + AsyncSeek + Send + 'static,
    ) -> Self {
        let reader = Arc::new(Mutex::new(Box::pin(reader)));
        Content::open_at(media_type, length, move |from| {
            let reader = reader.clone();
            let opened = async move {
                let mut reader = reader.lock_owned().await;
                reader.seek(SeekFrom::Start(from)).await.map_err(unreadable)?;
                Ok(unfolded(reader, |r| r.as_mut()))
            };
            futures::stream::once(opened).try_flatten()
        })
    }

    /// Content that can be read from any byte on: `open` is called for every attempt, and gives the bytes from the one that
    /// it is told to the end.
    pub fn open_at<S>(
        media_type: impl Into<Cow<'static, str>>,
        length: u64,
        open: impl Fn(u64) -> S + Send + Sync + 'static,
    ) -> Self
    where
        S: Stream<Item = Result<Bytes, TransportError>> + Send + 'static,
    {
        let open = move |from| Payload::stream(open(from), Some(length.saturating_sub(from)));
        let source = Source::Again { length: Some(length), open: Arc::new(open) };
        Content { media_type: media_type.into(), source }
    }
}

/// What a reader gives, piece by piece.
fn pieces<R: AsyncRead + Send + 'static>(
    reader: Pin<Box<R>>,
) -> impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static {
    unfolded(reader, |r| r.as_mut())
}

fn unfolded<H, R>(
    holder: H,
    reader: impl Fn(&mut H) -> Pin<&mut R> + Clone + Send + 'static,
) -> impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static
where
    H: Send + 'static,
    R: AsyncRead + Send + 'static,
{
    try_unfold(holder, move |mut holder| {
        let reader = reader.clone();
        async move {
            let mut piece = BytesMut::zeroed(PIECE);
            let read = reader(&mut holder).read(&mut piece).await.map_err(unreadable)?;
            piece.truncate(read);
            // A reader that gives little at a time would otherwise keep a whole piece alive for each.
            let piece = if read < PIECE / 4 { Bytes::copy_from_slice(&piece) } else { piece.freeze() };
            Ok((read > 0).then_some((piece, holder)))
        }
    })
}

/// What the reader says.
pub(super) fn unreadable(error: std::io::Error) -> TransportError {
    TransportError::new(TransportErrorKind::Content, error)
}
