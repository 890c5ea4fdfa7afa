//! Paging takes the memory of a page, however many there are. A process of its own: its allocator counts.
#![cfg(feature = "reqwest")]

use docwright_runtime::{Client, Method, Value};
use peak_alloc::PeakAlloc;
use serde_json::json;
use std::fmt::Write;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const ITEMS: usize = 100_000;
const ON_A_PAGE: usize = 1000;
/// A few pages, as text and as items, on both sides. The items altogether take ten times this.
const LIMIT: usize = 4 << 20;

fn page(base: &str, request: &Request) -> ResponseTemplate {
    let number: usize = request.url.query().and_then(|query| query.strip_prefix("p=")?.parse().ok()).unwrap_or(0);
    let mut items = String::new();
    for id in number * ON_A_PAGE..(number + 1) * ON_A_PAGE {
        let comma = if items.is_empty() { "" } else { "," };
        write!(items, r#"{comma}{{"id":{id},"name":"item {id}"}}"#).expect("text");
    }
    let more = (number + 1) * ON_A_PAGE < ITEMS;
    let next = if more { json!(format!("{base}/items?p={}", number + 1)) } else { Value::Null };
    let body = format!(r#"{{"value":[{items}],"@odata.nextLink":{next}}}"#);
    ResponseTemplate::new(200).set_body_raw(body, "application/json")
}

#[tokio::test]
async fn a_hundred_thousand_items() {
    // The server is in this process: it must not keep what it was asked.
    let server = MockServer::builder().disable_request_recording().start().await;
    let base = server.uri();
    Mock::given(any()).respond_with(move |request: &Request| page(&base, request)).mount(&server).await;
    let client = Client::builder(&server.uri()).build().expect("a client");

    let mut items = client.request(Method::GET, "/items").items::<Value>();
    for wanted in 0..ITEMS {
        let item = items.try_next().await.expect("an item").expect("there are more");
        assert_eq!(item["id"], wanted);
    }
    assert_eq!(items.try_next().await.expect("the end"), None);
    let peak = MEMORY.peak_usage();
    println!("{peak} bytes at the most");
    assert!(peak < LIMIT, "{peak} bytes");
}
