//! `check`: the diagnostics, each with its place.

use crate::cli::Check;
use crate::failure::Failure;
use crate::progress::Progress;
use crate::render::Diagnostics;
use crate::{Answer, print, report};
use docwright::diagnostics::{Code, Diagnostic, Level};
use docwright::inspect::{Levels, page_named};

pub(super) fn run(args: &Check) -> Result<Answer, Failure> {
    if args.codes {
        print::text(&codes());
        return Ok(Answer::Yes);
    }
    let progress = Progress::start();
    let (set, docs, analysis) = super::analyse(&args.docs, docwright::analyse_facts, &progress)?;
    drop(progress);
    let api = analysis.resolved.api();
    let page = args.page.as_deref().map(|page| page_named(api, page)).transpose()?;
    let file = page.map(|page| api.pages[page].file);
    let meant = |diagnostic: &&Diagnostic| file.is_none_or(|file| file == diagnostic.span.file);
    let found: Vec<&Diagnostic> = analysis.diagnostics.iter().filter(meant).collect();

    let renderer = Diagnostics::new(&docs.sources, &set.dir);
    let least = Level::from(args.level);
    let mut text: String = found.iter().filter(|d| d.level >= least).map(|d| renderer.render(d)).collect();
    let mut levels = Levels::default();
    found.iter().for_each(|diagnostic| levels.add(diagnostic.level));
    let hidden = found.iter().filter(|d| d.level < least && d.level > Level::Allow).count();
    let hidden = if hidden > 0 { format!("; {hidden} not shown, --level note shows all") } else { String::new() };
    text.push_str(&format!("{} pages: {}{hidden}\n", docs.pages, report::levels(levels)));
    print::text(&text);

    let denied = found.iter().any(|diagnostic| diagnostic.level >= Level::from(args.deny));
    Ok(if denied { Answer::No } else { Answer::Yes })
}

/// Every code with its level and meaning.
fn codes() -> String {
    let width = Code::ALL.iter().map(|code| code.as_str().len()).max().unwrap_or_default();
    let line = |code: &Code| {
        format!("{:<width$}  {:<7}  {}\n", code.as_str(), code.default_level().to_string(), code.explain())
    };
    Code::ALL.iter().map(line).collect()
}
