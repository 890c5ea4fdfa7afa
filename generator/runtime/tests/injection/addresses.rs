//! Addresses made by hand, and base URLs.

use super::{client, config, parsed, refused, text};
use docwright_runtime::test_support::RecordingTransport;
use docwright_runtime::{Client, Error, Method};
use percent_encoding::percent_decode_str;
use proptest::prelude::*;

fn is_absolute(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    path.starts_with("https://") || path.starts_with("http://")
}

proptest! {
    #![proptest_config(config())]

    /// Only what is a whole URL leaves the base URL.
    #[test]
    fn a_path_stays_below_the_base_url(path in text(), value in text()) {
        prop_assume!(!is_absolute(&path));
        let request = match client().request(Method::GET, &path).query("last", &value).build() {
            Ok(request) => request,
            Err(error) => return refused(&error, &[]),
        };
        prop_assert!(!path.contains(char::is_control));
        let url = parsed(&request);
        prop_assert_eq!((url.host_str(), url.port(), url.username(), url.fragment()), (Some("example.com"), None, "", None));
        // No parser takes a segment away or adds one, and the query begins where it was said to.
        let (before, query) = path.split_once('?').unwrap_or((&path, ""));
        let below = url.path().strip_prefix("/v1.0/").expect("below the base URL");
        let decoded = |text: &str| percent_decode_str(text).collect::<Vec<u8>>();
        prop_assert_eq!(decoded(below), decoded(before.strip_prefix('/').unwrap_or(before)));
        prop_assert_eq!(below.matches('/').count(), before.strip_prefix('/').unwrap_or(before).matches('/').count());
        let pairs: Vec<_> = url.query_pairs().into_owned().collect();
        prop_assert_eq!(pairs.last(), Some(&("last".to_owned(), value)));
        prop_assert_eq!(pairs.len() - 1, query.split('&').filter(|pair| !pair.is_empty()).count());
    }

    /// A base URL that is taken is one of scheme, host and path, and requests stay below it.
    #[test]
    fn a_base_url_is_a_place(scheme in prop::sample::select(vec!["https://", "http://", "HTTPS://", "", "file://"]),
                             host in prop::sample::select(vec!["example.com", "", "example.com:8080"]), rest in text()) {
        let text = format!("{scheme}{host}{rest}");
        let client = match Client::builder(&text).transport(RecordingTransport::new()).build() {
            Ok(client) => client,
            Err(error) => {
                prop_assert!(matches!(error, Error::InvalidClient(_)));
                return Ok(());
            }
        };
        prop_assert!(!text.trim().contains(char::is_control), "{}", client.base_url());
        let base = url::Url::parse(client.base_url()).expect("a URL");
        prop_assert!(matches!(base.scheme(), "https" | "http"));
        prop_assert_eq!((base.username(), base.password(), base.query(), base.fragment()), ("", None, None, None));
        let request = client.request(Method::GET, "/a/b").build().expect("a request");
        prop_assert_eq!(request.uri().to_string(), format!("{}/a/b", client.base_url()));
        let url = parsed(&request);
        prop_assert_eq!(url.origin(), base.origin());
        prop_assert_eq!(url.path(), format!("{}/a/b", base.path().trim_end_matches('/')));
    }
}
