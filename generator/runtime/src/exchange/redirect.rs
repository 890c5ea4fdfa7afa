//! Where a response sends the client on, and what it takes along.

use crate::Error;
use crate::source::Source;
use http::{HeaderMap, Method, Request, StatusCode, header};
use url::Url;

/// As many as browsers and curl's users are used to.
pub(super) const MAX_REDIRECTS: usize = 10;

/// The request to send next; `None` if the response is no redirect, or one that this client doesn't follow.
///
/// Credentials stay behind when the origin changes.
pub(super) fn redirected(
    request: &Request<Source>,
    status: StatusCode,
    headers: &HeaderMap,
) -> Result<Option<Request<Source>>, Error> {
    let Some(method) = redirect_method(status, request.method()) else { return Ok(None) };
    let Some(location) = headers.get(header::LOCATION) else { return Ok(None) };
    let from = Url::parse(&request.uri().to_string()).map_err(|e| refused(&e.to_string()))?;
    let to = location.to_str().ok().and_then(|l| from.join(l).ok()).ok_or_else(|| refused("isn't a URL"))?;
    if !matches!(to.scheme(), "https" | "http") || (from.scheme() == "https" && to.scheme() == "http") {
        return Err(refused("isn't https"));
    }
    let same_method = method == *request.method();
    let mut next = Request::new(if same_method { request.body().clone() } else { Source::EMPTY });
    *next.headers_mut() = request.headers().clone();
    if !same_method {
        next.headers_mut().remove(header::CONTENT_TYPE);
    }
    if from.origin() != to.origin() {
        for name in [header::AUTHORIZATION, header::COOKIE, header::PROXY_AUTHORIZATION] {
            next.headers_mut().remove(name);
        }
    }
    *next.method_mut() = method;
    *next.uri_mut() = to.as_str().parse().map_err(|_| refused("isn't a URL"))?;
    Ok(Some(next))
}

/// The method to go on with.
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
