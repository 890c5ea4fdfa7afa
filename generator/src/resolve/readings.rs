//! What a client should make of the responses that examples show; where docs contradict themselves, that too.

use super::fit::{is_item, misfits};
use super::json_place::offset_of;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{
    Arena, BodyKind, Example, ExampleResponse, Method, NamedType, Reading, ResponseType, Span, Type, TypeId, TypeRef,
};
use serde_json::Value;

/// What an operation sends and returns.
#[derive(Clone, Copy)]
pub(crate) struct Shape<'a> {
    pub(crate) body: &'a BodyKind,
    pub(crate) output: ResponseType,
    /// A success may come without a body.
    pub(crate) optional: bool,
    pub(crate) types: &'a Arena<TypeId, Type>,
}

/// Says of each response what becomes of it, and reports values that aren't of their documented types.
pub(crate) fn read(example: &mut Example, shape: Shape<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if let (BodyKind::Json(ty), Some(text)) = (shape.body, &example.request.body)
        && let Some(ty) = one_type(*ty)
        && let Ok(json) = serde_json::from_str::<Value>(text)
    {
        report(&misfits(&json, ty, shape.types, ""), text, example.body_span, diagnostics);
    }
    let method = example.request.method;
    for response in &mut example.responses {
        response.reading = reading(response, method, shape);
        if let (Reading::Misfits(pointers), Some(text)) = (&response.reading, &response.body) {
            report(pointers, text, response.body_span, diagnostics);
        }
    }
}

fn reading(response: &ExampleResponse, method: Method, shape: Shape<'_>) -> Reading {
    match response.status {
        300..400 if is_followed(response, method) => Reading::Moved,
        200..300 => success(response, shape),
        _ => Reading::Failed,
    }
}

/// The client goes on by itself.
fn is_followed(response: &ExampleResponse, method: Method) -> bool {
    let names_target = response.headers.iter().any(|header| header.name.eq_ignore_ascii_case("location"));
    let follows = match response.status {
        303 | 307 | 308 => true,
        301 | 302 => method == Method::Get,
        _ => false,
    };
    names_target && follows
}

fn success(response: &ExampleResponse, shape: Shape<'_>) -> Reading {
    // A body beside 204 is never sent.
    let body = response.body.as_deref().filter(|_| !matches!(response.status, 204 | 205));
    let Some(body) = body.filter(|body| !body.is_empty()) else {
        let needs_none = shape.optional
            || matches!(shape.output, ResponseType::None | ResponseType::Content)
            || returns_untyped(shape.output)
            || (response.status == 204 && matches!(shape.output, ResponseType::Page(_)));
        return if needs_none { Reading::Returned } else { Reading::Undecodable };
    };
    match shape.output {
        ResponseType::None => return Reading::Ignored,
        ResponseType::Content => return Reading::Returned,
        _ => {}
    }
    match serde_json::from_str::<Value>(body) {
        Ok(json) => typed(&json, shape),
        Err(_) => Reading::Undecodable,
    }
}

fn typed(json: &Value, shape: Shape<'_>) -> Reading {
    let odd = match shape.output {
        ResponseType::Page(item) => match json.get("value") {
            Some(Value::Array(items)) => page_misfits(items, item.named, shape.types),
            Some(Value::Null) => Vec::new(),
            _ => return Reading::Undecodable,
        },
        ResponseType::One(ty) => match one_type(ty) {
            Some(ty) if json.is_object() => misfits(json, ty, shape.types, ""),
            Some(_) => return Reading::Undecodable,
            None => Vec::new(),
        },
        ResponseType::None | ResponseType::Content | ResponseType::Untyped => Vec::new(),
    };
    if odd.is_empty() { Reading::Returned } else { Reading::Misfits(odd) }
}

fn page_misfits(items: &[Value], named: NamedType, types: &Arena<TypeId, Type>) -> Vec<String> {
    let mut odd = Vec::new();
    for (ix, item) in items.iter().enumerate() {
        let at = format!("/value/{ix}");
        match named {
            _ if !is_item(named, item) => odd.push(at),
            NamedType::Type(ty) => odd.extend(misfits(item, ty, types, &at)),
            NamedType::Edm(_) | NamedType::Enum(_) => {}
        }
    }
    odd
}

/// The type of one object; anything else is given as untyped JSON.
fn one_type(ty: TypeRef) -> Option<TypeId> {
    match ty {
        TypeRef { named: NamedType::Type(id), collection: false } => Some(id),
        _ => None,
    }
}

fn returns_untyped(output: ResponseType) -> bool {
    match output {
        ResponseType::Untyped => true,
        ResponseType::One(ty) => one_type(ty).is_none(),
        ResponseType::None | ResponseType::Page(_) | ResponseType::Content => false,
    }
}

/// `body` is where the text begins.
fn report(pointers: &[String], text: &str, body: Option<Span>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(body) = body else { return };
    for pointer in pointers {
        let message = format!("`{pointer}` is not of its documented type");
        let span = offset_of(text, pointer).map_or(body, |offset| within(body, text, offset));
        diagnostics.push(Diagnostic::new(Code::ExampleType, span, message));
    }
}

/// The place of a value in a body that begins at `body`.
fn within(body: Span, text: &str, offset: usize) -> Span {
    let before = text.get(..offset).unwrap_or_default();
    let lines = u32::try_from(before.matches('\n').count()).unwrap_or_default();
    let last = before.rsplit('\n').next().unwrap_or_default();
    let column = u32::try_from(last.chars().count()).unwrap_or_default() + if lines == 0 { body.column } else { 1 };
    let start = body.start + u32::try_from(offset).unwrap_or_default();
    Span { start, end: start + 1, line: body.line + lines, column, ..body }
}
