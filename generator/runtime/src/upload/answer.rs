//! What a session says is missing.

use crate::{Error, Response};
use jiff::Timestamp;
use serde_json::{Map, Value};

/// A part of the content that a session doesn't have yet.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[non_exhaustive]
pub struct MissingRange {
    /// Its first byte.
    pub first: u64,
    /// Its last byte; `None` if everything from the first one on is missing.
    pub last: Option<u64>,
}

impl MissingRange {
    pub(super) const fn from(first: u64) -> Self {
        MissingRange { first, last: None }
    }

    /// `12345-55232`, `26-`; Outlook's is a number alone.
    fn parse(text: &str) -> Option<Self> {
        let (first, last) = text.trim().split_once('-').unwrap_or((text.trim(), ""));
        let first = number(first)?;
        let last = if last.trim().is_empty() { None } else { Some(number(last)?) };
        last.is_none_or(|last| first <= last).then_some(MissingRange { first, last })
    }
}

fn number(text: &str) -> Option<u64> {
    let text = text.trim();
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
}

/// How far an upload session has come.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct UploadStatus {
    /// What is missing, in order. Services don't always list everything. Empty: all of it has arrived.
    pub missing: Vec<MissingRange>,
    /// When the session ends, if it says so.
    pub expires_at: Option<Timestamp>,
}

impl UploadStatus {
    /// `None` if the body isn't about a session: what was made of the content, or nothing at all.
    ///
    /// # Errors
    /// [`Error::Decode`] if it is, and a range makes no sense.
    pub(super) fn of(response: &Response) -> Result<Option<Self>, Error> {
        let Ok(Value::Object(body)) = serde_json::from_slice(response.body()) else { return Ok(None) };
        let Some(ranges) = member(&body, "nextExpectedRanges") else { return Ok(None) };
        let nonsense = || response.undecodable("`nextExpectedRanges` isn't a list of byte ranges");
        let mut missing = match ranges {
            Value::Null => Vec::new(),
            Value::Array(ranges) => ranges.iter().map(range).collect::<Option<_>>().ok_or_else(nonsense)?,
            _ => return Err(nonsense()),
        };
        missing.sort_unstable();
        let expires_at = member(&body, "expirationDateTime").and_then(Value::as_str).and_then(|text| text.parse().ok());
        Ok(Some(UploadStatus { missing, expires_at }))
    }
}

/// Outlook's begin with a capital letter.
fn member<'a>(body: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    body.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

fn range(value: &Value) -> Option<MissingRange> {
    match value {
        Value::String(text) => MissingRange::parse(text),
        Value::Number(first) => first.as_u64().map(MissingRange::from),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::{HeaderMap, StatusCode};

    type Ranges = Vec<(u64, Option<u64>)>;

    fn missing(body: &str) -> Result<Option<Ranges>, String> {
        let response = Response::new(StatusCode::ACCEPTED, HeaderMap::new(), body.to_owned());
        let status = UploadStatus::of(&response).map_err(|e| e.to_string())?;
        Ok(status.map(|s| s.missing.iter().map(|r| (r.first, r.last)).collect()))
    }

    #[test]
    fn forms() {
        for (body, wanted) in [
            (r#"{"nextExpectedRanges": ["26-"]}"#, Some(vec![(26, None)])),
            (r#"{"nextExpectedRanges": ["77-99", "12-55"]}"#, Some(vec![(12, Some(55)), (77, Some(99))])),
            (r#"{"NextExpectedRanges": ["2097152"]}"#, Some(vec![(2_097_152, None)])),
            (r#"{"nextExpectedRanges": [327680]}"#, Some(vec![(327_680, None)])),
            (r#"{"nextExpectedRanges": []}"#, Some(vec![])),
            (r#"{"nextExpectedRanges": null}"#, Some(vec![])),
            (r#"{"id": "01AB"}"#, None),
            ("<html>", None),
            ("", None),
        ] {
            assert_eq!(missing(body), Ok(wanted), "{body}");
        }
        for nonsense in [r#"["-5"]"#, r#"["5-4"]"#, r#"["x"]"#, r#"[-1]"#, r#"["99999999999999999999-"]"#, r#""0-""#] {
            let error = missing(&format!(r#"{{"nextExpectedRanges": {nonsense}}}"#)).expect_err(nonsense);
            assert!(error.ends_with("`nextExpectedRanges` isn't a list of byte ranges"), "{error}");
        }
    }
}
