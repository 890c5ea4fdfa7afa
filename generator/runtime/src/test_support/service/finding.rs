//! What one example came to.

use super::super::message::Message;
use super::super::{Answer, Example, Returned};
use super::shape::{self, Differences};
use crate::{Error, Response};
use serde_json::{Value, json};

/// The successes that an example documents.
pub(super) struct Documented(Vec<(u16, Message, &'static Answer)>);

impl Documented {
    /// `None` if there is none: how to make a service fail, examples don't tell.
    pub(super) fn of(answers: &'static [Answer]) -> Option<Documented> {
        let successes = answers.iter().filter(|answer| !matches!(answer, Answer::Failed(..)));
        let all: Vec<_> = successes
            .filter_map(|answer| {
                let message = Message::read(answer.text());
                let status = message.first.split_whitespace().nth(1)?.parse().ok()?;
                Some((status, message, answer))
            })
            .collect();
        (!all.is_empty()).then_some(Documented(all))
    }

    fn statuses(&self) -> Vec<u16> {
        self.0.iter().map(|(status, ..)| *status).collect()
    }

    /// The answer of this status, else the first; and whether the status is documented. A redirect is followed by the client.
    fn closest(&self, status: u16) -> Option<(&Message, bool)> {
        let same = |(documented, _, answer): &&(u16, Message, &Answer)| {
            *documented == status || matches!(answer, Answer::Moved(..))
        };
        let found = self.0.iter().find(same);
        found.or_else(|| self.0.first()).map(|(_, message, _)| (message, found.is_some()))
    }
}

/// A line of the report.
pub(super) struct Finding {
    about: Value,
    verdict: &'static str,
}

impl Finding {
    pub(super) fn new(example: &Example, method: &str) -> Self {
        let Example { at, name, operation, .. } = *example;
        Finding { about: json!({ "at": at, "name": name, "operation": operation, "method": method }), verdict: "same" }
    }

    pub(super) fn to_json(&self) -> Value {
        let mut line = self.about.clone();
        line["verdict"] = self.verdict.into();
        line
    }

    fn told(mut self, verdict: &'static str, key: &str, value: impl Into<Value>) -> Self {
        self.verdict = verdict;
        self.about[key] = value.into();
        self
    }

    pub(super) fn skipped(self, reason: &str) -> Self {
        self.told("skipped", "reason", reason)
    }

    /// Compares what came with what is documented. `samples` are the placeholders that hold values of the docs.
    pub(super) fn compare(
        mut self,
        documented: &Documented,
        outcome: Result<(Response, Result<Returned, Error>), Error>,
        samples: Vec<&str>,
    ) -> Self {
        self.about["documented"] = documented.statuses().into();
        match outcome {
            Ok((response, returned)) => self.success(documented, &response, returned),
            Err(error) => match error.as_status() {
                Some(status) => self.failure(status.status().as_u16(), status.code(), samples),
                // What the error says may name the address; the kind is enough.
                None => self.told("unavailable", "reason", "no answer: the connection failed or took too long"),
            },
        }
    }

    fn failure(mut self, status: u16, code: Option<&str>, samples: Vec<&str>) -> Self {
        self.about["found"] = status.into();
        if let Some(code) = code {
            self.about["code"] = code.into();
        }
        match status {
            401 | 403 => self.told("refused", "reason", "the token is refused, or has not the permissions"),
            429 | 500.. => self.told("unavailable", "reason", "the service could not answer"),
            400 | 404 | 410 if !samples.is_empty() => self.told("sample", "samples", samples),
            _ => self.told("different", "status", true),
        }
    }

    fn success(mut self, documented: &Documented, response: &Response, returned: Result<Returned, Error>) -> Self {
        let status = response.status().as_u16();
        self.about["found"] = status.into();
        let Some((message, same)) = documented.closest(status) else { return self };
        if !same {
            self = self.told("different", "status", true);
        }
        let docs = serde_json::from_str::<Value>(message.body).ok().filter(|_| message.is_json());
        let found = serde_json::from_slice::<Value>(response.body()).ok();
        let mut differences = match (&docs, &found) {
            (Some(docs), Some(found)) => shape::compare(docs, found),
            (Some(docs), None) if same => Differences::whole(docs, response.body().is_empty()),
            _ => Differences::default(),
        };
        match returned {
            Ok(returned) => differences.typed(&returned, docs.as_ref(), found.as_ref()),
            Err(_) => differences.undecodable(),
        }
        if !differences.is_empty() {
            self.verdict = "different";
            self.about["missing"] = differences.missing.into_iter().collect::<Vec<_>>().into();
            self.about["unexpected"] = differences.unexpected.into_iter().collect::<Vec<_>>().into();
            let types = differences.types.into_iter();
            self.about["types"] = types
                .map(|(at, (documented, found))| json!({ "at": at, "documented": documented, "found": found }))
                .collect();
        }
        self
    }
}
