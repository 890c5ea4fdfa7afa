//! A call that the docs don't have: the same sending, paging and decoding, nothing checked against a spec.

use crate::content::JSON;
use crate::draft::Draft;
use crate::request::{download, send};
use crate::{
    Client, Content, Delta, Download, Error, Item, Items, Output, Pages, Poller, Response, RetryPolicy, poller,
};
use bytes::Bytes;
use http::{HeaderMap, Method};
use serde::Serialize;
use std::borrow::Cow;
use std::fmt;
use std::future::Future;
use std::ops::RangeBounds;
use std::time::Duration;

/// A request that is made by hand, by [`Client::request`].
#[derive(Clone)]
#[must_use = "a request does nothing until it is sent"]
pub struct RawRequest(Draft);

impl RawRequest {
    pub(crate) fn new(client: Client, method: Method, path: &str) -> Self {
        RawRequest(Draft::raw(client, method, path))
    }

    /// Adds a query parameter, unescaped.
    pub fn query(mut self, name: &str, value: &str) -> Self {
        self.0.add_query(name, value);
        self
    }

    /// Adds a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.0.add_header(name, value);
        self
    }

    /// Asks for a part of the content, counted in bytes: `0..1024`, `1024..`. A service that sends everything all the same
    /// is listened to, and the rest dropped.
    pub fn range(mut self, bytes: impl RangeBounds<u64>) -> Self {
        self.0.set_range(bytes);
        self
    }

    /// A JSON body.
    pub fn json<T: Serialize + ?Sized>(mut self, value: &T) -> Self {
        self.0.set_content(Content::json(value));
        self
    }

    /// Content of any media type.
    pub fn content(mut self, media_type: impl Into<Cow<'static, str>>, bytes: impl Into<Bytes>) -> Self {
        self.0.set_content(Ok(Content::new(media_type, bytes)));
        self
    }

    /// Content of any kind in place of a typed body: bytes, a file, a stream.
    pub fn upload(mut self, content: Content) -> Self {
        self.0.set_content(Ok(content));
        self
    }

    /// How long this call may take, in place of the client's timeout.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.0.settings().timeout = Some(timeout);
        self
    }

    /// When this call is repeated, in place of the client's policy.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.0.settings().retry = Some(policy);
        self
    }

    /// The method.
    pub fn method(&self) -> &Method {
        self.0.method()
    }

    /// The absolute URL, percent-encoded, with the query so far.
    pub fn url(&self) -> &str {
        self.0.url()
    }

    /// The headers so far.
    pub fn headers(&self) -> &HeaderMap {
        self.0.headers()
    }

    /// The request as it goes out, without `Authorization`.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`]: the first thing that was wrong with the path, a header or the body.
    pub fn build(self) -> Result<http::Request<Bytes>, Error> {
        self.0.build(Some(JSON))
    }

    /// The request in the form of HTTP/1.1, without `Authorization`, values of sensitive headers, and path and query of an
    /// address that isn't the client's home.
    ///
    /// # Errors
    /// As [`build`](Self::build).
    pub fn http_text(&self) -> Result<String, Error> {
        self.0.clone().http_text(Some(JSON))
    }

    /// Sends, and decodes what comes back: a model, a [`Page`](crate::Page), [`Value`](crate::Value), [`Bytes`] or `()`.
    ///
    /// # Errors
    /// Any [`Error`]; [`Error::Status`] if the service says no.
    pub fn send<T: Output>(self) -> impl Future<Output = Result<T, Error>> + Send {
        let response = send(self.0, T::ACCEPT);
        async move { response.await?.decode() }
    }

    /// Sends, and gives the whole response.
    ///
    /// # Errors
    /// As [`send`](Self::send), but nothing is decoded.
    pub fn response(self) -> impl Future<Output = Result<Response, Error>> + Send {
        send(self.0, Some(JSON))
    }

    /// Sends, and gives the content as it comes, from wherever the service redirects to.
    ///
    /// # Errors
    /// As [`send`](Self::send), until the content begins.
    pub fn download(self) -> impl Future<Output = Result<Download, Error>> + Send {
        download(self.0)
    }

    /// All pages, fetched as they are asked for.
    pub fn pages<T: Item>(self) -> Pages<T> {
        Pages::new(self.0)
    }

    /// The items of all pages, fetched as they are asked for.
    pub fn items<T: Item>(self) -> Items<T> {
        self.pages().into_items()
    }

    /// What has changed, as a delta function tells it: the first time, everything. The stream ends with a link for the next
    /// time.
    pub fn delta<T: Item>(self) -> Delta<T> {
        Delta::new(self.0)
    }

    /// Sends with `Prefer: respond-async`, and gives what to look at until the long-running operation has ended.
    ///
    /// # Errors
    /// As [`send`](Self::send); [`Error::Decode`] if the operation is accepted and the service doesn't say where to look.
    pub fn start<T: Output>(self) -> impl Future<Output = Result<Poller<T>, Error>> + Send {
        poller::start(self.0, Some(JSON))
    }

    pub(crate) fn into_draft(self) -> Draft {
        self.0
    }
}

/// Method and URL.
impl fmt::Debug for RawRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawRequest({:?})", self.0)
    }
}
