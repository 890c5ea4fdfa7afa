//! Tokens: withdrawn, shared, renewed before they end.

use crate::request::header;
use crate::server::{Server, TOKEN, ok, status};
use docwright_runtime::test_support::TestClock;
use docwright_runtime::{
    AccessToken, AuthError, Bytes, Client, Clock, Content, Error, Method, RefreshingToken, Retry, RetryPolicy,
    StatusCode, Value,
};
use futures::future::join_all;
use futures::stream;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use wiremock::{Mock, MockServer, ResponseTemplate, matchers};

const HOUR: Duration = Duration::from_secs(3600);

/// Gives `token-1`, `token-2`, … for an hour each; counts how often it is asked, and fails when it is told to.
#[derive(Clone, Default)]
struct Issuer {
    clock: TestClock,
    asked: Arc<AtomicU32>,
    fails: Arc<AtomicBool>,
    delay: Duration,
}

impl Issuer {
    fn slow() -> Self {
        Issuer { delay: Duration::from_millis(50), ..Issuer::default() }
    }

    fn provider(&self) -> RefreshingToken {
        let this = self.clone();
        RefreshingToken::from_fn(move || this.clone().issue()).clock(self.clock.clone())
    }

    async fn issue(self) -> Result<AccessToken, AuthError> {
        let number = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
        tokio::time::sleep(self.delay).await;
        if self.fails.load(Ordering::SeqCst) {
            return Err(AuthError::new("the identity platform is down"));
        }
        let end = self.clock.now() + HOUR;
        Ok(AccessToken::new(format!("token-{number}"), Some(end)))
    }

    fn asked(&self) -> u32 {
        self.asked.load(Ordering::SeqCst)
    }

    fn client(&self, uri: &str) -> Client {
        Client::builder(uri).token_provider(self.provider()).build().expect("a client")
    }
}

async fn call(client: &Client) -> Result<Value, Error> {
    client.request(Method::GET, "/x").send().await
}

/// A server that says yes to everything.
async fn welcoming() -> MockServer {
    let server = MockServer::start().await;
    Mock::given(matchers::any()).respond_with(ResponseTemplate::new(200).set_body_string("1")).mount(&server).await;
    server
}

async fn tokens_seen(server: &MockServer) -> Vec<String> {
    let requests = server.received_requests().await.expect("recorded");
    requests.iter().map(|r| r.headers["authorization"].to_str().expect("text").to_owned()).collect()
}

#[tokio::test]
async fn a_withdrawn_token_is_renewed_once() {
    let denied = || status("401 Unauthorized", "");
    let (server, issuer) = (Server::start([denied(), ok("1"), ok("2"), denied(), denied()]).await, Issuer::default());
    let client = issuer.client(server.uri());
    let response = client.request(Method::POST, "/x").json(&1).response().await.expect("an answer in the end");
    assert_eq!((response.attempts(), issuer.asked()), (2, 2));
    call(&client).await.expect("with the new token");
    assert_eq!(issuer.asked(), 2);
    // It is no use a second time, whatever the policy.
    let error = client.request(Method::GET, "/x").retry(RetryPolicy::none()).send::<Value>().await.expect_err("401");
    assert!(error.is_unauthorized());
    assert_eq!(error.as_status().expect("a status").attempts(), 2);
    let seen = server.seen();
    let sent: Vec<_> = seen.iter().map(|request| header(request, "authorization")).collect();
    assert_eq!(
        sent,
        [1, 2, 2, 2, 3].map(|i| format!("Bearer token-{i}")).iter().map(|t| Some(&**t)).collect::<Vec<_>>()
    );
}

#[tokio::test]
async fn the_hook_hears_of_a_withdrawn_token() {
    let (server, issuer) = (Server::start([status("401 Unauthorized", ""), ok("1")]).await, Issuer::default());
    let told = Arc::new(Mutex::new(Vec::new()));
    let kept = told.clone();
    let hook = move |retry: &Retry| kept.lock().expect("a lock").push((retry.attempts, retry.status, retry.wait));
    let builder = Client::builder(server.uri()).token_provider(issuer.provider()).on_retry(hook);
    call(&builder.build().expect("a client")).await.expect("an answer in the end");
    assert_eq!(*told.lock().expect("a lock"), [(1, Some(StatusCode::UNAUTHORIZED), Duration::ZERO)]);
}

#[tokio::test]
async fn a_static_token_is_not_tried_again() {
    let server = Server::start([status("401 Unauthorized", ""), ok("1")]).await;
    assert!(call(&server.client().0).await.expect_err("401").is_unauthorized());
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn a_withdrawn_token_is_forgotten_even_where_the_call_cannot_be_repeated() {
    let (server, issuer) = (Server::start([status("401 Unauthorized", ""), ok("1")]).await, Issuer::default());
    let client = issuer.client(server.uri());
    let once = || Content::stream("a/b", None, stream::iter([Ok(Bytes::from("abc"))]));
    let upload = || client.request(Method::PUT, "/x").upload(once()).send::<Value>();
    assert!(upload().await.expect_err("401").is_unauthorized());
    upload().await.expect("with the next token");
    assert_eq!(issuer.asked(), 2);
}

#[tokio::test]
async fn five_hundred_calls_share_one_refresh() {
    let (server, issuer) = (welcoming().await, Issuer::slow());
    let client = issuer.client(&server.uri());
    let outcomes = join_all((0..500).map(|_| call(&client))).await;
    assert!(outcomes.iter().all(Result::is_ok));
    assert_eq!(issuer.asked(), 1);
    let tokens = tokens_seen(&server).await;
    assert_eq!((tokens.len(), tokens.iter().all(|t| t == "Bearer token-1")), (500, true));
}

#[tokio::test]
async fn five_hundred_calls_share_one_failure() {
    let (server, issuer) = (welcoming().await, Issuer::slow());
    issuer.fails.store(true, Ordering::SeqCst);
    let client = issuer.client(&server.uri());
    for outcome in join_all((0..500).map(|_| call(&client))).await {
        let error = outcome.expect_err("no token");
        assert_eq!(error.to_string(), "no access token: the identity platform is down");
    }
    assert_eq!(issuer.asked(), 1);
    assert!(server.received_requests().await.expect("recorded").is_empty());
    issuer.fails.store(false, Ordering::SeqCst);
    call(&client).await.expect("the next call tries again");
}

#[tokio::test]
async fn the_first_to_wait_may_go_away() {
    let (server, issuer) = (welcoming().await, Issuer::slow());
    let client = issuer.client(&server.uri());
    let mut first = Box::pin(call(&client));
    assert!(futures::poll!(&mut first).is_pending());
    let others = join_all((0..20).map(|_| call(&client)));
    let mut others = Box::pin(others);
    assert!(futures::poll!(&mut others).is_pending());
    drop(first);
    assert!(others.await.iter().all(Result::is_ok));
    assert_eq!(issuer.asked(), 1);
}

#[tokio::test]
async fn what_nobody_waits_for_is_begun_anew() {
    let (server, issuer) = (welcoming().await, Issuer::slow());
    let client = issuer.client(&server.uri());
    let mut first = Box::pin(call(&client));
    assert!(futures::poll!(&mut first).is_pending());
    drop(first);
    call(&client).await.expect("a token");
    assert_eq!(issuer.asked(), 2);
}

#[tokio::test]
async fn a_refresh_that_panics_harms_its_own_callers_only() {
    let (server, panics) = (welcoming().await, Arc::new(AtomicBool::new(true)));
    let provider = RefreshingToken::from_fn(move || {
        let panics = panics.swap(false, Ordering::SeqCst);
        async move {
            assert!(!panics, "a mistake in the provider");
            Ok(AccessToken::new("token", None))
        }
    });
    let client = Client::builder(&server.uri()).token_provider(provider).build().expect("a client");
    let other = client.clone();
    assert!(tokio::spawn(async move { call(&other).await }).await.is_err());
    call(&client).await.expect("a token");
}

#[tokio::test]
async fn renewed_before_the_end() {
    let (server, issuer) = (welcoming().await, Issuer::default());
    let client = issuer.client(&server.uri());
    let minutes = |minutes: u64| issuer.clock.advance(Duration::from_secs(60 * minutes));
    call(&client).await.expect("sent");
    minutes(54);
    call(&client).await.expect("sent");
    minutes(2);
    call(&client).await.expect("sent");
    assert_eq!(tokens_seen(&server).await, ["Bearer token-1", "Bearer token-1", "Bearer token-2"]);
}

#[tokio::test]
async fn a_failed_refresh_while_the_old_token_is_valid() {
    let (server, issuer) = (welcoming().await, Issuer::default());
    let client = issuer.client(&server.uri());
    call(&client).await.expect("sent");
    issuer.fails.store(true, Ordering::SeqCst);
    issuer.clock.advance(HOUR - Duration::from_secs(120));
    for _ in 0..3 {
        call(&client).await.expect("with the old token");
    }
    assert_eq!(issuer.asked(), 2, "half a minute until the next try");
    issuer.clock.advance(Duration::from_secs(31));
    call(&client).await.expect("with the old token");
    assert_eq!(issuer.asked(), 3);
    issuer.clock.advance(Duration::from_secs(120));
    assert!(matches!(call(&client).await.expect_err("no token any more"), Error::Auth(_)));
    assert_eq!(tokens_seen(&server).await, vec!["Bearer token-1"; 5]);
}

#[tokio::test]
async fn nobody_waits_for_a_refresh_while_the_old_token_is_valid_but_who_began_it() {
    let (server, mut issuer) = (welcoming().await, Issuer::default());
    issuer.delay = Duration::from_millis(5);
    let provider = Arc::new(issuer.provider());
    let client = Client::builder(&server.uri()).token_provider(provider).build().expect("a client");
    call(&client).await.expect("sent");
    issuer.clock.advance(HOUR - Duration::from_secs(120));
    let outcomes = join_all((0..3).map(|_| call(&client))).await;
    assert!(outcomes.iter().all(Result::is_ok));
    let mut seen = tokens_seen(&server).await;
    seen.sort();
    assert_eq!(seen, ["Bearer token-1", "Bearer token-1", "Bearer token-1", "Bearer token-2"]);
}

#[tokio::test]
async fn tokens_of_a_short_life_are_not_fetched_for_every_call() {
    let (server, clock, asked) = (welcoming().await, TestClock::default(), Arc::new(AtomicU32::new(0)));
    let (now, count) = (clock.clone(), asked.clone());
    let provider = RefreshingToken::from_fn(move || {
        count.fetch_add(1, Ordering::SeqCst);
        let end = now.now() + Duration::from_secs(60);
        async move { Ok(AccessToken::new("short", Some(end))) }
    });
    let provider = provider.clock(clock.clone()).margin(Duration::MAX);
    let client = Client::builder(&server.uri()).token_provider(provider).build().expect("a client");
    for seconds in [0, 10, 19, 2] {
        clock.advance(Duration::from_secs(seconds));
        call(&client).await.expect("sent");
    }
    assert_eq!(asked.load(Ordering::SeqCst), 2, "at half of its life");
}

#[tokio::test]
async fn a_token_that_no_header_can_hold() {
    let server = Server::start([ok("1")]).await;
    for bad in ["", " ", "line\r\nx-injected: 1", "nul\0"] {
        let provider = RefreshingToken::from_fn(move || async move { Ok(AccessToken::new(bad, None)) });
        let client = server.builder().token_provider(provider).build().expect("a client");
        let error = call(&client).await.expect_err("no header");
        assert!(matches!(error, Error::Auth(_)) && !error.to_string().contains("injected"), "{error}");
    }
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn a_token_that_the_service_repeats_is_not_printed() {
    let body = format!(r#"{{"error": {{"code": "bad {TOKEN}", "message": "The token {TOKEN} isn't one."}}}}"#);
    let server = Server::start([crate::server::answer("401 Unauthorized", "", body)]).await;
    let error = call(&server.client().0).await.expect_err("401");
    assert_eq!(error.to_string(), "401 Unauthorized: bad (hidden): The token (hidden) isn't one.");
    assert!(!format!("{error:?}").contains(TOKEN));
}
