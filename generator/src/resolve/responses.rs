//! What comes back.

use super::names::{Ids, Names};
use super::operations::Input;
use crate::model::draft::{PageDraft, RouteDraft, TypeExpr};
use crate::model::{Edm, Example, ExampleResponse, Method, NamedType, Response, ResponseType, SegmentKind, TypeRef};
use serde_json::Value;
use std::collections::HashMap;

/// The Methods tables of resource pages: what the row that links to a page says it returns.
#[derive(Debug, Default)]
pub(crate) struct Methods {
    of_page: HashMap<String, ResponseType>,
}

impl Methods {
    /// Collects the rows of all pages; the first that links to a page counts.
    pub(crate) fn collect(pages: &[PageDraft], names: &Names<'_>, ids: &Ids) -> Self {
        let mut of_page = HashMap::new();
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

fn typed(ty: TypeRef) -> ResponseType {
    match ty {
        TypeRef { named: NamedType::Edm(Edm::Stream), .. } => ResponseType::Content,
        TypeRef { named: NamedType::Edm(Edm::Untyped), .. } => ResponseType::Untyped,
        TypeRef { collection: true, .. } => ResponseType::Page(TypeRef { collection: false, ..ty }),
        one => ResponseType::One(one),
    }
}

/// The documented responses of an operation, and what a successful one holds: what the examples' annotations say, else the
/// Response section, else the resource page's Methods table, else what the examples show.
pub(crate) fn of(pages: &[&PageDraft], examples: &[Example], input: &Input<'_>) -> (Vec<Response>, ResponseType) {
    let output = bodiless(pages, examples)
        .or_else(|| annotated(pages, examples))
        .or_else(|| described(pages, input))
        .or_else(|| pages.iter().find_map(|p| input.methods.of_page.get(&p.path.to_lowercase()).copied()))
        .or_else(|| shown(examples))
        .unwrap_or_else(|| undescribed(pages));
    let mut responses: Vec<Response> = Vec::new();
    let statuses = pages.iter().flat_map(|p| p.response.statuses.iter().copied());
    let of_examples = examples.iter().flat_map(|e| &e.responses).map(|r| r.status);
    for status in statuses.chain(of_examples) {
        if responses.iter().any(|r| r.status == status) {
            continue;
        }
        let ty = match status {
            204 | 304 => ResponseType::None,
            200..=399 => output,
            _ => ResponseType::Untyped,
        };
        responses.push(Response { status, ty });
    }
    (responses, output)
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

/// What GET fetches is something, if of no documented type; what else comes back is nothing unless somebody says so.
fn undescribed(pages: &[&PageDraft]) -> ResponseType {
    let mut routes = pages.iter().flat_map(|p| &p.routes);
    if routes.all(|r| r.method == Method::Get) { ResponseType::Untyped } else { ResponseType::None }
}

fn successes(examples: &[Example]) -> impl Iterator<Item = &ExampleResponse> {
    examples.iter().flat_map(|e| &e.responses).filter(|r| (200..300).contains(&r.status) && !r.expect_error)
}

/// The type that the annotations of successful responses give. A body with a `value` array is a page of items even where
/// nobody marked it as a collection.
fn annotated(pages: &[&PageDraft], examples: &[Example]) -> Option<ResponseType> {
    let response = successes(examples).find(|r| r.ty.is_some() && r.status != 204)?;
    let ty = response.ty?;
    let items = || response.body.as_deref().is_some_and(holds_items);
    // The Response section's word for a collection counts where the example shows nothing else.
    let shows_one = || response.body.as_deref().is_some_and(|b| b.trim_start().starts_with('{'));
    let said = || !shows_one() && pages.iter().any(|p| p.response.ty.as_ref().is_some_and(|t| t.collection));
    let page = ty.collection || matches!(ty.named, NamedType::Type(_)) && !is_by_key(pages) && (items() || said());
    Some(typed(TypeRef { collection: page, ..ty }))
}

/// Whether every route ends in a key: one thing is asked for, whatever an example shows.
fn is_by_key(pages: &[&PageDraft]) -> bool {
    let mut routes = pages.iter().flat_map(|p| &p.routes).peekable();
    let last_is_key =
        |r: &RouteDraft| r.template.segments.last().is_some_and(|s| matches!(s.kind, SegmentKind::Param(_)));
    routes.peek().is_some() && routes.all(|r| r.method == Method::Get && last_is_key(r))
}

/// Whether a body is an object with `value` as an array, and next to nothing else.
fn holds_items(body: &str) -> bool {
    let Ok(Value::Object(object)) = serde_json::from_str::<Value>(body) else { return false };
    object.get("value").is_some_and(Value::is_array) && object.keys().all(|k| k == "value" || k.contains("@odata."))
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

fn shown(examples: &[Example]) -> Option<ResponseType> {
    let bodies: Vec<&str> = successes(examples).filter_map(|r| r.body.as_deref()).collect();
    let first = bodies.first()?;
    let json = first.trim_start().starts_with(['{', '[']);
    Some(if json { ResponseType::Untyped } else { ResponseType::Content })
}
