//! `bench tests`: what rustc takes for the tests of a generated crate, beside what it takes for the crate.
//!
//! Each round throws the crate's results away and builds the crate; then, with everything built that tests lean on, only the
//! test programs once more. The runtime has one more feature for tests, so cargo compiles the crate again before it gets to
//! them; that is printed beside. Not incremental, with the profile of the crate's own: what a first build takes is asked about.

use super::compile::{crate_folder, package, run};
use super::measure::{Times, timed};
use crate::cli::BenchCompile;
use crate::failure::Failure;
use crate::{Answer, print, workspace};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

/// At most so much of the crate's time is asked.
const TESTS: f64 = 1.0 / 3.0;

#[derive(Default)]
struct Table {
    library: Times,
    all: Times,
    tests: Times,
}

pub(in crate::commands) fn tests(args: &BenchCompile) -> Result<Answer, Failure> {
    let Some(folder) = crate_folder(args, &workspace::root().join("target/bench-compile"))? else {
        print::text("not run: corpus absent\n");
        return Ok(Answer::Yes);
    };
    let (package, programs) = (package(&folder)?, programs(&folder)?);
    cargo(&folder, &["build"])?;
    cargo(&folder, &["test", "--no-run"])?;
    let mut table = Table::default();
    for _ in 0..args.runs.get() {
        cargo(&folder, &["clean", "--package", &package])?;
        table.library.push(seconds(&folder, &["build"])?);
        table.all.push(seconds(&folder, &["test", "--no-run"])?);
        programs.iter().try_for_each(|program| touch(program))?;
        table.tests.push(seconds(&folder, &["test", "--no-run"])?);
    }
    print::text(&table.text(args.runs.get(), programs.len()));
    Ok(Answer::Yes)
}

/// The top files of the test programs.
fn programs(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let tests = folder.join("tests");
    let entries = fs::read_dir(&tests).map_err(Failure::read(&tests))?;
    let mut programs: Vec<PathBuf> = Vec::new();
    for entry in entries {
        programs.push(entry.map_err(Failure::read(&tests))?.path().join("main.rs"));
    }
    programs.retain(|program| program.is_file());
    Ok(programs)
}

/// Cargo compiles again what is newer than its results.
fn touch(file: &Path) -> Result<(), Failure> {
    let touched = File::options().append(true).open(file).and_then(|file| file.set_modified(SystemTime::now()));
    touched.map_err(|error| Failure::Write { path: file.to_owned(), error, state: "nothing was measured" })
}

fn seconds(folder: &Path, args: &[&str]) -> Result<f64, Failure> {
    let (done, seconds) = timed(|| cargo(folder, args));
    done.map(|()| seconds)
}

fn cargo(folder: &Path, args: &[&str]) -> Result<(), Failure> {
    run(Command::new("cargo").args(args).arg("--quiet").current_dir(folder).env("CARGO_INCREMENTAL", "0"), &[])
}

impl Table {
    fn text(&self, runs: usize, programs: usize) -> String {
        let head = format!("{runs} rounds, nothing incremental; median (least to most)\n\n");
        let rows = [
            ("cargo build", &self.library),
            ("cargo test --no-run", &self.all),
            ("the same, crate prebuilt", &self.tests),
        ];
        let rows: String = rows.iter().map(|(what, times)| format!("{what:<28} {times}\n")).collect();
        let ratio = self.tests.median() / self.library.median();
        head + &rows + "\n" + &super::ratio(&format!("{programs} test programs / crate"), ratio, TESTS)
    }
}
