//! Uploads through a session: chunk by chunk, to a URL that needs no token.
//!
//! What is documented of such sessions, and what differs: `api/driveitem-createuploadsession.md`,
//! `api/attachment-createuploadsession.md` and `resources/uploadsession.md` of Microsoft Graph's docs.

mod answer;
mod chunks;
mod session;

pub use answer::{MissingRange, UploadStatus};

use crate::progress::OnProgress;
use crate::{Client, Content, Error, Output, Progress, Response, RetryPolicy};
use bytes::Bytes;
use chunks::Chunks;
use http::{HeaderMap, Method, StatusCode};
use secrecy::SecretString;
use session::Session;
use std::fmt;
use std::time::Duration;

/// How often in a row a session may ask for something else than what comes next before that is an error.
const MAX_DETOURS: u32 = 4;

/// An upload through a session: what the operations called `createUploadSession` open, for drive items, Outlook attachments
/// and print documents.
///
/// The content goes to the session's URL in chunks, one of them in memory. That URL stands for the permission to write there:
/// it is never shown or logged, and no token is sent along. A chunk that fails is repeated as the client's [`RetryPolicy`]
/// has it (500 and 502 included, `Retry-After` respected); where the service has other bytes than the client believed, it is
/// asked what it misses, and the upload goes on there.
///
/// ```no_run
/// # use docwright_runtime::{Client, Content, Value, UploadTask};
/// # async fn run(client: Client, session_url: String, film: Content) -> Result<(), docwright_runtime::Error> {
/// let item: Value = UploadTask::new(&client, session_url, film)
///     .chunk_size(10 << 20)
///     .on_progress(|p| println!("{} of {:?} bytes", p.done, p.total))
///     .send()
///     .await?;
/// # Ok(())
/// # }
/// ```
///
/// # When it doesn't go through
///
/// After an error, or when the future was dropped, [`send`](Self::send) again goes on where the session stands. In another
/// process, keep URL and content, and begin with [`resume`](Self::resume). [`Error::UploadSessionGone`] means that there is
/// nothing to go on with. A stream that can be read only once goes on as long as the session asks for nothing before the
/// last chunk.
#[must_use = "a task does nothing until it is sent"]
pub struct UploadTask {
    session: Session,
    content: Content,
    chunk_size: u64,
    on_progress: Option<OnProgress>,
    /// Once it has begun.
    chunks: Option<Chunks>,
    length: u64,
    /// Others may have sent something, or this one before: the session has to be asked where to go on.
    ask_first: bool,
    /// The last chunk was sent, and nobody knows what became of it.
    in_doubt: bool,
    done: u64,
}

impl UploadTask {
    /// Chunks are multiples of this: 320 KiB.
    pub const CHUNK_UNIT: u64 = 320 << 10;

    /// What a chunk has if nothing is said, 3.75 MiB: the most that all documented services take.
    pub const DEFAULT_CHUNK_SIZE: u64 = 12 * Self::CHUNK_UNIT;

    /// A chunk has less than this: 60 MiB.
    pub const CHUNK_LIMIT: u64 = 60 << 20;

    /// An upload of this content to a session's `uploadUrl`. The content's length must be known; its media type isn't sent.
    pub fn new(client: &impl AsRef<Client>, url: impl Into<SecretString>, content: Content) -> Self {
        let client = client.as_ref().clone();
        let policy = client.retry_policy().clone();
        UploadTask {
            session: Session { client, url: url.into(), policy, timeout: None },
            content,
            chunk_size: Self::DEFAULT_CHUNK_SIZE,
            on_progress: None,
            chunks: None,
            length: 0,
            ask_first: false,
            in_doubt: false,
            done: 0,
        }
    }

    /// How many bytes go at once: a multiple of [`CHUNK_UNIT`](Self::CHUNK_UNIT), less than
    /// [`CHUNK_LIMIT`](Self::CHUNK_LIMIT). So much is in memory. Drives take 5 to 10 MiB best, Outlook at most 4 MB.
    pub fn chunk_size(mut self, bytes: u64) -> Self {
        self.chunk_size = bytes;
        self
    }

    /// Goes on with a session that was begun before: asks it first what it misses.
    pub fn resume(mut self) -> Self {
        self.ask_first = true;
        self
    }

    /// Calls this at the beginning and after every chunk that has arrived.
    pub fn on_progress(mut self, tell: impl FnMut(Progress) + Send + 'static) -> Self {
        self.on_progress = Some(Box::new(tell));
        self
    }

    /// When a chunk is repeated, in place of the client's policy.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.session.policy = policy;
        self
    }

    /// How long one chunk may take, its repeats included, in place of the client's timeout.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.session.timeout = Some(timeout);
        self
    }

    /// Uploads to the end, and decodes what the service made of it. Where nothing comes (Outlook, or a session with
    /// `deferCommit`), that is `()`, or `None` of an option.
    ///
    /// # Errors
    /// [`Error::UploadSessionGone`]; [`Error::InvalidRequest`] if the content is empty (a session can't take that: it is
    /// uploaded in one call) or of unknown length, or the chunk size isn't one; any other [`Error`], after which the session
    /// is still there. 409 after the last chunk: everything has arrived, but there is a file of that name by now.
    pub async fn send<T: Output>(&mut self) -> Result<T, Error> {
        let response = self.response().await?;
        if response.status() == StatusCode::ACCEPTED {
            // What is said about the session isn't what comes of it.
            return Response::new(response.status(), response.headers().clone(), Bytes::new()).decode();
        }
        response.decode()
    }

    /// As [`send`](Self::send), and gives the whole response to the last chunk: `Location` is where Outlook's attachment is
    /// found. 202: everything has arrived, and waits for [`commit`](Self::commit).
    ///
    /// # Errors
    /// As `send`, but nothing is decoded.
    pub async fn response(&mut self) -> Result<Response, Error> {
        self.begin()?;
        self.upload().await.map_err(|error| match error {
            Error::UploadSessionGone { error, .. } => {
                Error::UploadSessionGone { error, may_be_complete: self.in_doubt }
            }
            other => other,
        })
    }

    /// Asks the session what it misses.
    ///
    /// # Errors
    /// [`Error::UploadSessionGone`], and any other [`Error`].
    pub async fn status(&self) -> Result<UploadStatus, Error> {
        self.session.status().await
    }

    /// Ends the session, and what has arrived is dropped. One that is gone already is fine.
    ///
    /// # Errors
    /// Any [`Error`] but [`Error::UploadSessionGone`].
    pub async fn cancel(self) -> Result<(), Error> {
        match self.session.call(Method::DELETE).await {
            Ok(_) | Err(Error::UploadSessionGone { .. }) => Ok(()),
            Err(other) => Err(other),
        }
    }

    /// Makes the file of what has arrived, if the session was opened with `deferCommit`.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub async fn commit<T: Output>(&self) -> Result<T, Error> {
        self.session.call(Method::POST).await?.decode()
    }

    fn begin(&mut self) -> Result<(), Error> {
        if self.chunks.is_some() {
            return Ok(());
        }
        let size = self.chunk_size;
        if size == 0 || !size.is_multiple_of(Self::CHUNK_UNIT) || size >= Self::CHUNK_LIMIT {
            let reason = format!("a chunk has a multiple of 320 KiB and less than 60 MiB, not {size} bytes");
            return Err(Error::InvalidRequest(reason));
        }
        let length = self.content.length();
        self.length = length.ok_or_else(|| Error::invalid("an upload session needs content of a known length"))?;
        if self.length == 0 {
            return Err(Error::invalid("an upload session can't take an empty file; upload it in one call"));
        }
        self.chunks = Some(Chunks::new(self.content.clone().into_source(), self.length));
        Ok(())
    }

    /// Chunk after chunk.
    async fn upload(&mut self) -> Result<Response, Error> {
        let mut next = MissingRange::from(0);
        if std::mem::replace(&mut self.ask_first, true) {
            let Some(missing) = self.missing().await? else { return Ok(uncommitted()) };
            next = missing;
        }
        let mut course = Course::from(next.first);
        loop {
            self.tell(next.first);
            next = match self.put(next).await {
                Ok((end, response)) => {
                    let Some(missing) = self.after(&response, end)? else {
                        self.tell(self.length);
                        return Ok(response);
                    };
                    if !course.may_go_to(missing.first) {
                        let reason = format!("the session asks for byte {} again and again", missing.first);
                        return Err(response.undecodable(reason));
                    }
                    missing
                }
                // It has these bytes already: the answer to them was lost.
                Err(error) if error.status() == Some(StatusCode::RANGE_NOT_SATISFIABLE) => {
                    let Some(missing) = self.missing().await? else { return Ok(uncommitted()) };
                    if missing == next || !course.may_go_to(missing.first) {
                        return Err(error);
                    }
                    missing
                }
                Err(other) => return Err(other),
            };
        }
    }

    /// Sends the chunk that begins here, and tells where it ends.
    async fn put(&mut self, next: MissingRange) -> Result<(u64, Response), Error> {
        let end = next.last.map_or(self.length, |last| last.saturating_add(1).min(self.length));
        let end = end.min(next.first.saturating_add(self.chunk_size));
        let Some(chunks) = &mut self.chunks else { return Err(Error::invalid("the upload has not begun")) };
        let chunk = chunks.read(next.first, (end - next.first) as usize).await?;
        let is_last = end == self.length;
        // Whoever drops this future won't know either.
        self.in_doubt |= is_last;
        let outcome = self.session.put(next.first, chunk, self.length).await;
        if is_last && outcome.as_ref().map_or_else(is_certain, |_| true) {
            self.in_doubt = false;
        }
        Ok((end, outcome?))
    }

    /// What the session misses after a chunk that has arrived: what it says, else what follows.
    fn after(&self, response: &Response, end: u64) -> Result<Option<MissingRange>, Error> {
        let listed = UploadStatus::of(response)?.and_then(|status| status.missing.first().copied());
        let missing = listed.or_else(|| (end < self.length).then_some(MissingRange::from(end)));
        missing.map(|missing| self.within(missing)).transpose()
    }

    /// What the session misses first, when it is asked.
    async fn missing(&self) -> Result<Option<MissingRange>, Error> {
        let status = self.session.status().await?;
        status.missing.first().map(|missing| self.within(*missing)).transpose()
    }

    fn within(&self, missing: MissingRange) -> Result<MissingRange, Error> {
        let (first, length) = (missing.first, self.length);
        if first < length {
            return Ok(missing);
        }
        let reason = format!("the session asks for byte {first} of {length}: it was begun with other content");
        Err(Error::InvalidRequest(reason))
    }

    fn tell(&mut self, done: u64) {
        self.done = self.done.max(done);
        let progress = Progress { done: self.done, total: Some(self.length) };
        if let Some(tell) = &mut self.on_progress {
            tell(progress);
        }
    }
}

/// Guards against a session that never comes to an end.
struct Course {
    furthest: u64,
    detours: u32,
}

impl Course {
    fn from(first: u64) -> Self {
        Course { furthest: first, detours: 0 }
    }

    fn may_go_to(&mut self, first: u64) -> bool {
        self.detours = if first > self.furthest { 0 } else { self.detours + 1 };
        self.furthest = self.furthest.max(first);
        self.detours <= MAX_DETOURS
    }
}

/// Everything has arrived, and nothing was made of it yet.
fn uncommitted() -> Response {
    Response::new(StatusCode::ACCEPTED, HeaderMap::new(), Bytes::new())
}

/// After this answer to the only attempt, the chunk has not arrived.
fn is_certain(error: &Error) -> bool {
    error.as_status().is_some_and(|error| {
        let status = error.status();
        error.attempts() == 1 && !status.is_server_error() && status != StatusCode::RANGE_NOT_SATISFIABLE
    })
}

/// Without the URL.
impl fmt::Debug for UploadTask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UploadTask")
            .field("length", &self.length)
            .field("done", &self.done)
            .field("chunk_size", &self.chunk_size)
            .finish_non_exhaustive()
    }
}
