//! A diff for people at a terminal.

use super::escape::plain;
use super::sections::{Counts, Section, owner, places, sentence};
use super::{End, Report, SHORT};
use docwright::surface::Change;

const BOLD: &str = "\u{1b}[1m";
const DIM: &str = "\u{1b}[2m";
const END: &str = "\u{1b}[0m";

/// The whole text, coloured.
pub(super) fn text(report: &Report<'_>) -> String {
    let counts = Counts::of(report.diff);
    let mut text = format!("{} → {}: {BOLD}{counts}{END}\n", end(report.base), end(report.head));
    for section in Section::ALL {
        let changes = section.changes(report.diff);
        if changes.is_empty() {
            continue;
        }
        text.push_str(&format!("\n{}{}{END}: {}\n", colour(section), section.title(), changes.len()));
        changes.chunk_by(|a, b| owner(a) == owner(b)).for_each(|changes| text.push_str(&group(changes)));
    }
    if let Some(suggestion) = report.suggestion {
        text.push_str(&format!("\n{BOLD}{suggestion}{END}\n"));
        if !suggestion.entry.is_empty() {
            text.push_str(&format!("\n{}", suggestion.entry));
        }
    }
    text
}

fn group(changes: &[&Change]) -> String {
    let mut text = format!("  {BOLD}{}{END}\n", plain(owner(changes[0])));
    for change in changes {
        let places = places(change).map(|places| format!("  {DIM}{places}{END}")).unwrap_or_default();
        text.push_str(&format!("    {}{places}\n", sentence(change)));
    }
    text
}

fn end(end: &End) -> String {
    let name = plain(&end.name);
    match &end.commit {
        Some(commit) if !commit.starts_with(&end.name) => format!("{name} ({commit:.SHORT$})"),
        _ => name,
    }
}

fn colour(section: Section) -> &'static str {
    match section {
        Section::Breaking => "\u{1b}[1;31m",
        Section::Permissions => "\u{1b}[1;33m",
        Section::Additive => "\u{1b}[1;32m",
        Section::DocsOnly => "\u{1b}[1;34m",
    }
}
