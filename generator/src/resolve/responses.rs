//! What comes back.

use super::matching::{self, ExampleUrl};
use super::names::{Ids, Names};
use super::operations::Input;
use super::shown;
use crate::diagnostics::{Code, Diagnostic};
use crate::json::{self, Json};
use crate::model::draft::{PageDraft, RouteDraft, TypeExpr};
use crate::model::{
    Edm, Example, ExampleResponse, Method, NamedType, Response, ResponseType, SegmentKind, TypeId, TypeRef,
};
use foldhash::HashMap;

/// The Methods tables of resource pages: what the row that links to a page says it returns.
#[derive(Debug, Default)]
pub(crate) struct Methods {
    of_page: HashMap<String, ResponseType>,
}

impl Methods {
    /// Collects the rows of all pages; the first that links to a page counts.
    pub(crate) fn collect(pages: &[PageDraft], names: &Names<'_>, ids: &Ids) -> Self {
        let mut of_page = HashMap::default();
        for row in pages.iter().flat_map(|p| &p.methods) {
            let ty = match &row.ty {
                Some(expr) => typed(names.link(expr, ids)),
                None if row.none => ResponseType::None,
                None => continue,
            };
            of_page.entry(row.page.to_lowercase()).or_insert(ty);
        }
        Methods { of_page }
    }
}

pub(super) fn typed(ty: TypeRef) -> ResponseType {
    match ty {
        TypeRef { named: NamedType::Edm(Edm::Stream), .. } => ResponseType::Content,
        TypeRef { named: NamedType::Edm(Edm::Untyped), .. } => ResponseType::Untyped,
        TypeRef { collection: true, .. } => ResponseType::Page(TypeRef { collection: false, ..ty }),
        one => ResponseType::One(one),
    }
}

/// What an operation answers.
pub(crate) struct Responses {
    /// In documented order, each status once.
    pub documented: Vec<Response>,
    /// What a successful one holds.
    pub output: ResponseType,
}

/// The documented responses of an operation, and what a successful one holds: what the examples' annotations say, else the
/// Response section, else the resource page's Methods table, else what the examples show.
pub(crate) fn of(
    pages: &[&PageDraft],
    examples: &[Example],
    resource: Option<TypeRef>,
    input: &Input<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Responses {
    let by_table = || pages.iter().find_map(|p| input.methods.of_page.get(&p.path.to_lowercase()).copied());
    let mut output = headers_only(pages)
        .or_else(|| bodiless(pages, examples))
        .or_else(|| annotated(&Context { pages, examples, resource, input }, diagnostics))
        .or_else(|| described(pages, input))
        .or_else(by_table)
        .or_else(|| of_bodies(examples))
        .unwrap_or_else(|| undescribed(pages));
    let mut documented: Vec<Response> = Vec::new();
    for status in said(pages).chain(examples.iter().flat_map(|e| &e.responses).map(|r| r.status)) {
        if documented.iter().any(|r| r.status == status) {
            continue;
        }
        let ty = match status {
            204 | 205 | 304 => ResponseType::None,
            202 if is_shown_bare(status, examples) => ResponseType::None,
            200..=399 => output,
            _ => ResponseType::Untyped,
        };
        documented.push(Response { status, ty });
    }
    // What is annotated, or linked, is to be had elsewhere and later.
    let mut successes = documented.iter().filter(|r| (200..400).contains(&r.status)).peekable();
    if successes.peek().is_some() && successes.all(|r| r.ty == ResponseType::None) {
        output = ResponseType::None;
    }
    report_bodies(examples, output, diagnostics);
    Responses { documented, output }
}

/// The statuses that the Response sections name.
fn said(pages: &[&PageDraft]) -> impl Iterator<Item = u16> {
    pages.iter().flat_map(|p| p.response.statuses.iter().copied())
}

/// Nothing but headers answers HEAD (RFC 9110, "HEAD").
fn headers_only(pages: &[&PageDraft]) -> Option<ResponseType> {
    let mut routes = pages.iter().flat_map(|p| &p.routes).peekable();
    (routes.peek().is_some() && routes.all(|r| r.method == Method::Head)).then_some(ResponseType::None)
}

/// Whether some successes hold something and others, such as those of HEAD, nothing. Examples of requests by another route, such
/// as one that cancels what this one began, say nothing of it.
pub(crate) fn is_optional(
    pages: &[&PageDraft],
    examples: &[Example],
    documented: &[Response],
    output: ResponseType,
) -> bool {
    let own = examples.iter().filter(|e| e.binding.is_some()).flat_map(|e| &e.responses).map(|r| r.status);
    let own: Vec<u16> = said(pages).chain(own).collect();
    let successes = || documented.iter().filter(|r| (200..300).contains(&r.status));
    let asks_for_headers = pages.iter().flat_map(|p| &p.routes).any(|r| r.method == Method::Head);
    let holds_nothing = || successes().any(|r| r.ty == ResponseType::None && own.contains(&r.status));
    matches!(output, ResponseType::One(_) | ResponseType::Untyped)
        && successes().any(|r| r.ty != ResponseType::None)
        && (asks_for_headers || holds_nothing())
}

/// Whether examples show a status, and never with a body.
fn is_shown_bare(status: u16, examples: &[Example]) -> bool {
    let mut shown = successes(examples).filter(|r| r.status == status).peekable();
    shown.peek().is_some() && shown.all(|r| r.body.is_none())
}

/// Examples that contradict their status, or the type of what comes back.
fn report_bodies(examples: &[Example], output: ResponseType, diagnostics: &mut Vec<Diagnostic>) {
    for response in successes(examples) {
        let (code, message) = match (response.status, &response.body) {
            (204 | 205, Some(_)) => {
                (Code::ResponseBodyStray, "a response without content has a body; it is passed over")
            }
            (200 | 201, None) if !matches!(output, ResponseType::None | ResponseType::Content) => {
                (Code::ResponseBodyMissing, "the body of this response is documented and not shown")
            }
            _ => continue,
        };
        diagnostics.push(Diagnostic::new(code, response.span, message));
    }
}

/// Nothing comes back where every success is a 204, or where the page says so, and no example of a success has a body. Then no
/// annotation or Methods table counts.
fn bodiless(pages: &[&PageDraft], examples: &[Example]) -> Option<ResponseType> {
    if successes(examples).any(|r| r.status != 204 && r.body.is_some()) {
        return None;
    }
    let said = pages.iter().flat_map(|p| p.response.statuses.iter().copied()).filter(|s| (200..400).contains(s));
    let mut all = said.chain(successes(examples).map(|r| r.status)).peekable();
    let only_204 = all.peek().is_some() && all.all(|status| status == 204);
    (only_204 || pages.iter().any(|p| p.response.none)).then_some(ResponseType::None)
}

/// What GET fetches, or the Response section shows, is something, if of no documented type; what else comes back is nothing
/// unless somebody says so.
fn undescribed(pages: &[&PageDraft]) -> ResponseType {
    let mut routes = pages.iter().flat_map(|p| &p.routes);
    if pages.iter().any(|p| p.response.shown) || routes.all(|r| r.method == Method::Get) {
        ResponseType::Untyped
    } else {
        ResponseType::None
    }
}

/// Successes that may hold something.
fn successes(examples: &[Example]) -> impl Iterator<Item = &ExampleResponse> {
    let examples = examples.iter().filter(|e| e.request.method != Method::Head);
    examples.flat_map(|e| &e.responses).filter(|r| (200..300).contains(&r.status) && !r.expect_error)
}

/// What the type of an answer is decided from.
struct Context<'a> {
    pages: &'a [&'a PageDraft],
    examples: &'a [Example],
    /// The type that the operation's group is called like.
    resource: Option<TypeRef>,
    input: &'a Input<'a>,
}

/// The type that the annotations of successful responses give. A body with a `value` array is a page of items even where
/// nobody marked it as a collection.
fn annotated(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<ResponseType> {
    let pages = context.pages;
    let response = successes(context.examples).find(|r| r.ty.is_some() && r.status != 204)?;
    let ty = context.agreed(response, diagnostics)?;
    let items = || response.body.as_deref().is_some_and(holds_items);
    // The Response section's word for a collection counts where the example shows nothing else.
    let shows_one = || response.body.as_deref().is_some_and(|b| b.trim_start().starts_with('{'));
    let said = || !shows_one() && pages.iter().any(|p| p.response.ty.as_ref().is_some_and(|t| t.collection));
    let page = ty.collection || matches!(ty.named, NamedType::Type(_)) && !is_by_key(pages) && (items() || said());
    let items = Some(ty)
        .filter(|_| page && !context.are_items(ty, response))
        .and_then(entity)
        .and_then(|id| listed_by(id, context.input));
    Some(typed(TypeRef { collection: page, ..items.unwrap_or(ty) }))
}

/// What a type lists that documents a page of items itself, as what `value` holds: the items are of that type.
fn listed_by(ty: TypeId, input: &Input<'_>) -> Option<TypeRef> {
    let mut properties = input.types[ty].properties.iter();
    let value = properties.find(|p| p.name.wire == "value" && p.ty.collection)?;
    matches!(value.ty.named, NamedType::Type(_)).then_some(value.ty)
}

impl Context<'_> {
    /// Whether the annotation or the Response section speaks of a collection of this very type: then it is the items' own,
    /// whatever it lists itself.
    fn are_items(&self, ty: TypeRef, response: &ExampleResponse) -> bool {
        let exprs = self.pages.iter().filter_map(|p| p.response.ty.as_ref());
        let said = exprs.map(|expr| self.input.names.link(expr, self.input.ids));
        response.ty.into_iter().chain(said).any(|stated| stated == TypeRef { collection: true, ..ty })
    }

    /// The type of an annotation. Where annotations differ, the kind of all of them that the Response section, else the
    /// resource, names, else the one of them that these name. One that shows a kind of what the section names is an
    /// instance of that, unless it is the resource; one that names what the resource is a kind of gives way if the section names
    /// the resource. Where the section names something else and the example's body has more of its members, that.
    fn agreed(&self, response: &ExampleResponse, diagnostics: &mut Vec<Diagnostic>) -> Option<TypeRef> {
        let annotated = response.ty?;
        let NamedType::Type(first) = annotated.named else { return Some(annotated) };
        let said = self.pages.iter().find_map(|p| p.response.ty.as_ref());
        let said = said.and_then(|expr| entity(self.input.names.link(expr, self.input.ids)));
        let of = |ty| TypeRef { named: NamedType::Type(ty), collection: annotated.collection };
        let resource = self.resource.and_then(entity);
        if let Some(kind) = self.kind_of_all([said, resource]) {
            return Some(of(kind));
        }
        let Some(said) = said else { return Some(annotated) };
        if self.derives(said, first) {
            return Some(if resource == Some(said) { of(said) } else { annotated });
        }
        if self.derives(first, said) {
            return Some(if resource == Some(first) { annotated } else { of(said) });
        }
        let members = shown::members(response.body.as_deref()).unwrap_or_default();
        let known = |ty| shown::known(&members, ty, self.input.types);
        if known(said) <= known(first) {
            return Some(annotated);
        }
        let name = |ty| &self.input.types[ty].name.wire;
        let message = format!(
            "this response is annotated as `{}`; it is taken for `{}`, which the page says and more of its members fit",
            name(first),
            name(said)
        );
        diagnostics.push(Diagnostic::new(Code::ResponseConflict, response.span, message));
        Some(of(said))
    }

    /// Where the annotations name several types, the first of some kinds that all of these are of, else the first that is one
    /// of them. Only examples of the documented routes count: others show what comes before or after.
    fn kind_of_all(&self, kinds: [Option<TypeId>; 2]) -> Option<TypeId> {
        let of = |example: &Example| -> Vec<TypeId> {
            successes(std::slice::from_ref(example)).filter_map(|r| r.ty).filter_map(entity).collect()
        };
        let all: Vec<(&Example, TypeId)> =
            self.examples.iter().flat_map(|example| of(example).into_iter().map(move |ty| (example, ty))).collect();
        if all.iter().all(|(_, ty)| all.first().is_some_and(|(_, first)| first == ty)) {
            return None;
        }
        let own: Vec<TypeId> = all.iter().filter(|(example, _)| self.is_own(example)).map(|(_, ty)| *ty).collect();
        if own.iter().all(|ty| own.first() == Some(ty)) {
            return None;
        }
        let kinds = || kinds.into_iter().flatten();
        let of_all = kinds().find(|kind| own.iter().all(|ty| self.derives(*ty, *kind)));
        of_all.or_else(|| kinds().find(|kind| own.contains(kind)))
    }

    /// Whether an example calls a route that the pages document.
    fn is_own(&self, example: &Example) -> bool {
        let url = ExampleUrl::read(&example.request.url);
        let mut routes = self.pages.iter().flat_map(|p| &p.routes).filter(|r| r.method == example.request.method);
        routes.any(|route| matching::matches(&route.template, &url.segments).is_some())
    }

    /// Whether a type is of a kind: the same, or derived from it.
    fn derives(&self, ty: TypeId, kind: TypeId) -> bool {
        let mut next = Some(ty);
        while let Some(ty) = next.filter(|ty| *ty != kind) {
            next = self.input.types[ty].base;
        }
        next.is_some()
    }
}

fn entity(ty: TypeRef) -> Option<TypeId> {
    if let NamedType::Type(id) = ty.named { Some(id) } else { None }
}

/// Whether every route ends in a key: one thing is asked for, whatever an example shows.
fn is_by_key(pages: &[&PageDraft]) -> bool {
    let mut routes = pages.iter().flat_map(|p| &p.routes).peekable();
    let last_is_key =
        |r: &RouteDraft| r.template.segments.last().is_some_and(|s| matches!(s.kind, SegmentKind::Param(_)));
    routes.peek().is_some() && routes.all(|r| r.method == Method::Get && last_is_key(r))
}

/// Whether a body is an object with `value` as an array, and annotations beside it.
fn holds_items(body: &str) -> bool {
    let Ok(Json::Object(object)) = json::read(body) else { return false };
    matches!(object.get("value"), Some(Json::List(_))) && object.names().all(|k| k == "value" || k.contains('@'))
}

fn described(pages: &[&PageDraft], input: &Input<'_>) -> Option<ResponseType> {
    let response = &pages.first()?.response;
    if let Some(expr) = pages.iter().find_map(|p| p.response.ty.as_ref()) {
        return described_type(expr, input);
    }
    let success = response.statuses.iter().find(|s| (200..400).contains(*s));
    let gets = pages.iter().flat_map(|p| &p.routes).all(|r| r.method == Method::Get);
    match success {
        _ if pages.iter().any(|p| p.response.content) => Some(ResponseType::Content),
        Some(302) if gets => Some(ResponseType::Content),
        Some(204) => Some(ResponseType::None),
        _ if response.none => Some(ResponseType::None),
        _ => None,
    }
}

fn described_type(expr: &TypeExpr, input: &Input<'_>) -> Option<ResponseType> {
    Some(typed(input.names.link(expr, input.ids))).filter(|t| *t != ResponseType::Untyped)
}

fn of_bodies(examples: &[Example]) -> Option<ResponseType> {
    let bodies: Vec<&str> = successes(examples).filter_map(|r| r.body.as_deref()).collect();
    let first = bodies.first()?;
    let json = first.trim_start().starts_with(['{', '[']);
    Some(if json { ResponseType::Untyped } else { ResponseType::Content })
}
