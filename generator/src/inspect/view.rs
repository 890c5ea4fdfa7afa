//! The shapes of the JSON document's parts, borrowed from the IR.

use crate::diagnostics::{Code, Level};
use crate::model::{Location, Method};
use serde::Serialize;

/// A page and what became of it.
#[derive(Debug, Serialize)]
pub struct PageView<'a> {
    /// Path below the docs folder.
    pub path: &'a str,
    /// The H1.
    pub title: &'a str,
    /// The product area.
    pub area: Option<&'a str>,
    /// `operation`, `type`, `enum`, `prose` or `skipped`.
    pub outcome: &'static str,
    /// Why it was skipped.
    pub reason: Option<&'a str>,
}

/// An operation.
#[derive(Debug, Serialize)]
pub struct OperationView<'a> {
    /// `driveItem.checkin`
    pub id: &'a str,
    /// The resource: `driveItem`.
    pub group: &'a str,
    /// `checkin`
    pub name: &'a str,
    /// How it is reached in Rust: `drive_item().checkin()`.
    pub rust: String,
    /// Paths of the pages that document it.
    pub pages: Vec<&'a str>,
    /// Line of the first page that it is documented at.
    pub line: u32,
    /// Said to be deprecated.
    pub deprecated: bool,
    /// Every documented route line.
    pub routes: Vec<RouteView<'a>>,
    /// Functions of these lines with the arguments that a table documents: further route functions.
    pub calls: Vec<RouteView<'a>>,
    /// Permissions, each page's on its own.
    pub permissions: Vec<PermissionView<'a>>,
    /// Parameters.
    pub parameters: Vec<ParameterView<'a>>,
    /// OData options that the page names.
    pub query_options: Vec<&'static str>,
    /// What is sent.
    pub body: BodyView<'a>,
    /// What comes back.
    pub responses: Vec<ResponseView<'a>>,
    /// Some successes have a body and others none: the client gives an option.
    pub optional_output: bool,
    /// It tells what has changed since the last time: `.delta()`.
    pub delta: bool,
    /// It is accepted first and done later, `.start()`: what there is then.
    pub long_running: Option<ResultView<'a>>,
    /// Documented examples.
    pub examples: Vec<ExampleView<'a>>,
}

/// A documented route line.
#[derive(Debug, Serialize)]
pub struct RouteView<'a> {
    /// The method.
    pub method: Method,
    /// The text as on the page.
    pub documented: &'a str,
    /// Its normal form.
    pub template: String,
    /// The page (or include).
    pub page: &'a str,
    /// The line.
    pub line: u32,
    /// The route function.
    pub rust: &'a str,
}

/// The permissions for one kind of account.
#[derive(Debug, Serialize)]
pub struct PermissionView<'a> {
    /// `delegated-work`, `delegated-personal` or `application`.
    pub account: &'static str,
    /// Every permission, least privileged first.
    pub names: &'a [String],
    /// Sets that are needed together, least privileged first; any of them suffices.
    pub alternatives: &'a [Vec<String>],
    /// The page that says so.
    pub page: &'a str,
    /// The routes that they hold for, where the page tells them apart.
    pub route_filter: Option<&'a str>,
    /// False where the page holds a placeholder.
    pub documented: bool,
    /// The line.
    pub line: u32,
}

/// A parameter.
#[derive(Debug, Serialize)]
pub struct ParameterView<'a> {
    /// Name on the wire.
    pub name: &'a str,
    /// Where it goes.
    #[serde(rename = "in")]
    pub location: Location,
    /// Its type.
    #[serde(rename = "type")]
    pub ty: &'a str,
    /// Whether there are many.
    pub collection: bool,
    /// Whether it has to be there.
    pub required: bool,
    /// Name in Rust.
    pub rust: &'a str,
}

/// What a request carries.
#[derive(Debug, Serialize)]
pub struct BodyView<'a> {
    /// `none`, `parameters`, `json`, `content` or `untyped`.
    pub kind: &'static str,
    /// The type, if it is the JSON of one.
    #[serde(rename = "type")]
    pub ty: Option<&'a str>,
    /// Whether there are many.
    pub collection: bool,
}

/// A response.
#[derive(Debug, Serialize)]
pub struct ResponseView<'a> {
    /// Status code.
    pub status: u16,
    /// The type of its body; `Edm.Stream` for bytes, `Edm.Untyped` for JSON of no documented type.
    #[serde(rename = "type")]
    pub ty: Option<&'a str>,
    /// Whether there are many.
    pub collection: bool,
}

/// What there is when a long-running operation is done.
#[derive(Debug, Serialize)]
pub struct ResultView<'a> {
    /// Its type, as in [`ResponseView`]; none where the page doesn't tell.
    #[serde(rename = "type")]
    pub ty: Option<&'a str>,
    /// Whether there are many.
    pub collection: bool,
}

/// An example.
#[derive(Debug, Serialize)]
pub struct ExampleView<'a> {
    /// The annotation's name.
    pub name: Option<&'a str>,
    /// The page.
    pub page: &'a str,
    /// Line of the request.
    pub line: u32,
    /// The method.
    pub method: Method,
    /// The URL as documented.
    pub url: &'a str,
    /// Status of the first response.
    pub status: Option<u16>,
    /// Status of every response.
    pub statuses: Vec<u16>,
    /// What a client makes of every response: `returned`, `misfits` (with values that aren't of their documented types),
    /// `ignored`, `undecodable`, `failed`, `moved`.
    pub readings: Vec<&'static str>,
    /// Whether a `request` annotation stands before it.
    pub annotated: bool,
    /// The route function that it goes through, where one fits.
    pub route: Option<&'a str>,
    /// `typed`, `raw` or `skipped`.
    pub verdict: &'static str,
    /// Why it is not typed.
    pub reason: Option<&'a str>,
}

/// A type.
#[derive(Debug, Serialize)]
pub struct TypeView<'a> {
    /// Full wire name.
    pub name: &'a str,
    /// The page that documents or first names it.
    pub page: &'a str,
    /// The line.
    pub line: u32,
    /// Every page that documents it; empty if it is only referred to.
    pub pages: Vec<&'a str>,
    /// Said to be deprecated.
    pub deprecated: bool,
    /// Full name of its base.
    pub base: Option<&'a str>,
    /// Names of the key properties, joined by commas.
    pub key: Option<String>,
    /// Takes undocumented properties.
    pub open: bool,
    /// Never occurs itself.
    #[serde(rename = "abstract")]
    pub is_abstract: bool,
    /// Requests say which type it is, in `@odata.type`.
    pub tagged: bool,
    /// The struct, with its module below `models`.
    pub rust: String,
    /// Its properties, inherited ones included.
    pub properties: Vec<PropertyView<'a>>,
}

/// A property.
#[derive(Debug, Serialize)]
pub struct PropertyView<'a> {
    /// Name on the wire.
    pub name: &'a str,
    /// Its type.
    #[serde(rename = "type")]
    pub ty: &'a str,
    /// Whether there are many.
    pub collection: bool,
    /// Null where the docs are silent.
    pub nullable: Option<bool>,
    /// Said to be deprecated.
    pub deprecated: bool,
    /// Set by the service only.
    pub read_only: bool,
    /// Sent and never returned.
    pub write_only: bool,
    /// Said to be required.
    pub required: bool,
    /// Part of its type's key.
    pub key: bool,
    /// The value where none is given.
    pub default: Option<&'a str>,
    /// How many characters it may have.
    pub max_length: Option<u32>,
    /// The least number.
    pub minimum: Option<i64>,
    /// The greatest number.
    pub maximum: Option<i64>,
    /// The values that are listed beside it.
    pub values: &'a [String],
    /// An instance annotation, such as `@microsoft.graph.conflictBehavior`.
    pub instance_annotation: bool,
    /// From a relationships table.
    pub relationship: bool,
    /// Full name of the base type that it comes from.
    pub inherited_from: Option<&'a str>,
    /// Full name of the enumeration, if its type is one.
    #[serde(rename = "enum")]
    pub enumeration: Option<&'a str>,
    /// The field.
    pub rust: &'a str,
    /// The line.
    pub line: u32,
}

/// An enumeration.
#[derive(Debug, Serialize)]
pub struct EnumView<'a> {
    /// Full wire name.
    pub name: &'a str,
    /// Wire names of its members.
    pub members: Vec<&'a str>,
    /// Several may be set at once.
    pub flags: bool,
    /// The page.
    pub page: &'a str,
    /// The line.
    pub line: u32,
    /// The enum, with its module below `models`.
    pub rust: String,
}

/// A diagnostic.
#[derive(Debug, Serialize)]
pub struct DiagnosticView<'a> {
    /// Its code.
    pub code: Code,
    /// Its level.
    pub severity: Level,
    /// The page (or include).
    pub page: &'a str,
    /// The line.
    pub line: u32,
    /// The column, in characters.
    pub column: u32,
    /// The sentence.
    pub message: &'a str,
    /// A second place that it speaks of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub related: Option<PlaceView<'a>>,
}

/// A place in the docs.
#[derive(Debug, Serialize)]
pub struct PlaceView<'a> {
    /// The page (or include).
    pub page: &'a str,
    /// The line.
    pub line: u32,
}
