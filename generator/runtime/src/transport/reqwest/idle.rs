//! How long a connection has been silent. reqwest's own read timeout runs while a body is sent, too: it would break off any
//! upload that takes longer, however well it gets on.

use crate::{Payload, TransportError, TransportErrorKind};
use bytes::Bytes;
use futures::future::{Either, select};
use futures::stream::{Stream, StreamExt, iter};
use reqwest::Body;
use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

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
        match payload.as_bytes() {
            Some(bytes) if bytes.len() <= PIECE => Body::from(bytes.clone()),
            _ => Body::wrap_stream(self.pieces(payload)),
        }
    }

    fn pieces(&self, payload: Payload) -> impl Stream<Item = Result<Bytes, TransportError>> + Send + use<> {
        let pieces = match payload.as_bytes() {
            Some(bytes) => iter(cut(bytes.clone())).map(Ok).boxed(),
            None => payload.into_stream(),
        };
        let pulse = self.clone();
        pieces.inspect(move |_| pulse.beat())
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

fn cut(mut bytes: Bytes) -> impl Iterator<Item = Bytes> {
    std::iter::from_fn(move || {
        let piece = bytes.split_to(bytes.len().min(PIECE));
        (!piece.is_empty()).then_some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::time::sleep;

    const LIMIT: Duration = Duration::from_secs(100);

    /// Takes the pieces of a body in memory with a pause before each.
    async fn sent(pieces: usize, pause: Duration) -> Result<usize, TransportError> {
        let pulse = Pulse::new();
        let mut body = pulse.pieces(Payload::from(Bytes::from(vec![7; PIECE * pieces])));
        let call = async {
            let mut taken = 0;
            loop {
                sleep(pause).await;
                match body.next().await {
                    Some(piece) => taken += piece.expect("it is in memory").len(),
                    None => return taken,
                }
            }
        };
        pulse.watch(Some(LIMIT), call).await
    }

    #[tokio::test(start_paused = true)]
    async fn an_upload_that_gets_on_takes_as_long_as_it_takes() {
        let began = Instant::now();
        assert_eq!(sent(24, LIMIT / 2).await.expect("it gets on"), 24 * PIECE);
        assert!(began.elapsed() > LIMIT * 12);
    }

    #[tokio::test(start_paused = true)]
    async fn silence_ends_it() {
        let began = Instant::now();
        let error = sent(24, LIMIT * 2).await.expect_err("nothing is taken");
        assert_eq!(error.kind(), TransportErrorKind::Timeout);
        assert_eq!(began.elapsed(), LIMIT);
    }
}
