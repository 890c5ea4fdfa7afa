//! What a client should make of the responses that examples show; where docs contradict themselves, that too.

use super::fit::{At, Misfit, Oddities, in_words, is_item, odd_among, odd_in};
use super::json_body::JsonBody;
use super::json_place::offset_of;
use crate::diagnostics::{Code, Diagnostic};
use crate::json::{Json, Kind};
use crate::model::{
    Arena, BodyKind, BodyPlace, Enum, EnumId, Example, ExampleResponse, Location, Method, NamedType, Operation,
    Parameter, Reading, ResponseType, Type, TypeId, TypeRef,
};

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

/// Says of each response what becomes of it, and reports values that aren't of their documented types, and bodies that are
/// said to be JSON and aren't. Tells what the request's body holds, if that is JSON.
pub(crate) fn read(example: &mut Example, shape: Shape<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Kind> {
    let mut kind = None;
    if let Some(json) = JsonBody::sent(example).and_then(|body| body.read(diagnostics)) {
        kind = Some(json.kind());
        let odd = sent(&json, shape);
        let text = example.request.body.as_deref().unwrap_or_default();
        report(&odd.misfits, text, &example.body_place, shape.types, diagnostics);
        example.undocumented = odd.undocumented;
    }
    let method = example.request.method;
    for response in &mut example.responses {
        let json = JsonBody::shown(response).and_then(|body| body.read(diagnostics));
        let (reading, odd) = reading(response, json.as_ref(), method, shape);
        if let Some(text) = &response.body {
            report(&odd.misfits, text, &response.body_place, shape.types, diagnostics);
        }
        response.undocumented = odd.undocumented;
        response.reading = match odd.misfits.is_empty() {
            true => reading,
            false => Reading::Misfits(odd.misfits.into_iter().map(|misfit| misfit.pointer).collect()),
        };
    }
    kind
}

/// As [`read`], of an example that is no operation's yet.
pub(crate) fn check(example: &Example, diagnostics: &mut Vec<Diagnostic>) -> Option<Kind> {
    for body in example.responses.iter().filter_map(JsonBody::shown) {
        body.check(diagnostics);
    }
    JsonBody::sent(example)?.check(diagnostics)
}

/// What is odd about a request's body.
fn sent(json: &Json<'_>, shape: Shape<'_>) -> Oddities {
    let (types, mut odd) = (shape.types.types, Oddities::default());
    match shape.body {
        BodyKind::Json(ty) => {
            if let Some(ty) = one_type(*ty) {
                odd_in(json, ty, types, At::Top, &mut odd);
            }
        }
        BodyKind::Parameters => {
            let members = shape.parameters.iter().filter(|p| p.location == Location::Body);
            odd_among(json, members.map(|p| (p.name.wire.as_str(), p.ty)), types, At::Top, &mut odd);
        }
        BodyKind::None | BodyKind::Content | BodyKind::Untyped => {}
    }
    odd
}

/// What becomes of the response, and what is odd about it.
fn reading(
    response: &ExampleResponse,
    json: Option<&Json<'_>>,
    method: Method,
    shape: Shape<'_>,
) -> (Reading, Oddities) {
    match response.status {
        300..400 if is_followed(response, method) => (Reading::Moved, Oddities::default()),
        200..300 => success(response, json, shape),
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

fn success(response: &ExampleResponse, json: Option<&Json<'_>>, shape: Shape<'_>) -> (Reading, Oddities) {
    // A body beside 204 is never sent.
    let body = response.body.as_deref().filter(|_| !matches!(response.status, 204 | 205));
    if body.is_none_or(str::is_empty) {
        let needs_none = shape.optional
            || matches!(shape.output, ResponseType::None | ResponseType::Content)
            || returns_untyped(shape.output)
            || (response.status == 204 && matches!(shape.output, ResponseType::Page(_)));
        return (if needs_none { Reading::Returned } else { Reading::Undecodable }, Oddities::default());
    }
    match shape.output {
        ResponseType::None => return (Reading::Ignored, Oddities::default()),
        ResponseType::Content => return (Reading::Returned, Oddities::default()),
        _ => {}
    }
    let odd = json.and_then(|json| typed(json, shape));
    odd.map_or((Reading::Undecodable, Oddities::default()), |odd| (Reading::Returned, odd))
}

/// What is odd about the body; `None` if the whole isn't what the operation returns.
fn typed(json: &Json<'_>, shape: Shape<'_>) -> Option<Oddities> {
    let (types, mut odd) = (shape.types.types, Oddities::default());
    match shape.output {
        ResponseType::Page(item) => match json.members()?.get("value") {
            Some(Json::List(items)) => odd_items(items, item, types, &mut odd),
            Some(Json::Null) => {}
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

fn odd_items(items: &[Json<'_>], ty: TypeRef, types: &Arena<TypeId, Type>, odd: &mut Oddities) {
    for (ix, item) in items.iter().enumerate() {
        let list = At::Member(&At::Top, "value");
        let at = At::Item(&list, ix);
        match ty.named {
            _ if !is_item(ty.named, item) => {
                let documented = TypeRef { collection: false, ..ty };
                odd.misfits.push(Misfit { pointer: at.to_string(), documented, shown: in_words(item) });
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
        let documented = types.name(*documented);
        let message = format!(
            "`{pointer}` is {shown}, and documented as {documented}: show such a value, or document what services give"
        );
        let at = offset_of(text, pointer).and_then(|offset| place.character(text, offset));
        let Some(span) = at.or(place.first()) else { continue };
        diagnostics.push(Diagnostic::new(Code::ExampleType, span, message));
    }
}
