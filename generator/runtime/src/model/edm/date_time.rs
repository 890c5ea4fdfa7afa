//! `Edm.DateTimeOffset`.

use jiff::fmt::temporal::Pieces;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned, civil};
use std::str::FromStr;

super::spelled! {
    /// A date and time, `Edm.DateTimeOffset`: `2016-12-05T08:00:00.1234567Z`.
    ///
    /// Documented and real values carry `Z`, an offset, or no zone at all, so what can be had of one differs: an instant
    /// ([`timestamp`](DateTime::timestamp)) only with a zone, the reading of the clock ([`civil`](DateTime::civil)) always,
    /// and neither if the text is no date and time.
    DateTime
}

impl DateTime {
    /// The instant. `None` without a zone, and for what isn't a date and time that jiff can hold: its last instant is in
    /// the evening of 9999-12-30, UTC.
    pub fn timestamp(&self) -> Option<Timestamp> {
        self.offset()?.to_timestamp(self.civil()?).ok()
    }

    /// The reading of the clock, whatever the zone.
    pub fn civil(&self) -> Option<civil::DateTime> {
        civil(self.as_str()).ok()
    }

    /// The offset from UTC; zero for `Z`.
    pub fn offset(&self) -> Option<Offset> {
        Pieces::parse(self.as_str()).ok()?.to_numeric_offset()
    }

    /// The instant with its offset.
    pub fn to_zoned(&self) -> Option<Zoned> {
        Some(self.timestamp()?.to_zoned(TimeZone::fixed(self.offset()?)))
    }
}

/// In UTC, with `Z`.
impl From<Timestamp> for DateTime {
    fn from(timestamp: Timestamp) -> Self {
        DateTime::from_wire(timestamp.to_string())
    }
}

/// With the offset, which is all that OData knows of a zone.
impl From<&Zoned> for DateTime {
    fn from(zoned: &Zoned) -> Self {
        DateTime::from_wire(zoned.timestamp().display_with_offset(zoned.offset()).to_string())
    }
}

/// With the offset, which is all that OData knows of a zone.
impl From<Zoned> for DateTime {
    fn from(zoned: Zoned) -> Self {
        DateTime::from(&zoned)
    }
}

/// Without a zone.
impl From<civil::DateTime> for DateTime {
    fn from(civil: civil::DateTime) -> Self {
        DateTime::from_wire(civil.to_string())
    }
}

/// Unlike decoding, refuses what isn't a date and time. It may be without a zone.
impl FromStr for DateTime {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, jiff::Error> {
        civil(text)?;
        Ok(DateTime::from_wire(text))
    }
}

fn civil(text: &str) -> Result<civil::DateTime, jiff::Error> {
    let pieces = Pieces::parse(text)?;
    let time = pieces.time().ok_or_else(|| jiff::Error::from_args(format_args!("a date without a time: {text:?}")))?;
    Ok(pieces.date().to_datetime(time))
}
