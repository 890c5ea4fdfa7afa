//! A failure that the service reports, and what its body says about it.

use super::{write_operation, write_request_id};
use crate::Response;
use crate::auth::AccessToken;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde_json::Value;
use std::fmt;

/// The service's answer to a call that failed.
pub struct StatusError {
    response: Response,
    code: Option<String>,
    message: Option<String>,
    inner: Option<Value>,
    request_id: Option<String>,
}

impl StatusError {
    /// Reads the body, whatever it is: an error of the service, of its authentication, or a proxy's page.
    pub fn new(response: Response) -> Self {
        let body: Option<Value> = serde_json::from_slice(response.body()).ok();
        let error = body.as_ref().and_then(error_object);
        let inner = error.and_then(inner);
        let request_id = response.request_id().map(str::to_owned).or_else(|| inner_request_id(inner?));
        StatusError {
            code: error.and_then(code).or_else(|| body.as_ref().and_then(|b| text(b, "error"))),
            message: error.and_then(message).or_else(|| body.as_ref().and_then(|b| text(b, "error_description"))),
            inner: inner.cloned(),
            request_id,
            response,
        }
    }

    /// Some services repeat the token that they don't like. It stays in the body, which isn't printed.
    pub(crate) fn hide(&mut self, token: &AccessToken) {
        self.code.iter_mut().chain(&mut self.message).for_each(|text| token.hide_in(text));
    }

    pub(crate) fn into_response(self) -> Response {
        self.response
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.response.status()
    }

    /// Id of the operation that was called.
    pub fn operation(&self) -> Option<&'static str> {
        self.response.operation()
    }

    /// How many attempts the call took.
    pub fn attempts(&self) -> u32 {
        self.response.attempts()
    }

    /// The service's code, `itemNotFound`.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The service's words.
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// `innerError` as it came: more about the failure, for programs.
    pub fn inner_error(&self) -> Option<&Value> {
        self.inner.as_ref()
    }

    /// Whether the service's code, or one of those inside that are more specific, is this one: services add codes on the
    /// inside, and ask clients to look for the ones that they know.
    pub fn has_code(&self, wanted: &str) -> bool {
        let inside = || {
            let first = self.inner.as_ref();
            std::iter::successors(first, |error| inner(error)).filter_map(|error| error.get("code")?.as_str())
        };
        self.code().into_iter().chain(inside()).any(|code| code == wanted)
    }

    /// The service's id of this call, for support requests.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// `Retry-After` as it came: seconds or a date.
    pub fn retry_after(&self) -> Option<&str> {
        self.response.header(http::header::RETRY_AFTER)
    }

    /// The response's headers.
    pub fn headers(&self) -> &HeaderMap {
        self.response.headers()
    }

    /// The body as it came.
    pub fn body(&self) -> &Bytes {
        self.response.body()
    }
}

/// `{"error": {…}}`, or `{"odata.error": {…}}` of older services.
fn error_object(body: &Value) -> Option<&Value> {
    ["error", "odata.error"].iter().find_map(|key| body.get(key).filter(|e| e.is_object()))
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(Value::as_str).map(str::to_owned)
}

fn code(error: &Value) -> Option<String> {
    text(error, "code")
}

/// Text, or `{"lang": …, "value": …}` of older services.
fn message(error: &Value) -> Option<String> {
    text(error, "message").or_else(|| text(error.get("message")?, "value"))
}

fn inner(error: &Value) -> Option<&Value> {
    ["innerError", "innererror"].iter().find_map(|key| error.get(key))
}

fn inner_request_id(inner: &Value) -> Option<String> {
    ["request-id", "requestId"].iter().find_map(|key| text(inner, key))
}

impl fmt::Display for StatusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_operation(self.operation(), f)?;
        write!(f, "{}", self.status())?;
        if let Some(code) = &self.code {
            write!(f, ": {code}")?;
        }
        if let Some(message) = &self.message {
            write!(f, ": {message}")?;
        }
        write_request_id(self.request_id(), f)
    }
}

impl fmt::Debug for StatusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StatusError({self}; body of {} bytes)", self.body().len())
    }
}
