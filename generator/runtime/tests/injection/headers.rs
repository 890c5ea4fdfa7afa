//! Names and values of headers, and media types of content.

use super::{Op, config, item, refused, text};
use docwright_runtime::{Error, Request, http};
use proptest::prelude::*;

type Setter = fn(Request<Op>, &str) -> Request<Op>;

const SETTERS: [(&str, Setter); 7] = [
    ("x-name", |request, value| request.header("X-Name", value)),
    ("x-name", |request, value| request.set_header("X-Name", value)),
    ("prefer", Request::prefer),
    ("if-match", Request::if_match),
    ("if-none-match", Request::if_none_match),
    ("consistencylevel", Request::consistency_level),
    ("accept-language", Request::accept_language),
];

/// A header that can be sent holds no control character but the tab.
fn can_be_sent(value: &str) -> bool {
    !value.bytes().any(|byte| (byte < b' ' && byte != b'\t') || byte == 0x7f)
}

/// A token of RFC 9110.
fn is_name(name: &str) -> bool {
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(token)
}

fn values(request: &http::Request<docwright_runtime::Bytes>, name: &str) -> Vec<Vec<u8>> {
    request.headers().get_all(name).iter().map(|value| value.as_bytes().to_vec()).collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_value_is_one_value(value in text(), setter in 0..SETTERS.len()) {
        let (name, set) = SETTERS[setter];
        match set(item(), &value).build() {
            Ok(request) => {
                prop_assert!(can_be_sent(&value));
                prop_assert_eq!(values(&request, name), [value.as_bytes()]);
                prop_assert_eq!(request.headers().len(), 3);
                prop_assert_eq!(request.uri().path(), "/v1.0/items/1");
            }
            Err(error) => {
                prop_assert!(!can_be_sent(&value));
                refused(&error, &[&value])?;
            }
        }
    }

    #[test]
    fn a_name_is_one_name(name in prop_oneof![text(), "[!-~]{1,9}"]) {
        prop_assume!(!["accept", "user-agent"].contains(&name.to_ascii_lowercase().as_str()));
        match item().header(&name, "value").build() {
            Ok(request) => {
                prop_assert!(is_name(&name));
                prop_assert_eq!(values(&request, &name), [b"value"]);
                prop_assert_eq!(request.headers().len(), 3);
            }
            Err(error) => {
                prop_assert!(!is_name(&name));
                refused(&error, &[])?;
            }
        }
    }

    #[test]
    fn a_media_type_is_one_header(media_type in text()) {
        match item().content(media_type.clone(), "body").build() {
            Ok(request) => {
                prop_assert!(can_be_sent(&media_type));
                prop_assert_eq!(values(&request, "content-type"), [media_type.as_bytes()]);
                prop_assert_eq!((request.headers().len(), &request.body()[..]), (3, &b"body"[..]));
            }
            Err(error) => {
                prop_assert!(!media_type.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\t')));
                refused(&error, &[&media_type])?;
            }
        }
    }
}

#[test]
fn what_is_wrong_first_is_told() {
    let request = item().header("a b", "c").content("x\r\ny", "").build();
    assert!(matches!(request, Err(Error::InvalidRequest(reason)) if reason == "`a b` is no header name"));
}
