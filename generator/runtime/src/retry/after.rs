//! `Retry-After` (RFC 9110, 10.2.3): seconds, or a date.

use crate::http_date::http_date;
use http::{HeaderMap, header};
use jiff::Timestamp;
use std::time::Duration;

/// How long a response asks to wait. `None` without the header, and where it is neither seconds nor a date. A date that has
/// passed asks for no wait. A date is told by the service's clock, so it is compared with that, if the response says how late it
/// is there: the clock here may be minutes ahead.
pub(crate) fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        // More than fits is as long as can be said.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let date = http_date(headers, &header::RETRY_AFTER)?;
    let now = http_date(headers, &header::DATE).unwrap_or(now);
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

    #[test]
    fn a_date_is_by_the_clock_of_the_service() {
        let after = |date: &'static str| {
            let until = (header::RETRY_AFTER, HeaderValue::from_static("Thu, 01 Jan 2026 00:01:30 GMT"));
            let headers = HeaderMap::from_iter([until, (header::DATE, HeaderValue::from_static(date))]);
            let here = "2026-01-01T00:05:00Z".parse().expect("a time");
            retry_after(&headers, here).map(|wait| wait.as_secs())
        };
        assert_eq!(after("Thu, 01 Jan 2026 00:01:00 GMT"), Some(30), "though it has passed here");
        assert_eq!(after("Thu, 01 Jan 2026 00:02:00 GMT"), Some(0));
        assert_eq!(after("today"), Some(0), "by the clock here");
    }
}
