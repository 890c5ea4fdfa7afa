//! Examples: their types linked, their requests bound to routes, their verdicts.

use super::matching::{self, ExampleUrl};
use super::names::{Ids, Names};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::draft::{ExampleDraft, ExampleResponseDraft};
use crate::model::{
    Binding, BodyKind, Edm, Example, ExampleResponse, HttpRequest, Method, PageId, PathTemplate, Reading, Route,
    Verdict, claims_json,
};
use std::collections::HashMap;

/// Links an example's types. It is bound to nothing yet.
pub(crate) fn link(
    draft: &ExampleDraft,
    page: PageId,
    names: &Names<'_>,
    ids: &Ids,
    diagnostics: &mut Vec<Diagnostic>,
) -> Example {
    let verdict = match &draft.problem {
        Some(problem) => {
            diagnostics.push(Diagnostic::new(Code::ExampleUnreadable, draft.span, problem.clone()));
            Verdict::Skipped(problem.clone())
        }
        None => Verdict::Skipped("the page documents no operation".to_owned()),
    };
    report_bad_json(draft, diagnostics);
    let unreadable = || HttpRequest { method: Method::Get, url: String::new(), headers: Vec::new(), body: None };
    Example {
        name: draft.name.clone(),
        page,
        span: draft.span,
        body_span: draft.body_span,
        annotated: draft.annotated,
        request: draft.request.clone().unwrap_or_else(unreadable),
        responses: draft.responses.iter().map(|r| link_response(r, names, ids)).collect(),
        verdict,
        binding: None,
    }
}

/// Every body that is said to be JSON and is not, whatever becomes of the example.
fn report_bad_json(draft: &ExampleDraft, diagnostics: &mut Vec<Diagnostic>) {
    let sent = draft.request.iter().map(|r| ("request", &r.headers, &r.body, draft.span));
    let answered = draft.responses.iter().map(|r| ("response", &r.headers, &r.body, r.span));
    for (what, headers, body, span) in sent.chain(answered) {
        let Some(body) = body.as_deref().filter(|text| claims_json(headers, text)) else { continue };
        if serde_json::from_str::<serde_json::Value>(body).is_err() {
            let message = format!("the body of this {what} is said to be JSON and is not");
            diagnostics.push(Diagnostic::new(Code::ExampleBadJson, span, message));
        }
    }
}

fn link_response(draft: &ExampleResponseDraft, names: &Names<'_>, ids: &Ids) -> ExampleResponse {
    ExampleResponse {
        status: draft.status.unwrap_or(if draft.body.is_some() { 200 } else { 204 }),
        headers: draft.headers.clone(),
        body: draft.body.clone(),
        ty: draft.ty.as_ref().map(|expr| names.link(expr, ids)),
        truncated: draft.truncated,
        expect_error: draft.expect_error,
        span: draft.span,
        body_span: draft.body_span,
        reading: Reading::Returned,
    }
}

/// Binds an example to the most literal of the routes that its request fits, and says how it can be tested.
pub(crate) fn bind(
    example: &mut Example,
    routes: &[Route],
    body: &BodyKind,
    types: &BareTypes,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if example.request.url.is_empty() {
        return;
    }
    let mut url = ExampleUrl::read(&example.request.url);
    let best = routes
        .iter()
        .enumerate()
        .filter(|(_, route)| route.method == example.request.method)
        .filter_map(|(i, route)| matching::matches(&route.template, &url.segments).map(|(args, rank)| (rank, i, args)))
        .min_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    let Some((_, route, mut args)) = best else {
        let reason = "the request matches no route that the page documents".to_owned();
        let message =
            format!("`{} {}` matches no route that this page documents", example.request.method, example.request.url);
        diagnostics.push(Diagnostic::new(Code::ExampleNoRoute, example.span, message));
        example.verdict = Verdict::Skipped(reason);
        return;
    };
    if args.iter().any(String::is_empty) {
        example.verdict = Verdict::Skipped("the request leaves a path parameter empty".to_owned());
        return;
    }
    example.verdict = verdict(&example.request, body);
    if let Some(route) = routes.get(route) {
        types.make_samples_fit(&route.template, &mut args, &mut url.segments);
    }
    example.binding = Some(Binding { route, args, path: wire_path(&url), query: url.query });
}

/// Types of function arguments that stand bare, by the template's parameter name.
#[derive(Debug, Default)]
pub(crate) struct BareTypes(pub HashMap<String, Edm>);

impl BareTypes {
    /// A placeholder left in a bare argument, `top({n})`, is no number: one of the right type takes its place.
    fn make_samples_fit(&self, template: &PathTemplate, args: &mut [String], segments: &mut [String]) {
        for (param, value) in template.params.iter().zip(args) {
            let sample = match self.0.get(&param.name) {
                Some(Edm::Boolean) if value.parse::<bool>().is_err() => "true",
                Some(Edm::Int16 | Edm::Int32 | Edm::Int64 | Edm::Byte | Edm::SByte)
                    if value.parse::<i64>().is_err() =>
                {
                    "1"
                }
                Some(Edm::Single | Edm::Double | Edm::Decimal) if value.parse::<f64>().is_err() => "1.5",
                _ => continue,
            };
            for segment in segments.iter_mut().filter(|s| s.contains('(')) {
                *segment = segment.replace(&format!("={value}"), &format!("={sample}"));
            }
            *value = sample.to_owned();
        }
    }
}

fn verdict(request: &HttpRequest, body: &BodyKind) -> Verdict {
    let Some(text) = &request.body else { return Verdict::Typed };
    let json = claims_json(&request.headers, text);
    let parsed = json.then(|| serde_json::from_str::<serde_json::Value>(text));
    match (body, parsed) {
        (_, Some(Err(_))) => Verdict::Raw("the body is said to be JSON and is not".to_owned()),
        (BodyKind::None, _) => Verdict::Raw("the page documents no request body".to_owned()),
        (BodyKind::Content, _) => Verdict::Typed,
        (BodyKind::Untyped, Some(Ok(_))) => Verdict::Typed,
        (BodyKind::Parameters | BodyKind::Json(_), Some(Ok(value))) if value.is_object() => Verdict::Typed,
        (BodyKind::Json(ty), Some(Ok(value))) if value.is_array() == ty.collection => Verdict::Typed,
        (BodyKind::Parameters | BodyKind::Json(_), Some(Ok(_))) => {
            Verdict::Raw("the body is no JSON object".to_owned())
        }
        (BodyKind::Parameters | BodyKind::Json(_) | BodyKind::Untyped, None) => {
            Verdict::Raw("the body is no JSON".to_owned())
        }
    }
}

/// The path as the example shows it, escaped where a URL must be.
fn wire_path(url: &ExampleUrl) -> String {
    let mut path = String::new();
    for segment in &url.segments {
        path.push('/');
        escape(segment, &mut path);
    }
    path
}

/// Escapes what cannot stand in a URL; escapes that are there already stay.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        let keep = c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@%/".contains(c);
        if keep {
            out.push(c);
        } else {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
}
