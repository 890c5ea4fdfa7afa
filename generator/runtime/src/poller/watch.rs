//! Looking at a monitor again and again. Knows nothing of the type of the result.

use super::{OperationError, PollerProgress, PollerStatus};
use crate::content::JSON;
use crate::draft::Draft;
use crate::request::send;
use crate::retry::retry_after;
use crate::{Error, Link, Response, RetryPolicy, TransportError, TransportErrorKind};
use http::{HeaderMap, HeaderName, StatusCode, header};
use std::time::Duration;
use url::Url;

const HOUR: Duration = Duration::from_secs(3600);

pub(super) struct Watch {
    /// What the monitor is asked with: operation, settings, and headers where it is at home.
    draft: Draft,
    pub(super) monitor: Option<Link>,
    pub(super) progress: PollerProgress,
    pub(super) pace: RetryPolicy,
    pub(super) limit: Duration,
}

impl Watch {
    /// Sends the request that starts the operation. It may as well be done at once.
    pub(super) async fn start(mut draft: Draft, accept: Option<&'static str>) -> Result<Self, Error> {
        if !prefers_async(draft.headers()) {
            draft.add_header(PREFER, ASYNC);
        }
        let template = draft.without_content();
        let response = send(draft, accept).await?;
        let mut watch = Watch::new(template, None, PollerProgress::at_once(response.clone()));
        if response.status() == StatusCode::ACCEPTED {
            let Some(location) = monitor(response.headers()) else {
                return Err(Error::decode(&response, "no `Location` says where to look".to_owned()));
            };
            watch.monitor = Some(watch.locate(location)?.into());
            watch.progress = PollerProgress::read(response);
        }
        Ok(watch)
    }

    pub(super) fn resume(draft: Draft, link: &Link) -> Result<Self, Error> {
        let accepted = Response::new(StatusCode::ACCEPTED, HeaderMap::new(), "");
        let mut watch = Watch::new(draft, None, PollerProgress::read(accepted));
        watch.monitor = Some(watch.locate(link.as_str())?.into());
        Ok(watch)
    }

    fn new(draft: Draft, monitor: Option<Link>, progress: PollerProgress) -> Self {
        Watch { draft, monitor, progress, pace: RetryPolicy::default(), limit: HOUR }
    }

    /// One look, unless all is over.
    pub(super) async fn poll(&mut self) -> Result<&PollerProgress, Error> {
        if let Some(monitor) = self.monitor.as_ref().filter(|_| !self.progress.is_done()) {
            let mut draft = self.follow(monitor.as_str())?;
            draft.settings().keeps_see_other = true;
            let response = see_other(send(draft, Some(JSON)).await)?;
            if let Some(location) = monitor_moved(&response) {
                self.monitor = Some(self.locate(location)?.into());
            }
            self.progress = PollerProgress::read(response);
        }
        Ok(&self.progress)
    }

    /// Look after look, to the end.
    pub(super) async fn until_done(&mut self) -> Result<&PollerProgress, Error> {
        let client = self.draft.client().clone();
        let began = client.clock().elapsed();
        let mut looks = 0;
        while !self.progress.is_done() {
            let asked = retry_after(self.progress.response().headers(), client.clock().now());
            looks += 1;
            // "At once", said again and again, or of a date that has passed, would be a storm of looks.
            let pause = asked
                .filter(|asked| !asked.is_zero())
                .unwrap_or_else(|| self.pace.backoff_after(looks, client.random()));
            let elapsed = client.clock().elapsed().saturating_sub(began);
            if elapsed.saturating_add(pause) > self.limit {
                return Err(self.too_long(looks));
            }
            client.clock().sleep(pause).await;
            self.poll().await?;
        }
        match self.progress.status() {
            PollerStatus::Succeeded => Ok(&self.progress),
            _ => Err(Error::Operation(Box::new(OperationError::new(self.draft.operation(), self.progress.clone())))),
        }
    }

    /// The response that holds what came of a success.
    pub(super) async fn result(&self, accept: Option<&'static str>) -> Result<Response, Error> {
        let response = self.progress.response();
        if let Some(location) = self.progress.resource_location() {
            return send(self.follow(location)?, accept).await;
        }
        if self.progress.speaks() {
            return Err(Error::decode(response, "it doesn't say where the operation's result is".to_owned()));
        }
        Ok(response.clone())
    }

    fn too_long(&self, looks: u32) -> Error {
        let cause = format!("the operation has not ended within {:?}", self.limit);
        TransportError::new(TransportErrorKind::Timeout, cause).during(self.draft.operation(), looks).into()
    }

    /// A GET of what a response points to. The preferences were about the operation, not about looking at it.
    fn follow(&self, location: &str) -> Result<Draft, Error> {
        let mut draft = self.draft.follow(&self.locate(location)?);
        draft.remove_header(HeaderName::from_static(PREFER));
        Ok(draft)
    }

    fn locate(&self, location: &str) -> Result<Url, Error> {
        let url = self.draft.client().home().locate(location);
        url.map_err(|reason| Error::RefusedLink(format!("where the operation is to be looked at {reason}")))
    }
}

const PREFER: &str = "prefer";
const ASYNC: &str = "respond-async";

fn prefers_async(headers: &HeaderMap) -> bool {
    let values = headers.get_all(PREFER).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|preference| preference.trim().eq_ignore_ascii_case(ASYNC))
}

/// Where to look: `Location`, `Operation-Location` of some services.
fn monitor(headers: &HeaderMap) -> Option<&str> {
    let location = headers.get("operation-location").or_else(|| headers.get(header::LOCATION));
    location.and_then(|value| value.to_str().ok()).filter(|location| !location.trim().is_empty())
}

/// An answer that says "not yet" may name another place to look.
fn monitor_moved(response: &Response) -> Option<&str> {
    monitor(response.headers()).filter(|_| response.status() == StatusCode::ACCEPTED)
}

/// 303 is an answer here: the result is elsewhere.
fn see_other(outcome: Result<Response, Error>) -> Result<Response, Error> {
    match outcome {
        Err(Error::Status(error)) if error.status() == StatusCode::SEE_OTHER => Ok(error.into_response()),
        other => other,
    }
}
