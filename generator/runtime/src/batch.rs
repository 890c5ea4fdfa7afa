//! JSON batching: many requests in few calls.
//!
//! A [`Batch`] collects requests, `part` writes one as JSON, `rounds` sends them call by call until each has its answer,
//! `reply` reads a call's answers, [`BatchAnswers`] hands them out with their types.

mod answers;
mod part;
mod reply;
mod rounds;

pub use answers::BatchAnswers;

use crate::download::ByteRange;
use crate::draft::{Draft, Settings};
use crate::{Client, Error, Operation, Output, RawRequest, Request, RetryPolicy};
use part::Part;
use rounds::Rounds;
use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Requests that go together: up to 20 in one call to `$batch`, as many calls as it takes.
///
/// ```no_run
/// use docwright_runtime::{Client, Method, Value};
/// use serde_json::json;
///
/// # async fn run(client: Client) -> Result<(), docwright_runtime::Error> {
/// let mut batch = client.batch();
/// let folder = batch.add_raw::<Value>(client.request(Method::POST, "/me/drive/root/children").json(&json!({ "name": "a" })));
/// let files = batch.add_raw_after::<Value>([&folder], client.request(Method::GET, "/me/drive/root:/a:/children"));
/// let mut answers = batch.send().await?;
/// let folder: Value = answers.take(folder)?;
/// let files: Value = answers.take(files)?;
/// # Ok(())
/// # }
/// ```
///
/// Requests run in any order, but for those that were added [after](Self::add_after) others: these run once the others have
/// succeeded, and are answered `424 Failed Dependency` if one hasn't. An answer that says "later" (429, and what else the
/// request's [`RetryPolicy`] repeats) sends that request again, alone or with others of its kind.
///
/// A request has its own headers and retry policy here; timeouts are the batch's. Its body is JSON, or bytes in base64.
pub struct Batch {
    client: Client,
    /// Tells the handles of batches apart.
    number: u64,
    entries: Vec<Entry>,
    settings: Settings,
    /// The first thing that is wrong.
    failure: Option<Error>,
}

/// A request of a batch.
struct Entry {
    part: Part,
    /// Places of those that come first; all of them are before it.
    after: Vec<usize>,
    operation: Option<&'static str>,
    route: Option<&'static str>,
    retry: Option<RetryPolicy>,
    /// The part of the content that is wanted.
    range: Option<ByteRange>,
}

/// A request's place in a batch, and the type of its answer.
pub struct BatchItem<T> {
    id: BatchId,
    output: PhantomData<fn() -> T>,
}

/// A request's place in a batch.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct BatchId {
    batch: u64,
    at: usize,
}

impl Batch {
    pub(crate) fn new(client: Client) -> Self {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        Batch { client, number, entries: Vec::new(), settings: Settings::default(), failure: None }
    }

    /// Adds a request. What it answers is to be had under what is returned here.
    pub fn add<Op: Operation>(&mut self, request: impl Into<Request<Op>>) -> BatchItem<Op::Output> {
        self.push(Vec::new(), request.into().into_draft())
    }

    /// Adds a request that runs once these have succeeded: `[&one, &other]`, or `[one.id(), other.id()]` if their types differ.
    pub fn add_after<Op: Operation>(
        &mut self,
        others: impl IntoIterator<Item = impl Into<BatchId>>,
        request: impl Into<Request<Op>>,
    ) -> BatchItem<Op::Output> {
        let others = self.places(others);
        self.push(others, request.into().into_draft())
    }

    /// Adds a request that the docs don't have.
    pub fn add_raw<T: Output>(&mut self, request: RawRequest) -> BatchItem<T> {
        self.push(Vec::new(), request.into_draft())
    }

    /// Adds a request that the docs don't have, and that runs once these have succeeded.
    pub fn add_raw_after<T: Output>(
        &mut self,
        others: impl IntoIterator<Item = impl Into<BatchId>>,
        request: RawRequest,
    ) -> BatchItem<T> {
        let others = self.places(others);
        self.push(others, request.into_draft())
    }

    /// How long each call may take, in place of the client's timeout.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = Some(timeout);
        self
    }

    /// When calls and requests without a policy of their own are repeated, in place of the client's policy.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.settings.retry = Some(policy);
        self
    }

    /// How many requests there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Sends them all. Requests that fail don't make this fail: their errors come out of
    /// [`take`](BatchAnswers::take).
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] before anything is sent, if a request can't be sent in a batch: one that is invalid itself,
    /// one for another address than the client's base URL, one whose body is a stream. Else what the first call failed with; if
    /// a later one fails, its requests and those not yet sent have [`Error::Batch`].
    pub fn send(self) -> impl Future<Output = Result<BatchAnswers, Error>> + Send {
        let Batch { client, number, entries, settings, failure } = self;
        let rounds = Rounds::new(client, entries, settings);
        let rounds: futures::future::BoxFuture<'static, _> = Box::pin(async move {
            match failure {
                Some(error) => Err(error),
                None => rounds.run().await,
            }
        });
        async move { Ok(BatchAnswers::new(number, rounds.await?)) }
    }

    fn push<T>(&mut self, after: Vec<usize>, mut draft: Draft) -> BatchItem<T> {
        let at = self.entries.len();
        let (operation, route, retry) = (draft.operation(), draft.template(), draft.settings().retry.take());
        let range = draft.settings().range;
        let part = Part::new(&self.client, draft).unwrap_or_else(|reason| {
            self.fail(format!("request {} of the batch: {reason}", at + 1));
            Part::default()
        });
        self.entries.push(Entry { part, after, operation, route, retry, range });
        BatchItem { id: BatchId { batch: self.number, at }, output: PhantomData }
    }

    fn places(&mut self, others: impl IntoIterator<Item = impl Into<BatchId>>) -> Vec<usize> {
        let others: Vec<BatchId> = others.into_iter().map(Into::into).collect();
        if others.iter().any(|other| other.batch != self.number) {
            self.fail("a request of the batch depends on one of another batch".to_owned());
        }
        others.into_iter().map(|other| other.at).filter(|at| *at < self.entries.len()).collect()
    }

    fn fail(&mut self, reason: String) {
        self.failure.get_or_insert(Error::InvalidRequest(reason));
    }
}

impl<T> BatchItem<T> {
    /// Its place, without the type.
    pub fn id(&self) -> BatchId {
        self.id
    }
}

impl<T> From<&BatchItem<T>> for BatchId {
    fn from(item: &BatchItem<T>) -> Self {
        item.id
    }
}

impl<T> fmt::Debug for BatchItem<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BatchItem({})", self.id.at + 1)
    }
}

/// How many requests; what they hold stays out of logs.
impl fmt::Debug for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batch").field("requests", &self.len()).finish_non_exhaustive()
    }
}
