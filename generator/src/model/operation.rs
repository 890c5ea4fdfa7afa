//! Operations and what belongs to them.

use super::{ArgType, Doc, Example, GroupId, Name, NamedType, OperationId, PageId, QueryPart, Route, Span, TypeRef};
use serde::Serialize;

/// A resource that operations hang on.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// Wire name (`driveItem`) and the module's, accessor's (`drive_item`).
    pub name: Name,
    /// The group struct: `DriveItem`.
    pub rust_type: String,
    /// Its operations, sorted by id.
    pub operations: Vec<OperationId>,
}

/// An operation: one thing to ask of one resource, through one or several routes.
#[derive(Clone, Debug, Serialize)]
pub struct Operation {
    /// `driveItem.checkin`: unique, stable.
    pub id: String,
    /// The resource.
    pub group: GroupId,
    /// Name on its group (`createUploadSession`) and the function's (`create_upload_session`).
    pub name: Name,
    /// Stem of its Rust types: `CreateUploadSession`.
    pub rust_type: String,
    /// The pages that document it, in path order; never empty.
    pub pages: Vec<PageId>,
    /// Where it is documented: the first page's H1.
    pub span: Span,
    /// What the first page says of it.
    pub doc: Doc,
    /// Said to be deprecated; the text may be empty.
    pub deprecated: Option<Doc>,
    /// One per method and template, sorted by function name.
    pub routes: Vec<Route>,
    /// Permissions per account kind, each page's on its own.
    pub permissions: Vec<PermissionSet>,
    /// Headers, query options, function and body parameters from tables, and path parameters of the routes.
    pub parameters: Vec<Parameter>,
    /// OData options that the page names.
    pub query_options: Vec<NamedOption>,
    /// What is sent.
    pub body: Body,
    /// What comes back, in documented order.
    pub responses: Vec<Response>,
    /// Type of a successful response's body.
    pub output: ResponseType,
    /// The docs also know a success without a body, such as 204 beside 200.
    pub optional_output: bool,
    /// It tells what has changed since the last time.
    pub delta: bool,
    /// It is accepted first and done later; what there is then.
    pub long_running: Option<ResponseType>,
    /// Documented examples, in page order.
    pub examples: Vec<Example>,
}

impl Operation {
    /// The OData options that it takes: those that its page names, in a list, in a table or in a route.
    pub fn options(&self) -> Vec<QueryOption> {
        QueryOption::ALL.into_iter().filter(|option| self.place_of(*option).is_some()).collect()
    }

    /// Where an OData option is named: in the text, in a table or in a route's query, in this order. `None` for one that it
    /// doesn't take.
    pub fn place_of(&self, option: QueryOption) -> Option<Span> {
        let is = |wire: &str| wire.eq_ignore_ascii_case(option.wire());
        let in_text = self.query_options.iter().find(|named| named.option == option).map(|named| named.span);
        let in_table = || {
            let mut parameters = self.parameters.iter().filter(|p| p.location == Location::Query);
            parameters.find(|p| is(&p.name.wire)).map(|p| p.span)
        };
        let in_route = || {
            let route = self.routes.iter().find(|route| route.query.iter().any(|part| is(&part.name.wire)));
            route.map(|route| route.documented.first().map_or(self.span, |line| line.span))
        };
        in_text.or_else(in_table).or_else(in_route)
    }

    /// Query placeholders and fixed query parts of all routes, each name once, in order of first appearance.
    pub fn query_parts(&self) -> Vec<&QueryPart> {
        let mut parts: Vec<&QueryPart> = Vec::new();
        for part in self.routes.iter().flat_map(|r| &r.query) {
            if !parts.iter().any(|p| p.name.wire == part.name.wire) {
                parts.push(part);
            }
        }
        parts
    }

    /// The type that values of a query parameter have in Rust; `None` if no page names it in exactly this way.
    pub fn query_type(&self, wire: &str) -> Option<ArgType> {
        let in_tables = self.parameters.iter().filter(|p| p.location == Location::Query);
        let in_tables = in_tables.map(|p| (&p.name.wire, ArgType::of(p.ty)));
        let in_routes = self.query_parts().into_iter().filter(|part| part.is_set_by_caller());
        let mut all = in_tables.chain(in_routes.map(|part| (&part.name.wire, ArgType::Str)));
        // Spellings that differ in their case have one setter: that of the first.
        let first = all.find(|(name, _)| name.eq_ignore_ascii_case(wire));
        first.filter(|(name, _)| *name == wire).map(|(_, ty)| ty)
    }

    /// The types that it names itself: parameters, body, responses, examples.
    pub fn named_types(&self) -> Vec<NamedType> {
        let response = |ty: &ResponseType| match ty {
            ResponseType::One(ty) | ResponseType::Page(ty) => Some(*ty),
            ResponseType::None | ResponseType::Content | ResponseType::Untyped => None,
        };
        let body = match self.body.kind {
            BodyKind::Json(ty) => Some(ty),
            BodyKind::None | BodyKind::Parameters | BodyKind::Content | BodyKind::Untyped => None,
        };
        let examples = self.examples.iter().flat_map(|example| &example.responses);
        let all = self.parameters.iter().map(|parameter| parameter.ty);
        let all = all.chain(body).chain(self.responses.iter().filter_map(|r| response(&r.ty)));
        let all = all.chain(response(&self.output)).chain(self.long_running.as_ref().and_then(response));
        let all = all.chain(examples.filter_map(|r| r.ty));
        all.map(|ty| ty.named).collect()
    }
}

/// Where a parameter goes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Location {
    /// A path segment.
    Path,
    /// The query string.
    Query,
    /// A request header.
    Header,
    /// An argument of a function segment.
    Function,
    /// A member of the JSON body.
    Body,
}

/// A documented parameter.
#[derive(Clone, Debug, Serialize)]
pub struct Parameter {
    /// Wire name and Rust name.
    pub name: Name,
    /// Where it goes.
    pub location: Location,
    /// Its type.
    pub ty: TypeRef,
    /// Said to be required, or a path parameter.
    pub required: bool,
    /// What the page says of it.
    pub doc: Doc,
    /// Where it is documented.
    pub span: Span,
}

/// A kind of account that permissions are granted to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
pub enum Account {
    /// Delegated, work or school account.
    #[serde(rename = "delegated-work")]
    DelegatedWork,
    /// Delegated, personal account.
    #[serde(rename = "delegated-personal")]
    DelegatedPersonal,
    /// Application.
    #[serde(rename = "application")]
    Application,
}

impl Account {
    /// The name used in `inspect` and in the surface.
    pub fn as_str(self) -> &'static str {
        match self {
            Account::DelegatedWork => "delegated-work",
            Account::DelegatedPersonal => "delegated-personal",
            Account::Application => "application",
        }
    }
}

/// The permissions that one page documents for one kind of account.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct PermissionSet {
    /// Who they are granted to.
    pub account: Account,
    /// Every permission that it names, least privileged first; empty if the page says "Not supported".
    pub names: Vec<String>,
    /// What suffices, least privileged first: each is a set of permissions that are needed together ("A and B, C").
    pub alternatives: Vec<Vec<String>>,
    /// What some requests need besides, in the page's words.
    pub besides: Vec<String>,
    /// False where the page holds a placeholder (`**TODO: …**`) or nothing: then `names` says nothing.
    pub documented: bool,
    /// The page that says so.
    pub page: PageId,
    /// Where the row stands.
    pub span: Span,
    /// The routes they hold for, where the page tells them apart: a heading's text or the annotation's `requestUrls`.
    pub route_filter: Option<String>,
}

/// An OData query option that the page says is supported.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
pub enum QueryOption {
    /// `$select`
    Select,
    /// `$expand`
    Expand,
    /// `$filter`
    Filter,
    /// `$orderby`
    OrderBy,
    /// `$search`
    Search,
    /// `$top`
    Top,
    /// `$skip`
    Skip,
    /// `$count`
    Count,
    /// `$skipToken`
    SkipToken,
    /// `$format`
    Format,
}

/// An OData option and where the docs name it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct NamedOption {
    /// The option.
    pub option: QueryOption,
    /// The paragraph, row or example that names it, or speaks of all options.
    pub span: Span,
}

impl QueryOption {
    /// Every option.
    pub const ALL: [QueryOption; 10] = [
        QueryOption::Select,
        QueryOption::Expand,
        QueryOption::Filter,
        QueryOption::OrderBy,
        QueryOption::Search,
        QueryOption::Top,
        QueryOption::Skip,
        QueryOption::Count,
        QueryOption::SkipToken,
        QueryOption::Format,
    ];

    /// Those that operations on collections take as a rule: what docs mean by "the OData query parameters".
    pub const GENERAL: [QueryOption; 8] = [
        QueryOption::Select,
        QueryOption::Expand,
        QueryOption::Filter,
        QueryOption::OrderBy,
        QueryOption::Search,
        QueryOption::Top,
        QueryOption::Skip,
        QueryOption::Count,
    ];

    /// The option of this name, in whatever case it is written: services don't mind.
    pub fn parse(wire: &str) -> Option<QueryOption> {
        QueryOption::ALL.into_iter().find(|option| option.wire().eq_ignore_ascii_case(wire))
    }

    /// Whether the client can send this value, and as it stands here.
    pub fn takes(self, value: &str) -> bool {
        match self {
            QueryOption::Top | QueryOption::Skip => value.parse::<u32>().is_ok_and(|n| n.to_string() == value),
            QueryOption::Count => ArgType::Bool.writes(value),
            _ => true,
        }
    }

    /// The option as sent.
    pub fn wire(self) -> &'static str {
        match self {
            QueryOption::Select => "$select",
            QueryOption::Expand => "$expand",
            QueryOption::Filter => "$filter",
            QueryOption::OrderBy => "$orderby",
            QueryOption::Search => "$search",
            QueryOption::Top => "$top",
            QueryOption::Skip => "$skip",
            QueryOption::Count => "$count",
            QueryOption::SkipToken => "$skiptoken",
            QueryOption::Format => "$format",
        }
    }
}

/// What an operation's requests carry.
#[derive(Clone, Debug, Serialize)]
pub struct Body {
    /// The kind of content.
    pub kind: BodyKind,
    /// What the page says of it.
    pub doc: Doc,
    /// Where it is documented.
    pub span: Span,
}

/// Kinds of request content.
#[derive(Clone, Debug, Serialize)]
pub enum BodyKind {
    /// None.
    None,
    /// A JSON object made of the operation's body parameters.
    Parameters,
    /// The JSON representation of a type.
    Json(TypeRef),
    /// Bytes: files, MIME, HTML.
    Content,
    /// Something that the page does not type: any JSON value, and bytes as a way out.
    Untyped,
}

/// A documented response.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Response {
    /// Status code.
    pub status: u16,
    /// What the body holds.
    pub ty: ResponseType,
}

/// What a response's body holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub enum ResponseType {
    /// Nothing.
    None,
    /// One JSON value of the type.
    One(TypeRef),
    /// A page of items: `value` and a next link.
    Page(TypeRef),
    /// Bytes.
    Content,
    /// JSON that the page does not type.
    Untyped,
}
