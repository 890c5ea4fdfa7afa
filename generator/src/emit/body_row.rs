//! One documented JSON body as a row of the tests: which type the docs give it, or why it has no row.

use super::context::Context;
use super::literal::{ident, text};
use super::types::Place;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{
    BodyKind, Edm, Example, ExampleResponse, HeaderField, NamedType, Operation, OperationId, ResponseType, Span,
    TypeRef, claims_json,
};
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

/// The body of an example's request or response.
pub(super) struct Shown<'a> {
    /// Where the request or status line stands.
    pub(super) span: Span,
    pub(super) text: &'a str,
    /// Its documented type; or why it has none.
    pub(super) ty: Result<BodyType, &'static str>,
    /// What is odd about it.
    pub(super) odd: Option<Diagnostic>,
}

/// The type that the docs give a body.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum BodyType {
    /// One value of a documented type.
    One(NamedType),
    /// The struct of the operation's own.
    Parameters(OperationId),
    /// A page of items.
    Page(NamedType),
    /// What is said of a failure.
    Error,
    /// Nobody says.
    Untyped,
}

impl<'a> Shown<'a> {
    /// The bodies that an example of an operation shows.
    pub(super) fn of(id: OperationId, operation: &'a Operation, example: &'a Example) -> Vec<Self> {
        let sent = request_type(id, operation);
        let returned = returned_type(operation.output);
        Self::all(example, sent, returned)
    }

    /// The bodies of an example on a page that documents no operation: only annotations give them types.
    pub(super) fn of_page(example: &'a Example) -> Vec<Self> {
        Self::all(example, BodyType::Untyped, BodyType::Untyped)
    }

    fn all(example: &'a Example, sent: BodyType, returned: BodyType) -> Vec<Self> {
        let request = example.request.body.as_deref().map(|text| {
            let ty = parse(&example.request.headers, text).map(|json| held([sent], &json));
            Shown { span: example.span, text, ty, odd: None }
        });
        let responses = example.responses.iter().filter_map(|response| {
            let (text, span) = (response.body.as_deref()?, response.span);
            let json = parse(&response.headers, text);
            let odd = json.as_ref().ok().and_then(|json| misfit(returned, response, json));
            Some(Shown { span, text, ty: json.map(|json| response_type(returned, response, &json)), odd })
        });
        request.into_iter().chain(responses).collect()
    }
}

/// The body as JSON, or why it isn't any. Some that don't claim to be are objects all the same.
fn parse(headers: &[HeaderField], text: &str) -> Result<Value, &'static str> {
    let claims = claims_json(headers, text);
    if !claims && !text.trim_start().starts_with(['{', '[']) {
        return Err("no JSON");
    }
    serde_json::from_str(text).map_err(|_| if claims { "said to be JSON and is not" } else { "no JSON" })
}

fn request_type(id: OperationId, operation: &Operation) -> BodyType {
    match operation.body.kind {
        BodyKind::Json(TypeRef { named, collection: false }) => BodyType::One(named),
        BodyKind::Parameters if super::names::has_body_struct(operation) => BodyType::Parameters(id),
        _ => BodyType::Untyped,
    }
}

fn returned_type(output: ResponseType) -> BodyType {
    match output {
        ResponseType::Page(item) => BodyType::Page(item.named),
        ResponseType::One(one) if !one.collection => BodyType::One(one.named),
        _ => BodyType::Untyped,
    }
}

/// What the operation returns; but what the response's own annotation says where that is another type. One object of an
/// operation that returns pages is an item.
fn response_type(returned: BodyType, response: &ExampleResponse, json: &Value) -> BodyType {
    if is_failure(response) {
        return BodyType::Error;
    }
    let annotated = response.ty.map_or(BodyType::Untyped, |ty| match ty.collection {
        true => BodyType::Page(ty.named),
        false => BodyType::One(ty.named),
    });
    let item = returned.named().map_or(BodyType::Untyped, BodyType::One);
    if annotated.named().is_none() || annotated.named() == returned.named() {
        held([returned, annotated, item], json)
    } else {
        held([annotated, returned, item], json)
    }
}

fn is_failure(response: &ExampleResponse) -> bool {
    response.expect_error || response.status >= 400
}

/// The first of these that can hold the JSON; untyped if none can.
fn held<const N: usize>(types: [BodyType; N], json: &Value) -> BodyType {
    let typed = types.into_iter().filter(|ty| *ty != BodyType::Untyped);
    typed.into_iter().find(|ty| ty.holds(json)).unwrap_or(BodyType::Untyped)
}

/// Says so if what the operation returns can't hold a successful response.
fn misfit(returned: BodyType, response: &ExampleResponse, json: &Value) -> Option<Diagnostic> {
    if is_failure(response) || returned.holds(json) {
        return None;
    }
    let returns = if matches!(returned, BodyType::Page(_)) { "a page of items" } else { "an object" };
    let message = format!("the operation returns {returns}, which the body of this response is not");
    Some(Diagnostic::new(Code::ExampleForm, response.span, message))
}

impl BodyType {
    fn named(self) -> Option<NamedType> {
        match self {
            BodyType::One(named) | BodyType::Page(named) => Some(named),
            BodyType::Parameters(_) | BodyType::Error | BodyType::Untyped => None,
        }
    }

    /// Whether the JSON has the type's form: models take any object, a page has items of one kind.
    fn holds(self, json: &Value) -> bool {
        match self {
            BodyType::One(NamedType::Type(_)) | BodyType::Parameters(_) => json.is_object(),
            BodyType::Page(item) => {
                let items = json.get("value").and_then(Value::as_array);
                items.is_some_and(|items| items.iter().all(|json| is_item(item, json)))
            }
            // In JSON as any other: `{"value": 5}`, which clients get as untyped JSON.
            BodyType::One(NamedType::Edm(_) | NamedType::Enum(_)) | BodyType::Error | BodyType::Untyped => true,
        }
    }

    /// The module of the emitted crate, beside `models`, that the row names.
    pub(super) fn module(self) -> Option<&'static str> {
        matches!(self, BodyType::Parameters(_)).then_some("api")
    }

    /// How it is read: `support::model::<models::DriveItem>()`.
    pub(super) fn reader(self, context: &Context<'_>, place: Place<'_>) -> TokenStream {
        match self {
            BodyType::One(named @ NamedType::Type(_)) => {
                let ty = place.item(named);
                quote!(support::model::<#ty>())
            }
            BodyType::Parameters(id) => {
                let id_of_group = context.api.operations[id].group;
                let group = &context.api.groups[id_of_group];
                let place = group.operations.iter().position(|&other| other == id);
                let names = place.and_then(|place| context.names(id_of_group).operations.get(place));
                let (group, name) = (ident(&group.name.rust), names.and_then(|names| names.body.as_deref()).map(ident));
                quote!(support::model::<api::#group::#name>())
            }
            BodyType::Page(item) => {
                let item = place.item(item);
                quote!(support::page::<#item>())
            }
            BodyType::Error => quote!(support::ERROR),
            BodyType::One(NamedType::Edm(_) | NamedType::Enum(_)) | BodyType::Untyped => quote!(support::UNTYPED),
        }
    }
}

/// Whether JSON can be an item of this type.
fn is_item(item: NamedType, json: &Value) -> bool {
    match item {
        NamedType::Type(_) => json.is_object(),
        NamedType::Edm(Edm::Stream | Edm::Untyped) => true,
        NamedType::Edm(Edm::Boolean) => json.is_boolean(),
        NamedType::Edm(Edm::Byte) => fits::<u8>(json),
        NamedType::Edm(Edm::SByte) => fits::<i8>(json),
        NamedType::Edm(Edm::Int16) => fits::<i16>(json),
        NamedType::Edm(Edm::Int32) => fits::<i32>(json),
        NamedType::Edm(Edm::Int64) => json.is_i64(),
        NamedType::Edm(Edm::Single | Edm::Double | Edm::Decimal) => json.is_number(),
        NamedType::Edm(_) | NamedType::Enum(_) => json.is_string(),
    }
}

fn fits<T: TryFrom<i64>>(json: &Value) -> bool {
    json.as_i64().is_some_and(|number| T::try_from(number).is_ok())
}

/// `Body { at: "api/x.md:12", of: support::model::<models::X>(), json: "…" }`.
pub(super) fn row(context: &Context<'_>, place: Place<'_>, span: Span, ty: BodyType, json: &str) -> TokenStream {
    let at = format!("{}:{}", context.path(span), span.line);
    let (of, json) = (ty.reader(context, place), text(json));
    quote!(Body { at: #at, of: #of, json: #json })
}
