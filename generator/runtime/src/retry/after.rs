//! `Retry-After` (RFC 9110, 10.2.3): seconds, or a date.

use http::{HeaderMap, header};
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use std::time::Duration;

/// How long a response asks to wait. `None` without the header, and where it is neither seconds nor a date. A date that has
/// passed asks for no wait.
pub(crate) fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        // More than fits is as long as can be said.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let date = rfc2822::DateTimeParser::new().parse_timestamp(text).ok()?;
    Some(Duration::try_from(now.duration_until(date)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn read(text: &str) -> Option<Duration> {
        let now = "2026-01-01T00:00:00Z".parse().expect("a time");
        let value = HeaderValue::from_bytes(text.as_bytes()).expect("a header value");
        retry_after(&HeaderMap::from_iter([(header::RETRY_AFTER, value)]), now)
    }

    #[test]
    fn forms() {
        for (text, wanted) in [
            ("0", Some(0)),
            ("120", Some(120)),
            (" 7 ", Some(7)),
            ("99999999999999999999999", Some(u64::MAX)),
            ("Thu, 01 Jan 2026 00:01:30 GMT", Some(90)),
            ("Wed, 31 Dec 2025 23:59:00 GMT", Some(0)),
            ("", None),
            ("-1", None),
            ("1.5", None),
            ("+3", None),
            ("soon", None),
            ("2026-01-01T00:01:30Z", None),
            ("Thu, 01 Jan", None),
            ("caf\u{e9}", None),
        ] {
            assert_eq!(read(text), wanted.map(Duration::from_secs), "{text:?}");
        }
        assert_eq!(retry_after(&HeaderMap::new(), Timestamp::UNIX_EPOCH), None);
    }
}
