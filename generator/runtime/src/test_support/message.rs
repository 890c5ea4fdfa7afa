//! Documented requests and responses as text, taken apart: a first line, headers, a blank line, the body.

use super::pairs::pairs;

/// A message of HTTP as the docs write it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Message {
    /// `PATCH /items/1?$select=id`, `HTTP/1.1 204 No Content`.
    pub(super) first: &'static str,
    pub(super) headers: Vec<(&'static str, &'static str)>,
    pub(super) body: &'static str,
}

impl Message {
    pub(super) fn read(text: &'static str) -> Self {
        let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
        let mut lines = head.lines();
        let first = lines.next().unwrap_or_default();
        let headers = lines.filter_map(|line| line.split_once(':')).map(|(n, v)| (n.trim(), v.trim())).collect();
        Message { first, headers, body }
    }

    /// A header's value.
    pub(super) fn header(&self, name: &str) -> Option<&'static str> {
        self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    /// Whether the body is JSON: by its media type, else by its looks.
    pub(super) fn is_json(&self) -> bool {
        match self.header("content-type") {
            Some(value) => is_json(value),
            None => self.body.trim_start().starts_with(['{', '[']),
        }
    }
}

/// `application/json`, `application/problem+json; charset=utf-8`.
fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || essence.ends_with("+json") || essence == "text/json"
}

/// A documented request's first line.
pub(super) struct RequestLine {
    pub(super) method: &'static str,
    /// Percent-encoded.
    pub(super) path: &'static str,
    /// Decoded pairs.
    pub(super) query: Vec<(String, String)>,
}

impl RequestLine {
    pub(super) fn read(line: &'static str) -> Self {
        let (method, url) = line.split_once(' ').unwrap_or((line, ""));
        let (path, query) = url.split_once('?').unwrap_or((url, ""));
        RequestLine { method, path, query: pairs(query) }
    }
}
