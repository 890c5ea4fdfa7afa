//! Where a request's body comes from: what can be asked for its bytes once for every attempt.

use crate::payload::skip;
use crate::{Error, Payload};
use bytes::Bytes;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// Gives the body for each attempt of a call. Clones share a stream that can be read only once.
#[derive(Clone)]
pub(crate) enum Source {
    /// Bytes in memory.
    Memory(Bytes),
    /// A stream that can be opened again, from any byte on.
    Again { length: Option<u64>, open: Open },
    /// A stream that is gone once it was sent.
    Once(Arc<Mutex<Option<Payload>>>),
}

/// Opens a stream from this byte on.
type Open = Arc<dyn Fn(u64) -> Payload + Send + Sync>;

impl Source {
    pub(crate) const EMPTY: Source = Source::Memory(Bytes::new());

    pub(crate) fn once(payload: Payload) -> Self {
        Source::Once(Arc::new(Mutex::new(Some(payload))))
    }

    /// A stream that can only be opened at its beginning: what comes before the wanted byte is read and dropped.
    pub(crate) fn again(length: Option<u64>, open: impl Fn() -> Payload + Send + Sync + 'static) -> Self {
        Source::Again { length, open: Arc::new(move |from| skip(open(), from)) }
    }

    /// The body of one attempt.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] if the stream was sent before, by this request or a clone of it.
    pub(crate) fn open(&self) -> Result<Payload, Error> {
        self.open_at(0)
    }

    /// The body from this byte on.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub(crate) fn open_at(&self, from: u64) -> Result<Payload, Error> {
        match self {
            Source::Memory(bytes) => {
                let from = usize::try_from(from).unwrap_or(usize::MAX).min(bytes.len());
                Ok(Payload::from(bytes.slice(from..)))
            }
            Source::Again { open, .. } => Ok(open(from)),
            Source::Once(payload) => payload
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take()
                .map(|payload| skip(payload, from))
                .ok_or_else(|| Error::invalid("the body is a stream that was sent before, and can't be sent again")),
        }
    }

    /// Whether there can be a second attempt.
    pub(crate) fn can_replay(&self) -> bool {
        !matches!(self, Source::Once(_))
    }

    /// The bytes, if they are in memory.
    pub(crate) fn as_bytes(&self) -> Option<&Bytes> {
        match self {
            Source::Memory(bytes) => Some(bytes),
            Source::Again { .. } | Source::Once(_) => None,
        }
    }

    /// How many bytes there are, if that is known and they are still there.
    pub(crate) fn length(&self) -> Option<u64> {
        match self {
            Source::Memory(bytes) => Some(bytes.len() as u64),
            Source::Again { length, .. } => *length,
            Source::Once(payload) => payload.lock().unwrap_or_else(PoisonError::into_inner).as_ref()?.length(),
        }
    }
}

/// Lengths only; bodies stay out of logs.
impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Memory(bytes) => write!(f, "{} bytes", bytes.len()),
            Source::Again { .. } => f.write_str("stream"),
            Source::Once(_) => f.write_str("stream, once"),
        }
    }
}
