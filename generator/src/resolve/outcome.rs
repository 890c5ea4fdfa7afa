//! What became of each page: exactly one outcome.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::Outcome;
use crate::model::draft::PageDraft;

/// Decides a page's outcome. `made` tells whether its routes became an operation.
pub(crate) fn of(page: &PageDraft, made: bool, diagnostics: &mut Vec<Diagnostic>) -> Outcome {
    if let Some(reason) = &page.unreadable {
        return Outcome::Skipped(reason.clone());
    }
    if made {
        report_doc_type(page, "apiPageType", diagnostics);
        return Outcome::Operation;
    }
    if !page.routes.is_empty() {
        return Outcome::Skipped("its operation has no usable name".to_owned());
    }
    if !page.types.is_empty() {
        report_doc_type(page, "resourcePageType", diagnostics);
        return Outcome::Type;
    }
    if !page.enums.is_empty() {
        return Outcome::Enum;
    }
    let claims = page.doc_type.as_deref().is_some_and(|t| t.eq_ignore_ascii_case("apiPageType"));
    if claims || page.has_route_section {
        diagnostics.push(Diagnostic::new(Code::NoRoute, page.title_span, "this API page documents no route"));
        return Outcome::Skipped("an API page without a route".to_owned());
    }
    Outcome::Prose
}

/// A page documents something else than its front matter says.
fn report_doc_type(page: &PageDraft, fitting: &str, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(wrong) = page.doc_type.as_deref().filter(|t| !t.eq_ignore_ascii_case(fitting)) {
        let message = format!("the page says it is of doc_type `{wrong}`; what it documents is of `{fitting}`");
        diagnostics.push(Diagnostic::new(Code::DocTypeWrong, page.title_span, message));
    }
}
