//! What one page says, before anything is linked: names of types are still text.

use super::edm::kind_in_json;
use super::{
    Account, BodyPlace, Constraints, Doc, FileId, HeaderField, HttpRequest, Location, NamedOption, PathTemplate,
    QueryValue, Span,
};

/// Everything that one page says.
#[derive(Clone, Debug)]
pub struct PageDraft {
    /// Path below the docs folder.
    pub path: String,
    /// Its source file.
    pub file: FileId,
    /// The H1, else the front matter's title, as plain text.
    pub title: String,
    /// Where the title stands.
    pub title_span: Span,
    /// The front matter's `doc_type`.
    pub doc_type: Option<String>,
    /// `ms.prod` or `ms.subservice`, as written.
    pub area: Option<String>,
    /// `Namespace: x` under the H1.
    pub namespace: Option<String>,
    /// The first paragraphs of the page.
    pub doc: Doc,
    /// A deprecation banner.
    pub deprecated: Option<Doc>,
    /// Whether it has an HTTP request section, be there a route in it or not.
    pub has_route_section: bool,
    /// Documented route lines.
    pub routes: Vec<RouteDraft>,
    /// Permission rows.
    pub permissions: Vec<PermissionDraft>,
    /// Header, query, path, function and body parameters.
    pub parameters: Vec<ParameterDraft>,
    /// OData options that the page names.
    pub query_options: Vec<NamedOption>,
    /// The Request body section.
    pub body: BodyDraft,
    /// The Response section.
    pub response: ResponseDraft,
    /// Request and response fences, paired.
    pub examples: Vec<ExampleDraft>,
    /// Types: from resource annotations and property tables.
    pub types: Vec<TypeDraft>,
    /// Enumerations.
    pub enums: Vec<EnumDraft>,
    /// Rows of property tables that belong to nothing with a name, or name nothing.
    pub rows_left_out: Vec<Span>,
    /// Rows of a resource page's Methods table.
    pub methods: Vec<MethodRow>,
    /// Why nothing could be read from the page at all (not UTF-8), if so.
    pub unreadable: Option<String>,
}

/// A documented route line.
#[derive(Clone, Debug)]
pub struct RouteDraft {
    /// The method.
    pub method: super::Method,
    /// The text after the method, as on the page.
    pub documented: String,
    /// The path.
    pub template: PathTemplate,
    /// Query parts, in order.
    pub query: Vec<(String, QueryValue)>,
    /// The query stands in brackets: it may be left out.
    pub optional_query: bool,
    /// The line's function with the arguments that the page lists in a table, not the line itself.
    pub with_arguments: bool,
    /// Where the line stands.
    pub span: Span,
}

/// One row of a permissions table.
#[derive(Clone, Debug)]
pub struct PermissionDraft {
    /// Who they are granted to.
    pub account: Account,
    /// Sets of permissions that are needed together, least privileged first: any one of them suffices.
    pub alternatives: Vec<Vec<String>>,
    /// What some requests need besides, in the page's words.
    pub besides: Vec<String>,
    /// False for placeholders and empty cells.
    pub documented: bool,
    /// What tells this table's routes from another's.
    pub route_filter: Option<String>,
    /// Where the row stands.
    pub span: Span,
}

/// One row of a parameter table.
#[derive(Clone, Debug)]
pub struct ParameterDraft {
    /// Name on the wire.
    pub name: String,
    /// The table it stands in. (Intune puts functions' URL parameters under Request body; resolve moves them.)
    pub location: Location,
    /// Its type, if a cell gives one.
    pub ty: Option<TypeExpr>,
    /// Said to be required.
    pub required: bool,
    /// Said to be optional.
    pub optional: bool,
    /// The values that its row lists beside the name of a type.
    pub values: Vec<String>,
    /// The prose says that several of the values may be set at once.
    pub flags: bool,
    /// What the page says of it.
    pub doc: Doc,
    /// Where the row stands.
    pub span: Span,
}

/// A type as written in a cell, an annotation or a sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TypeExpr {
    /// The name: `String`, `microsoft.graph.driveItem`, `driveItem`, `Edm.Int32`.
    pub name: String,
    /// Where the name links to, a page path below the docs folder if it could be resolved.
    pub link: Option<String>,
    /// Whether there are many.
    pub collection: bool,
    /// Further types the cell offers: `[A] or [B]`.
    pub alternatives: Vec<String>,
}

impl TypeExpr {
    /// One value of a type that is named and not linked.
    pub fn named(name: impl Into<String>) -> Self {
        TypeExpr { name: name.into(), link: None, collection: false, alternatives: Vec::new() }
    }

    /// Whether it offers primitives whose values are not all alike in JSON: `boolean or string`, `String/Number`.
    pub fn is_any_value(&self) -> bool {
        let Some(kind) = kind_in_json(&self.name).filter(|_| self.link.is_none()) else { return false };
        let others: Option<Vec<_>> = self.alternatives.iter().map(|other| kind_in_json(other)).collect();
        others.is_some_and(|others| others.iter().any(|other| *other != kind))
    }
}

/// The Request body section.
#[derive(Clone, Debug, Default)]
pub struct BodyDraft {
    /// Whether there is such a section.
    pub present: bool,
    /// It says that there is no body.
    pub none: bool,
    /// It says that no body is needed.
    pub optional: bool,
    /// It has a sentence about what is sent.
    pub described: bool,
    /// "A JSON representation of [X](x.md)", "Provide a new [X](x.md) object".
    pub represents: Option<TypeExpr>,
    /// What such sentences link to, in order: the first that is a type is represented.
    pub candidates: Vec<TypeExpr>,
    /// "A JSON representation of the X object", without a link: a type if there is one of that name.
    pub named: Option<TypeExpr>,
    /// It speaks of a stream, binary contents, MIME or HTML.
    pub content: bool,
    /// The table of headers says that it is a form: a table of the body lists its fields, not members of JSON.
    pub form: bool,
    /// What it says.
    pub doc: Doc,
    /// Where it starts.
    pub span: Option<Span>,
}

/// The Response section.
#[derive(Clone, Debug, Default)]
pub struct ResponseDraft {
    /// Status codes that it names, in order.
    pub statuses: Vec<u16>,
    /// The type that it names or links.
    pub ty: Option<TypeExpr>,
    /// What its sentences name or link to, in order: the first that is a type comes back.
    pub candidates: Vec<TypeExpr>,
    /// It speaks of the contents of a file rather than JSON.
    pub content: bool,
    /// It names `Location` or `Operation-Location`.
    pub location: bool,
    /// It shows a JSON object.
    pub shown: bool,
    /// It says that there is no body.
    pub none: bool,
}

/// An example request with its responses.
#[derive(Clone, Debug)]
pub struct ExampleDraft {
    /// The annotation's name.
    pub name: Option<String>,
    /// Whether a `request` annotation stands before it.
    pub annotated: bool,
    /// The request; absent if the fence holds none that could be read.
    pub request: Option<HttpRequest>,
    /// Why there is no request.
    pub problem: Option<String>,
    /// The annotation's type: of what is sent.
    pub ty: Option<TypeExpr>,
    /// `sampleKeys` of the annotation.
    pub sample_keys: Vec<String>,
    /// Where the request line stands.
    pub span: Span,
    /// Where its body stands.
    pub body_place: BodyPlace,
    /// Its responses.
    pub responses: Vec<ExampleResponseDraft>,
}

/// A response fence.
#[derive(Clone, Debug)]
pub struct ExampleResponseDraft {
    /// The annotation's names: requests that it answers.
    pub names: Vec<String>,
    /// Status code; absent if the status line is none.
    pub status: Option<u16>,
    /// Headers.
    pub headers: Vec<HeaderField>,
    /// Body text.
    pub body: Option<String>,
    /// The annotation's type.
    pub ty: Option<TypeExpr>,
    /// The annotation says it is cut short.
    pub truncated: bool,
    /// The annotation says it is a failure.
    pub expect_error: bool,
    /// The annotation says that there is no body.
    pub is_empty: bool,
    /// The annotation gives the type of the long-running operation's result.
    pub long_running_type: Option<TypeExpr>,
    /// Where the status line stands.
    pub span: Span,
    /// Where the body stands.
    pub body_place: BodyPlace,
}

/// A type as one page documents it.
#[derive(Clone, Debug)]
pub struct TypeDraft {
    /// Full name, or a bare one where the page gives no namespace.
    pub name: String,
    /// Other full names of it, `@type.aka`.
    pub aliases: Vec<String>,
    /// The base type, from the annotation or the prose.
    pub base: Option<TypeExpr>,
    /// `keyProperty`, split at commas.
    pub key: Vec<String>,
    /// `openType`.
    pub open: bool,
    /// `abstract`.
    pub is_abstract: bool,
    /// `nullableProperties`.
    pub nullable: Vec<String>,
    /// Rows of property and relationship tables.
    pub rows: Vec<PropertyRow>,
    /// Members of the JSON representation; `None` if it is absent or unreadable.
    pub json: Option<Vec<JsonMember>>,
    /// What the page says of it.
    pub doc: Doc,
    /// A deprecation banner.
    pub deprecated: Option<Doc>,
    /// Where it is documented.
    pub span: Span,
}

/// A row of a property or relationship table.
#[derive(Clone, Debug)]
pub struct PropertyRow {
    /// Name on the wire.
    pub name: String,
    /// Its type, if the cell holds one.
    pub ty: Option<TypeExpr>,
    /// The type cell links words that are no name: `[Identity set](person.md)`.
    pub labelled: bool,
    /// The type cell holds something that is no type.
    pub unreadable: bool,
    /// From a relationships table.
    pub relationship: bool,
    /// What the prose says about null.
    pub nullable: Option<bool>,
    /// The prose says it is required.
    pub required: bool,
    /// The prose says it is read-only.
    pub read_only: bool,
    /// The prose says it is write-only.
    pub write_only: bool,
    /// The prose says it is the key.
    pub key: bool,
    /// "Inherited from x".
    pub inherited_from: Option<TypeExpr>,
    /// Said to be deprecated.
    pub deprecated: Option<Doc>,
    /// What the prose says of its values.
    pub constraints: Constraints,
    /// The prose says that several of the values may be set at once.
    pub flags: bool,
    /// What the page says of it.
    pub doc: Doc,
    /// Where the row stands.
    pub span: Span,
}

/// A member of a resource block's JSON.
#[derive(Clone, Debug)]
pub struct JsonMember {
    /// Name on the wire.
    pub name: String,
    /// The type that its value names or shows.
    pub ty: TypeExpr,
    /// The values that it lists: `"a | b"`.
    pub values: Vec<String>,
    /// Where it stands.
    pub span: Span,
}

/// An enumeration as one page documents it.
#[derive(Clone, Debug)]
pub struct EnumDraft {
    /// Full name, or a bare one.
    pub name: String,
    /// Members in documented order.
    pub members: Vec<MemberDraft>,
    /// Said to allow several members at once.
    pub flags: bool,
    /// What the page says of it.
    pub doc: Doc,
    /// Where it is documented.
    pub span: Span,
}

/// A member of an enumeration.
#[derive(Clone, Debug)]
pub struct MemberDraft {
    /// Name on the wire.
    pub name: String,
    /// What the page says of it.
    pub doc: Doc,
    /// Where it is named.
    pub span: Span,
}

/// A row of a resource page's Methods table.
#[derive(Clone, Debug)]
pub struct MethodRow {
    /// Page path below the docs folder that the row links to.
    pub page: String,
    /// The return type.
    pub ty: Option<TypeExpr>,
    /// It says that nothing is returned.
    pub none: bool,
}
