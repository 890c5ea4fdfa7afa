//! Parts of a content: which one is asked for, which one came (RFC 9110, 14).

use http::{HeaderMap, header};
use std::fmt;
use std::ops::{Bound, RangeBounds};

/// The part of a content that a request asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct ByteRange {
    pub(crate) first: u64,
    /// `None`: to the end.
    pub(crate) last: Option<u64>,
}

impl ByteRange {
    /// `None` if no byte can be in it.
    pub(crate) fn new(bounds: impl RangeBounds<u64>) -> Option<Self> {
        let first = match bounds.start_bound() {
            Bound::Included(first) => *first,
            Bound::Excluded(before) => before.checked_add(1)?,
            Bound::Unbounded => 0,
        };
        let last = match bounds.end_bound() {
            Bound::Included(last) => Some(*last),
            Bound::Excluded(end) => Some(end.checked_sub(1)?),
            Bound::Unbounded => None,
        };
        last.is_none_or(|last| first <= last).then_some(ByteRange { first, last })
    }

    /// The first byte that isn't in it any more, in a content of this length.
    pub(crate) fn end(self, length: Option<u64>) -> Option<u64> {
        let end = self.last.map(|last| last.saturating_add(1));
        end.into_iter().chain(length).min()
    }
}

/// As the header `Range` has it.
impl fmt::Display for ByteRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "bytes={}-", self.first)?;
        self.last.map_or(Ok(()), |last| write!(f, "{last}"))
    }
}

/// `Content-Range: bytes 0-1023/2048`: the part that came, and the length of the whole, if it says so.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct ContentRange {
    pub(crate) first: u64,
    pub(crate) last: u64,
    pub(crate) total: Option<u64>,
}

impl ContentRange {
    /// `None` without the header, and where it makes no sense.
    pub(crate) fn of(headers: &HeaderMap) -> Option<Self> {
        let text = headers.get(header::CONTENT_RANGE)?.to_str().ok()?.trim();
        let (unit, rest) = text.split_once(' ')?;
        let (part, total) = rest.split_once('/')?;
        let (first, last) = part.split_once('-')?;
        let total = if total.trim() == "*" { None } else { Some(number(total)?) };
        let range = ContentRange { first: number(first)?, last: number(last)?, total };
        let makes_sense = unit.eq_ignore_ascii_case("bytes")
            && range.first <= range.last
            && range.last < u64::MAX
            && total.is_none_or(|total| range.last < total);
        makes_sense.then_some(range)
    }
}

fn number(text: &str) -> Option<u64> {
    let text = text.trim();
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    #[test]
    fn asked_for() {
        let written = |range: Option<ByteRange>| range.map(|r| r.to_string());
        assert_eq!(written(ByteRange::new(0..1024)).as_deref(), Some("bytes=0-1023"));
        assert_eq!(written(ByteRange::new(7..)).as_deref(), Some("bytes=7-"));
        assert_eq!(written(ByteRange::new(..=9)).as_deref(), Some("bytes=0-9"));
        assert_eq!(written(ByteRange::new((Bound::Excluded(4), Bound::Unbounded))).as_deref(), Some("bytes=5-"));
        for empty in [5..5, 0..0] {
            assert_eq!(ByteRange::new(empty), None);
        }
        assert_eq!(ByteRange::new((Bound::Included(6), Bound::Included(5))), None);
    }

    #[test]
    fn came() {
        for (text, wanted) in [
            ("bytes 0-1023/2048", Some((0, 1023, Some(2048)))),
            ("Bytes 5-5/*", Some((5, 5, None))),
            ("bytes 0-2048/2048", None),
            ("bytes 6-5/10", None),
            ("bytes */10", None),
            ("bytes 0-/10", None),
            ("bytes +0-1/10", None),
            ("items 0-1/10", None),
            ("bytes 0-18446744073709551615/*", None),
            ("", None),
        ] {
            let headers = HeaderMap::from_iter([(header::CONTENT_RANGE, HeaderValue::from_static(text))]);
            assert_eq!(ContentRange::of(&headers).map(|r| (r.first, r.last, r.total)), wanted, "{text:?}");
        }
    }
}
