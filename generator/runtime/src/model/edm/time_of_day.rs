//! `Edm.TimeOfDay`.

use jiff::civil;
use jiff::fmt::temporal::DateTimeParser;
use std::str::FromStr;

super::spelled! {
    /// A time of the day, `Edm.TimeOfDay`: `08:30:00.0000000`.
    TimeOfDay
}

impl TimeOfDay {
    /// The time; `None` if the text isn't one.
    pub fn time(&self) -> Option<civil::Time> {
        parse(self.as_str()).ok()
    }
}

fn parse(text: &str) -> Result<civil::Time, jiff::Error> {
    const PARSER: DateTimeParser = DateTimeParser::new();
    PARSER.parse_time(text)
}

impl From<civil::Time> for TimeOfDay {
    fn from(time: civil::Time) -> Self {
        TimeOfDay::from_wire(time.to_string())
    }
}

/// Unlike decoding, refuses what isn't a time.
impl FromStr for TimeOfDay {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, jiff::Error> {
        parse(text)?;
        Ok(TimeOfDay::from_wire(text))
    }
}
