//! How long a connection has been silent. reqwest's own read timeout runs while a body is sent, too: it would break off any
//! upload that takes longer, however well it gets on.

use crate::{Payload, TransportError, TransportErrorKind};
use bytes::Bytes;
use futures::future::{Either, select};
use futures::stream::{StreamExt, iter};
use reqwest::Body;
use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What is in memory is handed over in pieces of this size: nobody could see how far a single one has come.
const PIECE: usize = 64 << 10;

/// When something was sent last.
#[derive(Clone)]
pub(super) struct Pulse(Arc<Mutex<Instant>>);

impl Pulse {
    pub(super) fn new() -> Self {
        Pulse(Arc::new(Mutex::new(Instant::now())))
    }

    fn beat(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    fn age(&self) -> Duration {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).elapsed()
    }

    /// The body; the pulse beats when a piece of it is taken.
    pub(super) fn body(&self, payload: Payload) -> Body {
        let pieces = match payload.as_bytes() {
            Some(bytes) if bytes.len() <= PIECE => return Body::from(bytes.clone()),
            Some(bytes) => iter(pieces(bytes.clone())).map(Ok).boxed(),
            None => payload.into_stream(),
        };
        let pulse = self.clone();
        Body::wrap_stream(pieces.inspect(move |_| pulse.beat()))
    }

    /// What comes of a call, unless the pulse is older than this before anything does.
    ///
    /// # Errors
    /// A timeout.
    pub(super) async fn watch<T>(
        &self,
        limit: Option<Duration>,
        call: impl Future<Output = T>,
    ) -> Result<T, TransportError> {
        let mut call = pin!(call);
        let Some(limit) = limit else { return Ok(call.await) };
        loop {
            // Only made once the call has to be waited for.
            let rest = pin!(async { tokio::time::sleep(limit.saturating_sub(self.age())).await });
            match select(call.as_mut(), rest).await {
                Either::Left((outcome, _)) => return Ok(outcome),
                Either::Right(_) if self.age() < limit => {}
                Either::Right(_) => {
                    let cause = format!("nothing was sent or received within {limit:?}");
                    return Err(TransportError::new(TransportErrorKind::Timeout, cause));
                }
            }
        }
    }
}

fn pieces(mut bytes: Bytes) -> impl Iterator<Item = Bytes> {
    std::iter::from_fn(move || {
        let piece = bytes.split_to(bytes.len().min(PIECE));
        (!piece.is_empty()).then_some(piece)
    })
}
