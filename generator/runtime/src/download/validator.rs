//! What tells one state of a content from another.

use crate::http_date::http_date;
use http::{HeaderMap, HeaderName, HeaderValue, header};
use std::time::Duration;

/// What `If-Range` may hold so that two parts can be put together byte by byte (RFC 9110, 13.1.5): a strong ETag; without
/// any ETag, the date of the last change, if it was over when the response was made.
pub(super) fn validator(headers: &HeaderMap) -> Option<(HeaderName, HeaderValue)> {
    if let Some(tag) = headers.get(header::ETAG) {
        return tag.as_bytes().starts_with(b"\"").then(|| (header::ETAG, tag.clone()));
    }
    let (changed, made) = (http_date(headers, &header::LAST_MODIFIED)?, http_date(headers, &header::DATE)?);
    let over = made.duration_since(changed).unsigned_abs() >= Duration::from_secs(1) && made > changed;
    over.then(|| Some((header::LAST_MODIFIED, headers.get(header::LAST_MODIFIED)?.clone())))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pairs: &[(HeaderName, &'static str)]) -> Option<HeaderName> {
        let headers = pairs.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect();
        validator(&headers).map(|(name, _)| name)
    }

    #[test]
    fn strong_or_none() {
        let changed = (header::LAST_MODIFIED, "Thu, 01 Jan 2026 00:00:00 GMT");
        assert_eq!(of(&[(header::ETAG, "\"a\"")]), Some(header::ETAG));
        assert_eq!(of(&[(header::ETAG, "W/\"a\"")]), None);
        assert_eq!(of(std::slice::from_ref(&changed)), None);
        let at = |date| of(&[changed.clone(), (header::DATE, date)]);
        assert_eq!(at("Thu, 01 Jan 2026 00:00:01 GMT"), Some(header::LAST_MODIFIED));
        assert_eq!(at("Thu, 01 Jan 2026 00:00:00 GMT"), None);
        assert_eq!(at("Wed, 31 Dec 2025 00:00:00 GMT"), None);
        assert_eq!(of(&[]), None);
    }
}
