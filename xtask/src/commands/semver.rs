//! `semver`: what `diff` says of two docs sets, beside what cargo-semver-checks finds in the crates that are made of them.
//!
//! Both judge by rules of their own, so that each finds the other's mistakes: a break that cargo-semver-checks sees and `diff`
//! doesn't is one of `diff`; a break of Rust code that `diff` tells and cargo-semver-checks doesn't see is one of a kind that it
//! has no lint for, or one of `diff`, too. [`unseen`] lists those kinds.

mod checks;
mod edits;
mod names;
mod unseen;

use crate::cli::{DocsArgs, Semver};
use crate::failure::Failure;
use crate::load::DocsSet;
use crate::progress::Progress;
use crate::{Answer, print, workspace};
use checks::{Crates, Finding};
use docwright::surface::{Change, Class, Diff, Surface};
use edits::Edits;
use names::{Item, Names};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Where docs, crates and what rustdoc says of them are kept, below the workspace's root.
const WORK: &str = "target/semver";

pub(super) fn run(args: &Semver) -> Result<Answer, Failure> {
    let work = workspace::root().join(WORK);
    let (pairs, expected_only) = match (&args.base, &args.head) {
        (Some(base), Some(head)) => (vec![Pair::of(base, head)], false),
        _ => (of_edits(&work)?, args.expected_only),
    };
    let crates = if expected_only { None } else { Some(Crates::new(&work)?) };
    let mut agree = true;
    let progress = Progress::start();
    for pair in &pairs {
        progress.say("comparing");
        let verdict = judge(pair, crates.as_ref())?;
        agree &= verdict.agree;
        print::text(&verdict.text);
    }
    drop(progress);
    print::text(&format!("{} compared: {}\n", pairs.len(), if agree { "they agree" } else { "they do not agree" }));
    Ok(if agree { Answer::Yes } else { Answer::No })
}

/// Two docs folders, and what is expected of their diff.
struct Pair {
    name: String,
    base: PathBuf,
    head: PathBuf,
    expected: Option<Vec<String>>,
}

impl Pair {
    fn of(base: &Path, head: &Path) -> Pair {
        let name = format!("{} → {}", base.display(), head.display());
        Pair { name, base: base.to_owned(), head: head.to_owned(), expected: None }
    }
}

/// The docs set with each edit, on disk: that is where generating starts.
fn of_edits(work: &Path) -> Result<Vec<Pair>, Failure> {
    let edits = Edits::read()?;
    let base = work.join("docs/base");
    edits.write_base(&base)?;
    let mut pairs = Vec::with_capacity(edits.all.len());
    for (number, edit) in edits.all.iter().enumerate() {
        let head = work.join(format!("docs/edit-{number:02}"));
        edits.write(edit, &head)?;
        pairs.push(Pair { name: edit.name.clone(), base: base.clone(), head, expected: Some(edit.changes.clone()) });
    }
    Ok(pairs)
}

struct Verdict {
    agree: bool,
    text: String,
}

fn judge(pair: &Pair, crates: Option<&Crates>) -> Result<Verdict, Failure> {
    let (base, head) = (surface(&pair.base)?, surface(&pair.head)?);
    let Diff { changes } = docwright::surface::diff(&base, &head);
    let mut lines = vec![format!("{}\n", pair.name)];
    let mut agree = true;
    if let Some(expected) = &pair.expected {
        let told: Vec<String> = changes.iter().map(told).collect();
        agree = told == *expected;
        lines.extend(told.iter().map(|change| format!("  diff: {change}\n")));
        lines.extend((!agree).then(|| format!("  expected was: {expected:?}\n")));
    }
    if let Some(crates) = crates {
        let findings = crates.compare(&pair.base, &pair.head)?;
        let (text, is_explained) = compared(&changes, &findings, [&base, &head]);
        lines.push(text);
        agree &= is_explained;
    }
    Ok(Verdict { agree, text: lines.concat() })
}

fn surface(docs: &Path) -> Result<Surface, Failure> {
    let set = DocsSet::find(&DocsArgs::of(docs))?;
    let (_docs, analysis) = super::load(&set, docwright::analyse, &Progress::start())?;
    Ok(docwright::surface(&analysis))
}

/// `property-removed breaking`; ` wire` behind it if code still compiles.
fn told(change: &Change) -> String {
    let class = match change.class {
        Class::Breaking => "breaking",
        Class::Additive => "additive",
        Class::DocsOnly => "docs-only",
    };
    let wire = if change.wire_only { " wire" } else { "" };
    format!("{} {class}{wire}", change.kind)
}

/// The breaks of Rust code that either side tells, each with what the other says of it; and whether nothing is left open.
fn compared(changes: &[Change], findings: &[Finding], surfaces: [&Surface; 2]) -> (String, bool) {
    let [base, head] = surfaces.map(Names::new);
    let breaks: Vec<Break<'_>> = changes
        .iter()
        .filter(|change| change.class == Class::Breaking && !change.wire_only)
        .map(|change| Break {
            change,
            items: base.of(change).chain(head.of(change)).chain(base.of_lost_group(change, &head)).collect(),
            owner: base.of_owner(change).collect(),
        })
        .collect();
    let mut open = String::new();
    for finding in findings.iter().filter(|finding| !breaks.iter().any(|it| it.explains(finding))) {
        open.push_str(&format!("  not in diff: {} {}\n", finding.lint, finding.place));
    }
    let (mut confirmed, mut unseen) = (0, BTreeMap::<_, usize>::new());
    for it in &breaks {
        match unseen::reason(it.change) {
            _ if findings.iter().any(|finding| it.is_confirmed_by(finding)) => confirmed += 1,
            Some(reason) => *unseen.entry(reason).or_default() += 1,
            None => open.push_str(&format!("  only in diff: {} ({})\n", it.change.id(), it.change.sentence)),
        }
    }
    let mut text = format!(
        "  cargo-semver-checks: {} places; diff: {} breaks of Rust code, {confirmed} confirmed\n",
        findings.len(),
        breaks.len()
    );
    for (reason, count) in unseen {
        text.push_str(&format!("    {count} that it cannot see: {reason}\n"));
    }
    let agree = open.is_empty();
    (text + &open, agree)
}

/// A break of Rust code, and the names in Rust that it is about.
struct Break<'a> {
    change: &'a Change,
    items: Vec<&'a Item>,
    /// Those of what it belonged to.
    owner: Vec<&'a Item>,
}

impl Break<'_> {
    /// Whether it is the change that this is about.
    fn explains(&self, finding: &Finding) -> bool {
        let words = words(finding);
        self.items.iter().any(|item| item.is_in(&words))
    }

    fn is_confirmed_by(&self, finding: &Finding) -> bool {
        let words = words(finding);
        self.items.iter().chain(&self.owner).any(|item| item.is_in(&words))
    }
}

/// What a place says, the path of its file included: modules are in it.
fn words(finding: &Finding) -> BTreeSet<&str> {
    finding.place.split(|c: char| !c.is_alphanumeric() && c != '_').collect()
}
