//! Reads what pages include, and what that includes, down to the last.
//!
//! An include that is not there, or that lies beyond the include root once every link on its way is followed, is simply
//! absent here: the generator says so, with the place of the directive.

use crate::failure::Failure;
use docwright::source::include_targets;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};

type File = (String, Vec<u8>);

pub(super) fn read(docs: &Path, root: &Path, pages: &[File]) -> Result<Vec<File>, Failure> {
    let mut known: HashSet<String> = pages.iter().map(|(path, _)| path.clone()).collect();
    let mut includes: Vec<File> = Vec::new();
    let mut wanted = targets(pages);
    while !wanted.is_empty() {
        let new: Vec<String> = wanted.into_iter().filter(|path| known.insert(path.clone())).collect();
        let mut found = Vec::new();
        for path in new {
            if let Some(file) = inside(docs, root, &path) {
                let bytes = std::fs::read(&file).map_err(Failure::read(&file))?;
                found.push((path, bytes));
            }
        }
        wanted = targets(&found);
        includes.append(&mut found);
    }
    Ok(includes)
}

/// What files include, as paths from the docs folder.
fn targets(files: &[File]) -> BTreeSet<String> {
    let of_file = |(path, bytes): &File| -> Vec<String> {
        let text = String::from_utf8_lossy(bytes);
        include_targets(&text, path).into_iter().map(|target| target.path).collect()
    };
    files.par_iter().flat_map_iter(of_file).collect()
}

/// The file that an include means, if it is there and not beyond the root.
fn inside(docs: &Path, root: &Path, path: &str) -> Option<PathBuf> {
    let file = docs.join(path).canonicalize().ok().or_else(|| ignoring_case(docs, path))?;
    (file.starts_with(root) && file.is_file()).then_some(file)
}

/// The file with a name that differs in case only: docs are written on systems that don't mind.
fn ignoring_case(docs: &Path, path: &str) -> Option<PathBuf> {
    let mut found = docs.to_path_buf();
    for part in path.split('/') {
        if part == ".." {
            found.pop();
            continue;
        }
        let mut names: Vec<_> = found.read_dir().ok()?.filter_map(|entry| Some(entry.ok()?.file_name())).collect();
        names.sort();
        found.push(names.into_iter().find(|name| name.to_string_lossy().to_lowercase() == part.to_lowercase())?);
    }
    found.canonicalize().ok()
}
