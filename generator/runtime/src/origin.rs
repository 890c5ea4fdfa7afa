//! Base URLs and origins: where a token may go.

use crate::Error;
use url::{Host, Url};

/// The base URL of a client, checked.
#[derive(Clone, Debug)]
pub(crate) struct BaseUrl {
    url: Url,
    /// Without a slash at the end: paths are appended.
    text: String,
}

impl BaseUrl {
    /// # Errors
    /// [`Error::InvalidClient`] if it isn't an absolute `http` or `https` URL made of scheme, host and path only.
    pub(crate) fn parse(text: &str) -> Result<Self, Error> {
        let fail = |reason: &str| Err(Error::InvalidClient(format!("the base URL {reason}")));
        let text = text.trim();
        if text.contains(char::is_control) {
            return fail("holds a control character");
        }
        let url = match Url::parse(text) {
            Ok(url) => url,
            Err(e) => return fail(&format!("can't be read: {e}")),
        };
        if !matches!(url.scheme(), "https" | "http") {
            return fail("must begin with https:// (or http://)");
        }
        if !url.username().is_empty() || url.password().is_some() {
            return fail("must not hold a user name or a password");
        }
        if url.query().is_some() || url.fragment().is_some() {
            return fail("must not hold a query or a fragment");
        }
        let text = url.as_str().trim_end_matches('/').to_owned();
        // What is sent is stricter than what is parsed.
        if let Err(e) = http::Uri::try_from(&text) {
            return fail(&format!("can't be sent: {e}"));
        }
        Ok(BaseUrl { url, text })
    }

    /// Without a slash at the end.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// A link in a response: absolute, or relative to the base URL.
    pub(crate) fn join(&self, link: &str) -> Option<Url> {
        Url::parse(link).or_else(|_| self.url.join(link)).ok()
    }

    /// Same scheme, host and port.
    pub(crate) fn is_origin_of(&self, other: &Url) -> bool {
        self.url.origin() == other.origin()
    }

    /// Nobody can listen on the way: TLS, or the same machine.
    pub(crate) fn is_secure(&self) -> bool {
        self.url.scheme() == "https" || is_loopback(&self.url)
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
