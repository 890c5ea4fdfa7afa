//! A diff as workflow commands: GitHub shows each as an annotation at a line of the docs.
//!
//! Of one step it shows ten of each level, so the tenth counts the rest where there are more. Nothing else is printed that
//! holds text of the docs: a log line could be taken for a command.

use super::Report;
use super::escape::{message, property};
use super::pages::Pages;
use super::sections::{Counts, Section, sentence};
use docwright::surface::{Change, Class};

/// So many annotations of one level are shown of one step.
const MOST: usize = 10;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Error,
    Warning,
    Notice,
}

impl Level {
    const ALL: [Level; 3] = [Level::Error, Level::Warning, Level::Notice];

    /// What breaks is an error, what else concerns permissions a warning.
    fn of(change: &Change) -> Level {
        match change.class {
            Class::Breaking => Level::Error,
            Class::Additive | Class::DocsOnly if change.permissions => Level::Warning,
            Class::Additive | Class::DocsOnly => Level::Notice,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Notice => "notice",
        }
    }
}

pub(super) fn commands(report: &Report<'_>, pages: &Pages) -> String {
    let mut text = String::new();
    let changes: Vec<&Change> = Section::ALL.into_iter().flat_map(|section| section.changes(report.diff)).collect();
    for level in Level::ALL {
        let of_level: Vec<&Change> = changes.iter().copied().filter(|change| Level::of(change) == level).collect();
        let shown = if of_level.len() > MOST { MOST - 1 } else { of_level.len() };
        of_level[..shown].iter().for_each(|change| text.push_str(&command(level, change, pages)));
        if shown < of_level.len() {
            let more = of_level.len() - shown;
            text.push_str(&format!("::{} title=API surface::{more} more; cargo xtask diff shows all\n", level.name()));
        }
    }
    if let Some(suggestion) = report.suggestion {
        text.push_str(&format!("::notice title=API surface::{}\n", message(&suggestion.to_string())));
    }
    text.push_str(&format!("API surface: {}\n", Counts::of(report.diff)));
    text
}

/// At the line where the docs say it now; what is gone has no line any more, only a page.
fn command(level: Level, change: &Change, pages: &Pages) -> String {
    let page = change.head.as_ref().or(change.base.as_ref()).and_then(|place| pages.path(&place.page));
    let mut properties: Vec<String> = page.iter().map(|page| format!("file={}", property(page))).collect();
    if let (Some(_), Some(head)) = (&page, &change.head) {
        properties.push(format!("line={}", head.line));
    }
    properties.push(format!("title={}", property(Section::of(change).title())));
    let gone = match (&change.base, &change.head) {
        (Some(base), None) => format!(" (it stood in line {})", base.line),
        _ => String::new(),
    };
    format!("::{} {}::{}{gone}\n", level.name(), properties.join(","), message(&sentence(change)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::diff::sample::{additive, breaking, diff, permission, place};
    use crate::commands::diff::{End, Report};
    use docwright::surface::Diff;

    fn said(diff: &Diff) -> String {
        let end = End { name: "main".to_owned(), commit: None };
        commands(&Report { base: &end, head: &end, diff, suggestion: None }, &Pages::below("docs"))
    }

    #[test]
    fn at_lines_of_the_docs() {
        let said = said(&diff([additive("a"), breaking("b"), permission(Class::Additive)]));
        assert_eq!(
            said,
            "::error file=docs/resources/widget.md,title=Breaking::property `b` is gone (it stood in line 12)\n\
             ::warning file=docs/api/widget-read.md,line=18,title=Permissions::an application may also call with \
             `Widget.Read.All`\n\
             ::notice file=docs/resources/widget.md,line=14,title=Additive::property `a` is new\n\
             API surface: 1 breaking, 2 additive (1 of permissions)\n"
        );
    }

    #[test]
    fn no_more_than_github_shows() {
        let many = |count: usize| diff((0..count).map(|index| breaking(&index.to_string())));
        assert_eq!(said(&many(10)).matches("::error ").count(), 10);
        let said = said(&many(4000));
        assert_eq!(said.matches("::error ").count(), 10);
        assert!(said.contains("::error title=API surface::3991 more; cargo xtask diff shows all\n"), "{said}");
    }

    #[test]
    fn docs_give_no_commands() {
        let mut hostile = additive("x\n::error::50 %");
        hostile.head = Some(place("a,b:c.md", 3));
        assert_eq!(
            said(&diff([hostile])),
            "::notice file=docs/a%2Cb%3Ac.md,line=3,title=Additive::property `x ::error::50 %25` is new\n\
             API surface: 1 additive\n"
        );
    }
}
