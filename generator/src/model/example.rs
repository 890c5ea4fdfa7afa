//! Documented examples, and what a client should make of them.

use super::{BodyPlace, Method, PageId, Span, TypeRef};
use serde::Serialize;

/// A documented example: a request and what came back.
#[derive(Clone, Debug, Serialize)]
pub struct Example {
    /// The annotation's name.
    pub name: Option<String>,
    /// The page.
    pub page: PageId,
    /// Where the request line stands.
    pub span: Span,
    /// Where its body stands.
    pub body_place: BodyPlace,
    /// Whether a `request` annotation stands before it; else it was recognised by its first line.
    pub annotated: bool,
    /// The request.
    pub request: HttpRequest,
    /// The responses paired with it.
    pub responses: Vec<ExampleResponse>,
    /// How it can be tested.
    pub verdict: Verdict,
    /// The route and values it uses, where one fits.
    pub binding: Option<Binding>,
    /// Pointers to members of the request's body that its documented type does not have.
    pub undocumented: Vec<String>,
    /// Where it contradicts its docs, in order of places.
    pub contradictions: Vec<Contradiction>,
}

/// Something in an example that the rest of its docs contradicts, or that can't be read.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Contradiction {
    /// Code of the diagnostic that says so.
    pub code: &'static str,
    /// Where.
    pub span: Span,
    /// The diagnostic's sentence.
    pub message: String,
}

/// How an example can be tested.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(tag = "verdict", content = "reason", rename_all = "lowercase")]
pub enum Verdict {
    /// Through the typed call.
    Typed,
    /// Through the typed route, with something given raw.
    Raw(String),
    /// Not at all.
    Skipped(String),
}

/// The request of an example.
#[derive(Clone, Debug, Serialize)]
pub struct HttpRequest {
    /// The method.
    pub method: Method,
    /// The URL, as documented.
    pub url: String,
    /// Headers in documented order and casing.
    pub headers: Vec<HeaderField>,
    /// What follows the empty line; `None` if nothing does.
    pub body: Option<String>,
}

/// A header line of an example.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct HeaderField {
    /// Before the colon.
    pub name: String,
    /// After it, trimmed.
    pub value: String,
}

impl HeaderField {
    /// Whether it is the header of this name, in whatever case.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// Whether the body of an example claims to be JSON: by its content type, else by how it starts.
pub fn claims_json(headers: &[HeaderField], body: &str) -> bool {
    match headers.iter().find(|header| header.is("content-type")) {
        Some(header) => header.value.to_ascii_lowercase().contains("json"),
        None => body.trim_start().starts_with(['{', '[']),
    }
}

/// Whether a header is the client's to send: it belongs to the connection (RFC 9110, 7.6.1), or holds credentials.
pub fn is_of_the_client(header: &str) -> bool {
    const NAMES: [&str; 12] = [
        "authorization",
        "connection",
        "content-length",
        "expect",
        "host",
        "keep-alive",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    ];
    NAMES.iter().any(|name| header.eq_ignore_ascii_case(name))
}

/// A response of an example.
#[derive(Clone, Debug, Serialize)]
pub struct ExampleResponse {
    /// Status code.
    pub status: u16,
    /// Headers.
    pub headers: Vec<HeaderField>,
    /// Body text, if any.
    pub body: Option<String>,
    /// The type that its annotation gives.
    pub ty: Option<TypeRef>,
    /// The annotation says that the body is cut short.
    pub truncated: bool,
    /// The annotation says that this is a failure.
    pub expect_error: bool,
    /// Where the status line stands.
    pub span: Span,
    /// Where the body stands.
    pub body_place: BodyPlace,
    /// What the operation's client should make of it.
    pub reading: Reading,
    /// Pointers to members that their documented type does not have.
    pub undocumented: Vec<String>,
}

/// What a client should make of a documented response.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(tag = "reading", content = "pointers", rename_all = "lowercase")]
pub enum Reading {
    /// It becomes what the operation returns.
    Returned,
    /// As `Returned`; the values at these pointers (`/value/0/size`) aren't of their documented types.
    Misfits(Vec<String>),
    /// The operation returns nothing, and the docs show a body.
    Ignored,
    /// A success whose body isn't what the operation returns.
    Undecodable,
    /// An error.
    Failed,
    /// Content that is found elsewhere.
    Moved,
}

impl Reading {
    /// The name that `inspect` shows.
    pub fn name(&self) -> &'static str {
        match self {
            Reading::Returned => "returned",
            Reading::Misfits(_) => "misfits",
            Reading::Ignored => "ignored",
            Reading::Undecodable => "undecodable",
            Reading::Failed => "failed",
            Reading::Moved => "moved",
        }
    }
}

/// How an example's request is made through the client.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Binding {
    /// Index into the operation's routes.
    pub route: usize,
    /// One value per template parameter, unescaped.
    pub args: Vec<String>,
    /// Query pairs, unescaped, in documented order.
    pub query: Vec<(String, String)>,
    /// The path as it should be on the wire, percent-encoded, below the base URL's path.
    pub path: String,
}

impl Binding {
    /// Whether the query has several pairs of this name: setters replace what was set before.
    pub fn repeats(&self, key: &str) -> bool {
        self.query.iter().filter(|(other, _)| other.eq_ignore_ascii_case(key)).count() > 1
    }
}

impl HttpRequest {
    /// Whether several header lines have this name, which setters would replace. `Prefer` is added to.
    pub fn repeats(&self, header: &str) -> bool {
        !header.eq_ignore_ascii_case("prefer")
            && self.headers.iter().filter(|other| other.name.eq_ignore_ascii_case(header)).count() > 1
    }
}
