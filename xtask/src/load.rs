//! Reads a docs set into memory: its docwright.toml, its pages, and what they include.

mod includes;
mod pages;

use crate::cli::DocsArgs;
use crate::failure::Failure;
use crate::{render, workspace};
use docwright::config::{Config, FILE_NAME};
use docwright::source::{Sources, include_candidates};
use std::path::{Path, PathBuf};

/// Which docs set is meant, and what its docwright.toml says.
pub(crate) struct DocsSet {
    /// The docs folder, canonical.
    pub(crate) dir: PathBuf,
    /// The folder that paths in the configuration are relative to, canonical.
    pub(crate) base: PathBuf,
    /// What docwright.toml says.
    pub(crate) config: Config,
    /// Whether it is the workspace's own.
    pub(crate) is_workspace: bool,
    /// The folder that includes never leave, canonical.
    include_root: PathBuf,
    /// docwright.toml itself, if there is one.
    config_file: Option<(PathBuf, String)>,
}

/// A docs set in memory.
pub(crate) struct Docs {
    /// Pages and includes.
    pub(crate) sources: Sources,
    /// Number of pages read.
    pub(crate) pages: usize,
    /// Symbolic links to pages or folders, which are not followed.
    pub(crate) links: Vec<PathBuf>,
}

impl DocsSet {
    /// Finds the docs set that the command line means and reads its docwright.toml.
    pub(crate) fn find(args: &DocsArgs) -> Result<DocsSet, Failure> {
        let (dir, base, config_file, config, is_workspace) = match &args.docs {
            None => {
                let (base, file, config) = own_config()?;
                let docs = config.docs.as_ref().ok_or(Failure::NoDefault("docs folder"))?;
                (docs_folder(&base.join(docs))?, base, file, config, true)
            }
            Some(docs) => {
                let dir = docs_folder(docs)?;
                match read_config(&dir)? {
                    (None, _) if is_own_docs(&dir) => {
                        let (base, file, config) = own_config()?;
                        (dir, base, file, config, true)
                    }
                    (file, config) => {
                        refuse_other_docs(&dir, &config)?;
                        (dir.clone(), dir, file, config, false)
                    }
                }
            }
        };
        let include_root = include_root(&dir, args.include_root.as_deref())?;
        let depth = dir.strip_prefix(&include_root).map_or(0, |below| below.components().count());
        let path = config_file.as_ref().map(|(path, _)| relative_file(&dir, path));
        let config = Config { include_root_depth: depth, path, ..config };
        Ok(DocsSet { dir, base, config, is_workspace, include_root, config_file })
    }

    /// The folder of the generated crate, canonical: the one that the command line names, else docwright.toml's.
    pub(crate) fn out(&self, wanted: Option<&Path>) -> Result<PathBuf, Failure> {
        match (wanted, &self.config.out) {
            (Some(out), _) => workspace::canonical(out),
            (None, Some(out)) => workspace::canonical(&self.base.join(out)),
            (None, None) if self.is_workspace => Err(Failure::NoDefault("out folder")),
            (None, None) => Err(Failure::DocsNeedOut),
        }
    }

    /// The files of all pages, in no order.
    pub(crate) fn page_files(&self) -> Result<Vec<PathBuf>, Failure> {
        Ok(pages::find(&self.dir)?.pages)
    }

    /// Reads every page and everything that they include.
    pub(crate) fn load(&self) -> Result<Docs, Failure> {
        let found = pages::find(&self.dir)?;
        if found.pages.is_empty() {
            return Err(Failure::DocsEmpty(workspace::shown(&self.dir)));
        }
        let pages = pages::read(&self.dir, &found.pages)?;
        let includes = includes::read(&self.dir, &self.include_root, &pages)?;
        let texts = |files: Vec<File>| files.into_iter().map(|file| (file.path, file.bytes)).collect();
        let (pages, mut includes): (Texts, Texts) = (texts(pages), texts(includes));
        if let (Some((_, text)), Some(path)) = (&self.config_file, &self.config.path) {
            includes.push((path.clone(), text.clone().into_bytes()));
        }
        Ok(Docs { pages: pages.len(), sources: Sources::new(pages, includes), links: found.links })
    }
}

/// Paths from the docs folder and bytes.
type Texts = Vec<(String, Vec<u8>)>;

/// A page, or what one includes.
struct File {
    /// The path from the docs folder.
    path: String,
    bytes: Vec<u8>,
    /// What it may include, as paths from the docs folder.
    includes: Vec<String>,
}

impl File {
    fn read(file: &Path, path: String) -> Result<File, Failure> {
        let bytes = std::fs::read(file).map_err(Failure::read(file))?;
        let includes = std::str::from_utf8(&bytes).map_or_else(|_| Vec::new(), |text| include_candidates(text, &path));
        Ok(File { path, bytes, includes })
    }
}

type ConfigFile = Option<(PathBuf, String)>;

/// The workspace's own configuration and the folder that it stands in.
fn own_config() -> Result<(PathBuf, ConfigFile, Config), Failure> {
    let root = workspace::canonical(&workspace::root())?;
    let (file, config) = read_config(&root)?;
    Ok((root, file, config))
}

/// Whether a folder is the one that the workspace's docwright.toml names.
fn is_own_docs(dir: &Path) -> bool {
    let own = own_config().ok().and_then(|(base, _, config)| base.join(config.docs?).canonicalize().ok());
    own.as_deref() == Some(dir)
}

/// A docwright.toml in a docs folder speaks of that folder; one that names another would be passed over in silence.
fn refuse_other_docs(dir: &Path, config: &Config) -> Result<(), Failure> {
    match &config.docs {
        Some(docs) if dir.join(docs).canonicalize().ok().as_deref() != Some(dir) => {
            Err(Failure::OtherDocs { dir: workspace::shown(dir), docs: docs.clone() })
        }
        _ => Ok(()),
    }
}

fn docs_folder(dir: &Path) -> Result<PathBuf, Failure> {
    let found = match dir.canonicalize() {
        Ok(found) => found,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(Failure::DocsMissing(dir.to_path_buf()));
        }
        Err(error) => return Err(Failure::Read { path: dir.to_path_buf(), error }),
    };
    if found.is_dir() { Ok(found) } else { Err(Failure::NotAFolder(dir.to_path_buf())) }
}

/// The docwright.toml of a folder, or the defaults.
fn read_config(dir: &Path) -> Result<(ConfigFile, Config), Failure> {
    let path = dir.join(FILE_NAME);
    let text = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok((None, Config::default())),
        Err(error) => return Err(Failure::Read { path, error }),
    };
    let text = String::from_utf8(text).map_err(|error| {
        let line = error.as_bytes()[..error.utf8_error().valid_up_to()].split(|byte| *byte == b'\n').count();
        Failure::Config(format!("`{}` is not UTF-8 in line {line}", workspace::shown(&path).display()))
    })?;
    match Config::parse(&text) {
        Ok(config) => Ok((Some((path, text)), config)),
        Err(error) => Err(Failure::Config(render::config_error(&workspace::shown(&path), &text, &error))),
    }
}

fn include_root(docs: &Path, wanted: Option<&Path>) -> Result<PathBuf, Failure> {
    let Some(wanted) = wanted else {
        return Ok(docs.parent().unwrap_or(docs).to_path_buf());
    };
    let root = docs_folder(wanted)?;
    if docs.starts_with(&root) {
        Ok(root)
    } else {
        Err(Failure::IncludeRoot { root: wanted.to_path_buf(), docs: workspace::shown(docs) })
    }
}

/// A file's path as seen from the docs folder.
fn relative_file(docs: &Path, file: &Path) -> String {
    let folder = workspace::relative(docs, file.parent().unwrap_or(file));
    if folder == "." { FILE_NAME.to_owned() } else { format!("{folder}/{FILE_NAME}") }
}
