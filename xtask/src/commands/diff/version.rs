//! Which version the generated crate should get, and what its changelog should say.
//!
//! Semantic Versioning as cargo reads it: below 1.0.0 the minor number stands for what breaks, below 0.1.0 the patch number.
//! A pre-release counts up to its own release first, where that says enough.

use super::escape::markdown;
use super::sections::{Section, sentence};
use docwright::surface::{Change, Class, Diff};
use semver::{Prerelease, Version};
use std::fmt;

/// More changes than this under one heading are counted.
const MOST: usize = 50;

/// The number that is raised.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Level {
    None,
    Patch,
    Minor,
    Major,
}

impl Level {
    pub(super) fn name(self) -> &'static str {
        match self {
            Level::None => "none",
            Level::Patch => "patch",
            Level::Minor => "minor",
            Level::Major => "major",
        }
    }
}

/// What to release.
pub(super) struct Suggestion {
    pub(super) from: Version,
    pub(super) to: Version,
    pub(super) level: Level,
    /// The changelog's entry, as Keep a Changelog has it; empty if there is nothing to release.
    pub(super) entry: String,
}

impl fmt::Display for Suggestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.level {
            Level::None => write!(f, "Version: {} stays", self.from),
            level => write!(f, "Version: {}, {} → {}", level.name(), self.from, self.to),
        }
    }
}

/// From the version that docwright.toml gives.
pub(super) fn suggest(version: &str, diff: &Diff) -> Result<Suggestion, semver::Error> {
    let from = Version::parse(version)?;
    let level = level(&from, diff);
    let to = raise(&from, level);
    let entry = if level == Level::None { String::new() } else { entry(&to, diff) };
    Ok(Suggestion { from, to, level, entry })
}

fn level(from: &Version, diff: &Diff) -> Level {
    let Some(class) = diff.changes.iter().map(|change| change.class).min() else {
        return Level::None;
    };
    match (class, from.major, from.minor) {
        (Class::Breaking, 1.., _) => Level::Major,
        (Class::Breaking, 0, 1..) | (Class::Additive, 1.., _) => Level::Minor,
        (Class::Breaking, 0, 0) | (Class::Additive, 0, _) | (Class::DocsOnly, _, _) => Level::Patch,
    }
}

fn raise(from: &Version, level: Level) -> Version {
    let Version { major, minor, patch, .. } = *from;
    let is_release = from.pre == Prerelease::EMPTY;
    match level {
        Level::None => from.clone(),
        Level::Major if !is_release && (minor, patch) == (0, 0) => Version::new(major, 0, 0),
        Level::Major => Version::new(major + 1, 0, 0),
        Level::Minor if !is_release && patch == 0 => Version::new(major, minor, 0),
        Level::Minor => Version::new(major, minor + 1, 0),
        Level::Patch if !is_release => Version::new(major, minor, patch),
        Level::Patch => Version::new(major, minor, patch + 1),
    }
}

/// What Keep a Changelog sorts changes by. What the docs only say otherwise is no news for callers.
const HEADINGS: [&str; 4] = ["Added", "Changed", "Deprecated", "Removed"];

fn entry(to: &Version, diff: &Diff) -> String {
    let changes: Vec<&Change> = Section::ALL.into_iter().flat_map(|section| section.changes(diff)).collect();
    let mut entry = format!("## [{to}]\n");
    for title in HEADINGS {
        let told = |change: &&&Change| change.class != Class::DocsOnly && heading(change) == title;
        let lines: Vec<String> = changes.iter().filter(told).map(|change| line(change)).collect();
        if lines.is_empty() {
            continue;
        }
        entry.push_str(&format!("\n### {title}\n\n"));
        lines.iter().take(MOST).for_each(|line| entry.push_str(line));
        if lines.len() > MOST {
            entry.push_str(&format!("- {} more\n", lines.len() - MOST));
        }
    }
    if changes.iter().all(|change| change.class == Class::DocsOnly) {
        entry.push_str("\n### Changed\n\n- Documentation only\n");
    }
    entry
}

fn heading(change: &Change) -> &'static str {
    match change.kind.name() {
        kind if kind.ends_with("-added") => "Added",
        kind if kind.ends_with("-removed") => "Removed",
        kind if kind.ends_with("-deprecated") => "Deprecated",
        _ => "Changed",
    }
}

fn line(change: &Change) -> String {
    let breaking = if change.class == Class::Breaking { "**Breaking:** " } else { "" };
    format!("- {breaking}{}\n", markdown(sentence(change).trim_start_matches("breaking: ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::diff::sample::{additive, breaking, diff, docs_only};

    fn to(version: &str, change: Change) -> String {
        let suggestion = suggest(version, &diff([change])).unwrap();
        format!("{} {}", suggestion.level.name(), suggestion.to)
    }

    #[test]
    fn the_number_that_cargo_takes_for_a_break() {
        assert_eq!(to("1.2.3", breaking("x")), "major 2.0.0");
        assert_eq!(to("0.2.3", breaking("x")), "minor 0.3.0");
        assert_eq!(to("0.0.3", breaking("x")), "patch 0.0.4");
    }

    #[test]
    fn what_is_added_and_what_is_only_said() {
        assert_eq!(to("1.2.3", additive("x")), "minor 1.3.0");
        assert_eq!(to("0.2.3", additive("x")), "patch 0.2.4");
        assert_eq!(to("1.2.3", docs_only("x")), "patch 1.2.4");
        let nothing = suggest("1.2.3", &Diff::default()).unwrap();
        assert_eq!((nothing.to_string().as_str(), nothing.entry.as_str()), ("Version: 1.2.3 stays", ""));
    }

    #[test]
    fn a_pre_release_counts_up_to_its_release() {
        assert_eq!(to("2.0.0-rc.1", breaking("x")), "major 2.0.0");
        assert_eq!(to("2.1.0-rc.1", breaking("x")), "major 3.0.0");
        assert_eq!(to("2.1.0-rc.1", additive("x")), "minor 2.1.0");
        assert_eq!(to("2.1.1-rc.1+5", docs_only("x")), "patch 2.1.1");
        assert_eq!(to("2.1.1+5", docs_only("x")), "patch 2.1.2");
    }
}
