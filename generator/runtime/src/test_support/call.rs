//! The typed call of an example, and what of its types sending and decoding it takes.

use super::takes::{Take, Takes};
use super::typed::{Return, Returned, Returns};
use crate::draft::Draft;
use crate::exchange::Exchange;
use crate::{Content, Error, LongRunning, Operation, OperationSpec, Output, Request, Response};
use serde_json::Value;
use std::fmt;
use std::future::Future;
use std::pin::Pin;

/// What a test knows of an operation's types: constants, so that no operation has a function of its own to be compiled.
#[derive(Clone, Copy)]
pub struct Types {
    spec: &'static OperationSpec,
    accept: Option<&'static str>,
    take: Take,
    answer: Return,
    start: Option<fn(Draft) -> Starting>,
}

/// An operation that is being started, and the address of its monitor; `None` if it is done at once.
type Starting = Pin<Box<dyn Future<Output = Result<Option<String>, Error>> + Send>>;

/// The types of an operation.
pub const fn types<Op: Operation>() -> Types
where
    Op::Body: Takes,
    Op::Output: Returns,
{
    Types { spec: Op::SPEC, accept: Op::Output::ACCEPT, take: Op::Body::TAKE, answer: Op::Output::RETURN, start: None }
}

/// The types of an operation that is accepted first and done later: where a documented answer accepts it, it is started, too.
pub const fn long_running<Op: LongRunning>() -> Types
where
    Op::Body: Takes,
    Op::Output: Returns,
{
    Types { start: Some(start::<Op>), ..types::<Op>() }
}

fn start<Op: LongRunning>(draft: Draft) -> Starting {
    let starting = Request::<Op>::from_draft(draft).start();
    Box::pin(async move { Ok(starting.await?.link().map(|link| link.as_str().to_owned())) })
}

impl Types {
    /// Id of the operation that has them.
    pub(super) fn operation(&self) -> &'static str {
        self.spec.id()
    }
}

impl fmt::Debug for Types {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Types({})", self.operation())
    }
}

/// A typed call, ready to be sent, as often as is wanted.
#[derive(Clone)]
pub(super) struct Call {
    draft: Draft,
    types: Types,
}

impl Call {
    pub(super) fn new(draft: Draft, types: Types) -> Self {
        Call { draft, types }
    }

    /// Id of the operation that built the request.
    pub(super) fn operation(&self) -> &'static str {
        self.draft.operation().unwrap_or_default()
    }

    /// What its answer is decoded by.
    pub(super) fn types(&self) -> Types {
        self.types
    }

    /// Sends, and gives the response as it came.
    pub(super) async fn send(self) -> Result<(Response, Result<Returned, Error>), Error> {
        let response = Exchange::new(self.draft, self.types.accept)?.run().await?;
        let returned = self.types.answer.read(&response);
        Ok((response, returned))
    }

    /// Starts what is done later, as `Request::start` does; `None` if the operation is one call and no more.
    pub(super) fn start(self) -> Option<Starting> {
        self.types.start.map(|start| start(self.draft))
    }

    /// The call with a JSON body: the text is decoded into the operation's body type and encoded again. The members in
    /// `undocumented` (`+/shelf/colour`) are sent though the docs of the body's type don't know them.
    ///
    /// What is sent is all of the value, so that a documented `null` is there; what `.body(…)` makes of it must be the same
    /// apart from nulls.
    ///
    /// # Errors
    /// What is wrong with the body.
    pub(super) fn json(mut self, body: &str, undocumented: &[&str]) -> Result<Self, String> {
        let mut unknown = Vec::new();
        let (content, all) = self.types.take.take(body, &mut unknown)?;
        // As examples write them.
        unknown.iter_mut().for_each(|pointer| pointer.insert(0, '+'));
        unknown.sort_unstable();
        let mut undocumented = undocumented.to_vec();
        undocumented.sort_unstable();
        if unknown != undocumented {
            let (found, said) = (unknown.join(", "), undocumented.join(", "));
            return Err(format!("no field takes [{found}], while the docs leave out [{said}]"));
        }
        let sent = content.as_bytes().ok_or("is sent as a stream")?;
        same_content(content.media_type(), sent, &all)?;
        self.draft.set_content(Ok(Content::new(crate::content::JSON, all)));
        Ok(self)
    }

    /// The call with any other content.
    pub(super) fn text(mut self, content_type: &'static str, body: &str) -> Self {
        self.draft.set_content(Ok(Content::new(content_type, body.to_owned())));
        self
    }
}

/// `.body(…)` writes all of the value, nulls apart.
fn same_content(media_type: &str, body: &[u8], all: &[u8]) -> Result<(), String> {
    if media_type != crate::content::JSON {
        return Err(format!("`.body(…)` sends {media_type}"));
    }
    let parse = |bytes| {
        let value = serde_json::from_slice::<Value>(bytes);
        value.map_err(|e| format!("is encoded as something that isn't JSON: {e}"))
    };
    let (body, all) = (super::compare::without_nulls(parse(body)?), super::compare::without_nulls(parse(all)?));
    if body == all { Ok(()) } else { Err(format!("`.body(…)` sends {body}, the value is {all}")) }
}
