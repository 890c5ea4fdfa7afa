//! One call over the wire: token, attempts, redirects, success or failure. Knows nothing of operations' types.

mod redirect;

use crate::auth::AccessToken;
use crate::draft::{Draft, Settings};
use crate::measured::measured;
use crate::response::request_id;
use crate::retry::{Attempt, Outcome, Retry, retry_after};
use crate::source::Source;
use crate::{Client, Error, Payload, Response, RetryPolicy, StatusError, TransportError, TransportErrorKind};
use futures::future::{Either, select};
use http::{Request, StatusCode, header};
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
    attempts: u32,
    redirects: usize,
    began: Duration,
    /// The token that was sent, as long as it may still turn out to be refused.
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
            attempts: 0,
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
        self.timed().instrument(span).await
    }

    async fn timed(mut self) -> Result<(http::Response<Payload>, u32), Error> {
        let outcome = match self.settings.timeout.or(self.client.timeout()) {
            Some(limit) => {
                let sleep = self.client.clock().sleep(limit);
                within(limit, sleep, self.answer()).await.unwrap_or_else(|error| Err(error.into()))
            }
            None => self.answer().await,
        };
        self.tell(&outcome);
        outcome.map(|response| (response, self.attempts)).map_err(|error| match error {
            Error::Transport(error) => error.during(self.operation, self.attempts).into(),
            other => other,
        })
    }

    /// Attempt after attempt, redirect after redirect, to an answer that stands.
    async fn answer(&mut self) -> Result<http::Response<Payload>, Error> {
        loop {
            self.attempts += 1;
            let response = match self.attempt().await {
                Err(Error::Transport(error)) => {
                    self.wait(Outcome::Failure(error.kind())).await.ok_or(error)?;
                    continue;
                }
                other => other?,
            };
            let (status, headers) = (response.status(), response.headers());
            if self.has_another_token(status) {
                continue;
            }
            if let Some(next) = redirected(&self.request, status, headers)? {
                self.redirect(next)?;
                continue;
            }
            let asked = retry_after(headers, self.client.clock().now());
            if self.wait(Outcome::Status(status, asked)).await.is_none() {
                return self.judge(response).await;
            }
        }
    }

    async fn attempt(&mut self) -> Result<http::Response<Payload>, Error> {
        let (payload, fault) = measured(self.request.body().open()?).await?;
        let mut request = Request::new(Payload::empty());
        *request.method_mut() = self.request.method().clone();
        *request.uri_mut() = self.request.uri().clone();
        *request.headers_mut() = self.request.headers().clone();
        if let (None, Some(length)) = (payload.as_bytes(), payload.length()) {
            request.headers_mut().insert(header::CONTENT_LENGTH, length.into());
        }
        *request.body_mut() = payload;
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

    /// The body in memory, unless it is a success and nobody wants it there. A failure's is cut at the limit: its status
    /// counts for more.
    async fn read(&self, response: http::Response<Payload>) -> Result<http::Response<Payload>, Error> {
        let (parts, payload) = response.into_parts();
        let success = parts.status.is_success();
        if success && !self.whole {
            return Ok(http::Response::from_parts(parts, payload));
        }
        let limit = self.client.max_response_body();
        let (body, fits) = payload.collect_up_to(limit).await?;
        if success && !fits {
            return Err(Error::BodyTooLarge { operation: self.operation, limit });
        }
        Ok(http::Response::from_parts(parts, Payload::from(body)))
    }

    /// Once per call, 401 may mean that the token was withdrawn, and that there is another one.
    fn has_another_token(&mut self, status: StatusCode) -> bool {
        let Some(token) = self.token.take() else { return false };
        if status != StatusCode::UNAUTHORIZED || self.was_refused || !self.request.body().can_replay() {
            return false;
        }
        self.was_refused = true;
        self.client.refused(&token)
    }

    fn redirect(&mut self, next: Request<Source>) -> Result<(), Error> {
        self.redirects += 1;
        if self.redirects > MAX_REDIRECTS {
            return Err(Error::RefusedLink(format!("more than {MAX_REDIRECTS} redirects")));
        }
        self.request = next;
        Ok(())
    }

    /// Waits, if there is to be another attempt.
    async fn wait(&self, outcome: Outcome) -> Option<()> {
        let policy: &RetryPolicy = self.settings.retry.as_ref().unwrap_or(self.client.retry_policy());
        let attempt = Attempt {
            number: self.attempts,
            elapsed: self.client.clock().elapsed().saturating_sub(self.began),
            method: self.request.method(),
            can_replay: self.request.body().can_replay(),
            outcome,
        };
        let wait = policy.wait(&attempt, self.client.random())?;
        let status = if let Outcome::Status(status, _) = outcome { Some(status) } else { None };
        let method = self.request.method().clone();
        let (operation, route, attempts) = (self.operation, self.route, self.attempts);
        self.client.tell_retry(&Retry { operation, route, method, attempts, status, wait });
        let status = status.map(|s| s.as_u16());
        tracing::info!(attempts, status, wait_ms = wait.as_millis() as u64, "repeated");
        self.client.clock().sleep(wait).await;
        Some(())
    }

    async fn judge(&self, response: http::Response<Payload>) -> Result<http::Response<Payload>, Error> {
        // 304 answers `If-None-Match`: no failure of the service, but nothing to decode either.
        if response.status().is_success() {
            return Ok(response);
        }
        let (parts, payload) = response.into_parts();
        let body = payload.collect().await?;
        let response = Response::new(parts.status, parts.headers, body).of(self.operation, self.attempts);
        Err(Error::Status(Box::new(StatusError::new(response))))
    }

    fn tell(&self, outcome: &Result<http::Response<Payload>, Error>) {
        let span = Span::current();
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
