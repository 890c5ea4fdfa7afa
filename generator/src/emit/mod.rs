//! From the linked IR to the files of a crate, in memory.
//!
//! Reads the model and nothing before it: no Markdown, no file system. One file here per emitted thing; `EMITTERS`
//! lists them. All Rust goes through tokens, `syn` and prettyplease, so that what is returned parses.

mod api_mod;
mod api_names;
mod bodies;
mod body;
mod body_row;
mod body_rows;
mod context;
mod doc_example;
mod docs;
mod error;
mod examples;
mod features;
mod group;
mod ledger;
mod ledger_text;
mod lib_rs;
mod literal;
mod manifest;
mod models;
mod names;
mod operation;
mod print;
mod route_table;
mod row;
mod row_headers;
mod rustfmt;
mod scope;
mod setters;
mod shown;
mod spec;
mod struct_literal;
mod surface;
mod types;

pub use body_rows::Bodies;
pub use error::EmitError;
pub use names::{GroupNames, OperationNames, group_names};
pub use surface::surface;

use crate::config::Runtime;
use crate::diagnostics::Diagnostic;
use crate::model::{Api, FileId};
use context::Context;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// What the docs don't say about the crate.
#[derive(Clone, Debug)]
pub struct EmitOptions {
    /// Package name: `files-api`.
    pub package: String,
    /// Package version.
    pub version: String,
    /// Where requests go: `https://graph.microsoft.com/v1.0`.
    pub base_url: String,
    /// Where the crate finds the runtime; a path is relative to the crate.
    pub runtime: Runtime,
    /// Where the pages are published, for links: `{page}` stands for a page's path, `{stem}` for the path without its
    /// extension; without either, the path is appended. `None` leaves the links out.
    pub docs_url: Option<String>,
    /// Written outside of the workspace: the manifest gets a `[workspace]` table of its own.
    pub standalone: bool,
}

/// The files of a crate, and what was odd.
#[derive(Debug, Default)]
pub struct Emitted {
    /// Text by path within the crate, `/` between its parts.
    pub files: BTreeMap<String, String>,
    /// The documented examples that have a row in the tests.
    pub rows: ExampleRows,
    /// How many documented examples the ledger lists.
    pub listed: usize,
    /// The documented bodies, and what became of them.
    pub bodies: Bodies,
    /// What could not be emitted as documented.
    pub diagnostics: Vec<Diagnostic>,
}

/// How many documented examples have a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ExampleRows {
    /// Those that call what the docs name.
    pub typed: usize,
    /// Those that give something raw.
    pub raw: usize,
}

impl std::ops::Add for ExampleRows {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        ExampleRows { typed: self.typed + other.typed, raw: self.raw + other.raw }
    }
}

impl std::iter::Sum for ExampleRows {
    fn sum<I: Iterator<Item = Self>>(rows: I) -> Self {
        rows.fold(Self::default(), std::ops::Add::add)
    }
}

/// One or several files (a large one becomes a folder), made by one task.
type Files = Result<Part, EmitError>;
type Job<'a> = Box<dyn Fn(&Context<'_>) -> Files + Send + Sync + 'a>;

/// What one job made.
#[derive(Debug, Default)]
struct Part {
    files: Vec<(String, String)>,
    rows: ExampleRows,
    listed: usize,
    bodies: Bodies,
    diagnostics: Vec<Diagnostic>,
}

impl Part {
    fn file(path: impl Into<String>, text: String) -> Self {
        Part { files: vec![(path.into(), text)], ..Part::default() }
    }
}

/// What is emitted. Each entry names its jobs; a job prints its files.
const EMITTERS: [fn(&Context<'_>) -> Vec<Job<'static>>; 11] = [
    manifest::jobs,
    rustfmt::jobs,
    lib_rs::jobs,
    api_mod::jobs,
    group::jobs,
    models::jobs,
    route_table::jobs,
    examples::jobs,
    bodies::jobs,
    ledger::jobs,
    surface::jobs,
];

/// Emits the crate for a linked API. `files` gives the path of a source file, below the docs folder where it is in it.
///
/// # Errors
/// [`EmitError`] if emitted source does not parse or two things want one file: bugs of this tool, never of the docs.
pub fn emit<'a>(
    api: &'a Api,
    files: &'a (dyn Fn(FileId) -> &'a str + Sync),
    options: &'a EmitOptions,
) -> Result<Emitted, EmitError> {
    let context = Context::new(api, files, options);
    let jobs: Vec<Job<'_>> = EMITTERS.iter().flat_map(|emitter| emitter(&context)).collect();
    let parts: Vec<Files> = jobs.par_iter().map(|job| job(&context)).collect();
    let mut emitted = Emitted::default();
    for part in parts {
        let part = part?;
        emitted.rows = emitted.rows + part.rows;
        emitted.listed += part.listed;
        emitted.bodies.add(&part.bodies);
        emitted.diagnostics.extend(part.diagnostics);
        for (path, text) in part.files {
            if emitted.files.insert(path.clone(), text).is_some() {
                return Err(EmitError::Twice { file: path });
            }
        }
    }
    Ok(emitted)
}
