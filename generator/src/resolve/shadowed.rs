//! Examples that fit a route of their page, and a more literal one of another operation: where `/books/{book-id}` and
//! `/books/latest` are documented, `GET /books/latest` is a request of the second, whichever page shows it. The route table
//! of the emitted crate says so, too.

use super::elsewhere::Unmatched;
use super::known_routes::KnownRoutes;
use super::matching::{self, ExampleUrl};
use crate::fold::lower;
use crate::model::{Arena, ArgValue, Example, Operation, OperationId, Piece, SegmentKind};
use foldhash::HashSet;
use rayon::prelude::*;
use std::borrow::Cow;

/// The operation with the more literal route, if there is one.
pub(super) fn by(
    operations: &Arena<OperationId, Operation>,
    known: &KnownRoutes,
    odd: &Unmatched,
) -> Option<OperationId> {
    let operation = &operations[odd.operation];
    let example = operation.examples.get(odd.example)?;
    let best = known.find(operations, example, Some(odd.operation))?;
    let url = ExampleUrl::read(&example.request.url);
    let route = operation.routes.get(example.binding.as_ref()?.route)?;
    let (_, own) = matching::matches(&route.template, &url.segments)?;
    (best.rank < own).then_some(best.operation)
}

/// Examples that have a text which other routes spell out where their own route has a parameter: few, so that a cheap look
/// spares most of them the search.
pub(super) fn candidates(operations: &Arena<OperationId, Operation>) -> Vec<Unmatched> {
    let all: Vec<(OperationId, &Operation)> = operations.iter_ids().collect();
    let spelled = Spelled::of(&all);
    let of_operation = |&(id, operation): &(OperationId, &Operation)| {
        let odd = operation.examples.iter().enumerate().filter(|(_, example)| spelled.has_any_of(operation, example));
        odd.map(|(example, _)| Unmatched { operation: id, example }).collect::<Vec<_>>()
    };
    all.par_iter().flat_map_iter(of_operation).collect()
}

/// What routes spell out.
#[derive(Default)]
struct Spelled<'a> {
    /// Whole segments and values of arguments, in lower case.
    whole: HashSet<Cow<'a, str>>,
    /// What stands beside parameters within a segment.
    pieces: HashSet<&'a str>,
}

impl<'a> Spelled<'a> {
    fn of(operations: &[(OperationId, &'a Operation)]) -> Self {
        let of_operation = |mut spelled: Self, (_, operation): &(OperationId, &'a Operation)| {
            let segments = operation.routes.iter().flat_map(|route| &route.template.segments);
            segments.for_each(|segment| spelled.add(&segment.kind));
            spelled
        };
        operations.par_iter().fold(Self::default, of_operation).reduce(Self::default, Self::and)
    }

    fn add(&mut self, segment: &'a SegmentKind) {
        match segment {
            SegmentKind::Literal(text) => {
                self.whole.insert(lower(text));
            }
            SegmentKind::Mixed(pieces) => self.pieces.extend(pieces.iter().filter_map(literal)),
            SegmentKind::Function { args, .. } => {
                let values = args.iter().filter_map(|argument| value(&argument.value));
                self.whole.extend(values.map(lower));
            }
            SegmentKind::Param(_) => {}
        }
    }

    fn and(mut self, other: Self) -> Self {
        self.whole.extend(other.whole);
        self.pieces.extend(other.pieces);
        self
    }

    /// Whether a value of the example is spelled out somewhere; of values within segments that isn't asked.
    fn has_any_of(&self, operation: &Operation, example: &Example) -> bool {
        let Some(binding) = &example.binding else { return false };
        let Some(route) = operation.routes.get(binding.route) else { return false };
        let within = || route.template.segments.iter().any(|segment| matches!(segment.kind, SegmentKind::Mixed(_)));
        binding.args.iter().any(|value| self.has(value)) || within()
    }

    fn has(&self, value: &str) -> bool {
        self.whole.contains(&lower(value)) || self.pieces.iter().any(|piece| value.contains(piece))
    }
}

fn literal(piece: &Piece) -> Option<&str> {
    match piece {
        Piece::Literal(text) => Some(text),
        Piece::Param(_) => None,
    }
}

fn value(argument: &ArgValue) -> Option<&str> {
    match argument {
        ArgValue::Literal(text) => Some(text.trim_matches('\'')),
        ArgValue::Param(_) => None,
    }
}
