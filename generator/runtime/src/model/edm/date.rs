//! `Edm.Date`.

use jiff::civil;
use jiff::fmt::temporal::DateTimeParser;
use std::str::FromStr;

super::spelled! {
    /// A day, `Edm.Date`: `2016-12-05`.
    Date
}

impl Date {
    /// The day; `None` if the text isn't one. Of a date and time, which some services send, it is the date.
    pub fn date(&self) -> Option<civil::Date> {
        parse(self.as_str()).ok()
    }
}

fn parse(text: &str) -> Result<civil::Date, jiff::Error> {
    const PARSER: DateTimeParser = DateTimeParser::new();
    let day = text.split(['T', 't']).next().unwrap_or(text);
    PARSER.parse_date(day)
}

impl From<civil::Date> for Date {
    fn from(date: civil::Date) -> Self {
        Date::from_wire(date.to_string())
    }
}

/// Unlike decoding, refuses what isn't a date.
impl FromStr for Date {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, jiff::Error> {
        parse(text)?;
        Ok(Date::from_wire(text))
    }
}
