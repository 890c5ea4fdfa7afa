//! Which operation documents the request of an example, whichever page that stands on.

use super::matching::{self, ExampleUrl};
use crate::model::{Arena, Example, Method, Operation, OperationId, SegmentKind};
use foldhash::HashMap;

/// Every route, by method and first segment.
pub(super) struct KnownRoutes(HashMap<(Method, String), Vec<(OperationId, usize)>>);

/// The operation whose route fits a request best.
pub(super) struct Best {
    pub(super) operation: OperationId,
    /// As [`matching::matches`] ranks it.
    pub(super) rank: Vec<u8>,
}

impl KnownRoutes {
    pub(super) fn of(operations: &Arena<OperationId, Operation>) -> KnownRoutes {
        let mut known = KnownRoutes(HashMap::default());
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

    /// The operation with the most literal route that the request fits; of several the one of the same group as `own`, else
    /// the first.
    pub(super) fn find(
        &self,
        operations: &Arena<OperationId, Operation>,
        example: &Example,
        own: Option<OperationId>,
    ) -> Option<Best> {
        let url = ExampleUrl::read(&example.request.url);
        let key = (example.request.method, url.segments.first()?.to_ascii_lowercase());
        let group = own.map(|id| operations[id].group);
        let fitting = self.0.get(&key)?.iter().filter_map(|&(id, index)| {
            let operation = &operations[id];
            let (args, rank) = matching::matches(&operation.routes.get(index)?.template, &url.segments)?;
            let is_full = args.iter().all(|value| !value.is_empty());
            is_full.then_some((rank, Some(operation.group) != group, id))
        });
        fitting.min().map(|(rank, _, operation)| Best { operation, rank })
    }
}
