//! A delta walk that has to start over.

use super::{Error, StatusError};
use crate::Link;
use crate::origin::Home;
use http::{StatusCode, header};
use std::fmt;

/// The service can't tell any more what has changed since the link was given: everything has to be fetched anew.
pub struct ResyncError {
    status: StatusError,
    restart: Option<Link>,
}

impl ResyncError {
    /// Where to begin again, if the service says so: hand it to `resume_delta`. Without it, make the first request anew.
    pub fn restart(&self) -> Option<&Link> {
        self.restart.as_ref()
    }

    /// The service's code. Files know two that tell how to go on once all is fetched: after `resyncChangesApplyDifferences`
    /// the service's version stands, also of what was deleted; after `resyncChangesUploadDifferences` both do, and what the
    /// service doesn't have is uploaded.
    pub fn code(&self) -> Option<&str> {
        self.status.code()
    }

    /// The service's answer.
    pub fn status(&self) -> &StatusError {
        &self.status
    }

    /// This error in place of a status that means it.
    pub(crate) fn or_error(error: Error, home: &Home) -> Error {
        let Error::Status(status) = error else { return error };
        if !is_resync(&status) {
            return Error::Status(status);
        }
        let location = status.headers().get(header::LOCATION).and_then(|location| location.to_str().ok());
        let restart = location.and_then(|location| home.follow(location).ok()).map(Link::from);
        Error::Resync(Box::new(ResyncError { status: *status, restart }))
    }
}

/// 410; mailboxes answer other statuses of failure and say it by their code, `syncStateNotFound`.
fn is_resync(status: &StatusError) -> bool {
    let code = status.code().unwrap_or_default().to_ascii_lowercase();
    status.status() == StatusCode::GONE
        || status.status().is_client_error() && (code.starts_with("syncstate") || code.starts_with("resync"))
}

impl fmt::Display for ResyncError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the changes have to be fetched from the beginning: {}", self.status)
    }
}

impl fmt::Debug for ResyncError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResyncError").field("status", &self.status).field("restart", &self.restart).finish()
    }
}
