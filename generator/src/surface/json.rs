//! A surface for programs.

use super::{FORMAT, Place, Surface, Thing};
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    things: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    key: String,
    #[serde(flatten)]
    thing: &'a Thing,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
}

impl Surface {
    /// The surface as JSON: `{"format": 1, "things": […]}`, one object for each line of the text.
    pub fn to_json(&self) -> serde_json::Result<Vec<u8>> {
        let things = self.entries.iter().map(|entry| Line {
            key: entry.thing.key(),
            thing: &entry.thing,
            page: entry.place.as_ref().map(|Place { page, .. }| page.as_str()),
            line: entry.place.as_ref().map(|place| place.line),
        });
        let mut json = serde_json::to_vec_pretty(&Document { format: FORMAT, things: things.collect() })?;
        json.push(b'\n');
        Ok(json)
    }
}
