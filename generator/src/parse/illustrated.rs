//! What request lines among the query parameters show: options and parameters that the section names nowhere else.

use super::prose::options::Options;
use super::route::{self, is_instance};
use crate::model::draft::{PageDraft, ParameterDraft};
use crate::model::{Doc, Location, PathTemplate, QueryOption, Span};
use foldhash::HashSet;
use std::ops::Range;

/// Request lines that show queries, in order.
#[derive(Debug, Default)]
pub(crate) struct Illustrated {
    lines: Vec<Line>,
}

#[derive(Debug)]
struct Line {
    template: PathTemplate,
    query: Vec<String>,
    span: Span,
}

impl Illustrated {
    /// Takes the request lines of a fence.
    pub(crate) fn fence(&mut self, text: &str, span: impl Fn(Range<usize>) -> Span) {
        if !text.contains('?') {
            return;
        }
        self.lines.extend(route::read_routes(text).routes.into_iter().map(|line| Line {
            template: line.template,
            query: line.query.into_iter().map(|(name, _)| name).collect(),
            span: span(line.documented),
        }));
    }

    /// Adds the options of lines that show a route of the page, and the parameters that neither a table nor a route has.
    pub(crate) fn add_to(self, page: &mut PageDraft, options: &mut Options) {
        if self.lines.is_empty() {
            return;
        }
        let of_routes = page.routes.iter().flat_map(|route| &route.query).map(|(name, _)| name);
        let of_tables = page.parameters.iter().map(|parameter| &parameter.name);
        let mut known: HashSet<String> = of_routes.chain(of_tables).map(|name| name.to_ascii_lowercase()).collect();
        let routes = &page.routes;
        let shown = |line: &Line| routes.iter().any(|route| is_instance(&line.template, &route.template));
        for Line { query, span, .. } in self.lines.into_iter().filter(shown) {
            for name in query {
                let option = QueryOption::ALL.into_iter().find(|option| name.eq_ignore_ascii_case(option.wire()));
                let is_name = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '$'));
                match option {
                    Some(option) => options.show(option, span),
                    None if is_name && known.insert(name.to_ascii_lowercase()) => {
                        page.parameters.push(parameter(name, span));
                    }
                    None => {}
                }
            }
        }
    }
}

fn parameter(name: String, span: Span) -> ParameterDraft {
    ParameterDraft {
        name,
        location: Location::Query,
        ty: None,
        required: false,
        optional: false,
        values: Vec::new(),
        flags: false,
        doc: Doc::default(),
        span,
    }
}
