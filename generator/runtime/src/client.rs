//! The client below the generated one: base URL, token, transport.

use crate::origin::BaseUrl;
use crate::{Error, RawRequest, Transport};
use http::{HeaderValue, Method};
use secrecy::{ExposeSecret, SecretString};
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

/// What requests are sent with. Cheap to clone: clones share connections and token.
///
/// Generated crates wrap it in a `Client` of their own, see [`client!`](crate::client).
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    base: BaseUrl,
    token: Option<SecretString>,
    transport: Arc<dyn Transport>,
    user_agent: HeaderValue,
}

impl Client {
    /// A builder for a client of this base URL.
    pub fn builder(base_url: &str) -> ClientBuilder<Client> {
        ClientBuilder::new(base_url)
    }

    /// Without a slash at the end.
    pub fn base_url(&self) -> &str {
        self.0.base.as_str()
    }

    /// A call that the docs don't have. `path` is relative to the base URL and percent-encoded, with a query if you
    /// like; an absolute URL (a stored delta link) is taken as it is. The token goes along to the base URL's origin only.
    pub fn request(&self, method: Method, path: &str) -> RawRequest {
        RawRequest::new(self.clone(), method, path)
    }

    pub(crate) fn base(&self) -> &BaseUrl {
        &self.0.base
    }

    pub(crate) fn transport(&self) -> &dyn Transport {
        &*self.0.transport
    }

    pub(crate) fn user_agent(&self) -> HeaderValue {
        self.0.user_agent.clone()
    }

    /// `Authorization` for a request to the base URL's origin. Who calls has made sure of the origin.
    pub(crate) fn authorization(&self) -> Result<Option<HeaderValue>, Error> {
        self.0.token.as_ref().map(bearer).transpose()
    }
}

/// Base URL only.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base_url", &self.base_url()).finish_non_exhaustive()
    }
}

fn bearer(token: &SecretString) -> Result<HeaderValue, Error> {
    let text = SecretString::from(format!("Bearer {}", token.expose_secret()));
    let mut value = HeaderValue::from_str(text.expose_secret())
        .map_err(|_| Error::InvalidClient("the token holds a character that a header can't".to_owned()))?;
    value.set_sensitive(true);
    Ok(value)
}

/// Builds a client of type `C`.
pub struct ClientBuilder<C> {
    base_url: String,
    token: Option<SecretString>,
    transport: Option<Arc<dyn Transport>>,
    client: PhantomData<fn() -> C>,
}

impl<C: From<Client>> ClientBuilder<C> {
    /// A builder with the base URL of the docs.
    pub fn new(base_url: impl Into<String>) -> Self {
        ClientBuilder { base_url: base_url.into(), token: None, transport: None, client: PhantomData }
    }

    /// Another base URL: another cloud, a proxy, a test server.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = base_url.into();
        self
    }

    /// An access token, sent as `Authorization: Bearer …` to the base URL's origin and nowhere else.
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(SecretString::from(token.into()));
        self
    }

    /// What carries the requests; by default `reqwest` with rustls.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// The client.
    ///
    /// # Errors
    /// [`Error::InvalidClient`] if the base URL isn't one; if there is a token that can't be sent, or that would be sent
    /// in the clear (`http://` to another machine); if TLS can't be set up.
    pub fn build(self) -> Result<C, Error> {
        self.build_inner().map(C::from)
    }

    pub(crate) fn build_inner(self) -> Result<Client, Error> {
        let base = BaseUrl::parse(&self.base_url)?;
        if let Some(token) = &self.token {
            if token.expose_secret().trim().is_empty() {
                return Err(Error::InvalidClient("the token is empty".to_owned()));
            }
            if !base.is_secure() {
                return Err(Error::InvalidClient(
                    "a token may not be sent to an http:// address of another machine".to_owned(),
                ));
            }
            bearer(token)?;
        }
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport()?,
        };
        let user_agent = HeaderValue::from_static(concat!("docwright-runtime/", env!("CARGO_PKG_VERSION")));
        Ok(Client(Arc::new(Inner { base, token: self.token, transport, user_agent })))
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

/// Without the token.
impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder").field("base_url", &self.base_url).finish_non_exhaustive()
    }
}
