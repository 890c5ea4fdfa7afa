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
        // Where a piece lies tells that it is the document's own: nothing of it need be read.
        let stands_there = || self.document.get(at.clone()).is_some_and(|own| std::ptr::eq(own, piece));
        if !follows || !stands_there() {
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

#[cfg(test)]
mod tests {
    use super::Run;
    use std::borrow::Cow;

    /// Places of pieces, their text, and whether it stays.
    type Row = (&'static [(usize, usize)], &'static str, bool);

    #[test]
    fn a_text_stays_where_it_stands_in_one_piece() {
        let document = "a bc  d bc";
        let rows: [Row; 5] = [
            (&[], "", true),
            (&[(2, 4)], "bc", true),
            (&[(0, 2), (2, 4), (4, 5)], "a bc ", true),
            (&[(0, 2), (8, 10)], "a bc", false),
            (&[(0, 2), (8, 10), (4, 5)], "a bc ", false),
        ];
        for (pieces, expected, stays) in rows {
            let mut run = Run::new(document);
            pieces.iter().for_each(|(start, end)| run.push(&document[*start..*end], *start..*end));
            assert_eq!(run.as_str(), expected);
            assert_eq!(matches!(run.take(), Cow::Borrowed(_)), stays, "{expected}");
            assert_eq!(run.as_str(), "", "what comes next starts anew");
        }
        let mut run = Run::new(document);
        let copy = String::from("bc");
        run.push(&copy, 2..4);
        assert!(matches!(run.finish(), Cow::Owned(text) if text == "bc"), "a copy stands elsewhere");
    }
}
