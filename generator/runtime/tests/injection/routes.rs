//! Arguments of routes: segments, colon paths, function arguments with and without quotes, keys, parts of segments.

use super::{Op, ROUTES, client, config, parsed, refused, text};
use docwright_runtime::{Operation, Request};
use proptest::prelude::*;

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_request_goes_to_its_route_with_its_values(route in 0..Op::SPEC.routes().count(), values in [text(), text()]) {
        let template = Op::SPEC.routes().nth(route).expect("a route").template;
        let values = &values[..template.matches('{').count()];
        let args: Vec<_> = values.iter().map(String::as_str).collect();
        let request = match Request::<Op>::route(client(), route, &args).build() {
            Ok(request) => request,
            Err(error) => return refused(&error, &args),
        };
        prop_assert!(values.iter().all(|value| !value.contains(char::is_control)));
        prop_assert_eq!((request.headers().len(), request.body().len()), (2, 0));
        // What URL parsers make of it is what it says.
        let (url, sent) = (parsed(&request), request.uri().to_string());
        prop_assert_eq!(url.as_str(), sent);
        prop_assert_eq!((url.host_str(), url.query(), url.fragment()), (Some("example.com"), None, None));
        let path = url.path().strip_prefix("/v1.0").expect("below the base URL");
        prop_assert_eq!(path.matches('/').count(), slashes(template, values));
        // A server that routes by the same templates comes to the same one, and reads the same values.
        let found = ROUTES.find("GET", path).expect("a route");
        prop_assert_eq!(found.template, template);
        prop_assert_eq!(found.params.len(), values.len());
        for ((name, found), given) in found.params.iter().zip(values) {
            prop_assert_eq!(found.as_ref(), arrives(template, name, given));
        }
    }
}

/// Those of the template, and those within a path.
fn slashes(template: &str, values: &[String]) -> usize {
    let places = template.split('{').skip(1).zip(values);
    let paths = places.filter(|(place, _)| place.starts_with('+')).map(|(_, path)| path.trim_matches('/'));
    template.matches('/').count() + paths.map(|path| path.matches('/').count()).sum::<usize>()
}

/// What a server reads: the value as it was given, but for what the place says about it.
fn arrives(template: &str, name: &str, given: &str) -> String {
    if template.contains(&format!("{{+{name}}}")) {
        // A path's outer slashes separate it from the route.
        return given.trim_matches('/').to_owned();
    }
    if !template.contains(&format!("={{{name}}}")) {
        return given.to_owned();
    }
    // A bare literal: blanks around it don't count, a text in quotes is the text.
    let bare = given.trim_matches(' ');
    let quoted = bare.strip_prefix('\'').and_then(|text| text.strip_suffix('\''));
    quoted.map_or_else(|| bare.to_owned(), |text| text.replace("''", "'"))
}
