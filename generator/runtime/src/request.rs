//! A documented call, typed: built by a route function, sent or looked at.
//!
//! Everything here is a thin shell over [`Draft`](crate::draft::Draft): thousands of operations share what is compiled once.

use crate::draft::Draft;
use crate::exchange::Exchange;
use crate::options::wire;
use crate::{
    Arg, Body, Client, Content, Delta, DeltaFunction, Download, Error, Item, Items, Link, LongRunning, Operation,
    Output, Page, Pages, Poller, Response, RetryPolicy, poller,
};
use bytes::Bytes;
use http::{HeaderMap, Method, header};
use std::borrow::Cow;
use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::ops::RangeBounds;
use std::pin::Pin;
use std::time::Duration;

/// A request for the operation `Op`: a value that can be kept, cloned, looked at and sent.
///
/// Generated crates wrap it in a `Request` of their own, see [`client!`](crate::client).
#[must_use = "a request does nothing until it is sent"]
pub struct Request<Op> {
    // `client!` writes both fields: a function for it would be compiled for every operation.
    #[doc(hidden)]
    pub draft: Draft,
    #[doc(hidden)]
    pub operation: PhantomData<fn() -> Op>,
}

impl<Op: Operation> Request<Op> {
    /// A call of the route with this index in the operation's spec, all of its arguments text.
    #[doc(hidden)]
    pub fn route(client: Client, route: usize, args: &[&str]) -> Self {
        Request { draft: Draft::of_text(client, Op::SPEC, route, args), operation: PhantomData }
    }

    /// As `route`, with arguments that are not all text.
    #[doc(hidden)]
    pub fn call(client: Client, route: usize, args: &[Arg<'_>]) -> Self {
        Request { draft: Draft::of_args(client, Op::SPEC, route, args), operation: PhantomData }
    }

    /// Encodes the body.
    pub fn body(mut self, body: &Op::Body) -> Self
    where
        Op::Body: Body,
    {
        self.draft.set_content(body.content());
        self
    }

    /// The request as it goes out, without `Authorization`.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`]: the first thing that was wrong with an argument, header or body.
    pub fn build(self) -> Result<http::Request<Bytes>, Error> {
        self.draft.build(Op::Output::ACCEPT)
    }

    /// The request in the form of HTTP/1.1, without `Authorization`, values of sensitive headers, and path and query of an
    /// address that isn't the client's home.
    ///
    /// # Errors
    /// As [`build`](Self::build).
    pub fn http_text(&self) -> Result<String, Error> {
        self.draft.clone().http_text(Op::Output::ACCEPT)
    }

    /// Sends, and decodes what comes back.
    ///
    /// # Errors
    /// Any [`Error`]; [`Error::Status`] if the service says no.
    pub fn send(self) -> impl Future<Output = Result<Op::Output, Error>> + Send {
        let response = send(self.draft, Op::Output::ACCEPT);
        async move { response.await?.decode() }
    }

    /// Sends, and gives the whole response: headers (`Location`, `ETag`) and the body as it came.
    /// [`Response::decode`] does the rest.
    ///
    /// # Errors
    /// As [`send`](Self::send), but nothing is decoded.
    pub fn response(self) -> impl Future<Output = Result<Response, Error>> + Send {
        send(self.draft, Op::Output::ACCEPT)
    }

    /// Sends, and gives the content as it comes, from wherever the service redirects to. Also for the routes of an operation
    /// that give bytes (`…/$value`) where the others give JSON.
    ///
    /// # Errors
    /// As [`send`](Self::send), until the content begins.
    pub fn download(self) -> impl Future<Output = Result<Download, Error>> + Send {
        download(self.draft)
    }
}

impl<Op, T> Request<Op>
where
    Op: Operation<Output = Page<T>>,
    T: Item,
{
    /// All pages, fetched as they are asked for.
    pub fn pages(self) -> Pages<T> {
        Pages::new(self.draft)
    }

    /// The items of all pages, fetched as they are asked for.
    pub fn items(self) -> Items<T> {
        self.pages().into_items()
    }
}

impl<Op, T> Request<Op>
where
    Op: DeltaFunction<Output = Page<T>>,
    T: Item,
{
    /// What has changed: the first time, everything. The stream ends with a link for the next time.
    pub fn delta(self) -> Delta<T> {
        Delta::new(self.draft)
    }

    /// What has changed since this link was given, asked with the headers and settings of this request. Its path and query
    /// don't count: those of the link do.
    pub fn resume_delta(self, link: &Link) -> Delta<T> {
        Delta::resume(&self.draft, link)
    }
}

impl<Op: LongRunning> Request<Op> {
    /// Sends with `Prefer: respond-async`, and gives what to look at until the operation has ended.
    ///
    /// # Errors
    /// As [`send`](Self::send); [`Error::Decode`] if the operation is accepted and the service doesn't say where to look.
    pub fn start(self) -> impl Future<Output = Result<Poller<Op::Result>, Error>> + Send {
        poller::start(self.draft, Op::Output::ACCEPT)
    }
}

impl<Op> Request<Op> {
    pub(crate) fn into_draft(self) -> Draft {
        self.draft
    }

    #[cfg(feature = "example-tests")]
    pub(crate) fn from_draft(draft: Draft) -> Self {
        Request { draft, operation: PhantomData }
    }

    /// Adds a header. One that has a setter of its own is better set there.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.draft.add_header(name, value);
        self
    }

    /// Sets a header in place of what was set before.
    pub fn set_header(mut self, name: &str, value: &str) -> Self {
        self.draft.set_header(name, value);
        self
    }

    /// Adds a query parameter, unescaped.
    pub fn query(mut self, name: &str, value: &str) -> Self {
        self.draft.add_query(name, value);
        self
    }

    /// Sets a query parameter, unescaped, in place of what was set before.
    pub fn set_query(mut self, name: &str, value: &str) -> Self {
        self.draft.set_query(name, value);
        self
    }

    /// `$select`.
    pub fn select(self, properties: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        self.set_query(wire::SELECT, &joined(properties))
    }

    /// `$expand`.
    pub fn expand(self, relationships: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        self.set_query(wire::EXPAND, &joined(relationships))
    }

    /// `$filter`.
    pub fn filter(self, expression: &str) -> Self {
        self.set_query(wire::FILTER, expression)
    }

    /// `$orderby`.
    pub fn order_by(self, properties: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        self.set_query(wire::ORDER_BY, &joined(properties))
    }

    /// `$search`.
    pub fn search(self, expression: &str) -> Self {
        self.set_query(wire::SEARCH, expression)
    }

    /// `$top`.
    pub fn top(self, items: u32) -> Self {
        self.set_query(wire::TOP, &items.to_string())
    }

    /// `$skip`.
    pub fn skip(self, items: u32) -> Self {
        self.set_query(wire::SKIP, &items.to_string())
    }

    /// `$count`.
    pub fn count(self, wanted: bool) -> Self {
        self.set_query(wire::COUNT, if wanted { "true" } else { "false" })
    }

    /// `$skiptoken`.
    pub fn skip_token(self, token: &str) -> Self {
        self.set_query(wire::SKIP_TOKEN, token)
    }

    /// `$format`.
    pub fn format(self, media_type: &str) -> Self {
        self.set_query(wire::FORMAT, media_type)
    }

    /// `If-Match`.
    pub fn if_match(self, etag: &str) -> Self {
        self.set_header(header::IF_MATCH.as_str(), etag)
    }

    /// `If-None-Match`.
    pub fn if_none_match(self, etag: &str) -> Self {
        self.set_header(header::IF_NONE_MATCH.as_str(), etag)
    }

    /// Adds to `Prefer`.
    pub fn prefer(self, preference: &str) -> Self {
        self.header("prefer", preference)
    }

    /// `ConsistencyLevel`.
    pub fn consistency_level(self, level: &str) -> Self {
        self.set_header("consistencylevel", level)
    }

    /// `Accept-Language`.
    pub fn accept_language(self, tag: &str) -> Self {
        self.set_header(header::ACCEPT_LANGUAGE.as_str(), tag)
    }

    /// Asks for a part of the content, counted in bytes: `0..1024`, `1024..`. A service that sends everything all the same
    /// is listened to, and the rest dropped.
    pub fn range(mut self, bytes: impl RangeBounds<u64>) -> Self {
        self.draft.set_range(bytes);
        self
    }

    /// Content of any media type, in place of a typed body.
    pub fn content(mut self, media_type: impl Into<Cow<'static, str>>, bytes: impl Into<Bytes>) -> Self {
        self.draft.set_content(Ok(Content::new(media_type, bytes)));
        self
    }

    /// Content of any kind in place of a typed body: bytes, a file, a stream.
    pub fn upload(mut self, content: Content) -> Self {
        self.draft.set_content(Ok(content));
        self
    }

    /// How long this call may take, in place of the client's timeout.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.draft.settings().timeout = Some(timeout);
        self
    }

    /// When this call is repeated, in place of the client's policy.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.draft.settings().retry = Some(policy);
        self
    }

    /// The method.
    pub fn method(&self) -> &Method {
        self.draft.method()
    }

    /// The absolute URL, percent-encoded, with the query so far.
    pub fn url(&self) -> &str {
        self.draft.url()
    }

    /// The headers so far.
    pub fn headers(&self) -> &HeaderMap {
        self.draft.headers()
    }
}

fn joined(parts: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    // Room for a usual list.
    let mut out = String::with_capacity(64);
    for (i, part) in parts.into_iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        out.push_str(part.as_ref());
    }
    out
}

/// A response on its way. Boxed, so that futures of those who call stay small and are compiled once.
pub(crate) type Sending = Pin<Box<dyn Future<Output = Result<Response, Error>> + Send>>;

/// The one send.
pub(crate) fn send(draft: Draft, accept: Option<&'static str>) -> Sending {
    Box::pin(async move { Exchange::new(draft, accept)?.run().await })
}

/// The content as it comes.
pub(crate) fn download(draft: Draft) -> Pin<Box<dyn Future<Output = Result<Download, Error>> + Send>> {
    Box::pin(Download::begin(draft))
}

impl<Op> Clone for Request<Op> {
    fn clone(&self) -> Self {
        Request { draft: self.draft.clone(), operation: PhantomData }
    }
}

/// Operation, method and URL.
impl<Op> fmt::Debug for Request<Op> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Request({:?})", self.draft)
    }
}
