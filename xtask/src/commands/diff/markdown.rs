//! A diff as a comment in a pull request.
//!
//! GitHub takes comments of 65,536 characters. Bytes are counted here, which are never fewer, and what doesn't fit is.

use super::escape::{block, code, cut, markdown};
use super::sections::{Counts, Section, owner, places, sentence};
use super::version::Suggestion;
use super::{End, Report, SHORT};
use docwright::surface::Change;

/// How a workflow finds the comment that it made before.
const MARKER: &str = "<!-- docwright: api-surface -->";

/// The whole comment has fewer bytes than this.
const MOST: usize = 65_536;

/// So many bytes are kept for each section that is still to come: its heading and the line that counts what doesn't fit.
const HEADING: usize = 300;

/// A sentence or name with more characters is cut.
const LONGEST: usize = 300;

/// The changelog entry is left out of the comment if it has more bytes.
const LONGEST_ENTRY: usize = 8_000;

/// So many of the changes that matter most are seen without a click.
const OPEN: usize = 15;

pub(super) fn comment(report: &Report<'_>) -> String {
    let mut text = head(report);
    let closing = report.suggestion.map(closing).unwrap_or_default();
    let sections = Section::ALL.map(|section| (section, section.changes(report.diff)));
    let sections: Vec<_> = sections.into_iter().filter(|(_, changes)| !changes.is_empty()).collect();
    for (index, (section, changes)) in sections.iter().enumerate() {
        let kept = closing.len() + (sections.len() - index) * HEADING;
        text.push_str(&self::section(*section, changes, MOST.saturating_sub(text.len() + kept)));
    }
    text.push_str(&closing);
    text
}

fn head(report: &Report<'_>) -> String {
    let counts = Counts::of(report.diff);
    let mut text = format!("{MARKER}\n### API surface: {counts}\n\n{} → {}\n", end(report.base), end(report.head));
    if !report.diff.changes.is_empty() {
        text.push_str("\n| | changes | of permissions |\n|:--|--:|--:|\n");
        for (name, count) in counts.named() {
            text.push_str(&format!("| {name} | {} | {} |\n", count.all, count.permissions));
        }
    }
    text
}

fn end(end: &End) -> String {
    let name = code(&cut(&end.name, LONGEST));
    match &end.commit {
        Some(commit) if !commit.starts_with(&end.name) => format!("{name} ({})", code(&format!("{commit:.SHORT$}"))),
        _ => name,
    }
}

/// A section with its first changes open and the rest folded, within so many bytes but for what is kept for headings.
fn section(section: Section, changes: &[&Change], mut room: usize) -> String {
    let open = match section {
        Section::Breaking | Section::Permissions => OPEN.min(changes.len()),
        Section::Additive | Section::DocsOnly => 0,
    };
    let (open, folded) = changes.split_at(open);
    let mut text = format!("\n#### {}: {}\n", section.title(), changes.len());
    if !open.is_empty() {
        text.push_str(&format!("\n{}", list(open, &mut room)));
    }
    if !folded.is_empty() {
        let show = if open.is_empty() { "show".to_owned() } else { format!("{} more", folded.len()) };
        let folded = list(folded, &mut room);
        text.push_str(&format!("\n<details><summary>{show}</summary>\n\n{folded}\n</details>\n"));
    }
    text
}

/// Changes below what they belong to, as many as there is room for. What is taken is taken from the room.
fn list(changes: &[&Change], room: &mut usize) -> String {
    let mut text = String::new();
    for (told, change) in changes.iter().enumerate() {
        let is_same = told > 0 && owner(changes[told - 1]) == owner(change);
        let heading = if is_same { String::new() } else { format!("- {}\n", code(&cut(owner(change), LONGEST))) };
        let piece = format!("{heading}{}", line(change));
        if text.len() + piece.len() > *room {
            *room = 0;
            let left = changes.len() - told;
            text.push_str(&format!(
                "- …and {left} more that do not fit into a comment: `cargo xtask diff` shows all\n"
            ));
            return text;
        }
        text.push_str(&piece);
    }
    *room -= text.len();
    text
}

fn line(change: &Change) -> String {
    let places = places(change).map(|places| format!(" · {}", code(&cut(&places, LONGEST)))).unwrap_or_default();
    format!("  - {}{places}\n", markdown(&cut(&sentence(change), LONGEST)))
}

/// Which version the changes ask for, and the entry to copy.
fn closing(suggestion: &Suggestion) -> String {
    // Numbers and words of our own: nothing to be escaped.
    let title = suggestion.to_string();
    match suggestion.entry.len() {
        0 => format!("\n{title}\n"),
        1..=LONGEST_ENTRY => {
            let entry = block("markdown", suggestion.entry.trim_end());
            format!("\n{title}\n\n<details><summary>Changelog entry</summary>\n\n{entry}\n</details>\n")
        }
        _ => format!(
            "\n{title}\n\nThe changelog entry is too long for a comment: `cargo xtask diff --suggest-version` shows it\n"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::diff::sample::{additive, breaking, diff, docs_only, permission};
    use crate::commands::diff::version;
    use docwright::surface::{Class, Diff};

    fn said(diff: &Diff, version: Option<&str>) -> String {
        let base = End { name: "main".to_owned(), commit: Some("1234567890abcdef".to_owned()) };
        let head = End { name: "docs".to_owned(), commit: None };
        let suggestion = version.map(|version| version::suggest(version, diff).unwrap());
        comment(&Report { base: &base, head: &head, diff, suggestion: suggestion.as_ref() })
    }

    #[test]
    fn what_breaks_comes_first_and_the_rest_is_folded() {
        let diff = diff([docs_only("d"), permission(Class::Breaking), additive("a"), breaking("b")]);
        assert_eq!(
            said(&diff, Some("0.1.0")),
            "<!-- docwright: api-surface -->
### API surface: 2 breaking (1 of permissions), 1 additive, 1 docs-only

`main` (`1234567890`) → `docs`

| | changes | of permissions |
|:--|--:|--:|
| breaking | 2 | 1 |
| additive | 1 | 0 |
| docs-only | 1 | 0 |

#### Breaking: 1

- `type sample.widget`
  - property `b` is gone · `resources/widget.md:12`

#### Permissions: 1

- `operation widget.get`
  - breaking: an application may also call with `Widget.Read.All` · `api/widget-get.md:17 → api/widget-read.md:18`

#### Additive: 1

<details><summary>show</summary>

- `type sample.widget`
  - property `a` is new · `resources/widget.md:14`

</details>

#### Docs only: 1

<details><summary>show</summary>

- `type sample.widget`
  - property `d` is described in other words · `resources/widget.md:12 → :15`

</details>

Version: minor, 0.1.0 → 0.2.0

<details><summary>Changelog entry</summary>

```markdown
## [0.2.0]

### Added

- property `a` is new

### Changed

- **Breaking:** an application may also call with `Widget.Read.All`

### Removed

- **Breaking:** property `b` is gone
```

</details>
"
        );
    }

    #[test]
    fn nothing_has_changed() {
        assert_eq!(
            said(&Diff::default(), None),
            "<!-- docwright: api-surface -->\n### API surface: no change\n\n`main` (`1234567890`) → `docs`\n"
        );
    }

    #[test]
    fn thousands_of_changes_fit_and_are_counted() {
        let of_each = |index: usize| {
            let long = format!("{index}-{}", "*`@#".repeat(index % 90));
            [breaking(&long), additive(&long), docs_only(&long), permission(Class::Breaking)]
        };
        for count in [14, 200, 900, 5000] {
            let diff = diff((0..count).flat_map(of_each));
            let said = said(&diff, Some("1.0.0"));
            assert!(said.len() < MOST, "{} bytes for {count} of each", said.len());
            assert_eq!(said.matches("<details>").count(), said.matches("</details>").count());
            for title in ["Breaking", "Permissions", "Additive", "Docs only"] {
                assert!(said.contains(&format!("\n#### {title}: {count}\n")), "{title} of {count}");
            }
            let shown = said.lines().filter(|line| line.starts_with("  - ")).count();
            let left = said.lines().filter_map(|line| line.strip_prefix("- …and ")?.split(' ').next());
            let left: usize = left.map(|number| number.parse::<usize>().unwrap()).sum();
            assert_eq!(shown + left, 4 * count);
        }
    }
}
