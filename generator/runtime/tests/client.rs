//! Clients, tokens, errors and links, over a transport from memory.

use docwright_runtime::test_support::{RecordingTransport, Reply, TestClock};
use docwright_runtime::{
    AccessToken, Bytes, Client, ClientBuilder, Error, HeaderMap, Method, Output, Page, RefreshingToken, Response,
    RetryPolicy, StatusCode, TransportError, TransportErrorKind, Value,
};
use futures::{FutureExt, StreamExt, TryStreamExt};

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
fn what_the_service_says_is_in_the_error() {
    let body = r#"{"error": {"code": "itemNotFound", "message": "Not there.", "innerError": {"request-id": "r-1"}}}"#;
    let error = error(RecordingTransport::new().reply_with(404, &[("retry-after", "7")], body));
    assert!(error.is_not_found() && !error.is_conflict() && !error.is_timeout());
    assert_eq!(error.to_string(), "404 Not Found: itemNotFound: Not there. (request-id r-1)");
    let status = error.as_status().expect("a status");
    assert_eq!(
        (status.code(), status.message(), status.request_id()),
        (Some("itemNotFound"), Some("Not there."), Some("r-1"))
    );
    assert_eq!(status.retry_after(), Some("7"));
    assert_eq!(&status.body()[..], body.as_bytes());
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
}

#[test]
fn errors_of_every_make() {
    let rows: [(u16, &str, &str); 9] = [
        (400, r#"{"error": {"code": "bad", "message": "No."}}"#, "400 Bad Request: bad: No."),
        (
            403,
            r#"{"odata.error": {"code": "-1", "message": {"lang": "en", "value": "No."}}}"#,
            "403 Forbidden: -1: No.",
        ),
        (
            401,
            r#"{"error": "invalid_grant", "error_description": "Expired."}"#,
            "401 Unauthorized: invalid_grant: Expired.",
        ),
        (429, "", "429 Too Many Requests"),
        (502, "<html>Bad gateway</html>", "502 Bad Gateway"),
        (500, r#"{"error": {"co"#, "500 Internal Server Error"),
        (500, r#"{"error": null}"#, "500 Internal Server Error"),
        (500, r#"[1, 2]"#, "500 Internal Server Error"),
        (304, "", "304 Not Modified"),
    ];
    for (status, body, wanted) in rows {
        assert_eq!(error(RecordingTransport::new().reply(status, body)).to_string(), wanted);
    }
    let header =
        RecordingTransport::new().reply_with(410, &[("request-id", "r-2")], r#"{"error": {"code": "resyncRequired"}}"#);
    let error = error(header);
    assert!(error.is_gone());
    assert_eq!(error.to_string(), "410 Gone: resyncRequired (request-id r-2)");
    assert!(self::error(RecordingTransport::new().reply(304, "")).is_not_modified());
    let odd = self::error(RecordingTransport::new().reply_with(200, &[("request-id", "r-3")], "<"));
    let says = "the 200 response can't be decoded: expected value at line 1 column 1 (request-id r-3)";
    assert_eq!(odd.to_string(), says);
    let Error::Decode(odd) = odd else { panic!("{odd}") };
    assert_eq!(odd.request_id(), Some("r-3"));
}

/// Errors go into logs; people's data shouldn't.
#[test]
fn what_stands_in_the_body_is_not_printed() {
    #[derive(Debug, serde::Deserialize)]
    enum Colour {
        Red,
    }
    fn decoded<T: serde::de::DeserializeOwned + std::fmt::Debug>(body: &str) -> Error {
        let response = get::<Bytes>(&RecordingTransport::new().reply(200, body.to_owned()), "/").expect("bytes");
        let response = Response::new(StatusCode::OK, HeaderMap::new(), response);
        response.json::<T>().expect_err(body)
    }
    assert!(matches!(Colour::Red, Colour::Red));
    let rows = [
        (
            decoded::<u32>(r#""Ada\", expected L.""#),
            r#"invalid type: string "(hidden)", expected u32 at line 1 column 20"#,
        ),
        (decoded::<Colour>(r#""Ada""#), "unknown variant `(hidden)`, expected `Red` at line 1 column 5"),
    ];
    for (error, wanted) in rows {
        assert_eq!(error.to_string(), format!("the 200 response can't be decoded: {wanted}"));
        assert!(!format!("{error:?}").contains("Ada"));
        let Error::Decode(error) = error else { panic!("{error}") };
        assert!(error.reason().contains("Ada"), "{}", error.reason());
    }
}

#[test]
fn bodies_that_are_not_what_was_asked_for() {
    let rows = [
        ("", "the 200 response can't be decoded: the body is empty"),
        (r#"{"value": [1, "#, "the 200 response can't be decoded: EOF while parsing a value at line 1 column 14"),
        ("<html>", "the 200 response can't be decoded: expected value at line 1 column 1"),
        (
            r#"{"values": []}"#,
            "the 200 response can't be decoded: an object without `value`, which is no page of items at line 1 column 14",
        ),
        (
            "[]",
            "the 200 response can't be decoded: invalid type: sequence, expected a page: an object with `value` at line 1 column 0",
        ),
    ];
    for (body, wanted) in rows {
        assert!(serde_json::from_str::<Page<Value>>(body).is_err(), "through serde");
        let error = get::<Page<Value>>(&RecordingTransport::new().reply(200, body), "/").expect_err("no page");
        assert_eq!(error.to_string(), wanted);
        let Error::Decode(decode) = error else { panic!("{error}") };
        assert_eq!(decode.body(), body, "the body is kept");
    }
}

#[test]
fn outputs() {
    let reply = |body: &'static str| RecordingTransport::new().reply(200, body);
    assert_eq!(get::<Value>(&reply("[1]"), "/").expect("JSON"), serde_json::json!([1]));
    assert_eq!(get::<Value>(&reply(""), "/").expect("nothing"), Value::Null);
    assert_eq!(get::<Bytes>(&reply("abc"), "/").expect("bytes"), "abc");
    get::<()>(&reply("whatever"), "/").expect("nothing wanted");
    let json =
        r#"{"@odata.context":"c","@odata.count":2,"@odata.nextLink":"n","@odata.deltaLink":"d","value":["a","b"]}"#;
    let page = get::<Page<String>>(&reply(json), "/").expect("a page");
    assert_eq!((page.value.len(), page.count), (2, Some(2)));
    assert_eq!((page.next_link.as_deref(), page.delta_link.as_deref()), (Some("n"), Some("d")));
    assert_eq!(page.extra["@odata.context"], "c");
    assert_eq!(serde_json::to_string(&page).expect("JSON"), json);
}

#[test]
fn no_content_is_a_page_without_items() {
    let page = get::<Page<String>>(&RecordingTransport::new().reply(204, ""), "/").expect("a page");
    assert_eq!(page, Page::default());
    assert!(get::<Page<String>>(&RecordingTransport::new().reply(200, ""), "/").is_err());
}

#[test]
fn a_page_keeps_links_and_counts_that_are_none() {
    let json = r#"{"@odata.count":"2","@odata.deltaLink":{},"@odata.nextLink":null,"value":[]}"#;
    let mut page = get::<Page<String>>(&RecordingTransport::new().reply(200, json), "/").expect("a page");
    assert_eq!((&page.next_link, &page.delta_link, page.count), (&None, &None, None));
    assert_eq!(serde_json::to_string(&page).expect("JSON"), json);
    assert_eq!(serde_json::from_str::<Page<String>>(json).expect("a page"), page, "through serde");
    // An empty link ends a walk.
    let wire = RecordingTransport::new().reply(200, r#"{"@odata.nextLink":"","value":["a"]}"#);
    let items: Vec<_> = now(client(&wire).request(Method::GET, "/items").items::<String>().collect());
    assert_eq!((items.len(), wire.take().len()), (1, 1));
    page.count = Some(3);
    let json = serde_json::to_value(&page).expect("JSON");
    assert_eq!(json["@odata.count"], 3, "a field wins");
}

#[test]
fn a_failure_to_send() {
    let cause = std::io::Error::other("no route to host");
    let error = error(RecordingTransport::new().fail(TransportError::new(TransportErrorKind::Connect, cause)));
    assert_eq!(error.to_string(), "no connection: no route to host");
    let timeout = TransportError::new(TransportErrorKind::Timeout, "100 s");
    assert!(self::error(RecordingTransport::new().fail(timeout)).is_timeout());
}

#[test]
fn redirects() {
    let to = |wire: RecordingTransport, status, target: &str| wire.reply_with(status, &[("location", target)], "");
    // To a pre-authenticated address: without the token.
    let wire = to(RecordingTransport::new(), 302, "https://files.test/a?sig=1").reply(200, "abc");
    let bytes: Bytes = now(client(&wire).request(Method::GET, "/content").header("x", "1").send()).expect("followed");
    assert_eq!(bytes, "abc");
    let sent = wire.take();
    assert_eq!(sent[1].url(), "https://files.test/a?sig=1");
    assert_eq!((sent[0].header("authorization"), sent[1].header("authorization")), (Some("Bearer eyJsecret"), None));
    assert_eq!(sent[1].header("x"), Some("1"));

    // A token that was set by hand stays behind as well.
    let wire = to(RecordingTransport::new(), 307, "https://files.test/a");
    now(client(&wire)
        .request(Method::PUT, "/content")
        .header("authorization", "x")
        .content("a/b", "body")
        .send::<()>())
    .expect("followed");
    let sent = wire.take();
    assert_eq!((sent[1].header("authorization"), sent[1].method().as_str()), (None, "PUT"));
    assert_eq!((sent[1].body().as_ref(), sent[1].header("content-type")), (&b"body"[..], Some("a/b")));

    // On the same origin the token goes along; relative targets count from where they stand.
    let wire = to(RecordingTransport::new(), 303, "../other?x=1");
    now(client(&wire).request(Method::POST, "/a/b").json(&1).send::<()>()).expect("followed");
    let sent = wire.take();
    assert_eq!((sent[1].url().as_str(), sent[1].method().as_str()), ("https://example.com/v1.0/other?x=1", "GET"));
    assert_eq!((sent[1].body().len(), sent[1].header("content-type")), (0, None));
    assert_eq!(sent[1].header("authorization"), Some("Bearer eyJsecret"));

    // What nobody agrees on is handed to the caller.
    let wire = to(RecordingTransport::new(), 302, "https://files.test/a");
    let error = now(client(&wire).request(Method::POST, "/a").send::<()>()).expect_err("a 302");
    assert_eq!(error.to_string(), "302 Found");
    assert_eq!(wire.take().len(), 1);
}

#[test]
fn redirects_that_are_refused() {
    let outcome = |target: &str| {
        let wire = RecordingTransport::new().reply_with(302, &[("location", target)], "");
        let error = get::<()>(&wire, "/").expect_err(target);
        assert_eq!(wire.take().len(), 1);
        error.to_string()
    };
    assert_eq!(outcome("http://example.com/x"), "link not followed: the redirect's target isn't https");
    assert_eq!(outcome("file:///etc/passwd"), "link not followed: the redirect's target isn't https");
    assert_eq!(outcome("https://"), "link not followed: the redirect's target isn't a URL");
    let circle = (0..20).fold(RecordingTransport::new(), |wire, _| wire.reply_with(302, &[("location", "/")], ""));
    assert_eq!(get::<()>(&circle, "/").expect_err("a circle").to_string(), "link not followed: more than 10 redirects");
    assert_eq!(circle.take().len(), 11);
}

fn page(items: &[u32], more: &str) -> String {
    format!(r#"{{{more}"value":{items:?}}}"#)
}

#[test]
fn all_items_of_all_pages() {
    let wire = RecordingTransport::new()
        .reply(
            200,
            page(&[1, 2], r#""@odata.count":4,"@odata.nextLink":"https://example.com/v1.0/n?$skiptoken=a%2Bb","#),
        )
        .reply(200, page(&[], r#""@odata.nextLink":"https://example.com/v1.0/n?$skiptoken=c","#))
        .reply(200, page(&[3, 4], r#""@odata.deltaLink":"https://example.com/v1.0/delta?token=d","#));
    let request =
        client(&wire).request(Method::GET, "/items").header("Prefer", "odata.maxpagesize=2").query("$top", "2");
    let mut items = request.items::<u32>();
    assert_eq!(wire.take().len(), 0, "nothing is sent before it is asked for");
    let mut seen = Vec::new();
    while let Some(item) = now(items.try_next()).expect("an item") {
        seen.push(item);
    }
    assert_eq!(seen, [1, 2, 3, 4]);
    assert_eq!((items.total(), items.delta_link()), (Some(4), Some("https://example.com/v1.0/delta?token=d")));
    assert_eq!(now(items.try_next()).expect("the end"), None);
    let sent = wire.take();
    let urls: Vec<_> = sent.iter().map(|r| r.url()).collect();
    assert_eq!(
        urls,
        [
            "https://example.com/v1.0/items?$top=2",
            "https://example.com/v1.0/n?$skiptoken=a%2Bb",
            "https://example.com/v1.0/n?$skiptoken=c"
        ]
    );
    assert!(
        sent.iter().all(|r| r.header("prefer") == Some("odata.maxpagesize=2") && r.header("authorization").is_some())
    );
}

#[test]
fn pages_as_a_stream() {
    let wire =
        RecordingTransport::new().reply(200, page(&[1], r#""@odata.nextLink":"n?x=1","#)).reply(200, page(&[2], ""));
    let pages = client(&wire).request(Method::GET, "/items").pages::<u32>();
    let values: Vec<_> = now(pages.map_ok(|p| p.value).try_collect()).expect("pages");
    assert_eq!(values, [vec![1], vec![2]]);
    assert_eq!(wire.take()[1].url(), "https://example.com/n?x=1");
}

#[test]
fn next_links_that_are_refused() {
    let walk = |link: &str| {
        let next = format!(r#""@odata.nextLink":"{link}","#);
        let wire = (0..5).fold(RecordingTransport::new(), |wire, i| wire.reply(200, page(&[i], &next)));
        let items: Vec<_> = now(client(&wire).request(Method::GET, "/items").items::<u32>().collect());
        let texts: Vec<_> = items.iter().map(|i| i.as_ref().map_err(Error::to_string)).collect();
        (
            texts.iter().map(|t| t.clone().map(u32::to_string).unwrap_or_else(|e| e)).collect::<Vec<_>>(),
            wire.take().len(),
        )
    };
    let refused = |reason: &str| format!("link not followed: the next link {reason}");
    // The page that has the bad link is handed out; then comes the error, then nothing.
    assert_eq!(
        walk("https://evil.test/v1.0/items?token=secret"),
        (vec!["0".to_owned(), refused("leads to another origin, https://evil.test")], 1)
    );
    assert_eq!(walk("http://example.com/v1.0/x").0[1], refused("leads to another origin, http://example.com"));
    assert_eq!(walk("https://").0[1], refused("isn't a URL"));
    assert_eq!(
        walk("https://example.com/v1.0/items?p=2"),
        (vec!["0".to_owned(), "1".to_owned(), refused("leads to a page that was there before")], 2)
    );
}

#[test]
fn a_walk_ends_with_its_first_error() {
    let wire = RecordingTransport::new()
        .reply(200, page(&[1], r#""@odata.nextLink":"/n","#))
        .reply(503, "")
        .reply(200, page(&[2], ""));
    let items: Vec<_> = now(client(&wire).request(Method::GET, "/items").items::<u32>().collect());
    assert_eq!(items.len(), 2);
    assert_eq!(items[1].as_ref().expect_err("503").status(), Some(StatusCode::SERVICE_UNAVAILABLE));
    assert_eq!(wire.take().len(), 2);
}

#[test]
fn the_whole_response() {
    let wire = RecordingTransport::new().reply_with(
        202,
        &[("Location", "https://example.com/monitor/1"), ("request-id", "r")],
        "",
    );
    let response: Response = now(client(&wire).request(Method::POST, "/copy").response()).expect("accepted");
    assert_eq!(response.status(), StatusCode::ACCEPTED);
    assert_eq!((response.location(), response.request_id()), (Some("https://example.com/monitor/1"), Some("r")));
    assert_eq!(format!("{response:?}"), "Response { status: 202, operation: None, body: 0 bytes, .. }");
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
