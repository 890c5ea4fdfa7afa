//! Redirects and next links.

use crate::{client, get, now};
use docwright_runtime::test_support::RecordingTransport;
use docwright_runtime::{Bytes, Error, Method, StatusCode};
use futures::{StreamExt, TryStreamExt};

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
