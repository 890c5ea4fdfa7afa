//! Long-running operations: accepted now, done later. Who asked looks at a monitor until it says how it went.

mod error;
mod progress;
mod watch;

pub use error::OperationError;
pub use progress::{PollerProgress, PollerStatus};

use crate::draft::Draft;
use crate::{Error, Link, Operation, Output};
use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::time::Duration;
use watch::Watch;

/// An operation whose docs say that it is accepted first and done later (`202 Accepted` with `Location`).
pub trait LongRunning: Operation {
    /// What there is in the end; `()` where the docs don't tell: see [`Poller::typed`].
    type Result: Output;
}

/// A long-running operation that was started.
///
/// The monitor, as the service's `Location` (or `Operation-Location`) names it, is asked with the client's token if it is at
/// the client's home, and without it elsewhere.
///
/// ```no_run
/// use docwright_runtime::{Client, Method, Value};
/// use serde_json::json;
///
/// # async fn run(client: Client) -> Result<(), docwright_runtime::Error> {
/// let clone = client.request(Method::POST, "/teams/1/clone").json(&json!({ "displayName": "Copy" }));
/// let mut poller = clone.start::<Value>().await?;
/// let stored = poller.link().map(|link| link.to_string());  // `Client::resume_operation` goes on from it
/// let team = poller.wait().await?;
/// # Ok(())
/// # }
/// ```
pub struct Poller<T> {
    watch: Watch,
    result: PhantomData<fn() -> T>,
}

impl<T> Poller<T> {
    /// The same operation with another type of result.
    pub fn typed<U>(self) -> Poller<U> {
        Poller { watch: self.watch, result: PhantomData }
    }

    /// How long [`wait`](Self::wait) and [`until_done`](Self::until_done) pause between two looks: from `first`, doubling, to
    /// `longest`; half of it by chance. 1 s and 30 s if nothing is said. The service's `Retry-After` comes first, unless it is
    /// 0 or has passed.
    pub fn backoff(mut self, first: Duration, longest: Duration) -> Self {
        self.watch.pace = self.watch.pace.backoff(first, longest);
        self
    }

    /// How long they wait altogether, one hour if nothing is said. Then the error is a timeout, and the poller is as it was.
    pub fn max_elapsed(mut self, elapsed: Duration) -> Self {
        self.watch.limit = elapsed;
        self
    }

    /// The monitor's address: to be stored, and handed to [`Client::resume_operation`](crate::Client::resume_operation).
    /// `None` if the operation was done at once.
    pub fn link(&self) -> Option<&Link> {
        self.watch.monitor.as_ref()
    }

    /// What was last seen.
    pub fn progress(&self) -> &PollerProgress {
        &self.watch.progress
    }

    /// Looks once, without waiting. After the end nothing is sent any more. An operation that failed is no error here: its
    /// [`PollerProgress`] says so.
    ///
    /// # Errors
    /// What asking the monitor failed with.
    pub fn poll(&mut self) -> Looking<'_> {
        Box::pin(self.watch.poll())
    }

    /// Looks until the operation has ended, and fetches nothing.
    ///
    /// # Errors
    /// [`Error::Operation`] if it has failed; a timeout ([`Error::is_timeout`]) if it takes too long; what asking the monitor
    /// failed with.
    pub fn until_done(&mut self) -> Looking<'_> {
        Box::pin(self.watch.until_done())
    }
}

/// A look at the monitor, or several.
type Looking<'a> = Pin<Box<dyn Future<Output = Result<&'a PollerProgress, Error>> + Send + 'a>>;

impl<T: Output> Poller<T> {
    /// Looks until the operation has ended, and fetches its result from where the service says.
    ///
    /// # Errors
    /// As [`until_done`](Self::until_done), and what fetching failed with. [`Error::Decode`] if the service
    /// doesn't say where the result is, or no more than its id: what it says is in [`progress`](Self::progress), and
    /// [`until_done`](Self::until_done) asks for nothing else.
    pub async fn wait(&mut self) -> Result<T, Error> {
        self.until_done().await?;
        if !T::NEEDS_BODY {
            return self.watch.progress.response().decode();
        }
        self.watch.result(T::ACCEPT).await?.decode()
    }
}

/// Starts an operation.
pub(crate) fn start<T>(draft: Draft, accept: Option<&'static str>) -> Starting<T> {
    Box::pin(async move { Watch::start(draft, accept).await.map(|watch| Poller { watch, result: PhantomData }) })
}

/// An operation that is being started.
pub(crate) type Starting<T> = Pin<Box<dyn Future<Output = Result<Poller<T>, Error>> + Send>>;

/// Goes on with an operation that was started before.
pub(crate) fn resume<T>(draft: Draft, link: &Link) -> Result<Poller<T>, Error> {
    Watch::resume(draft, link).map(|watch| Poller { watch, result: PhantomData })
}

/// Without the path and query of the monitor.
impl<T> fmt::Debug for Poller<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Poller").field("link", &self.link()).field("progress", self.progress()).finish()
    }
}
