//! A documented example as a row, and the typed call that should put it on the wire.

use super::compare::without_nulls;
use crate::content::JSON;
use crate::{Body, Error, Operation, Request, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt;
use std::future::Future;
use std::pin::Pin;

/// A documented example: what the docs say is sent, and the call that should send it. `C` is the crate's client.
pub struct Example<C> {
    /// Page and line: `api/driveitem-checkin.md:51`.
    pub at: &'static str,
    /// The example's name.
    pub name: &'static str,
    /// Id of the operation that the page documents.
    pub operation: &'static str,
    /// The method.
    pub method: &'static str,
    /// The path below the base URL, percent-encoded, without query.
    pub path: &'static str,
    /// The query's pairs, decoded.
    pub query: &'static [(&'static str, &'static str)],
    /// The headers; `Authorization`, `Host` and `Content-Length` are left to the client.
    pub headers: &'static [(&'static str, &'static str)],
    /// The body.
    pub body: Sent,
    /// The call. Its second argument is the body's text.
    pub call: fn(&C, &str) -> Call,
}

/// The body of a documented example.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sent {
    /// None.
    Nothing,
    /// JSON, compared by value.
    Json(&'static str),
    /// Anything else, compared exactly.
    Text(&'static str),
}

impl Sent {
    pub(super) fn text(&self) -> &'static str {
        match self {
            Sent::Nothing => "",
            Sent::Json(text) | Sent::Text(text) => text,
        }
    }
}

/// A typed call, ready to be sent.
pub struct Call {
    pub(super) operation: &'static str,
    pub(super) response: Pin<Box<dyn Future<Output = Result<Response, Error>> + Send>>,
    /// What went wrong before sending.
    pub(super) problem: Option<String>,
}

/// The call without a body.
pub fn plain<Op: Operation>(request: impl Into<Request<Op>>) -> Call {
    Call { operation: Op::SPEC.id(), response: Box::pin(request.into().response()), problem: None }
}

/// The call with a JSON body: the text is decoded into the operation's body type and encoded again.
///
/// What is sent is what serde makes of the value, so that a documented `null` is there; what `.body(…)` makes of it must
/// be the same apart from nulls.
pub fn json<Op>(request: impl Into<Request<Op>>, body: &str) -> Call
where
    Op: Operation,
    Op::Body: Body + Serialize + DeserializeOwned,
{
    let request = request.into();
    match encoded::<Op::Body>(body) {
        Ok(bytes) => plain(request.content(JSON, bytes)),
        Err(problem) => Call { problem: Some(problem), ..plain(request) },
    }
}

fn encoded<T: Body + Serialize + DeserializeOwned>(text: &str) -> Result<Vec<u8>, String> {
    let typed: T =
        serde_json::from_str(text).map_err(|e| format!("doesn't decode into the operation's body type: {e}"))?;
    let bytes = serde_json::to_vec(&typed).map_err(|e| format!("can't be encoded again: {e}"))?;
    let content = typed.content().map_err(|e| format!("can't be sent as a body: {e}"))?;
    let sent = content.as_bytes().ok_or("is sent as a stream")?;
    same_content(content.media_type(), sent, &bytes)?;
    Ok(bytes)
}

/// `.body(…)` writes what serde writes, nulls apart.
fn same_content(media_type: &str, body: &[u8], by_serde: &[u8]) -> Result<(), String> {
    if media_type != JSON {
        return Err(format!("`.body(…)` sends {media_type}"));
    }
    let parse = |bytes| {
        serde_json::from_slice::<Value>(bytes).map_err(|e| format!("is encoded as something that isn't JSON: {e}"))
    };
    let (body, by_serde) = (without_nulls(parse(body)?), without_nulls(parse(by_serde)?));
    if body == by_serde { Ok(()) } else { Err(format!("`.body(…)` sends {body}, serde writes {by_serde}")) }
}

/// The call with any other content.
pub fn text<Op: Operation>(request: impl Into<Request<Op>>, content_type: &str, body: &str) -> Call {
    plain(request.into().content(content_type.to_owned(), body.to_owned()))
}

impl<C> fmt::Debug for Example<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Example({} {}: {} {})", self.at, self.name, self.method, self.path)
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Call({})", self.operation)
    }
}
