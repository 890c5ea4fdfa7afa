//! Where a request's body comes from: what can be asked for its bytes once for every attempt.

use crate::{Error, Payload};
use bytes::Bytes;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// Gives the body for each attempt of a call. Clones share a stream that can be read only once.
#[derive(Clone)]
pub(crate) enum Source {
    /// Bytes in memory.
    Memory(Bytes),
    /// A stream that can be opened again.
    Again(Arc<dyn Fn() -> Payload + Send + Sync>),
    /// A stream that is gone once it was sent.
    Once(Arc<Mutex<Option<Payload>>>),
}

impl Source {
    pub(crate) const EMPTY: Source = Source::Memory(Bytes::new());

    pub(crate) fn once(payload: Payload) -> Self {
        Source::Once(Arc::new(Mutex::new(Some(payload))))
    }

    /// The body of one attempt.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] if the stream was sent before, by this request or a clone of it.
    pub(crate) fn open(&self) -> Result<Payload, Error> {
        match self {
            Source::Memory(bytes) => Ok(Payload::from(bytes.clone())),
            Source::Again(open) => Ok(open()),
            Source::Once(payload) => payload
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take()
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
            Source::Again(_) | Source::Once(_) => None,
        }
    }
}

/// Lengths only; bodies stay out of logs.
impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Memory(bytes) => write!(f, "{} bytes", bytes.len()),
            Source::Again(_) => f.write_str("stream"),
            Source::Once(_) => f.write_str("stream, once"),
        }
    }
}
