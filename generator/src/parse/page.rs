//! One page: its blocks, each handed to the reader of its kind.

use super::annotation::{Annotation, BlockType};
use super::examples::Examples;
use super::illustrated::Illustrated;
use super::links::Links;
use super::markdown::{Block, BlockKind, Fence, Row, Table};
use super::section::{Outline, Section};
use super::types::{self, Types};
use super::{enums, http, parameters, permissions, prose, resource, rich::RichText, routes};
use crate::diagnostics::{Code, Diagnostic};
use crate::json;
use crate::model::draft::{BodyDraft, JsonMember, PageDraft, ParameterDraft, ResponseDraft};
use crate::model::{Doc, Location, Span};
use crate::source::Document;
use std::borrow::Cow;
use std::ops::Range;

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
    reader.finish()
}

struct PageReader<'a> {
    document: &'a Document<'a>,
    links: &'a Links<'a>,
    language: prose::Language,
    diagnostics: &'a mut Vec<Diagnostic>,
    outline: Outline,
    /// The annotation that waits for its fence or table.
    pending: Option<Annotation>,
    routes: routes::Candidates,
    examples: Examples,
    types: Types,
    options: prose::options::Options,
    illustrated: Illustrated,
    permission_tables: usize,
    /// The heading of the first of them: it says something only beside another's.
    first_permissions: Option<String>,
    /// Request lines of the Permissions section that wait for the table about them.
    permission_routes: Option<String>,
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
            doc_type: front("doc_type"),
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
            shown_body: Vec::new(),
            draft,
        }
    }

    fn block(&mut self, block: &Block<'_>) {
        match &block.kind {
            BlockKind::Heading { level, text, anchor } => self.heading(*level, text, anchor.as_deref(), block),
            BlockKind::Comment(text) => self.comment(text, block),
            BlockKind::Paragraph(text) => self.paragraph(text, block),
            BlockKind::Fence(fence) => self.fence(fence, block),
            BlockKind::Table(table) => self.table(table, block),
        }
    }

    fn heading(&mut self, level: u8, text: &RichText<'_>, anchor: Option<&str>, block: &Block<'_>) {
        self.stray();
        self.permission_routes = None;
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

    fn comment(&mut self, text: &str, block: &Block<'_>) {
        let span = self.document.span(block.range.clone());
        let Some(annotation) = Annotation::read(text, span, self.diagnostics) else { return };
        // One that doesn't say what it is displaces none that does.
        let says = |annotation: &Annotation| annotation.block != BlockType::Unsaid;
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

    fn paragraph(&mut self, text: &RichText<'_>, block: &Block<'_>) {
        let plain = text.plain.trim();
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
        self.types.prose(text, &self.outline, self.links);
        let innermost = self.outline.innermost().cloned();
        match self.outline.section() {
            None if self.outline.at_top() => self.describe(text),
            Some(Section::Body) if !self.outline.in_example() => {
                if innermost == Some(Section::Body) {
                    // A body of which the page says nothing is told from one that it describes.
                    append(&mut self.draft.body.doc, &text.markdown(self.links));
                }
                prose::body(text, self.language, self.links, &mut self.draft.body);
            }
            Some(Section::Response) => prose::response(text, self.language, self.links, &mut self.draft.response),
            Some(Section::QueryParameters) => self.options.take(text, self.document.span(block.range.clone())),
            // Pages without such a section say it below the request.
            None | Some(Section::HttpRequest)
                if text.links.iter().any(|l| prose::options::leads_to_options(&l.target)) =>
            {
                self.options.take(text, self.document.span(block.range.clone()));
            }
            _ => {}
        }
    }

    /// The page's first paragraphs describe what it documents; notes in boxes come after them.
    fn describe(&mut self, text: &RichText<'_>) {
        let plain = text.plain.trim_start();
        let aside = ["[!", "Note", "NOTE", "Important", "IMPORTANT"].iter().any(|mark| plain.starts_with(mark));
        if !(aside && self.draft.doc.is_empty()) && self.draft.doc.0.len() < 1000 {
            append(&mut self.draft.doc, &text.doc(self.links));
        }
    }

    fn fence(&mut self, fence: &Fence<'_>, block: &Block<'_>) {
        let annotation = self.pending.take().and_then(|annotation| self.told(annotation, &fence.text));
        let document = self.document;
        let span = |range: Range<usize>| document.span(fence.document_range(range));
        let request = http::looks_like_request(&fence.text).is_some();
        match annotation.as_ref().map(|a| a.block) {
            Some(BlockType::Resource) => {
                let annotation = annotation.as_ref().filter(|a| a.block == BlockType::Resource);
                if let Some(draft) = annotation.and_then(|a| resource::resource(a, &fence.text, span, self.diagnostics))
                {
                    self.types.resource(draft, block.range.start);
                }
            }
            // Some requests are annotated as responses by mistake.
            Some(BlockType::Request) => self.request(fence, annotation.as_ref(), span),
            Some(BlockType::Response | BlockType::SimulatedResponse) if request => {
                self.request(fence, annotation.as_ref(), span)
            }
            Some(BlockType::Response | BlockType::SimulatedResponse) => {
                self.examples.response(&fence.text, annotation.as_ref(), &span, self.diagnostics);
            }
            Some(BlockType::Permissions | BlockType::Page) => self.pending = annotation,
            Some(BlockType::Ignored | BlockType::Example | BlockType::Samples | BlockType::TestParams) => {
                self.unannotated(fence, true, span)
            }
            Some(BlockType::Unsaid) | None => self.unannotated(fence, false, span),
        }
    }

    /// An annotation without a blockType counts as what its fence is, if that is a message.
    fn told(&mut self, annotation: Annotation, text: &str) -> Option<Annotation> {
        if annotation.block != BlockType::Unsaid {
            return Some(annotation);
        }
        let (block, what) = match http::looks_like_request(text) {
            Some(_) => (BlockType::Request, "request"),
            None if http::looks_like_response(text) => (BlockType::Response, "response"),
            None => return None,
        };
        let message = format!("this annotation has no blockType; what it stands before is a {what}");
        self.diagnostics.push(Diagnostic::new(Code::AnnotationUnknown, annotation.span, message));
        Some(annotation.of(block))
    }

    fn request(&mut self, fence: &Fence<'_>, annotation: Option<&Annotation>, span: impl Fn(Range<usize>) -> Span) {
        self.examples.request(&fence.text, annotation, &span, self.diagnostics);
        let place = match self.place() {
            routes::Place::Elsewhere => routes::Place::Scenario,
            routes::Place::Illustration => routes::Place::Example,
            place => place,
        };
        self.routes.fence(&fence.text, place, span);
    }

    /// What request lines mean where the page stands now. Below a heading of the page's own making, or none, they are routes
    /// of a scenario; below the headings of other sections they illustrate those.
    fn place(&self) -> routes::Place {
        match (self.outline.section(), self.outline.innermost()) {
            _ if self.outline.in_example() => routes::Place::Example,
            (Some(Section::HttpRequest), _) => routes::Place::HttpRequest,
            (None | Some(Section::Permissions), _) => routes::Place::Elsewhere,
            (Some(Section::ExampleRequest), _) => routes::Place::Example,
            _ => routes::Place::Illustration,
        }
    }

    /// A fence that no annotation types, or one that is `ignored`: routes, or an example to infer.
    fn unannotated(&mut self, fence: &Fence<'_>, ignored: bool, span: impl Fn(Range<usize>) -> Span) {
        let http = matches!(
            fence.language.as_str(),
            "" | "http" | "https" | "json" | "msgraph-interactive" | "rest" | "text" | "html" | "httprequest"
        );
        let place = self.place();
        if place == routes::Place::HttpRequest {
            if http {
                self.routes.fence(&fence.text, place, span);
            }
        } else if http && http::looks_like_request(&fence.text).is_some() {
            if self.outline.section() == Some(&Section::Permissions) {
                self.permission_routes = Some(fence.text.lines().map(str::trim).collect::<Vec<_>>().join("; "));
            }
            if place == routes::Place::Example {
                self.examples.inferred(&fence.text, ignored, &span, self.diagnostics);
            } else if self.outline.section() == Some(&Section::QueryParameters) {
                self.illustrated.fence(&fence.text, &span);
            }
            self.routes.fence(&fence.text, place, span);
        } else if !ignored
            && http::looks_like_response(&fence.text)
            && (self.outline.in_example() || self.examples.awaits_response())
        {
            self.examples.response(&fence.text, None, &span, self.diagnostics);
        } else if !ignored && self.is_bare_response(fence) {
            self.examples.bare_response(&fence.text, &span, self.diagnostics);
        } else if self.outline.innermost() == Some(&Section::Body) {
            let shown = resource::unannotated(&fence.text, span, &mut Vec::new()).json;
            self.shown_body.extend(shown.into_iter().flatten());
        } else if self.outline.innermost() == Some(&Section::Response) && fence.text.trim_start().starts_with('{') {
            self.draft.response.shown = true;
        } else if !ignored {
            self.headless(fence, &span);
            self.types.bare_json(fence, &self.outline, span, self.diagnostics);
        }
    }

    /// Whether a fence is the JSON that stands where the response to the request before it is shown.
    fn is_bare_response(&self, fence: &Fence<'_>) -> bool {
        self.outline.innermost() == Some(&Section::ExampleResponse)
            && self.examples.awaits_response()
            && fence.text.trim_start().starts_with('{')
            && json::check(&fence.text).is_ok()
    }

    /// Says of a body that is shown as a request that no request line stands before it.
    fn headless(&mut self, fence: &Fence<'_>, span: impl Fn(Range<usize>) -> Span) {
        let is_body = matches!(fence.language.as_str(), "http" | "https") && fence.text.trim_start().starts_with('{');
        if is_body && self.outline.innermost() == Some(&Section::ExampleRequest) {
            let message = "the body of a request is shown without its request line; it is passed over";
            let at = span(0..fence.text.lines().next().map_or(0, str::len));
            self.diagnostics.push(Diagnostic::new(Code::ExampleUnreadable, at, message));
        }
    }

    fn table(&mut self, table: &Table<'_>, block: &Block<'_>) {
        let document = self.document;
        let span = |row: &Row| document.span(row.range.clone());
        let section = self.outline.section().cloned();
        if permissions::is_permission_table(table, section.as_ref()) {
            self.permission_table(table);
            return;
        }
        let at = document.span(block.range.clone());
        if enums::is_member_table(table, section.as_ref()) {
            self.types.members(table, &self.outline, self.links, at, span);
            return;
        }
        match section {
            // Properties of what the body or the response holds: their own pages document them.
            Some(Section::Properties | Section::Relationships)
                if self.outline.within(&Section::Body) || self.outline.within(&Section::Response) => {}
            Some(Section::Response) => {
                // A table of the response's headers, of its statuses, or of what it holds.
                let known = self.draft.response.statuses.len();
                for cell in table.rows.iter().filter_map(|row| row.cells.first()) {
                    self.draft.response.location |= prose::names_location(cell);
                    prose::status(cell, &mut self.draft.response);
                }
                let says_other = self.draft.response.location || self.draft.response.statuses.len() > known;
                self.draft.response.shown |= !says_other && resource::is_property_table(table);
            }
            Some(Section::Methods) => self.draft.methods.extend(super::methods::rows(table, self.links)),
            Some(Section::Properties | Section::Relationships) => {
                if !resource::may_list_properties(table) {
                    self.types.values(table, &self.outline, self.links, at, span);
                    return;
                }
                let relationship = section == Some(Section::Relationships);
                let place = types::Place { outline: &self.outline, links: self.links, at: block.range.start };
                self.types.properties(table, relationship, &place, span, self.diagnostics);
            }
            Some(section) => match location(&section) {
                Some(location) if !self.outline.in_example() => self.parameters(table, location, at),
                _ if may_hold_properties(&section) => self.other_table(table, block),
                _ => {}
            },
            None => self.other_table(table, block),
        }
    }

    /// A table in a section of its own making: properties, if it looks like that.
    fn other_table(&mut self, table: &Table<'_>, block: &Block<'_>) {
        let document = self.document;
        if resource::is_property_table(table) && !self.outline.in_example() {
            let place = types::Place { outline: &self.outline, links: self.links, at: block.range.start };
            let span = |row: &Row| document.span(row.range.clone());
            self.types.properties(table, false, &place, span, self.diagnostics);
        }
    }

    fn permission_table(&mut self, table: &Table<'_>) {
        let document = self.document;
        let annotated = self.pending.take_if(|a| matches!(a.block, BlockType::Permissions | BlockType::Ignored));
        let urls = annotated.map(|a| a.texts("requestUrls").join("; ")).filter(|u| !u.is_empty());
        let urls = urls.or(self.permission_routes.take());
        let says_something = |f: &String| {
            !f.is_empty() && !f.eq_ignore_ascii_case("permissions") && !f.eq_ignore_ascii_case("prerequisites")
        };
        // What the heading of a table says tells it from another table, so it counts once there are several.
        let heading = self.outline.heading().map(str::to_owned).filter(says_something);
        let first = self.permission_tables == 0;
        self.permission_tables += 1;
        let filter = urls.filter(says_something).or(heading.clone().filter(|_| !first));
        let rows =
            permissions::read(table, filter.as_deref(), |row| document.span(row.range.clone()), self.diagnostics);
        if heading.is_some() && !first {
            let of_first = self.first_permissions.take();
            let rows = self.draft.permissions.iter_mut().filter(|row| row.route_filter.is_none());
            rows.filter(|_| of_first.is_some()).for_each(|row| row.route_filter.clone_from(&of_first));
        }
        if first && filter.is_none() {
            self.first_permissions = heading;
        }
        self.draft.permissions.extend(rows);
    }

    fn parameters(&mut self, table: &Table<'_>, location: Location, at: Span) {
        let document = self.document;
        if location == Location::Query {
            for row in &table.rows {
                let span = document.span(row.range.clone());
                row.cells.iter().take(1).for_each(|cell| self.options.take(cell, span));
            }
        }
        // A second table under a heading of its own describes a part of the body, not the body.
        let part = location == Location::Body && !matches!(self.outline.innermost(), Some(Section::Body));
        if part && self.draft.parameters.iter().any(|p| p.location == Location::Body) {
            return self.part(table, at);
        }
        match parameters::read(table, location, self.links, |row| document.span(row.range.clone())) {
            Some(found) => self.draft.parameters.extend(found),
            None => self.unreadable(at, "this table has no column of names"),
        }
    }

    /// A table under a heading that is the type of a body's member documents that type.
    fn part(&mut self, table: &Table<'_>, at: Span) {
        let Some(name) = self.outline.heading().map(str::to_owned) else { return };
        let members = self.draft.parameters.iter().filter(|p| p.location == Location::Body);
        let mut types = members.filter_map(|p| p.ty.as_ref()).filter(|expr| expr.link.is_none());
        if let Some(name) = types.find(|expr| expr.name.eq_ignore_ascii_case(&name)).map(|expr| expr.name.clone()) {
            let document = self.document;
            self.types.part(name, table, self.links, at, |row| document.span(row.range.clone()), self.diagnostics);
        }
    }

    fn unreadable(&mut self, at: Span, why: &str) {
        self.diagnostics.push(Diagnostic::new(Code::TableUnreadable, at, why));
    }

    fn finish(mut self) -> PageDraft {
        self.stray();
        self.draft.examples = self.examples.pair(self.diagnostics);
        let shown = std::mem::take(&mut self.shown_body);
        add_shown_body(&mut self.draft, shown);
        self.draft.body.none |= needs_no_body(&self.draft);
        let api_page = !self.types.is_any()
            && (self.permission_tables > 0
                || self.draft.doc_type.as_deref().is_none_or(|t| t.eq_ignore_ascii_case("apiPageType")));
        self.draft.routes = self.routes.finish(api_page, self.diagnostics);
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
        let drafts = self.types.finish(&page, &self.draft.doc, self.draft.deprecated.as_ref(), self.diagnostics);
        self.draft.types = drafts.types;
        self.draft.enums = drafts.enums;
        self.draft.rows_left_out = drafts.rows_left_out;
        self.draft
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

fn location(section: &Section) -> Option<Location> {
    match section {
        Section::Headers => Some(Location::Header),
        Section::QueryParameters => Some(Location::Query),
        Section::PathParameters => Some(Location::Path),
        Section::FunctionParameters => Some(Location::Function),
        Section::Body => Some(Location::Body),
        _ => None,
    }
}

/// Whether a table that looks like one of properties may be one of the page's own type. Below these headings it is about
/// what comes back, or an aside.
fn may_hold_properties(section: &Section) -> bool {
    !matches!(
        section,
        Section::Response | Section::HttpRequest | Section::Permissions | Section::Errors | Section::SeeAlso
    )
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
