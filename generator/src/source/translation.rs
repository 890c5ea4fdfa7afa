//! Text that a localised page holds twice: the translation, and the original beside it.
//!
//! `<span data-ttu-id="1">Eigenschaft</span><span class="sxs-lookup"><span data-stu-id="1">Property</span></span>`, around each
//! heading, sentence and cell. The original counts: there names, types and phrases stand as their author wrote them, while
//! translators, machines above all, translate names too.

use memchr::{memchr_iter, memmem};
use std::ops::Range;

const TRANSLATION: &str = "<span data-ttu-id=";
const LOOKUP: &str = "<span class=\"sxs-lookup\">";
const ORIGINAL: &str = "<span data-stu-id=";
const END: &str = "</span>";

/// Whether a text holds such pairs.
pub(super) fn has_pairs(text: &str) -> bool {
    memmem::find(text.as_bytes(), TRANSLATION.as_bytes()).is_some()
}

/// What around an original is left out.
pub(super) struct Pair {
    /// The translation, and the tags that open the original.
    pub(super) before: Range<usize>,
    /// The tags that close it.
    pub(super) after: Range<usize>,
}

/// Reads the pair that starts at an offset. A translation without its original is none.
pub(super) fn pair_at(text: &str, at: usize) -> Option<Pair> {
    text.get(at..)?.strip_prefix(TRANSLATION)?;
    let translation_end = end_of_span(text, at)?;
    let original = text.get(translation_end..)?.trim_start_matches([' ', '\t']).strip_prefix(LOOKUP)?;
    let lookup = text.len() - original.len();
    original.strip_prefix(ORIGINAL)?;
    let start = lookup + original.find('>')? + 1;
    let end = end_of_span(text, lookup)?;
    let after = text.get(end..)?.strip_prefix(END)?;
    Some(Pair { before: at..start, after: end - END.len()..text.len() - after.len() })
}

/// Where the span ends that starts at an offset, its closing tag included. Another translation is never inside, so no text
/// is looked at more often than twice.
fn end_of_span(text: &str, start: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    let mut depth = 0_usize;
    for at in memchr_iter(b'<', rest.as_bytes()) {
        let tag = rest.get(at..)?;
        if tag.starts_with(END) {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(start + at + END.len());
            }
        } else if tag.starts_with("<span") {
            if at > 0 && tag.starts_with(TRANSLATION) {
                return None;
            }
            depth += 1;
        }
    }
    None
}
