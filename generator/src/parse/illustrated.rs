//! What request lines among the query parameters show: options and parameters that the section names nowhere else.

use super::prose::options::Options;
use super::route;
use crate::model::draft::{PageDraft, ParameterDraft};
use crate::model::{Doc, Location, QueryOption, Span};
use std::ops::Range;

/// Query parameters that request lines show, in order.
#[derive(Debug, Default)]
pub(crate) struct Illustrated {
    parameters: Vec<(String, Span)>,
}

impl Illustrated {
    /// Takes the request lines of a fence.
    pub(crate) fn fence(&mut self, text: &str, options: &mut Options, span: impl Fn(Range<usize>) -> Span) {
        if !text.contains('?') {
            return;
        }
        for line in route::read_routes(text).routes {
            let at = span(line.documented);
            for (name, _) in line.query {
                match QueryOption::ALL.into_iter().find(|option| name.eq_ignore_ascii_case(option.wire())) {
                    Some(option) => options.show(option, at),
                    None => self.parameters.push((name, at)),
                }
            }
        }
    }

    /// Adds the parameters that neither a table nor a route has.
    pub(crate) fn add_to(self, page: &mut PageDraft) {
        for (name, span) in self.parameters {
            let is_name = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '$'));
            let in_a_table = page.parameters.iter().any(|p| p.name.eq_ignore_ascii_case(&name));
            let in_a_route = page.routes.iter().flat_map(|r| &r.query).any(|(key, _)| key.eq_ignore_ascii_case(&name));
            if is_name && !in_a_table && !in_a_route {
                page.parameters.push(ParameterDraft {
                    name,
                    location: Location::Query,
                    ty: None,
                    required: false,
                    values: Vec::new(),
                    flags: false,
                    doc: Doc::default(),
                    span,
                });
            }
        }
    }
}
