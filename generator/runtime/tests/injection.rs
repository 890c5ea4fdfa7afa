//! No argument can change the route or the headers of a request, whatever it holds.

use docwright_runtime::test_support::RecordingTransport;
use docwright_runtime::{Client, Error, NoBody, Operation, Request, RouteTable};
use proptest::prelude::*;

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
    "/root/search(q='{search-text}')"
    "/root/search(q='{search-text}')/then/{id}"
    "/w/cell(row={row},column={column})"
    "/users('{id}')/events"
    "/sites/{host},{site}"
    "/files/{name}.json"
}

fn client() -> Client {
    Client::builder("https://example.com/v1.0").transport(RecordingTransport::new()).build().expect("a client")
}

/// Anything, and what has a meaning in URLs more often than by chance.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => any::<char>().prop_map(String::from),
        3 => "[a-zA-Z0-9]{1,5}",
        6 => prop::sample::select(vec![
            "/", "..", ".", "?", "#", "%", "%2f", "%2e", "%27", "'", "''", "(", ")", ",", "=", ":", ":/", ";", "&", "+", "\\",
            " ", "\r\n", "\0", "@", "$", "{", "}", "//", "content", "()", "ü", "\u{202e}", "~", "!", "*", ".json",
        ]).prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_request_goes_to_its_route_with_its_values(route in 0..Op::SPEC.routes().count(), values in [text(), text()]) {
        let template = Op::SPEC.routes().nth(route).expect("a route").template;
        let values = &values[..template.matches('{').count()];
        let args: Vec<_> = values.iter().map(String::as_str).collect();
        let request = match Request::<Op>::route(client(), route, &args).build() {
            Ok(request) => request,
            Err(Error::InvalidRequest(reason)) => {
                prop_assert!(values.iter().all(|v| v.len() < 3 || !reason.contains(v.as_str())), "{reason} tells a value");
                return Ok(());
            }
            Err(other) => return Err(TestCaseError::fail(other.to_string())),
        };
        let sent = request.uri();
        // What URL parsers make of it is what it says.
        let url = url::Url::parse(&sent.to_string()).expect("a URL");
        prop_assert_eq!(url.as_str(), sent.to_string());
        prop_assert_eq!((url.host_str(), url.query(), url.fragment()), (Some("example.com"), None, None));
        // A server that routes by the same templates comes to the same one, and reads the same values.
        let path = url.path().strip_prefix("/v1.0").expect("below the base URL");
        let found = ROUTES.find("GET", path).expect("a route");
        prop_assert_eq!(found.template, template);
        for ((name, found), given) in found.params.iter().zip(values) {
            let given = match () {
                () if template.contains(&format!("{{+{name}}}")) => given.trim_matches('/'),
                // A bare argument may bring quotes of its own, and blanks around it don't count.
                () if template.contains(&format!("={{{name}}}")) && given.contains('\'') => continue,
                () if template.contains(&format!("={{{name}}}")) => given.trim_matches(' '),
                () => given,
            };
            prop_assert_eq!(found.as_ref(), given);
        }
    }

    #[test]
    fn a_query_value_is_one_value(name in text(), value in text()) {
        let request = Request::<Op>::route(client(), 0, &["1"]).query(&name, &value).query("x", "y");
        let url = url::Url::parse(&request.build().expect("a request").uri().to_string()).expect("a URL");
        let pairs: Vec<_> = url.query_pairs().into_owned().collect();
        prop_assert_eq!(pairs, vec![(name, value), ("x".to_owned(), "y".to_owned())]);
        prop_assert_eq!(url.path(), "/v1.0/items/1");
    }

    #[test]
    fn a_header_value_is_one_value(value in text()) {
        match Request::<Op>::route(client(), 0, &["1"]).header("x-name", &value).build() {
            Ok(request) => {
                prop_assert_eq!(request.headers()["x-name"].as_bytes(), value.as_bytes());
                prop_assert_eq!(request.headers().len(), 3);
                prop_assert!(!value.contains(['\r', '\n', '\0']));
            }
            Err(error) => prop_assert!(matches!(error, Error::InvalidRequest(_))),
        }
    }
}
