//! Tokens from a credential of the Azure SDK.

use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use azure_core::error::ErrorKind;
use azure_core::time::OffsetDateTime;
use docwright_runtime::test_support::{RecordingTransport, Reply, TestClock};
use docwright_runtime::{Client, Method, RefreshingToken};
use futures::FutureExt;
use futures::future::BoxFuture;
use std::sync::{Arc, Mutex};

const SCOPE: &str = "https://graph.microsoft.com/.default";

/// Tokens that live until two hours after the test clock begins.
#[derive(Debug, Default)]
struct Credential {
    fails: bool,
    asked: Mutex<Vec<Vec<String>>>,
}

impl TokenCredential for Credential {
    fn get_token<'a, 'b, 'c, 'd, 'out>(
        &'a self,
        scopes: &'b [&'c str],
        _: Option<TokenRequestOptions<'d>>,
    ) -> BoxFuture<'out, azure_core::Result<AccessToken>>
    where
        'a: 'out,
        'b: 'out,
        'c: 'out,
        'd: 'out,
    {
        let mut asked = self.asked.lock().expect("a lock");
        asked.push(scopes.iter().map(|scope| (*scope).to_owned()).collect());
        let (number, fails) = (asked.len(), self.fails);
        async move {
            if fails {
                return Err(azure_core::Error::with_message(ErrorKind::Credential, "no managed identity"));
            }
            let end = OffsetDateTime::from_unix_timestamp(7200).expect("a time");
            Ok(AccessToken::new(format!("azure-{number}"), end))
        }
        .boxed()
    }
}

fn client(credential: &Arc<Credential>, wire: &RecordingTransport, clock: &TestClock) -> Client {
    let provider = RefreshingToken::from_credential(credential.clone(), [SCOPE]).clock(clock.clone());
    let builder = Client::builder("https://example.com").token_provider(provider).clock(clock.clone());
    builder.transport(wire.clone()).build().expect("a client")
}

#[test]
fn tokens_of_a_credential_are_kept_until_they_end() {
    let (credential, clock) = (Arc::new(Credential::default()), TestClock::default());
    let wire = RecordingTransport::new().otherwise(Reply::new(204));
    let client = client(&credential, &wire, &clock);
    for minutes in [0, 100, 16] {
        clock.advance(std::time::Duration::from_secs(60 * minutes));
        client.request(Method::GET, "/me").send::<()>().now_or_never().expect("ready").expect("sent");
    }
    let sent = wire.take();
    let tokens: Vec<_> = sent.iter().map(|request| request.header("authorization").expect("a token")).collect();
    assert_eq!(tokens, ["Bearer azure-1", "Bearer azure-1", "Bearer azure-2"]);
    assert_eq!(*credential.asked.lock().expect("a lock"), [[SCOPE], [SCOPE]]);
}

#[test]
fn a_credential_that_has_none() {
    let credential = Arc::new(Credential { fails: true, ..Credential::default() });
    let client = client(&credential, &RecordingTransport::new(), &TestClock::default());
    let error = client.request(Method::GET, "/me").send::<()>().now_or_never().expect("ready").expect_err("no token");
    assert_eq!(error.to_string(), "no access token: no managed identity");
}
