//! How an example can be tested: through the typed call, with something given raw, or not at all.

use crate::diagnostics::{Code, Diagnostic};
use crate::json::Kind;
use crate::model::{
    Binding, BodyKind, Example, HeaderField, HttpRequest, Location, Operation, ParamKind, QueryOption, QueryPart,
    QueryValue, ResponseType, Route, Verdict, argument, claims_json, is_of_the_client,
};

/// Gives an example that is bound to a route of this operation its verdict. `sent` is what its body holds, if that is JSON.
pub(crate) fn judge(
    operation: &Operation,
    example: &mut Example,
    sent: Option<Kind>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(binding) = &example.binding else { return };
    let Some(route) = operation.routes.get(binding.route) else { return };
    if let Some(reason) = misfit(operation, route, binding).or_else(|| left_out(route, binding)) {
        diagnostics.push(Diagnostic::new(Code::ExampleValue, example.span, reason.clone()));
        example.verdict = Verdict::Skipped(reason);
        return;
    }
    let request = &example.request;
    let raw = body(request, sent, &operation.body.kind)
        .or_else(|| binding.query.iter().find_map(|(key, value)| query(operation, route, key, value)))
        .or_else(|| request.headers.iter().find_map(|field| header(operation, field)))
        .or_else(|| repeated(request, binding));
    example.verdict = raw.map_or(Verdict::Typed, Verdict::Raw);
}

/// An argument that the route's function does not take: it is not of its documented type, or no client would send it.
fn misfit(operation: &Operation, route: &Route, binding: &Binding) -> Option<String> {
    let mut values = route.template.params.iter().zip(&binding.args).enumerate();
    values.find_map(|(ix, (param, value))| {
        let (name, shown) = (&param.documented, value.escape_debug());
        if let Some(why) = refused(param.kind, value) {
            return Some(format!("`{shown}` can't be sent as `{name}`: it {why}"));
        }
        let takes = argument(operation, route, ix).takes(value);
        (!takes).then(|| format!("`{shown}` is not of the type that `{name}` is documented with"))
    })
}

/// What every request of the route has in its query, and this one hasn't.
fn left_out(route: &Route, binding: &Binding) -> Option<String> {
    let is_there = |part: &QueryPart| match &part.value {
        QueryValue::Param(_) => binding.query.iter().any(|(key, _)| key.eq_ignore_ascii_case(&part.name.wire)),
        QueryValue::Literal(text) => binding.query.iter().any(|(key, value)| *key == part.name.wire && value == text),
    };
    let part = route.query.iter().filter(|part| part.required).find(|part| !is_there(part))?;
    Some(format!("the route's documented query has `{}`, which this request doesn't send like that", part.name.wire))
}

/// Why a value would lead elsewhere, or can't be written at all. The runtime's rules, written a second time.
fn refused(kind: ParamKind, value: &str) -> Option<&'static str> {
    let blank = |text: &str| text.chars().all(char::is_whitespace);
    let dots = |text: &str| text == "." || text == "..";
    if value.contains(char::is_control) {
        return Some("holds a control character");
    }
    if value.contains(char::REPLACEMENT_CHARACTER) {
        return Some("is no text in UTF-8");
    }
    match kind {
        ParamKind::QuotedArgument => None,
        _ if blank(value) => Some("is empty"),
        ParamKind::Segment if dots(value) => Some("would lead to another path"),
        ParamKind::Path if value.trim_matches('/').split('/').any(|part| blank(part) || dots(part)) => {
            Some("would lead to another path")
        }
        ParamKind::BareArgument if value.split('\'').step_by(2).any(|text| text.contains([',', '(', ')'])) => {
            Some("is more than one value")
        }
        ParamKind::Segment | ParamKind::Path | ParamKind::BareArgument => None,
    }
}

/// What is given several times: setters replace what was set before.
fn repeated(request: &HttpRequest, binding: &Binding) -> Option<String> {
    let key = binding.query.iter().map(|(key, _)| key).find(|key| binding.repeats(key));
    if let Some(key) = key {
        return Some(format!("the query has several `{key}`"));
    }
    let names = request.headers.iter().map(|header| &header.name);
    let name = names.into_iter().find(|name| !is_of_any_request(name) && request.repeats(name))?;
    Some(format!("there are several headers `{name}`"))
}

/// Why the body has to be sent as it stands.
fn body(request: &HttpRequest, sent: Option<Kind>, kind: &BodyKind) -> Option<String> {
    let text = request.body.as_deref()?;
    let json = claims_json(&request.headers, text).then_some(sent);
    let reason = match (kind, json) {
        (BodyKind::Content, Some(Some(_)) | None) => return None,
        (_, Some(None)) => "the body is said to be JSON and is not",
        (BodyKind::None, _) => "the page documents no request body",
        (BodyKind::Untyped, Some(Some(_))) => return other_json(request),
        (BodyKind::Parameters | BodyKind::Json(_), Some(Some(found))) => {
            let many = matches!(kind, BodyKind::Json(ty) if ty.collection);
            match found == Kind::Object || many && found == Kind::Array {
                true => return other_json(request),
                false => "the body is no JSON object",
            }
        }
        (BodyKind::Parameters | BodyKind::Json(_) | BodyKind::Untyped, None) => "the body is no JSON",
    };
    Some(reason.to_owned())
}

/// Typed bodies are sent as `application/json`.
fn other_json(request: &HttpRequest) -> Option<String> {
    let header = request.headers.iter().find(|header| header.name.eq_ignore_ascii_case("content-type"))?;
    let essence = header.value.split(';').next().unwrap_or_default().trim();
    (!essence.eq_ignore_ascii_case("application/json")).then(|| format!("the body is sent as `{essence}`"))
}

/// Why a pair of the query has to be sent as it stands.
fn query(operation: &Operation, route: &Route, key: &str, value: &str) -> Option<String> {
    if route.sends(key, value) {
        return None;
    }
    if let Some(option) = QueryOption::parse(key) {
        return match (operation.options().contains(&option), option.takes(value)) {
            (true, true) => None,
            (true, false) => Some(format!("`{key}={value}` is not how the client writes that option")),
            (false, _) => Some(format!("no page about the operation names the option `{key}`")),
        };
    }
    match operation.query_type(key) {
        Some(ty) if ty.writes(value) => None,
        Some(_) => Some(format!("`{key}={value}` is not of the parameter's documented type")),
        None if QueryOption::parse(&format!("${key}")).is_some() => {
            Some(format!("the option `${key}` is sent without its `$`"))
        }
        None => Some(format!("no page about the operation names the query parameter `{key}` in this spelling")),
    }
}

/// Why a header has to be set by its name.
fn header(operation: &Operation, field: &HeaderField) -> Option<String> {
    let name = &field.name;
    if name.eq_ignore_ascii_case("accept") {
        let is_usual = field.value == "application/json" && operation.output != ResponseType::Content;
        return (!is_usual).then(|| format!("the header `{name}` has no setter"));
    }
    let mut documented = operation.parameters.iter().filter(|p| p.location == Location::Header);
    let known = documented.any(|p| p.name.wire.eq_ignore_ascii_case(name)) || is_of_any_request(name);
    (!known).then(|| format!("no page about the operation names the header `{name}`"))
}

/// Whether the client sends the header of itself, with the content, or never; or it can't be sent.
pub(crate) fn is_of_any_request(name: &str) -> bool {
    let sendable = name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b));
    let plain = ["accept", "content-type"].iter().any(|plain| name.eq_ignore_ascii_case(plain));
    !sendable || name.is_empty() || plain || is_of_the_client(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;
    use crate::model::Method;

    fn sent(content_type: &str, body: &str) -> HttpRequest {
        let header = HeaderField { name: "Content-Type".to_owned(), value: content_type.to_owned() };
        let headers = if content_type.is_empty() { Vec::new() } else { vec![header] };
        HttpRequest { method: Method::Post, url: "/books".to_owned(), headers, body: Some(body.to_owned()) }
    }

    #[test]
    fn bodies_that_are_sent_as_they_stand() {
        let cases = [
            (BodyKind::Parameters, "application/json", "{}", None),
            (BodyKind::Parameters, "Application/JSON; charset=utf-8", "{}", None),
            (BodyKind::Parameters, "", "{}", None),
            (BodyKind::Parameters, "", "{ ...", Some("the body is said to be JSON and is not")),
            (BodyKind::Parameters, "", "[]", Some("the body is no JSON object")),
            (BodyKind::Parameters, "text/plain", "{}", Some("the body is no JSON")),
            (BodyKind::Untyped, "application/merge+json", "{}", Some("the body is sent as `application/merge+json`")),
            (BodyKind::Untyped, "", "[1]", None),
            (BodyKind::Content, "text/plain", "text", None),
            (BodyKind::Content, "application/json", "text", Some("the body is said to be JSON and is not")),
            (BodyKind::None, "", "{}", Some("the page documents no request body")),
        ];
        for (kind, content_type, text, reason) in cases {
            let found = json::check(text).ok();
            assert_eq!(
                body(&sent(content_type, text), found, &kind).as_deref(),
                reason,
                "{kind:?} {content_type} {text}"
            );
        }
    }
}
