//! `inspect`: the IR, for programs and for people.

use crate::cli::{Format, Inspect};
use crate::failure::Failure;
use crate::progress::Progress;
use crate::{Answer, print};
use docwright::inspect::Inspection;

pub(super) fn run(args: &Inspect) -> Result<Answer, Failure> {
    let progress = Progress::start();
    let (_, docs, analysis) = super::analyse(&args.docs, docwright::analyse_facts, &progress)?;
    let api = analysis.resolved.api();
    let inspection = Inspection::new(api, &docs.sources, &analysis.diagnostics, args.page.as_deref())?;
    let inspection = super::Kept::new(inspection);
    drop(progress);
    match args.format {
        Format::Json => print::document(&inspection.to_json()),
        Format::Text => print::text(&inspection.to_text()),
    }
    Ok(Answer::Yes)
}
