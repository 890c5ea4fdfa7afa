//! What `inspect` and `routes` print: the IR as JSON for programs and as text for people.
//!
//! Pure: an [`Api`] in, a document that serialises out. The JSON names are a promise to others; they only ever grow.

mod build;
mod routes;
mod summary;
mod text;
mod view;

pub use routes::{RouteRow, RouteTable};
pub use summary::{Levels, Outcomes, Rows, Summary, Verdicts};
pub use view::{
    BodyView, DiagnosticView, EnumView, ExampleView, OperationView, PageView, ParameterView, PermissionView, PlaceView,
    PropertyView, ResponseView, RouteView, TypeView,
};

use crate::diagnostics::Diagnostic;
use crate::model::{Api, PageId};
use crate::source::Sources;
use rayon::prelude::*;
use serde::Serialize;
use std::fmt;

/// The IR as `inspect` shows it.
#[derive(Debug, Serialize)]
pub struct Inspection<'a> {
    /// Every page with its one outcome.
    pub pages: Vec<PageView<'a>>,
    /// Operations, sorted by id.
    pub operations: Vec<OperationView<'a>>,
    /// Examples on pages that document no operation.
    pub examples: Vec<ExampleView<'a>>,
    /// Types, sorted by wire name.
    pub types: Vec<TypeView<'a>>,
    /// Enumerations, sorted by wire name.
    pub enums: Vec<EnumView<'a>>,
    /// Diagnostics in page order.
    pub diagnostics: Vec<DiagnosticView<'a>>,
    /// The service's address, as the example requests have it.
    pub base_url: Option<&'a str>,
    /// The counts.
    pub summary: Summary,
}

impl<'a> Inspection<'a> {
    /// Everything, or what one page documents.
    ///
    /// # Errors
    /// If there is no such page.
    pub fn new(
        api: &'a Api,
        sources: &'a Sources,
        diagnostics: &'a [Diagnostic],
        page: Option<&str>,
    ) -> Result<Inspection<'a>, NoSuchPage> {
        let chosen = page.map(|wanted| page_named(api, wanted)).transpose()?;
        let view = build::Views { api, sources, chosen };
        let mut inspection = Inspection {
            pages: view.pages(),
            operations: view.operations(),
            examples: view.stray_examples(),
            types: view.types(),
            enums: view.enums(),
            diagnostics: view.diagnostics(diagnostics),
            base_url: api.base_url.as_deref(),
            summary: Summary::default(),
        };
        inspection.summary = Summary { rows: view.rows(), ..Summary::of(&inspection) };
        Ok(inspection)
    }

    /// The JSON document, on one line, in pieces that belong one behind the other: they are made in parallel, and nobody
    /// needs a joint copy.
    pub fn to_json(&self) -> Vec<Vec<u8>> {
        let mut pieces = Vec::new();
        array("{\"pages\":[", &self.pages, &mut pieces);
        array(",\"operations\":[", &self.operations, &mut pieces);
        array(",\"examples\":[", &self.examples, &mut pieces);
        array(",\"types\":[", &self.types, &mut pieces);
        array(",\"enums\":[", &self.enums, &mut pieces);
        array(",\"diagnostics\":[", &self.diagnostics, &mut pieces);
        let mut rest = b",\"base_url\":".to_vec();
        write(&self.base_url, &mut rest);
        rest.extend(b",\"summary\":");
        write(&self.summary, &mut rest);
        rest.extend(b"}\n");
        pieces.push(rest);
        pieces
    }

    /// The text for people: page by page, a closing summary.
    pub fn to_text(&self) -> String {
        text::render(self)
    }
}

/// Appends what opens an array, its items, and what closes it.
fn array<T: Serialize + Sync>(open: &str, items: &[T], pieces: &mut Vec<Vec<u8>>) {
    let piece = |items: &[T]| {
        let mut piece = Vec::new();
        for item in items {
            write(item, &mut piece);
            piece.push(b',');
        }
        piece
    };
    pieces.push(open.as_bytes().to_vec());
    pieces.par_extend(items.par_chunks(64).map(piece));
    // The last item has no comma behind it.
    if let Some(last) = pieces.last_mut().filter(|_| !items.is_empty()) {
        last.pop();
    }
    pieces.push(b"]".to_vec());
}

/// Appends a JSON value. Views have text for keys and nothing that could fail.
fn write(value: &impl Serialize, out: &mut Vec<u8>) {
    if let Err(error) = serde_json::to_writer(&mut *out, value) {
        out.extend(format!("{{\"error\":\"{error}\"}}").bytes());
    }
}

/// There is no such page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoSuchPage {
    /// What was asked for.
    pub wanted: String,
    /// Pages that it may have meant.
    pub near: Vec<String>,
}

impl fmt::Display for NoSuchPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no page `{}`", self.wanted)?;
        match self.near.as_slice() {
            [] => Ok(()),
            near => write!(f, "; there are {}", near.join(", ")),
        }
    }
}

impl std::error::Error for NoSuchPage {}

/// A page by its path below the docs folder, or by the end of it (`driveitem-get.md`, `driveitem-get`) if only one page
/// ends so.
///
/// # Errors
/// If there is no such page, or several end so.
pub fn page_named(api: &Api, wanted: &str) -> Result<PageId, NoSuchPage> {
    let wanted = wanted.replace('\\', "/");
    let wanted = wanted.trim_start_matches("./");
    let stem = wanted.strip_suffix(".md").unwrap_or(wanted);
    let mut near = Vec::new();
    for (id, page) in api.pages.iter_ids() {
        let page_stem = page.path.strip_suffix(".md").unwrap_or(&page.path);
        if page_stem == stem {
            return Ok(id);
        }
        let ends = page_stem.strip_suffix(stem).is_some_and(|before| before.ends_with('/'));
        if ends || stem.ends_with(&format!("/{}", page.path)) || stem.ends_with(&format!("/{page_stem}")) {
            near.push((id, page.path.clone()));
        }
    }
    match near.as_slice() {
        [(id, _)] => Ok(*id),
        _ => Err(NoSuchPage { wanted: wanted.to_owned(), near: near.into_iter().map(|(_, path)| path).collect() }),
    }
}
