//! The description of an operation: lines of one text, which rustc reads far faster than expressions.

use super::context::Context;
use super::literal;
use crate::model::{Account, Location, Operation, ParamKind, PathTemplate, PermissionSet, QueryValue, Route};
use proc_macro2::Literal;

/// A template as the runtime reads it: `{x}` is one segment, `{+x}` a path of several.
pub(super) fn template(template: &PathTemplate) -> String {
    let text = template.render(|param| match param.kind {
        ParamKind::Path => format!("{{+{}}}", param.name),
        ParamKind::Segment | ParamKind::QuotedArgument | ParamKind::BareArgument => format!("{{{}}}", param.name),
    });
    // Behind a question mark the query begins.
    text.replace('?', "%3F")
}

/// How far the lines are indented: they stand in an `impl`.
const INDENT: &str = "\n        ";

/// Id, source, routes, permissions and headers, in the form that the runtime documents.
pub(super) fn emit(context: &Context<'_>, operation: &Operation) -> Literal {
    let page = operation.pages.first().map_or(context.path(operation.span), |&page| context.page(page));
    let source = format!("{page}:{}", operation.span.line);
    let headers = operation.parameters.iter().filter(|p| p.location == Location::Header);
    let lines = [operation.id.clone(), source]
        .into_iter()
        .chain(operation.routes.iter().map(route))
        .chain(operation.permissions.iter().map(|set| permission(context, set, page)))
        .chain(headers.map(|header| format!("header | {}", header.name.wire)));
    // A line ends where it ends, whatever a page holds.
    let lines = lines.map(|line| INDENT.to_owned() + &line.replace(char::is_control, " "));
    literal::text(&(lines.collect::<String>() + "\n    "))
}

/// `GET /me/calendarView?fixed=value&required`.
fn route(route: &Route) -> String {
    format!("{} {}", route.method.as_str(), address(route))
}

/// The template, and what every request of the route has in its query.
pub(super) fn address(route: &Route) -> String {
    let mut line = template(&route.template);
    let mut between = '?';
    for part in route.query.iter().filter(|part| part.required) {
        line.push(between);
        line.push_str(&escape(&part.name.wire));
        if let QueryValue::Literal(value) = &part.value {
            line.push('=');
            line.push_str(&escape(value));
        }
        between = '&';
    }
    line
}

/// What would end a name or a value of the query.
fn escape(text: &str) -> String {
    text.replace('%', "%25").replace('&', "%26").replace('=', "%3D")
}

/// `work | Files.Read + Sites.Read, Files.ReadWrite`; the page behind it if it isn't the operation's own, then the routes it is for.
fn permission(context: &Context<'_>, set: &PermissionSet, own: &str) -> String {
    let account = match set.account {
        Account::DelegatedWork => "work",
        Account::DelegatedPersonal => "personal",
        Account::Application => "application",
    };
    let sets: Vec<String> = set.alternatives.iter().map(|names| names.join(" + ")).collect();
    let names = if set.documented { sets.join(", ") } else { "?".to_owned() };
    let page = Some(context.page(set.page)).filter(|page| *page != own).unwrap_or_default().replace('|', "%7C");
    let line = match (&set.route_filter, page.as_str()) {
        (None, "") => format!("{account} | {names}"),
        (None, page) => format!("{account} | {names} | {page}"),
        (Some(filter), page) => format!("{account} | {names} | {page} | {filter}"),
    };
    line.trim_end().to_owned()
}
