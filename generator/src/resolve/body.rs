//! What a request carries.

use super::operations::Input;
use crate::model::draft::PageDraft;
use crate::model::{
    Body, BodyKind, Doc, Edm, Location, Method, NamedType, Parameter, ResponseType, Route, Span, TypeRef,
};

/// Decides the kind of body from the pages of an operation.
///
/// "A JSON representation of X" is X, also beside a table (the table then lists what matters of X); a table alone is an object
/// of its own; a section that says there is none, an empty one where no example sends one, or a GET or DELETE with no word
/// about one, is none; a section about bytes is content. A PATCH that sends JSON sends parts of what it gives back. What is
/// left is untyped JSON.
pub(crate) fn kind(
    pages: &[&PageDraft],
    parameters: &[Parameter],
    input: &Input<'_>,
    routes: &[Route],
    output: ResponseType,
) -> Body {
    let span =
        pages.iter().find_map(|p| p.body.span).or(pages.first().map(|p| p.title_span)).unwrap_or(Span::file(0.into()));
    let doc = pages.iter().map(|p| &p.body.doc).find(|d| !d.is_empty()).cloned().unwrap_or(Doc::default());
    let represented =
        pages.iter().find_map(|p| p.body.represents.as_ref()).map(|expr| input.names.link(expr, input.ids));
    let has_table = parameters.iter().any(|p| p.location == Location::Body);
    let kind = match represented {
        Some(ty) if ty.named != NamedType::Edm(Edm::Untyped) => BodyKind::Json(ty),
        _ if has_table => BodyKind::Parameters,
        _ if pages.iter().any(|p| p.body.content) => BodyKind::Content,
        _ if pages.iter().all(|p| says_nothing(p)) && !shows_body(pages) => BodyKind::None,
        _ if pages.iter().any(|p| p.body.none) => BodyKind::None,
        _ if routes.iter().all(|r| matches!(r.method, Method::Get | Method::Delete | Method::Head))
            && !shows_body(pages) =>
        {
            BodyKind::None
        }
        _ => match output {
            ResponseType::One(ty @ TypeRef { named: NamedType::Type(_), .. }) if updates(routes) => BodyKind::Json(ty),
            _ => BodyKind::Untyped,
        },
    };
    Body { kind, doc, span }
}

fn updates(routes: &[Route]) -> bool {
    routes.iter().all(|r| r.method == Method::Patch)
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
