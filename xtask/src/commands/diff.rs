//! `diff`: what differs between two API surfaces, and what that means for callers.
//!
//! `side` says what BASE and HEAD mean, `state` reads them, `docwright::surface` compares; `human`, `markdown`, `json` and
//! `github` are the forms of the answer.

mod brief;
mod escape;
mod git;
mod github;
mod human;
mod json;
mod markdown;
mod pages;
#[cfg(test)]
mod sample;
mod sections;
mod side;
mod state;
mod unread;
mod version;

pub(super) use brief::brief;

use crate::cli::{self, Deny, DiffFormat};
use crate::failure::Failure;
use crate::load::DocsSet;
use crate::progress::Progress;
use crate::{Answer, print};
use docwright::surface::{self, Change, Class, Diff};
use pages::Pages;
use side::{Side, Sides};
use state::State;
use version::Suggestion;

/// So much of a commit's id tells it from the others.
const SHORT: usize = 10;

pub(super) fn run(args: &cli::Diff) -> Result<Answer, Failure> {
    let progress = Progress::start();
    progress.say("comparing");
    let sides = Sides::find(args)?;
    let (base, head) = rayon::join(|| State::read(&sides.base, &progress), || State::read(&sides.head, &progress));
    let (base, head) = (base?, head?);
    let diff = surface::diff(&base.surface, &head.surface);
    let ends = (End::of(&sides.base), End::of(&sides.head));
    unread::refuse(&diff, (&ends.0.name, &base.unread), (&ends.1.name, &head.unread))?;
    let suggestion = if args.suggest_version { Some(suggest(args, &diff)?) } else { None };
    drop(progress);
    let report = Report { base: &ends.0, head: &ends.1, diff: &diff, suggestion: suggestion.as_ref() };
    show(args, &sides, &report)?;
    let denied = args.deny.iter().any(|deny| diff.changes.iter().any(|change| is_denied(*deny, change)));
    Ok(if denied { Answer::No } else { Answer::Yes })
}

/// What there is to tell.
struct Report<'a> {
    base: &'a End,
    head: &'a End,
    diff: &'a Diff,
    suggestion: Option<&'a Suggestion>,
}

/// What one side is called.
struct End {
    name: String,
    commit: Option<String>,
}

impl End {
    fn of(side: &Side) -> End {
        End { name: side.name(), commit: side.commit().map(str::to_owned) }
    }
}

fn show(args: &cli::Diff, sides: &Sides, report: &Report<'_>) -> Result<(), Failure> {
    match args.format {
        DiffFormat::Human => print::text(&human::text(report)),
        DiffFormat::Markdown => print::document(markdown::comment(report).as_bytes()),
        DiffFormat::Json => print::document(format!("{:#}\n", json::document(report)).as_bytes()),
        DiffFormat::Github => {
            let pages = Pages::of(&sides.head, &args.docs)?;
            print::document(github::commands(report, &pages).as_bytes());
        }
    }
    Ok(())
}

fn suggest(args: &cli::Diff, diff: &Diff) -> Result<Suggestion, Failure> {
    let version = DocsSet::find(&args.docs)?.config.package.version;
    version::suggest(&version, diff).map_err(|error| Failure::Bug(format!("`{version}` is no version: {error}")))
}

fn is_denied(deny: Deny, change: &Change) -> bool {
    match deny {
        Deny::Breaking => change.class == Class::Breaking,
        Deny::Permissions => change.permissions,
        Deny::Any => true,
    }
}
