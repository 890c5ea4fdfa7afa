//! Examples: their types linked, their requests bound to routes.

use super::matching::{self, ExampleUrl};
use super::names::{Ids, Names};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::draft::{ExampleDraft, ExampleResponseDraft};
use crate::model::{
    ArgValue, Argument, Binding, Edm, Example, ExampleResponse, HttpRequest, Location, Method, NamedType, PageId,
    ParamKind, Parameter, PathTemplate, Reading, Route, SegmentKind, Span, Verdict,
};

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
    let unreadable = || HttpRequest { method: Method::Get, url: String::new(), headers: Vec::new(), body: None };
    let mut request = draft.request.clone().unwrap_or_else(unreadable);
    keep_one_content_type(&mut request, draft.span, diagnostics);
    // Without a status and a body it documents nothing; that it has none has been reported.
    let responses = draft.responses.iter().filter(|response| response.status.is_some() || response.body.is_some());
    Example {
        name: draft.name.clone(),
        page,
        span: draft.span,
        body_place: draft.body_place.clone(),
        annotated: draft.annotated,
        request,
        responses: responses.map(|r| link_response(r, names, ids)).collect(),
        verdict,
        binding: None,
        undocumented: Vec::new(),
        contradictions: Vec::new(),
    }
}

/// A message has one content type (RFC 9110, 8.3): of several the first counts.
fn keep_one_content_type(request: &mut HttpRequest, span: Span, diagnostics: &mut Vec<Diagnostic>) {
    let mut first: Option<String> = None;
    request.headers.retain(|header| match &first {
        Some(first) if header.is("content-type") => {
            let message =
                format!("the request has the content type `{first}` already; `{}` is passed over", header.value);
            diagnostics.push(Diagnostic::new(Code::ExampleHeader, span, message));
            false
        }
        _ => {
            first = first.take().or_else(|| header.is("content-type").then(|| header.value.clone()));
            true
        }
    });
}

fn link_response(draft: &ExampleResponseDraft, names: &Names<'_>, ids: &Ids) -> ExampleResponse {
    ExampleResponse {
        status: draft.status.unwrap_or(200),
        headers: draft.headers.clone(),
        body: draft.body.clone(),
        ty: draft.ty.as_ref().map(|expr| names.link(expr, ids)),
        truncated: draft.truncated,
        expect_error: draft.expect_error,
        span: draft.span,
        body_place: draft.body_place.clone(),
        reading: Reading::Returned,
        undocumented: Vec::new(),
    }
}

/// A request's arguments in a route, and their rank, if it fits.
type Fit = Option<(Vec<String>, Vec<u8>)>;

/// Binds an example to the most literal of the routes that its request fits; false if it fits none.
pub(crate) fn bind(example: &mut Example, routes: &[Route], types: &BareTypes) -> bool {
    if example.request.url.is_empty() {
        return true;
    }
    let mut url = ExampleUrl::read(&example.request.url);
    let of_method = routes.iter().enumerate().filter(|(_, route)| route.method == example.request.method);
    let best = |fit: &dyn Fn(&Route) -> Fit| {
        let fits = |(i, route): (usize, &Route)| fit(route).map(|(args, rank)| (rank, i, args));
        of_method.clone().filter_map(fits).min_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)))
    };
    let as_written = best(&|route| matching::matches(&route.template, &url.segments));
    let has_keys = as_written.is_none();
    let with_keys = |route: &Route| matching::matches(&route.template, &url.keys_as_segments(&route.template)?);
    let Some((_, route, mut args)) = as_written.or_else(|| best(&with_keys)) else {
        example.verdict = Verdict::Skipped("the request matches no route that the page documents".to_owned());
        return false;
    };
    if let Some(route) = routes.get(route) {
        if let Some(apart) = url.keys_as_segments(&route.template).filter(|_| has_keys) {
            url.segments = apart;
        }
        for (wanted, segment) in calls(&route.template, &mut url.segments) {
            *segment = matching::in_order(segment, wanted);
        }
        types.make_samples_fit(&route.template, &mut args, &mut url.segments);
    }
    example.binding = Some(Binding { route, args, path: wire_path(&url), query: url.query });
    true
}

/// Types of function arguments that stand bare, by the names of their parameters.
#[derive(Debug, Default)]
pub(crate) struct BareTypes(Vec<(String, Edm)>);

impl BareTypes {
    /// Those of an operation's parameters.
    pub(crate) fn of(parameters: &[Parameter]) -> BareTypes {
        let functions = parameters.iter().filter(|p| matches!(p.location, Location::Function | Location::Path));
        let typed = functions.filter_map(|p| match p.ty.named {
            NamedType::Edm(edm) => Some((p.name.wire.clone(), edm)),
            _ => None,
        });
        BareTypes(typed.collect())
    }

    /// A placeholder left in a bare argument, `top({n})`, is no number: one of the right type takes its place.
    fn make_samples_fit(&self, template: &PathTemplate, args: &mut [String], segments: &mut [String]) {
        for (wanted, segment) in calls(template, segments) {
            for (position, argument) in wanted.iter().enumerate() {
                let ArgValue::Param(ix) = argument.value else { continue };
                let param = &template.params[ix];
                let names = [argument.name.as_deref().unwrap_or(&param.documented), &param.documented];
                let bare = param.kind == ParamKind::BareArgument;
                let Some(value) = args.get_mut(ix).filter(|_| bare) else { continue };
                let Some(sample) = self.sample(names, value) else { continue };
                *segment = matching::with_argument(segment, argument.name.as_deref(), position, sample);
                *value = sample.to_owned();
            }
        }
    }

    /// A value of the type that one of these names has; `None` if this one is, or any text will do.
    fn sample(&self, names: [&str; 2], value: &str) -> Option<&'static str> {
        let (_, edm) = self.0.iter().find(|(wire, _)| names.iter().any(|name| wire.eq_ignore_ascii_case(name)))?;
        match edm {
            Edm::Boolean if value.parse::<bool>().is_err() => Some("true"),
            Edm::Int16 | Edm::Int32 | Edm::Int64 | Edm::Byte | Edm::SByte if value.parse::<i64>().is_err() => Some("1"),
            Edm::Single | Edm::Double | Edm::Decimal if value.parse::<f64>().is_err() => Some("1.5"),
            _ => None,
        }
    }
}

/// The calls of a template, each by its arguments, with the segment of a URL that calls it.
fn calls<'a>(
    template: &'a PathTemplate,
    segments: &'a mut [String],
) -> impl Iterator<Item = (&'a [Argument], &'a mut String)> {
    let mut segments = segments.iter_mut();
    template.segments.iter().filter_map(move |called| {
        let SegmentKind::Function { name, args } = &called.kind else { return None };
        let is_it = |segment: &str| segment.split('(').next().is_some_and(|it| it.trim().eq_ignore_ascii_case(name));
        Some((args.as_slice(), segments.find(|segment| is_it(segment))?))
    })
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
