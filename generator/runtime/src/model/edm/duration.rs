//! `Edm.Duration`.

use jiff::fmt::temporal::SpanParser;
use jiff::{SignedDuration, Span, SpanRelativeTo};
use std::str::FromStr;

super::spelled! {
    /// A duration, `Edm.Duration`, in the notation of ISO 8601: `P1DT12H`, `-PT1.5S`.
    Duration
}

impl Duration {
    /// The days, hours and so on as they are written; `None` if the text isn't a duration.
    pub fn span(&self) -> Option<Span> {
        parse(self.as_str()).ok()
    }

    /// How long it is, a day being 24 hours. `None` also if there are years or months in it, whose length differs.
    pub fn to_signed(&self) -> Option<SignedDuration> {
        self.span()?.to_duration(SpanRelativeTo::days_are_24_hours()).ok()
    }
}

fn parse(text: &str) -> Result<Span, jiff::Error> {
    // Not `Span::from_str`, which takes "5 days" as well.
    const PARSER: SpanParser = SpanParser::new();
    PARSER.parse_span(text)
}

impl From<Span> for Duration {
    fn from(span: Span) -> Self {
        Duration::from_wire(span.to_string())
    }
}

impl From<SignedDuration> for Duration {
    fn from(duration: SignedDuration) -> Self {
        Duration::from_wire(duration.to_string())
    }
}

/// Unlike decoding, refuses what isn't a duration.
impl FromStr for Duration {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, jiff::Error> {
        parse(text)?;
        Ok(Duration::from_wire(text))
    }
}
