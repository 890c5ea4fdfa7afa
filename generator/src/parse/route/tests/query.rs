use super::only;

#[test]
fn queries() {
    let rows = [
        (
            "placeholders",
            "GET /v?startDateTime={start_datetime}&endDateTime=<end>",
            "GET /v?startDateTime={start-datetime}&endDateTime={end}",
        ),
        ("fixed", "GET /v?$expand=manager($levels=n)&flag", "GET /v?$expand=manager($levels=n)&flag="),
        ("literal with spaces", "GET /v?$filter=a eq 'b&c'&$top=1", "GET /v?$filter=a eq 'b&c'&$top=1"),
        ("escapes", "GET /v?$filter=a%20eq%201", "GET /v?$filter=a eq 1"),
        ("a placeholder inside", "GET /v?$filter={property} eq '{value}'", "GET /v?$filter={filter}"),
        (
            "a type as placeholder",
            "GET /v?requiresReview:{Boolean}",
            "GET /v?requiresReview={requires-review} (`:` for `=` in the query)",
        ),
        ("optional", "GET /v/content[?includeIDs=true]", "GET /v/content?includeIDs=true (an optional query)"),
        ("behind a slash", "GET /v/?a=b", "GET /v?a=b (a trailing slash)"),
        ("placeholder for all of it", "GET /v?{query-parameters}&...", "GET /v"),
        ("empty", "GET /v?", "GET /v"),
        ("in a full URL without path", "GET https://x.test?a=b", "GET /?a=b (a full URL)"),
    ];
    for (name, text, expected) in rows {
        assert_eq!(only(text).0, expected, "{name}");
    }
}
