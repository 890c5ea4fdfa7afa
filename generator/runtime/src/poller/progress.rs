//! What a monitor says of an operation.

use crate::{Error, Response};
use http::StatusCode;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt;

/// How far a long-running operation is.
///
/// Services call the same thing by different names: `completed` is [`Succeeded`](Self::Succeeded), `inProgress` is
/// [`Running`](Self::Running). Case doesn't count. [`PollerProgress::status_text`] has the word itself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PollerStatus {
    /// It hasn't begun: `notStarted`, `waiting`.
    NotStarted,
    /// It goes on: `running`, `inProgress`, `updating`, `deletePending`, or an answer 202 that says nothing.
    Running,
    /// It is done: `succeeded`, `completed`, `skipped`, or an answer of success that is the result itself.
    Succeeded,
    /// It has failed: `failed`, `deleteFailed`.
    Failed,
    /// It was called off: `canceled`, `cancelled`.
    Canceled,
    /// A word that isn't known here; taken as going on.
    Unlisted(String),
}

impl PollerStatus {
    /// Whether nothing will change any more.
    pub fn is_final(&self) -> bool {
        matches!(self, PollerStatus::Succeeded | PollerStatus::Failed | PollerStatus::Canceled)
    }

    fn read(word: &str) -> Self {
        match word.to_ascii_lowercase().as_str() {
            "notstarted" | "waiting" => PollerStatus::NotStarted,
            "running" | "inprogress" | "updating" | "deletepending" => PollerStatus::Running,
            "succeeded" | "completed" | "skipped" => PollerStatus::Succeeded,
            "failed" | "deletefailed" => PollerStatus::Failed,
            "canceled" | "cancelled" => PollerStatus::Canceled,
            _ => PollerStatus::Unlisted(word.to_owned()),
        }
    }
}

/// What a monitor said last.
#[derive(Clone)]
pub struct PollerProgress {
    status: PollerStatus,
    /// Whether the answer speaks of the operation; else it is what came of it.
    speaks: bool,
    response: Response,
    body: Value,
}

impl PollerProgress {
    /// Reads an answer whose status is a success, or 303.
    pub(super) fn read(response: Response) -> Self {
        let body: Value = serde_json::from_slice(response.body()).unwrap_or_default();
        let said = status_text(&body).map(PollerStatus::read);
        let accepted = response.status() == StatusCode::ACCEPTED;
        let status = match &said {
            Some(said) => said.clone(),
            None if accepted => PollerStatus::Running,
            None => PollerStatus::Succeeded,
        };
        PollerProgress { status, speaks: said.is_some() || accepted, response, body }
    }

    /// The result itself, before anybody looked at a monitor.
    pub(super) fn at_once(response: Response) -> Self {
        PollerProgress { status: PollerStatus::Succeeded, speaks: false, response, body: Value::Null }
    }

    /// How far it is.
    pub fn status(&self) -> &PollerStatus {
        &self.status
    }

    /// Whether nothing will change any more.
    pub fn is_done(&self) -> bool {
        self.status.is_final()
    }

    /// The service's word for it.
    pub fn status_text(&self) -> Option<&str> {
        status_text(&self.body)
    }

    /// How much is done, from 0 to 100, if the service says so: `percentageComplete`, `percentComplete`.
    pub fn percentage(&self) -> Option<f64> {
        let value = ["percentageComplete", "percentComplete"].iter().find_map(|key| self.body.get(key))?;
        value.as_f64().or_else(|| value.as_str()?.trim().trim_end_matches('%').parse().ok())
    }

    /// The id of what was made: `resourceId`, `targetResourceId`.
    pub fn resource_id(&self) -> Option<&str> {
        text(&self.body, &["resourceId", "targetResourceId"])
    }

    /// Where it is, as the service wrote it: `resourceLocation`, `targetResourceLocation`, or `Location` of a 303.
    pub fn resource_location(&self) -> Option<&str> {
        if self.response.status() == StatusCode::SEE_OTHER {
            return self.response.location();
        }
        text(&self.body, &["resourceLocation", "targetResourceLocation"]).filter(|location| !location.is_empty())
    }

    /// What went wrong: `error.code`, or `errorCode`.
    pub fn error_code(&self) -> Option<&str> {
        let error = self.body.get("error").filter(|error| error.is_object());
        error.and_then(|error| text(error, &["code"])).or_else(|| text(&self.body, &["errorCode"]))
    }

    /// What the service says of it in words: of the error if there is one, else of the status.
    pub fn message(&self) -> Option<&str> {
        let error = self.body.get("error").and_then(|error| text(error, &["message"]));
        let status = || text(self.body.get("status")?, &["description"]);
        error.or_else(|| text(&self.body, &["statusDescription", "statusDetail"])).or_else(status)
    }

    /// The answer as it came.
    pub fn response(&self) -> &Response {
        &self.response
    }

    /// The monitor's answer as the documented type.
    ///
    /// # Errors
    /// [`Error::Decode`] if it isn't JSON of this shape.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Error> {
        self.response.json()
    }

    pub(super) fn speaks(&self) -> bool {
        self.speaks
    }
}

/// `status`, a text, or an object with `state`.
fn status_text(body: &Value) -> Option<&str> {
    let status = body.get("status")?;
    status.as_str().or_else(|| text(status, &["state"]))
}

fn text<'v>(value: &'v Value, keys: &[&str]) -> Option<&'v str> {
    keys.iter().find_map(|key| value.get(key)?.as_str())
}

/// Status and percentage; bodies stay out of logs.
impl fmt::Debug for PollerProgress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PollerProgress")
            .field("status", &self.status)
            .field("percentage", &self.percentage())
            .finish_non_exhaustive()
    }
}
