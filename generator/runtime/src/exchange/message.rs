//! The message of one attempt, as it goes to the transport but for the token.

use crate::source::Source;
use crate::{Error, Payload};
use http::{Method, Request, header};

/// Head and body. How long the body is, its source knows best: what a caller has set by hand doesn't stand.
///
/// # Errors
/// [`Error::InvalidRequest`] if the body is gone.
pub(super) fn message(request: &Request<Source>) -> Result<Request<Payload>, Error> {
    let payload = request.body().open()?;
    let mut message = Request::new(Payload::empty());
    *message.method_mut() = request.method().clone();
    *message.uri_mut() = request.uri().clone();
    *message.headers_mut() = request.headers().clone();
    message.headers_mut().remove(header::TRANSFER_ENCODING);
    match payload.length() {
        Some(0) if !expects_content(request.method()) => {
            message.headers_mut().remove(header::CONTENT_LENGTH);
        }
        Some(length) => {
            message.headers_mut().insert(header::CONTENT_LENGTH, length.into());
        }
        None => {}
    }
    *message.body_mut() = payload.exact();
    Ok(message)
}

/// Where no content is told as `Content-Length: 0` (RFC 9110, 8.6). Some servers answer 411 without it.
fn expects_content(method: &Method) -> bool {
    [Method::POST, Method::PUT, Method::PATCH].contains(method)
}
