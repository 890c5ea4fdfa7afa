//! Reads what pages include, and what that includes, down to the last.
//!
//! An include that is not there, or that lies beyond the include root once every link on its way is followed, is simply
//! absent here: the generator says so, with the place of the directive. Large docs sets ask for thousands of files that
//! are not there, so folders are listed once and asked in memory.

use super::File;
use crate::failure::Failure;
use foldhash::{HashMap, HashSet};
use rayon::prelude::*;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// What `pages`, sorted by path, include.
pub(super) fn read(docs: &Path, root: &Path, pages: &[File]) -> Result<Vec<File>, Failure> {
    let mut search = Search { docs, root, pages, read: HashSet::default(), folders: Folders::default() };
    let mut includes = Vec::new();
    let mut found = search.new_files(&included(pages))?;
    while !found.is_empty() {
        let next = search.new_files(&included(&found))?;
        includes.append(&mut found);
        found = next;
    }
    Ok(includes)
}

/// Paths of what files include, each once, sorted.
fn included(files: &[File]) -> Vec<&str> {
    let mut paths: Vec<&str> = files.par_iter().flat_map_iter(|file| &file.includes).map(String::as_str).collect();
    paths.par_sort_unstable();
    paths.dedup();
    paths
}

/// Reads every included file once.
struct Search<'a> {
    docs: &'a Path,
    root: &'a Path,
    pages: &'a [File],
    read: HashSet<String>,
    folders: Folders,
}

impl Search<'_> {
    /// The files that are there and new. Most paths of a large docs set lead nowhere, so that is asked first.
    fn new_files(&mut self, paths: &[&str]) -> Result<Vec<File>, Failure> {
        let mut found = Vec::new();
        for path in paths {
            let Some(file) = self.folders.file(self.docs, path).filter(|file| file.starts_with(self.root)) else {
                continue;
            };
            let is_page = self.pages.binary_search_by(|page| page.path.as_str().cmp(path)).is_ok();
            if !is_page && self.read.insert((*path).to_owned()) {
                found.push(File::read(&file, (*path).to_owned())?);
            }
        }
        Ok(found)
    }
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
