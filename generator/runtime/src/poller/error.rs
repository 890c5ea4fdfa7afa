//! A long-running operation that failed.

use super::PollerProgress;
use crate::error::{write_operation, write_request_id};
use std::fmt;

/// A long-running operation has ended, and not with success.
pub struct OperationError {
    operation: Option<&'static str>,
    progress: PollerProgress,
}

impl OperationError {
    pub(super) fn new(operation: Option<&'static str>, progress: PollerProgress) -> Self {
        OperationError { operation, progress }
    }

    /// Id of the operation that was called.
    pub fn operation(&self) -> Option<&'static str> {
        self.operation
    }

    /// The service's code.
    pub fn code(&self) -> Option<&str> {
        self.progress.error_code()
    }

    /// The service's words.
    pub fn message(&self) -> Option<&str> {
        self.progress.message()
    }

    /// What the monitor said: status, percentage, and the answer as it came.
    pub fn progress(&self) -> &PollerProgress {
        &self.progress
    }
}

impl fmt::Display for OperationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_operation(self.operation, f)?;
        write!(f, "the long-running operation ended as {}", self.progress.status_text().unwrap_or("failed"))?;
        for text in [self.code(), self.message()].into_iter().flatten() {
            write!(f, ": {text}")?;
        }
        write_request_id(self.progress.response().request_id(), f)
    }
}

impl fmt::Debug for OperationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OperationError({self})")
    }
}
