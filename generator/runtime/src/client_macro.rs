//! The two types that every generated crate defines for itself, so that it can add methods of its own.

/// Defines `Client` and `Request` in a generated crate: newtypes over [`Client`](crate::Client) and
/// [`Request`](crate::Request), on which the crate's own methods hang.
///
/// ```
/// docwright_runtime::client! {
///     /// The files API.
///     base_url = "https://graph.microsoft.com/v1.0"
/// }
/// # fn main() {}
/// ```
///
/// These names are taken on `Client`: `builder`, `request`, `base_url`, `batch`, `upload`, `resume_delta`, `resume_operation`;
/// on `Request`: `route`, `call` and every setter below.
#[macro_export]
macro_rules! client {
    ($(#[$doc:meta])* base_url = $base_url:expr) => {
        $(#[$doc])*
        ///
        /// Cheap to clone: clones share connections and token.
        #[derive(Clone, Debug)]
        pub struct Client($crate::Client);

        impl Client {
            /// A builder for a client of this API, with the base URL that the docs use.
            pub fn builder() -> $crate::ClientBuilder<Client> {
                $crate::ClientBuilder::new($base_url)
            }

            /// A call that the docs don't have, with the same sending, paging and decoding.
            pub fn request(&self, method: $crate::Method, path: &str) -> $crate::RawRequest {
                self.0.request(method, path)
            }

            /// Requests that go together, in few calls.
            pub fn batch(&self) -> $crate::Batch {
                self.0.batch()
            }

            /// What has changed since this link was given: goes on from where a `Delta` ended, or was broken off.
            pub fn resume_delta<T: $crate::Item>(&self, link: &$crate::Link) -> $crate::Delta<T> {
                self.0.resume_delta(link)
            }

            /// Goes on looking at a long-running operation that was started before, by the link of its `Poller`.
            ///
            /// # Errors
            /// `Error::RefusedLink` if it would be looked at in the clear, and the client's base URL isn't.
            pub fn resume_operation<T>(
                &self,
                link: &$crate::Link,
            ) -> ::core::result::Result<$crate::Poller<T>, $crate::Error> {
                self.0.resume_operation(link)
            }

            /// Uploads through a session: `url` is its `uploadUrl`, as the operation that creates it returns it.
            pub fn upload(
                &self,
                url: impl ::core::convert::Into<$crate::SecretString>,
                content: $crate::Content,
            ) -> $crate::UploadTask {
                $crate::UploadTask::new(self, url, content)
            }

            /// The base URL, without a slash at the end.
            pub fn base_url(&self) -> &str {
                self.0.base_url()
            }
        }

        impl ::core::convert::From<$crate::Client> for Client {
            fn from(client: $crate::Client) -> Self {
                Client(client)
            }
        }

        impl ::core::convert::AsRef<$crate::Client> for Client {
            fn as_ref(&self) -> &$crate::Client {
                &self.0
            }
        }

        /// A request for the operation `Op`: a value that can be kept, cloned, looked at and sent.
        #[must_use = "a request does nothing until it is sent"]
        pub struct Request<Op>(#[doc(hidden)] pub $crate::Request<Op>);

        impl<Op: $crate::Operation> Request<Op> {
            #[doc(hidden)]
            pub fn route(client: Client, route: usize, args: &[&str]) -> Self {
                let draft = $crate::__Draft::of_text(client.0, Op::SPEC, route, args);
                Request($crate::Request { draft, operation: ::core::marker::PhantomData })
            }

            #[doc(hidden)]
            pub fn call(client: Client, route: usize, args: &[$crate::Arg<'_>]) -> Self {
                let draft = $crate::__Draft::of_args(client.0, Op::SPEC, route, args);
                Request($crate::Request { draft, operation: ::core::marker::PhantomData })
            }

            /// The body, as the operation documents it.
            pub fn body(self, body: &Op::Body) -> Self
            where
                Op::Body: $crate::Body,
            {
                Request(self.0.body(body))
            }

            /// The request as it goes out, without `Authorization`.
            ///
            /// # Errors
            /// `Error::InvalidRequest`: the first thing that was wrong with an argument, header or body.
            pub fn build(self) -> ::core::result::Result<$crate::http::Request<$crate::Bytes>, $crate::Error> {
                self.0.build()
            }

            /// The request in the form of HTTP/1.1, without `Authorization` and other secrets.
            ///
            /// # Errors
            /// As `build`.
            pub fn http_text(&self) -> ::core::result::Result<::std::string::String, $crate::Error> {
                self.0.http_text()
            }

            /// Sends, and decodes what comes back.
            ///
            /// # Errors
            /// Any `Error`; `Error::Status` if the service says no.
            pub fn send(
                self,
            ) -> impl ::core::future::Future<Output = ::core::result::Result<Op::Output, $crate::Error>> + Send {
                self.0.send()
            }

            /// Sends, and gives the whole response: headers and the body as it came.
            ///
            /// # Errors
            /// As `send`, but nothing is decoded.
            pub fn response(
                self,
            ) -> impl ::core::future::Future<Output = ::core::result::Result<$crate::Response, $crate::Error>> + Send {
                self.0.response()
            }

            /// Sends, and gives the content as it comes, from wherever the service redirects to. Also for the routes of an
            /// operation that give bytes (`…/$value`) where the others give JSON.
            ///
            /// # Errors
            /// As `send`, until the content begins.
            pub fn download(
                self,
            ) -> impl ::core::future::Future<Output = ::core::result::Result<$crate::Download, $crate::Error>> + Send {
                self.0.download()
            }
        }

        impl<Op, T> Request<Op>
        where
            Op: $crate::Operation<Output = $crate::Page<T>>,
            T: $crate::Item,
        {
            /// The items of all pages, fetched as they are asked for.
            pub fn items(self) -> $crate::Items<T> {
                self.0.items()
            }

            /// All pages, fetched as they are asked for.
            pub fn pages(self) -> $crate::Pages<T> {
                self.0.pages()
            }
        }

        impl<Op, T> Request<Op>
        where
            Op: $crate::DeltaFunction<Output = $crate::Page<T>>,
            T: $crate::Item,
        {
            /// What has changed: the first time, everything. The stream ends with a link for the next time.
            pub fn delta(self) -> $crate::Delta<T> {
                self.0.delta()
            }

            /// What has changed since this link was given, asked with the headers and settings of this request. Its path and
            /// query don't count: those of the link do.
            pub fn resume_delta(self, link: &$crate::Link) -> $crate::Delta<T> {
                self.0.resume_delta(link)
            }
        }

        impl<Op: $crate::LongRunning> Request<Op> {
            /// Sends with `Prefer: respond-async`, and gives what to look at until the operation has ended.
            ///
            /// # Errors
            /// As `send`; `Error::Decode` if the operation is accepted and the service doesn't say where to look.
            pub fn start(
                self,
            ) -> impl ::core::future::Future<Output = ::core::result::Result<$crate::Poller<Op::Result>, $crate::Error>> + Send
            {
                self.0.start()
            }
        }

        impl<Op> Request<Op> {
            /// Adds a header.
            pub fn header(self, name: &str, value: &str) -> Self {
                Request(self.0.header(name, value))
            }

            /// Sets a header in place of what was set under this name before.
            pub fn set_header(self, name: &str, value: &str) -> Self {
                Request(self.0.set_header(name, value))
            }

            /// Adds a query parameter, unescaped.
            pub fn query(self, name: &str, value: &str) -> Self {
                Request(self.0.query(name, value))
            }

            /// Sets a query parameter, unescaped, in place of what was set under this name before.
            pub fn set_query(self, name: &str, value: &str) -> Self {
                Request(self.0.set_query(name, value))
            }

            /// Asks for a part of the content, counted in bytes: `0..1024`, `1024..`.
            pub fn range(self, bytes: impl ::core::ops::RangeBounds<u64>) -> Self {
                Request(self.0.range(bytes))
            }

            /// Content of any media type, in place of a typed body.
            pub fn content(
                self,
                media_type: impl ::core::convert::Into<::std::borrow::Cow<'static, str>>,
                bytes: impl ::core::convert::Into<$crate::Bytes>,
            ) -> Self {
                Request(self.0.content(media_type, bytes))
            }

            /// Content of any kind in place of a typed body: bytes, a file, a stream.
            pub fn upload(self, content: $crate::Content) -> Self {
                Request(self.0.upload(content))
            }

            /// How long this call may take, in place of the client's timeout.
            pub fn timeout(self, timeout: ::core::time::Duration) -> Self {
                Request(self.0.timeout(timeout))
            }

            /// When this call is repeated, in place of the client's policy.
            pub fn retry(self, policy: $crate::RetryPolicy) -> Self {
                Request(self.0.retry(policy))
            }

            /// The method.
            pub fn method(&self) -> &$crate::Method {
                self.0.method()
            }

            /// The absolute URL, percent-encoded, with the query so far.
            pub fn url(&self) -> &str {
                self.0.url()
            }

            /// The headers so far.
            pub fn headers(&self) -> &$crate::HeaderMap {
                self.0.headers()
            }
        }

        $crate::__request_options! {
            Request
            /// `$select`: the properties to return.
            Select select(properties: list)
            /// `$expand`: the related resources to return along.
            Expand expand(relationships: list)
            /// `$filter`: the items to return, as an OData expression.
            Filter filter(expression: text)
            /// `$orderby`: the properties to sort by, `name` or `name desc`.
            OrderBy order_by(properties: list)
            /// `$search`: the items to return, by full text.
            Search search(expression: text)
            /// `$top`: how many items on a page.
            Top top(items: number)
            /// `$skip`: how many items to leave out first.
            Skip skip(items: number)
            /// `$count`: whether to say how many items there are.
            Count count(wanted: flag)
            /// `$skiptoken`: where to go on.
            SkipToken skip_token(token: text)
            /// `$format`: the media type of what comes back.
            Format format(media_type: text)
            /// `If-Match`: only if it still has this ETag.
            IfMatch if_match(etag: text)
            /// `If-None-Match`: only if it doesn't have this ETag any more.
            IfNoneMatch if_none_match(etag: text)
            /// Adds to `Prefer`: behaviour that the service may adopt.
            Prefer prefer(preference: text)
            /// `ConsistencyLevel`: `eventual`, for advanced queries on directory objects.
            ConsistencyLevel consistency_level(level: text)
            /// `Accept-Language`: the language of texts.
            AcceptLanguage accept_language(tag: text)
        }

        impl<Op> ::core::clone::Clone for Request<Op> {
            fn clone(&self) -> Self {
                Request(self.0.clone())
            }
        }

        impl<Op> ::core::fmt::Debug for Request<Op> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }

        impl<Op> ::core::convert::From<Request<Op>> for $crate::Request<Op> {
            fn from(request: Request<Op>) -> Self {
                request.0
            }
        }
    };
}

/// The setters that are there where the docs name the option: one marker, one setter.
#[doc(hidden)]
#[macro_export]
macro_rules! __request_options {
    ($request:ident $($(#[$doc:meta])+ $marker:ident $setter:ident($arg:ident: $kind:ident))+) => {
        impl<Op> $request<Op> {
            $($crate::__request_option! { $request $(#[$doc])+ $marker $setter($arg: $kind) })+
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __request_option {
    ($request:ident $(#[$doc:meta])+ $marker:ident $setter:ident($arg:ident: list)) => {
        $(#[$doc])+
        pub fn $setter(
            self,
            $arg: impl ::core::iter::IntoIterator<Item = impl ::core::convert::AsRef<str>>,
        ) -> Self
        where
            Op: $crate::options::$marker,
        {
            $request(self.0.$setter($arg))
        }
    };
    ($request:ident $(#[$doc:meta])+ $marker:ident $setter:ident($arg:ident: $kind:ident)) => {
        $(#[$doc])+
        pub fn $setter(self, $arg: $crate::__argument!($kind)) -> Self
        where
            Op: $crate::options::$marker,
        {
            $request(self.0.$setter($arg))
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __argument {
    (text) => {
        &str
    };
    (number) => {
        u32
    };
    (flag) => {
        bool
    };
}
