//! Where the workspace is, and paths between folders.

use crate::failure::Failure;
use std::path::{Component, Path, PathBuf};

/// The workspace's root: the folder above this package, wherever the command is started.
pub(crate) fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package).to_path_buf()
}

/// The canonical form of a path whose last parts may not exist yet.
pub(crate) fn canonical(path: &Path) -> Result<PathBuf, Failure> {
    let absolute = std::path::absolute(path).map_err(Failure::read(path))?;
    let mut missing = Vec::new();
    for ancestor in absolute.ancestors() {
        if let Ok(found) = ancestor.canonicalize() {
            return Ok(missing.iter().rev().fold(found, |mut path, part| {
                if *part == ".." {
                    path.pop();
                } else {
                    path.push(part);
                }
                path
            }));
        }
        missing.extend(ancestor.components().next_back().map(|part| part.as_os_str()));
    }
    Ok(absolute)
}

/// The way from one folder to another, both canonical: `../../generator/runtime`, `/` between its parts.
pub(crate) fn relative(from: &Path, to: &Path) -> String {
    let shared = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return slashes(to);
    }
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    let way: PathBuf = up.chain(to.components().skip(shared)).collect();
    if way.as_os_str().is_empty() { ".".to_owned() } else { slashes(&way) }
}

/// A path's text with `/` between its parts.
pub(crate) fn slashes(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}

/// A path as a person would write it: relative to the current folder where it lies below it.
pub(crate) fn shown(path: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(|dir| dir.canonicalize()).ok();
    match here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_path_buf)) {
        Some(below) if !below.as_os_str().is_empty() => below,
        _ => path.to_path_buf(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_between_folders() {
        let way = |from: &str, to: &str| relative(Path::new(from), Path::new(to));
        assert_eq!(way("/w/generated", "/w/generator/runtime"), "../generator/runtime");
        assert_eq!(way("/w/target/graph", "/w/generator/runtime"), "../../generator/runtime");
        assert_eq!(way("/w", "/w/runtime"), "runtime");
        assert_eq!(way("/w", "/w"), ".");
    }

    #[test]
    fn parts_that_do_not_exist_yet_stay() {
        let dir = tempfile::tempdir().unwrap();
        let base = dir.path().canonicalize().unwrap();
        assert_eq!(canonical(&dir.path().join("a/b")).unwrap(), base.join("a/b"));
        assert_eq!(canonical(&dir.path().join(".")).unwrap(), base);
        assert_eq!(canonical(&dir.path().join("a/../b/c")).unwrap(), base.join("b/c"));
    }
}
