//! Documented requests and responses as the text of a row: a first line, headers, a blank line, the body.

use super::row_headers;
use crate::model::{Binding, Example, ExampleResponse, HeaderField, Route};

/// The request, its address below the base URL and percent-encoded.
pub(super) fn request(example: &Example, route: &Route, binding: &Binding) -> String {
    let mut text = format!("{} {}", route.method.as_str(), binding.path);
    for (ix, (name, value)) in binding.query.iter().enumerate() {
        text.push(if ix == 0 { '?' } else { '&' });
        escape(name, &['='], &mut text);
        text.push('=');
        escape(value, &[], &mut text);
    }
    message(text, row_headers::headers(example), example.request.body.as_deref())
}

/// The response; its status line in full, however the page writes it.
pub(super) fn response(response: &ExampleResponse) -> String {
    let text = format!("HTTP/1.1 {}", response.status);
    // A body beside a status without content is never sent; resolve has reported it.
    let body = response.body.as_deref().filter(|_| !matches!(response.status, 204 | 205 | 304));
    message(text, response.headers.iter().filter(|header| row_headers::can_be_sent(header)), body)
}

fn message<'a>(mut text: String, headers: impl Iterator<Item = &'a HeaderField>, body: Option<&str>) -> String {
    for header in headers {
        text.push('\n');
        text.push_str(&header.name);
        text.push_str(": ");
        text.push_str(header.value.trim());
    }
    if let Some(body) = body.filter(|body| !body.is_empty()) {
        text.push_str("\n\n");
        text.push_str(body);
    }
    text
}

/// Escapes what has a meaning in a query or can't stand in a line, and some more; the rest stays readable.
fn escape(text: &str, more: &[char], out: &mut String) {
    for c in text.chars() {
        if c.is_ascii_control() || matches!(c, ' ' | '%' | '&' | '+' | '#') || more.contains(&c) {
            out.push_str(&format!("%{:02X}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
}
