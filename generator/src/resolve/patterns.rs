//! Operations that are more than one call: those that tell changes, and those that are done later.

use super::operations::Input;
use super::responses::typed;
use crate::model::draft::PageDraft;
use crate::model::{Example, Method, Response, ResponseType, Route, SegmentKind};

/// Whether an operation tells what has changed since the last time: a page of items, by functions called `delta`, or with a
/// delta link in an example.
pub(crate) fn is_delta(routes: &[Route], examples: &[Example], output: ResponseType) -> bool {
    let is_page = matches!(output, ResponseType::Page(_));
    let reads = !routes.is_empty() && routes.iter().all(|route| route.method == Method::Get);
    is_page && reads && (routes.iter().all(ends_in_delta) || shows_delta_link(examples))
}

fn ends_in_delta(route: &Route) -> bool {
    let name = match route.template.segments.last().map(|segment| &segment.kind) {
        Some(SegmentKind::Literal(name) | SegmentKind::Function { name, .. }) => name,
        _ => return false,
    };
    // Functions may be written with their namespace.
    name.rsplit('.').next().is_some_and(|name| name.eq_ignore_ascii_case("delta"))
}

fn shows_delta_link(examples: &[Example]) -> bool {
    let own = examples.iter().filter(|example| example.binding.is_some());
    let mut bodies = own.flat_map(|example| &example.responses).filter_map(|response| response.body.as_deref());
    bodies.any(|body| body.contains("\"@odata.deltaLink\""))
}

/// What there is in the end, if an operation is accepted first and done later: where 202 is documented, and an example or the
/// Response section names the header that says where to look, or an annotation gives the type of the result.
pub(crate) fn long_running(
    pages: &[&PageDraft],
    examples: &[Example],
    documented: &[Response],
    output: ResponseType,
    input: &Input<'_>,
) -> Option<ResponseType> {
    let drafts = pages.iter().flat_map(|page| &page.examples).flat_map(|example| &example.responses);
    let annotated = drafts.filter_map(|response| response.long_running_type.as_ref()).next();
    if let Some(expr) = annotated {
        return Some(typed(input.names.link(expr, input.ids)));
    }
    let accepted = documented.iter().any(|response| response.status == ACCEPTED);
    let told = pages.iter().any(|page| page.response.location) || shows_monitor(examples);
    (accepted && told).then_some(output)
}

const ACCEPTED: u16 = 202;

fn shows_monitor(examples: &[Example]) -> bool {
    let mut accepted = examples.iter().flat_map(|example| &example.responses).filter(|r| r.status == ACCEPTED);
    let is_monitor =
        |name: &str| ["location", "operation-location"].iter().any(|known| name.eq_ignore_ascii_case(known));
    accepted.any(|response| response.headers.iter().any(|header| is_monitor(&header.name)))
}
