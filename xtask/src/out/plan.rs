//! What would have to change in the out folder. Reads only.
//!
//! The folder is docwright's if it is empty or a marker stands in its Cargo.toml or src/lib.rs. `Cargo.lock`, `target/`
//! and dot files are cargo's, git's or the user's and are not looked at.

use super::MARKER;
use crate::failure::Failure;
use crate::workspace;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

/// A marker further down than this is part of something else.
const MARKER_WITHIN: u64 = 4096;

/// The difference between what should be in a folder and what is.
#[derive(Debug)]
pub(crate) struct Plan<'a> {
    /// The folder.
    pub(super) dir: PathBuf,
    /// What should be there, by path.
    pub(super) files: &'a BTreeMap<String, String>,
    /// Paths that are not there.
    pub(crate) missing: Vec<String>,
    /// Paths that hold something else.
    pub(crate) changed: Vec<String>,
    /// Paths with a marker that should no longer be there.
    pub(crate) orphans: Vec<String>,
    /// Paths that somebody else has put there.
    pub(crate) foreign: Vec<String>,
}

impl<'a> Plan<'a> {
    /// Compares a folder with the files that should be in it.
    pub(crate) fn new(dir: &Path, files: &'a BTreeMap<String, String>) -> Result<Plan<'a>, Failure> {
        let present = walk(dir)?;
        refuse_foreign(dir, &present)?;
        let mut plan = Plan {
            dir: dir.to_path_buf(),
            files,
            missing: Vec::new(),
            changed: Vec::new(),
            orphans: Vec::new(),
            foreign: Vec::new(),
        };
        let states: Vec<_> = files.par_iter().map(|(path, text)| state(dir, path, text)).collect();
        for (path, state) in files.keys().zip(states) {
            match state? {
                State::Missing => plan.missing.push(path.clone()),
                State::Changed => plan.changed.push(path.clone()),
                State::Same => {}
            }
        }
        for path in present.into_iter().filter(|path| !files.contains_key(path)) {
            if has_marker(&dir.join(&path))? { plan.orphans.push(path) } else { plan.foreign.push(path) }
        }
        Ok(plan)
    }

    /// Whether the folder holds exactly what it should.
    pub(crate) fn is_current(&self) -> bool {
        [&self.missing, &self.changed, &self.orphans, &self.foreign].into_iter().all(Vec::is_empty)
    }

    /// Each file that differs, with how it differs, in path order.
    pub(crate) fn differences(&self) -> Vec<(&'static str, &str)> {
        let kinds = [
            ("missing", &self.missing),
            ("changed", &self.changed),
            ("extra", &self.orphans),
            ("extra", &self.foreign),
        ];
        let mut all: Vec<_> =
            kinds.into_iter().flat_map(|(kind, paths)| paths.iter().map(move |path| (kind, path.as_str()))).collect();
        all.sort_by_key(|(_, path)| *path);
        all
    }
}

enum State {
    Missing,
    Changed,
    Same,
}

/// How a file on disk compares with its text.
fn state(dir: &Path, path: &str, text: &str) -> Result<State, Failure> {
    if Path::new(path).components().any(|part| !matches!(part, Component::Normal(_))) {
        return Err(Failure::Bug(format!("the emitted path `{path}` leaves the crate")));
    }
    let mut file = dir.to_path_buf();
    for part in Path::new(path).components() {
        file.push(part);
        match file.symlink_metadata() {
            Ok(meta) if meta.is_symlink() => return Err(Failure::Link(workspace::shown(&file))),
            Ok(_) => {}
            Err(error) if is_absent(&error) => return Ok(State::Missing),
            Err(error) => return Err(Failure::Read { path: file, error }),
        }
    }
    match std::fs::read(&file) {
        Ok(bytes) if bytes == text.as_bytes() => Ok(State::Same),
        Ok(_) => Ok(State::Changed),
        Err(error) => Err(Failure::Read { path: file, error }),
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Every file below the folder that is anybody's business here, `/` between the path's parts, sorted.
fn walk(dir: &Path) -> Result<Vec<String>, Failure> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(below) = folders.pop() {
        let folder = dir.join(&below);
        let entries = match folder.read_dir() {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound && below.as_os_str().is_empty() => break,
            Err(error) => return Err(Failure::Read { path: folder, error }),
        };
        for entry in entries {
            let entry = entry.map_err(Failure::read(&folder))?;
            let name = entry.file_name();
            let at_top = below.as_os_str().is_empty();
            let ignored =
                name.to_string_lossy().starts_with('.') || at_top && (name == "target" || name == "Cargo.lock");
            if ignored {
                continue;
            }
            let path = below.join(name);
            if entry.file_type().map_err(Failure::read(&folder))?.is_dir() {
                folders.push(path);
            } else {
                files.push(workspace::slashes(&path));
            }
        }
    }
    files.sort();
    Ok(files)
}

fn refuse_foreign(dir: &Path, present: &[String]) -> Result<(), Failure> {
    if present.is_empty() || has_marker(&dir.join("Cargo.toml"))? || has_marker(&dir.join("src/lib.rs"))? {
        return Ok(());
    }
    Err(Failure::Foreign { dir: workspace::shown(dir), marker: MARKER })
}

/// Whether a file begins as those do that docwright writes.
fn has_marker(path: &Path) -> Result<bool, Failure> {
    match path.symlink_metadata() {
        Ok(meta) if meta.is_file() => {}
        Ok(_) => return Ok(false),
        Err(error) if is_absent(&error) => return Ok(false),
        Err(error) => return Err(Failure::Read { path: path.to_path_buf(), error }),
    }
    let mut start = Vec::new();
    let file = std::fs::File::open(path).map_err(Failure::read(path))?;
    file.take(MARKER_WITHIN).read_to_end(&mut start).map_err(Failure::read(path))?;
    Ok(start.windows(MARKER.len()).any(|window| window == MARKER.as_bytes()))
}
