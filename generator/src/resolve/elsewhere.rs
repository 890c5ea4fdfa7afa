//! Examples whose request is none of their own page's: they belong to the operation that documents it, or documents it more
//! literally, if one does.

use super::examples::{self, BareTypes};
use super::known_routes::KnownRoutes;
use super::readings::{self, Types};
use super::{matching, nearest, shadowed, verdict};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Arena, Example, Operation, OperationId, Verdict};
use rayon::prelude::*;

/// An example of an operation, none of whose routes its request fits.
pub(crate) struct Unmatched {
    pub(crate) operation: OperationId,
    /// Its place among the operation's examples.
    pub(crate) example: usize,
}

/// Gives examples to the operations that document their requests: `unmatched` ones, of which it says why they have none
/// otherwise, those that a more literal route of another operation fits, and `strays` of pages without an operation.
pub(crate) fn place(
    operations: &mut Arena<OperationId, Operation>,
    unmatched: Vec<Unmatched>,
    strays: &mut Vec<Example>,
    (base_url, types): (Option<&str>, Types<'_>),
    diagnostics: &mut Vec<Diagnostic>,
) {
    let shadowed = shadowed::candidates(operations);
    if unmatched.is_empty() && strays.is_empty() && shadowed.is_empty() {
        return;
    }
    let known = KnownRoutes::of(operations);
    let found = |odd: Unmatched| (odd.place(operations, &known, base_url), odd);
    let mut found: Vec<(Found, Unmatched)> = unmatched.into_par_iter().map(found).collect();
    let shadows = |odd: Unmatched| Some((Found::MoreLiteral(shadowed::by(operations, &known, &odd)?), odd));
    found.par_extend(shadowed.into_par_iter().filter_map(shadows));
    found.sort_by_key(|(_, odd)| (odd.operation, odd.example));
    place_found(operations, found, types, diagnostics);
    for example in std::mem::take(strays) {
        let is_foreign = other_service(&example.request.url, base_url).is_some();
        match known.find(operations, &example, None).filter(|_| !is_foreign) {
            Some(best) => settle(&mut operations[best.operation], example, types, diagnostics),
            None => strays.push(example),
        }
    }
}

/// Whose request an example shows that is none of its page's.
enum Found {
    OtherService(String),
    Home(OperationId),
    /// It fits a route of its page, and a more literal one of this operation.
    MoreLiteral(OperationId),
    Nobody,
}

impl Unmatched {
    fn place(&self, operations: &Arena<OperationId, Operation>, known: &KnownRoutes, base_url: Option<&str>) -> Found {
        let Some(example) = operations[self.operation].examples.get(self.example) else { return Found::Nobody };
        match other_service(&example.request.url, base_url) {
            Some(service) => Found::OtherService(service),
            None => {
                let best = known.find(operations, example, Some(self.operation));
                best.map_or(Found::Nobody, |best| Found::Home(best.operation))
            }
        }
    }
}

fn place_found(
    operations: &mut Arena<OperationId, Operation>,
    found: Vec<(Found, Unmatched)>,
    types: Types<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut moved = Vec::new();
    // From behind, so that taking one away does not move the others.
    for (found, Unmatched { operation: id, example: index }) in found.into_iter().rev() {
        let operation = &operations[id];
        let Some(example) = operation.examples.get(index) else { continue };
        let url = &example.request.url;
        match found {
            Found::OtherService(service) => {
                let reason = format!("the request goes to `{service}`, another service than the API");
                diagnostics.push(Diagnostic::new(Code::ExampleOtherService, example.span, reason.clone()));
                operations[id].examples[index].verdict = Verdict::Skipped(reason);
            }
            Found::Home(home) | Found::MoreLiteral(home) => {
                let why = match found {
                    Found::MoreLiteral(_) => "a more literal route than this page's fits",
                    _ => "this page documents no such route",
                };
                let message = format!(
                    "{why}; `{} {url}` is a request of `{}` and tested as that",
                    example.request.method, operations[home].id
                );
                let span = operations[home].span;
                diagnostics.push(Diagnostic::new(Code::ExampleElsewhere, example.span, message).related(span));
                moved.push((home, operations[id].examples.remove(index)));
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
                let mut example = operations[id].examples[index].clone();
                readings::read(&mut example, shape, diagnostics);
                operations[id].examples[index] = example;
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
    let sent = readings::read(&mut example, types.shape(operation), diagnostics);
    verdict::judge(operation, &mut example, sent, diagnostics);
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
