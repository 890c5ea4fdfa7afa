//! The answers of a batch, handed out with their types.

use super::{BatchId, BatchItem};
use crate::{Error, Output, Response};
use std::fmt;

/// What became of the requests of a batch.
#[must_use = "a request of the batch may have failed: its error is in here"]
pub struct BatchAnswers {
    batch: u64,
    answers: Vec<Option<Result<Response, Error>>>,
}

impl BatchAnswers {
    pub(super) fn new(batch: u64, answers: Vec<Result<Response, Error>>) -> Self {
        BatchAnswers { batch, answers: answers.into_iter().map(Some).collect() }
    }

    /// Decodes the answer of a request.
    ///
    /// # Errors
    /// What the request failed with, as if it had been sent alone: [`Error::Status`] if the service says no. [`Error::Decode`] if
    /// the call holds no answer to it. [`Error::Batch`] if the call itself failed. [`Error::InvalidRequest`] if it is a request of
    /// another batch.
    pub fn take<T: Output>(&mut self, item: BatchItem<T>) -> Result<T, Error> {
        self.response(item.id)?.decode()
    }

    /// The answer of a request, undecoded. Once: it isn't there any more after that.
    ///
    /// # Errors
    /// As [`take`](Self::take), but nothing is decoded.
    pub fn response(&mut self, item: impl Into<BatchId>) -> Result<Response, Error> {
        let BatchId { batch, at } = item.into();
        let answer = self.answers.get_mut(at).filter(|_| batch == self.batch);
        let answer = answer.ok_or_else(|| Error::invalid("this is an answer to another batch"))?;
        answer.take().unwrap_or_else(|| Err(Error::invalid("this answer was taken before")))
    }

    /// The errors of requests that failed and whose answers weren't taken, with the requests' places, counted from 0.
    pub fn failures(&self) -> impl Iterator<Item = (usize, &Error)> {
        let answers = self.answers.iter().enumerate();
        answers.filter_map(|(at, answer)| Some((at, answer.as_ref()?.as_ref().err()?)))
    }
}

/// How many there are, and how many failed.
impl fmt::Debug for BatchAnswers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BatchAnswers")
            .field("requests", &self.answers.len())
            .field("failures", &self.failures().count())
            .finish_non_exhaustive()
    }
}
