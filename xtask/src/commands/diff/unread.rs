//! Pages that could not be read as a whole: what is missing on them is no removal.

use crate::failure::{CannotCompare, Failure};
use docwright::Analysis;
use docwright::diagnostics::Code;
use docwright::model::Outcome;
use docwright::surface::{Change, Diff, Place};
use std::collections::BTreeSet;

/// More pages than this are counted.
const MOST_NAMED: usize = 5;

/// What leaves out text of a page, of which nobody knows what it said.
const LOSES_TEXT: [Code; 6] = [
    Code::NotUtf8,
    Code::IncludeCycle,
    Code::IncludeEscape,
    Code::IncludeLimit,
    Code::UnclosedFence,
    Code::UnclosedComment,
];

/// What leaves out one thing.
const LOSES_A_THING: [Code; 3] = [Code::RouteWithoutMethod, Code::RouteUnreadable, Code::NameEmpty];

/// Paths of pages (and includes) below the docs folder that could not be read as a whole.
#[derive(Default)]
pub(super) struct Unread {
    /// Any fact of these may be missing.
    torn: BTreeSet<String>,
    /// Things of these may be missing.
    gaps: BTreeSet<String>,
}

impl Unread {
    pub(super) fn of(analysis: &Analysis) -> Unread {
        let with = |codes: &[Code]| -> BTreeSet<String> {
            let found = analysis.diagnostics.iter().filter(|diagnostic| codes.contains(&diagnostic.code));
            found.map(|diagnostic| analysis.resolved.file(diagnostic.span.file).to_owned()).collect()
        };
        let pages = analysis.resolved.api().pages.iter();
        let skipped = pages.filter(|page| matches!(page.outcome, Outcome::Skipped(_))).map(|page| page.path.clone());
        Unread { torn: with(&LOSES_TEXT).into_iter().chain(skipped).collect(), gaps: with(&LOSES_A_THING) }
    }

    /// The page, if a change may be there only because it could not be read. `there` is where the side that read it has the
    /// thing, `here` where this one does.
    fn blamed<'a>(&self, there: Option<&'a Place>, here: Option<&'a Place>) -> Option<&'a str> {
        let torn = there.into_iter().chain(here).find(|place| self.torn.contains(&place.page));
        let gap = there.filter(|place| here.is_none() && self.gaps.contains(&place.page));
        torn.or(gap).map(|place| place.page.as_str())
    }
}

/// Refuses a comparison in which facts of a page differ that one side could not read as a whole.
pub(super) fn refuse(diff: &Diff, base: (&str, &Unread), head: (&str, &Unread)) -> Result<(), Failure> {
    let in_head = |change: &'_ Change| head.1.blamed(change.base.as_ref(), change.head.as_ref()).map(str::to_owned);
    refuse_pages(head.0, &diff.changes.iter().filter_map(in_head).collect())?;
    let in_base = |change: &'_ Change| base.1.blamed(change.head.as_ref(), change.base.as_ref()).map(str::to_owned);
    refuse_pages(base.0, &diff.changes.iter().filter_map(in_base).collect())
}

fn refuse_pages(name: &str, pages: &BTreeSet<String>) -> Result<(), Failure> {
    if pages.is_empty() {
        return Ok(());
    }
    let named: Vec<String> = pages.iter().take(MOST_NAMED).map(|page| format!("`{page}`")).collect();
    let more = if pages.len() > MOST_NAMED { format!(" and {} more", pages.len() - MOST_NAMED) } else { String::new() };
    let pages = format!("{}{more}", named.join(", "));
    Err(CannotCompare::Unread { name: name.to_owned(), pages }.into())
}
