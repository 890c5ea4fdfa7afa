//! Where a page lies in the repository: annotations name files from its root.

use super::git::Repository;
use super::side::Side;
use crate::cli::DocsArgs;
use crate::failure::Failure;
use crate::load::DocsSet;
use crate::workspace;

/// The docs folder's parts, from the repository's root.
pub(super) struct Pages(Option<Vec<String>>);

impl Pages {
    /// Those of a side. Revs and SURFACE files do not say where their docs lay: where those of the working tree do.
    pub(super) fn of(side: &Side, docs: &DocsArgs) -> Result<Pages, Failure> {
        let found;
        let set = match side {
            Side::Docs(set) => set,
            Side::Rev(_) | Side::File(_) => {
                found = DocsSet::find(docs)?;
                &found
            }
        };
        // Without a repository, the folder of docwright.toml.
        let root = Repository::of(&set.dir).map_or_else(|_| set.base.clone(), |repository| repository.root);
        let below = set.dir.strip_prefix(root).ok();
        Ok(Pages(below.map(|below| workspace::slashes(below).split('/').map(str::to_owned).collect())))
    }

    /// A page's path from the repository's root; `None` if it doesn't lie in the repository.
    pub(super) fn path(&self, page: &str) -> Option<String> {
        let mut parts: Vec<&str> = Vec::new();
        for part in self.0.as_ref()?.iter().map(String::as_str).chain(page.split('/')) {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                _ => parts.push(part),
            }
        }
        Some(parts.join("/"))
    }

    #[cfg(test)]
    pub(super) fn below(folder: &str) -> Pages {
        Pages(Some(folder.split('/').map(str::to_owned).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn includes_may_lie_above_the_docs() {
        let pages = Pages::below("api/docs");
        assert_eq!(pages.path("a/b.md").as_deref(), Some("api/docs/a/b.md"));
        assert_eq!(pages.path("../includes/c.md").as_deref(), Some("api/includes/c.md"));
        assert_eq!(pages.path("../../../c.md"), None);
        assert_eq!(Pages::below("").path("a.md").as_deref(), Some("a.md"));
    }
}
