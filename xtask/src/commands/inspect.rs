//! `inspect`: the IR, for programs and for people.

use crate::cli::{Format, Inspect};
use crate::failure::Failure;
use crate::progress::Progress;
use crate::{Answer, print};
use docwright::inspect::{Document, Inspection};

pub(super) fn run(args: &Inspect) -> Result<Answer, Failure> {
    let progress = Progress::start();
    let (_, docs, analysis) = super::analyse(&args.docs, docwright::analyse_facts, &progress)?;
    let api = analysis.resolved.api();
    let (sources, odd, page) = (&docs.sources, &analysis.diagnostics, args.page.as_deref());
    match args.format {
        Format::Json => {
            let document = Document::new(api, sources, odd, page)?;
            drop(progress);
            print::written(|out| document.write(out));
        }
        Format::Text => {
            let text = Inspection::new(api, sources, odd, page)?.to_text();
            drop(progress);
            print::text(&text);
        }
    }
    Ok(Answer::Yes)
}
