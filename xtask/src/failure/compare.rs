//! Why two surfaces could not be compared, each with what to do about it. Nothing of this ever looks like a removal.

use docwright::surface::SurfaceError;
use std::io;
use std::path::PathBuf;

/// Why two surfaces could not be compared.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CannotCompare {
    #[error("git could not be started ({0}): install it, or name SURFACE files or docs folders instead of revs")]
    NoGit(io::Error),
    #[error(
        "`{}` is in no git repository that can be read (git: {said}): name SURFACE files or docs folders instead of revs",
        .dir.display()
    )]
    NoRepository { dir: PathBuf, said: String },
    #[error("`git {command}` failed: {said}")]
    Git { command: String, said: String },
    #[error("there is no rev, file or folder `{0}`: `git fetch` gets a rev that only the remote has")]
    Unknown(String),
    #[error(
        "there is no rev, file or folder `{0}`, and this clone is shallow: `git fetch --depth 1 origin REV` gets a rev, \
         `git fetch --unshallow` all of them (for actions/checkout, `fetch-depth: 0`)"
    )]
    UnknownInShallow(String),
    #[error("there is neither a rev `origin/main` nor `main` to compare with: name a BASE")]
    NoBase,
    #[error(
        "there is neither a rev `origin/main` nor `main` to compare with, and this clone is shallow: run `git fetch \
         --depth 1 origin main:refs/remotes/origin/main` (for actions/checkout, `fetch-depth: 0`), or name a BASE"
    )]
    NoBaseInShallow,
    #[error(
        "git knows no commit that `{0}` and HEAD have in common: get the history with `git fetch --unshallow`, or leave \
         --merge-base out"
    )]
    NoMergeBase(String),
    #[error("--merge-base needs a rev as BASE, and `{0}` is none")]
    MergeBaseOfPath(String),
    #[error("the crate's folder `{}` is not in the repository `{}`, so no rev holds its surface", .out.display(), .root.display())]
    OutElsewhere { out: PathBuf, root: PathBuf },
    #[error(
        "rev `{rev}` holds no `{path}`: commit what `cargo xtask regenerate` writes there, or name a folder with the docs \
         of that time"
    )]
    NoSurface { rev: String, path: String },
    #[error("`{name}` cannot be compared: {error}")]
    Surface { name: String, error: SurfaceError },
    #[error("`{0}` is not UTF-8, so it is no surface")]
    NotUtf8(String),
    #[error("nothing is documented in `{}`: no page of it tells of an operation or a type. Is it the docs folder?", .0.display())]
    NothingDocumented(PathBuf),
    #[error(
        "pages of `{name}` can't be read as a whole, and what is missing there would look removed: {pages}; `cargo xtask \
         check` shows what to mend"
    )]
    Unread { name: String, pages: String },
}
