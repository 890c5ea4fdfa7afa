//! Finds and reads the pages: every *.md file below the docs folder, hidden and git-ignored ones too. Symbolic links are
//! not followed, but told.

use super::File;
use crate::failure::Failure;
use crate::workspace;
use ignore::WalkBuilder;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// What stands in a docs folder.
pub(super) struct Found {
    /// The pages, in no order.
    pub(super) pages: Vec<PathBuf>,
    /// Links that were passed over, sorted.
    pub(super) links: Vec<PathBuf>,
}

pub(super) fn find(docs: &Path) -> Result<Found, Failure> {
    let mut found = Found { pages: Vec::new(), links: Vec::new() };
    for entry in WalkBuilder::new(docs).standard_filters(false).follow_links(false).build() {
        let entry = entry.map_err(|error| Failure::Read {
            path: docs.to_path_buf(),
            error: error.into_io_error().unwrap_or_else(|| std::io::Error::other("the folder cannot be walked")),
        })?;
        let is_page = entry.path().extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md"));
        match entry.file_type() {
            Some(kind) if kind.is_file() && is_page => found.pages.push(entry.into_path()),
            Some(kind) if kind.is_symlink() && (is_page || entry.path().is_dir()) => {
                found.links.push(entry.into_path())
            }
            _ => {}
        }
    }
    found.links.sort();
    Ok(found)
}

/// The pages, sorted by their paths below the docs folder.
pub(super) fn read(docs: &Path, pages: &[PathBuf]) -> Result<Vec<File>, Failure> {
    let read = |path: &PathBuf| File::read(path, workspace::slashes(path.strip_prefix(docs).unwrap_or(path)));
    let mut pages = pages.par_iter().map(read).collect::<Result<Vec<File>, _>>()?;
    pages.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(pages)
}
