//! A request in the making, untyped: what [`Request`](crate::Request) and [`RawRequest`](crate::RawRequest) are made of.
//!
//! Setters can't fail, so that they chain; the first thing that is wrong is kept and comes out of `build` and `send`.

use crate::arg::Args;
use crate::download::ByteRange;
use crate::http_text::http_text;
use crate::origin::is_secret;
use crate::source::Source;
use crate::{Arg, Client, Content, Error, OperationSpec, RetryPolicy, RouteSpec, encode, template};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Uri, header};
use percent_encoding::percent_decode;
use std::borrow::Cow;
use std::fmt;
use std::ops::RangeBounds;
use std::time::Duration;
use url::Url;

/// A request in the making. Public for what `client!` writes, which names it.
#[derive(Clone)]
pub struct Draft {
    client: Client,
    spec: Option<&'static OperationSpec>,
    route: Option<RouteSpec>,
    method: Method,
    /// Absolute, query included.
    url: String,
    /// Where in `url` the `?` stands, if there is one.
    query: Option<usize>,
    headers: HeaderMap,
    content: Option<Content>,
    settings: Settings,
    failure: Option<Cow<'static, str>>,
}

/// What one call may have otherwise than its client.
#[derive(Clone, Default)]
pub(crate) struct Settings {
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) timeout: Option<Duration>,
    /// Whether `303 See Other` is an answer by itself: it ends a long-running operation.
    pub(crate) keeps_see_other: bool,
    /// No token, wherever it goes.
    pub(crate) anonymous: bool,
    /// The part of the content that is wanted.
    pub(crate) range: Option<ByteRange>,
}

impl Draft {
    /// A call of the route with this index in the spec, all of its arguments text.
    pub fn of_text(client: Client, spec: &'static OperationSpec, route: usize, args: &[&str]) -> Self {
        Draft::route(client, spec, route, Args::Text(args))
    }

    /// As `of_text`, with arguments that are not all text.
    pub fn of_args(client: Client, spec: &'static OperationSpec, route: usize, args: &[Arg<'_>]) -> Self {
        Draft::route(client, spec, route, Args::Typed(args))
    }

    /// A documented call.
    pub(crate) fn route(client: Client, spec: &'static OperationSpec, route: usize, args: Args<'_>) -> Self {
        let Some(route) = spec.route(route) else {
            let mut draft = Draft::new(client, Method::GET, 0);
            draft.fail(format!("`{}` has no route {route}", spec.id()));
            return draft;
        };
        let method = Method::from_bytes(route.method.as_bytes());
        let unknown = method.is_err();
        // Room for values and a query: one allocation is enough for most requests.
        let mut draft = Draft::new(client, method.unwrap_or_default(), route.template.len() + 128);
        draft.spec = Some(spec);
        draft.route = Some(route);
        if unknown {
            draft.fail("the route's method isn't one");
        }
        if let Err(reason) = template::expand(&mut draft.url, route.template, args) {
            draft.fail(reason);
        }
        for (name, value) in route.query() {
            draft.add_query(&name, &value);
        }
        draft
    }

    /// A call of one's own. `path` is relative to the base URL, or an absolute URL; it is escaped only where it isn't
    /// a URL without that.
    pub(crate) fn raw(client: Client, method: Method, path: &str) -> Self {
        let mut draft = Draft::new(client, method, path.len() + 32);
        let (path, query) = path.split_once('?').map_or((path, None), |(p, q)| (p, Some(q)));
        if path.chars().chain(query.unwrap_or_default().chars()).any(char::is_control) {
            draft.fail("the path holds a control character");
        } else if path.split('/').any(|s| matches!(s.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")) {
            draft.fail("the path holds a `.` or `..` segment");
        }
        if is_absolute(path) {
            draft.url.clear();
            if has_user(path) {
                draft.fail("the address holds a user name or a password");
            }
        } else if !path.starts_with('/') {
            draft.url.push('/');
        }
        encode::literal(&mut draft.url, path);
        if let Some(query) = query {
            draft.query = Some(draft.url.len());
            draft.url.push('?');
            encode::literal_query(&mut draft.url, query);
        }
        draft
    }

    /// A GET of a link that the response held: for the same operation, with the same settings, and with the same headers if
    /// it leads home, but for those that are about the content of this request. Nothing has to be set: the link is whole.
    pub(crate) fn follow(&self, url: &Url) -> Self {
        // A fragment is never sent.
        let text = url.as_str().split('#').next().unwrap_or_default();
        let mut next = Draft::raw(self.client.clone(), Method::GET, text);
        next.spec = self.spec;
        next.route = self.route.map(RouteSpec::without_query);
        next.settings = self.settings.clone();
        next.failure = self.failure.clone();
        if self.client.home().holds(url) {
            next.headers = self.headers.clone();
            for name in [header::CONTENT_TYPE, header::IF_MATCH, header::IF_NONE_MATCH] {
                next.headers.remove(name);
            }
        }
        next
    }

    /// The same without the body.
    pub(crate) fn without_content(&self) -> Self {
        Draft { content: None, ..self.clone() }
    }

    fn new(client: Client, method: Method, room: usize) -> Self {
        let base = client.base_url();
        let mut url = String::with_capacity(base.len() + room);
        url.push_str(base);
        Draft {
            client,
            spec: None,
            route: None,
            method,
            url,
            query: None,
            headers: HeaderMap::new(),
            content: None,
            settings: Settings::default(),
            failure: None,
        }
    }

    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    pub(crate) fn operation(&self) -> Option<&'static str> {
        self.spec.map(|s| s.id())
    }

    pub(crate) fn template(&self) -> Option<&'static str> {
        self.route.map(|r| r.template)
    }

    pub(crate) fn method(&self) -> &Method {
        &self.method
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The first thing that is wrong is the one that is told.
    pub(crate) fn fail(&mut self, reason: impl Into<Cow<'static, str>>) {
        self.failure.get_or_insert_with(|| reason.into());
    }

    pub(crate) fn add_query(&mut self, name: &str, value: &str) {
        match self.query {
            // Not behind any `?`: in a query it is text.
            Some(at) if self.url.len() == at + 1 || self.url.ends_with('&') => {}
            Some(_) => self.url.push('&'),
            None => {
                self.query = Some(self.url.len());
                self.url.push('?');
            }
        }
        encode::query_name(&mut self.url, name);
        self.url.push('=');
        encode::query_value(&mut self.url, value);
    }

    /// Replaces what was set under this name before.
    pub(crate) fn set_query(&mut self, name: &str, value: &str) {
        if self.has_query(name) {
            self.remove_query(name);
        }
        self.add_query(name, value);
    }

    fn has_query(&self, name: &str) -> bool {
        let query = self.query.and_then(|at| self.url.get(at + 1..)).unwrap_or_default();
        query.as_bytes().split(|byte| *byte == b'&').any(|pair| is_named(pair, name))
    }

    fn remove_query(&mut self, name: &str) {
        let Some(at) = self.query else { return };
        let query = self.url.split_off(at);
        for pair in query[1..].split('&').filter(|pair| !is_named(pair.as_bytes(), name)) {
            self.url.push(if self.url.len() == at { '?' } else { '&' });
            self.url.push_str(pair);
        }
        if self.url.len() == at {
            self.query = None;
        }
    }

    pub(crate) fn add_header(&mut self, name: &str, value: &str) {
        if let Some((name, value)) = self.header_field(name, value) {
            self.headers.append(name, value);
        }
    }

    /// Replaces what was set under this name before.
    pub(crate) fn set_header(&mut self, name: &str, value: &str) {
        if let Some((name, value)) = self.header_field(name, value) {
            self.headers.insert(name, value);
        }
    }

    fn header_field(&mut self, name: &str, value: &str) -> Option<(HeaderName, HeaderValue)> {
        let Ok(name) = HeaderName::from_bytes(name.as_bytes()) else {
            self.fail(format!("`{}` is no header name", name.escape_debug()));
            return None;
        };
        // Text beyond ASCII is sent as UTF-8; control characters, line breaks among them, are refused.
        let Ok(mut value) = HeaderValue::from_bytes(value.as_bytes()) else {
            self.fail(format!("the value of header `{name}` holds a control character"));
            return None;
        };
        value.set_sensitive(is_secret(&name));
        Some((name, value))
    }

    pub(crate) fn set_header_value(&mut self, name: HeaderName, value: HeaderValue) {
        self.headers.insert(name, value);
    }

    pub(crate) fn remove_header(&mut self, name: HeaderName) {
        self.headers.remove(name);
    }

    /// Asks for a part of the content.
    pub(crate) fn set_range(&mut self, bounds: impl RangeBounds<u64>) {
        match ByteRange::new(bounds) {
            Some(range) => {
                self.set_header(header::RANGE.as_str(), &range.to_string());
                self.settings.range = Some(range);
            }
            None => self.fail("the range holds no byte"),
        }
    }

    pub(crate) fn has_content(&self) -> bool {
        self.content.is_some()
    }

    pub(crate) fn set_content(&mut self, content: Result<Content, Error>) {
        match content {
            Ok(content) => self.content = Some(content),
            Err(Error::InvalidRequest(reason)) => self.fail(reason),
            Err(other) => self.fail(other.to_string()),
        }
    }

    pub(crate) fn settings(&mut self) -> &mut Settings {
        &mut self.settings
    }

    /// The request as it goes out, without what authenticates it.
    pub(crate) fn build(self, accept: Option<&'static str>) -> Result<Request<Bytes>, Error> {
        let (parts, source) = self.prepare(accept)?.into_parts();
        let bytes = source.as_bytes().ok_or_else(|| Error::invalid("the body is a stream: there are no bytes yet"))?;
        Ok(Request::from_parts(parts, bytes.clone()))
    }

    /// The request as text, without what authenticates it and without its secrets.
    pub(crate) fn http_text(self, accept: Option<&'static str>) -> Result<String, Error> {
        let client = self.client.clone();
        Ok(http_text(&client, &self.prepare(accept)?))
    }

    /// As [`build`](Self::build), with a body that may be a stream.
    pub(crate) fn prepare(mut self, accept: Option<&'static str>) -> Result<Request<Source>, Error> {
        self.check()?;
        if let Some(accept) = accept {
            self.headers.entry(header::ACCEPT).or_insert(HeaderValue::from_static(accept));
        }
        self.headers.entry(header::USER_AGENT).or_insert_with(|| self.client.user_agent());
        let mut body = Source::EMPTY;
        if let Some(content) = self.content {
            if !self.headers.contains_key(header::CONTENT_TYPE) {
                let value = HeaderValue::from_str(content.media_type())
                    .map_err(|_| Error::invalid("the content's media type can't be a header value"))?;
                self.headers.insert(header::CONTENT_TYPE, value);
            }
            body = content.into_source();
        }
        let uri = Uri::from_maybe_shared(Bytes::from(self.url))
            .map_err(|e| Error::invalid(format!("the address is no URL: {e}")))?;
        let mut request = Request::new(body);
        *request.method_mut() = self.method;
        *request.uri_mut() = uri;
        *request.headers_mut() = self.headers;
        Ok(request)
    }

    fn check(&mut self) -> Result<(), Error> {
        if let Some(reason) = self.failure.take() {
            return Err(Error::InvalidRequest(reason.into_owned()));
        }
        let mut required =
            self.route.iter().flat_map(RouteSpec::required).filter(|name| !self.has_query(name)).peekable();
        if required.peek().is_none() {
            return Ok(());
        }
        let missing: Vec<_> = required.map(|name| format!("`{name}`")).collect();
        Err(Error::InvalidRequest(format!("query parameter {} must be set", missing.join(", "))))
    }
}

/// `https://…`; not `root:/a`.
fn is_absolute(path: &str) -> bool {
    let scheme = path.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|s| s.eq_ignore_ascii_case("https") || s.eq_ignore_ascii_case("http"))
}

/// `https://user:password@host/…`
fn has_user(url: &str) -> bool {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    rest.split(['/', '\\', '#']).next().is_some_and(|authority| authority.contains('@'))
}

/// Whether an encoded pair has this name. Services compare the names of query options without regard to case.
fn is_named(pair: &[u8], name: &str) -> bool {
    let written = pair.split(|byte| *byte == b'=').next().unwrap_or_default();
    // `%27` as it is written is the name `'`, and not the name `%27`.
    if written.contains(&b'%') {
        percent_decode(written).collect::<Vec<u8>>().eq_ignore_ascii_case(name.as_bytes())
    } else {
        written.eq_ignore_ascii_case(name.as_bytes())
    }
}

/// Without headers and body; of an address that isn't the client's home, its origin.
impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.operation() {
            write!(f, "{operation}: ")?;
        }
        write!(f, "{} {}", self.method, self.client.home().printable(&self.url))?;
        match &self.failure {
            Some(reason) => write!(f, " (invalid: {reason})"),
            None => Ok(()),
        }
    }
}
