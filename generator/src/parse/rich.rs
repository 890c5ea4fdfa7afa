//! Text of a table cell or paragraph, flattened, with what the markup said about its stretches.

use crate::model::Doc;
use std::ops::Range;

/// Flattened text. Ranges are byte ranges of `plain`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct RichText {
    /// The text without any markup; `<br>` and soft breaks are spaces.
    pub(crate) plain: String,
    /// Links, in order.
    pub(crate) links: Vec<Link>,
    /// Stretches in backticks, in order.
    pub(crate) codes: Vec<Range<usize>>,
    /// The same text as safe Markdown for rustdoc.
    pub(crate) doc: Doc,
}

/// A link and the text that it hangs on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Link {
    /// The linked stretch of the plain text.
    pub(crate) range: Range<usize>,
    /// Where it leads, as the page has it.
    pub(crate) target: String,
}

impl RichText {
    /// The text of a range, empty where the range is none of this text's.
    pub(crate) fn slice(&self, range: &Range<usize>) -> &str {
        self.plain.get(range.clone()).unwrap_or_default()
    }
}
