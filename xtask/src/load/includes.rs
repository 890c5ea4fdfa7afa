//! Reads what pages include, and what that includes, down to the last.
//!
//! An include that is not there, or that lies beyond the include root once every link on its way is followed, is simply
//! absent here: the generator says so, with the place of the directive. Large docs sets ask for thousands of files that
//! are not there, so folders are listed once and asked in memory.

use super::File;
use crate::failure::Failure;
use foldhash::{HashMap, HashSet};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

pub(super) fn read(docs: &Path, root: &Path, pages: &[File]) -> Result<Vec<File>, Failure> {
    let mut known: HashSet<String> = pages.iter().map(|page| page.path.clone()).collect();
    let mut folders = Folders::default();
    let mut includes: Vec<File> = Vec::new();
    let mut wanted = included(pages);
    while !wanted.is_empty() {
        let mut found = Vec::new();
        for path in wanted {
            if known.contains(&path) {
                continue;
            }
            if let Some(file) = folders.file(docs, &path).filter(|file| file.starts_with(root)) {
                found.push(File::read(&file, path.clone())?);
            }
            known.insert(path);
        }
        wanted = included(&found);
        includes.append(&mut found);
    }
    Ok(includes)
}

fn included(files: &[File]) -> BTreeSet<String> {
    files.iter().flat_map(|file| &file.includes).cloned().collect()
}

/// Folders, found and listed when first asked for.
#[derive(Default)]
struct Folders {
    /// Where a path from the docs folder leads.
    found: HashMap<String, Option<PathBuf>>,
    /// Names in folders by their small letters.
    names: HashMap<OsString, HashMap<String, Vec<OsString>>>,
}

impl Folders {
    /// The file at a path from the docs folder, all links followed. Where none is spelled exactly so, one that differs in
    /// case: docs are written on systems that don't mind.
    fn file(&mut self, docs: &Path, path: &str) -> Option<PathBuf> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let file = self.entry(docs, folder, name)?;
        file.canonicalize().ok().filter(|file| file.is_file())
    }

    /// Many files are asked for in few folders: each is looked for once.
    fn folder(&mut self, docs: &Path, path: &str) -> Option<PathBuf> {
        if path.is_empty() {
            return Some(docs.to_path_buf());
        }
        if let Some(known) = self.found.get(path) {
            return known.clone();
        }
        let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
        let found = self.entry(docs, parent, name);
        self.found.insert(path.to_owned(), found.clone());
        found
    }

    /// What is called so in a folder, whether it is there or not above it.
    fn entry(&mut self, docs: &Path, folder: &str, name: &str) -> Option<PathBuf> {
        let mut found = self.folder(docs, folder)?;
        if name == ".." {
            found.pop();
            return Some(found);
        }
        let names = self.names(&found).get(&name.to_lowercase())?;
        found.push(names.iter().find(|known| *known == name).or_else(|| names.first())?);
        Some(found)
    }

    /// A folder's names; none where there is no such folder, or it cannot be listed.
    fn names(&mut self, folder: &Path) -> &HashMap<String, Vec<OsString>> {
        if !self.names.contains_key(folder.as_os_str()) {
            self.names.insert(folder.into(), list(folder));
        }
        &self.names[folder.as_os_str()]
    }
}

fn list(folder: &Path) -> HashMap<String, Vec<OsString>> {
    let mut names: Vec<OsString> =
        folder.read_dir().into_iter().flatten().filter_map(|entry| Some(entry.ok()?.file_name())).collect();
    names.sort();
    let mut by_small_letters: HashMap<String, Vec<OsString>> = HashMap::default();
    for name in names {
        by_small_letters.entry(name.to_string_lossy().to_lowercase()).or_default().push(name);
    }
    by_small_letters
}
