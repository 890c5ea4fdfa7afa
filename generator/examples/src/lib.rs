//! Where the examples go: to a real service, or to one in this process.
//!
//! | Environment | |
//! |---|---|
//! | `FILES_TOKEN` | an access token: the example calls the real service |
//! | `FILES_BASE_URL` | another base URL than the one of the docs |
//!
//! Without a token, an example starts a small service of its own and needs no network.

mod offline;

use files_api::{Client, Error};
use wiremock::MockServer;

/// A client, and the service that it talks to if that lives here.
pub struct Connection {
    /// The client.
    pub files: Client,
    /// Stops when it is dropped.
    _service: Option<MockServer>,
}

/// As the environment says.
///
/// # Errors
/// [`Error::InvalidClient`] if token or base URL are none.
pub async fn connect() -> Result<Connection, Error> {
    let mut builder = Client::builder();
    if let Ok(base_url) = std::env::var("FILES_BASE_URL") {
        builder = builder.base_url(base_url);
    }
    if let Ok(token) = std::env::var("FILES_TOKEN") {
        return Ok(Connection { files: builder.token(token).build()?, _service: None });
    }
    println!("FILES_TOKEN isn't set: this talks to a service of its own");
    let service = offline::start().await;
    let files = builder.base_url(service.uri()).token("offline").build()?;
    Ok(Connection { files, _service: Some(service) })
}
