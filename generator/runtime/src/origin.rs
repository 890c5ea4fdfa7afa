//! Base URLs and origins: where a token may go.

use crate::Error;
use http::Uri;
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
        let url = match Url::parse(text.trim()) {
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

    /// Nobody can listen on the way: TLS, or the same machine.
    pub(crate) fn is_secure(&self) -> bool {
        is_secure(&self.url)
    }
}

/// Where the client goes with its token: the base URL's origin, and those that the user lists.
#[derive(Clone, Debug)]
pub(crate) struct Home {
    base: BaseUrl,
    trusted: Vec<Url>,
}

impl Home {
    /// # Errors
    /// [`Error::InvalidClient`] if a trusted origin isn't one.
    pub(crate) fn new(base: BaseUrl, trusted: &[String]) -> Result<Self, Error> {
        let trusted = trusted.iter().map(|text| origin(text)).collect::<Result<_, _>>()?;
        Ok(Home { base, trusted })
    }

    pub(crate) fn base(&self) -> &BaseUrl {
        &self.base
    }

    /// Same scheme, host and port as the base URL or a trusted origin.
    pub(crate) fn holds(&self, url: &Url) -> bool {
        std::iter::once(&self.base.url).chain(&self.trusted).any(|home| home.origin() == url.origin())
    }

    /// As [`holds`](Self::holds).
    pub(crate) fn holds_uri(&self, uri: &Uri) -> bool {
        let text = uri.to_string();
        // Most URLs are the base URL joined with a path: comparing text is enough, they needn't be parsed.
        text.strip_prefix(self.base.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
            || Url::parse(&text).is_ok_and(|url| self.holds(&url))
    }

    /// Nobody can listen on the way to any of them.
    pub(crate) fn is_secure(&self) -> bool {
        self.base.is_secure() && self.trusted.iter().all(is_secure)
    }
}

/// `https://host`, or a host alone.
fn origin(text: &str) -> Result<Url, Error> {
    let fail = || Error::InvalidClient(format!("`{}` is no host and no origin", text.escape_debug()));
    let url = match text.contains("://") {
        true => Url::parse(text),
        false => Url::parse(&format!("https://{text}")),
    };
    let url = url.map_err(|_| fail())?;
    let is_origin = matches!(url.scheme(), "https" | "http")
        && url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    if is_origin { Ok(url) } else { Err(fail()) }
}

pub(crate) fn is_secure(url: &Url) -> bool {
    url.scheme() == "https" || is_loopback(url)
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
