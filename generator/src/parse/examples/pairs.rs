//! Which request a response answers.

use super::Item;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::draft::{ExampleDraft, ExampleResponseDraft};
use crate::model::{BodyPlace, Span};
use foldhash::{HashMap, HashMapExt};
use std::collections::hash_map::Entry;

/// Pairs responses with requests: by the annotation's names; else the first request before it that has none yet; else
/// one more outcome of the last request. One that stands before any request is an outcome of the page's first.
pub(super) fn pair(items: Vec<Item>, diagnostics: &mut Vec<Diagnostic>) -> Vec<ExampleDraft> {
    let names = names(&items, diagnostics);
    let mut pairs = Pairs::default();
    // Responses that name a request further down.
    let mut ahead: Vec<(String, ExampleResponseDraft)> = Vec::new();
    let mut early: Vec<ExampleResponseDraft> = Vec::new();
    for item in items {
        match item {
            Item::Request(request) => pairs.requests.push(request),
            Item::Response(response) if response.names.iter().any(|name| names.contains_key(name)) => {
                let later = pairs.by_name(&response);
                ahead.extend(later.into_iter().map(|name| (name, response.clone())));
            }
            Item::Response(response) if pairs.requests.is_empty() => {
                let message = "this response stands before any request";
                diagnostics.push(Diagnostic::new(Code::ResponseUnpaired, response.span, message));
                early.push(response);
            }
            Item::Response(response) => pairs.by_order(response),
        }
    }
    let mut requests = pairs.requests;
    for (name, response) in ahead {
        if let Some(request) = requests.iter_mut().find(|r| r.name.as_ref() == Some(&name)) {
            request.responses.push(response);
        }
    }
    // Its own responses come first.
    match (requests.first_mut(), early.first().map(|response| response.span)) {
        (Some(first), _) => first.responses.append(&mut early),
        (None, Some(span)) => requests.push(without_request(span, early)),
        (None, None) => {}
    }
    requests
}

/// The names of the requests, and where each stands first.
fn names(items: &[Item], diagnostics: &mut Vec<Diagnostic>) -> HashMap<String, Span> {
    let mut names = HashMap::new();
    for ExampleDraft { name, span, .. } in items.iter().filter_map(Item::request) {
        let Some(name) = name else { continue };
        match names.entry(name.clone()) {
            Entry::Occupied(first) => {
                let message = format!("the request name `{name}` is used twice on this page");
                diagnostics.push(Diagnostic::new(Code::ExampleDuplicateName, *span, message).related(*first.get()));
            }
            Entry::Vacant(free) => _ = free.insert(*span),
        }
    }
    names
}

/// The requests so far, with their responses.
#[derive(Default)]
struct Pairs {
    requests: Vec<ExampleDraft>,
    /// No request before this one waits for a response.
    waiting: usize,
    /// No request before this one waits for a response but those that call somebody back.
    waiting_at_home: usize,
}

impl Pairs {
    /// Gives the response to the first request that waits; one that calls somebody back is passed over while another waits.
    fn by_order(&mut self, response: ExampleResponseDraft) {
        let Some(first) = self.requests.first() else { return };
        let waits = |request: &ExampleDraft| request.responses.is_empty();
        let waiting = position(&self.requests, &mut self.waiting, waits);
        let at_home = position(&self.requests, &mut self.waiting_at_home, |request| {
            waits(request) && !calls_back(request, first)
        });
        let best = at_home.or(waiting).or(self.requests.len().checked_sub(1));
        if let Some(request) = best.and_then(|at| self.requests.get_mut(at)) {
            request.responses.push(response);
        }
    }

    /// Gives the response to the requests that it names, as far as they stand before it; the other names are what is left. A
    /// name used by several requests means the nearest one above the response that is still without.
    fn by_name(&mut self, response: &ExampleResponseDraft) -> Vec<String> {
        let mut left = Vec::new();
        for name in &response.names {
            let mut of_name: Vec<&mut ExampleDraft> =
                self.requests.iter_mut().filter(|r| r.name.as_ref() == Some(name)).collect();
            let best = of_name.iter().rposition(|r| r.responses.is_empty()).or(of_name.len().checked_sub(1));
            match best.and_then(|i| of_name.get_mut(i)) {
                Some(request) => request.responses.push(response.clone()),
                None => left.push(name.clone()),
            }
        }
        left
    }
}

/// The first request from a place on that fits; the place moves there.
fn position(requests: &[ExampleDraft], from: &mut usize, fits: impl Fn(&ExampleDraft) -> bool) -> Option<usize> {
    let found = requests.iter().skip(*from).position(fits).map(|steps| *from + steps);
    *from = found.unwrap_or(requests.len());
    found
}

/// Whether a request that nobody annotated goes to another server than the page's first, which somebody annotated. Where nothing
/// is annotated the first may get a token elsewhere.
pub(super) fn calls_back(request: &ExampleDraft, first: &ExampleDraft) -> bool {
    first.annotated
        && !request.annotated
        && matches!((server(request), server(first)), (Some(other), Some(home)) if !other.eq_ignore_ascii_case(home))
}

/// The server of a request to a full address.
fn server(request: &ExampleDraft) -> Option<&str> {
    let (_, rest) = request.request.as_ref()?.url.split_once("://")?;
    rest.split('/').next()
}

/// Responses on a page that shows no request: something is documented, and can't be tested.
fn without_request(span: Span, responses: Vec<ExampleResponseDraft>) -> ExampleDraft {
    ExampleDraft {
        name: None,
        annotated: false,
        ty: None,
        problem: Some("the page shows a response and no request".to_owned()),
        sample_keys: Vec::new(),
        body_place: BodyPlace::default(),
        request: None,
        span,
        responses,
    }
}
