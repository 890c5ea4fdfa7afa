//! The transport of the default feature `reqwest`: HTTP/1.1 and HTTP/2 over rustls.

mod idle;

use super::{Transport, TransportFuture};
use crate::{Error, Payload, TransportError, TransportErrorKind};
use http::{Request, Response};
use idle::Pulse;
use reqwest::{Client, ClientBuilder, redirect};
use rustls::ClientConfig;
use rustls::crypto::{CryptoProvider, ring};
use rustls_platform_verifier::BuilderVerifierExt;
use std::error::Error as StdError;
use std::sync::Arc;
use std::time::Duration;

/// How long a connection may take to come about.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(30);

/// How long a connection may stay silent. The limit of the official Graph SDKs.
const IDLE_TIMEOUT: Duration = Duration::from_secs(100);

/// Sends through [reqwest](https://docs.rs/reqwest).
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: Client,
    idle: Option<Duration>,
}

impl ReqwestTransport {
    /// A client of its own: the system's certificates and proxy settings, 30 s to connect, 100 s of silence at most.
    ///
    /// # Errors
    /// [`Error::InvalidClient`] if TLS can't be set up.
    pub fn new() -> Result<Self, Error> {
        Self::client_builder()?.build().map(Self::from).map_err(|e| fail(&e))
    }

    /// How long nothing may be sent or received before an attempt ends as timed out; 100 s if nothing is said, `None` for no
    /// such limit. Unlike reqwest's `read_timeout` it doesn't end an upload that gets on, however long that takes.
    pub fn idle_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.idle = limit.into();
        self
    }

    /// The settings of [`new`](Self::new), to go on from: another proxy, other timeouts. Hand the client to
    /// [`http_client`](crate::ClientBuilder::http_client).
    ///
    /// ```
    /// # use docwright_runtime::{Client, ReqwestTransport};
    /// # use std::time::Duration;
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let http = ReqwestTransport::client_builder()?.connect_timeout(Duration::from_secs(5)).no_proxy().build()?;
    /// let client = Client::builder("https://example.com").http_client(http).build()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// TLS is set up already; for certificates of your own, start from `reqwest::Client::builder()` and give reqwest a
    /// crypto provider (its feature `rustls`, or one installed for the process).
    ///
    /// # Errors
    /// [`Error::InvalidClient`] if TLS can't be set up.
    pub fn client_builder() -> Result<ClientBuilder, Error> {
        let mut tls = ClientConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .map_err(|e| fail(&e))?
            .with_platform_verifier()
            .map_err(|e| fail(&e))?
            .with_no_client_auth();
        tls.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Client::builder()
            .tls_backend_preconfigured(tls)
            .redirect(redirect::Policy::none())
            .connect_timeout(CONNECT_TIMEOUT))
    }
}

fn fail(error: &dyn StdError) -> Error {
    Error::InvalidClient(format!("TLS can't be set up: {error}"))
}

/// The one that the process has chosen; ring if it hasn't. Not installed for the process: that is the program's to do.
fn provider() -> Arc<CryptoProvider> {
    CryptoProvider::get_default().cloned().unwrap_or_else(|| Arc::new(ring::default_provider()))
}

/// A client with proxies, certificates and timeouts of your own. [`idle_timeout`](ReqwestTransport::idle_timeout) holds
/// besides them.
///
/// Build it with `redirect::Policy::none()`. Redirects that reqwest follows by itself aren't seen here: it takes
/// `Authorization` along only to the same scheme, host and port, as the client here would, but goes from https to http.
impl From<Client> for ReqwestTransport {
    fn from(client: Client) -> Self {
        ReqwestTransport { client, idle: Some(IDLE_TIMEOUT) }
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: Request<Payload>) -> TransportFuture<'_> {
        Box::pin(async move {
            let pulse = Pulse::new();
            let request = request.map(|payload| pulse.body(payload));
            let request = reqwest::Request::try_from(request).map_err(unsent)?;
            let response = pulse.watch(self.idle, self.client.execute(request)).await?.map_err(unsent)?;
            Ok(received(response, self.idle))
        })
    }
}

fn received(mut response: reqwest::Response, idle: Option<Duration>) -> Response<Payload> {
    let mut out = Response::new(Payload::empty());
    *out.status_mut() = response.status();
    *out.version_mut() = response.version();
    *out.headers_mut() = std::mem::take(response.headers_mut());
    let length = response.content_length();
    let chunks = futures::stream::try_unfold(response, move |mut response| async move {
        // Each wait for a piece counts by itself: what passes while nobody asks for one is no silence.
        let chunk = Pulse::new().watch(idle, response.chunk()).await?.map_err(broken_off)?;
        Ok(chunk.map(|bytes| (bytes, response)))
    });
    *out.body_mut() = Payload::stream(chunks, length);
    out
}

/// Without an answer. A connection that took too long to come about is one that didn't: nothing was sent.
fn unsent(error: reqwest::Error) -> TransportError {
    let kind = match fault_of_body(&error) {
        Some(kind) => kind,
        None if error.is_builder() => TransportErrorKind::Request,
        None if error.is_connect() => TransportErrorKind::Connect,
        None if error.is_timeout() => TransportErrorKind::Timeout,
        None => TransportErrorKind::Other,
    };
    failure(error, kind)
}

/// What the stream of the request's body failed with.
fn fault_of_body(error: &reqwest::Error) -> Option<TransportErrorKind> {
    let mut cause = error.source();
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<TransportError>() {
            return Some(error.kind());
        }
        cause = error.source();
    }
    None
}

fn broken_off(error: reqwest::Error) -> TransportError {
    let kind = if error.is_timeout() { TransportErrorKind::Timeout } else { TransportErrorKind::Body };
    failure(error, kind)
}

/// URLs are left out of errors: a pre-authenticated one is a secret.
fn failure(error: reqwest::Error, kind: TransportErrorKind) -> TransportError {
    TransportError::new(kind, error.without_url())
}
