//! Whatever a value holds, it can't change the route, the query or the headers of a request: it arrives byte for byte, or it
//! is refused by a typed error before anything is sent.

mod addresses;
mod headers;
mod query;
mod routes;

use docwright_runtime::test_support::RecordingTransport;
use docwright_runtime::{Client, Error, NoBody, Operation, Request, RouteTable, http};
use proptest::prelude::*;

const BASE: &str = "https://example.com/v1.0";

struct Op;

macro_rules! routes {
    ($($template:literal)+) => {
        impl Operation for Op {
            type Body = NoBody;
            type Output = ();
            const DOCS: &'static str = concat!("test.op\np.md:1", $("\nGET ", $template),+);
        }
        static ROUTES: RouteTable =
            RouteTable::new(&[&[$(concat!("GET ", $template, ": test.op")),+]], &[|| &[Op::SPEC]]);
    };
}

routes! {
    "/items/{item-id}"
    "/items/{item-id}/content"
    "/items/{parent-id}:/{+filename}:/content"
    "/root:/{+item-path}"
    "/root:/{+item-path}:/content"
    "/root:/{+item-path}:/search(q='{search-text}')"
    "/root/search(q='{search-text}')"
    "/root/search(q='{search-text}')/then/{id}"
    "/w/cell(row={row},column={column})"
    "/users('{id}')/events"
    "/sites/{host},{site}"
    "/files/{name}.json"
}

fn client() -> Client {
    Client::builder(BASE).transport(RecordingTransport::new()).build().expect("a client")
}

/// A call of the first route.
fn item() -> Request<Op> {
    Request::route(client(), 0, &["1"])
}

/// Anything, and what has a meaning in URLs and headers more often than by chance.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => any::<char>().prop_map(String::from),
        3 => "[a-zA-Z0-9]{1,5}",
        6 => prop::sample::select(vec![
            "/", "..", ".", "?", "#", "%", "%2f", "%2e", "%00", "%0d%0a", "%27", "'", "''", "(", ")", ",", "=", ":", ":/", ";",
            "&", "+", "\\", " ", "\t", "\r\n", "\r\nx-evil: 1", "\0", "@", "$", "{", "}", "[", "]", "|", "//", "://", "content",
            "()", "\u{fc}", "\u{202e}", "\u{85}", "\u{2028}", "~", "!", "*", "\"", ".json",
        ]).prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 2000, failure_persistence: None, ..Default::default() }
}

/// What is refused is refused as an invalid request, and the reason doesn't tell the values: they may be secret.
fn refused(error: &Error, values: &[&str]) -> Result<(), TestCaseError> {
    let Error::InvalidRequest(reason) = error else {
        return Err(TestCaseError::fail(error.to_string()));
    };
    prop_assert!(values.iter().all(|value| value.len() < 4 || !reason.contains(value)), "{reason} tells a value");
    Ok(())
}

/// What URL parsers make of it.
fn parsed(request: &http::Request<docwright_runtime::Bytes>) -> url::Url {
    url::Url::parse(&request.uri().to_string()).expect("a URL")
}
