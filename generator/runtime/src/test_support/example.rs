//! A documented example: what the docs say is sent and answered.

use super::call::Call;
use std::fmt;

/// A documented example.
#[derive(Clone, Copy)]
pub struct Example {
    /// Page and line: `api/driveitem-checkin.md:51`.
    pub at: &'static str,
    /// The example's name.
    pub name: &'static str,
    /// Id of the operation that the page documents.
    pub operation: &'static str,
    /// The request as text: method and address below the base URL, percent-encoded; headers; a blank line; the body.
    /// `Authorization`, `Host` and the like are left to the client.
    pub request: &'static str,
    /// How its body goes into the call.
    pub sends: Sends,
    /// The documented responses: each is given to a call of its own.
    pub answers: &'static [Answer],
}

/// How the body of an example goes into the call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sends {
    /// There is none.
    Nothing,
    /// It is JSON that becomes a value of the operation's body type.
    Json,
    /// As `Json`; these members (`+/shelf/colour`) are sent though the docs of the body's type don't know them.
    JsonBeside(&'static [&'static str]),
    /// It is sent as it is, as content of this media type.
    Text(&'static str),
}

impl Sends {
    /// The call with the body.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn with_body(self, call: Call, body: &str) -> Result<Call, String> {
        match self {
            Sends::Nothing => Ok(call),
            Sends::Json => call.json(body, &[]),
            Sends::JsonBeside(undocumented) => call.json(body, undocumented),
            Sends::Text(media_type) => Ok(call.text(media_type, body)),
        }
    }
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

impl fmt::Debug for Example {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.request.lines().next().unwrap_or_default();
        write!(f, "Example({} {}: {first})", self.at, self.name)
    }
}
