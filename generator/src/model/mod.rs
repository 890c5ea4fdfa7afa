//! The intermediate representation: plain data about what the pages document.
//!
//! Nothing here knows Markdown, `syn` or `quote`. Cross references are typed ids, every item keeps the place it was
//! documented at, and every named thing keeps both names: the one on the wire and the one in Rust.
//!
//! [`draft`] is what one page says, references still being text; [`Api`] is the whole, linked.

mod argument;
pub mod draft;
mod edm;
mod example;
mod ids;
mod name;
mod operation;
mod page;
mod route;
mod span;
mod types;

pub use argument::{ArgType, argument};
pub(crate) use edm::edm;
pub use example::{
    Binding, Contradiction, Example, ExampleResponse, HeaderField, HttpRequest, Reading, Verdict, claims_json,
    is_of_the_client,
};
pub use ids::{Arena, EnumId, FileId, GroupId, OperationId, PageId, TypeId};
pub use name::{Doc, Name};
pub use operation::{
    Account, Body, BodyKind, Group, Location, NamedOption, Operation, Parameter, PermissionSet, QueryOption, Response,
    ResponseType,
};
pub use page::{Outcome, Page};
pub use route::{
    ArgValue, Argument, Documented, Method, ParamIx, ParamKind, PathParam, PathTemplate, Piece, QueryPart, QueryValue,
    Route, Segment, SegmentKind,
};
pub(crate) use route::{is_guid, is_version};
pub use span::{BodyPlace, Span};
pub use types::{
    CRATES, Constraints, DocumentedRow, Edm, Enum, Member, NamedType, Property, PropertySource, RowOutcome, Type,
    TypeRef, UNLISTED,
};

use serde::Serialize;

/// Everything that a docs set documents, linked: ids point into these arenas.
#[derive(Debug, Default, Serialize)]
pub struct Api {
    /// Every page of the docs folder, in path order.
    pub pages: Arena<PageId, Page>,
    /// The resources that operations hang on.
    pub groups: Arena<GroupId, Group>,
    /// Operations, sorted by id.
    pub operations: Arena<OperationId, Operation>,
    /// Entity and complex types, sorted by wire name.
    pub types: Arena<TypeId, Type>,
    /// Enumerations, sorted by wire name.
    pub enums: Arena<EnumId, Enum>,
    /// Rows of property tables, and what became of them.
    pub rows: Vec<DocumentedRow>,
    /// Examples on pages that document no operation.
    pub stray_examples: Vec<Example>,
    /// Origin and version prefix of most example requests, e.g. `https://graph.microsoft.com/v1.0`.
    pub base_url: Option<String>,
}
