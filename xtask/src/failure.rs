//! Why the tool could not run: exit code 2, and nothing was written unless the sentence says so.

mod compare;

pub(crate) use compare::CannotCompare;

use std::io;
use std::path::{Path, PathBuf};

/// Why the tool could not run.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("there is no docs folder `{}`", .0.display())]
    DocsMissing(PathBuf),
    #[error("`{}` is not a folder", .0.display())]
    NotAFolder(PathBuf),
    #[error("there is no page (*.md) in the docs folder `{}`", .0.display())]
    DocsEmpty(PathBuf),
    #[error("the include root `{}` does not hold the docs folder `{}`", .root.display(), .docs.display())]
    IncludeRoot { root: PathBuf, docs: PathBuf },
    #[error(
        "`{}` holds a docwright.toml that names another docs folder, `{docs}`: name that one with --docs, or take the key out",
        .dir.display()
    )]
    OtherDocs { dir: PathBuf, docs: String },
    /// Already rendered, with the place in docwright.toml.
    #[error("{0}")]
    Config(String),
    #[error("docwright.toml names no {0}, and the command line does not either")]
    NoDefault(&'static str),
    #[error("cannot read `{}`: {error}", .path.display())]
    Read { path: PathBuf, error: io::Error },
    #[error("cannot write `{}`: {error}; {state}", .path.display())]
    Write { path: PathBuf, error: io::Error, state: &'static str },
    #[error(
        "`{}` is not a folder that docwright has written: neither Cargo.toml nor src/lib.rs holds the marker \
         `{marker}`. Name another --out, or empty it", .dir.display()
    )]
    Foreign { dir: PathBuf, marker: &'static str },
    #[error("`{}` is a symbolic link inside the generated crate; it is not written through", .0.display())]
    Link(PathBuf),
    #[error("--only needs an --out other than `{}`, which holds the whole API", .0.display())]
    OnlyNeedsOut(PathBuf),
    #[error("--docs names another docs set than the workspace's; say with --out where its crate goes")]
    DocsNeedOut,
    #[error("`{glob}` is no glob: {error}")]
    Glob { glob: String, error: globset::Error },
    #[error("--only {0} matches no operation")]
    OnlyMatchesNothing(String),
    #[error("{0}")]
    Page(#[from] docwright::inspect::NoSuchPage),
    /// The variable's name isn't told: whoever gives the token itself in its place would read it in a log.
    #[error("the environment variable that --token-env names is not set, or empty")]
    NoToken,
    #[error("`{}` is no list of values (name = \"text\"): {error}", .path.display())]
    Values { path: PathBuf, error: String },
    #[error("the service can't be asked: {0}")]
    Service(String),
    #[error("nothing could be compared: {0}")]
    NothingCompared(String),
    #[error(transparent)]
    Compare(#[from] CannotCompare),
    /// A program that was started did not do its work.
    #[error("`{command}` {what}")]
    Program { command: String, what: String },
    #[error("the edit \"{edit}\" can't be made: {what}")]
    Edit { edit: String, what: String },
    #[error("this is a bug in docwright: {0}")]
    Bug(String),
    #[error("cannot start threads: {0}")]
    Threads(rayon::ThreadPoolBuildError),
}

impl Failure {
    /// For `map_err` on what reads a path.
    pub(crate) fn read(path: &Path) -> impl FnOnce(io::Error) -> Failure {
        move |error| Failure::Read { path: path.to_owned(), error }
    }
}
