//! A token that is kept, and fetched again before it ends: once, however many calls wait for it.

use super::{AccessToken, AuthError, TokenProvider};
use crate::{Clock, SystemClock};
use futures::FutureExt;
use futures::future::{BoxFuture, Shared, WeakShared};
use jiff::Timestamp;
use std::fmt;
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long before its end a token is replaced. Long enough for a slow call to reach the service with it.
const MARGIN: Duration = Duration::from_secs(5 * 60);

/// After a refresh that failed, the token at hand is used this long before the next try.
const PATIENCE: Duration = Duration::from_secs(30);

type Fetch = BoxFuture<'static, Result<AccessToken, AuthError>>;

/// Keeps the token of another provider and asks for the next one before it ends.
///
/// Calls that need a token at the same time share one refresh, and its error if it fails. While the token at hand is
/// still valid, a slow or failed refresh harms nobody: one call waits for it, the others use the token on; if it fails, all
/// do, and the next try is half a minute later.
///
/// ```
/// use docwright_runtime::{AccessToken, AuthError, RefreshingToken, jiff::{SignedDuration, Timestamp}};
///
/// let provider = RefreshingToken::from_fn(|| async {
///     // Ask the identity platform here.
///     let end = Timestamp::now() + SignedDuration::from_mins(60);
///     Ok::<_, AuthError>(AccessToken::new("eyJ0…", Some(end)))
/// });
/// ```
pub struct RefreshingToken {
    provider: Arc<dyn TokenProvider>,
    clock: Arc<dyn Clock>,
    margin: Duration,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    token: Option<AccessToken>,
    /// Kept alive by the calls that wait for it: a fetch that nobody waits for any more, or that panicked, is not gone on
    /// with by calls that come much later.
    fetching: Option<WeakShared<Fetch>>,
    /// No try before this time, while the token at hand is valid.
    not_before: Option<Timestamp>,
}

impl RefreshingToken {
    /// Keeps what this provider gives.
    pub fn new(provider: impl TokenProvider) -> Self {
        RefreshingToken {
            provider: Arc::new(provider),
            clock: Arc::new(SystemClock::new()),
            margin: MARGIN,
            state: Mutex::default(),
        }
    }

    /// Keeps what this function gives.
    pub fn from_fn<F, Fut>(fetch: F) -> Self
    where
        F: Fn() -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<AccessToken, AuthError>> + Send + 'static,
    {
        RefreshingToken::new(Function(fetch))
    }

    /// How long before its end a token is replaced; 5 minutes if nothing is said. A token that lives no longer
    /// than that is replaced at half its life.
    pub fn margin(mut self, margin: Duration) -> Self {
        self.margin = margin;
        self
    }

    /// Another clock.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The token at hand if it will do, else what has to be waited for.
    fn look(&self) -> Result<AccessToken, Shared<Fetch>> {
        let now = self.clock.now();
        let mut state = self.state();
        let fetching = state.fetching.as_ref().and_then(WeakShared::upgrade);
        let wait = state.not_before.is_some_and(|time| now < time);
        if let Some(token) = &state.token
            && (lasts(token, now, self.margin)
                || (wait && lasts(token, now, Duration::ZERO))
                || (fetching.is_some() && lasts(token, now, PATIENCE)))
        {
            return Ok(token.clone());
        }
        Err(fetching.unwrap_or_else(|| {
            let provider = self.provider.clone();
            let fetching = async move { provider.token().await }.boxed().shared();
            state.fetching = fetching.downgrade();
            fetching
        }))
    }

    /// The first of those who waited keeps the outcome; the others find it kept.
    fn keep(&self, fetching: &Shared<Fetch>, outcome: &Result<AccessToken, AuthError>) {
        let now = self.clock.now();
        let mut state = self.state();
        if !state.fetching.as_ref().and_then(WeakShared::upgrade).is_some_and(|f| f.ptr_eq(fetching)) {
            return;
        }
        state.fetching = None;
        match outcome {
            Ok(token) => {
                // A token that is younger than the margin when it comes would be fetched again for every call.
                let short = !lasts(token, now, self.margin);
                state.not_before = short.then(|| half_way(now, token.expires_at()));
                state.token = Some(token.clone());
            }
            Err(_) => state.not_before = Some(later(now, PATIENCE)),
        }
    }

    /// The token at hand, if it is still valid: good enough when there is no other.
    fn leftover(&self) -> Option<AccessToken> {
        let now = self.clock.now();
        self.state().token.clone().filter(|token| lasts(token, now, Duration::ZERO))
    }
}

/// Whether the token is valid for longer than this.
fn lasts(token: &AccessToken, now: Timestamp, duration: Duration) -> bool {
    token.expires_at().is_none_or(|end| later(now, duration) < end)
}

fn later(now: Timestamp, duration: Duration) -> Timestamp {
    now.saturating_add(duration).unwrap_or(Timestamp::MAX)
}

fn half_way(now: Timestamp, end: Option<Timestamp>) -> Timestamp {
    end.map_or(now, |end| now + now.duration_until(end) / 2)
}

impl TokenProvider for RefreshingToken {
    fn token(&self) -> BoxFuture<'_, Result<AccessToken, AuthError>> {
        async move {
            let fetching = match self.look() {
                Ok(token) => return Ok(token),
                Err(fetching) => fetching,
            };
            let outcome = fetching.clone().await;
            self.keep(&fetching, &outcome);
            outcome.or_else(|error| self.leftover().ok_or(error))
        }
        .boxed()
    }

    /// Forgets the token, unless another call has done so and there is a new one.
    fn refused(&self, token: &AccessToken) -> bool {
        self.provider.refused(token);
        let mut state = self.state();
        if state.token.as_ref().is_some_and(|kept| kept.is_same(token)) {
            state.token = None;
            state.not_before = None;
        }
        true
    }
}

/// Without the token.
impl fmt::Debug for RefreshingToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RefreshingToken").field("margin", &self.margin).finish_non_exhaustive()
    }
}

struct Function<F>(F);

impl<F, Fut> TokenProvider for Function<F>
where
    F: Fn() -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<AccessToken, AuthError>> + Send + 'static,
{
    fn token(&self) -> BoxFuture<'_, Result<AccessToken, AuthError>> {
        (self.0)().boxed()
    }
}
