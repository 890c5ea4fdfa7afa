//! A `reqwest` client that was made elsewhere: proxies, redirects of its own.

use crate::request::{header, line};
use crate::server::{Server, TOKEN, ok, status};
use docwright_runtime::reqwest::{Proxy, redirect};
use docwright_runtime::{Client, Method, ReqwestTransport, Value};

#[tokio::test]
async fn through_a_proxy() {
    let proxy = Server::start([ok("1")]).await;
    let through = Proxy::http(proxy.uri()).expect("a proxy");
    let http = ReqwestTransport::client_builder().expect("TLS").proxy(through).build().expect("a client");
    let builder = Client::builder("http://api.test/v1.0").token(TOKEN).allow_insecure_tokens(true);
    let client = builder.http_client(http).build().expect("a client");
    client.request(Method::GET, "/x").send::<Value>().await.expect("an answer");
    assert_eq!(line(&proxy.seen()[0]), "GET http://api.test/v1.0/x");
}

/// Not what is recommended, but no token gets lost by it either.
#[tokio::test]
async fn that_follows_redirects_by_itself() {
    let files = Server::start([ok("1")]).await;
    let api = Server::start([
        status("302 Found", "location: /moved"),
        status("302 Found", &format!("location: {}/content", files.uri())),
    ])
    .await;
    let policy = redirect::Policy::default();
    let http = ReqwestTransport::client_builder().expect("TLS").redirect(policy).build().expect("a client");
    let client = api.builder().http_client(http).build().expect("a client");
    client.request(Method::GET, "/x").send::<Value>().await.expect("an answer");
    assert!(api.seen().iter().all(|request| header(request, "authorization").is_some()));
    assert_eq!(header(&files.seen()[0], "authorization"), None);
}
