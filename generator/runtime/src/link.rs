//! Addresses that a service gives, and that are kept for later.

use crate::Error;
use crate::origin::without_path;
use serde::de::{self, Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};
use std::fmt;
use std::str::FromStr;
use url::Url;

/// An absolute address that a service gave: where to ask for the next changes, or how far an operation is.
///
/// Made to be stored: it is text to serde, `Display` and `FromStr`. It may hold a token of the service, in the query or in
/// the path, so `Debug` shows its origin alone. To be kept like a password.
///
/// ```
/// use docwright_runtime::Link;
///
/// let link: Link = "https://example.com/v1.0/me/drive/root/delta?token=abc".parse()?;
/// assert_eq!(link.to_string(), "https://example.com/v1.0/me/drive/root/delta?token=abc");
/// assert_eq!(format!("{link:?}"), "Link(https://example.com/(hidden))");
/// # Ok::<(), docwright_runtime::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Link(String);

impl Link {
    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Url> for Link {
    fn from(url: Url) -> Self {
        Link(url.into())
    }
}

/// # Errors
/// [`Error::InvalidRequest`] if it isn't an absolute `http` or `https` address.
impl FromStr for Link {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        match Url::parse(text.trim()) {
            Ok(url) if matches!(url.scheme(), "https" | "http") => Ok(Link(url.into())),
            _ => Err(Error::invalid("the link isn't an absolute http or https address")),
        }
    }
}

/// The whole address, tokens included.
impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Without path and query: those may hold a token.
impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Link({})", without_path(&self.0))
    }
}

impl Serialize for Link {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Link {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}
