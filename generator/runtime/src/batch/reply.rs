//! What comes back from a call: an answer for each request, in any order.

use super::part::is_json;
use crate::{Error, Response};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::Value;
use std::collections::HashMap;

/// The answers of a call by the ids of their requests; of two for one request, the first.
///
/// # Errors
/// [`Error::Decode`] if it isn't an object with `responses`.
pub(super) fn read(response: &Response) -> Result<HashMap<String, Value>, Error> {
    let mut body: Value = response.json()?;
    let Some(Value::Array(responses)) = body.get_mut("responses").map(Value::take) else {
        return Err(response.undecodable("expected an object with `responses`"));
    };
    let mut answers = HashMap::with_capacity(responses.len());
    for answer in responses {
        let id = match answer.get("id") {
            Some(Value::String(id)) => id.clone(),
            Some(Value::Number(id)) => id.to_string(),
            _ => continue,
        };
        answers.entry(id).or_insert(answer);
    }
    Ok(answers)
}

/// One answer as a response of its own; `None` if it has no status.
pub(super) fn response(mut answer: Value) -> Option<Response> {
    let status = answer.get("status")?;
    let status = status.as_u64().or_else(|| status.as_str()?.parse().ok())?;
    let status = StatusCode::from_u16(status.try_into().ok()?).ok()?;
    let headers = headers(answer.get("headers"));
    let body = body(answer.get_mut("body").map(Value::take), &headers);
    Some(Response::new(status, headers, body))
}

/// What can't be a header is left out.
fn headers(object: Option<&Value>) -> HeaderMap {
    let fields = object.and_then(Value::as_object).into_iter().flatten();
    fields
        .filter_map(|(name, value)| {
            let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            Some((name, HeaderValue::from_bytes(text.as_bytes()).ok()?))
        })
        .collect()
}

/// A text stands for bytes in base64, unless the answer is JSON; anything else is JSON whatever its headers say.
fn body(value: Option<Value>, headers: &HeaderMap) -> Bytes {
    match value {
        None | Some(Value::Null) => Bytes::new(),
        Some(Value::String(text)) if !is_json(headers) => {
            BASE64_STANDARD.decode(text.trim()).map_or_else(|_| Bytes::from(text), Bytes::from)
        }
        Some(json) => Bytes::from(json.to_string()),
    }
}
