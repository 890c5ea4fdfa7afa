//! Text that the Markdown parser reports in pieces: it stays where it stands as long as the pieces stand there side by side.

use std::borrow::Cow;
use std::ops::Range;

/// Pieces of text, put together.
#[derive(Debug)]
pub(crate) struct Run<'t> {
    document: &'t str,
    /// Where in the document all of it stands; counts until there is a text of its own.
    place: Range<usize>,
    /// The text, where it stands nowhere in one piece.
    own: Option<String>,
}

impl<'t> Run<'t> {
    /// No text yet.
    pub(crate) fn new(document: &'t str) -> Self {
        Run { document, place: 0..0, own: None }
    }

    /// Adds a piece that may stand at a place in the document.
    pub(crate) fn push(&mut self, piece: &str, at: Range<usize>) {
        let follows = self.own.is_none() && (self.place.is_empty() || self.place.end == at.start);
        if !follows || self.document.get(at.clone()) != Some(piece) {
            self.push_other(piece);
        } else if self.place.is_empty() {
            self.place = at;
        } else {
            self.place.end = at.end;
        }
    }

    /// Adds a piece that doesn't stand in the document.
    pub(crate) fn push_other(&mut self, piece: &str) {
        let (document, place) = (self.document, &self.place);
        let own = self.own.get_or_insert_with(|| {
            let so_far = document.get(place.clone()).unwrap_or_default();
            // Where one piece stands elsewhere, more follow.
            let mut own = String::with_capacity(2 * (so_far.len() + piece.len()));
            own.push_str(so_far);
            own
        });
        own.push_str(piece);
    }

    /// The text so far.
    pub(crate) fn as_str(&self) -> &str {
        self.own.as_deref().or(self.document.get(self.place.clone())).unwrap_or_default()
    }

    /// The text.
    pub(crate) fn finish(mut self) -> Cow<'t, str> {
        self.take()
    }

    /// The text; what comes next starts anew.
    pub(crate) fn take(&mut self) -> Cow<'t, str> {
        let place = std::mem::take(&mut self.place);
        match self.own.take() {
            Some(own) => Cow::Owned(own),
            None => Cow::Borrowed(self.document.get(place).unwrap_or_default()),
        }
    }
}
