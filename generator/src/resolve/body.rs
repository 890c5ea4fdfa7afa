//! What a request carries.

use super::names::Target;
use super::operations::Input;
use super::shown;
use crate::json;
use crate::model::draft::{PageDraft, TypeExpr};
use crate::model::{
    Body, BodyKind, Doc, Edm, HttpRequest, Location, Method, NamedType, Parameter, ResponseType, Route, SegmentKind,
    Span, TypeRef,
};

/// What is known of an operation when its body is decided.
pub(crate) struct Known<'a> {
    pub pages: &'a [&'a PageDraft],
    pub parameters: &'a [Parameter],
    pub routes: &'a [Route],
    /// What comes back.
    pub output: ResponseType,
    /// The resource's type, if the operation is named like its method and nothing else.
    pub resource: Option<TypeRef>,
}

/// Decides the kind of body from the pages of an operation.
///
/// A reference is one to whatever it leads to. "A JSON representation of X" is X, also beside a table (the table then lists
/// what matters of X); a table alone is an object of its own, unless it lists the fields of a form; a section that says there
/// is none, an empty one where no example sends one, or a GET or DELETE with no word about one, is none; a section about bytes
/// is content. What is left is told by what examples send, see [`sent`], or untyped JSON.
pub(crate) fn kind(known: &Known<'_>, input: &Input<'_>) -> Body {
    let pages = known.pages;
    let span =
        pages.iter().find_map(|p| p.body.span).or(pages.first().map(|p| p.title_span)).unwrap_or(Span::file(0.into()));
    let doc = pages.iter().map(|p| &p.body.doc).find(|d| !d.is_empty()).cloned().unwrap_or(Doc::default());
    let has_table = known.parameters.iter().any(|p| p.location == Location::Body);
    let kind = match represented(pages, input) {
        _ if is_reference(pages, known.routes) => BodyKind::Parameters,
        Some(ty) => BodyKind::Json(ty),
        _ if has_table && pages.iter().any(|p| p.body.form) => BodyKind::Content,
        _ if has_table => own_type(pages, input).map_or(BodyKind::Parameters, BodyKind::Json),
        _ if pages.iter().any(|p| p.body.content) => BodyKind::Content,
        _ if pages.iter().all(|p| says_nothing(p)) && !shows_body(pages) => BodyKind::None,
        _ if pages.iter().any(|p| p.body.none) => BodyKind::None,
        _ if known.routes.iter().all(|r| matches!(r.method, Method::Get | Method::Delete | Method::Head))
            && !shows_body(pages) =>
        {
            BodyKind::None
        }
        _ => sent(known, input),
    };
    Body { kind, doc, span }
}

/// The type that the Request body section speaks of. A name without a link counts where a type of that name is documented.
fn represented(pages: &[&PageDraft], input: &Input<'_>) -> Option<TypeRef> {
    let is_type = |expr: &&TypeExpr| matches!(input.names.lookup(expr), Some(Target::Type(_)));
    let expr = pages.iter().find_map(|p| p.body.represents.as_ref().or(p.body.named.as_ref().filter(is_type)))?;
    Some(input.names.link(expr, input.ids)).filter(|ty| ty.named != NamedType::Edm(Edm::Untyped))
}

/// The type that a request is annotated with, if its page defines it.
fn own_type(pages: &[&PageDraft], input: &Input<'_>) -> Option<TypeRef> {
    let annotated = pages.iter().flat_map(|page| page.examples.iter().map(move |example| (page, example)));
    let defined = annotated.filter_map(|(page, example)| {
        let expr = example.ty.as_ref()?;
        page.types.iter().any(|ty| ty.name.eq_ignore_ascii_case(&expr.name)).then_some(expr)
    });
    defined.map(|expr| input.names.link(expr, input.ids)).next()
}

/// The body of an operation whose pages don't say what it is: what a request's annotation says; bytes, if the examples' content
/// type is none of JSON; for a PATCH parts of what it gives back, else of its resource; for a POST or PUT what it gives back,
/// if the examples send members of that. Else untyped JSON.
fn sent(known: &Known<'_>, input: &Input<'_>) -> BodyKind {
    let annotated = known.pages.iter().flat_map(|p| &p.examples).find_map(|e| e.ty.as_ref());
    let annotated = annotated.map(|expr| input.names.link(expr, input.ids));
    if let Some(ty) = annotated.filter(|ty| ty.named != NamedType::Edm(Edm::Untyped)) {
        return BodyKind::Json(ty);
    }
    let mut bodies = bodies(known.pages, known.routes).peekable();
    if bodies.peek().is_some() && bodies.all(is_no_json) {
        return BodyKind::Content;
    }
    let all = |any: &[Method]| known.routes.iter().all(|r| any.contains(&r.method));
    let back = match known.output {
        ResponseType::One(ty @ TypeRef { named: NamedType::Type(_), .. }) => Some(ty),
        _ => None,
    };
    let found = if all(&[Method::Patch]) {
        back.or(known.resource)
    } else if all(&[Method::Post, Method::Put]) {
        back.filter(|ty| sends_members(known, *ty, input))
    } else {
        None
    };
    found.map_or(BodyKind::Untyped, BodyKind::Json)
}

/// Whether every example body is an object of members that a type has.
fn sends_members(known: &Known<'_>, ty: TypeRef, input: &Input<'_>) -> bool {
    let NamedType::Type(id) = ty.named else { return false };
    let mut members =
        bodies(known.pages, known.routes).map(|request| shown::members(request.body.as_deref())).peekable();
    members.peek().is_some()
        && members.all(|members| {
            members.is_some_and(|own| !own.is_empty() && shown::known(&own, id, input.types) == own.len())
        })
}

fn is_no_json(request: &HttpRequest) -> bool {
    let header = request.headers.iter().find(|h| h.name.eq_ignore_ascii_case("content-type"));
    header.is_some_and(|h| !h.value.to_ascii_lowercase().contains("json"))
}

/// Whether what is sent is a reference, `{"@odata.id": "…"}` (OData 4.01 JSON, section 14): the routes end in `$ref` and no
/// example sends members, or the examples send nothing else.
pub(crate) fn is_reference(pages: &[&PageDraft], routes: &[Route]) -> bool {
    let is_ref = |route: &Route| {
        let last = route.template.segments.last();
        last.is_some_and(|s| matches!(&s.kind, SegmentKind::Literal(text) if text.eq_ignore_ascii_case("$ref")))
            && matches!(route.method, Method::Post | Method::Put | Method::Patch)
    };
    let all_are_refs = routes.iter().all(is_ref);
    // Few examples name what they refer to; the name may be spelled with escapes.
    let may_name_one = |body: &str| body.contains("@odata.id") || body.contains("\\u");
    if !all_are_refs && !bodies(pages, routes).filter_map(|request| request.body.as_deref()).any(may_name_one) {
        return false;
    }
    let mut shown = false;
    for request in bodies(pages, routes) {
        match request.body.as_deref().and_then(control_information) {
            Some(names_one) => shown |= names_one,
            None => return false,
        }
    }
    shown || all_are_refs
}

/// Of an object with nothing but control information, whether that names what it refers to. An empty one has none.
fn control_information(body: &str) -> Option<bool> {
    let object = json::read(body).ok()?.into_members()?;
    let is_control = !object.is_empty() && object.names().all(|name| name.starts_with("@odata."));
    is_control.then(|| object.get("@odata.id").is_some())
}

/// A page that says there is no body, or says nothing of one: no section, or an empty one beside an example.
fn says_nothing(page: &PageDraft) -> bool {
    let empty = page.body.doc.is_empty() && !page.examples.is_empty();
    page.body.none || !page.body.present || empty
}

/// Whether an example sends a body.
fn shows_body(pages: &[&PageDraft]) -> bool {
    pages.iter().flat_map(|p| &p.examples).filter_map(|e| e.request.as_ref()).any(|r| r.body.is_some())
}

/// The example requests that send a body by one of the operation's methods.
fn bodies<'p>(pages: &'p [&'p PageDraft], routes: &'p [Route]) -> impl Iterator<Item = &'p HttpRequest> {
    let requests = pages.iter().flat_map(|p| &p.examples).filter_map(|e| e.request.as_ref());
    requests.filter(|r| r.body.is_some() && routes.iter().any(|route| route.method == r.method))
}
