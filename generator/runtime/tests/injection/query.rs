//! Names and values of the query.

use super::{config, item, parsed, text};
use docwright_runtime::http;
use proptest::prelude::*;

fn pairs(request: &http::Request<docwright_runtime::Bytes>) -> Vec<(String, String)> {
    parsed(request).query_pairs().into_owned().collect()
}

#[test]
fn a_name_is_not_what_another_is_written_as() {
    let request = item().query("'", "a").set_query("%27", "b").build().expect("a request");
    assert_eq!(pairs(&request), [("'".to_owned(), "a".to_owned()), ("%27".to_owned(), "b".to_owned())]);
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_pair_is_one_pair(name in text(), value in text()) {
        let request = item().query(&name, &value).query("x", "y").build().expect("a request");
        prop_assert_eq!(pairs(&request), [(name, value), ("x".to_owned(), "y".to_owned())]);
        let url = parsed(&request);
        prop_assert_eq!((url.path(), url.fragment()), ("/v1.0/items/1", None));
        prop_assert_eq!(request.headers().len(), 2);
    }

    #[test]
    fn a_pair_replaces_that_of_its_name_and_no_other(name in text(), [first, second] in [text(), text()], other in text()) {
        prop_assume!(!other.eq_ignore_ascii_case(&name));
        let request = item().query(&name, &first).query(&other, &first).query(&name, &first).set_query(&name, &second);
        let request = request.build().expect("a request");
        prop_assert_eq!(pairs(&request), [(other, first), (name, second)]);
    }

    #[test]
    fn an_option_is_one_option(value in text()) {
        let request = item().top(1).select([&value, &value]).filter(&value).search(&value).expand([&value]).order_by([&value]);
        let request = request.skip_token(&value).format(&value).build().expect("a request");
        let [value, list] = [value.clone(), format!("{value},{value}")];
        let wanted = [
            ("$top", "1"), ("$select", &list), ("$filter", &value), ("$search", &value), ("$expand", &value),
            ("$orderby", &value), ("$skiptoken", &value), ("$format", &value),
        ];
        prop_assert_eq!(pairs(&request), wanted.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
}
