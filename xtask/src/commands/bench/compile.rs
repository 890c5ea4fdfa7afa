//! `bench compile`: what rustc takes for a generated crate, beside what it takes for the client that people have today.
//!
//! Ours is the crate alone, and the crate with its runtime; the peer's are the crates of its own. All that either depends
//! on is built before. Every round checks and builds each once, so that what else the machine does hits all alike; the
//! medians count. Not incremental: a first build is what is asked about.

use super::CORPUS;
use super::measure::{Times, timed};
use crate::Answer;
use crate::cli::BenchCompile;
use crate::failure::Failure;
use crate::{print, workspace};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A crate, and which of its packages are built anew in each round.
struct Subject {
    what: &'static str,
    folder: PathBuf,
    packages: Vec<String>,
    check: Times,
    build: Times,
}

/// The peer: the version that the goals are about, and the packages that its authors wrote.
const PEER: &str = "graph-rs-sdk";
const PEER_MANIFEST: &str = "[package]\nname = \"peer\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
     [dependencies]\ngraph-rs-sdk = \"3\"\n\n[workspace]\n";
const PEER_PACKAGES: [&str; 5] = ["graph-core", "graph-error", "graph-http", "graph-oauth", PEER];

/// What people have who set nothing: a crate that is built on its own may say otherwise, one that is depended on can't.
const PROFILE: [(&str, &str); 1] = [("CARGO_PROFILE_DEV_DEBUG", "full")];

/// At most so much of the peer's time is asked.
const CHECK: f64 = 0.6;
const BUILD: f64 = 0.75;

pub(in crate::commands) fn compile(args: &BenchCompile) -> Result<Answer, Failure> {
    let work = workspace::root().join("target/bench-compile");
    let Some(crate_folder) = crate_folder(args, &work)? else {
        print::text("not run: corpus absent\n");
        return Ok(Answer::Yes);
    };
    let mut subjects = subjects(crate_folder, &peer(&work)?)?;
    for subject in &subjects {
        cargo(subject, "check")?;
        cargo(subject, "build")?;
    }
    for _ in 0..args.runs.get() {
        for subject in &mut subjects {
            subject.check.push(anew(subject, "check")?);
            subject.build.push(anew(subject, "build")?);
        }
    }
    print::text(&report(&subjects, args.runs.get()));
    Ok(Answer::Yes)
}

/// The generated crate: the one that was named, or one made here by this very program.
pub(super) fn crate_folder(args: &BenchCompile, work: &Path) -> Result<Option<PathBuf>, Failure> {
    if let Some(folder) = &args.generated {
        return workspace::canonical(folder).map(Some);
    }
    let docs = workspace::root().join(CORPUS);
    if !docs.is_dir() {
        return Ok(None);
    }
    let (folder, this) = (work.join("graph-v1.0"), std::env::current_exe().map_err(Failure::read(work))?);
    run(Command::new(this).arg("regenerate").arg("--docs").arg(docs).arg("--out").arg(&folder), &[])?;
    Ok(Some(folder))
}

/// A crate that does nothing but depend on the peer.
fn peer(work: &Path) -> Result<PathBuf, Failure> {
    let folder = work.join("peer");
    let write = |path: PathBuf, text: &str| {
        fs::write(&path, text).map_err(|error| Failure::Write { path, error, state: "nothing was measured" })
    };
    fs::create_dir_all(folder.join("src")).map_err(Failure::read(&folder))?;
    write(folder.join("Cargo.toml"), PEER_MANIFEST)?;
    write(folder.join("src/lib.rs"), "")?;
    Ok(folder)
}

fn subjects(ours: PathBuf, peer: &Path) -> Result<[Subject; 3], Failure> {
    let package = package(&ours)?;
    let subject = |what, folder: &Path, packages: &[&str]| Subject {
        what,
        folder: folder.to_owned(),
        packages: packages.iter().map(|&package| package.to_owned()).collect(),
        check: Times::default(),
        build: Times::default(),
    };
    Ok([
        subject(PEER, peer, &PEER_PACKAGES),
        subject("generated crate", &ours, &[&package]),
        subject("generated crate and runtime", &ours, &[&package, "docwright-runtime"]),
    ])
}

/// The package that a manifest is about.
pub(super) fn package(folder: &Path) -> Result<String, Failure> {
    let path = folder.join("Cargo.toml");
    let text = fs::read_to_string(&path).map_err(Failure::read(&path))?;
    let manifest: toml::Table =
        text.parse().map_err(|error| Failure::Config(format!("{}: {error}", path.display())))?;
    let name = manifest.get("package").and_then(|package| package.get("name")).and_then(toml::Value::as_str);
    name.map(str::to_owned).ok_or_else(|| Failure::Config(format!("{} names no package", path.display())))
}

/// The seconds of one step, its packages' results thrown away before.
fn anew(subject: &Subject, step: &str) -> Result<f64, Failure> {
    let packages = subject.packages.iter().flat_map(|package| ["--package", package]);
    run(Command::new("cargo").arg("clean").arg("--quiet").args(packages).current_dir(&subject.folder), &[])?;
    let (done, seconds) = timed(|| cargo(subject, step));
    done.map(|()| seconds)
}

fn cargo(subject: &Subject, step: &str) -> Result<(), Failure> {
    let mut command = Command::new("cargo");
    command.arg(step).arg("--quiet").current_dir(&subject.folder).env("CARGO_INCREMENTAL", "0");
    run(&mut command, &PROFILE)
}

/// What the program prints belongs to it; only its failure is told. Profiles are the crate's own, but for `profile`.
pub(super) fn run(command: &mut Command, profile: &[(&str, &str)]) -> Result<(), Failure> {
    let told = format!("{command:?}");
    let failed = |what: String| Failure::Program { command: told.clone(), what };
    // The workspace's own target folder is for its members.
    command.env_remove("CARGO_TARGET_DIR").stdout(Stdio::null());
    let profiles = std::env::vars_os().map(|(name, _)| name);
    for name in profiles.filter(|name| name.to_string_lossy().starts_with("CARGO_PROFILE_")) {
        command.env_remove(name);
    }
    command.envs(profile.iter().copied());
    let status = command.status().map_err(|error| failed(format!("could not be started: {error}")))?;
    if status.success() { Ok(()) } else { Err(failed(format!("ended with {status}"))) }
}

fn report(subjects: &[Subject; 3], runs: usize) -> String {
    let mut text = format!("{runs} rounds, nothing incremental; median (least to most)\n\n");
    for subject in subjects {
        text.push_str(&format!("{:<28} check {}\n", subject.what, subject.check));
        text.push_str(&format!("{:<28} build {}\n", "", subject.build));
    }
    let [peer, ours @ ..] = subjects;
    text.push('\n');
    for subject in ours {
        let check = subject.check.median() / peer.check.median();
        let build = subject.build.median() / peer.build.median();
        text.push_str(&super::ratio(&format!("check: {} / {PEER}", subject.what), check, CHECK));
        text.push_str(&super::ratio(&format!("build: {} / {PEER}", subject.what), build, BUILD));
    }
    text
}
