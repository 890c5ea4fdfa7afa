//! Time: what waits between attempts and knows when a token ends. One trait, so that tests needn't wait.

use futures::FutureExt;
use futures::future::BoxFuture;
use futures_timer::Delay;
use jiff::Timestamp;
use std::time::{Duration, Instant};

/// The time of day, time that only goes forward, and waiting.
pub trait Clock: Send + Sync + 'static {
    /// The time of day: compared with the end of a token's life and with dates in `Retry-After`.
    fn now(&self) -> Timestamp;

    /// Time since some moment in the past. It never goes back, whatever happens to the time of day.
    fn elapsed(&self) -> Duration;

    /// Resolves once this much time has passed.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

/// The system's clock. Its timers need no particular async runtime.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock {
    start: Instant,
}

impl SystemClock {
    /// A clock that starts now.
    pub fn new() -> Self {
        SystemClock { start: Instant::now() }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        SystemClock::new()
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Delay::new(duration).boxed()
    }
}
