//! The same requests as somebody would write them who knows the API by heart: same escapes, same headers, no checks.

use super::{DRIVE, FILTER, ITEM, PATH, Request, SELECT, TEXT};
use bytes::Bytes;
use docwright_runtime::http::{self, HeaderValue, Method, header};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use std::hint::black_box;

const STRICT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
const SEGMENT: &AsciiSet = &STRICT.remove(b'!').remove(b'*').remove(b',').remove(b'=').remove(b'@');
const WITH_SLASHES: &AsciiSet = &SEGMENT.remove(b'/');
const QUERY: &AsciiSet = &WITH_SLASHES.remove(b'$').remove(b'\'').remove(b'(').remove(b')').remove(b':');

const JSON: HeaderValue = HeaderValue::from_static("application/json");

pub(super) struct Client {
    base: String,
    user_agent: HeaderValue,
}

impl Client {
    pub(super) fn new(base: &str) -> Self {
        let user_agent = HeaderValue::from_static(concat!("docwright-runtime/", env!("CARGO_PKG_VERSION")));
        Client { base: base.to_owned(), user_agent }
    }

    fn request(&self, method: Method, url: String) -> http::request::Builder {
        http::Request::builder()
            .method(method)
            .uri(url)
            .header(header::ACCEPT, JSON)
            .header(header::USER_AGENT, self.user_agent.clone())
    }

    fn get(&self, url: String) -> Request {
        self.request(Method::GET, url).body(Bytes::new()).unwrap()
    }
}

pub(super) fn one_id(client: &Client) -> Request {
    let item = utf8_percent_encode(black_box(ITEM), SEGMENT);
    client.get(format!("{}/me/drive/items/{item}", client.base))
}

pub(super) fn two_ids(client: &Client) -> Request {
    let drive = utf8_percent_encode(black_box(DRIVE), SEGMENT);
    let item = utf8_percent_encode(black_box(ITEM), SEGMENT);
    client.get(format!("{}/drives/{drive}/items/{item}", client.base))
}

pub(super) fn path(client: &Client) -> Request {
    let path = utf8_percent_encode(black_box(PATH), WITH_SLASHES);
    client.get(format!("{}/me/drive/root:/{path}:/children", client.base))
}

pub(super) fn function(client: &Client) -> Request {
    let text = black_box(TEXT).replace('\'', "''");
    let text = utf8_percent_encode(&text, STRICT);
    client.get(format!("{}/me/drive/root/search(q='{text}')", client.base))
}

pub(super) fn options(client: &Client) -> Request {
    let select = black_box(SELECT).join(",");
    let select = utf8_percent_encode(&select, QUERY);
    let filter = utf8_percent_encode(black_box(FILTER), QUERY);
    client.get(format!("{}/me/drive/root/children?$select={select}&$filter={filter}", client.base))
}

pub(super) fn body(client: &Client) -> Request {
    let item = utf8_percent_encode(black_box(ITEM), SEGMENT);
    let request = client.request(Method::PATCH, format!("{}/me/drive/items/{item}", client.base));
    let body = serde_json::to_vec(&new_name()).unwrap();
    request.header(header::CONTENT_TYPE, JSON).body(body.into()).unwrap()
}

pub(super) fn new_name() -> Value {
    json!({"name": "Übersicht.docx", "description": "Half of chapter 3"})
}
