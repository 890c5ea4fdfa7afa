//! The message of one attempt, as it goes to the transport but for the token.

use crate::measured::{Fault, measured};
use crate::source::Source;
use crate::{Error, Payload};
use http::{Method, Request, header};

/// Head and body, and what will turn out to be wrong with the body. How long it is, its source knows best: what a caller has
/// set by hand doesn't stand.
///
/// # Errors
/// [`Error::InvalidRequest`] if the body is gone; [`Error::Transport`] if it should hold nothing, and holds something.
pub(super) async fn message(request: &Request<Source>) -> Result<(Request<Payload>, Fault), Error> {
    let (payload, fault) = measured(request.body().open()?).await?;
    let mut message = Request::new(Payload::empty());
    *message.method_mut() = request.method().clone();
    *message.uri_mut() = request.uri().clone();
    *message.headers_mut() = request.headers().clone();
    message.headers_mut().remove(header::TRANSFER_ENCODING);
    message.headers_mut().remove(header::CONTENT_LENGTH);
    if let Some(length) = payload.length().filter(|length| *length > 0 || expects_content(request.method())) {
        message.headers_mut().insert(header::CONTENT_LENGTH, length.into());
    }
    *message.body_mut() = payload;
    Ok((message, fault))
}

/// Where no content is told as `Content-Length: 0` (RFC 9110, 8.6). Some servers answer 411 without it.
fn expects_content(method: &Method) -> bool {
    [Method::POST, Method::PUT, Method::PATCH].contains(method)
}
