//! A diff in three lines: what `regenerate` says of the change that it has just made.

use super::escape::cut;
use super::sections::{Section, sentence};
use docwright::surface::{Change, Diff};

/// A line takes so many characters of a sentence.
const LONGEST: usize = 90;

/// What breaks, who may call, and how much else there is.
pub(in crate::commands) fn brief(diff: &Diff) -> [String; 3] {
    let count = |section: Section| section.changes(diff).len();
    [
        format!("{} breaking{}", count(Section::Breaking), first(&Section::Breaking.changes(diff))),
        format!("{} of permissions{}", count(Section::Permissions), first(&Section::Permissions.changes(diff))),
        format!("{} additive, {} docs-only", count(Section::Additive), count(Section::DocsOnly)),
    ]
}

fn first(changes: &[&Change]) -> String {
    match changes {
        [] => String::new(),
        [one] => format!(": {}", cut(&sentence(one), LONGEST)),
        [first, ..] => format!(": {}, …", cut(&sentence(first), LONGEST)),
    }
}
