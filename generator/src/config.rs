//! `docwright.toml`: what to read, what to write, and where the docs are overruled.
//!
//! Pure, as the rest of the generator: text in, a [`Config`] or a [`ConfigError`] with its line and column out. Paths
//! stay as written; whoever reads the file knows what they are relative to.

mod check;
mod file;

use crate::diagnostics::{Code, Level};
use crate::model::{FileId, Method, Span};
use std::collections::BTreeMap;
use std::fmt;

/// The file's name in a docs folder or at the root of a workspace.
pub const FILE_NAME: &str = "docwright.toml";

/// What docwright.toml says, defaults filled in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Config {
    /// The file's path among the source files, so that diagnostics can point into it. Set by whoever reads the folders.
    pub path: Option<String>,
    /// How many folders above the docs folder an include may lie. Set by whoever reads the folders.
    pub include_root_depth: usize,
    /// The docs folder, relative to the file.
    pub docs: Option<String>,
    /// Where the crate is written, relative to the file.
    pub out: Option<String>,
    /// Where the docs are published. `{page}` stands for a page's path, `{stem}` for the path without its extension;
    /// without either, the path is appended.
    pub docs_url: Option<String>,
    /// `[TAGS=…]` blocks with one of these tags are kept; `None` keeps all.
    pub tags: Option<Vec<String>>,
    /// The generated package.
    pub package: Package,
    /// Levels of diagnostics that differ from the catalogue's.
    pub lints: BTreeMap<Code, Level>,
    /// Rust names given by hand.
    pub names: Vec<NameOverride>,
    /// Corrections of the pages' text.
    pub fixups: Vec<Fixup>,
}

impl Default for Config {
    /// What holds for a docs folder without the file: all tags, includes from the docs folder's parent.
    fn default() -> Self {
        Config {
            path: None,
            include_root_depth: 1,
            docs: None,
            out: None,
            docs_url: None,
            tags: None,
            package: Package::default(),
            lints: BTreeMap::new(),
            names: Vec::new(),
            fixups: Vec::new(),
        }
    }
}

impl Config {
    /// Reads the text of a docwright.toml.
    ///
    /// # Errors
    /// The first thing that is wrong with it: broken TOML, an unknown key or code, a value that cannot be used.
    pub fn parse(text: &str) -> Result<Config, ConfigError> {
        file::parse(text)
    }

    /// The level at which a diagnostic is reported.
    pub fn level(&self, code: Code) -> Level {
        self.lints.get(&code).copied().unwrap_or_else(|| code.default_level())
    }
}

/// The generated package.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The service's address; `None` = the most frequent one in the example requests.
    pub base_url: Option<String>,
    /// Where it finds docwright-runtime; `None` = the runtime that belongs to this generator.
    pub runtime: Option<Runtime>,
}

impl Default for Package {
    fn default() -> Self {
        Package { name: "docs-client".to_owned(), version: "0.1.0".to_owned(), base_url: None, runtime: None }
    }
}

/// Where a generated package finds docwright-runtime.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Runtime {
    /// A folder. In a [`Config`] relative to docwright.toml, in a manifest relative to that.
    Path(String),
    /// A git repository, perhaps at a given point.
    Git {
        /// Its address.
        url: String,
        /// `branch`, `tag` or `rev`, and its name.
        at: Option<(GitRef, String)>,
    },
    /// A version requirement, from the registry.
    Version(String),
}

/// What kind of point in a git repository is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GitRef {
    /// A branch.
    Branch,
    /// A tag.
    Tag,
    /// A commit.
    Rev,
}

impl GitRef {
    /// The key in a manifest.
    pub fn as_str(self) -> &'static str {
        match self {
            GitRef::Branch => "branch",
            GitRef::Tag => "tag",
            GitRef::Rev => "rev",
        }
    }
}

/// A Rust name given by hand, from `[names]`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NameOverride {
    /// The key as written.
    pub key: String,
    /// What is named.
    pub target: NameTarget,
    /// Its Rust name: a usable identifier.
    pub rust: String,
    /// Where the key stands.
    pub place: Place,
}

/// What a [`NameOverride`] names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NameTarget {
    /// An operation by its id (`driveItem.checkin`), or a type or enumeration by its full name.
    Item(String),
    /// A route function: `driveItem.get GET /me/drive`.
    Route {
        /// The operation's id.
        operation: String,
        /// The method.
        method: Method,
        /// The template's normal form.
        template: String,
    },
}

/// A correction of a page's text, from `[[fixup]]`. One that no longer applies is an error.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fixup {
    /// The page (or include), relative to the docs folder.
    pub page: String,
    /// The text that is wrong.
    pub find: String,
    /// What should stand there.
    pub replace: String,
    /// Why.
    pub reason: String,
    /// Where the entry stands.
    pub place: Place,
}

/// A stretch of docwright.toml.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Line of the first byte, from 1.
    pub line: u32,
    /// Column of the first byte in characters, from 1.
    pub column: u32,
}

impl Place {
    /// The place as a span, once docwright.toml is among the source files.
    pub fn span(self, file: FileId) -> Span {
        Span { file, start: self.start, end: self.end, line: self.line, column: self.column }
    }

    fn of(text: &str, range: std::ops::Range<usize>) -> Place {
        let start = (0..=range.start.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
        let before = &text[..start];
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Place {
            start: number(start),
            end: number(range.end.clamp(start, text.len())),
            line: number(before.matches('\n').count() + 1),
            column: number(before[line_start..].chars().count() + 1),
        }
    }
}

/// What is wrong with a docwright.toml.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConfigError {
    /// The sentence.
    pub message: String,
    /// Where.
    pub place: Place,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{FILE_NAME}:{}:{}: {}", self.place.line, self.place.column, self.message)
    }
}

impl std::error::Error for ConfigError {}
