//! Drafts to the linked whole: names first, links second.

mod adopt;
mod base_url;
mod body;
mod contradictions;
mod elsewhere;
mod examples;
mod fit;
mod groups;
mod ident;
mod json_body;
mod json_place;
mod known_routes;
mod lists;
mod matching;
mod names;
mod nearest;
mod operations;
mod outcome;
mod overrides;
mod parameters;
mod params;
mod patterns;
mod quotes;
mod readings;
mod responses;
mod route_names;
mod scope;
mod shadowed;
mod shown;
pub(crate) mod spellings;
mod tags;
mod types;
mod undocumented;
mod verdict;
mod words;

use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::model::draft::{PageDraft, TypeExpr};
use crate::model::{Api, DocumentedRow, Example, FileId, Name, Page, PageId, RowOutcome};
use foldhash::HashSet;
use names::{Names, last_part};
use rayon::prelude::*;
pub(crate) use scope::qualify_own;

/// A linked API and the names of its source files. Only this room makes one, and [`crate::Analysis::subset`] a part of one.
#[derive(Debug)]
pub struct Resolved {
    api: Api,
    files: Vec<String>,
}

impl Resolved {
    /// The API.
    pub fn api(&self) -> &Api {
        &self.api
    }

    /// Path of a source file, relative to the docs folder.
    pub fn file(&self, id: FileId) -> &str {
        self.files.get(usize::from(id)).map_or("", String::as_str)
    }

    /// The same files with a part of the API, which has to be linked in itself.
    pub(crate) fn part(&self, api: Api) -> Resolved {
        Resolved { api, files: self.files.clone() }
    }
}

/// Bodies and responses are of the first type that their sentences name: a link names one if its page documents any,
/// whatever folder that lies in.
pub(crate) fn choose_named_types(pages: &mut [PageDraft]) {
    let documents = |page: &&PageDraft| !(page.types.is_empty() && page.enums.is_empty());
    let of_types: HashSet<String> = pages.iter().filter(documents).map(|page| page.path.to_lowercase()).collect();
    let named = |candidates: &mut Vec<TypeExpr>| {
        let mut candidates = std::mem::take(candidates).into_iter();
        candidates.find(|expr| expr.link.as_ref().is_none_or(|link| of_types.contains(link)))
    };
    pages.par_iter_mut().for_each(|page| {
        page.body.represents = page.body.represents.take().or_else(|| named(&mut page.body.candidates));
        page.response.ty = page.response.ty.take().or_else(|| named(&mut page.response.candidates));
        lend_link(page);
    });
}

/// What a response's annotation names is what the sentence about responses links under the same name.
fn lend_link(page: &mut PageDraft) {
    let Some(TypeExpr { name, link: Some(link), .. }) = &page.response.ty else { return };
    let responses = page.examples.iter_mut().flat_map(|example| &mut example.responses);
    for annotated in responses.filter_map(|response| response.ty.as_mut()) {
        if annotated.link.is_none() && last_part(&annotated.name).eq_ignore_ascii_case(last_part(name)) {
            annotated.link = Some(link.clone());
        }
    }
}

/// Links the drafts of all pages (in path order). `files` are the paths of all sources, by [`FileId`].
pub(crate) fn resolve(
    pages: &[PageDraft],
    files: Vec<String>,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Resolved {
    let mut names = Names::collect(pages, diagnostics);
    undocumented::name_all(pages, &mut names);
    names.report_unknown(diagnostics);
    let ids = names.ids();
    let of_pages = || (responses::Methods::collect(pages, &names, &ids), groups::place_all(pages, &names));
    let (linked, (methods, placed)) = rayon::join(|| types::link(&names, &ids, diagnostics), of_pages);
    let types::Linked { mut types, enums, mut rows } = linked;
    let left_out = pages.iter().flat_map(|page| &page.rows_left_out);
    rows.extend(left_out.map(|span| DocumentedRow { span: *span, outcome: RowOutcome::LeftOut }));
    let input = operations::Input { pages, names: &names, ids: &ids, types: &types, enums: &enums, methods: &methods };
    let operations::Linked { groups, mut operations, unmatched } = operations::link(&input, placed, diagnostics);
    let every_type = readings::Types { types: &types, enums: &enums };
    let mut stray_examples = strays(pages, &names, &ids, diagnostics);
    let examples = operations.iter().flat_map(|operation| &operation.examples);
    let examples: Vec<&Example> = examples.chain(&stray_examples).collect();
    let base_url = base_url::most_frequent(&examples);
    let known = (base_url.as_deref(), every_type);
    elsewhere::place(&mut operations, unmatched, &mut stray_examples, known, diagnostics);
    let examples = operations.iter_mut().flat_map(|operation| &mut operation.examples);
    contradictions::attach(examples.chain(&mut stray_examples), diagnostics);
    tags::mark(&mut types, &operations);
    let made: HashSet<PageId> = operations.iter().flat_map(|o| o.pages.iter().copied()).collect();
    let (pages, of_outcomes): (Vec<Page>, Vec<Vec<Diagnostic>>) =
        pages.par_iter().enumerate().map(|(index, draft)| page(draft, made.contains(&PageId::from(index)))).unzip();
    diagnostics.extend(of_outcomes.into_iter().flatten());
    let pages = pages.into();
    let mut api = Api { pages, groups, operations, types, enums, rows, stray_examples, base_url };
    overrides::apply(&mut api, config, &files, diagnostics);
    Resolved { api, files }
}

/// The examples of pages that document no operation.
fn strays(pages: &[PageDraft], names: &Names<'_>, ids: &names::Ids, diagnostics: &mut Vec<Diagnostic>) -> Vec<Example> {
    let mut strays = Vec::new();
    for (index, page) in pages.iter().enumerate().filter(|(_, page)| page.routes.is_empty()) {
        for draft in &page.examples {
            let example = examples::link(draft, PageId::from(index), names, ids, diagnostics);
            readings::check(&example, diagnostics);
            strays.push(example);
        }
    }
    strays
}

/// A page and its one outcome. `made` tells whether its routes became an operation.
fn page(draft: &PageDraft, made: bool) -> (Page, Vec<Diagnostic>) {
    let mut odd = Vec::new();
    let page = Page {
        path: draft.path.clone(),
        file: draft.file,
        title: draft.title.clone(),
        area: draft.area.as_deref().and_then(area),
        outcome: outcome::of(draft, made, &mut odd),
    };
    (page, odd)
}

/// The product area, folded so that spellings of one are one feature.
fn area(documented: &str) -> Option<Name> {
    let text = documented.trim();
    if text.is_empty() || text.contains("TODO") {
        return None;
    }
    ident::feature(text).map(|rust| Name { wire: text.to_owned(), rust })
}
