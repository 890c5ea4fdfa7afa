//! A clock for tests: waiting takes no time, and can be asked about.

use crate::Clock;
use futures::FutureExt;
use futures::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A clock that stands still until somebody sleeps; then it jumps. Clones are the same clock.
///
/// A call with a timeout sleeps beside its attempts: its timeout is over when the call would wait for anything.
#[derive(Clone, Debug)]
pub struct TestClock(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    start: Timestamp,
    elapsed: Duration,
    slept: Vec<Duration>,
}

impl TestClock {
    /// A clock at this time of day.
    pub fn at(start: Timestamp) -> Self {
        TestClock(Arc::new(Mutex::new(State { start, elapsed: Duration::ZERO, slept: Vec::new() })))
    }

    /// Moves the time forward.
    pub fn advance(&self, duration: Duration) {
        let mut state = self.state();
        state.elapsed = state.elapsed.saturating_add(duration);
    }

    /// What was slept since the last time, in order.
    pub fn take_slept(&self) -> Vec<Duration> {
        std::mem::take(&mut self.state().slept)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// At the beginning of 1970.
impl Default for TestClock {
    fn default() -> Self {
        TestClock::at(Timestamp::UNIX_EPOCH)
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        let state = self.state();
        let elapsed = SignedDuration::try_from(state.elapsed).unwrap_or(SignedDuration::MAX);
        state.start.checked_add(elapsed).unwrap_or(Timestamp::MAX)
    }

    fn elapsed(&self) -> Duration {
        self.state().elapsed
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let clock = self.clone();
        async move {
            clock.advance(duration);
            clock.state().slept.push(duration);
        }
        .boxed()
    }
}
