//! When a call is worth another attempt, and how long to wait before it.

mod after;

pub(crate) use after::retry_after;

use crate::TransportErrorKind;
use http::{Method, StatusCode};
use std::time::Duration;

/// Which calls are repeated, how often and how soon.
///
/// An attempt is repeated after 429, 503 and 504, and after failures of the connection, where that is safe:
///
/// - GET, HEAD, OPTIONS, TRACE, PUT and DELETE say the same when they are said twice (RFC 9110, 9.2.2);
/// - other methods are repeated where the service has done nothing with them: there was no connection, or it answered
///   429 or 503 with `Retry-After`; in all cases only by [`repeat_unsafe`](Self::repeat_unsafe);
/// - a body that can't be sent again is never repeated.
///
/// The wait is what `Retry-After` asks for, else it doubles from attempt to attempt, half of it by chance.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RetryPolicy {
    attempts: u32,
    elapsed: Duration,
    first: Duration,
    longest: Duration,
    repeat_unsafe: bool,
    /// Also after 500 and 502.
    repeat_server_errors: bool,
}

/// Four attempts within three minutes, one second before the second and 30 before any. Three repeats and three minutes
/// are what the official Graph SDKs allow.
impl Default for RetryPolicy {
    fn default() -> Self {
        RetryPolicy {
            attempts: 4,
            elapsed: Duration::from_secs(180),
            first: Duration::from_secs(1),
            longest: Duration::from_secs(30),
            repeat_unsafe: false,
            repeat_server_errors: false,
        }
    }
}

impl RetryPolicy {
    /// The default policy.
    pub fn new() -> Self {
        RetryPolicy::default()
    }

    /// One attempt.
    pub fn none() -> Self {
        RetryPolicy::default().max_attempts(1)
    }

    /// How many attempts a call has, the first one included. 0 is taken as 1.
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// How long a call may take, attempts and waits together. An attempt that has begun is not broken off; one that
    /// would begin later isn't made.
    pub fn max_elapsed(mut self, elapsed: Duration) -> Self {
        self.elapsed = elapsed;
        self
    }

    /// The wait before the second attempt, and the longest wait. `Retry-After` may ask for longer ones.
    pub fn backoff(mut self, first: Duration, longest: Duration) -> Self {
        self.first = first;
        self.longest = longest;
        self
    }

    /// Also repeats POST, PATCH and other methods that may do twice what they are asked twice.
    pub fn repeat_unsafe(mut self, repeat: bool) -> Self {
        self.repeat_unsafe = repeat;
        self
    }

    /// Also repeats after 500 and 502: for services that ask for it, upload sessions among them.
    pub(crate) fn repeat_server_errors(mut self, repeat: bool) -> Self {
        self.repeat_server_errors = repeat;
        self
    }

    /// The wait before the next attempt; `None` if there is none. `random` is at least 0 and less than 1.
    pub(crate) fn wait(&self, attempt: &Attempt<'_>, random: f64) -> Option<Duration> {
        if attempt.number >= self.attempts || !attempt.can_replay || !self.is_worth_it(attempt) {
            return None;
        }
        let wait = match attempt.outcome {
            Outcome::Status(_, Some(asked)) => asked,
            _ => self.backoff_after(attempt.number, random),
        };
        (attempt.elapsed.checked_add(wait)? <= self.elapsed).then_some(wait)
    }

    fn is_worth_it(&self, attempt: &Attempt<'_>) -> bool {
        let repeatable = self.repeat_unsafe || attempt.method.is_idempotent();
        match attempt.outcome {
            Outcome::Status(StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE, asked) => {
                repeatable || asked.is_some()
            }
            Outcome::Status(StatusCode::GATEWAY_TIMEOUT, _) => repeatable,
            Outcome::Status(StatusCode::INTERNAL_SERVER_ERROR | StatusCode::BAD_GATEWAY, _) => {
                repeatable && self.repeat_server_errors
            }
            Outcome::Status(..) => false,
            Outcome::Failure(TransportErrorKind::Connect) => true,
            Outcome::Failure(TransportErrorKind::Request | TransportErrorKind::Content) => false,
            Outcome::Failure(_) => repeatable,
        }
    }

    /// Half of it by chance: clients that failed together shouldn't come back together.
    pub(crate) fn backoff_after(&self, attempts: u32, random: f64) -> Duration {
        let doubled = 2_u32.saturating_pow(attempts.saturating_sub(1));
        let whole = self.first.saturating_mul(doubled).min(self.longest);
        whole / 2 + (whole / 2).mul_f64(random)
    }
}

/// An attempt that failed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attempt<'a> {
    /// Counted from 1.
    pub(crate) number: u32,
    /// Since the call began.
    pub(crate) elapsed: Duration,
    pub(crate) method: &'a Method,
    pub(crate) can_replay: bool,
    pub(crate) outcome: Outcome,
}

/// What became of an attempt.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Outcome {
    /// An answer, and how long it asks to wait.
    Status(StatusCode, Option<Duration>),
    /// None.
    Failure(TransportErrorKind),
}

/// What a hook is told before a call is repeated: see `ClientBuilder::on_retry`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Retry {
    /// Id of the operation; `None` for an undocumented call.
    pub operation: Option<&'static str>,
    /// The documented route's template.
    pub route: Option<&'static str>,
    /// The method.
    pub method: Method,
    /// How many attempts have failed.
    pub attempts: u32,
    /// What the last one was answered; `None` if it wasn't.
    pub status: Option<StatusCode>,
    /// Why there was no answer.
    pub failure: Option<TransportErrorKind>,
    /// How long the client waits now.
    pub wait: Duration,
}

#[cfg(test)]
mod tests;
