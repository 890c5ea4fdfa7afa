//! What git is asked: where the repository is, which commit a rev is, what a file held then. It is never told to change
//! anything.

use crate::failure::{CannotCompare, Failure};
use crate::workspace;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A git repository with a working tree.
#[derive(Clone)]
pub(super) struct Repository {
    /// Its root, canonical.
    pub(super) root: PathBuf,
}

impl Repository {
    /// The one that a folder lies in.
    pub(super) fn of(dir: &Path) -> Result<Repository, Failure> {
        let output = git(dir, &["rev-parse", "--show-toplevel"])?;
        let root = text(&output.stdout);
        if !output.status.success() || root.is_empty() {
            let dir = workspace::shown(dir);
            return Err(CannotCompare::NoRepository { dir, said: said(&output) }.into());
        }
        Ok(Repository { root: workspace::canonical(Path::new(&root))? })
    }

    /// The commit that a rev names; `None` if there is no such rev here.
    pub(super) fn commit(&self, rev: &str) -> Result<Option<String>, Failure> {
        let commit = format!("{rev}^{{commit}}");
        let output = git(&self.root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
        Ok(output.status.success().then(|| text(&output.stdout)))
    }

    /// The last commit that a commit and the checked-out one have in common.
    pub(super) fn merge_base(&self, commit: &str) -> Result<Option<String>, Failure> {
        let output = git(&self.root, &["merge-base", commit, "HEAD"])?;
        Ok(output.status.success().then(|| text(&output.stdout)))
    }

    /// Whether it holds a part of the history only.
    pub(super) fn is_shallow(&self) -> Result<bool, Failure> {
        let output = git(&self.root, &["rev-parse", "--is-shallow-repository"])?;
        Ok(text(&output.stdout) == "true")
    }

    /// What a file held in a commit; `None` if it was not there.
    pub(super) fn file(&self, commit: &str, path: &str) -> Result<Option<Vec<u8>>, Failure> {
        let entry = self.told(&["ls-tree", "-z", "--full-tree", commit, "--", path])?;
        if entry.is_empty() {
            return Ok(None);
        }
        self.told(&["cat-file", "blob", &format!("{commit}:{path}")]).map(Some)
    }

    /// A path below the root, `/` between its parts; `None` if it isn't below it.
    pub(super) fn below(&self, path: &Path) -> Option<String> {
        path.strip_prefix(&self.root).ok().map(workspace::slashes)
    }

    /// What a command that has to succeed prints.
    fn told(&self, args: &[&str]) -> Result<Vec<u8>, Failure> {
        let output = git(&self.root, args)?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        Err(CannotCompare::Git { command: args.join(" "), said: said(&output) }.into())
    }
}

fn git(dir: &Path, args: &[&str]) -> Result<Output, Failure> {
    let mut command = Command::new("git");
    // Sentences are passed on, in the language that the others have.
    command.arg("-C").arg(dir).args(args).env("LC_ALL", "C").stdin(Stdio::null());
    command.output().map_err(|error| CannotCompare::NoGit(error).into())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

/// Why git failed, on one line.
fn said(output: &Output) -> String {
    let lines = text(&output.stderr);
    let first = lines.lines().next().unwrap_or_default().trim_start_matches("fatal: ");
    if first.is_empty() { output.status.to_string() } else { first.to_owned() }
}
