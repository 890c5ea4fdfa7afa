//! Calls to an upload session's own URL: without a token, repeated as its docs ask for.

use super::UploadStatus;
use crate::content::JSON;
use crate::draft::Draft;
use crate::request::send;
use crate::{Client, Content, Error, Response, RetryPolicy};
use bytes::Bytes;
use http::{Method, StatusCode, header};
use secrecy::{ExposeSecret, SecretString};
use std::time::Duration;
use url::Url;

pub(super) struct Session {
    pub(super) client: Client,
    pub(super) url: SecretString,
    pub(super) policy: RetryPolicy,
    pub(super) timeout: Option<Duration>,
}

impl Session {
    pub(super) async fn status(&self) -> Result<UploadStatus, Error> {
        let response = self.call(Method::GET).await?;
        UploadStatus::of(&response)?.ok_or_else(|| response.undecodable("it isn't about an upload session"))
    }

    /// A call without a body.
    pub(super) async fn call(&self, method: Method) -> Result<Response, Error> {
        self.send(self.request(method)?).await
    }

    /// Sends a chunk, which isn't empty.
    pub(super) async fn put(&self, first: u64, chunk: Bytes, total: u64) -> Result<Response, Error> {
        let mut draft = self.request(Method::PUT)?;
        let last = first + chunk.len() as u64 - 1;
        draft.set_header(header::CONTENT_RANGE.as_str(), &format!("bytes {first}-{last}/{total}"));
        draft.set_content(Ok(Content::new("application/octet-stream", chunk)));
        self.send(draft).await
    }

    fn request(&self, method: Method) -> Result<Draft, Error> {
        let url = self.url.expose_secret();
        let parsed = Url::parse(url).map_err(|_| Error::invalid("the upload session's address is no absolute URL"))?;
        let may_go = self.client.home().may_go_to(&parsed);
        may_go.map_err(|reason| Error::RefusedLink(format!("the upload session's address {reason}")))?;
        let mut draft = Draft::raw(self.client.clone(), method, url);
        let settings = draft.settings();
        settings.anonymous = true;
        settings.retry = Some(self.policy.clone().repeat_server_errors(true));
        settings.timeout = self.timeout;
        Ok(draft)
    }

    async fn send(&self, draft: Draft) -> Result<Response, Error> {
        send(draft, Some(JSON)).await.map_err(|error| match error {
            Error::Status(error) if matches!(error.status(), StatusCode::NOT_FOUND | StatusCode::GONE) => {
                Error::UploadSessionGone { error, may_be_complete: false }
            }
            other => other,
        })
    }
}
