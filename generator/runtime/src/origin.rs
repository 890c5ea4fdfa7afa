//! Base URLs and origins: where a token may go.

use crate::Error;
use http::{HeaderName, Uri, header};
use std::borrow::Cow;
use url::{Host, Url};

/// In place of what isn't printed.
pub(crate) const HIDDEN: &str = "(hidden)";

/// Headers that hold secrets: not printed, and left behind when a redirect leads to another origin.
pub(crate) fn is_secret(name: &HeaderName) -> bool {
    const SECRET: [HeaderName; 7] = [
        header::AUTHORIZATION,
        header::COOKIE,
        header::PROXY_AUTHORIZATION,
        // Tokens for further tenants.
        HeaderName::from_static("x-ms-authorization-auxiliary"),
        // Keys that gateways in front of services ask for.
        HeaderName::from_static("api-key"),
        HeaderName::from_static("ocp-apim-subscription-key"),
        HeaderName::from_static("x-api-key"),
    ];
    SECRET.contains(name)
}

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
        // The parser would drop tabs and line breaks, wherever they stand.
        if text.trim().contains(char::is_control) {
            return fail("holds a control character");
        }
        let url = match Url::parse(text.trim()) {
            Ok(url) => url,
            Err(e) => return fail(&format!("can't be read: {e}")),
        };
        if !matches!(url.scheme(), "https" | "http") {
            return fail("must begin with https:// (or http://)");
        }
        if has_user(&url) {
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
        self.holds_text(&uri.to_string())
    }

    /// An address as it may be printed: elsewhere path and query may be all that it takes to get in.
    pub(crate) fn printable<'a>(&self, url: &'a str) -> Cow<'a, str> {
        if self.holds_text(url) {
            return url.into();
        }
        without_path(url).into()
    }

    fn holds_text(&self, text: &str) -> bool {
        // Most URLs are the base URL joined with a path: comparing text is enough, they needn't be parsed.
        text.strip_prefix(self.base.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
            || Url::parse(text).is_ok_and(|url| self.holds(&url))
    }

    /// Whether a link, a redirect or a user's own URL may lead from one address to another: the one rule for all of them. Who
    /// gets the token is another question.
    ///
    /// # Errors
    /// What is wrong with where it leads, without its address: `…holds a password`, `…isn't https`.
    pub(crate) fn may_lead(&self, from: &Url, to: &Url) -> Result<(), &'static str> {
        if has_user(to) {
            return Err("holds a user name or a password");
        }
        let is_open = match to.scheme() {
            "https" => true,
            // What can't be listened to mustn't become what can, unless the user trusts the place.
            "http" => self.holds(to) || from.scheme() == "http" && (is_loopback(to) || !is_loopback(from)),
            _ => false,
        };
        if is_open { Ok(()) } else { Err("isn't https") }
    }

    /// As [`may_lead`](Self::may_lead), from the base URL.
    pub(crate) fn may_go_to(&self, to: &Url) -> Result<(), &'static str> {
        self.may_lead(&self.base.url, to)
    }

    /// Where a link in a response leads, if that is home.
    ///
    /// # Errors
    /// What is wrong with it, without path and query: those may hold a token.
    pub(crate) fn follow(&self, link: &str) -> Result<Url, String> {
        let url = self.base.join(link).ok_or("isn't a URL")?;
        if !self.holds(&url) {
            return Err(format!("leads to another origin, {}", url.origin().ascii_serialization()));
        }
        self.may_go_to(&url)?;
        Ok(url)
    }

    /// Where a `Location` leads, home or not. Services write those that are relative as paths below the base URL.
    ///
    /// # Errors
    /// What is wrong with it, without path and query.
    pub(crate) fn locate(&self, location: &str) -> Result<Url, String> {
        let base = &self.base;
        let below = location.starts_with('/') && !location.starts_with("//") && !is_below(location, base.url.path());
        let url = if below { Url::parse(&format!("{}{location}", base.text)).ok() } else { base.join(location) };
        let url = url.ok_or("isn't a URL")?;
        self.may_go_to(&url)?;
        Ok(url)
    }

    /// Nobody can listen on the way to any of them.
    pub(crate) fn is_secure(&self) -> bool {
        self.base.is_secure() && self.trusted.iter().all(is_secure)
    }
}

/// An address of which only the origin may be printed.
pub(crate) fn without_path(url: &str) -> String {
    let origin = Url::parse(url).map(|url| url.origin().ascii_serialization());
    format!("{}/{HIDDEN}", origin.unwrap_or_default())
}

/// `https://host`, or a host alone.
fn origin(text: &str) -> Result<Url, Error> {
    let fail = || Error::InvalidClient(format!("`{}` is no host and no origin", text.escape_debug()));
    let url = match text.contains("://") {
        true => Url::parse(text),
        false => Url::parse(&format!("https://{text}")),
    };
    let url = url.map_err(|_| fail())?;
    // Wildcards would be taken for names, and control characters be passed over.
    let is_origin = !text.contains(|c: char| c == '*' || c.is_control())
        && matches!(url.scheme(), "https" | "http")
        && url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && !has_user(&url);
    if is_origin { Ok(url) } else { Err(fail()) }
}

/// Whether a path is this one or goes on from it.
fn is_below(path: &str, base: &str) -> bool {
    let rest = path.strip_prefix(base.trim_end_matches('/'));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
}

fn has_user(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

fn is_secure(url: &Url) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn of(base: &str) -> Home {
        let trusted = ["files.test".to_owned()];
        Home::new(BaseUrl::parse(base).expect("a base URL"), &trusted).expect("a home")
    }

    #[test]
    fn locations() {
        let home = of("https://example.com/v1.0");
        for (location, wanted) in [
            ("/teams('1')/operations('2')", Ok("https://example.com/v1.0/teams('1')/operations('2')")),
            ("/v1.0/teams?a=b", Ok("https://example.com/v1.0/teams?a=b")),
            ("/v1.0", Ok("https://example.com/v1.0")),
            ("/v1.00/teams", Ok("https://example.com/v1.0/v1.00/teams")),
            ("https://other.test/monitor?sig=1", Ok("https://other.test/monitor?sig=1")),
            ("//other.test/monitor", Ok("https://other.test/monitor")),
            ("http://other.test/monitor", Err("isn't https")),
            ("http://example.com/v1.0/x", Err("isn't https")),
            ("https://me:s3cret@other.test/monitor", Err("holds a user name or a password")),
            ("file:///etc/passwd", Err("isn't https")),
            ("https://", Err("isn't a URL")),
        ] {
            let found = home.locate(location).map(String::from);
            assert_eq!(found.as_deref().map_err(String::as_str), wanted, "{location}");
        }
        let bare = of("https://example.com");
        assert_eq!(bare.locate("/a").map(String::from), Ok("https://example.com/a".to_owned()));
        let insecure = of("http://example.com/v1.0");
        assert!(insecure.locate("http://other.test/monitor").is_ok());
    }

    #[test]
    fn links_lead_home_or_nowhere() {
        let home = of("https://example.com/v1.0");
        for (link, wanted) in [
            ("https://EXAMPLE.com:443/beta/me?x=1", Ok("https://example.com/beta/me?x=1")),
            ("https://files.test/a", Ok("https://files.test/a")),
            ("?x=1", Ok("https://example.com/v1.0?x=1")),
            ("https://example.com:444/a?t=secret", Err("leads to another origin, https://example.com:444")),
            ("https://me:s3cret@example.com/a", Err("holds a user name or a password")),
            ("https://example.com@evil.test/a", Err("leads to another origin, https://evil.test")),
            ("https://", Err("isn't a URL")),
        ] {
            let found = home.follow(link).map(String::from);
            assert_eq!(found.as_deref().map_err(String::as_str), wanted, "{link}");
        }
    }

    #[test]
    fn links_lead_to_nothing_less_secure() {
        let home = of("https://example.com/v1.0");
        let local = of("http://127.0.0.1:8080");
        let proxied = Home::new(home.base.clone(), &["http://files.internal".to_owned()]).expect("a home");
        for (home, from, to, wanted) in [
            (&home, "https://example.com/a", "https://other.test/b", true),
            (&home, "https://example.com/a", "http://example.com/a", false),
            (&home, "https://example.com/a", "http://127.0.0.1/b", false),
            (&home, "http://other.test/a", "http://other.test/b", true),
            (&local, "http://127.0.0.1:8080/a", "http://localhost:9090/b", true),
            (&local, "http://127.0.0.1:8080/a", "http://other.test/b", false),
            (&local, "http://127.0.0.1:8080/a", "https://other.test/b", true),
            (&proxied, "https://example.com/a", "http://files.internal/b", true),
            (&proxied, "https://example.com/a", "http://other.internal/b", false),
            (&home, "https://example.com/a", "ftp://example.com/b", false),
        ] {
            let url = |text| Url::parse(text).expect("a URL");
            assert_eq!(home.may_lead(&url(from), &url(to)).is_ok(), wanted, "{from} to {to}");
        }
    }
}
