//! `surface`: every public thing of the client, a line each.

use crate::cli::{Format, Surface};
use crate::failure::Failure;
use crate::progress::Progress;
use crate::{Answer, print};

pub(super) fn run(args: &Surface) -> Result<Answer, Failure> {
    let progress = Progress::start();
    let (_, _, analysis) = super::analyse(&args.docs, docwright::analyse, &progress)?;
    let surface = docwright::surface(&analysis);
    drop(progress);
    match args.format {
        Format::Json => {
            let json = surface.to_json().map_err(|error| Failure::Bug(error.to_string()))?;
            print::document(&json);
        }
        Format::Text => print::document(surface.to_text().as_bytes()),
    }
    Ok(Answer::Yes)
}
