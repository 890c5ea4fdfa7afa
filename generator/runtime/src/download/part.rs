//! Which part of a content a response holds, and which of it was asked for.

use super::range::{ByteRange, ContentRange};
use http::{HeaderMap, StatusCode};

/// Positions count from the beginning of the whole content.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    /// Where what was asked for begins.
    pub(crate) at: u64,
    /// What the response brings before that: all of it, if the service knows no ranges.
    pub(crate) unwanted: u64,
    /// Where it ends, if that is known: not before.
    pub(crate) end: Option<u64>,
    /// Where it ends at the latest.
    pub(crate) cut: Option<u64>,
    /// How long the whole content is, if that is known.
    pub(crate) total: Option<u64>,
}

impl Part {
    /// `None` if it isn't what was asked for. `length` is the body's.
    pub(crate) fn of(
        wanted: Option<ByteRange>,
        status: StatusCode,
        headers: &HeaderMap,
        length: Option<u64>,
    ) -> Option<Self> {
        if status == StatusCode::PARTIAL_CONTENT { Part::some(wanted, headers) } else { Part::whole(wanted, length) }
    }

    fn some(wanted: Option<ByteRange>, headers: &HeaderMap) -> Option<Self> {
        let Some(part) = ContentRange::of(headers) else {
            // Somebody has written a `Range` of his own, of several parts maybe: it is his to understand.
            let none = Part { at: 0, unwanted: 0, end: None, cut: None, total: None };
            return wanted.is_none().then_some(none);
        };
        let fits = |wanted: ByteRange| part.first == wanted.first && wanted.last.is_none_or(|last| part.last <= last);
        let end = Some(part.last + 1);
        wanted.is_none_or(fits).then_some(Part { at: part.first, unwanted: 0, end, cut: end, total: part.total })
    }

    fn whole(wanted: Option<ByteRange>, length: Option<u64>) -> Option<Self> {
        let Some(wanted) = wanted else {
            return Some(Part { at: 0, unwanted: 0, end: length, cut: length, total: length });
        };
        let cut = wanted.end(length);
        let end = length.and(cut);
        let begins = length.is_none_or(|length| wanted.first < length);
        begins.then_some(Part { at: wanted.first, unwanted: wanted.first, end, cut, total: length })
    }
}
