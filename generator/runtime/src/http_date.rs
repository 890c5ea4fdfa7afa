//! Dates in headers (RFC 9110, 5.6.7).

use http::{HeaderMap, HeaderName};
use jiff::Timestamp;
use jiff::fmt::rfc2822;

/// What a header says, if that is a date.
pub(crate) fn http_date(headers: &HeaderMap, name: &HeaderName) -> Option<Timestamp> {
    let text = headers.get(name)?.to_str().ok()?.trim();
    rfc2822::DateTimeParser::new().parse_timestamp(text).ok()
}
