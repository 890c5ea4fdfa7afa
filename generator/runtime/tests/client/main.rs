//! Clients and tokens, over a transport from memory; in the modules what comes back, and where links lead.

mod answers;
mod links;

use docwright_runtime::test_support::{RecordingTransport, Reply, TestClock};
use docwright_runtime::{
    AccessToken, Client, ClientBuilder, Error, Method, Output, RefreshingToken, RetryPolicy, Value,
};
use futures::FutureExt;

const BASE: &str = "https://example.com/v1.0";
const SECRET: &str = "eyJsecret";

fn builder() -> ClientBuilder<Client> {
    Client::builder(BASE).token(SECRET).clock(TestClock::default()).retry(RetryPolicy::none())
}

fn client(wire: &RecordingTransport) -> Client {
    builder().transport(wire.clone().otherwise(Reply::new(204))).build().expect("a client")
}

/// The recording transport never waits.
fn now<T>(future: impl Future<Output = T>) -> T {
    future.now_or_never().expect("ready")
}

fn get<T: Output>(wire: &RecordingTransport, path: &str) -> Result<T, Error> {
    now(client(wire).request(Method::GET, path).send())
}

fn error(wire: RecordingTransport) -> Error {
    get::<Value>(&wire, "/me").expect_err("a failure")
}

#[test]
fn base_urls() {
    let build = |url: &str| {
        Client::builder(url)
            .transport(RecordingTransport::new())
            .build()
            .map(|c| c.base_url().to_owned())
            .map_err(|e| e.to_string())
    };
    for (given, wanted) in [
        ("https://example.com/v1.0/", "https://example.com/v1.0"),
        (" https://EXAMPLE.com ", "https://example.com"),
        ("http://other.example/x", "http://other.example/x"),
        ("https://[::1]:8080/a b", "https://[::1]:8080/a%20b"),
    ] {
        assert_eq!(build(given).as_deref(), Ok(wanted));
    }
    for (given, wanted) in [
        ("example.com/v1.0", "can't be read: relative URL without a base"),
        ("", "can't be read: relative URL without a base"),
        ("https://", "can't be read: empty host"),
        ("ftp://example.com", "must begin with https:// (or http://)"),
        ("https://me:pw@example.com", "must not hold a user name or a password"),
        ("https://example.com/?a=b", "must not hold a query or a fragment"),
        ("https://example.com/#a", "must not hold a query or a fragment"),
        ("https://exam\nple.com", "holds a control character"),
        ("https://example.com/a\tb", "holds a control character"),
        (" \t\r\n", "can't be read: relative URL without a base"),
    ] {
        assert_eq!(build(given), Err(format!("invalid client: the base URL {wanted}")));
    }
}

#[test]
fn tokens_go_nowhere_in_the_clear() {
    let build = |url: &str, token: &str| {
        Client::builder(url)
            .token(token)
            .transport(RecordingTransport::new())
            .build()
            .map(drop)
            .map_err(|e| e.to_string())
    };
    for fine in
        ["https://example.com", "http://localhost:8080", "http://127.0.0.1", "http://[::1]/x", "http://a.localhost"]
    {
        assert_eq!(build(fine, SECRET), Ok(()), "{fine}");
    }
    let refused = "invalid client: a token may not be sent to an http:// address of another machine";
    for bad in ["http://example.com", "http://localhost.example.com", "http://127.0.0.1.example.com", "http://10.0.0.1"]
    {
        assert_eq!(build(bad, SECRET), Err(refused.to_owned()), "{bad}");
    }
    assert_eq!(build(BASE, " "), Err("invalid client: the token is empty".to_owned()));
    let line_break = build(BASE, "secret\r\nx: y").expect_err("a line break");
    assert_eq!(line_break, "invalid client: the token holds a character that a header can't");
}

#[test]
fn insecure_tokens_by_choice() {
    let provider = || RefreshingToken::from_fn(|| async { Ok(AccessToken::new(SECRET, None)) });
    let builder =
        || Client::builder("http://other.test").token_provider(provider()).transport(RecordingTransport::new());
    let error = builder().build().expect_err("in the clear").to_string();
    assert_eq!(error, "invalid client: a token may not be sent to an http:// address of another machine");
    builder().allow_insecure_tokens(true).build().expect("allowed");
}

#[test]
fn trusted_hosts() {
    let trusting = |text: &str, url: &str| {
        let wire = RecordingTransport::new().otherwise(Reply::new(204));
        let client = builder().trust_host(text).transport(wire.clone()).build().map_err(|e| e.to_string())?;
        now(client.request(Method::GET, url).send::<()>()).expect("sent");
        Ok::<_, String>(wire.take()[0].header("authorization").is_some())
    };
    for (text, url, sent) in [
        ("files.test", "https://files.test/x", true),
        ("FILES.test", "https://files.TEST/x", true),
        ("files.test", "https://files.test:444/x", false),
        ("files.test", "https://sub.files.test/x", false),
        ("files.test", "https://files.test.evil.test/x", false),
        ("files.test", "http://files.test/x", false),
        ("files.test:8443", "https://files.test:8443/x", true),
        ("https://files.test:8443/", "https://files.test:8443/x", true),
        ("[::1]", "https://[::1]/x", true),
        ("b\u{fc}cher.test", "https://xn--bcher-kva.test/x", true),
    ] {
        assert_eq!(trusting(text, url), Ok(sent), "{text} {url}");
    }
    for bad in [
        "",
        " ",
        "*",
        "*.files.test",
        "https://*.files.test",
        "files.test/path",
        "files.test?x",
        "files.test#x",
        "me@files.test",
        "https://me:pw@files.test",
        "ftp://files.test",
        "https://",
        "://files.test",
        "files test",
        "fi\nles.test",
        "files.test\\@evil.test",
        "javascript:alert(1)",
        "files.test:99999",
    ] {
        let wanted = format!("invalid client: `{}` is no host and no origin", bad.escape_debug());
        assert_eq!(trusting(bad, "/me"), Err(wanted), "{bad}");
    }
    let clear = trusting("http://files.test", "/me").expect_err("in the clear");
    assert_eq!(clear, "invalid client: a token may not be sent to an http:// address of another machine");
}

#[test]
fn odd_settings() {
    assert!(!format!("{:?}", Client::builder("https://me:hidden@example.com")).contains("hidden"));
    let wire = RecordingTransport::new().reply(503, "").reply(204, "");
    let build = |b: ClientBuilder<Client>| b.transport(wire.clone()).clock(TestClock::default()).build();
    let client = build(Client::builder(BASE).random(|| f64::NAN).user_agent(" ")).expect("a client");
    now(client.request(Method::GET, "/x").send::<()>()).expect("an answer in the end");
    assert!(wire.take()[0].header("user-agent").is_some_and(|agent| agent.starts_with("docwright-runtime/")));
    assert!(build(Client::builder(BASE).user_agent("a\r\nb: c")).is_err());
}

#[test]
fn the_token_goes_to_the_origin_of_the_base_url_only() {
    for (url, sent) in [
        ("/me", true),
        ("/v2", true),
        ("https://example.com/beta/me", true),
        ("https://EXAMPLE.com:443/beta/me", true),
        ("https://example.com:444/v1.0/me", false),
        ("https://example.com.evil.test/v1.0", false),
        ("https://evil.test/@example.com/v1.0", false),
        ("https://evil.test/https://example.com/v1.0", false),
        ("http://example.com/v1.0/me", false),
    ] {
        let wire = RecordingTransport::new();
        get::<()>(&wire, url).expect(url);
        let expected = sent.then_some("Bearer eyJsecret");
        let recorded = wire.take();
        assert_eq!(recorded[0].header("authorization"), expected, "{url}");
        assert!(!format!("{recorded:?}").contains(SECRET), "marked for everybody below");
    }
}

#[test]
fn an_authorization_of_ones_own_stands() {
    let wire = RecordingTransport::new();
    now(client(&wire).request(Method::GET, "/me").header("Authorization", "Basic x").send::<()>()).expect("sent");
    assert_eq!(wire.take()[0].headers().get_all("authorization").iter().collect::<Vec<_>>(), ["Basic x"]);
}

#[test]
fn secrets_are_not_printed() {
    let wire = RecordingTransport::new().reply(401, format!(r#"{{"echo": "Bearer {SECRET}"}}"#));
    let request =
        client(&wire).request(Method::GET, "/me").header("authorization", SECRET).content("text/plain", SECRET);
    let printed = [
        format!("{:?}", builder()),
        format!("{:?}", client(&wire)),
        format!("{request:?}"),
        format!("{:?}", request.clone().build().expect("a request").headers()),
    ];
    let response = now(request.response()).expect_err("401");
    for text in printed.into_iter().chain([format!("{response:?}"), response.to_string()]) {
        assert!(!text.contains(SECRET), "{text}");
    }
}

#[test]
fn what_callers_need_of_the_types() {
    fn send_and_sync<T: Send + Sync>(_: &T) {}
    fn send<T: Send>(_: &T) {}
    let client = client(&RecordingTransport::new());
    send_and_sync(&client);
    let request = client.request(Method::GET, "/me");
    send_and_sync(&request);
    send(&request.clone().send::<Value>());
    send(&request.items::<Value>());
    fn error<T: std::error::Error + Send + Sync + 'static>() {}
    error::<Error>();
    assert!(size_of::<Error>() <= 32, "errors travel in every Result: {}", size_of::<Error>());
}
