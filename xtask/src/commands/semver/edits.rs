//! Edits of a small docs set, one for each kind of change, and what `diff` should say of each.

use crate::cli::DocsArgs;
use crate::failure::Failure;
use crate::load::DocsSet;
use crate::workspace;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Where the docs and the list of edits are, below the workspace's root.
const FOLDER: &str = "xtask/tests/semver";

/// Texts of pages by their paths.
type Pages = BTreeMap<String, String>;

/// The docs set before any edit, and the edits.
pub(super) struct Edits {
    pages: Pages,
    pub(super) all: Vec<Edit>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    edit: Vec<Edit>,
}

/// One edit of one page: it is taken away, added, moved, or some of its text replaced.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Edit {
    /// What changes, in a few words.
    pub(super) name: String,
    page: String,
    #[serde(default)]
    remove: bool,
    /// The whole of a new page.
    text: Option<String>,
    /// The page's new path.
    moved: Option<String>,
    find: Option<String>,
    #[serde(default)]
    replace: String,
    /// More to find and replace on the same page.
    #[serde(default)]
    also: Vec<[String; 2]>,
    /// What to find and replace on other pages.
    #[serde(default)]
    links: Vec<[String; 3]>,
    /// Kinds and classes that `diff` should find: `property-removed breaking`, ` wire` behind it where code still compiles.
    pub(super) changes: Vec<String>,
}

impl Edits {
    /// Reads what the workspace holds.
    pub(super) fn read() -> Result<Edits, Failure> {
        let folder = workspace::root().join(FOLDER);
        let list = folder.join("edits.toml");
        let text = fs::read_to_string(&list).map_err(Failure::read(&list))?;
        let file: File =
            toml::from_str(&text).map_err(|error| Failure::Config(format!("{}: {error}", list.display())))?;
        let docs = DocsSet::find(&DocsArgs::of(&folder.join("docs")))?.load()?;
        let pages = docs.sources.pages().map(|(_, page)| (page.path.clone(), page.text_or_empty().to_owned()));
        Ok(Edits { pages: pages.collect(), all: file.edit })
    }

    /// Writes the docs set as it is without any edit.
    pub(super) fn write_base(&self, folder: &Path) -> Result<(), Failure> {
        write(&self.pages, folder)
    }

    /// Writes the docs set with one edit.
    pub(super) fn write(&self, edit: &Edit, folder: &Path) -> Result<(), Failure> {
        let pages = edit.apply(self.pages.clone());
        write(&pages.map_err(|what| Failure::Edit { edit: edit.name.clone(), what })?, folder)
    }
}

impl Edit {
    fn apply(&self, mut pages: Pages) -> Result<Pages, String> {
        if let Some(text) = &self.text {
            pages.insert(self.page.clone(), text.clone());
            return Ok(pages);
        }
        let mut text = pages.remove(&self.page).ok_or_else(|| format!("there is no page `{}`", self.page))?;
        if self.remove {
            return Ok(pages);
        }
        let first = self.find.iter().map(|find| [find, &self.replace]);
        for [find, replace] in first.chain(self.also.iter().map(|[find, replace]| [find, replace])) {
            text = replaced(&text, find, replace)?;
        }
        pages.insert(self.moved.as_ref().unwrap_or(&self.page).clone(), text);
        for [page, find, replace] in &self.links {
            let text = pages.get_mut(page).ok_or_else(|| format!("there is no page `{page}`"))?;
            *text = replaced(text, find, replace)?;
        }
        Ok(pages)
    }
}

/// What isn't there can't be replaced: an edit without an effect would show nothing.
fn replaced(text: &str, find: &str, replace: &str) -> Result<String, String> {
    if text.contains(find) { Ok(text.replace(find, replace)) } else { Err(format!("`{find}` isn't there")) }
}

/// Writes pages into a folder of their own.
fn write(pages: &Pages, folder: &Path) -> Result<(), Failure> {
    let unwritten = |path: &Path| {
        let path: PathBuf = path.to_owned();
        move |error| Failure::Write { path, error, state: "nothing was compared" }
    };
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(unwritten(folder))?;
    }
    for (path, text) in pages {
        let path = folder.join(path);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(unwritten(parent))?;
        fs::write(&path, text).map_err(unwritten(&path))?;
    }
    Ok(())
}
