//! `routes`: every method and template with its operations.

use crate::cli::{Format, Routes};
use crate::failure::Failure;
use crate::progress::Progress;
use crate::{Answer, print};
use docwright::inspect::RouteTable;

pub(super) fn run(args: &Routes) -> Result<Answer, Failure> {
    let progress = Progress::start();
    let (_, _, analysis) = super::analyse(&args.docs, docwright::analyse_facts, &progress)?;
    let table = RouteTable::new(analysis.resolved.api());
    drop(progress);
    match args.format {
        Format::Json => print::document(&table.to_json()),
        Format::Text => print::text(&table.to_text()),
    }
    Ok(Answer::Yes)
}
