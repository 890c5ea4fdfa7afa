//! A request as it stands in a batch.

use crate::draft::Draft;
use crate::{Client, Error};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::{HeaderMap, Method, header};
use serde_json::{Map, Value};

/// A request, written as JSON.
#[derive(Default)]
pub(super) struct Part {
    pub(super) method: Method,
    /// Relative to the base URL.
    url: String,
    headers: Map<String, Value>,
    body: Option<Value>,
}

impl Part {
    /// # Errors
    /// Why the request can't stand in a batch of this client.
    pub(super) fn new(client: &Client, draft: Draft) -> Result<Self, String> {
        let request = draft.prepare(None).map_err(|error| match error {
            Error::InvalidRequest(reason) => reason,
            other => other.to_string(),
        })?;
        let (parts, source) = request.into_parts();
        let url = relative(client.base_url(), &parts.uri.to_string())
            .ok_or("its address isn't below the client's base URL")?
            .to_owned();
        let bytes = source.as_bytes().ok_or("its body is a stream")?;
        let body = match bytes.is_empty() {
            true => None,
            false if is_json(&parts.headers) => {
                Some(serde_json::from_slice(bytes).map_err(|error| format!("its body isn't JSON: {error}"))?)
            }
            false => Some(Value::String(BASE64_STANDARD.encode(bytes))),
        };
        Ok(Part { method: parts.method, url, headers: headers(&parts.headers)?, body })
    }

    /// The object that goes into the call.
    pub(super) fn to_json(&self, id: &str, after: Vec<String>) -> Value {
        let mut object = Map::new();
        object.insert("id".to_owned(), id.into());
        object.insert("method".to_owned(), self.method.as_str().into());
        object.insert("url".to_owned(), self.url.as_str().into());
        if !self.headers.is_empty() {
            object.insert("headers".to_owned(), self.headers.clone().into());
        }
        if let Some(body) = &self.body {
            object.insert("body".to_owned(), body.clone());
        }
        if !after.is_empty() {
            object.insert("dependsOn".to_owned(), after.into());
        }
        object.into()
    }
}

/// What follows the base URL; a path of nothing is `/`.
fn relative<'u>(base: &str, url: &'u str) -> Option<&'u str> {
    match url.strip_prefix(base)? {
        "" => Some("/"),
        rest => rest.starts_with(['/', '?']).then_some(rest),
    }
}

/// Whether the content type says JSON.
pub(super) fn is_json(headers: &HeaderMap) -> bool {
    let media_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    media_type == "application/json" || media_type.ends_with("+json")
}

/// Headers of one name are joined (RFC 9110, 5.3). Who sends is told by the call itself.
fn headers(all: &HeaderMap) -> Result<Map<String, Value>, String> {
    let mut joined = Map::new();
    for name in all.keys().filter(|name| *name != header::USER_AGENT) {
        let values: Result<Vec<&str>, _> =
            all.get_all(name).iter().map(|value| std::str::from_utf8(value.as_bytes())).collect();
        let values = values.map_err(|_| format!("the value of header `{name}` isn't text"))?;
        joined.insert(name.as_str().to_owned(), values.join(", ").into());
    }
    Ok(joined)
}
