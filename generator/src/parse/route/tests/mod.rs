//! Fences in, templates out.

mod block;
mod query;
mod template;

use super::{RouteLine, read_routes};
use crate::model::QueryValue;

/// `METHOD template`, the query, and what was mended.
fn shown(route: &RouteLine) -> String {
    let query: Vec<String> = route
        .query
        .iter()
        .map(|(key, value)| match value {
            QueryValue::Param(name) => format!("{key}={{{name}}}"),
            QueryValue::Literal(text) => format!("{key}={text}"),
        })
        .collect();
    let mut out = format!("{} {}", route.method, route.template);
    if !query.is_empty() {
        out = format!("{out}?{}", query.join("&"));
    }
    if !route.repairs.is_empty() {
        out = format!("{out} ({})", route.repairs.join(", "));
    }
    out
}

/// The one route of a line, with its parameters as documented.
fn only(text: &str) -> (String, RouteLine) {
    let mut block = read_routes(text);
    assert_eq!(block.problems, [], "{text}");
    assert_eq!(block.routes.len(), 1, "{text}");
    let route = block.routes.remove(0);
    (shown(&route), route)
}
