//! The typed call of an example, and what its types make of the documented JSON. What depends on a type is as little as can
//! be: thousands of examples have a call, and all of them are compiled.

use crate::draft::Draft;
use crate::exchange::Exchange;
use crate::model::{self, Field, ListItem, Model};
use crate::{Body, Content, Error, LongRunning, Operation, OperationSpec, Output, Page, Request, Response};
use bytes::Bytes;
use serde_json::Value;
use std::fmt;
use std::future::Future;
use std::pin::Pin;

/// A typed call, ready to be sent.
pub struct Call {
    pub(super) operation: &'static str,
    draft: Draft,
    accept: Option<&'static str>,
    decode: Decode,
    start: Option<fn(Draft) -> Starting>,
    /// What went wrong before sending.
    pub(super) problem: Option<String>,
}

/// What an operation's types make of a response.
type Decode = fn(&Response) -> Result<Returned, Error>;

/// [`Takes::take`] of a type.
type Take = fn(&str, &mut Vec<String>) -> Taken;

/// A body as `.body(…)` sends it, and all of the value as JSON.
type Taken = Result<(Content, Vec<u8>), String>;

/// An operation that is being started, and the address of its monitor; `None` if it is done at once.
type Starting = Pin<Box<dyn Future<Output = Result<Option<String>, Error>> + Send>>;

/// What a call returned.
pub struct Returned {
    /// Encoded again; `None` if the operation returns nothing.
    pub(super) bytes: Option<Vec<u8>>,
    /// The bytes are content, which comes unchanged; others are JSON, which counts by value.
    pub(super) is_content: bool,
    /// Pointers to the values that don't fit their documented type.
    pub(super) misfits: Vec<String>,
    /// Pointers to what no field takes.
    pub(super) unknown: Vec<String>,
}

impl Returned {
    fn untyped(bytes: Option<Vec<u8>>) -> Self {
        Returned { bytes, is_content: false, misfits: Vec::new(), unknown: Vec::new() }
    }
}

impl Call {
    fn new(draft: Draft, spec: &'static OperationSpec, accept: Option<&'static str>, decode: Decode) -> Call {
        Call { operation: spec.id(), draft, accept, decode, start: None, problem: None }
    }

    /// Sends, and gives the response as it came.
    pub(super) async fn send(self) -> Result<(Response, Result<Returned, Error>), Error> {
        let decode = self.decode;
        let response = Exchange::new(self.draft, self.accept)?.run().await?;
        let returned = decode(&response);
        Ok((response, returned))
    }

    /// Starts what is done later, as `Request::start` does; `None` if the operation is one call and no more.
    pub(super) fn start(self) -> Option<Starting> {
        self.start.map(|start| start(self.draft))
    }
}

/// What an operation takes, as a test sees it: documented JSON becomes a value of the type and is encoded again.
pub trait Takes: Body {
    /// The body as `.body(…)` sends it, and all of the value as JSON. Members that no field takes are added to `unknown`.
    ///
    /// # Errors
    /// Why the JSON can't be decoded or encoded.
    fn take(json: &str, unknown: &mut Vec<String>) -> Result<(Content, Vec<u8>), String>;
}

impl<T: Model + Default> Takes for T {
    fn take(json: &str, unknown: &mut Vec<String>) -> Taken {
        take_model(&mut T::default(), json, unknown)
    }
}

/// Not generic: compiled once.
fn take_model(model: &mut dyn Model, json: &str, unknown: &mut Vec<String>) -> Taken {
    fill(model, json.as_bytes()).map_err(|e| format!("doesn't decode into the operation's body type: {e}"))?;
    super::body::collect_unknown(model, "", unknown);
    let all = model::to_vec(model).map_err(unencodable)?;
    let sent = model::to_body(model).map_err(unencodable)?;
    Ok((Content::new(crate::content::JSON, sent), all))
}

impl Takes for Value {
    fn take(json: &str, _: &mut Vec<String>) -> Taken {
        let value: Value = serde_json::from_str(json).map_err(unencodable)?;
        Ok((value.content().map_err(unencodable)?, serde_json::to_vec(&value).map_err(unencodable)?))
    }
}

fn unencodable(error: impl fmt::Display) -> String {
    format!("can't be encoded again: {error}")
}

fn fill(model: &mut dyn Model, json: &[u8]) -> serde_json::Result<()> {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    model::fill(model, &mut deserializer).and_then(|()| deserializer.end())
}

/// What an operation returns, as a test sees it.
pub trait Returns: Output {
    /// Decodes the response and encodes the value again.
    ///
    /// # Errors
    /// [`Error::Decode`] if the body doesn't hold such a value.
    fn returned(response: &Response) -> Result<Returned, Error>;
}

impl<T: Model + Default> Returns for T {
    fn returned(response: &Response) -> Result<Returned, Error> {
        model_returned(&mut T::default(), response)
    }
}

/// Not generic: compiled once.
fn model_returned(model: &mut dyn Model, response: &Response) -> Result<Returned, Error> {
    fill(model, response.body()).map_err(|e| response.undecodable(e))?;
    let (mut misfits, mut unknown) = (Vec::new(), Vec::new());
    super::body::collect_misfits(model, "", &mut misfits);
    super::body::collect_unknown(model, "", &mut unknown);
    let bytes = model::to_vec(model).map_err(|e| response.undecodable(e))?;
    Ok(Returned { misfits, unknown, ..Returned::untyped(Some(bytes)) })
}

impl<T: ListItem> Returns for Page<T> {
    fn returned(response: &Response) -> Result<Returned, Error> {
        page_returned(&mut None::<Vec<T>>, response)
    }
}

/// Not generic: compiled once. What `Page::decode` does, but for the type of the items.
fn page_returned(items: &mut dyn Field, response: &Response) -> Result<Returned, Error> {
    let page = super::body::page_of(response, items)?;
    Ok(Returned { misfits: page.misfits, unknown: page.unknown, ..Returned::untyped(Some(page.json)) })
}

impl<T: Returns> Returns for Option<T> {
    fn returned(response: &Response) -> Result<Returned, Error> {
        let nothing = Returned::untyped(None);
        // Whether there is anything is `Option`'s own to say.
        Ok(Option::<Seen<T>>::decode(response)?.map_or(nothing, |seen| seen.0))
    }
}

/// So that `Option` decodes what a test sees.
struct Seen<T>(Returned, std::marker::PhantomData<T>);

impl<T: Returns> Output for Seen<T> {
    fn decode(response: &Response) -> Result<Self, Error> {
        T::returned(response).map(|returned| Seen(returned, std::marker::PhantomData))
    }
}

impl Returns for () {
    fn returned(_: &Response) -> Result<Returned, Error> {
        Ok(Returned::untyped(None))
    }
}

impl Returns for Value {
    fn returned(response: &Response) -> Result<Returned, Error> {
        let value = Value::decode(response)?;
        let bytes = serde_json::to_vec(&value).map_err(|e| response.undecodable(e))?;
        Ok(Returned::untyped((!value.is_null()).then_some(bytes)))
    }
}

impl Returns for Bytes {
    fn returned(response: &Response) -> Result<Returned, Error> {
        Ok(Returned { is_content: true, ..Returned::untyped(Some(Bytes::decode(response)?.to_vec())) })
    }
}

/// The call without a body.
pub fn plain<Op: Operation, R>(request: R) -> Call
where
    Op::Output: Returns,
    Request<Op>: From<R>,
{
    Call::new(Request::from(request).draft, Op::SPEC, Op::Output::ACCEPT, Op::Output::returned)
}

/// The call of an operation that is accepted first and done later: where a documented answer accepts it, it is started, too.
pub fn long_running<Op: LongRunning>(request: impl Into<Request<Op>>, call: impl FnOnce(Request<Op>) -> Call) -> Call {
    Call { start: Some(start::<Op>), ..call(request.into()) }
}

fn start<Op: LongRunning>(draft: Draft) -> Starting {
    let starting = Request::<Op>::from_draft(draft).start();
    Box::pin(async move { Ok(starting.await?.link().map(|link| link.as_str().to_owned())) })
}

/// The call with a JSON body: the text is decoded into the operation's body type and encoded again.
///
/// What is sent is all of the value, so that a documented `null` is there; what `.body(…)` makes of it must be the same
/// apart from nulls.
pub fn json<Op: Operation, R>(request: R, body: &str) -> Call
where
    Op::Body: Takes,
    Op::Output: Returns,
    Request<Op>: From<R>,
{
    with_json(plain(request), Op::Body::take, body, &[])
}

/// As [`json`]; these members (`+/shelf/colour`) are sent though the docs of the body's type don't know them.
pub fn json_beside<Op: Operation, R>(request: R, body: &str, undocumented: &[&str]) -> Call
where
    Op::Body: Takes,
    Op::Output: Returns,
    Request<Op>: From<R>,
{
    with_json(plain(request), Op::Body::take, body, undocumented)
}

/// Not generic: compiled once.
fn with_json(mut call: Call, take: Take, body: &str, undocumented: &[&str]) -> Call {
    let mut unknown = Vec::new();
    let taken = take(body, &mut unknown);
    let mut undocumented = undocumented.to_vec();
    undocumented.sort_unstable();
    // As rows write them.
    unknown.iter_mut().for_each(|pointer| pointer.insert(0, '+'));
    unknown.sort_unstable();
    if taken.is_ok() && unknown != undocumented {
        let (found, said) = (unknown.join(", "), undocumented.join(", "));
        call.problem = Some(format!("no field takes [{found}], while the docs leave out [{said}]"));
        return call;
    }
    let checked = taken.and_then(|(content, all)| {
        let sent = content.as_bytes().ok_or("is sent as a stream")?;
        same_content(content.media_type(), sent, &all).map(|()| all)
    });
    match checked {
        Ok(all) => call.draft.set_content(Ok(Content::new(crate::content::JSON, all))),
        Err(problem) => call.problem = Some(problem),
    }
    call
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

/// The call with any other content.
pub fn text<Op: Operation, R>(request: R, content_type: &str, body: &str) -> Call
where
    Op::Output: Returns,
    Request<Op>: From<R>,
{
    let mut call = plain(request);
    call.draft.set_content(Ok(Content::new(content_type.to_owned(), body.to_owned())));
    call
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Call({})", self.operation)
    }
}

impl fmt::Debug for Returned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Returned({} bytes)", self.bytes.as_ref().map_or(0, Vec::len))
    }
}
