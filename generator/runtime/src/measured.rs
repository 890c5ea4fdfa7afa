//! The body that one attempt sends, held to the length that was said of it.
//!
//! What fails here is the user's stream, not the way to the service: transports only pass such errors on, in words of their
//! own, so the first one is kept aside.

use crate::{Payload, TransportError, TransportErrorKind};
use bytes::Bytes;
use futures::stream::{BoxStream, StreamExt, try_unfold};
use std::sync::{Arc, Mutex, PoisonError};

/// What was wrong with the body, once somebody has read as far.
#[derive(Clone, Default)]
pub(crate) struct Fault(Arc<Mutex<Option<TransportError>>>);

impl Fault {
    /// What was wrong, for who asks first.
    pub(crate) fn take(&self) -> Option<TransportError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Keeps the error, and gives one for the transport.
    fn keep(&self, error: TransportError) -> TransportError {
        let error = error.of_kind(TransportErrorKind::Content);
        let told = content_error(error.cause().to_string());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
        told
    }
}

/// The same bytes. A stream that ends early or goes on for too long fails, and its last piece is only handed out once the
/// stream has ended: otherwise nobody would look whether there is more.
pub(crate) async fn measured(payload: Payload) -> Result<(Payload, Fault), TransportError> {
    let fault = Fault::default();
    if payload.as_bytes().is_some() {
        return Ok((payload, fault));
    }
    let length = payload.length();
    let mut stream = payload.into_stream();
    if length == Some(0) {
        // A body of no bytes isn't asked for any.
        at_end(&mut stream, 0).await?;
        return Ok((Payload::empty(), fault));
    }
    let kept = fault.clone();
    let pieces = try_unfold((stream, 0), move |(mut stream, sent)| async move {
        let piece = piece(&mut stream, sent, length).await?;
        Ok(piece.map(|piece| (piece.clone(), (stream, sent + piece.len() as u64))))
    });
    Ok((Payload::stream(pieces.map(move |piece| piece.map_err(|error| kept.keep(error))), length), fault))
}

async fn piece(
    stream: &mut BoxStream<'static, Result<Bytes, TransportError>>,
    sent: u64,
    length: Option<u64>,
) -> Result<Option<Bytes>, TransportError> {
    let piece = stream.next().await.transpose()?;
    let Some(length) = length else { return Ok(piece) };
    let Some(piece) = piece else {
        return if sent == length { Ok(None) } else { Err(too_short(sent, length)) };
    };
    let sent = sent + piece.len() as u64;
    if sent > length {
        return Err(too_long(length));
    }
    if sent == length {
        at_end(stream, length).await?;
    }
    Ok(Some(piece))
}

/// Makes sure that nothing is left.
pub(crate) async fn at_end(
    stream: &mut BoxStream<'static, Result<Bytes, TransportError>>,
    length: u64,
) -> Result<(), TransportError> {
    while let Some(piece) = stream.next().await.transpose()? {
        if !piece.is_empty() {
            return Err(too_long(length));
        }
    }
    Ok(())
}

pub(crate) fn too_short(came: u64, length: u64) -> TransportError {
    content_error(format!("it ended after {came} of its {length} bytes"))
}

pub(crate) fn too_long(length: u64) -> TransportError {
    content_error(format!("it has more than its {length} bytes"))
}

fn content_error(cause: String) -> TransportError {
    TransportError::new(TransportErrorKind::Content, cause)
}
