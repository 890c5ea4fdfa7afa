//! What carries requests: an interface of one function.

#[cfg(feature = "reqwest")]
mod reqwest;

#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;

use crate::{Payload, TransportError};
use http::{Request, Response};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// What [`Transport::send`] returns.
pub type TransportFuture<'a> = Pin<Box<dyn Future<Output = Result<Response<Payload>, TransportError>> + Send + 'a>>;

/// Carries a request to where its URL says and brings back the response.
///
/// A transport doesn't follow redirects, doesn't retry, and doesn't judge the status: the client does.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request with an absolute URL. Resolves once the response's headers are there.
    fn send(&self, request: Request<Payload>) -> TransportFuture<'_>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: Request<Payload>) -> TransportFuture<'_> {
        (**self).send(request)
    }
}
