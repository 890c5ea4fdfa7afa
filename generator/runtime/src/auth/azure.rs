//! Credentials of `azure_identity`: managed identities, client secrets and certificates, the Azure CLI.

use super::{AccessToken, AuthError, RefreshingToken, TokenProvider};
use azure_core::credentials::TokenCredential;
use futures::FutureExt;
use futures::future::BoxFuture;
use jiff::Timestamp;
use std::sync::Arc;

impl RefreshingToken {
    /// Asks a credential of the crate `azure_identity` for tokens with these scopes; for Microsoft Graph that is
    /// `https://graph.microsoft.com/.default`. The feature `azure` turns this on.
    ///
    /// ```
    /// use docwright_runtime::{Client, RefreshingToken};
    /// # use azure_core::credentials::TokenCredential;
    /// # use std::sync::Arc;
    ///
    /// // `azure_identity::ManagedIdentityCredential::new(None)?`, for one.
    /// fn client(credential: Arc<dyn TokenCredential>) -> Result<Client, docwright_runtime::Error> {
    ///     let tokens = RefreshingToken::from_credential(credential, ["https://graph.microsoft.com/.default"]);
    ///     Client::builder("https://graph.microsoft.com/v1.0").token_provider(tokens).build()
    /// }
    /// ```
    pub fn from_credential(
        credential: Arc<dyn TokenCredential>,
        scopes: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        RefreshingToken::new(Credential { credential, scopes: scopes.into_iter().map(Into::into).collect() })
    }
}

struct Credential {
    credential: Arc<dyn TokenCredential>,
    scopes: Vec<String>,
}

impl TokenProvider for Credential {
    fn token(&self) -> BoxFuture<'_, Result<AccessToken, AuthError>> {
        async move {
            let scopes: Vec<&str> = self.scopes.iter().map(String::as_str).collect();
            let token = self.credential.get_token(&scopes, None).await.map_err(AuthError::new)?;
            let expires_at = Timestamp::from_second(token.expires_on.unix_timestamp()).ok();
            Ok(AccessToken::new(token.token.secret(), expires_at))
        }
        .boxed()
    }
}
