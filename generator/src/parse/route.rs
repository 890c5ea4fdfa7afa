//! Documented routes: the lines of an HTTP request block, and the path templates in them.
//!
//! What a template's text means:
//!
//! - `{x}` and `<x>` are parameters, also `{a|b}` (one parameter), `(x)` and `[x]` where they make up a whole segment.
//! - Behind a segment that ends in `:` a parameter is a path of its own, up to the next such colon.
//! - `.../` or `…/` is shorthand for any path: a path parameter named `path`.
//! - A GUID as a segment is a sample value: a parameter named after the segment before it (`users` → `user-id`).
//! - An argument of a call is a parameter if it is a placeholder; if it is a bare word that is no number, boolean, `null`,
//!   GUID, date or `@alias` (`count=n`); or if it is quoted and says only that something belongs there: its own argument's
//!   name, `string`, an ellipsis, or a word that ends in "value" (`on='parameterValue'`). Such a parameter is named after
//!   its argument. All other arguments are literal (`on='reviewer'`, `width=640`), unless a table of the page documents them.
//! - In a query, a value that holds a placeholder is a parameter: named after the placeholder if that is all of it, else
//!   after its key. `[?…]` is an optional query.
//!
//! What is mended on the way is said in `repairs`.

mod call;
mod fewer;
pub(crate) mod forms;
mod instance;
mod name;
mod query;
pub(crate) mod samples;
mod template;

pub(crate) use instance::is_instance;

use super::http::{Line, continues_url, cut_version, header_field, is_target, lines, request_line};
use crate::diagnostics::Code;
use crate::model::{Method, PathTemplate, QueryValue, is_version};
use std::ops::Range;

/// No documented route comes near; a page that is one long line is no route.
const MAX_LENGTH: usize = 4096;

/// The routes of a block.
#[derive(Clone, Debug, Default)]
pub(crate) struct RouteBlock {
    /// In order.
    pub(crate) routes: Vec<RouteLine>,
    /// Lines that seem to be routes and aren't readable as such.
    pub(crate) problems: Vec<(Range<usize>, RouteProblem)>,
}

/// A route.
#[derive(Clone, Debug)]
pub(crate) struct RouteLine {
    /// The method.
    pub(crate) method: Method,
    /// The text behind the verb, trimmed, in the block. Covers the line breaks of a wrapped route.
    pub(crate) documented: Range<usize>,
    /// The path.
    pub(crate) template: PathTemplate,
    /// What follows the `?`, in order.
    pub(crate) query: Vec<(String, QueryValue)>,
    /// The query stands in brackets: `[?includeIDs=true]`.
    pub(crate) optional_query: bool,
    /// Scheme and host, in lower case, where the line has a full URL.
    pub(crate) origin: Option<String>,
    /// What is odd and was mended, each kind once.
    pub(crate) repairs: Vec<&'static str>,
}

/// Why a line gives no route.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum RouteProblem {
    /// A path without a verb.
    NoMethod,
    /// A path behind a word in capitals that is no verb known here: `GTE /me`.
    UnknownMethod,
    /// For this reason.
    Unreadable(&'static str),
}

impl RouteProblem {
    /// Code and sentence of the diagnostic about a line.
    pub(crate) fn describe(self, line: &str) -> (Code, String) {
        let line: String = line.trim().chars().take(200).collect();
        match self {
            RouteProblem::NoMethod => {
                (Code::RouteWithoutMethod, format!("`{line}` looks like a route and has no method"))
            }
            RouteProblem::UnknownMethod => {
                (Code::RouteWithoutMethod, format!("`{line}` looks like a route and has an unknown method"))
            }
            RouteProblem::Unreadable(why) => {
                (Code::RouteUnreadable, format!("`{line}` cannot be read as a route: {why}"))
            }
        }
    }
}

/// Reads the routes of a block. Headers, bodies, comments, code and prose between them are passed over.
pub(crate) fn read_routes(text: &str) -> RouteBlock {
    let mut block = RouteBlock::default();
    let mut rest = lines(text).peekable();
    let mut in_body = false;
    while let Some(line) = rest.next() {
        if line.is_passed_over() {
            continue;
        }
        let marker = bullet(line.text);
        let own = line.text.get(marker..).unwrap_or_default();
        let start = line.offset + marker;
        let found = request_line(own)
            .map(|(method, target)| (method, start + target..line.offset + line.text.len()))
            .or_else(|| Some((Method::parse(own.trim())?, target_alone(rest.peek()?)?)));
        match found {
            Some((method, first)) => {
                in_body = false;
                let (target, end) = with_continuations(text, first.clone(), line.indent(), &mut rest);
                block.line(method, &target, first.start..end);
            }
            None if line.opens_body() || own.starts_with("--") => in_body = true,
            None if in_body || header_field(own).is_some() => {}
            None => {
                let range = start..line.offset + line.text.trim_end().len();
                block.problems.extend(without_known_method(own).map(|problem| (range, problem)));
            }
        }
    }
    block
}

/// Why a line with a target is no route; `None` if it has none.
fn without_known_method(line: &str) -> Option<RouteProblem> {
    let line = line.trim_start();
    if is_target(line) {
        return Some(RouteProblem::NoMethod);
    }
    let word = line.bytes().take_while(u8::is_ascii_uppercase).count();
    let rest = line.get(word..).unwrap_or_default();
    let apart = rest.trim_start().len() < rest.len();
    (word > 1 && apart && is_target(rest.trim_start())).then_some(RouteProblem::UnknownMethod)
}

/// Where a target stands that has its verb on the line above.
fn target_alone(line: &Line<'_>) -> Option<Range<usize>> {
    is_target(line.text.trim()).then(|| line.offset + line.indent()..line.offset + line.text.len())
}

/// A target with the lines that go on with it, and where it ends.
fn with_continuations<'t>(
    text: &'t str,
    first: Range<usize>,
    indent: usize,
    rest: &mut std::iter::Peekable<impl Iterator<Item = Line<'t>>>,
) -> (String, usize) {
    let own = text.get(first.clone()).unwrap_or_default().trim_end();
    while rest.next_if(|next| next.offset < first.end).is_some() {}
    let mut target = own.to_owned();
    let mut end = first.start + own.len();
    while let Some(next) = rest.next_if(|next| continues_url(next.text, indent)) {
        if next.text.trim_start().starts_with(char::is_alphabetic) {
            target.push(' ');
        }
        target.push_str(next.text.trim());
        end = next.offset + next.text.trim_end().len();
    }
    (target, end)
}

impl RouteBlock {
    /// Reads one line behind its verb; several routes may stand in it, `… or POST /x`.
    fn line(&mut self, method: Method, target: &str, documented: Range<usize>) {
        let versionless = cut_version(target);
        match read(versionless) {
            Ok(read) => {
                let mut repairs = read.repairs;
                if versionless.len() < target.len() {
                    repairs.push("`HTTP/1.1` at its end");
                }
                let other = versionless.get(read.end..).and_then(|rest| second_route(rest).map(|at| at + read.end));
                let range = match other {
                    Some(_) => documented.start..documented.start + read.end,
                    None => documented.clone(),
                };
                let (template, query, origin) = (read.template, read.query, read.origin);
                let optional_query = read.optional_query;
                self.routes.push(RouteLine {
                    method,
                    documented: range,
                    template,
                    query,
                    optional_query,
                    origin,
                    repairs,
                });
                if let Some(at) = other {
                    let rest = versionless.get(at..).unwrap_or_default();
                    if let Some((method, target)) = request_line(rest) {
                        let target_at = at + target;
                        let documented = documented.start + target_at..documented.end;
                        self.line(method, versionless.get(target_at..).unwrap_or_default(), documented);
                    }
                }
            }
            Err(why) => self.problems.push((documented, RouteProblem::Unreadable(why))),
        }
    }
}

/// Where another verb and path stand in what follows a route.
fn second_route(rest: &str) -> Option<usize> {
    let trimmed = rest.trim_start_matches([' ', '\t', ',', ';', '|']);
    let trimmed =
        ["or ", "and ", "OR "].iter().find_map(|word| trimmed.strip_prefix(word)).unwrap_or(trimmed).trim_start();
    request_line(trimmed).map(|_| rest.len() - trimmed.len())
}

/// A target that was read.
struct Read {
    template: PathTemplate,
    query: Vec<(String, QueryValue)>,
    optional_query: bool,
    origin: Option<String>,
    repairs: Vec<&'static str>,
    /// Where it ends in the text: prose may follow.
    end: usize,
}

fn read(target: &str) -> Result<Read, &'static str> {
    if target.len() > MAX_LENGTH {
        return Err("it is too long");
    }
    let mut repairs = Vec::new();
    let (origin, path_at) = origin(target);
    if origin.is_some() {
        repairs.push("a full URL");
    }
    let base = if path_at == 0 { base_len(target) } else { 0 };
    if base > 0 {
        repairs.push("a placeholder for the base URL");
    }
    let path_at = path_at + base;
    let path_at = path_at + version_len(target.get(path_at..).unwrap_or_default());
    let path = target.get(path_at..).unwrap_or_default();
    if path_at == 0 && !path.starts_with('/') {
        repairs.push("no leading slash");
    }
    let mut parser = template::Parser::new(path, repairs);
    let end = parser.path();
    let (template, mut repairs) = parser.finish();
    let rest = path.get(end..).unwrap_or_default();
    let (query, query_len) = query::read(rest, &mut repairs);
    let end = path_at + end + query_len;
    if template.segments.is_empty() && query.is_empty() && origin.is_none() && target.trim() != "/" {
        return Err("it has no segment");
    }
    if target.get(end..).is_some_and(|rest| !rest.trim().is_empty()) {
        repairs.push("text behind the route");
    }
    let optional_query = rest.starts_with("[?");
    Ok(Read { template, query, optional_query, origin, repairs, end })
}

/// Scheme and host of a full URL, and where its path starts.
fn origin(target: &str) -> (Option<String>, usize) {
    let Some((scheme, rest)) = target.split_once("://") else { return (None, 0) };
    if !scheme.bytes().all(|b| b.is_ascii_alphabetic()) {
        return (None, 0);
    }
    let host = rest.find(['/', '?']).unwrap_or(rest.len());
    let end = scheme.len() + 3 + host;
    (target.get(..end).map(str::to_lowercase), end)
}

/// The length of a leading placeholder for what all routes begin with: `{baseURL}/lamps`.
fn base_len(target: &str) -> usize {
    let Some((name, rest)) = target.strip_prefix('{').and_then(|rest| rest.split_once('}')) else { return 0 };
    let is_base = ["baseurl", "base-url", "base_url", "baseuri", "serviceroot", "service-root", "serviceurl"]
        .iter()
        .any(|base| name.eq_ignore_ascii_case(base));
    if is_base && rest.starts_with('/') { name.len() + 2 } else { 0 }
}

/// The length of a leading version segment: `/v1.0`, `/beta`.
fn version_len(path: &str) -> usize {
    let Some(rest) = path.strip_prefix('/') else { return 0 };
    let first = rest.find(['/', '?']).and_then(|end| rest.get(..end)).unwrap_or(rest);
    if is_version(first) { 1 + first.len() } else { 0 }
}

/// The length of a list marker.
fn bullet(line: &str) -> usize {
    let text = line.trim_start();
    let marker = text.find(' ').unwrap_or(0);
    let is_marker = text.get(..marker).is_some_and(|m| {
        matches!(m, "-" | "*" | "+" | "•")
            || m.strip_suffix(['.', ')']).is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()))
    });
    if is_marker { line.len() - text.len() + marker + 1 } else { 0 }
}

#[cfg(test)]
mod tests;
