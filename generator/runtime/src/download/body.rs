//! The bytes of a download, gone on with where the connection broke.

use super::part::Part;
use super::range::ContentRange;
use super::validator::validator;
use crate::draft::Draft;
use crate::exchange::Exchange;
use crate::response::Response;
use crate::retry::{Attempt, Outcome, Retry};
use crate::{Error, Payload, TransportError, TransportErrorKind};
use bytes::{Buf, Bytes};
use futures::stream::{BoxStream, StreamExt};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use std::time::Duration;

/// Progress that makes up for a break: who gets this far may break off as often again. So a download of any length ends
/// well over a bad line, and a service that breaks off after every byte isn't asked for each of them.
const FORGIVEN: u64 = 1 << 20;

/// The bytes that are still to come.
pub(super) struct Body {
    /// What was asked at first. Asked again from the beginning: a pre-authenticated URL may have ended by then.
    draft: Draft,
    stream: BoxStream<'static, Result<Bytes, TransportError>>,
    /// What of it is still to come.
    part: Part,
    validator: Option<(HeaderName, HeaderValue)>,
    breaks: u32,
    gained: u64,
    /// When bytes came last.
    alive: Duration,
}

impl Body {
    /// # Errors
    /// [`Error::Decode`] if the service sends another part than it was asked for.
    pub(super) fn new(mut draft: Draft, response: http::Response<Payload>) -> Result<Self, Error> {
        let (parts, payload) = response.into_parts();
        let wanted = draft.settings().range;
        let Some(part) = Part::of(wanted, parts.status, &parts.headers, payload.length()) else {
            let response = Response::new(parts.status, parts.headers, Bytes::new()).of(draft.operation(), 1);
            return Err(response.not_the_range());
        };
        Ok(Body {
            part,
            validator: validator(&parts.headers),
            stream: payload.into_stream(),
            breaks: 0,
            gained: 0,
            alive: draft.client().clock().elapsed(),
            draft,
        })
    }

    /// How many bytes are still to come, if that is known.
    pub(super) fn left(&self) -> Option<u64> {
        self.part.end.map(|end| end - self.part.at)
    }

    /// How long the whole content is, if the service said so.
    pub(super) fn total(&self) -> Option<u64> {
        self.part.total
    }

    /// The next bytes. Once there are none, or there was an error, the state is gone.
    pub(super) async fn next(mut self) -> Result<Option<(Bytes, Self)>, Error> {
        loop {
            if self.part.cut == Some(self.part.at) {
                return Ok(None);
            }
            match self.stream.next().await {
                Some(Ok(piece)) => {
                    let piece = self.wanted(piece);
                    if !piece.is_empty() {
                        return Ok(Some((piece, self)));
                    }
                }
                Some(Err(error)) => self.go_on(error).await?,
                None if self.part.end.is_some() => {
                    let cause = format!("{} bytes are missing", self.left().unwrap_or_default());
                    self.go_on(TransportError::new(TransportErrorKind::Body, cause)).await?;
                }
                None => return Ok(None),
            }
        }
    }

    /// The part of a piece that was asked for.
    fn wanted(&mut self, mut piece: Bytes) -> Bytes {
        let before = usize::try_from(self.part.unwanted).unwrap_or(usize::MAX).min(piece.len());
        piece.advance(before);
        self.part.unwanted -= before as u64;
        if let Some(cut) = self.part.cut {
            piece.truncate(usize::try_from(cut - self.part.at).unwrap_or(usize::MAX));
        }
        self.part.at += piece.len() as u64;
        self.gained += piece.len() as u64;
        self.alive = self.draft.client().clock().elapsed();
        piece
    }

    /// Waits, and asks for what is missing.
    async fn go_on(&mut self, error: TransportError) -> Result<(), Error> {
        if self.gained >= FORGIVEN {
            self.breaks = 0;
        }
        (self.breaks, self.gained) = (self.breaks + 1, 0);
        let error = error.during(self.draft.operation(), self.breaks);
        let (Some(end), Some((name, value))) = (self.part.end, self.validator.clone()) else {
            return Err(error.into());
        };
        if *self.draft.method() != Method::GET || self.draft.has_content() {
            return Err(error.into());
        }
        self.wait(error).await?;
        let response = match Exchange::new(self.rest(end, &value), None)?.open().await {
            Err(error) if error.status() == Some(StatusCode::RANGE_NOT_SATISFIABLE) => Err(Error::ContentChanged),
            other => other,
        }?;
        let (parts, payload) = response.into_parts();
        self.part.unwanted = self.before(parts.status, &parts.headers, &name, &value).ok_or(Error::ContentChanged)?;
        self.stream = payload.into_stream();
        Ok(())
    }

    async fn wait(&mut self, error: TransportError) -> Result<(), Error> {
        let (client, method) = (self.draft.client().clone(), self.draft.method().clone());
        let attempt = Attempt {
            number: self.breaks,
            elapsed: client.clock().elapsed().saturating_sub(self.alive),
            method: &method,
            can_replay: true,
            outcome: Outcome::Failure(error.kind()),
        };
        let policy = self.draft.settings().retry.clone();
        let wait = policy.as_ref().unwrap_or(client.retry_policy()).wait(&attempt, client.random());
        let Some(wait) = wait else { return Err(error.into()) };
        let (operation, route) = (self.draft.operation(), self.draft.template());
        let (attempts, failure) = (self.breaks, Some(error.kind()));
        client.tell_retry(&Retry { operation, route, method, attempts, status: None, failure, wait });
        client.clock().sleep(wait).await;
        Ok(())
    }

    /// The request for what is missing, if it is still the same content.
    fn rest(&self, end: u64, validator: &HeaderValue) -> Draft {
        let mut draft = self.draft.clone();
        draft.set_range(self.part.at..end);
        draft.set_header_value(header::IF_RANGE, validator.clone());
        // It would be true now, and answered with nothing.
        draft.remove_header(header::IF_NONE_MATCH);
        draft.remove_header(header::IF_MODIFIED_SINCE);
        draft
    }

    /// How many bytes the response brings before those that are missing; `None` if it isn't the same content any more.
    fn before(&self, status: StatusCode, headers: &HeaderMap, name: &HeaderName, value: &HeaderValue) -> Option<u64> {
        let now = headers.get(name);
        if status != StatusCode::PARTIAL_CONTENT {
            // A service that knows no ranges sends everything, and has to tell that it is the same.
            return (now == Some(value)).then_some(self.part.at);
        }
        let part = ContentRange::of(headers)?;
        let same = now.is_none_or(|now| now == value)
            && part.first == self.part.at
            && Some(part.last + 1) <= self.part.end
            && (part.total.is_none() || self.part.total.is_none() || part.total == self.part.total);
        same.then_some(0)
    }
}
