//! Where a response sends the client on, and what it takes along.

use crate::Error;
use crate::origin::Home;
use crate::source::Source;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, header};
use url::Url;

/// As many as browsers and curl's users are used to.
pub(super) const MAX_REDIRECTS: usize = 10;

/// The request to send next; `None` if the response is no redirect, or one that this client doesn't follow.
///
/// Credentials stay behind when the origin changes, and so does what describes a body when that does (RFC 9110, 15.4).
///
/// # Errors
/// [`Error::RefusedLink`] if the target is no URL or less secure than where it comes from, or if the body is asked for again
/// and is gone.
pub(super) fn redirected(
    home: &Home,
    request: &Request<Source>,
    status: StatusCode,
    headers: &HeaderMap,
) -> Result<Option<Request<Source>>, Error> {
    let Some(method) = redirect_method(status, request.method()) else { return Ok(None) };
    let Some(location) = headers.get(header::LOCATION) else { return Ok(None) };
    let from = Url::parse(&request.uri().to_string()).map_err(|e| refused(&e.to_string()))?;
    // Not all servers escape what isn't ASCII.
    let location = std::str::from_utf8(location.as_bytes()).ok();
    let to = location.and_then(|l| from.join(l).ok()).ok_or_else(|| refused("isn't a URL"))?;
    home.may_lead(&from, &to).map_err(refused)?;
    let same_method = method == *request.method();
    if same_method && !request.body().can_replay() {
        return Err(refused("wants the body, which is a stream that was sent already"));
    }
    let mut next = Request::new(if same_method { request.body().clone() } else { Source::EMPTY });
    *next.headers_mut() = request.headers().clone();
    if !same_method {
        remove(next.headers_mut(), |name, _| name.as_str().starts_with("content-"));
    }
    if from.origin() != to.origin() {
        remove(next.headers_mut(), |name, value| value.is_sensitive() || name == header::HOST);
    }
    *next.method_mut() = method;
    *next.uri_mut() = to.as_str().parse().map_err(|_| refused("isn't a URL"))?;
    Ok(Some(next))
}

fn remove(headers: &mut HeaderMap, which: impl Fn(&HeaderName, &HeaderValue) -> bool) {
    let names: Vec<_> =
        headers.iter().filter(|(name, value)| which(name, value)).map(|(name, _)| name.clone()).collect();
    for name in names {
        headers.remove(name);
    }
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
