//! A documented example as a row: what the docs say is sent and answered, and the typed call that should do so.

use super::Call;
use std::fmt;

/// A documented example. `C` is the crate's client.
pub struct Example<C> {
    /// Page and line: `api/driveitem-checkin.md:51`.
    pub at: &'static str,
    /// The example's name.
    pub name: &'static str,
    /// Id of the operation that the page documents.
    pub operation: &'static str,
    /// The request as text: method and address below the base URL, percent-encoded; headers; a blank line; the body.
    /// `Authorization`, `Host` and the like are left to the client.
    pub request: &'static str,
    /// The documented responses: each is given to a call of its own.
    pub answers: &'static [Answer],
    /// The call. Its second argument is the body's text.
    pub call: fn(&C, &str) -> Call,
}

/// A documented response: the line where it begins, its text (status line, headers, a blank line, the body), and what the
/// client should make of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    /// It is decoded into what the operation returns, and that encodes to the documented body.
    Returned(u32, &'static str),
    /// As `Returned`, and the values at these pointers don't have their documented type; those behind a `+` aren't
    /// documented at all.
    Misfits(u32, &'static str, &'static [&'static str]),
    /// The operation returns nothing, but the docs show a body.
    Ignored(u32, &'static str),
    /// A success whose body isn't what the operation returns: it can't be decoded.
    Undecodable(u32, &'static str),
    /// The error has the documented status, code and message.
    Failed(u32, &'static str),
    /// Content that is found elsewhere, and fetched from there without the token.
    Moved(u32, &'static str),
}

impl Answer {
    /// Where it begins on the page.
    pub(super) fn line(&self) -> u32 {
        self.parts().0
    }

    pub(super) fn text(&self) -> &'static str {
        self.parts().1
    }

    fn parts(&self) -> (u32, &'static str) {
        match *self {
            Answer::Returned(line, text)
            | Answer::Misfits(line, text, _)
            | Answer::Ignored(line, text)
            | Answer::Undecodable(line, text)
            | Answer::Failed(line, text)
            | Answer::Moved(line, text) => (line, text),
        }
    }
}

impl<C> fmt::Debug for Example<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.request.lines().next().unwrap_or_default();
        write!(f, "Example({} {}: {first})", self.at, self.name)
    }
}
