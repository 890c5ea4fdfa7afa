//! Where tokens come from: a trait, a token that never changes, and one that is fetched again before it ends.
//!
//! Tokens are kept in [`secrecy`] types: no `Debug`, error, log or span holds one.

#[cfg(feature = "azure")]
mod azure;
mod refreshing;

pub use refreshing::RefreshingToken;

use crate::origin::HIDDEN;
use futures::future::BoxFuture;
use http::HeaderValue;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

/// Gives the token for a call. Asked once per attempt, so it should keep what it has: see [`RefreshingToken`].
pub trait TokenProvider: Send + Sync + 'static {
    /// A token that is valid now.
    fn token(&self) -> BoxFuture<'_, Result<AccessToken, AuthError>>;

    /// The service answered 401 to this token, which may have been withdrawn before its time. `true` if the next
    /// [`token`](Self::token) will be another one, so that the call is worth one more attempt, whatever the retry policy.
    fn refused(&self, token: &AccessToken) -> bool {
        let _ = token;
        false
    }
}

impl<T: TokenProvider + ?Sized> TokenProvider for Arc<T> {
    fn token(&self) -> BoxFuture<'_, Result<AccessToken, AuthError>> {
        (**self).token()
    }

    fn refused(&self, token: &AccessToken) -> bool {
        (**self).refused(token)
    }
}

/// A bearer token and the end of its life.
#[derive(Clone)]
pub struct AccessToken {
    secret: SecretString,
    expires_at: Option<Timestamp>,
}

impl AccessToken {
    /// A token that ends at this time; `None` if nobody knows.
    pub fn new(secret: impl Into<SecretString>, expires_at: Option<Timestamp>) -> Self {
        AccessToken { secret: secret.into(), expires_at }
    }

    /// When it ends.
    pub fn expires_at(&self) -> Option<Timestamp> {
        self.expires_at
    }

    fn is_same(&self, other: &AccessToken) -> bool {
        self.secret.expose_secret() == other.secret.expose_secret()
    }

    /// Takes the token out of a text.
    pub(crate) fn hide_in(&self, text: &mut String) {
        let token = self.secret.expose_secret();
        if text.contains(token) {
            *text = text.replace(token, HIDDEN);
        }
    }

    /// The value of `Authorization`, marked as sensitive.
    pub(crate) fn header(&self) -> Result<HeaderValue, AuthError> {
        let token = self.secret.expose_secret();
        if token.trim().is_empty() {
            return Err(AuthError::new("the token is empty"));
        }
        let text = SecretString::from(format!("Bearer {token}"));
        let mut value = HeaderValue::from_str(text.expose_secret())
            .map_err(|_| AuthError::new("the token holds a character that a header can't"))?;
        value.set_sensitive(true);
        Ok(value)
    }
}

/// Without the token.
impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessToken").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}

/// A token that never changes.
#[derive(Clone)]
pub struct StaticToken(AccessToken);

impl StaticToken {
    /// The token, as it stands behind `Bearer `.
    pub fn new(secret: impl Into<SecretString>) -> Self {
        StaticToken(AccessToken::new(secret, None))
    }
}

impl TokenProvider for StaticToken {
    fn token(&self) -> BoxFuture<'_, Result<AccessToken, AuthError>> {
        Box::pin(std::future::ready(Ok(self.0.clone())))
    }
}

/// Without the token.
impl fmt::Debug for StaticToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StaticToken")
    }
}

/// No token could be had. Cheap to clone: all calls that waited for one refresh get the same error.
#[derive(Clone, Debug)]
pub struct AuthError(Arc<dyn StdError + Send + Sync>);

impl AuthError {
    /// For implementations of [`TokenProvider`]. The cause must not hold secrets: it is printed.
    pub fn new(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        AuthError(Arc::from(cause.into()))
    }

    /// What went wrong below. Its text is in `Display` already, so it isn't a `source`.
    pub fn cause(&self) -> &(dyn StdError + Send + Sync + 'static) {
        &*self.0
    }
}

/// With the causes of the cause.
impl fmt::Display for AuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no access token")?;
        crate::error::write_causes(&*self.0, f)
    }
}

impl StdError for AuthError {}
