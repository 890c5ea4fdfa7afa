//! What a client should make of the responses that examples show; where docs contradict themselves, that too.

use super::fit::{At, Misfit, Oddities, is_item, odd_among, odd_in};
use super::json_place::offset_of;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{
    Arena, BodyKind, BodyPlace, Enum, EnumId, Example, ExampleResponse, Location, Method, NamedType, Operation,
    Parameter, Reading, ResponseType, Type, TypeId, TypeRef,
};
use serde_json::Value;

/// What an operation sends and returns.
#[derive(Clone, Copy)]
pub(crate) struct Shape<'a> {
    pub(crate) body: &'a BodyKind,
    pub(crate) parameters: &'a [Parameter],
    pub(crate) output: ResponseType,
    /// A success may come without a body.
    pub(crate) optional: bool,
    pub(crate) types: Types<'a>,
}

/// Every documented type.
#[derive(Clone, Copy)]
pub(crate) struct Types<'a> {
    pub(crate) types: &'a Arena<TypeId, Type>,
    pub(crate) enums: &'a Arena<EnumId, Enum>,
}

impl<'a> Types<'a> {
    pub(crate) fn shape<'o>(self, operation: &'o Operation) -> Shape<'o>
    where
        'a: 'o,
    {
        let Operation { body, parameters, output, optional_output, .. } = operation;
        Shape { body: &body.kind, parameters, output: *output, optional: *optional_output, types: self }
    }

    /// `Edm.Int64`, `a list of sample.widget`.
    fn name(self, ty: TypeRef) -> String {
        let name = match ty.named {
            NamedType::Edm(edm) => edm.name(),
            NamedType::Type(id) => &self.types[id].name.wire,
            NamedType::Enum(id) => &self.enums[id].name.wire,
        };
        if ty.collection { format!("a list of {name}") } else { name.to_owned() }
    }
}

/// Says of each response what becomes of it, and reports values that aren't of their documented types.
pub(crate) fn read(example: &mut Example, shape: Shape<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(text) = &example.request.body
        && let Ok(json) = serde_json::from_str::<Value>(text)
    {
        let odd = sent(&json, shape);
        report(&odd.misfits, text, &example.body_place, shape.types, diagnostics);
        example.undocumented = odd.undocumented;
    }
    let method = example.request.method;
    for response in &mut example.responses {
        let (reading, odd) = reading(response, method, shape);
        if let Some(text) = &response.body {
            report(&odd.misfits, text, &response.body_place, shape.types, diagnostics);
        }
        response.undocumented = odd.undocumented;
        response.reading = match odd.misfits.is_empty() {
            true => reading,
            false => Reading::Misfits(odd.misfits.into_iter().map(|misfit| misfit.pointer).collect()),
        };
    }
}

/// What is odd about a request's body.
fn sent(json: &Value, shape: Shape<'_>) -> Oddities {
    let (types, mut odd) = (shape.types.types, Oddities::default());
    match shape.body {
        BodyKind::Json(ty) => {
            if let Some(ty) = one_type(*ty) {
                odd_in(json, ty, types, At::Top, &mut odd);
            }
        }
        BodyKind::Parameters => {
            let members = shape.parameters.iter().filter(|p| p.location == Location::Body);
            let members: Vec<_> = members.map(|p| (p.name.wire.as_str(), p.ty)).collect();
            odd_among(json, &members, types, At::Top, &mut odd);
        }
        BodyKind::None | BodyKind::Content | BodyKind::Untyped => {}
    }
    odd
}

/// What becomes of the response, and what is odd about it.
fn reading(response: &ExampleResponse, method: Method, shape: Shape<'_>) -> (Reading, Oddities) {
    match response.status {
        300..400 if is_followed(response, method) => (Reading::Moved, Oddities::default()),
        200..300 => success(response, shape),
        _ => (Reading::Failed, Oddities::default()),
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

fn success(response: &ExampleResponse, shape: Shape<'_>) -> (Reading, Oddities) {
    // A body beside 204 is never sent.
    let body = response.body.as_deref().filter(|_| !matches!(response.status, 204 | 205));
    let Some(body) = body.filter(|body| !body.is_empty()) else {
        let needs_none = shape.optional
            || matches!(shape.output, ResponseType::None | ResponseType::Content)
            || returns_untyped(shape.output)
            || (response.status == 204 && matches!(shape.output, ResponseType::Page(_)));
        return (if needs_none { Reading::Returned } else { Reading::Undecodable }, Oddities::default());
    };
    match shape.output {
        ResponseType::None => return (Reading::Ignored, Oddities::default()),
        ResponseType::Content => return (Reading::Returned, Oddities::default()),
        _ => {}
    }
    let odd = serde_json::from_str::<Value>(body).ok().and_then(|json| typed(&json, shape));
    odd.map_or((Reading::Undecodable, Oddities::default()), |odd| (Reading::Returned, odd))
}

/// What is odd about the body; `None` if the whole isn't what the operation returns.
fn typed(json: &Value, shape: Shape<'_>) -> Option<Oddities> {
    let (types, mut odd) = (shape.types.types, Oddities::default());
    match shape.output {
        ResponseType::Page(item) => match json.get("value") {
            Some(Value::Array(items)) => odd_items(items, item, types, &mut odd),
            Some(Value::Null) => {}
            _ => return None,
        },
        ResponseType::One(ty) => match one_type(ty) {
            Some(ty) if json.is_object() => odd_in(json, ty, types, At::Top, &mut odd),
            Some(_) => return None,
            None => {}
        },
        ResponseType::None | ResponseType::Content | ResponseType::Untyped => {}
    }
    Some(odd)
}

fn odd_items(items: &[Value], ty: TypeRef, types: &Arena<TypeId, Type>, odd: &mut Oddities) {
    for (ix, item) in items.iter().enumerate() {
        let list = At::Member(&At::Top, "value");
        let at = At::Item(&list, ix);
        match ty.named {
            _ if !is_item(ty.named, item) => {
                let documented = TypeRef { collection: false, ..ty };
                odd.misfits.push(Misfit { pointer: at.to_string(), documented, shown: item.clone() });
            }
            NamedType::Type(ty) => odd_in(item, ty, types, at, odd),
            NamedType::Edm(_) | NamedType::Enum(_) => {}
        }
    }
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

fn report(misfits: &[Misfit], text: &str, place: &BodyPlace, types: Types<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for Misfit { pointer, documented, shown } in misfits {
        let (documented, shown) = (types.name(*documented), kind(shown));
        let message = format!(
            "`{pointer}` is {shown}, and documented as {documented}: show such a value, or document what services give"
        );
        let at = offset_of(text, pointer).and_then(|offset| place.character(text, offset));
        let Some(span) = at.or(place.0.first().copied()) else { continue };
        diagnostics.push(Diagnostic::new(Code::ExampleType, span, message));
    }
}

/// What a value is, in a word or two; short ones as they stand.
fn kind(value: &Value) -> String {
    const SHORT: usize = 40;
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => format!("the boolean `{value}`"),
        Value::Number(value) => format!("the number `{value}`"),
        Value::String(text) if text.len() <= SHORT && !text.contains(['`', '\n']) => format!("the text `{text}`"),
        Value::String(_) => "a text".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}
