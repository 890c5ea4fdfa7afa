//! A diff in the order in which people read it: what breaks, who may call, what is new, what is only said otherwise.

use super::escape::plain;
use docwright::surface::{Change, Class, Diff, Place};
use std::fmt;

/// One part of a report.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Section {
    Breaking,
    /// Whatever concerns who may call, breaking or not.
    Permissions,
    Additive,
    DocsOnly,
}

impl Section {
    pub(super) const ALL: [Section; 4] =
        [Section::Breaking, Section::Permissions, Section::Additive, Section::DocsOnly];

    /// Its heading.
    pub(super) fn title(self) -> &'static str {
        match self {
            Section::Breaking => "Breaking",
            Section::Permissions => "Permissions",
            Section::Additive => "Additive",
            Section::DocsOnly => "Docs only",
        }
    }

    /// The section that a change stands in.
    pub(super) fn of(change: &Change) -> Section {
        match change.class {
            _ if change.permissions => Section::Permissions,
            Class::Breaking => Section::Breaking,
            Class::Additive => Section::Additive,
            Class::DocsOnly => Section::DocsOnly,
        }
    }

    /// Its changes in the order of what they belong to; among permissions those first that break.
    pub(super) fn changes(self, diff: &Diff) -> Vec<&Change> {
        let mut changes: Vec<&Change> = diff.changes.iter().filter(|change| Section::of(change) == self).collect();
        changes.sort_by_key(|change| (change.class, owner(change)));
        changes
    }
}

/// The key of the operation, type, enumeration, area or group that a change belongs to: the first two words of its own, which
/// hold no spaces.
pub(super) fn owner(change: &Change) -> &str {
    let end = change.key.match_indices(' ').nth(1).map_or(change.key.len(), |(at, _)| at);
    &change.key[..end]
}

/// How many changes of each class there are, and how many of them concern permissions.
#[derive(Default, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Counts {
    pub(crate) breaking: Count,
    pub(crate) additive: Count,
    pub(crate) docs_only: Count,
}

/// A number of changes.
#[derive(Default, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Count {
    pub(crate) all: usize,
    pub(crate) permissions: usize,
}

impl Counts {
    pub(crate) fn of(diff: &Diff) -> Counts {
        let mut counts = Counts::default();
        for change in &diff.changes {
            let count = match change.class {
                Class::Breaking => &mut counts.breaking,
                Class::Additive => &mut counts.additive,
                Class::DocsOnly => &mut counts.docs_only,
            };
            count.all += 1;
            count.permissions += usize::from(change.permissions);
        }
        counts
    }

    /// Each with what it is called.
    pub(super) fn named(self) -> [(&'static str, Count); 3] {
        [("breaking", self.breaking), ("additive", self.additive), ("docs-only", self.docs_only)]
    }
}

/// "2 breaking (1 of permissions), 3 additive": what there is.
impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told: Vec<String> = self
            .named()
            .into_iter()
            .filter(|(_, count)| count.all > 0)
            .map(|(name, Count { all, permissions })| match permissions {
                0 => format!("{all} {name}"),
                _ => format!("{all} {name} ({permissions} of permissions)"),
            })
            .collect();
        f.write_str(if told.is_empty() { "no change" } else { "" })?;
        f.write_str(&told.join(", "))
    }
}

/// What a change is, in a sentence, with what only its class tells; nothing in it moves a terminal's cursor.
pub(crate) fn sentence(change: &Change) -> String {
    let sentence = plain(&change.sentence);
    match change.class {
        Class::Breaking if change.permissions => format!("breaking: {sentence}"),
        Class::Breaking if change.wire_only => format!("{sentence} (code still compiles)"),
        Class::Breaking | Class::Additive | Class::DocsOnly => sentence,
    }
}

/// Where it is documented: `page:line`, on both sides if they differ.
pub(super) fn places(change: &Change) -> Option<String> {
    let text = |place: &Place| format!("{}:{}", plain(&place.page), place.line);
    match (&change.base, &change.head) {
        (Some(base), Some(head)) if (&base.page, base.line) == (&head.page, head.line) => Some(text(head)),
        (Some(base), Some(head)) if base.page == head.page => Some(format!("{} → :{}", text(base), head.line)),
        (Some(base), Some(head)) => Some(format!("{} → {}", text(base), text(head))),
        (Some(one), None) | (None, Some(one)) => Some(text(one)),
        (None, None) => None,
    }
}
