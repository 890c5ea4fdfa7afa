//! Examples whose request is none of their own page's: they belong to the operation that documents it, if one does.

use super::examples::{self, BareTypes};
use super::matching::{self, ExampleUrl};
use super::readings::{self, Types};
use super::{nearest, verdict};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Arena, Example, Method, Operation, OperationId, SegmentKind, Verdict};
use foldhash::HashMap;
use rayon::prelude::*;

/// An example of an operation, none of whose routes its request fits.
pub(crate) struct Unmatched {
    pub(crate) operation: OperationId,
    /// Its place among the operation's examples.
    pub(crate) example: usize,
}

/// Gives examples to the operations that document their requests: `unmatched` ones, of which it says why they have none
/// otherwise, and `strays` of pages without an operation.
pub(crate) fn place(
    operations: &mut Arena<OperationId, Operation>,
    unmatched: &[Unmatched],
    strays: &mut Vec<Example>,
    (base_url, types): (Option<&str>, Types<'_>),
    diagnostics: &mut Vec<Diagnostic>,
) {
    if unmatched.is_empty() && strays.is_empty() {
        return;
    }
    let known = Known::of(operations);
    let found = |odd: &Unmatched| odd.place(operations, &known, base_url);
    let found: Vec<Found> = unmatched.par_iter().map(found).collect();
    place_unmatched(operations, unmatched, found, types, diagnostics);
    for example in std::mem::take(strays) {
        let is_foreign = other_service(&example.request.url, base_url).is_some();
        match known.find(operations, &example, None).filter(|_| !is_foreign) {
            Some(home) => settle(&mut operations[home], example, types, diagnostics),
            None => strays.push(example),
        }
    }
}

/// Whose request an example shows that is none of its page's.
enum Found {
    OtherService(String),
    Home(OperationId),
    Nobody,
}

impl Unmatched {
    fn place(&self, operations: &Arena<OperationId, Operation>, known: &Known, base_url: Option<&str>) -> Found {
        let Some(example) = operations[self.operation].examples.get(self.example) else { return Found::Nobody };
        match other_service(&example.request.url, base_url) {
            Some(service) => Found::OtherService(service),
            None => known.find(operations, example, Some(self.operation)).map_or(Found::Nobody, Found::Home),
        }
    }
}

fn place_unmatched(
    operations: &mut Arena<OperationId, Operation>,
    unmatched: &[Unmatched],
    found: Vec<Found>,
    types: Types<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut moved = Vec::new();
    // From behind, so that taking one away does not move the others.
    for (Unmatched { operation: id, example: index }, found) in unmatched.iter().zip(found).rev() {
        let operation = &operations[*id];
        let Some(example) = operation.examples.get(*index) else { continue };
        let url = &example.request.url;
        match found {
            Found::OtherService(service) => {
                let reason = format!("the request goes to `{service}`, another service than the API");
                diagnostics.push(Diagnostic::new(Code::ExampleOtherService, example.span, reason.clone()));
                operations[*id].examples[*index].verdict = Verdict::Skipped(reason);
            }
            Found::Home(home) => {
                let message = format!(
                    "this page documents no such route; `{} {url}` is a request of `{}` and tested as that",
                    example.request.method, operations[home].id
                );
                let span = operations[home].span;
                diagnostics.push(Diagnostic::new(Code::ExampleElsewhere, example.span, message).related(span));
                moved.push((home, operations[*id].examples.remove(*index)));
            }
            Found::Nobody => {
                let hint = nearest::route(operation, example).map(|route| format!("; the nearest is `{route}`"));
                let message = format!(
                    "`{} {url}` matches no route that this page documents{}: mend the request, or document its route",
                    example.request.method,
                    hint.unwrap_or_default()
                );
                diagnostics.push(Diagnostic::new(Code::ExampleNoRoute, example.span, message));
                let shape = types.shape(operation);
                let mut example = operations[*id].examples[*index].clone();
                readings::read(&mut example, shape, diagnostics);
                operations[*id].examples[*index] = example;
            }
        }
    }
    for (home, example) in moved.into_iter().rev() {
        settle(&mut operations[home], example, types, diagnostics);
    }
}

/// Makes the example one of this operation.
fn settle(operation: &mut Operation, mut example: Example, types: Types<'_>, diagnostics: &mut Vec<Diagnostic>) {
    examples::bind(&mut example, &operation.routes, &BareTypes::of(&operation.parameters));
    verdict::judge(operation, &mut example, diagnostics);
    readings::read(&mut example, types.shape(operation), diagnostics);
    operation.examples.push(example);
}

/// Scheme and host of a full URL that isn't the API's.
fn other_service(url: &str, base_url: Option<&str>) -> Option<String> {
    let api = base_url.and_then(service)?;
    service(url).filter(|origin| *origin != api)
}

/// Scheme and host of a full URL, if it says which.
fn service(url: &str) -> Option<String> {
    let (scheme, rest) = matching::split_scheme(url.trim())?;
    let host = rest.split(['/', '?']).next().filter(|host| !host.is_empty() && !host.contains(['{', '<', ' ']))?;
    Some(format!("{scheme}://{host}").to_ascii_lowercase())
}

/// Every route, by method and first segment.
struct Known(HashMap<(Method, String), Vec<(OperationId, usize)>>);

impl Known {
    fn of(operations: &Arena<OperationId, Operation>) -> Known {
        let mut known = Known(HashMap::default());
        for (id, operation) in operations.iter_ids() {
            for (index, route) in operation.routes.iter().enumerate() {
                // What begins with a parameter fits too much to tell whose a request is.
                if let Some(SegmentKind::Literal(first)) = route.template.segments.first().map(|first| &first.kind) {
                    known.0.entry((route.method, first.to_ascii_lowercase())).or_default().push((id, index));
                }
            }
        }
        known
    }

    /// The operation with the most literal route that the request fits; of several the one of the same group, else the
    /// first.
    fn find(
        &self,
        operations: &Arena<OperationId, Operation>,
        example: &Example,
        own: Option<OperationId>,
    ) -> Option<OperationId> {
        let url = ExampleUrl::read(&example.request.url);
        let key = (example.request.method, url.segments.first()?.to_ascii_lowercase());
        let group = own.map(|id| operations[id].group);
        let fitting = self.0.get(&key)?.iter().filter_map(|&(id, index)| {
            let operation = &operations[id];
            let (args, rank) = matching::matches(&operation.routes.get(index)?.template, &url.segments)?;
            let is_full = args.iter().all(|value| !value.is_empty());
            is_full.then_some((rank, Some(operation.group) != group, id))
        });
        fitting.min().map(|(.., id)| id)
    }
}
