//! One call over the wire: token, attempts, redirects, success or failure. Knows nothing of operations' types.

mod message;
mod redirect;

use crate::auth::AccessToken;
use crate::draft::{Draft, Settings};
use crate::payload::End;
use crate::response::request_id;
use crate::retry::{Attempt, Outcome, Retry, retry_after};
use crate::source::Source;
use crate::{Client, Error, Payload, Response, RetryPolicy, StatusError, TransportError, TransportErrorKind};
use futures::future::{Either, select};
use http::{Request, StatusCode, header};
use message::message;
use redirect::{MAX_REDIRECTS, redirected};
use std::future::Future;
use std::pin::pin;
use std::time::Duration;
use tracing::field::Empty;
use tracing::{Instrument, Span};

/// A call on its way: what has to be sent, again if need be.
pub(crate) struct Exchange {
    client: Client,
    operation: Option<&'static str>,
    route: Option<&'static str>,
    settings: Settings,
    request: Request<Source>,
    /// Who waits for the whole body wants another attempt when it breaks off.
    whole: bool,
    /// The one that is under way included. Redirects belong to the attempt that they are part of.
    attempts: u32,
    redirects: usize,
    began: Duration,
    /// The token that was sent last, if one was.
    token: Option<AccessToken>,
    was_refused: bool,
}

impl Exchange {
    /// # Errors
    /// [`Error::InvalidRequest`]: what is wrong with the draft.
    pub(crate) fn new(mut draft: Draft, accept: Option<&'static str>) -> Result<Self, Error> {
        let client = draft.client().clone();
        Ok(Exchange {
            operation: draft.operation(),
            route: draft.template(),
            settings: std::mem::take(draft.settings()),
            request: draft.prepare(accept)?,
            whole: true,
            attempts: 1,
            redirects: 0,
            began: client.clock().elapsed(),
            token: None,
            was_refused: false,
            client,
        })
    }

    /// Sends, and reads the response to its end.
    pub(crate) async fn run(self) -> Result<Response, Error> {
        let (operation, range) = (self.operation, self.settings.range);
        let (response, attempts) = self.traced().await?;
        let (parts, payload) = response.into_parts();
        let body = payload.collect().await?;
        Response::new(parts.status, parts.headers, body).of(operation, attempts).cut(range)
    }

    /// Sends, and leaves the body of a success to be read.
    pub(crate) async fn open(mut self) -> Result<http::Response<Payload>, Error> {
        self.whole = false;
        self.traced().await.map(|(response, _)| response)
    }

    /// A span per call. Ids and bodies stay out of it: addresses are told as templates.
    async fn traced(self) -> Result<(http::Response<Payload>, u32), Error> {
        let span = tracing::info_span!(
            "call",
            operation = self.operation,
            route = self.route,
            method = self.request.method().as_str(),
            status = Empty,
            attempts = Empty,
            request_id = Empty,
        );
        self.timed(&span).instrument(span.clone()).await
    }

    /// The span is handed in: where it is switched off, the current one is the caller's own.
    async fn timed(mut self, span: &Span) -> Result<(http::Response<Payload>, u32), Error> {
        let outcome = match self.limit() {
            Some(limit) => {
                let sleep = self.client.clock().sleep(limit);
                within(limit, sleep, self.answer()).await.unwrap_or_else(|error| Err(error.into()))
            }
            None => self.answer().await,
        };
        self.tell(span, &outcome);
        outcome.map(|response| (response, self.attempts)).map_err(|error| match error {
            Error::Transport(error) => error.during(self.operation, self.attempts).into(),
            other => other,
        })
    }

    /// Attempt after attempt, redirect after redirect, to an answer that stands.
    async fn answer(&mut self) -> Result<http::Response<Payload>, Error> {
        loop {
            let response = match self.attempt().await {
                Err(Error::Transport(error)) => {
                    self.repeat(Outcome::Failure(error.kind())).await.ok_or(error)?;
                    continue;
                }
                other => other?,
            };
            let (status, headers) = (response.status(), response.headers());
            if self.has_another_token(status) {
                self.tell_retry(Outcome::Status(status, None), Duration::ZERO);
                self.attempts += 1;
                continue;
            }
            let stays = self.settings.keeps_see_other && status == StatusCode::SEE_OTHER;
            if !stays && let Some(next) = redirected(self.client.home(), &self.request, status, headers)? {
                self.redirect(next)?;
                continue;
            }
            let asked = retry_after(headers, self.client.clock().now());
            if self.repeat(Outcome::Status(status, asked)).await.is_none() {
                return self.judge(response).await;
            }
        }
    }

    async fn attempt(&mut self) -> Result<http::Response<Payload>, Error> {
        let (mut request, fault) = message(&self.request).await?;
        self.authenticate(&mut request).await?;
        let sent = self.client.transport().send(request).await;
        let response = sent.map_err(|error| fault.take().unwrap_or(error))?;
        tracing::debug!(attempt = self.attempts, status = response.status().as_u16(), "answered");
        self.read(response).await
    }

    /// The token goes home and nowhere else; what the user has set himself stands.
    async fn authenticate(&mut self, request: &mut Request<Payload>) -> Result<(), Error> {
        self.token = None;
        if self.settings.anonymous
            || request.headers().contains_key(header::AUTHORIZATION)
            || !self.client.home().holds_uri(request.uri())
        {
            return Ok(());
        }
        if let Some(token) = self.client.token().await? {
            request.headers_mut().insert(header::AUTHORIZATION, token.header()?);
            self.token = Some(token);
        }
        Ok(())
    }

    /// The body in memory, unless it is a success and nobody wants it there. A failure's may be cut at the limit, or have
    /// broken off: its status counts for more.
    async fn read(&self, response: http::Response<Payload>) -> Result<http::Response<Payload>, Error> {
        let (parts, payload) = response.into_parts();
        let success = parts.status.is_success();
        if success && !self.whole {
            return Ok(http::Response::from_parts(parts, payload));
        }
        let limit = self.client.max_response_body();
        let too_large = Error::BodyTooLarge { operation: self.operation, limit };
        if success && payload.length().is_some_and(|length| length > limit as u64) {
            return Err(too_large);
        }
        match payload.collect_up_to(limit).await {
            (_, End::TooLong) if success => Err(too_large),
            (_, End::Broken(error)) if success => Err(error.into()),
            (body, _) => Ok(http::Response::from_parts(parts, Payload::from(body))),
        }
    }

    /// Once per call, 401 may mean that the token was withdrawn, and that there is another one. The provider hears of it
    /// also where this call can't be repeated: the next one needn't fail.
    fn has_another_token(&mut self, status: StatusCode) -> bool {
        let Some(token) = &self.token else { return false };
        if status != StatusCode::UNAUTHORIZED || self.was_refused {
            return false;
        }
        self.was_refused = true;
        self.client.refused(token) && self.request.body().can_replay()
    }

    fn redirect(&mut self, next: Request<Source>) -> Result<(), Error> {
        self.redirects += 1;
        if self.redirects > MAX_REDIRECTS {
            return Err(Error::RefusedLink(format!("more than {MAX_REDIRECTS} redirects")));
        }
        self.request = next;
        Ok(())
    }

    /// Waits, if there is to be another attempt. A wait that outlasts the call's timeout isn't begun: what the service said
    /// last tells more than that time is over.
    async fn repeat(&mut self, outcome: Outcome) -> Option<()> {
        let policy: &RetryPolicy = self.settings.retry.as_ref().unwrap_or(self.client.retry_policy());
        let attempt = Attempt {
            number: self.attempts,
            elapsed: self.client.clock().elapsed().saturating_sub(self.began),
            method: self.request.method(),
            can_replay: self.request.body().can_replay(),
            outcome,
        };
        let wait = policy.wait(&attempt, self.client.random())?;
        if self.limit().is_some_and(|limit| attempt.elapsed.saturating_add(wait) >= limit) {
            return None;
        }
        self.tell_retry(outcome, wait);
        self.client.clock().sleep(wait).await;
        self.attempts += 1;
        Some(())
    }

    fn tell_retry(&self, outcome: Outcome, wait: Duration) {
        let (status, failure) = match outcome {
            Outcome::Status(status, _) => (Some(status), None),
            Outcome::Failure(kind) => (None, Some(kind)),
        };
        let (operation, route, attempts) = (self.operation, self.route, self.attempts);
        let method = self.request.method().clone();
        self.client.tell_retry(&Retry { operation, route, method, attempts, status, failure, wait });
    }

    /// How long the call may take.
    fn limit(&self) -> Option<Duration> {
        self.settings.timeout.or(self.client.timeout())
    }

    async fn judge(&self, response: http::Response<Payload>) -> Result<http::Response<Payload>, Error> {
        // 304 answers `If-None-Match`: no failure of the service, but nothing to decode either.
        if response.status().is_success() {
            return Ok(response);
        }
        let (parts, payload) = response.into_parts();
        let body = payload.collect().await?;
        let response = Response::new(parts.status, parts.headers, body).of(self.operation, self.attempts);
        let mut error = StatusError::new(response);
        if let Some(token) = &self.token {
            error.hide(token);
        }
        Err(Error::Status(Box::new(error)))
    }

    fn tell(&self, span: &Span, outcome: &Result<http::Response<Payload>, Error>) {
        span.record("attempts", self.attempts);
        let (status, headers) = match outcome {
            Ok(response) => (Some(response.status()), Some(response.headers())),
            Err(error) => (error.status(), error.as_status().map(StatusError::headers)),
        };
        if let Some(status) = status {
            span.record("status", status.as_u16());
        }
        if let Some(id) = headers.and_then(request_id) {
            span.record("request_id", id);
        }
    }
}

async fn within<T>(
    limit: Duration,
    sleep: impl Future<Output = ()> + Unpin,
    call: impl Future<Output = T>,
) -> Result<T, TransportError> {
    match select(pin!(call), sleep).await {
        Either::Left((outcome, _)) => Ok(outcome),
        Either::Right(_) => {
            let cause = format!("no answer within {limit:?}");
            Err(TransportError::new(TransportErrorKind::Timeout, cause))
        }
    }
}
