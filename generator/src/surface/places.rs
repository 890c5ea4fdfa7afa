//! Where the things of a surface are documented: a file beside `SURFACE.txt`, line by line for its lines.
//!
//! The surface itself doesn't say: a word more on a page would change a line for every thing below it.

use super::text::HEAD;
use super::{Place, Surface};
use std::fmt::Write;

impl Surface {
    /// The text of `SURFACE.places`: page, line and fingerprint of each thing, `-` for what has no place.
    pub fn places_to_text(&self) -> String {
        let mut text = format!("{}\n", head(&self.to_text()));
        for entry in &self.entries {
            // Writing to a `String` never fails.
            let _ = match &entry.place {
                Some(Place { page, line, said }) => writeln!(text, "{said:08x} {line} {page}"),
                None => writeln!(text, "-"),
            };
        }
        text
    }

    /// Gives every thing the place that a `SURFACE.places` knows. One of another surface, or none at all, changes nothing.
    pub fn with_places(mut self, places: &str) -> Surface {
        let mut lines = places.lines();
        if lines.next() != Some(&head(&self.to_text())) {
            return self;
        }
        for (entry, line) in self.entries.iter_mut().zip(lines) {
            entry.place = place(line);
        }
        self
    }
}

fn place(line: &str) -> Option<Place> {
    let mut parts = line.splitn(3, ' ');
    let said = u32::from_str_radix(parts.next()?, 16).ok()?;
    let line = parts.next()?.parse().ok()?;
    Some(Place { page: parts.next()?.to_owned(), line, said })
}

fn head(surface: &str) -> String {
    format!("{} places of {:08x}", HEAD.split(';').next().unwrap_or(HEAD), fingerprint(surface))
}

/// A number for a text: the same on every machine and in every version (FNV-1a, 32 bits).
pub(crate) fn fingerprint(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
