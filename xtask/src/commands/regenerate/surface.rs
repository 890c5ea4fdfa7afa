//! What a run changes about the API surface, against the SURFACE.txt that was there.

use crate::commands::diff;
use crate::failure::Failure;
use docwright::emit::Emitted;
use docwright::surface::{self, FILE_NAME, PLACES_FILE_NAME, Surface};
use std::path::Path;

/// Three lines of text, or one if nothing has changed or nothing can be compared. To be asked before anything is written.
pub(super) fn change(out: &Path, emitted: &Emitted) -> Result<Vec<String>, Failure> {
    let now = |name: &str| emitted.files.get(name).map(String::as_str).unwrap_or_default();
    let new = Surface::parse(now(FILE_NAME)).map_err(|error| Failure::Bug(error.to_string()))?;
    let new = new.with_places(now(PLACES_FILE_NAME));
    let things = new.entries().len();
    let Ok(before) = std::fs::read_to_string(out.join(FILE_NAME)) else {
        return Ok(vec![format!("{things} things, the first that are told of")]);
    };
    let old = match Surface::parse(&before.replace("\r\n", "\n")) {
        Ok(old) => old,
        Err(error) => return Ok(vec![format!("{things} things; of those before, {error}")]),
    };
    let places = std::fs::read_to_string(out.join(PLACES_FILE_NAME)).unwrap_or_default();
    let diff = surface::diff(&old.with_places(&places.replace("\r\n", "\n")), &new);
    if diff.changes.is_empty() {
        return Ok(vec![format!("{things} things, as they were")]);
    }
    Ok(diff::brief(&diff).to_vec())
}
