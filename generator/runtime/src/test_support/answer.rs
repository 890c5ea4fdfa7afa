//! Documented responses: what the server says, and whether the client made of it what it should.

use super::compare::{Difference, differ, json};
use super::message::Message;
use super::server::Place;
use super::{Answer, Recorded, Returned};
use crate::{Error, Response as Answered};
use bytes::Bytes;
use http::{HeaderName, HeaderValue, Response, StatusCode, header};
use serde_json::Value;

/// Headers that belong to a connection or to an encoding that the docs don't show.
const NOT_SENT: [HeaderName; 6] = [
    header::CONNECTION,
    header::CONTENT_ENCODING,
    header::CONTENT_LENGTH,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
    header::TRAILER,
];

/// What is found where an answer sends the client on.
const ELSEWHERE: &[u8] = b"\0content from elsewhere\xff";

/// What the server says, call by call.
///
/// # Errors
/// The status line isn't one.
pub(super) fn responses(answer: &Answer, place: &Place) -> Result<Vec<Response<Bytes>>, String> {
    let message = Message::read(answer.text());
    let status = message.first.split_whitespace().nth(1).and_then(|code| code.parse::<StatusCode>().ok());
    let status = status.ok_or_else(|| format!("`{}` is no status line", message.first))?;
    let bodiless = matches!(status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED);
    let mut response = Response::new(Bytes::from(if bodiless { "" } else { message.body }));
    *response.status_mut() = status;
    for (name, value) in &message.headers {
        let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_bytes(value.as_bytes())) else {
            continue;
        };
        if !NOT_SENT.contains(&name) {
            response.headers_mut().append(name, value);
        }
    }
    if !matches!(answer, Answer::Moved(..)) {
        return Ok(vec![response]);
    }
    let target = format!("{}/content?sig=secret", place.elsewhere());
    let target = HeaderValue::from_str(&target).map_err(|e| e.to_string())?;
    response.headers_mut().insert(header::LOCATION, target);
    Ok(vec![response, Response::new(Bytes::from_static(ELSEWHERE))])
}

/// What differs from what the docs say.
pub(super) fn differences(
    answer: &Answer,
    outcome: Result<(Answered, Result<Returned, Error>), Error>,
    received: &[Recorded],
) -> Vec<Difference> {
    let message = Message::read(answer.text());
    let found = match (answer, outcome) {
        (Answer::Failed(..), Err(error)) => return failure(&message, &error),
        (Answer::Moved(..), Ok((_, returned))) => return moved(returned.ok().as_ref(), received),
        (Answer::Undecodable(..), Ok((_, Err(Error::Decode(_))))) => return Vec::new(),
        (Answer::Returned(..), Ok((_, Ok(returned)))) => return same(&message, &returned, &[]),
        (Answer::Misfits(_, _, misfits), Ok((_, Ok(returned)))) => return same(&message, &returned, misfits),
        (Answer::Ignored(..), Ok((_, Ok(Returned { bytes: None, .. })))) => return Vec::new(),
        (_, Ok((response, Ok(_)))) => format!("{}, decoded", response.status()),
        (_, Ok((_, Err(error)))) | (_, Err(error)) => error.to_string(),
    };
    vec![("answer".to_owned(), expected(answer, &message), found)]
}

fn expected(answer: &Answer, message: &Message) -> String {
    let what = match answer {
        Answer::Returned(..) | Answer::Misfits(..) => "a value",
        Answer::Ignored(..) => "nothing, though a body is shown",
        Answer::Undecodable(..) => "a body that can't be decoded",
        Answer::Failed(..) => "an error",
        Answer::Moved(..) => "content from elsewhere",
    };
    format!("{}: {what}", message.first)
}

/// The value encodes to the documented body, and what is said not to fit doesn't, neither less nor more.
fn same(message: &Message, returned: &Returned, misfits: &[&str]) -> Vec<Difference> {
    let mut differences = Vec::new();
    let unknown = returned.unknown.iter().map(|pointer| format!("+{pointer}"));
    let mut found: Vec<String> = returned.misfits.iter().cloned().chain(unknown).collect();
    let mut misfits = misfits.to_vec();
    found.sort_unstable();
    misfits.sort_unstable();
    differences.extend(differ("misfits", &misfits.join(", "), &found.join(", ")));
    let body = returned.bytes.as_deref().unwrap_or_default();
    let text = String::from_utf8_lossy(body);
    // No content, where a page is returned, is a page without items.
    if message.body.is_empty() && text == "{\"value\":[]}" {
        return differences;
    }
    // Whatever the docs say the body is: the operation decodes it as JSON.
    let is_json = !returned.is_content && serde_json::from_str::<Value>(message.body).is_ok();
    let differs = match is_json {
        true => json("answer", message.body, &text),
        false => differ("answer", message.body, &text),
    };
    differences.extend(differs);
    differences
}

/// The error says what the documented body says.
fn failure(message: &Message, error: &Error) -> Vec<Difference> {
    let Some(status) = error.as_status() else {
        return vec![("answer".to_owned(), message.first.to_owned(), error.to_string())];
    };
    let documented = serde_json::from_str::<Value>(message.body).unwrap_or_default();
    let object = ["error", "odata.error"].iter().find_map(|key| documented.get(key)).unwrap_or(&Value::Null);
    let text = |key: &str| object.get(key).and_then(Value::as_str);
    let code = message.first.split_whitespace().nth(1).unwrap_or_default();
    let body = String::from_utf8_lossy(status.body());
    [
        differ("status", code, status.status().as_str()),
        said("error code", text("code"), status.code()),
        said("error message", text("message"), status.message()),
        differ("error body", message.body, &body),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What the docs say, if they say it.
fn said(what: &str, docs: Option<&str>, truth: Option<&str>) -> Option<Difference> {
    docs.and_then(|docs| differ(what, docs, truth.unwrap_or_default()))
}

/// What is elsewhere came back, if the operation returns bytes, and the token stayed here.
fn moved(returned: Option<&Returned>, received: &[Recorded]) -> Vec<Difference> {
    let mut differences = Vec::new();
    if let Some(content) = returned.and_then(|returned| returned.bytes.as_deref()) {
        let shown = |bytes: &[u8]| bytes.escape_ascii().to_string();
        differences.extend(differ("content", &shown(ELSEWHERE), &shown(content)));
    }
    match received {
        [first, second] => {
            let sent =
                |request: &Recorded| if request.headers().contains_key("authorization") { "sent" } else { "not sent" };
            differences.extend(differ("token here", "sent", sent(first)));
            differences.extend(differ("token elsewhere", "not sent", sent(second)));
        }
        other => differences.extend(differ("requests", "2", &other.len().to_string())),
    }
    differences
}
