//! What comes back: values, pages, errors.

use crate::{client, error, get, now};
use docwright_runtime::test_support::RecordingTransport;
use docwright_runtime::{
    Bytes, Error, HeaderMap, Method, Page, Response, StatusCode, TransportError, TransportErrorKind, Value,
};
use futures::StreamExt;

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
