//! What cargo-semver-checks finds between two generated crates.
//!
//! It is given what rustdoc says of each, so that what both depend on is compiled once for all of them.

use crate::failure::Failure;
use crate::workspace;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;

/// What rustdoc is asked for: as cargo-semver-checks itself asks. Its JSON is not stable yet, nor are these flags.
const RUSTDOC: &str =
    "-Zunstable-options --document-private-items --document-hidden-items --output-format=json --cap-lints=allow";

/// The name of every generated package here, as rustdoc's file has it.
const JSON: &str = "doc/docs_client.json";

/// A place where a lint that asks for a major version found something.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Finding {
    /// The lint: `struct_pub_field_missing`.
    pub(super) lint: String,
    /// What it says of the place: `field size of struct Note, previously in file …`.
    pub(super) place: String,
}

/// The crates that were made so far.
pub(super) struct Crates {
    work: PathBuf,
    rustdoc: Mutex<BTreeMap<PathBuf, PathBuf>>,
}

impl Crates {
    /// # Errors
    /// If cargo-semver-checks is not installed.
    pub(super) fn new(work: &Path) -> Result<Crates, Failure> {
        let said = Command::new("cargo").args(["semver-checks", "--version"]).output();
        if !said.is_ok_and(|output| output.status.success()) {
            let what = "is not there: `cargo install cargo-semver-checks --locked` installs it".to_owned();
            return Err(Failure::Program { command: "cargo semver-checks".to_owned(), what });
        }
        Ok(Crates { work: work.to_owned(), rustdoc: Mutex::default() })
    }

    /// What asks for a major version between the crates of two docs folders.
    pub(super) fn compare(&self, base: &Path, head: &Path) -> Result<Vec<Finding>, Failure> {
        let (base, head) = (self.rustdoc(base)?, self.rustdoc(head)?);
        let mut command = Command::new("cargo");
        command.args(["semver-checks", "--release-type", "minor", "--color", "never", "--baseline-rustdoc"]);
        let output = output(command.arg(base).arg("--current-rustdoc").arg(head))?;
        let text = String::from_utf8_lossy(&output.stdout);
        let findings = findings(&text);
        if output.status.success() == findings.is_empty() {
            return Ok(findings);
        }
        let said = String::from_utf8_lossy(&output.stderr);
        Err(Failure::Program { command: "cargo semver-checks".to_owned(), what: format!("said:\n{text}{said}") })
    }

    /// What rustdoc says of the crate that is made of a docs folder.
    fn rustdoc(&self, docs: &Path) -> Result<PathBuf, Failure> {
        let mut known = self.rustdoc.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(json) = known.get(docs) {
            return Ok(json.clone());
        }
        let number = known.len();
        let (folder, target) = (self.work.join("crate"), self.work.join("target"));
        let this = std::env::current_exe().map_err(Failure::read(docs))?;
        run(Command::new(this).arg("regenerate").arg("--docs").arg(docs).arg("--out").arg(&folder))?;
        copy(&workspace::root().join("Cargo.lock"), &folder.join("Cargo.lock"))?;
        let mut rustdoc = Command::new("cargo");
        rustdoc.args(["doc", "--lib", "--no-deps", "--quiet", "--target-dir"]).arg(&target).current_dir(&folder);
        run(rustdoc.env("RUSTC_BOOTSTRAP", "1").env("RUSTDOCFLAGS", RUSTDOC))?;
        let json = self.work.join(format!("rustdoc-{number:02}.json"));
        copy(&target.join(JSON), &json)?;
        known.insert(docs.to_owned(), json.clone());
        Ok(json)
    }
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    std::fs::copy(from, to).map(|_| ()).map_err(Failure::read(from))
}

fn run(command: &mut Command) -> Result<(), Failure> {
    let output = output(command)?;
    if output.status.success() {
        return Ok(());
    }
    let what = format!("ended with {}:\n{}", output.status, String::from_utf8_lossy(&output.stderr));
    Err(Failure::Program { command: format!("{command:?}"), what })
}

fn output(command: &mut Command) -> Result<std::process::Output, Failure> {
    let told = format!("{command:?}");
    let unstarted = |error| Failure::Program { command: told, what: format!("could not be started: {error}") };
    command.stdin(Stdio::null()).output().map_err(unstarted)
}

/// Reads `--- failure LINT: … ---` and the lines below `Failed in:`.
fn findings(text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let (mut lint, mut is_list) = (None, false);
    for line in text.lines() {
        if let Some(failure) = line.strip_prefix("--- failure ") {
            (lint, is_list) = (failure.split(':').next(), false);
        } else if line.starts_with("Failed in:") {
            is_list = true;
        } else if let (Some(lint), true, Some(place)) = (lint, is_list, line.strip_prefix("  ")) {
            findings.push(Finding { lint: lint.to_owned(), place: place.trim().to_owned() });
        }
    }
    findings
}
