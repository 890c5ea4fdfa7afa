//! What BASE and HEAD mean.
//!
//! A name is a rev if git knows it as one; else a file is a SURFACE file, a folder with a SURFACE.txt a generated crate, any
//! other folder docs. What is a rev and a path at once is the rev, and that is said; with `./` before it, or `/`, it is the
//! path and git isn't asked.

use super::git::Repository;
use crate::cli::{Diff, DocsArgs};
use crate::failure::{CannotCompare, Failure};
use crate::load::DocsSet;
use crate::{print, workspace};
use docwright::surface::{FILE_NAME, PLACES_FILE_NAME};
use std::path::{Path, PathBuf};

/// What is compared if nothing is named, in this order.
const BASES: [&str; 2] = ["origin/main", "main"];

/// One side of a comparison, found and not yet read.
pub(super) enum Side {
    /// The surface that a commit holds.
    Rev(Rev),
    /// A SURFACE file.
    File(PathBuf),
    /// A docs folder.
    Docs(Box<DocsSet>),
}

/// A commit and where it has the surface.
pub(super) struct Rev {
    /// As it was asked for.
    pub(super) name: String,
    /// The commit's id.
    pub(super) commit: String,
    pub(super) repository: Repository,
    /// The crate's folder, from the repository's root.
    pub(super) out: String,
}

/// Both sides.
pub(super) struct Sides {
    pub(super) base: Side,
    pub(super) head: Side,
}

impl Sides {
    /// Finds what the command line means.
    pub(super) fn find(args: &Diff) -> Result<Sides, Failure> {
        let base = match &args.base {
            Some(name) => named(name, args)?,
            None => Side::Rev(default_base(args)?),
        };
        let base = if args.merge_base { merge_base(base)? } else { base };
        let head = match &args.head {
            Some(name) => named(name, args)?,
            None => Side::Docs(Box::new(DocsSet::find(&args.docs)?)),
        };
        Ok(Sides { base, head })
    }
}

impl Side {
    /// What it is called.
    pub(super) fn name(&self) -> String {
        match self {
            Side::Rev(rev) => rev.name.clone(),
            Side::File(path) => workspace::slashes(&workspace::shown(path)),
            Side::Docs(set) => workspace::slashes(&workspace::shown(&set.dir)),
        }
    }

    /// The commit, if it is one.
    pub(super) fn commit(&self) -> Option<&str> {
        match self {
            Side::Rev(rev) => Some(&rev.commit),
            Side::File(_) | Side::Docs(_) => None,
        }
    }
}

fn named(name: &str, args: &Diff) -> Result<Side, Failure> {
    let path = Path::new(name);
    let is_path = path.is_absolute() || name.starts_with("./") || name.starts_with("../") || matches!(name, "." | "..");
    let rev = if is_path { Ok(None) } else { rev(name, args) };
    match (rev, path.exists()) {
        (Ok(Some(rev)), also_path) => {
            if also_path {
                print::aside(&format!(
                    "note: `{name}` is a rev and a path; the rev is meant, `./{name}` is the path\n"
                ));
            }
            Ok(Side::Rev(rev))
        }
        (_, true) => of_path(path),
        (Ok(None), false) if is_path => Err(CannotCompare::Unknown(name.to_owned()).into()),
        (Ok(None), false) => Err(unknown(name, args)?),
        (Err(failure), false) => Err(failure),
    }
}

fn of_path(path: &Path) -> Result<Side, Failure> {
    let path = workspace::canonical(path)?;
    if path.is_file() {
        return Ok(Side::File(path));
    }
    let surface = path.join(FILE_NAME);
    if surface.is_file() {
        return Ok(Side::File(surface));
    }
    Ok(Side::Docs(Box::new(DocsSet::find(&DocsArgs { docs: Some(path), include_root: None, threads: None })?)))
}

/// The repository of a docs set, and the folder of its crate from the repository's root.
fn repository(args: &Diff) -> Result<(Repository, String), Failure> {
    let set = DocsSet::find(&args.docs)?;
    let repository = Repository::of(&set.base)?;
    let out = set.out(args.out.as_deref())?;
    match repository.below(&out) {
        Some(below) => Ok((repository, below)),
        None => Err(CannotCompare::OutElsewhere { out: workspace::shown(&out), root: repository.root }.into()),
    }
}

fn rev(name: &str, args: &Diff) -> Result<Option<Rev>, Failure> {
    let (repository, out) = repository(args)?;
    let commit = repository.commit(name)?;
    Ok(commit.map(|commit| Rev { name: name.to_owned(), commit, repository, out }))
}

fn default_base(args: &Diff) -> Result<Rev, Failure> {
    for name in BASES {
        if let Some(rev) = rev(name, args)? {
            return Ok(rev);
        }
    }
    let is_shallow = repository(args)?.0.is_shallow()?;
    Err(if is_shallow { CannotCompare::NoBaseInShallow } else { CannotCompare::NoBase }.into())
}

fn merge_base(base: Side) -> Result<Side, Failure> {
    let Side::Rev(rev) = base else {
        return Err(CannotCompare::MergeBaseOfPath(base.name()).into());
    };
    match rev.repository.merge_base(&rev.commit)? {
        Some(commit) => Ok(Side::Rev(Rev { commit, ..rev })),
        None => Err(CannotCompare::NoMergeBase(rev.name).into()),
    }
}

fn unknown(name: &str, args: &Diff) -> Result<Failure, Failure> {
    let is_shallow = repository(args)?.0.is_shallow()?;
    let name = name.to_owned();
    Ok(if is_shallow { CannotCompare::UnknownInShallow(name) } else { CannotCompare::Unknown(name) }.into())
}

/// The places file that belongs to a surface file: the same name with another ending.
pub(super) fn places_beside(surface: &Path) -> PathBuf {
    if surface.file_name().is_some_and(|name| name == FILE_NAME) {
        surface.with_file_name(PLACES_FILE_NAME)
    } else {
        surface.with_extension("places")
    }
}
