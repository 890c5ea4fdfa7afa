//! What can go wrong with a call: one enum.
//!
//! No error holds a token, and none prints headers, bodies or query strings: what `Display` and `Debug` say can be logged.

mod resync;
mod status;

pub use resync::ResyncError;
pub use status::StatusError;

use crate::origin::HIDDEN;
use crate::{AuthError, OperationError, Response};
use bytes::Bytes;
use http::StatusCode;
use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

/// Why a call failed.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The request didn't reach the service, or the response didn't come back whole.
    Transport(TransportError),
    /// The service answered with a status that is no success.
    Status(Box<StatusError>),
    /// The service answered with success, but the body isn't what the docs say.
    Decode(Box<DecodeError>),
    /// The response's body is longer than the client takes into memory: see `ClientBuilder::max_response_body`. Downloads as
    /// streams have no limit.
    BodyTooLarge {
        /// Id of the operation that was called.
        operation: Option<&'static str>,
        /// The limit, in bytes.
        limit: usize,
    },
    /// No access token could be had.
    Auth(AuthError),
    /// What was being downloaded has changed: what came before the connection broke and what would come now aren't one
    /// content. Start over.
    ContentChanged,
    /// The upload session isn't there any more: it has expired, was cancelled, or is complete. Start over with a new one.
    UploadSessionGone {
        /// What the service answered.
        error: Box<StatusError>,
        /// The last bytes had been sent before, and no answer to them came: the upload may be complete. Look whether the
        /// file is there before you start over.
        may_be_complete: bool,
    },
    /// A file, or what a download was written to, failed.
    Io(std::io::Error),
    /// The request can't be sent: an empty id, a header value with a line break, a required query parameter that isn't set.
    InvalidRequest(String),
    /// The client can't be built: a base URL without scheme, a token for an insecure address.
    InvalidClient(String),
    /// The response sends the client somewhere it doesn't go: a next link to another origin or in a circle, too many redirects.
    RefusedLink(String),
    /// The changes since a delta link can't be told any more: the walk has to start over.
    Resync(Box<ResyncError>),
    /// A long-running operation has ended, and not with success.
    Operation(Box<OperationError>),
    /// The call that should have carried this request of a batch failed; all its requests share the error.
    Batch(Arc<Error>),
}

impl Error {
    /// An [`Error::InvalidRequest`].
    pub fn invalid(reason: impl Into<String>) -> Self {
        Error::InvalidRequest(reason.into())
    }

    pub(crate) fn decode(response: &Response, reason: String) -> Self {
        Error::Decode(Box::new(DecodeError {
            operation: response.operation(),
            status: response.status(),
            request_id: response.request_id().map(str::to_owned),
            reason,
            body: response.body().clone(),
        }))
    }

    /// The service's answer, if it is one of failure.
    pub fn as_status(&self) -> Option<&StatusError> {
        match self {
            Error::Status(error) | Error::UploadSessionGone { error, .. } => Some(error),
            Error::Resync(error) => Some(error.status()),
            Error::Batch(error) => error.as_status(),
            _ => None,
        }
    }

    /// The response's status, if one came.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Error::Decode(error) => Some(error.status),
            Error::Batch(error) => error.status(),
            _ => self.as_status().map(StatusError::status),
        }
    }

    /// 304: it is still what `If-None-Match` named.
    pub fn is_not_modified(&self) -> bool {
        self.has_status(StatusCode::NOT_MODIFIED)
    }

    /// 404.
    pub fn is_not_found(&self) -> bool {
        self.has_status(StatusCode::NOT_FOUND)
    }

    /// 401: no token, or not a valid one.
    pub fn is_unauthorized(&self) -> bool {
        self.has_status(StatusCode::UNAUTHORIZED)
    }

    /// 403: a permission is missing.
    pub fn is_forbidden(&self) -> bool {
        self.has_status(StatusCode::FORBIDDEN)
    }

    /// 409.
    pub fn is_conflict(&self) -> bool {
        self.has_status(StatusCode::CONFLICT)
    }

    /// 410: a delta token is too old; start over.
    pub fn is_gone(&self) -> bool {
        self.has_status(StatusCode::GONE)
    }

    /// 412: what was changed isn't what `If-Match` named any more.
    pub fn is_precondition_failed(&self) -> bool {
        self.has_status(StatusCode::PRECONDITION_FAILED)
    }

    /// 429: too many requests.
    pub fn is_throttled(&self) -> bool {
        self.has_status(StatusCode::TOO_MANY_REQUESTS)
    }

    /// Nothing came in time.
    pub fn is_timeout(&self) -> bool {
        match self {
            Error::Transport(error) => error.kind() == TransportErrorKind::Timeout,
            Error::Batch(error) => error.is_timeout(),
            _ => false,
        }
    }

    fn has_status(&self, status: StatusCode) -> bool {
        self.as_status().is_some_and(|error| error.status() == status)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Transport(e) => e.fmt(f),
            Error::Status(e) => e.fmt(f),
            Error::Decode(e) => e.fmt(f),
            Error::BodyTooLarge { operation, limit } => {
                write_operation(*operation, f)?;
                write!(f, "the response's body is longer than {limit} bytes")
            }
            Error::Auth(e) => e.fmt(f),
            Error::ContentChanged => f.write_str("the content has changed while it was downloaded"),
            Error::UploadSessionGone { error, .. } => write!(f, "the upload session is gone: {error}"),
            Error::Io(e) => e.fmt(f),
            Error::InvalidRequest(reason) => write!(f, "invalid request: {reason}"),
            Error::InvalidClient(reason) => write!(f, "invalid client: {reason}"),
            Error::RefusedLink(reason) => write!(f, "link not followed: {reason}"),
            Error::Resync(e) => e.fmt(f),
            Error::Operation(e) => e.fmt(f),
            Error::Batch(e) => write!(f, "the batch's call failed: {e}"),
        }
    }
}

impl StdError for Error {}

impl From<AuthError> for Error {
    fn from(error: AuthError) -> Self {
        Error::Auth(error)
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Error::Io(error)
    }
}

impl From<TransportError> for Error {
    fn from(error: TransportError) -> Self {
        Error::Transport(error)
    }
}

/// A response whose body isn't what the docs say.
pub struct DecodeError {
    operation: Option<&'static str>,
    status: StatusCode,
    request_id: Option<String>,
    reason: String,
    body: Bytes,
}

impl DecodeError {
    /// Id of the operation that was called.
    pub fn operation(&self) -> Option<&'static str> {
        self.operation
    }

    /// The response's status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The service's id of this call, for support requests.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// What is wrong with the body, and where in it. It may quote text of the body, which `Display` leaves out.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// The body as it came.
    pub fn body(&self) -> &Bytes {
        &self.body
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_operation(self.operation, f)?;
        write!(f, "the {} response can't be decoded: {}", self.status.as_u16(), without_text(&self.reason))?;
        write_request_id(self.request_id(), f)
    }
}

/// What serde says, without the text that it has found in place of what it expected.
fn without_text(reason: &str) -> Cow<'_, str> {
    for (before, after) in [("string \"", "\", expected "), ("unknown variant `", "`, expected ")] {
        let start = reason.find(before).map(|at| at + before.len());
        if let (Some(start), Some(end)) = (start, reason.rfind(after))
            && start <= end
        {
            return format!("{}{HIDDEN}{}", &reason[..start], &reason[end..]).into();
        }
    }
    reason.into()
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DecodeError({self}; body of {} bytes)", self.body.len())
    }
}

/// What kind of thing went wrong on the way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection came about: the request has not been sent.
    Connect,
    /// Nothing came in time.
    Timeout,
    /// The response broke off.
    Body,
    /// The request is at fault: the transport doesn't take its address. It would be again: it is never repeated.
    Request,
    /// The bytes to send couldn't be had: a file that can't be read, a stream that is shorter or longer than it was said to
    /// be. Such a call isn't repeated.
    Content,
    /// Anything else.
    Other,
}

/// The request didn't reach the service, or the response didn't come back whole.
#[derive(Debug)]
pub struct TransportError(Box<Failure>);

/// Boxed: errors travel in every result.
#[derive(Debug)]
struct Failure {
    kind: TransportErrorKind,
    cause: Box<dyn StdError + Send + Sync>,
    operation: Option<&'static str>,
    attempts: u32,
}

impl TransportError {
    /// For implementations of [`Transport`](crate::Transport). The cause must not hold secrets or URLs: it is printed.
    pub fn new(kind: TransportErrorKind, cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        TransportError(Box::new(Failure { kind, cause: cause.into(), operation: None, attempts: 1 }))
    }

    pub(crate) fn during(mut self, operation: Option<&'static str>, attempts: u32) -> Self {
        (self.0.operation, self.0.attempts) = (operation, attempts);
        self
    }

    pub(crate) fn of_kind(mut self, kind: TransportErrorKind) -> Self {
        self.0.kind = kind;
        self
    }

    /// Id of the operation that was called.
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation
    }

    /// How many attempts the call took.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// What went wrong below. Its text is in `Display` already, so it isn't a `source`.
    pub fn cause(&self) -> &(dyn StdError + Send + Sync + 'static) {
        &*self.0.cause
    }

    /// The kind.
    pub fn kind(&self) -> TransportErrorKind {
        self.0.kind
    }
}

/// With the causes of the cause: what most libraries say at the top ("error sending request") tells nothing.
impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_operation(self.0.operation, f)?;
        f.write_str(match self.0.kind {
            TransportErrorKind::Connect => "no connection",
            TransportErrorKind::Timeout => "timed out",
            TransportErrorKind::Body => "the response broke off",
            TransportErrorKind::Content => "the content to send can't be read",
            TransportErrorKind::Request | TransportErrorKind::Other => "the request could not be sent",
        })?;
        write_causes(&*self.0.cause, f)
    }
}

impl StdError for TransportError {}

pub(crate) fn write_operation(operation: Option<&'static str>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    operation.map_or(Ok(()), |operation| write!(f, "{operation}: "))
}

pub(crate) fn write_request_id(id: Option<&str>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    id.map_or(Ok(()), |id| write!(f, " (request-id {id})"))
}

/// An error and its causes, each behind a colon.
pub(crate) fn write_causes(error: &dyn StdError, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut cause = Some(error);
    while let Some(error) = cause {
        write!(f, ": {error}")?;
        cause = error.source();
    }
    Ok(())
}
