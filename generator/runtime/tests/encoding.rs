//! What values become in a URL, and which ones are refused: one row per question.

use docwright_runtime::test_support::RecordingTransport;
use docwright_runtime::{Arg, Client, Error, Method, NoBody, Operation, Request};

struct Op;

impl Operation for Op {
    type Body = NoBody;
    type Output = ();
    const DOCS: &'static str = "
        test.op
        p.md:1
        GET /items/{item-id}/content
        GET /root:/{+item-path}:/content
        GET /root/search(q='{search-text}')
        GET /w/cell(row={row},ok={ok})
        GET /users('{id}')
        GET /sites/{host},{site}
        GET /files/{name}.json
        GET /a/{x}{y}/b
        GET /odd dir/ü/$ref/{id}
        GET /view?$top=5&q=a b%26c&start
        B(D /x
    ";
}

const SEGMENT: usize = 0;
const PATH: usize = 1;
const QUOTED: usize = 2;
const BARE: usize = 3;
const KEY: usize = 4;
const MIXED: usize = 5;
const BEFORE_TEXT: usize = 6;
const ADJACENT: usize = 7;
const LITERAL: usize = 8;
const QUERY: usize = 9;
const METHOD: usize = 10;

const BASE: &str = "https://example.com/v1.0";

fn client() -> Client {
    Client::builder(BASE).transport(RecordingTransport::new()).build().expect("a client")
}

/// The URL below the base, or what is wrong.
fn outcome(request: Request<Op>) -> String {
    match request.build() {
        Ok(request) => request.uri().to_string().strip_prefix(BASE).expect("below the base URL").to_owned(),
        Err(Error::InvalidRequest(reason)) => format!("! {reason}"),
        Err(other) => panic!("{other}"),
    }
}

fn check(rows: &[(usize, &[&str], &str)]) {
    let client = client();
    for (route, args, wanted) in rows {
        let values: Vec<_> = args.iter().map(|text| Arg::from(*text)).collect();
        assert_eq!(outcome(Request::call(client.clone(), *route, &values)), *wanted, "{args:?}");
    }
}

#[test]
fn values_cannot_change_the_route() {
    check(&[
        (SEGMENT, &["01AB"], "/items/01AB/content"),
        (SEGMENT, &["a b"], "/items/a%20b/content"),
        (SEGMENT, &["ü/ß"], "/items/%C3%BC%2F%C3%9F/content"),
        (SEGMENT, &["a?b#c%d"], "/items/a%3Fb%23c%25d/content"),
        (SEGMENT, &["a+b&c;d"], "/items/a%2Bb%26c%3Bd/content"),
        (SEGMENT, &["it's"], "/items/it%27s/content"),
        (SEGMENT, &["a:"], "/items/a%3A/content"),
        (SEGMENT, &["delta()"], "/items/delta%28%29/content"),
        (SEGMENT, &["$count"], "/items/%24count/content"),
        (SEGMENT, &["a\\b"], "/items/a%5Cb/content"),
        (SEGMENT, &["%2e%2e"], "/items/%252e%252e/content"),
        (SEGMENT, &["..."], "/items/.../content"),
        (SEGMENT, &["{id}"], "/items/%7Bid%7D/content"),
        (SEGMENT, &["D4648!123"], "/items/D4648!123/content"),
        (SEGMENT, &["contoso.com,1,2"], "/items/contoso.com,1,2/content"),
        (SEGMENT, &["AAMk-_~.="], "/items/AAMk-_~.=/content"),
        (SEGMENT, &["ada@example.com"], "/items/ada@example.com/content"),
        (SEGMENT, &["日本"], "/items/%E6%97%A5%E6%9C%AC/content"),
    ]);
}

#[test]
fn values_that_are_refused() {
    let client = client();
    for (route, name) in [(SEGMENT, "item-id"), (PATH, "item-path"), (QUOTED, "search-text"), (KEY, "id")] {
        for text in ["a\nb", "a\r\nX: y", "\0", "a\u{7f}", "\u{85}", "a\tb"] {
            let request = Request::route(client.clone(), route, &[text]);
            assert_eq!(outcome(request), format!("! `{name}` holds a control character"), "{text:?}");
        }
    }
    check(&[
        (SEGMENT, &[""], "! `item-id` is empty"),
        (SEGMENT, &[" \u{a0}"], "! `item-id` is empty"),
        (SEGMENT, &["."], "! `item-id` is `.` or `..`"),
        (SEGMENT, &[".."], "! `item-id` is `.` or `..`"),
        (PATH, &[""], "! `item-path` is empty"),
        (PATH, &["/"], "! `item-path` holds an empty path segment"),
        (PATH, &["a//b"], "! `item-path` holds an empty path segment"),
        (PATH, &["a/../b"], "! `item-path` holds a `.` or `..` segment"),
        (PATH, &["./b"], "! `item-path` holds a `.` or `..` segment"),
        (KEY, &[""], "! `id` is empty"),
        (BARE, &["", "true"], "! `row` is empty"),
        (BARE, &["1,column=2", "true"], "! `row` isn't one OData literal"),
        (BARE, &["1)", "true"], "! `row` isn't one OData literal"),
        (BARE, &["1", "'a"], "! `ok` isn't one OData literal"),
        (BARE, &["1", "'a'(b'"], "! `ok` isn't one OData literal"),
        (ADJACENT, &[".", "."], "! a path segment would be `.` or `..`"),
        (SEGMENT, &[], "! no value for `item-id`"),
        (SEGMENT, &["a", "b"], "! more values than placeholders in `/items/{item-id}/content`"),
        (METHOD, &[], "! the route's method isn't one"),
        (99, &[], "! `test.op` has no route 99"),
    ]);
}

#[test]
fn paths_keep_their_slashes() {
    check(&[
        (PATH, &["a b/ü.txt"], "/root:/a%20b/%C3%BC.txt:/content"),
        (PATH, &["/a/b/"], "/root:/a/b:/content"),
        (PATH, &["a:b/c#d"], "/root:/a%3Ab/c%23d:/content"),
        (PATH, &["a:/delta"], "/root:/a%3A/delta:/content"),
        (PATH, &["100%/50+50?"], "/root:/100%25/50%2B50%3F:/content"),
        (PATH, &["a&b=c(1)'s"], "/root:/a%26b=c%281%29%27s:/content"),
    ]);
}

#[test]
fn function_arguments() {
    check(&[
        (QUOTED, &["plan"], "/root/search(q='plan')"),
        (QUOTED, &["it's 5'9\""], "/root/search(q='it%27%27s%205%27%279%22')"),
        (QUOTED, &["a/b,c=(d)"], "/root/search(q='a%2Fb%2Cc%3D%28d%29')"),
        (QUOTED, &[""], "/root/search(q='')"),
        (QUOTED, &[".."], "/root/search(q='..')"),
        (QUOTED, &["100% #1+2?"], "/root/search(q='100%25%20%231%2B2%3F')"),
        (QUOTED, &["%27)/ü"], "/root/search(q='%2527%29%2F%C3%BC')"),
        (KEY, &["O'Neil"], "/users('O%27%27Neil')"),
        (KEY, &["a#b+c/d%e..ü"], "/users('a%23b%2Bc%2Fd%25e..%C3%BC')"),
        (BARE, &["a#b+c/d%e", "..ü"], "/w/cell(row=a%23b%2Bc%2Fd%25e,ok=..%C3%BC)"),
        (BARE, &["2020-01-01T00:00:00Z", "a=b"], "/w/cell(row=2020-01-01T00%3A00%3A00Z,ok=a%3Db)"),
        (BARE, &["'it''s (1,2)'", "duration'P1D'"], "/w/cell(row=%27it%27%27s%20%281%2C2%29%27,ok=duration%27P1D%27)"),
    ]);
    let client = client();
    let typed: &[(&[Arg<'_>], &str)] = &[
        (&[3.into(), true.into()], "/w/cell(row=3,ok=true)"),
        (&[(-7_i64).into(), false.into()], "/w/cell(row=-7,ok=false)"),
        (&[1.5.into(), 1e21.into()], "/w/cell(row=1.5,ok=1000000000000000000000)"),
        (&[f64::INFINITY.into(), f64::NEG_INFINITY.into()], "/w/cell(row=INF,ok=-INF)"),
        (&[f64::NAN.into(), i64::MIN.into()], "/w/cell(row=NaN,ok=-9223372036854775808)"),
    ];
    for (args, wanted) in typed {
        assert_eq!(outcome(Request::call(client.clone(), BARE, args)), *wanted);
    }
}

#[test]
fn values_that_share_a_segment() {
    check(&[
        (MIXED, &["contoso.com", "a,b"], "/sites/contoso.com,a%2Cb"),
        (BEFORE_TEXT, &["x"], "/files/x.json"),
        (BEFORE_TEXT, &[".."], "/files/...json"),
        (ADJACENT, &["a", "."], "/a/a./b"),
    ]);
}

#[test]
fn text_of_the_template() {
    check(&[(LITERAL, &["1"], "/odd%20dir/%C3%BC/$ref/1")]);
}

#[test]
fn queries() {
    let request = || Request::<Op>::route(client(), QUERY, &[]);
    let rows = [
        (request(), "! query parameter `start` must be set"),
        (request().query("start", "2020-01-01T00:00:00Z"), "/view?$top=5&q=a%20b%26c&start=2020-01-01T00:00:00Z"),
        (request().query("START", "x").top(7), "/view?q=a%20b%26c&START=x&$top=7"),
        (request().set_query("start", "1").set_query("start", "2"), "/view?$top=5&q=a%20b%26c&start=2"),
        (request().set_query("start", "").select(["id", "name"]), "/view?$top=5&q=a%20b%26c&start=&$select=id,name"),
        (
            request().query("start", "a+b=c;d#e%f?g/ü'\n"),
            "/view?$top=5&q=a%20b%26c&start=a%2Bb=c%3Bd%23e%25f%3Fg/%C3%BC'%0A",
        ),
        (
            request().query("start", "1").filter("startswith(name,'a') and size gt 5"),
            "/view?$top=5&q=a%20b%26c&start=1&$filter=startswith(name,'a')%20and%20size%20gt%205",
        ),
        (request().query("start", "1").query("a b&c=", "d"), "/view?$top=5&q=a%20b%26c&start=1&a%20b%26c%3D=d"),
    ];
    for (request, wanted) in rows {
        assert_eq!(outcome(request), wanted);
    }
    let one = Request::<Op>::route(client(), SEGMENT, &["1"]);
    let rows = [
        (one.clone().expand(["children($select=id)"]), "/items/1/content?$expand=children($select=id)"),
        (one.clone().order_by(vec!["name desc".to_owned()]), "/items/1/content?$orderby=name%20desc"),
        (one.clone().search("\"a b\""), "/items/1/content?$search=%22a%20b%22"),
        (one.clone().skip(3).count(true).skip(4), "/items/1/content?$count=true&$skip=4"),
        (one.clone().skip_token("x").format("json"), "/items/1/content?$skiptoken=x&$format=json"),
        (one.clone().set_query("a", "1").set_query("A", "2"), "/items/1/content?A=2"),
        (one.query("", ""), "/items/1/content?="),
    ];
    for (request, wanted) in rows {
        assert_eq!(outcome(request), wanted);
    }
}

#[test]
fn headers() {
    let one = || Request::<Op>::route(client(), SEGMENT, &["1"]);
    let request = one()
        .header("Prefer", "a")
        .prefer("b")
        .if_match("\"1\"")
        .if_match("\"2\"")
        .if_none_match("*")
        .consistency_level("eventual")
        .accept_language("de")
        .header("X-Name", "ü")
        .build()
        .expect("a request");
    let values = |name| request.headers().get_all(name).iter().map(|v| v.as_bytes()).collect::<Vec<_>>();
    assert_eq!(values("prefer"), [b"a", b"b"]);
    assert_eq!(values("if-match"), [b"\"2\""]);
    assert_eq!(values("if-none-match"), [b"*"]);
    assert_eq!(values("consistencylevel"), [b"eventual"]);
    assert_eq!(values("accept-language"), [b"de"]);
    assert_eq!(values("x-name"), ["ü".as_bytes()]);
    assert_eq!(values("accept"), [b"application/json"]);
    assert_eq!(request.headers().get_all("user-agent").iter().count(), 1);
    assert_eq!(outcome(one().header("a b", "c")), "! `a b` is no header name");
    assert_eq!(outcome(one().header("a\r\nb", "c")), "! `a\\r\\nb` is no header name");
    let split = one().header("x", "secret\r\nAuthorization: y");
    assert_eq!(outcome(split), "! the value of header `x` holds a control character");
}

#[test]
fn addresses_made_by_hand() {
    let url = |path: &str| match client().request(Method::GET, path).build() {
        Ok(request) => request.uri().to_string(),
        Err(e) => format!("! {e}"),
    };
    assert_eq!(url("/me/drive"), "https://example.com/v1.0/me/drive");
    assert_eq!(url("me/drive?$select=id&$top=1"), "https://example.com/v1.0/me/drive?$select=id&$top=1");
    assert_eq!(url("/a b/%2F/ü?q=x y"), "https://example.com/v1.0/a%20b/%2F/%C3%BC?q=x%20y");
    assert_eq!(url("/a#b"), "https://example.com/v1.0/a%23b");
    assert_eq!(url("/me/drive/root:/a:/content"), "https://example.com/v1.0/me/drive/root:/a:/content");
    assert_eq!(url("https://example.com/beta/me?x=1"), "https://example.com/beta/me?x=1");
    for dots in ["/a/../b", "/./a", "..", "/a/%2e%2E/b", "/a/.%2e"] {
        assert_eq!(url(dots), "! invalid request: the path holds a `.` or `..` segment");
    }
    assert_eq!(url("/a\nb"), "! invalid request: the path holds a control character");
    assert_eq!(url("/a?b=\0"), "! invalid request: the path holds a control character");
    let request = client().request(Method::GET, "/a?").query("b", "1").query("c", "2");
    assert_eq!(request.url(), "https://example.com/v1.0/a?b=1&c=2");
}
