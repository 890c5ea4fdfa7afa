//! A response whose body is read by the caller, as it comes.

mod body;
#[cfg(feature = "tokio")]
mod file;
mod part;
mod range;
mod validator;

pub(crate) use part::Part;
pub(crate) use range::ByteRange;

use crate::draft::Draft;
use crate::exchange::Exchange;
use crate::progress::OnProgress;
use crate::{Error, Payload, Progress};
use body::Body;
use bytes::{Bytes, BytesMut};
use futures::io::{AsyncWrite, AsyncWriteExt};
use futures::stream::{BoxStream, Stream, StreamExt, TryStreamExt, try_unfold};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The content of a response, as a stream of bytes. Memory holds one piece at a time.
///
/// When the connection breaks in the middle, the download goes on where it stood: with the original request, `Range` and
/// `If-Range`, as often as the client's [`RetryPolicy`](crate::RetryPolicy) allows without any progress. That takes a service
/// that told the length and a strong ETag (or when the content was last changed); a content that has changed meanwhile is
/// [`Error::ContentChanged`], never a mixture of both.
///
/// ```no_run
/// # use docwright_runtime::{Client, Method};
/// # async fn run(client: Client, out: impl futures::AsyncWrite + Unpin) -> Result<(), docwright_runtime::Error> {
/// let film = client.request(Method::GET, "/me/drive/items/01AB/content").download().await?;
/// film.on_progress(|p| println!("{} of {:?} bytes", p.done, p.total)).write_to(out).await?;
/// # Ok(())
/// # }
/// ```
pub struct Download {
    status: StatusCode,
    headers: HeaderMap,
    length: Option<u64>,
    total: Option<u64>,
    stream: BoxStream<'static, Result<Bytes, Error>>,
    done: u64,
    on_progress: Option<OnProgress>,
    operation: Option<&'static str>,
    limit: usize,
}

impl Download {
    /// Sends, until the content begins.
    pub(crate) async fn begin(mut draft: Draft) -> Result<Self, Error> {
        // Ranges and lengths are those of what is sent: compressed, it could be neither resumed nor measured.
        if !draft.headers().contains_key(header::ACCEPT_ENCODING) {
            draft.set_header_value(header::ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        }
        let (operation, limit) = (draft.operation(), draft.client().max_response_body());
        let response: http::Response<Payload> = Exchange::new(draft.clone(), None)?.open().await?;
        let (status, headers) = (response.status(), response.headers().clone());
        let body = Body::new(draft, response)?;
        Ok(Download {
            status,
            headers,
            length: body.left(),
            total: body.total(),
            stream: try_unfold(body, Body::next).boxed(),
            done: 0,
            on_progress: None,
            operation,
            limit,
        })
    }

    /// The status: 200, or 206 for a range.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// How many bytes this download gives from beginning to end, if the service said so.
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// How long the whole content is, of which this may be a range, if the service said so.
    pub fn total(&self) -> Option<u64> {
        self.total
    }

    /// `ETag`: which state of the content this is.
    pub fn etag(&self) -> Option<&str> {
        self.headers.get(header::ETAG)?.to_str().ok()
    }

    /// `Content-Type`.
    pub fn content_type(&self) -> Option<&str> {
        self.headers.get(header::CONTENT_TYPE)?.to_str().ok()
    }

    /// Calls this after every piece, with the bytes of this download so far.
    pub fn on_progress(mut self, tell: impl FnMut(Progress) + Send + 'static) -> Self {
        self.on_progress = Some(Box::new(tell));
        self
    }

    /// All of it, in memory.
    ///
    /// # Errors
    /// [`Error::BodyTooLarge`] if it is more than the client takes into memory (`ClientBuilder::max_response_body`); what
    /// reading failed with.
    pub async fn bytes(mut self) -> Result<Bytes, Error> {
        let too_large = Error::BodyTooLarge { operation: self.operation, limit: self.limit };
        let limit = self.limit as u64;
        if self.length.is_some_and(|length| length > limit) {
            return Err(too_large);
        }
        let mut all = BytesMut::with_capacity(usize::try_from(self.length.unwrap_or_default()).unwrap_or_default());
        while let Some(piece) = self.try_next().await? {
            if all.len() + piece.len() > self.limit {
                return Err(too_large);
            }
            all.extend_from_slice(&piece);
        }
        Ok(all.freeze())
    }

    /// Writes all of it, flushes, and tells how many bytes that was. The writer isn't closed. Writers of tokio go through
    /// `tokio_util::compat`.
    ///
    /// # Errors
    /// [`Error::Io`] if writing failed, anything else if reading did. What came before has been written.
    pub async fn write_to(mut self, mut writer: impl AsyncWrite + Unpin) -> Result<u64, Error> {
        while let Some(piece) = self.try_next().await? {
            writer.write_all(&piece).await?;
        }
        writer.flush().await?;
        Ok(self.done)
    }

    /// The next bytes; `None` at the end. For those who don't have `TryStreamExt` at hand.
    ///
    /// # Errors
    /// What reading failed with.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>, Error> {
        TryStreamExt::try_next(self).await
    }
}

impl Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let piece = ready!(self.stream.as_mut().poll_next(cx));
        if let Some(Ok(piece)) = &piece {
            self.done += piece.len() as u64;
            let progress = Progress { done: self.done, total: self.length };
            if let Some(tell) = &mut self.on_progress {
                tell(progress);
            }
        }
        Poll::Ready(piece)
    }
}

/// Status and length.
impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download").field("status", &self.status).field("length", &self.length).finish_non_exhaustive()
    }
}
