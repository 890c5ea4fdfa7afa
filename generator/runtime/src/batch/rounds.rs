//! Sends a batch call by call: at most 20 requests in each, none before those it depends on, until each has its answer.

use super::{Entry, reply};
use crate::content::{Content, JSON};
use crate::draft::{Draft, Settings};
use crate::request::send;
use crate::retry::{Attempt, Outcome, Retry, retry_after};
use crate::{Client, Error, Response, RetryPolicy, StatusError};
use http::{HeaderMap, Method, StatusCode};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

/// What a service takes in one call.
const MAX_REQUESTS: usize = 20;

pub(super) struct Rounds {
    client: Client,
    entries: Vec<Entry>,
    states: Vec<State>,
    settings: Settings,
}

/// How far a request is.
#[derive(Default)]
struct State {
    attempts: u32,
    /// When it was sent first, by the client's clock: in a long batch, that is long after the batch began.
    began: Option<Duration>,
    /// When it may be sent again, by the client's clock.
    not_before: Duration,
    answer: Option<Result<Response, Error>>,
}

impl State {
    fn succeeded(&self) -> bool {
        matches!(self.answer, Some(Ok(_)))
    }

    fn failed(&self) -> bool {
        matches!(self.answer, Some(Err(_)))
    }
}

impl Rounds {
    pub(super) fn new(client: Client, entries: Vec<Entry>, settings: Settings) -> Self {
        let states = entries.iter().map(|_| State::default()).collect();
        Rounds { client, entries, states, settings }
    }

    /// The answers, in the order of the requests.
    pub(super) async fn run(mut self) -> Result<Vec<Result<Response, Error>>, Error> {
        let mut calls = 0;
        loop {
            self.give_up_dependents();
            let call = self.next_call();
            if call.is_empty() {
                let Some(pause) = self.pause() else { break };
                self.client.clock().sleep(pause).await;
                continue;
            }
            let now = self.client.clock().elapsed();
            for at in &call {
                self.states[*at].began.get_or_insert(now);
            }
            let answers = match self.call(&call).await {
                Ok(response) => self.take(&call, &response),
                Err(error) => Err(error),
            };
            match answers {
                Ok(()) => {}
                Err(error) if calls == 0 => return Err(error),
                Err(error) => self.break_off(error),
            }
            calls += 1;
        }
        Ok(self.states.into_iter().map(|state| state.answer.unwrap_or_else(|| Err(unanswered()))).collect())
    }

    /// Those that can be sent now: not answered, not to wait, and what they depend on has succeeded or goes along.
    fn next_call(&self) -> Vec<usize> {
        let now = self.client.clock().elapsed();
        let mut call: Vec<usize> = Vec::new();
        for (at, (entry, state)) in self.entries.iter().zip(&self.states).enumerate() {
            let free = |other: &usize| self.states[*other].succeeded() || call.contains(other);
            if state.answer.is_none() && state.not_before <= now && entry.after.iter().all(free) {
                call.push(at);
            }
            if call.len() == MAX_REQUESTS {
                break;
            }
        }
        call
    }

    /// How long until all that have to wait may be sent; `None` if nothing is left.
    fn pause(&self) -> Option<Duration> {
        let waiting = self.states.iter().filter(|state| state.answer.is_none());
        let until = waiting.map(|state| state.not_before).max()?;
        Some(until.saturating_sub(self.client.clock().elapsed()))
    }

    async fn call(&self, call: &[usize]) -> Result<Response, Error> {
        let requests: Vec<Value> = call.iter().map(|at| self.request(*at, call)).collect();
        let mut draft = Draft::raw(self.client.clone(), Method::POST, "/$batch");
        draft.set_content(Content::json(&json!({ "requests": requests })));
        *draft.settings() = self.settings.clone();
        // A call of nothing but reads is one itself.
        if call.iter().all(|at| self.entries[*at].part.method.is_idempotent()) {
            draft.settings().retry = Some(self.policy(None).clone().repeat_unsafe(true));
        }
        send(draft, Some(JSON)).await
    }

    /// What went before in another call has succeeded: no need to name it.
    fn request(&self, at: usize, call: &[usize]) -> Value {
        let entry = &self.entries[at];
        let after = entry.after.iter().filter(|other| call.contains(other)).map(|other| id(*other)).collect();
        entry.part.to_json(&id(at), after)
    }

    fn policy<'a>(&'a self, own: Option<&'a RetryPolicy>) -> &'a RetryPolicy {
        own.or(self.settings.retry.as_ref()).unwrap_or(self.client.retry_policy())
    }

    fn take(&mut self, call: &[usize], response: &Response) -> Result<(), Error> {
        let mut answers = reply::read(response)?;
        for at in call {
            let answer = answers.remove(&id(*at)).and_then(reply::response);
            self.answered(*at, answer.ok_or_else(|| response.undecodable(format!("no answer to request {}", id(*at)))));
        }
        Ok(())
    }

    /// Keeps an answer, unless the request is to be sent again.
    fn answered(&mut self, at: usize, answer: Result<Response, Error>) {
        let entry = &self.entries[at];
        let waits = |other: &usize| self.states[*other].answer.is_none();
        let status = answer.as_ref().ok().map(Response::status);
        if status == Some(StatusCode::FAILED_DEPENDENCY) && entry.after.iter().any(waits) {
            // What it depends on is sent again, and so is this.
            return;
        }
        let attempts = self.states[at].attempts + 1;
        self.states[at].attempts = attempts;
        tracing::debug!(
            operation = entry.operation,
            route = entry.route,
            attempts,
            status = status.map(|s| s.as_u16()),
            request_id = answer.as_ref().ok().and_then(Response::request_id),
            "answered in a batch"
        );
        match answer.as_ref().ok().and_then(|response| self.wait(at, response)) {
            Some(wait) => {
                self.tell_retry(entry, attempts, status, wait);
                self.states[at].not_before = self.client.clock().elapsed().saturating_add(wait);
            }
            None => {
                let operation = entry.operation;
                let range = entry.range;
                let answer = answer.and_then(|response| judged(response.of(operation, attempts)));
                self.states[at].answer = Some(answer.and_then(|response| response.cut(range)));
            }
        }
    }

    fn tell_retry(&self, entry: &Entry, attempts: u32, status: Option<StatusCode>, wait: Duration) {
        let (operation, route, method) = (entry.operation, entry.route, entry.part.method.clone());
        self.client.tell_retry(&Retry { operation, route, method, attempts, status, failure: None, wait });
    }

    /// How long to wait before a request is sent again; `None` if its answer stands.
    fn wait(&self, at: usize, response: &Response) -> Option<Duration> {
        let (entry, state) = (&self.entries[at], &self.states[at]);
        let asked = retry_after(response.headers(), self.client.clock().now());
        let now = self.client.clock().elapsed();
        let attempt = Attempt {
            number: state.attempts,
            elapsed: now.saturating_sub(state.began.unwrap_or(now)),
            method: &entry.part.method,
            can_replay: true,
            outcome: Outcome::Status(response.status(), asked),
        };
        self.policy(entry.retry.as_ref()).wait(&attempt, self.client.random())
    }

    /// What depends on a failure isn't sent any more. Those that went along with it the service has answered so itself.
    fn give_up_dependents(&mut self) {
        for at in 0..self.entries.len() {
            let entry = &self.entries[at];
            if self.states[at].answer.is_none() && entry.after.iter().any(|other| self.states[*other].failed()) {
                let attempts = self.states[at].attempts;
                self.states[at].answer = Some(judged(failed_dependency().of(entry.operation, attempts)));
            }
        }
    }

    fn break_off(&mut self, error: Error) {
        let error = Arc::new(error);
        for state in self.states.iter_mut().filter(|state| state.answer.is_none()) {
            state.answer = Some(Err(Error::Batch(Arc::clone(&error))));
        }
    }
}

fn id(at: usize) -> String {
    (at + 1).to_string()
}

/// As [`Exchange`](crate::exchange::Exchange) judges the response of a call.
fn judged(response: Response) -> Result<Response, Error> {
    match response.status().is_success() {
        true => Ok(response),
        false => Err(Error::Status(Box::new(StatusError::new(response)))),
    }
}

/// What the service says itself where both are in one call.
fn failed_dependency() -> Response {
    let error = json!({ "code": "failedDependency", "message": "A request that this one depends on has failed." });
    Response::new(StatusCode::FAILED_DEPENDENCY, HeaderMap::new(), json!({ "error": error }).to_string())
}

fn unanswered() -> Error {
    Error::invalid("the request was not sent")
}
