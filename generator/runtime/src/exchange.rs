//! One call over the wire: authentication, redirects, success or failure. Knows nothing of operations' types.

use crate::{Client, Error, Payload, Response, StatusError};
use bytes::Bytes;
use http::{HeaderMap, Method, Request, StatusCode, Uri, header};
use url::Url;

/// As many as browsers and curl's users are used to.
const MAX_REDIRECTS: usize = 10;

/// A call on its way: what has to be sent, again if need be.
pub(crate) struct Exchange {
    pub(crate) client: Client,
    pub(crate) operation: Option<&'static str>,
    pub(crate) template: Option<&'static str>,
    pub(crate) request: Request<Bytes>,
}

impl Exchange {
    /// Sends, follows redirects, and reads the response.
    pub(crate) async fn run(mut self) -> Result<Response, Error> {
        for _ in 0..=MAX_REDIRECTS {
            let response = self.attempt().await?;
            match self.redirected(&response)? {
                Some(next) => self.request = next,
                None => return self.finish(response).await,
            }
        }
        Err(Error::RefusedLink(format!("more than {MAX_REDIRECTS} redirects")))
    }

    async fn attempt(&self) -> Result<http::Response<Payload>, Error> {
        let mut request = Request::new(Payload::from(self.request.body().clone()));
        *request.method_mut() = self.request.method().clone();
        *request.uri_mut() = self.request.uri().clone();
        *request.headers_mut() = self.request.headers().clone();
        self.authenticate(&mut request)?;
        Ok(self.client.transport().send(request).await?)
    }

    /// The token goes to the base URL's origin and nowhere else; what the user has set himself stands.
    fn authenticate(&self, request: &mut Request<Payload>) -> Result<(), Error> {
        if request.headers().contains_key(header::AUTHORIZATION) || !self.is_home(request.uri()) {
            return Ok(());
        }
        if let Some(value) = self.client.authorization()? {
            request.headers_mut().insert(header::AUTHORIZATION, value);
        }
        Ok(())
    }

    fn is_home(&self, uri: &Uri) -> bool {
        // The base URL was joined with a path: comparing its text is enough, and most calls never need to parse.
        let text = uri.to_string();
        let base = self.client.base_url();
        text.strip_prefix(base).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
            || Url::parse(&text).is_ok_and(|url| self.client.base().is_origin_of(&url))
    }

    /// The request to send next, if the response redirects.
    fn redirected(&self, response: &http::Response<Payload>) -> Result<Option<Request<Bytes>>, Error> {
        let Some(method) = redirect_method(response.status(), self.request.method()) else { return Ok(None) };
        let Some(location) = response.headers().get(header::LOCATION) else { return Ok(None) };
        let from = Url::parse(&self.request.uri().to_string()).map_err(|e| refused(&e.to_string()))?;
        let to = location.to_str().ok().and_then(|l| from.join(l).ok()).ok_or_else(|| refused("isn't a URL"))?;
        if !matches!(to.scheme(), "https" | "http") || (from.scheme() == "https" && to.scheme() == "http") {
            return Err(refused("isn't https"));
        }
        let mut next =
            Request::new(if method == *self.request.method() { self.request.body().clone() } else { Bytes::new() });
        *next.headers_mut() = self.request.headers().clone();
        if method != *self.request.method() {
            next.headers_mut().remove(header::CONTENT_TYPE);
        }
        if from.origin() != to.origin() {
            strip_credentials(next.headers_mut());
        }
        *next.method_mut() = method;
        *next.uri_mut() = to.as_str().parse().map_err(|_| refused("isn't a URL"))?;
        Ok(Some(next))
    }

    async fn finish(self, response: http::Response<Payload>) -> Result<Response, Error> {
        let (parts, payload) = response.into_parts();
        let body = payload.collect().await?;
        tracing::debug!(
            operation = self.operation,
            route = self.template,
            method = self.request.method().as_str(),
            status = parts.status.as_u16(),
            bytes = body.len(),
            "answered"
        );
        let response = Response::new(parts.status, parts.headers, body).of(self.operation);
        // 304 answers `If-None-Match`: no failure of the service, but nothing to decode either.
        if parts.status.is_success() { Ok(response) } else { Err(Error::Status(Box::new(StatusError::new(response)))) }
    }
}

/// The method to go on with; `None` if the status is no redirect, or one that this client doesn't follow.
fn redirect_method(status: StatusCode, method: &Method) -> Option<Method> {
    match status {
        StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => Some(method.clone()),
        StatusCode::SEE_OTHER => Some(if *method == Method::HEAD { Method::HEAD } else { Method::GET }),
        // What these mean for a POST, nobody agrees on: the caller gets to see the status.
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND if *method == Method::GET || *method == Method::HEAD => {
            Some(method.clone())
        }
        _ => None,
    }
}

fn refused(reason: &str) -> Error {
    Error::RefusedLink(format!("the redirect's target {reason}"))
}

fn strip_credentials(headers: &mut HeaderMap) {
    for name in [header::AUTHORIZATION, header::COOKIE, header::PROXY_AUTHORIZATION] {
        headers.remove(name);
    }
}
