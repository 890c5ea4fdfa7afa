//! A request as text, in the form of HTTP/1.1: for logs, bug reports and docs.

use crate::Client;
use crate::origin::HIDDEN;
use crate::source::Source;
use http::{Request, header};
use std::fmt::{self, Write};

/// Writes the request without its secrets: sensitive headers are there without their values, an address that isn't the
/// client's home without path and query, which may be a pre-authenticated one.
pub(crate) fn http_text(client: &Client, request: &Request<Source>) -> String {
    let mut out = String::new();
    // Writing to a String can't fail.
    let _ = head(client, request, &mut out).and_then(|()| body(request.body(), &mut out));
    out
}

fn head(client: &Client, request: &Request<Source>, out: &mut String) -> fmt::Result {
    let uri = request.uri();
    let target = match uri.path_and_query() {
        Some(target) if client.home().holds_uri(uri) => target.as_str(),
        _ => HIDDEN,
    };
    writeln!(out, "{} {target} HTTP/1.1", request.method())?;
    if let (Some(host), false) = (uri.host(), request.headers().contains_key(header::HOST)) {
        writeln!(out, "host: {host}{}", uri.port().map(|port| format!(":{port}")).unwrap_or_default())?;
    }
    for (name, value) in request.headers() {
        let value = if value.is_sensitive() { HIDDEN.into() } else { String::from_utf8_lossy(value.as_bytes()) };
        writeln!(out, "{name}: {value}")?;
    }
    Ok(())
}

/// Text as it is, anything else by its length.
fn body(source: &Source, out: &mut String) -> fmt::Result {
    match source.as_bytes().map(|bytes| std::str::from_utf8(bytes)) {
        Some(Ok("")) => Ok(()),
        Some(Ok(text)) => write!(out, "\n{text}\n"),
        Some(Err(_)) | None => write!(out, "\n({source:?})\n"),
    }
}
