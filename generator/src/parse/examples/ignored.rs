//! What is annotated as ignored, and what answers it.

use super::Item;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::draft::ExampleResponseDraft;
use foldhash::HashSet;

/// Leaves out the messages at these positions, which ascend, and with them what answers them: responses behind one that name no
/// request that counts, where every such request has its own.
pub(super) fn leave_out(items: Vec<Item>, ignored: &[usize], diagnostics: &mut Vec<Diagnostic>) -> Vec<Item> {
    let items: Vec<(bool, Item)> =
        items.into_iter().enumerate().map(|(at, item)| (ignored.binary_search(&at).is_ok(), item)).collect();
    let counted = items.iter().filter(|(is_ignored, _)| !is_ignored).filter_map(|(_, item)| item.request());
    let names = counted.filter_map(|request| request.name.clone()).collect();
    let mut reader = Reader { names, unanswered: 0, behind_ignored: false };
    let counts = |(is_ignored, item): (bool, Item)| {
        if let Item::Response(response) = &item
            && !is_ignored
            && reader.answers_ignored(response)
        {
            let message = "this response answers a request that is annotated as ignored, and is left out with it";
            diagnostics.push(Diagnostic::new(Code::ResponseIgnored, response.span, message));
            return None;
        }
        reader.pass(&item, is_ignored);
        (!is_ignored).then_some(item)
    };
    items.into_iter().filter_map(counts).collect()
}

/// What is known where the next message is read.
struct Reader {
    /// The names of the requests that count, wherever they stand.
    names: HashSet<String>,
    /// How many requests so far count and have no response.
    unanswered: usize,
    /// The last request is ignored.
    behind_ignored: bool,
}

impl Reader {
    fn answers_ignored(&self, response: &ExampleResponseDraft) -> bool {
        self.behind_ignored && self.unanswered == 0 && !response.names.iter().any(|name| self.names.contains(name))
    }

    fn pass(&mut self, item: &Item, is_ignored: bool) {
        match item {
            Item::Request(_) if is_ignored => self.behind_ignored = true,
            Item::Request(request) => {
                self.behind_ignored = false;
                self.unanswered += usize::from(request.responses.is_empty());
            }
            Item::Response(_) if is_ignored => {}
            Item::Response(_) => self.unanswered = self.unanswered.saturating_sub(1),
        }
    }
}
