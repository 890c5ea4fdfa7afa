//! Where redirects lead, and what goes along.

use crate::request::{body, header, line};
use crate::server::{Server, TOKEN, ok, status};
use docwright_runtime::{Bytes, Content, Method, Value};
use futures::stream;

fn bearer() -> Option<String> {
    Some(format!("Bearer {TOKEN}"))
}

/// The `Authorization` of the first request that a server has seen.
fn authorization(server: &Server) -> Option<String> {
    header(&server.seen()[0], "authorization").map(str::to_owned)
}

#[tokio::test]
async fn another_origin_gets_no_token() {
    for code in ["301 Moved", "302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect"] {
        let files = Server::start([ok("1")]).await;
        let api = Server::start([status(code, &format!("location: {}/content?sig=abc", files.uri()))]).await;
        let (client, _) = api.client();
        client.request(Method::GET, "/content").header("x-mine", "1").send::<Value>().await.expect("followed");
        assert_eq!((authorization(&api), authorization(&files)), (bearer(), None), "{code}");
        let seen = &files.seen()[0];
        assert_eq!((line(seen), header(seen, "x-mine")), ("GET /content?sig=abc", Some("1")));
        assert!(!seen.contains(TOKEN), "{seen}");
        assert_eq!(header(seen, "host"), files.uri().strip_prefix("http://"));
    }
}

#[tokio::test]
async fn another_name_of_the_same_machine_is_another_origin() {
    let server = Server::start([ok("1")]).await;
    let other_name = server.uri().replace("127.0.0.1", "localhost");
    let api = Server::start([status("302 Found", &format!("location: {other_name}/x"))]).await;
    api.client().0.request(Method::GET, "/x").send::<Value>().await.expect("followed");
    assert_eq!(authorization(&server), None);
}

#[tokio::test]
async fn credentials_that_were_set_by_hand_stay_behind() {
    let names = [
        "authorization",
        "cookie",
        "proxy-authorization",
        "x-ms-authorization-auxiliary",
        "api-key",
        "ocp-apim-subscription-key",
        "x-api-key",
    ];
    let files = Server::start([ok("1")]).await;
    let api = Server::start([status("302 Found", &format!("location: {}/x", files.uri()))]).await;
    let request = names.iter().fold(api.client().0.request(Method::GET, "/x"), |r, name| r.header(name, "s3cret"));
    request.header("host", "elsewhere.test").send::<Value>().await.expect("followed");
    assert!(names.iter().all(|name| header(&api.seen()[0], name) == Some("s3cret")));
    let seen = &files.seen()[0];
    assert!(!seen.contains("s3cret") && !seen.contains("elsewhere"), "{seen}");
}

#[tokio::test]
async fn the_same_origin_and_a_trusted_one_get_the_token() {
    let server = Server::start([status("302 Found", "location: ../other?x=1"), ok("1")]).await;
    server.client().0.request(Method::GET, "/a/b").send::<Value>().await.expect("followed");
    let seen = server.seen();
    assert_eq!((line(&seen[1]), header(&seen[1], "authorization")), ("GET /other?x=1", bearer().as_deref()));

    let trusted = Server::start([ok("1")]).await;
    let api = Server::start([status("302 Found", &format!("location: {}/x", trusted.uri()))]).await;
    let client = api.builder().trust_host(trusted.uri()).build().expect("a client");
    client.request(Method::GET, "/x").send::<Value>().await.expect("followed");
    assert_eq!(authorization(&trusted), bearer());
}

#[tokio::test]
async fn a_body_goes_along_where_the_method_stays() {
    let server = Server::start([status("307 Temporary Redirect", "location: /2"), ok("1")]).await;
    let request = server.client().0.request(Method::PUT, "/1").content("a/b", "the body");
    request.send::<Value>().await.expect("followed");
    let seen = &server.seen()[1];
    assert_eq!((line(seen), body(seen), header(seen, "content-type")), ("PUT /2", "the body", Some("a/b")));

    let server = Server::start([status("303 See Other", "location: /2"), ok("1")]).await;
    let request = server.client().0.request(Method::POST, "/1").content("a/b", "the body");
    request.header("content-language", "de").header("content-length", "8").send::<Value>().await.expect("followed");
    let seen = &server.seen()[1];
    assert_eq!((line(seen), body(seen)), ("GET /2", ""));
    assert!(!seen.contains("content-"), "{seen}");

    let server = Server::start([status("307 Temporary Redirect", "location: /2"), ok("1")]).await;
    let once = Content::stream("a/b", None, stream::iter([Ok(Bytes::from("abc"))]));
    let error = server.client().0.request(Method::PUT, "/1").upload(once).send::<Value>().await.expect_err("gone");
    assert_eq!(
        error.to_string(),
        "link not followed: the redirect's target wants the body, which is a stream that was sent already"
    );
}

#[tokio::test]
async fn a_chain_ends() {
    let server = Server::start((1..20).map(|i| status("302 Found", &format!("location: /{i}")))).await;
    let error = server.client().0.request(Method::GET, "/0").send::<Value>().await.expect_err("too many");
    assert_eq!(error.to_string(), "link not followed: more than 10 redirects");
    assert_eq!(server.seen().len(), 11);
}

#[tokio::test]
async fn targets_that_are_none() {
    for (location, says) in [
        ("http://", "isn't a URL"),
        ("ftp://127.0.0.1/x", "isn't https"),
        ("http://me:pw@127.0.0.1/x", "holds a user name or a password"),
    ] {
        let server = Server::start([status("302 Found", &format!("location: {location}"))]).await;
        let error = server.client().0.request(Method::GET, "/0").send::<Value>().await.expect_err(location);
        assert_eq!(error.to_string(), format!("link not followed: the redirect's target {says}"));
    }
    let server = Server::start([status("302 Found", "")]).await;
    let error = server.client().0.request(Method::GET, "/0").send::<Value>().await.expect_err("no location");
    assert_eq!(error.to_string(), "302 Found");
    // Unescaped, as some servers send it.
    let server = Server::start([status("302 Found", "location: /ü"), ok("1")]).await;
    server.client().0.request(Method::GET, "/0").send::<Value>().await.expect("followed");
    assert_eq!(line(&server.seen()[1]), "GET /%C3%BC");
}
