//! One page: its blocks, each handed to the reader of its kind. [`fences`] and [`tables`] say which that is.

mod fences;
mod prose_permissions;
mod tables;

use super::annotation::{Annotation, BlockType};
use super::examples::Examples;
use super::illustrated::Illustrated;
use super::links::Links;
use super::markdown::{Block, BlockKind};
use super::section::{Outline, Section};
use super::types::{self, Types};
use super::{prose, rich::RichText, routes};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::draft::{BodyDraft, JsonMember, PageDraft, ParameterDraft, ResponseDraft};
use crate::model::{Doc, Location};
use crate::source::Document;
use std::borrow::Cow;

/// Reads a page's blocks.
pub(crate) fn read(
    document: &Document<'_>,
    links: &Links<'_>,
    blocks: &[Block<'_>],
    diagnostics: &mut Vec<Diagnostic>,
) -> PageDraft {
    let mut reader = PageReader::new(document, links, prose::Language::of(blocks), diagnostics);
    for block in blocks {
        reader.block(block);
    }
    let mut draft = reader.finish();
    give_back(&mut draft);
    draft
}

/// Gives back the room of lists that have more than they need, as most do that hold one item: drafts of all pages are kept
/// till the end, and memory that is new costs more than a copy.
fn give_back(PageDraft { routes, permissions, parameters, examples, types, .. }: &mut PageDraft) {
    routes.shrink_to_fit();
    permissions.shrink_to_fit();
    parameters.shrink_to_fit();
    examples.iter_mut().for_each(|example| example.responses.shrink_to_fit());
    examples.shrink_to_fit();
    types.iter_mut().for_each(|ty| ty.rows.shrink_to_fit());
    types.shrink_to_fit();
}

struct PageReader<'a> {
    document: &'a Document<'a>,
    links: &'a Links<'a>,
    language: prose::Language,
    diagnostics: &'a mut Vec<Diagnostic>,
    outline: Outline<'a>,
    /// The annotation that waits for its fence or table.
    pending: Option<Annotation<'a>>,
    routes: routes::Candidates,
    examples: Examples,
    types: Types<'a>,
    options: prose::options::Options,
    illustrated: Illustrated,
    permission_tables: usize,
    /// The heading of the first of them: it says something only beside another's.
    first_permissions: Option<String>,
    /// Request lines of the Permissions section that wait for the table about them.
    permission_routes: Option<String>,
    /// Where the description's last paragraph begins, if nothing stands behind that and it speaks of what follows.
    announces: Option<usize>,
    /// The paragraphs of the Permissions section, which count where it has no table.
    permission_paragraphs: prose_permissions::Paragraphs<'a>,
    /// A paragraph of the description has said that OData operators are supported; those in the list below it are.
    lists_options: bool,
    /// The words right above: a heading's or a paragraph's, up to the next fence.
    above: &'a str,
    /// Positions of parameters that stand in the path or the query: the routes tell.
    uri_parameters: Vec<usize>,
    /// Members of a JSON object in the Request body section: the body, where nothing else says what it is.
    shown_body: Vec<JsonMember>,
    draft: PageDraft,
}

impl<'a> PageReader<'a> {
    fn new(
        document: &'a Document<'a>,
        links: &'a Links<'a>,
        language: prose::Language,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Self {
        let front = |key: &str| document.front_matter(key).map(Cow::into_owned);
        let top = document.span(0..0);
        let draft = PageDraft {
            path: links.page.to_owned(),
            file: document.file(),
            title: front("title").unwrap_or_default(),
            title_span: top,
            doc_type: ["doc_type", "apiDocType"].into_iter().find_map(front),
            area: ["ms.prod", "ms.subservice"].into_iter().filter_map(front).find(|area| !area.trim().is_empty()),
            namespace: None,
            doc: Doc::default(),
            deprecated: None,
            has_route_section: false,
            routes: Vec::new(),
            permissions: Vec::new(),
            parameters: Vec::new(),
            query_options: Vec::new(),
            body: BodyDraft::default(),
            response: ResponseDraft::default(),
            examples: Vec::new(),
            types: Vec::new(),
            enums: Vec::new(),
            rows_left_out: Vec::new(),
            methods: Vec::new(),
            unreadable: None,
        };
        PageReader {
            document,
            links,
            language,
            diagnostics,
            outline: Outline::default(),
            pending: None,
            routes: routes::Candidates::default(),
            examples: Examples::default(),
            types: Types::default(),
            options: prose::options::Options::new(language),
            illustrated: Illustrated::default(),
            permission_tables: 0,
            first_permissions: None,
            permission_routes: None,
            announces: None,
            permission_paragraphs: prose_permissions::Paragraphs::default(),
            lists_options: false,
            above: "",
            uri_parameters: Vec::new(),
            shown_body: Vec::new(),
            draft,
        }
    }

    fn block(&mut self, block: &'a Block<'a>) {
        let announces = match &block.kind {
            BlockKind::Comment(_) => None,
            _ => self.announces.take(),
        };
        match &block.kind {
            BlockKind::Heading { level, text, anchor } => self.heading(*level, text, anchor.as_deref(), block),
            BlockKind::Comment(text) => self.comment(text, block),
            BlockKind::Paragraph(text) => self.paragraph(text, block),
            BlockKind::Fence(fence) => {
                if fence.language.is_empty() && self.outline.section() == Some(&Section::Permissions) {
                    self.permission_paragraphs.take_code(&fence.text, block.range.clone());
                }
                self.fence(fence, block);
                self.above = "";
            }
            BlockKind::Table(table) => {
                // Descriptions show no tables: what announces one would announce nothing.
                if let Some(at) = announces {
                    self.draft.doc.0.truncate(at);
                }
                self.table(table, block);
            }
        }
    }

    fn heading(&mut self, level: u8, text: &'a RichText<'a>, anchor: Option<&str>, block: &Block<'_>) {
        self.stray();
        self.permission_routes = None;
        self.lists_options = false;
        self.above = &text.plain;
        self.types.heading();
        if level == 1 && self.outline.title().is_none() {
            self.draft.title = text.plain.trim().to_owned();
            self.draft.title_span = self.document.span(block.range.clone());
        }
        self.outline.enter(level, text, anchor);
        self.draft.has_route_section |= self.outline.innermost() == Some(&Section::HttpRequest);
        if self.outline.innermost() == Some(&Section::Body) {
            self.draft.body.present = true;
            self.draft.body.span.get_or_insert(self.document.span(block.range.clone()));
        }
    }

    fn comment(&mut self, text: &'a str, block: &Block<'_>) {
        let span = self.document.span(block.range.clone());
        let Some(annotation) = Annotation::read(text, span, self.diagnostics) else { return };
        // One that doesn't say what it is displaces none that does.
        let says = |annotation: &Annotation<'_>| annotation.block != BlockType::Unsaid;
        let displaces = says(&annotation) || !self.pending.as_ref().is_some_and(says);
        if annotation.block != BlockType::Page && displaces {
            self.stray();
            self.pending = Some(annotation);
        }
    }

    /// An annotation that met neither fence nor table.
    fn stray(&mut self) {
        if let Some(annotation) = self.pending.take()
            && !matches!(annotation.block, BlockType::Ignored | BlockType::Permissions | BlockType::Unsaid)
        {
            self.diagnostics.push(Diagnostic::new(
                Code::AnnotationStray,
                annotation.span,
                "this annotation stands before no code fence",
            ));
        }
    }

    fn paragraph(&mut self, text: &'a RichText<'a>, block: &Block<'_>) {
        let plain = text.plain.trim();
        self.above = plain;
        if self.draft.namespace.is_none()
            && let Some(namespace) = prose::namespace(plain, self.outline.at_top())
        {
            self.draft.namespace = Some(namespace.to_owned()).filter(|n| !n.is_empty());
            return;
        }
        if self.draft.deprecated.is_none() && self.outline.at_top() && prose::is_deprecation(text) {
            self.draft.deprecated = Some(text.doc(self.links));
            return;
        }
        self.types.prose(text, &self.outline);
        if self.outline.section().is_none() {
            self.described_options(text, block);
        }
        match self.outline.section() {
            None if self.outline.at_top() => self.describe(text),
            Some(Section::Body) if !self.outline.in_example() => {
                if self.outline.innermost() == Some(&Section::Body) {
                    // A body of which the page says nothing is told from one that it describes.
                    append(&mut self.draft.body.doc, &text.markdown(self.links));
                }
                let holds = |parameter: &ParameterDraft| parameter.location == Location::Body;
                if !(prose::speaks_of_items(text) && self.draft.parameters.iter().any(holds)) {
                    prose::body(text, self.language, self.links, &mut self.draft.body);
                }
            }
            Some(Section::Response) => prose::response(text, self.language, self.links, &mut self.draft.response),
            Some(Section::Permissions) if self.permission_tables == 0 => {
                self.permission_paragraphs.take(text, block.range.clone());
            }
            Some(Section::QueryParameters) => self.options.take(text, self.document.span(block.range.clone())),
            // Pages without such a section say it below the request or its arguments.
            None | Some(Section::HttpRequest | Section::FunctionParameters)
                if text.links.iter().any(|l| prose::options::leads_to_options(&l.target)) =>
            {
                self.options.take(text, self.document.span(block.range.clone()));
            }
            _ => {}
        }
    }

    /// Takes the options that a description names where it speaks of OData, `$filter` and `$top`, or lists below that.
    fn described_options(&mut self, text: &RichText<'_>, block: &Block<'_>) {
        self.lists_options |= prose::options::introduces(&text.plain);
        if self.lists_options && text.plain.contains('$') {
            self.options.take_named(text, self.document.span(block.range.clone()));
        }
    }

    /// The page's first paragraphs describe what it documents; notes in boxes come after them.
    fn describe(&mut self, text: &RichText<'_>) {
        let plain = text.plain.trim_start();
        let aside = ["[!", "Note", "NOTE", "Important", "IMPORTANT"].iter().any(|mark| plain.starts_with(mark));
        if !(aside && self.draft.doc.is_empty()) && self.draft.doc.0.len() < 1000 {
            let before = self.draft.doc.0.len();
            append(&mut self.draft.doc, &text.doc(self.links));
            self.announces = Some(before).filter(|at| *at > 0 && prose::announces_table(plain));
        }
    }

    /// Whether the page is about an operation. Where it doesn't say so, its folder does: among the resources, overviews show
    /// requests of many operations.
    fn is_api_page(&self) -> bool {
        let says = || match self.draft.doc_type.as_deref() {
            Some(doc_type) => doc_type.eq_ignore_ascii_case("apiPageType"),
            None => !self.links.page.rsplit('/').nth(1).is_some_and(|folder| folder.eq_ignore_ascii_case("resources")),
        };
        !self.types.is_any() && (self.permission_tables > 0 || says())
    }

    fn finish(mut self) -> PageDraft {
        self.stray();
        let api_page = self.is_api_page();
        self.draft.examples = self.examples.pair(self.diagnostics);
        let shown = std::mem::take(&mut self.shown_body);
        add_shown_body(&mut self.draft, shown);
        self.draft.body.none |= needs_no_body(&self.draft);
        let overview = !api_page && !self.types.is_any() && self.draft.doc_type.is_none();
        self.draft.routes = self.routes.finish(api_page, overview, self.diagnostics);
        if self.permission_tables == 0 && !self.draft.routes.is_empty() {
            self.permission_paragraphs.add_to(&mut self.draft, self.document, self.links, self.diagnostics);
        }
        put_uri_parameters(&mut self.draft, &self.uri_parameters);
        self.illustrated.add_to(&mut self.draft, &mut self.options);
        self.draft.query_options = self.options.finish();
        super::route::samples::open(&mut self.draft.routes, &self.draft.parameters);
        super::route::forms::add(&mut self.draft.routes, &self.draft.parameters, &self.draft.examples);
        let page = types::PageTitle {
            title: &self.draft.title,
            namespace: self.draft.namespace.as_deref(),
            path: &self.draft.path,
            doc_type: self.draft.doc_type.as_deref(),
            has_routes: !self.draft.routes.is_empty() || self.draft.has_route_section,
            span: self.draft.title_span,
        };
        if self.draft.title.to_lowercase().contains("(deprecated)") {
            self.draft.deprecated.get_or_insert_default();
        }
        let (doc, deprecated) = (&self.draft.doc, self.draft.deprecated.as_ref());
        let drafts = self.types.finish(&page, doc, deprecated, self.links, self.diagnostics);
        self.draft.types = drafts.types;
        self.draft.enums = drafts.enums;
        self.draft.rows_left_out = drafts.rows_left_out;
        self.draft
    }
}

/// Of the parameters of a URI, those that no route has in its path are in the query. Where the path has a placeholder that no
/// row names, any of them may be it under another name: they stay.
fn put_uri_parameters(page: &mut PageDraft, positions: &[usize]) {
    if positions.is_empty() {
        return;
    }
    let folded = |name: &str| name.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let in_paths = page.routes.iter().flat_map(|route| &route.template.params);
    let in_paths: Vec<String> = in_paths.flat_map(|param| [folded(&param.documented), folded(&param.name)]).collect();
    let named: Vec<String> = page.parameters.iter().map(|parameter| folded(&parameter.name)).collect();
    let mut placeholders = page.routes.iter().flat_map(|route| &route.template.params);
    if !placeholders.all(|param| named.contains(&folded(&param.documented)) || named.contains(&folded(&param.name))) {
        return;
    }
    for at in positions {
        if let Some(parameter) = page.parameters.get_mut(*at).filter(|p| !in_paths.contains(&folded(&p.name))) {
            parameter.location = Location::Query;
        }
    }
}

/// Takes a JSON object in the Request body section for a table of its members, if there is neither table nor type.
fn add_shown_body(page: &mut PageDraft, members: Vec<JsonMember>) {
    let has_table = page.parameters.iter().any(|p| p.location == Location::Body);
    if has_table || !page.body.candidates.is_empty() || page.body.named.is_some() {
        return;
    }
    page.parameters.extend(members.into_iter().map(|member| ParameterDraft {
        name: member.name,
        location: Location::Body,
        ty: Some(member.ty),
        required: false,
        optional: false,
        values: Vec::new(),
        flags: false,
        doc: Doc::default(),
        span: member.span,
    }));
}

/// A body that isn't needed is none where nothing says what it would be.
fn needs_no_body(page: &PageDraft) -> bool {
    let described = page.body.described
        || page.parameters.iter().any(|p| p.location == Location::Body)
        || page.examples.iter().filter_map(|e| e.request.as_ref()).any(|r| r.body.is_some());
    page.body.optional && !described
}

/// Adds a paragraph.
pub(crate) fn append(doc: &mut Doc, paragraph: &Doc) {
    if paragraph.is_empty() {
        return;
    }
    if !doc.is_empty() {
        doc.0.push_str("\n\n");
    }
    doc.0.push_str(&paragraph.0);
}
