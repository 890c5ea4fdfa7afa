//! Reads what pages include, and what that includes, down to the last.
//!
//! An include that is not there, or that lies beyond the include root once every link on its way is followed, is simply
//! absent here: the generator says so, with the place of the directive. Large docs sets ask for thousands of files that
//! are not there, so folders are listed once and asked in memory.

use crate::failure::Failure;
use docwright::source::include_candidates;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

type File = (String, Vec<u8>);

pub(super) fn read(docs: &Path, root: &Path, pages: &[File]) -> Result<Vec<File>, Failure> {
    let mut known: HashSet<String> = pages.iter().map(|(path, _)| path.clone()).collect();
    let mut folders = Folders::default();
    let mut includes: Vec<File> = Vec::new();
    let mut wanted = candidates(pages);
    while !wanted.is_empty() {
        let mut found = Vec::new();
        for path in wanted {
            if known.contains(&path) {
                continue;
            }
            if let Some(file) = folders.file(docs, &path).filter(|file| file.starts_with(root)) {
                let bytes = std::fs::read(&file).map_err(Failure::read(&file))?;
                found.push((path.clone(), bytes));
            }
            known.insert(path);
        }
        wanted = candidates(&found);
        includes.append(&mut found);
    }
    Ok(includes)
}

/// What files may include, as paths from the docs folder.
fn candidates(files: &[File]) -> BTreeSet<String> {
    let of_file = |(path, bytes): &File| std::str::from_utf8(bytes).map(|text| include_candidates(text, path));
    let all: Vec<Vec<String>> = files.par_iter().map(|file| of_file(file).unwrap_or_default()).collect();
    all.into_iter().flatten().collect()
}

/// Names in folders by their small letters, read when first asked for.
#[derive(Default)]
struct Folders(HashMap<OsString, HashMap<String, Vec<OsString>>>);

impl Folders {
    /// The file at a path from the docs folder, all links followed. Where none is spelled exactly so, one that differs in
    /// case: docs are written on systems that don't mind.
    fn file(&mut self, docs: &Path, path: &str) -> Option<PathBuf> {
        let mut found = docs.to_path_buf();
        for part in path.split('/') {
            if part == ".." {
                found.pop();
                continue;
            }
            let names = self.names(&found).get(&part.to_lowercase())?;
            let name = names.iter().find(|name| *name == part).or_else(|| names.first())?;
            found.push(name);
        }
        found.canonicalize().ok().filter(|file| file.is_file())
    }

    /// A folder's names; none where there is no such folder, or it cannot be listed.
    fn names(&mut self, folder: &Path) -> &HashMap<String, Vec<OsString>> {
        if !self.0.contains_key(folder.as_os_str()) {
            self.0.insert(folder.into(), list(folder));
        }
        &self.0[folder.as_os_str()]
    }
}

fn list(folder: &Path) -> HashMap<String, Vec<OsString>> {
    let mut names: Vec<OsString> =
        folder.read_dir().into_iter().flatten().filter_map(|entry| Some(entry.ok()?.file_name())).collect();
    names.sort();
    let mut by_small_letters: HashMap<String, Vec<OsString>> = HashMap::new();
    for name in names {
        by_small_letters.entry(name.to_string_lossy().to_lowercase()).or_default().push(name);
    }
    by_small_letters
}
