//! What `inspect` and `routes` print: the IR as JSON for programs and as text for people.
//!
//! Pure: an [`Api`] in, a document out. The JSON names are a promise to others; they only ever grow.

mod build;
mod document;
mod routes;
mod summary;
mod text;
mod view;

pub use document::Document;
pub use routes::{RouteRow, RouteTable};
pub use summary::{Levels, Outcomes, Rows, Summary, Verdicts};
pub use view::{
    BodyView, DiagnosticView, EnumView, ExampleView, OperationView, PageView, ParameterView, PermissionView, PlaceView,
    PropertyView, ResponseView, RouteView, TypeView,
};

use crate::diagnostics::Diagnostic;
use crate::model::{Api, PageId};
use crate::source::Sources;
use std::fmt;
use summary::Counts;

/// The IR as `inspect` shows it.
#[derive(Debug)]
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
            pages: view.wanted_pages().into_iter().map(|page| view.page(page)).collect(),
            operations: view.wanted_operations().into_iter().map(|op| view.operation(op)).collect(),
            examples: view.wanted_strays().into_iter().map(|example| view.example(example, &[])).collect(),
            types: view.wanted_types().into_iter().map(|ty| view.type_(ty)).collect(),
            enums: view.wanted_enums().into_iter().map(|e| view.enum_(e)).collect(),
            diagnostics: view.wanted_diagnostics(diagnostics).into_iter().map(|odd| view.diagnostic(odd)).collect(),
            base_url: api.base_url.as_deref(),
            summary: Summary::default(),
        };
        inspection.summary = Counts::of(&inspection).summary(view.rows());
        Ok(inspection)
    }

    /// The text for people: page by page, a closing summary.
    pub fn to_text(&self) -> String {
        text::render(self)
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
