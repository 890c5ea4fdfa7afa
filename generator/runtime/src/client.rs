//! The client below the generated one: base URL, tokens, transport, and how calls are made.

use crate::auth::{AccessToken, StaticToken, TokenProvider};
use crate::draft::Draft;
use crate::origin::{BaseUrl, Home};
use crate::retry::Retry;
use crate::{
    Batch, Clock, Content, Delta, Error, Item, Link, Poller, RawRequest, RetryPolicy, SystemClock, Transport,
    UploadTask, poller,
};
use http::{HeaderValue, Method};
use secrecy::SecretString;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

/// What requests are sent with. Cheap to clone: clones share connections and tokens.
///
/// Generated crates wrap it in a `Client` of their own, see [`client!`](crate::client).
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    home: Home,
    settings: Settings,
    transport: Arc<dyn Transport>,
    user_agent: HeaderValue,
}

type Hook = Arc<dyn Fn(&Retry) + Send + Sync>;

/// What a builder hands on as it is.
struct Settings {
    tokens: Option<Arc<dyn TokenProvider>>,
    retry: RetryPolicy,
    timeout: Option<Duration>,
    max_response_body: usize,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Fn() -> f64 + Send + Sync>,
    on_retry: Option<Hook>,
}

/// What a response may hold if nothing is said: enough for a page of anything.
const MAX_RESPONSE_BODY: usize = 256 << 20;

impl Default for Settings {
    fn default() -> Self {
        Settings {
            tokens: None,
            retry: RetryPolicy::default(),
            timeout: None,
            max_response_body: MAX_RESPONSE_BODY,
            clock: Arc::new(SystemClock::new()),
            random: Arc::new(fastrand::f64),
            on_retry: None,
        }
    }
}

impl Client {
    /// A builder for a client of this base URL.
    pub fn builder(base_url: &str) -> ClientBuilder<Client> {
        ClientBuilder::new(base_url)
    }

    /// Without a slash at the end.
    pub fn base_url(&self) -> &str {
        self.0.home.base().as_str()
    }

    /// A call that the docs don't have. `path` is relative to the base URL and percent-encoded, with a query if you
    /// like; an absolute URL (a stored delta link) is taken as it is. The token goes along to the base URL's origin, and
    /// those that the builder was told to trust, only.
    pub fn request(&self, method: Method, path: &str) -> RawRequest {
        RawRequest::new(self.clone(), method, path)
    }

    /// What has changed since this link was given: goes on from where a [`Delta`] ended, or was broken off. For headers or
    /// settings, `request(Method::GET, link.as_str())…delta()`.
    pub fn resume_delta<T: Item>(&self, link: &Link) -> Delta<T> {
        Delta::resume(&Draft::raw(self.clone(), Method::GET, ""), link)
    }

    /// Goes on looking at a long-running operation that was started before, by the link of its [`Poller`].
    ///
    /// # Errors
    /// [`Error::RefusedLink`] if it would be looked at in the clear (`http://`), and the client's base URL isn't.
    pub fn resume_operation<T>(&self, link: &Link) -> Result<Poller<T>, Error> {
        poller::resume(Draft::raw(self.clone(), Method::GET, ""), link)
    }

    /// Requests that go together, in few calls.
    pub fn batch(&self) -> Batch {
        Batch::new(self.clone())
    }

    /// Uploads through a session: `url` is its `uploadUrl`, as the operation that creates it returns it.
    pub fn upload(&self, url: impl Into<SecretString>, content: Content) -> UploadTask {
        UploadTask::new(self, url, content)
    }

    pub(crate) fn home(&self) -> &Home {
        &self.0.home
    }

    pub(crate) fn transport(&self) -> &dyn Transport {
        &*self.0.transport
    }

    pub(crate) fn user_agent(&self) -> HeaderValue {
        self.0.user_agent.clone()
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        &*self.0.settings.clock
    }

    pub(crate) fn retry_policy(&self) -> &RetryPolicy {
        &self.0.settings.retry
    }

    pub(crate) fn timeout(&self) -> Option<Duration> {
        self.0.settings.timeout
    }

    pub(crate) fn max_response_body(&self) -> usize {
        self.0.settings.max_response_body
    }

    /// From 0 to 1, also where the user's function gives something else.
    pub(crate) fn random(&self) -> f64 {
        let random = (self.0.settings.random)();
        if random.is_nan() { 0.0 } else { random.clamp(0.0, 1.0) }
    }

    /// To the log and to the user's hook, whoever repeats: a call, a download, a batch.
    pub(crate) fn tell_retry(&self, retry: &Retry) {
        let Retry { operation, route, attempts, .. } = retry;
        let (status, failure) = (retry.status.map(|s| s.as_u16()), retry.failure.as_ref().map(tracing::field::debug));
        let wait_ms = retry.wait.as_millis() as u64;
        tracing::info!(operation, route, attempts, status, failure, wait_ms, "will be repeated");
        if let Some(hook) = &self.0.settings.on_retry {
            hook(retry);
        }
    }

    /// A token for a request to the home of the client. Who calls has made sure of the place.
    pub(crate) async fn token(&self) -> Result<Option<AccessToken>, Error> {
        match &self.0.settings.tokens {
            Some(tokens) => Ok(Some(tokens.token().await?)),
            None => Ok(None),
        }
    }

    /// Whether there will be another token after this one was answered with 401.
    pub(crate) fn refused(&self, token: &AccessToken) -> bool {
        self.0.settings.tokens.as_ref().is_some_and(|tokens| tokens.refused(token))
    }
}

impl AsRef<Client> for Client {
    fn as_ref(&self) -> &Client {
        self
    }
}

/// Base URL only.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base_url", &self.base_url()).finish_non_exhaustive()
    }
}

/// Builds a client of type `C`.
pub struct ClientBuilder<C> {
    base_url: String,
    token: Option<SecretString>,
    trusted: Vec<String>,
    insecure: bool,
    application: Option<String>,
    transport: Option<Arc<dyn Transport>>,
    settings: Settings,
    client: PhantomData<fn() -> C>,
}

impl<C: From<Client>> ClientBuilder<C> {
    /// A builder with the base URL of the docs.
    pub fn new(base_url: impl Into<String>) -> Self {
        ClientBuilder {
            base_url: base_url.into(),
            token: None,
            trusted: Vec::new(),
            insecure: false,
            application: None,
            transport: None,
            settings: Settings::default(),
            client: PhantomData,
        }
    }

    #[cfg(feature = "example-tests")]
    pub(crate) fn base(&self) -> &str {
        &self.base_url
    }

    /// Another base URL: another cloud, a proxy, a test server.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = base_url.into();
        self
    }

    /// An access token, sent as `Authorization: Bearer …` to the base URL's origin, and those that are trusted, and
    /// nowhere else.
    pub fn token(mut self, token: impl Into<SecretString>) -> Self {
        self.token = Some(token.into());
        self.settings.tokens = None;
        self
    }

    /// Asked for a token before every attempt: [`RefreshingToken`](crate::RefreshingToken), or one of your own.
    pub fn token_provider(mut self, provider: impl TokenProvider) -> Self {
        self.settings.tokens = Some(Arc::new(provider));
        self.token = None;
        self
    }

    /// Another host, `graph.example.com`, or origin, `https://graph.example.com:8443`, that gets the token too: where next
    /// links and redirects may lead.
    pub fn trust_host(mut self, host: impl Into<String>) -> Self {
        self.trusted.push(host.into());
        self
    }

    /// Lets tokens go over `http://` to another machine: behind a proxy that does the encryption, for one.
    pub fn allow_insecure_tokens(mut self, allow: bool) -> Self {
        self.insecure = allow;
        self
    }

    /// The name of your application and its version, `photos/1.2`: stands first in `User-Agent`.
    pub fn user_agent(mut self, application: impl Into<String>) -> Self {
        self.application = Some(application.into());
        self
    }

    /// What carries the requests; by default `reqwest` with rustls.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// A ready-made `reqwest` client carries the requests: with a proxy, certificates or pools of your own. See
    /// [`ReqwestTransport`](crate::ReqwestTransport) for how to make one.
    #[cfg(feature = "reqwest")]
    pub fn http_client(self, client: reqwest::Client) -> Self {
        self.transport(crate::ReqwestTransport::from(client))
    }

    /// Which calls are repeated, how often and how soon. A request can have a policy of its own.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.settings.retry = policy;
        self
    }

    /// Called before a call is repeated: to count, to log, to slow down.
    pub fn on_retry(mut self, hook: impl Fn(&Retry) + Send + Sync + 'static) -> Self {
        self.settings.on_retry = Some(Arc::new(hook));
        self
    }

    /// How long a call may take, with all its attempts and the waits between them, until its response is read; for a
    /// download as a stream, until it begins. A wait between attempts that would outlast it isn't begun: the call ends with
    /// what the last attempt came to. Without it, only the transport's limits hold: 30 s to connect and 100 s of
    /// silence with the default one. A request can have a timeout of its own.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = Some(timeout);
        self
    }

    /// How many bytes of a response are taken into memory, 256 MiB if nothing is said; more is
    /// [`Error::BodyTooLarge`]. Downloads as streams have no limit.
    pub fn max_response_body(mut self, bytes: usize) -> Self {
        self.settings.max_response_body = bytes;
        self
    }

    /// Another clock, for tests.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.settings.clock = Arc::new(clock);
        self
    }

    /// What chance is taken from, for tests: numbers from 0 to less than 1.
    pub fn random(mut self, random: impl Fn() -> f64 + Send + Sync + 'static) -> Self {
        self.settings.random = Arc::new(random);
        self
    }

    /// The client.
    ///
    /// # Errors
    /// [`Error::InvalidClient`] if the base URL or a trusted host isn't one; if there is a token that can't be sent, or
    /// that would be sent in the clear (`http://` to another machine); if TLS can't be set up.
    pub fn build(self) -> Result<C, Error> {
        self.build_inner().map(C::from)
    }

    pub(crate) fn build_inner(mut self) -> Result<Client, Error> {
        let home = Home::new(BaseUrl::parse(&self.base_url)?, &self.trusted)?;
        if let Some(token) = self.token.take() {
            self.settings.tokens = Some(Arc::new(checked(token)?));
        }
        if self.settings.tokens.is_some() && !self.insecure && !home.is_secure() {
            return Err(Error::InvalidClient(
                "a token may not be sent to an http:// address of another machine".to_owned(),
            ));
        }
        let user_agent = user_agent(self.application.as_deref())?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport()?,
        };
        Ok(Client(Arc::new(Inner { home, settings: self.settings, transport, user_agent })))
    }
}

/// A token that can be sent.
fn checked(token: SecretString) -> Result<StaticToken, Error> {
    AccessToken::new(token.clone(), None)
        .header()
        .map_err(|e| Error::InvalidClient(e.cause().to_string()))
        .map(|_| StaticToken::new(token))
}

fn user_agent(application: Option<&str>) -> Result<HeaderValue, Error> {
    const RUNTIME: &str = concat!("docwright-runtime/", env!("CARGO_PKG_VERSION"));
    match application {
        None => Ok(HeaderValue::from_static(RUNTIME)),
        Some(name) => HeaderValue::from_str(format!("{name} {RUNTIME}").trim())
            .map_err(|_| Error::InvalidClient("the user agent holds a character that a header can't".to_owned())),
    }
}

#[cfg(feature = "reqwest")]
fn default_transport() -> Result<Arc<dyn Transport>, Error> {
    Ok(Arc::new(crate::ReqwestTransport::new()?))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport() -> Result<Arc<dyn Transport>, Error> {
    Err(Error::InvalidClient("no transport: hand one to the builder, or turn on the feature `reqwest`".to_owned()))
}

/// Without tokens.
impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A base URL that isn't one may hold a password.
        let base = BaseUrl::parse(&self.base_url);
        f.debug_struct("ClientBuilder")
            .field("base_url", &base.as_ref().ok().map(BaseUrl::as_str))
            .finish_non_exhaustive()
    }
}
