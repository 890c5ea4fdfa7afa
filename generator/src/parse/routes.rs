//! Which fences document routes.
//!
//! Those of an HTTP request section, and those below a heading of the page's own making: some pages have a heading per
//! scenario and its routes below it. There a full URL leads elsewhere and does not count. Only where a page has neither, or
//! its scenarios are annotated as requests like its examples, do those stand in. A page that is about a type documents routes in
//! HTTP request sections only.

use super::markdown::{Row, Table};
use super::route::{self, is_instance};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::Span;
use crate::model::draft::RouteDraft;
use std::ops::Range;

/// Whether a table documents routes, a row each: `Method|Request URI`.
pub(crate) fn is_route_table(table: &Table<'_>) -> bool {
    let is_address = |h: &str| matches!(h, "request uri" | "request url" | "uri" | "url");
    table.column(|h| h == "method") == Some(0) && table.column(is_address) == Some(1)
}

/// The request line that a row of such a table is.
pub(crate) fn line_of(row: &Row<'_>) -> String {
    row.cells.iter().take(2).map(|cell| cell.plain.trim()).collect::<Vec<_>>().join(" ")
}

/// Where a fence with request lines stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    HttpRequest,
    Elsewhere,
    /// Elsewhere, and annotated as a request.
    Scenario,
    Example,
    /// Under query parameters, remarks and the like: no route.
    Illustration,
}

/// Route lines found so far, by place.
#[derive(Debug, Default)]
pub(crate) struct Candidates {
    found: Vec<(Place, RouteDraft)>,
    problems: Vec<Diagnostic>,
}

impl Candidates {
    /// Takes the request lines of a fence.
    pub(crate) fn fence(&mut self, text: &str, place: Place, span: impl Fn(Range<usize>) -> Span) {
        // Once a page has routes of its own, its examples show none: see `finish`.
        let has_own = || self.found.iter().any(|(p, _)| matches!(p, Place::HttpRequest | Place::Elsewhere));
        if place == Place::Illustration || place == Place::Example && has_own() {
            return;
        }
        let block = route::read_routes(text);
        for line in block.routes {
            if matches!(place, Place::Elsewhere | Place::Scenario) && line.origin.is_some() {
                continue;
            }
            let documented = text.get(line.documented.clone()).unwrap_or_default().to_owned();
            let at = span(line.documented);
            if !line.repairs.is_empty() && place == Place::HttpRequest {
                let message = format!("`{documented}` was mended: {}", line.repairs.join(", "));
                self.problems.push(Diagnostic::new(Code::RouteOdd, at, message));
            }
            let draft = RouteDraft {
                method: line.method,
                documented,
                template: line.template,
                query: line.query,
                with_arguments: false,
                optional_query: line.optional_query,
                span: at,
            };
            self.found.push((place, draft));
        }
        if place != Place::HttpRequest {
            return;
        }
        for (range, problem) in block.problems {
            let (code, message) = problem.describe(text.get(range.clone()).unwrap_or_default());
            self.problems.push(Diagnostic::new(code, span(range), message));
        }
    }

    /// The routes that the page documents. `api_page` tells whether it is about an operation rather than a type, `overview`
    /// that it is about neither by its folder alone.
    pub(crate) fn finish(self, api_page: bool, overview: bool, diagnostics: &mut Vec<Diagnostic>) -> Vec<RouteDraft> {
        diagnostics.extend(self.problems);
        let has = |place| self.found.iter().any(|(p, _)| *p == place);
        let in_section = has(Place::HttpRequest);
        let example_counts = !in_section && !has(Place::Elsewhere);
        let scenarios = self.found.iter().filter(|(place, _)| *place == Place::Scenario);
        let scenarios: Vec<RouteDraft> = scenarios.map(|(_, route)| route.clone()).collect();
        // An example of an annotated scenario is one, and no route of its own.
        let is_example = |route: &RouteDraft| {
            let mut same = scenarios.iter().filter(|scenario| scenario.method == route.method);
            same.any(|scenario| is_instance(&route.template, &scenario.template))
        };
        let kept = |(place, route): &(Place, RouteDraft)| match place {
            Place::HttpRequest => true,
            Place::Elsewhere | Place::Scenario => api_page,
            Place::Example => api_page && example_counts && !is_example(route),
            Place::Illustration => false,
        };
        let shown = self.found.iter().find(|(place, _)| *place != Place::Illustration).filter(|_| overview);
        if let Some((_, first)) = shown.filter(|_| !in_section) {
            let message = "requests on a page of this folder are no routes, unless its front matter has `doc_type: apiPageType` or \
                           they stand in an HTTP request section";
            diagnostics.push(Diagnostic::new(Code::RouteOverview, first.span, message));
        }
        let routes: Vec<RouteDraft> = self.found.into_iter().filter(kept).map(|(_, route)| route).collect();
        if let Some(first) = routes.first().filter(|_| !in_section) {
            diagnostics.push(Diagnostic::new(
                Code::RouteElsewhere,
                first.span,
                "this page documents its routes outside an HTTP request section",
            ));
        }
        routes
    }
}
