//! The checker of documented examples must fail where it should: one row per way of being wrong.

use docwright_runtime::test_support::{
    Answer, Example, Failure, Return, Returned, Returns, Sends, Take, Takes, Types, check, failures, long_running,
    types,
};
use docwright_runtime::{
    __Draft, Body, Bytes, Client, Content, Error, LongRunning, NoBody, Operation, Output, Page, Request, Response,
    RouteTable, Value,
};

mod models {
    use docwright_runtime::Extra;

    /// An item.
    pub(crate) struct Item {
        /// Its name.
        pub(crate) name: Option<String>,
        /// Its size.
        pub(crate) size: Option<i64>,
        /// What isn't documented.
        pub(crate) extra: Extra,
        #[doc(hidden)]
        pub(crate) _more: (),
    }
    docwright_runtime::model! { Item, "test.item", [0 "name" => name, 1 "size" => size] }
}
use models::Item;

/// A body that forgets what it doesn't know.
struct Forgetful;

/// A body whose `.body(…)` writes something else than the value is.
struct TwoFaced;

impl Body for Forgetful {
    fn content(&self) -> Result<Content, Error> {
        Content::json(&serde_json::json!({}))
    }
}

impl Body for TwoFaced {
    fn content(&self) -> Result<Content, Error> {
        Content::json(&serde_json::json!({ "Name": "n" }))
    }
}

impl Takes for Forgetful {
    const TAKE: Take = Take::By(|json, _| {
        serde_json::from_str::<Value>(json).map_err(|e| e.to_string())?;
        Ok((Forgetful.content().map_err(|e| e.to_string())?, b"{}".to_vec()))
    });
}

impl Takes for TwoFaced {
    const TAKE: Take =
        Take::By(|json, _| Ok((TwoFaced.content().map_err(|e| e.to_string())?, json.as_bytes().to_vec())));
}

/// Content that is changed on its way.
struct Tidied;

impl Output for Tidied {
    fn decode(_: &Response) -> Result<Self, Error> {
        Ok(Tidied)
    }
}

impl Returns for Tidied {
    const RETURN: Return = Return::By(|response| {
        let tidied = response.body().iter().copied().filter(|byte| *byte != b' ').collect();
        Ok(Returned::content(tidied))
    });
}

macro_rules! operation {
    ($op:ident, $id:literal, $body:ty, $output:ty, $route:literal) => {
        struct $op;
        impl Operation for $op {
            type Body = $body;
            type Output = $output;
            const DOCS: &'static str = concat!($id, "\np.md:1\n", $route);
        }
    };
}

operation!(Rename, "item.rename", Value, (), "PATCH /items/{item-id}");
operation!(Get, "item.get", Value, Item, "GET /items/{item-id}");
operation!(List, "item.list", Value, Page<Item>, "GET /items");
operation!(Read, "item.content", Value, Bytes, "GET /items/{item-id}/content");
operation!(Tidy, "item.tidy", Value, Tidied, "GET /tidy");
operation!(Maybe, "item.maybe", Value, Option<Item>, "GET /maybe");
operation!(Forget, "item.forget", Forgetful, (), "PATCH /items/{item-id}");
operation!(Lie, "item.lie", TwoFaced, (), "PATCH /items/{item-id}");
operation!(Replace, "item.replace", Item, (), "PUT /items/{item-id}");
operation!(Copy, "item.copy", Value, Item, "POST /items/{item-id}/copy");
operation!(Lost, "item.lost", Value, (), "GET /lost");
operation!(Look, "item.look", NoBody, (), "GET /items/{item-id}/look");

impl LongRunning for Copy {
    type Result = Item;
}

static ROUTES: RouteTable = RouteTable::new(
    &[&[
        "GET /items: item.list",
        "GET /items/{item-id}: item.get",
        "GET /items/{item-id}/content: item.content",
        "GET /items/{item-id}/look: item.look",
        "GET /maybe: item.maybe",
        "POST /items/{item-id}/copy: item.copy",
        "GET /tidy: item.tidy",
        "PATCH /items/{item-id}: item.rename, item.forget, item.lie",
        "PUT /items/{item-id}: item.replace",
    ]],
    &[|| {
        &[
            Get::SPEC,
            Rename::SPEC,
            Forget::SPEC,
            Lie::SPEC,
            List::SPEC,
            Read::SPEC,
            Maybe::SPEC,
            Replace::SPEC,
            Copy::SPEC,
            Tidy::SPEC,
            Look::SPEC,
        ]
    }],
);

fn call<Op: Operation>(client: &Client, args: &[&str]) -> Request<Op> {
    Request::route(client.clone(), 0, args)
}

/// An example and its call.
#[derive(Clone, Copy)]
struct Row {
    example: Example,
    types: Types,
    request: &'static dyn Fn(&Client) -> __Draft,
}

impl Row {
    fn with(self, change: impl FnOnce(&mut Example)) -> Row {
        let mut row = self;
        change(&mut row.example);
        row
    }

    fn request(self, request: &str) -> Row {
        self.with(|example| example.request = request.to_owned().leak())
    }

    fn sends(self, sends: Sends) -> Row {
        self.with(|example| example.sends = sends)
    }

    fn operation(self, operation: &'static str) -> Row {
        self.with(|example| example.operation = operation)
    }

    fn answers(self, answers: &[Answer]) -> Row {
        self.with(|example| example.answers = answers.to_vec().leak())
    }

    fn calls<Op: Operation>(self, request: fn(&Client) -> Request<Op>) -> Row
    where
        Op::Body: Takes,
        Op::Output: Returns,
    {
        let request = Box::leak(Box::new(move |client: &Client| request(client).draft));
        Row { request, types: types::<Op>(), ..self }
    }
}

const RIGHT: Row = Row {
    example: Example {
        at: "api/item-rename.md:12",
        name: "rename",
        operation: "item.rename",
        request: "PATCH /items/a%20b?y=a%2Bb%20c&x=1\n\
                  content-type: application/json; charset=utf-8\n\
                  Prefer: minimal\n\
                  Authorization: Bearer {token}\n\n\
                  { \"size\": 1.0, \"name\": \"n\", \"none\": null, \"list\": [1, {\"a\": null}] }",
        sends: Sends::Json,
        answers: &[Answer::Returned(20, "HTTP/1.1 204 No Content")],
    },
    types: types::<Rename>(),
    request: &|client| {
        let request = call::<Rename>(client, &["a b"]).query("y", "a+b c").query("x", "1");
        request.header("prefer", "minimal").draft
    },
};

const RIGHT_GET: Row = Row {
    example: Example {
        operation: "item.get",
        request: "GET items/1\nContent-Type: application/json",
        sends: Sends::Nothing,
        answers: &[Answer::Misfits(
            30,
            "HTTP/1.1 200 OK\nContent-type: application/json\n\n{\"name\": \"n\", \"more\": 1, \"a@b\": 2}",
            &["+/more"],
        )],
        ..RIGHT.example
    },
    types: types::<Get>(),
    request: &|client| call::<Get>(client, &["1"]).draft,
};

fn builder() -> docwright_runtime::ClientBuilder<Client> {
    Client::builder("https://example.com/v1.0")
}

/// The examples that differ.
fn found(rows: &[Row]) -> Vec<Failure> {
    let found = |row: &Row| {
        failures(&ROUTES, builder(), row.types, |client, checker| checker.check(&row.example, (row.request)(client)))
    };
    rows.iter().flat_map(found).collect()
}

/// What differs in this row, `what, what`.
fn differs(row: Row) -> String {
    found(&[row]).iter().flat_map(|f| f.differs()).collect::<Vec<_>>().join(", ")
}

/// As a generated test does.
fn check_all(rows: &[Row]) {
    check(&ROUTES, builder(), types::<Get>(), |client, checker| {
        rows.iter().for_each(|row| checker.check(&row.example, (row.request)(client)));
    });
}

#[test]
fn what_is_right_passes() {
    assert_eq!(differs(RIGHT), "");
    assert_eq!(differs(RIGHT_GET), "");
    let plain_text = RIGHT
        .request("PATCH /items/a%20b\nContent-Type: text/plain\n\nhello\n\nworld")
        .sends(Sends::Text("text/plain; charset=utf-8"))
        .calls(|client| call::<Rename>(client, &["a b"]));
    assert_eq!(differs(plain_text), "");
    check_all(&[RIGHT_GET, RIGHT_GET]);
}

#[test]
fn a_request_that_is_wrong_is_found() {
    let rename = |request| RIGHT.request(request);
    let get = |request| RIGHT_GET.request(request);
    let body = "content-type: application/json\n\n{\"size\": 1.0, \"name\": \"n\", \"none\": null, \"list\": [1, {\"a\": null}]}";
    let patch = |head: &str| -> &'static str { format!("PATCH {head}\n{body}").leak() };
    let reader = |value: &'static str| {
        get("GET /items/1\nx-reader: naïve").calls(match value {
            "naïve" => |c| call::<Get>(c, &["1"]).header("x-reader", "naïve"),
            _ => |c| call::<Get>(c, &["1"]).header("x-reader", "nave"),
        })
    };
    let forgets = |c: &Client| call::<Forget>(c, &["1"]);
    let sends_more = |c: &Client| call::<Rename>(c, &["1"]).content("application/json", "{}");
    let rows: [(&str, Row, &str); 23] = [
        ("a header beyond ASCII", reader("naïve"), ""),
        ("another header beyond ASCII", reader("nave"), "header x-reader"),
        ("another argument", rename(patch("/items/a%20c?y=a%2Bb%20c&x=1")), "path"),
        ("a longer path", get("GET /items/1/x"), "route table, path"),
        ("another case of fixed text", get("GET /Items/1"), ""),
        ("another case of a value", rename(patch("/items/A%20b?y=a%2Bb%20c&x=1")), "path"),
        ("another literal", get("GET /itemz/1"), "route table, path"),
        ("another method", get("DELETE /items/1"), "route table, method"),
        ("a query parameter missing", rename(patch("/items/a%20b?y=a%2Bb%20c&x=1&z=")), "query"),
        ("a query parameter too many", rename(patch("/items/a%20b?x=1")), "query"),
        ("another query value", rename(patch("/items/a%20b?y=a%2Bb%20c&x=2")), "query"),
        ("a blank for a plus", rename(patch("/items/a%20b?y=a%20b%20c&x=1")), "query"),
        ("a header missing", get("GET /items/1\nIf-Match: *"), "header If-Match"),
        ("another header value", rename(patch("/items/a%20b?y=a%2Bb%20c&x=1\nPrefer: maximal")), "header Prefer"),
        ("another body", rename(patch("/items/1")).operation("item.forget").calls(forgets), "body"),
        ("a body that isn't documented", rename("PATCH /items/1").sends(Sends::Nothing).calls(sends_more), "body"),
        (
            "a body that isn't sent",
            get("GET /items/1\nContent-Type: application/json\n\n{}"),
            "header Content-Type, body",
        ),
        ("a body that is no JSON", rename("PATCH /items/1\nContent-Type: application/json\n\n{"), "body"),
        (
            "another media type",
            get("GET /items/1\nContent-Type: text/plain\n\na").sends(Sends::Text("text/html")),
            "header Content-Type",
        ),
        ("another operation's route", RIGHT_GET.operation("item.lost"), "route table, operation, types of operation"),
        ("another operation's call", RIGHT.operation("item.forget"), "operation, types of operation"),
        ("another operation's types", Row { types: types::<Forget>(), ..RIGHT }, "types of operation, body"),
        ("an invalid request", RIGHT_GET.calls(|c| call::<Get>(c, &[""])), "request"),
    ];
    for (what, row, wanted) in rows {
        assert_eq!(differs(row), wanted, "{what}");
    }
}

/// What differs if this operation is answered so.
fn answered<Op: Operation>(answer: Answer) -> String
where
    Op::Body: Takes,
    Op::Output: Returns,
{
    let template = Op::SPEC.routes().next().expect("a route").template;
    let row = RIGHT_GET.operation(Op::SPEC.id()).request(&format!("GET {}", template.replace("{item-id}", "1")));
    differs(row.answers(&[answer]).calls(|client| {
        let has_id = Op::SPEC.routes().any(|route| route.template.contains('{'));
        call::<Op>(client, if has_id { &["1"] } else { &[] })
    }))
}

#[test]
fn answers_that_are_right_pass() {
    use Answer::{Failed, Ignored, Misfits, Moved, Returned, Undecodable};
    let ok = "HTTP/1.1 200 OK\ncontent-length: 7\ncontent-encoding: gzip\n\n";
    let with = |body: &str| -> &'static str { format!("{ok}{body}").leak() };
    assert_eq!(answered::<Get>(Returned(1, with("{\"name\": \"n\", \"size\": 5.0, \"more\": null}"))), "");
    assert_eq!(answered::<Get>(Misfits(1, with("{\"more\": [null], \"name\": 5}"), &["/name", "+/more"])), "");
    assert_eq!(answered::<List>(Misfits(1, with("{\"value\": [{}, {\"more\": 1}]}"), &["+/value/1/more"])), "");
    assert_eq!(answered::<Get>(Misfits(1, with("{\"name\": 5, \"size\": {}}"), &["/name", "/size"])), "");
    assert_eq!(answered::<List>(Returned(1, with("{\"value\": [{\"name\": \"n\"}, {}], \"@odata.count\": 2}"))), "");
    assert_eq!(answered::<List>(Misfits(1, with("{\"value\": [{}, {\"size\": \"x\"}]}"), &["/value/1/size"])), "");
    assert_eq!(answered::<Read>(Returned(1, "HTTP/1.1 200 OK\nContent-Type: text/plain\n\n\u{1}bytes\n")), "");
    assert_eq!(answered::<Read>(Moved(1, "HTTP/1.1 302 Found\nLocation: https://elsewhere.example/x")), "");
    assert_eq!(answered::<Maybe>(Returned(1, "HTTP/1.1 204 No Content")), "");
    assert_eq!(answered::<Maybe>(Returned(1, with("{\"name\": \"n\"}"))), "");
    assert_eq!(answered::<List>(Returned(1, "HTTP/1.1 204 No Content")), "", "a page without items");
    assert_eq!(answered::<Get>(Returned(1, "HTTP/1.1 200 OK\nContent-Type: text/plain\n\n{ \"size\": 5.0 }")), "");
    assert_eq!(answered::<Read>(Returned(1, with("{ \"a\":  5.0 }"))), "", "JSON as content");
    assert_eq!(answered::<Get>(Undecodable(1, with("{\"name\": "))), "");
    assert_eq!(answered::<Get>(Undecodable(1, "HTTP/1.1 200 OK")), "");
    let error = "HTTP/1.1 404 Not Found\n\n{\"error\": {\"code\": \"itemNotFound\", \"message\": \"No.\"}}";
    assert_eq!(answered::<Get>(Failed(1, error)), "");
    assert_eq!(answered::<Lost>(Ignored(1, with("{\"name\": \"n\"}"))), "route table");
}

#[test]
fn answers_that_are_wrong_are_found() {
    use Answer::{Failed, Ignored, Misfits, Moved, Returned, Undecodable};
    let json =
        |body: &str| -> &'static str { format!("HTTP/1.1 200 OK\nContent-Type: application/json\n\n{body}").leak() };
    assert_eq!(answered::<Get>(Returned(1, json("{\"name\": 5}"))), "misfits", "one that isn't said");
    assert_eq!(answered::<Get>(Misfits(1, json("{\"name\": \"n\"}"), &["/name"])), "misfits", "one that fits by now");
    assert_eq!(answered::<Get>(Returned(1, json("{\"Name\": \"n\"}"))), "misfits", "a member that no field takes");
    assert_eq!(
        answered::<Get>(Misfits(1, json("{\"name\": \"n\"}"), &["+/name"])),
        "misfits",
        "one that a field takes"
    );
    assert_eq!(answered::<List>(Returned(1, json("{}"))), "answer", "a page needs its items");
    assert_eq!(answered::<Tidy>(Returned(1, json("{ \"a\": 5.0 }"))), "answer", "content in another form");
    assert_eq!(answered::<Get>(Undecodable(1, json("{}"))), "answer", "it can be decoded by now");
    assert_eq!(answered::<Get>(Ignored(1, json("{}"))), "answer", "it is returned by now");
    assert_eq!(answered::<Get>(Failed(1, json("{}"))), "answer", "no failure");
    assert_eq!(answered::<Get>(Returned(1, "HTTP/1.1 404 Not Found\n\n{}")), "answer", "a failure");
    assert_eq!(answered::<Get>(Returned(1, json("{"))), "answer", "no JSON");
    assert_eq!(answered::<Get>(Returned(1, "HTTP 200")), "answer", "undecodable: no body");
    assert_eq!(answered::<Get>(Returned(1, "OK")), "answer", "no status line");
    assert_eq!(answered::<Read>(Moved(1, "HTTP/1.1 200 OK\n\nhere")), "content, requests", "not elsewhere");
    let error = "HTTP/1.1 404 Not Found\n\n{\"error\": {\"message\": {\"lang\": \"en\"}, \"code\": \"c\"}}";
    assert_eq!(answered::<Get>(Failed(1, error)), "");
}

/// What differs if a copy is answered so, and started if it is said to be done later.
fn copied(answer: &'static str, later: bool) -> String {
    let answer = if answer.contains("\n\n") { Answer::Returned(1, answer) } else { Answer::Undecodable(1, answer) };
    let row = RIGHT_GET.operation("item.copy").request("POST /items/1/copy").answers(&[answer]);
    let row = row.calls(|client| call::<Copy>(client, &["1"]));
    differs(Row { types: if later { long_running::<Copy>() } else { row.types }, ..row })
}

#[test]
fn what_is_accepted_gives_a_poller_for_the_documented_monitor() {
    let right = [
        "HTTP/1.1 202 Accepted\nLocation: https://other.example/monitor/7?sig=1",
        "HTTP/1.1 202 Accepted\nLocation: /monitors('7')",
        "HTTP/1.1 202 Accepted\noperation-location: /monitors({id})\nLocation: /items/2",
        // The docs forget it, a service mustn't: then there is an error instead.
        "HTTP/1.1 202 Accepted",
        // Nobody is sent where anybody can listen.
        "HTTP/1.1 202 Accepted\nLocation: http://other.example/monitor/7",
        "HTTP/1.1 202 Accepted\nLocation: ftp://other.example/monitor/7",
        // Done at once: nothing to look at.
        "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"name\": \"n\"}",
    ];
    for answer in right {
        assert_eq!(copied(answer, true), "", "{answer}");
        assert_eq!(copied(answer, false), "", "{answer}");
    }
}

#[test]
fn every_documented_answer_counts() {
    let second = Answer::Returned(44, "HTTP/1.1 200 OK\n\n{\"name\": 1}");
    let two = RIGHT_GET.answers(&[RIGHT_GET.example.answers[0], second]);
    assert_eq!(differs(two), "misfits (line 44)");
}

#[test]
fn an_example_without_an_answer_is_sent_all_the_same() {
    assert_eq!(differs(RIGHT_GET.answers(&[])), "");
    assert_eq!(differs(RIGHT_GET.answers(&[]).request("GET /items/2")), "path");
}

#[test]
fn what_a_body_type_loses_is_found() {
    let patch = |operation, body: &str| {
        RIGHT.operation(operation).request(&format!("PATCH /items/1\nContent-Type: application/json\n\n{body}"))
    };
    let forget = |body: &str| patch("item.forget", body).calls(|client| call::<Forget>(client, &["1"]));
    assert_eq!(differs(forget("{}")), "");
    assert_eq!(differs(forget(r#"{"more": 1}"#)), "body", "an unknown member");
    assert_eq!(differs(forget(r#"{"name": null}"#)), "body", "a null");
    let lie = patch("item.lie", r#"{"name": "n"}"#).calls(|client| call::<Lie>(client, &["1"]));
    assert_eq!(differs(lie), "body", "`.body(…)` and the value differ");
}

#[test]
fn members_that_no_field_of_the_body_takes_are_told_or_found() {
    let replace = |body: &str| {
        let row = RIGHT.operation("item.replace").calls(|client| call::<Replace>(client, &["1"]));
        row.request(&format!("PUT /items/1\nContent-Type: application/json\n\n{body}"))
    };
    assert_eq!(differs(replace(r#"{"name": "n", "x@odata.bind": "y"}"#)), "");
    assert_eq!(differs(replace(r#"{"Name": "n"}"#)), "body");
    let beside = |body| replace(body).sends(Sends::JsonBeside(&["+/more"]));
    assert_eq!(differs(beside(r#"{"more": 1}"#)), "");
    assert_eq!(differs(beside(r#"{"name": "n"}"#)), "body", "a field takes all by now");
}

#[test]
fn json_for_an_operation_that_takes_none_is_found() {
    let row = RIGHT_GET.operation("item.look").request("GET /items/1/look\nContent-Type: application/json\n\n{}");
    let row = row.sends(Sends::Json).calls(|client| call::<Look>(client, &["1"]));
    assert_eq!(differs(row), "body");
}

#[test]
fn a_route_that_is_in_no_table_is_found() {
    let lost = RIGHT_GET.operation("item.lost").request("GET /lost").answers(&[]);
    assert_eq!(differs(lost.calls(|client| call::<Lost>(client, &[]))), "route table");
}

#[test]
fn one_bad_row_does_not_hide_the_others() {
    let named = |name, request| RIGHT_GET.request(request).with(|example| example.name = name);
    let (bad, worse) = (named("bad", "GET /items/x"), named("worse", "PUT /items/1"));
    let found = found(&[RIGHT, bad, RIGHT_GET, worse, RIGHT]);
    assert_eq!(found.iter().map(|f| f.name).collect::<Vec<_>>(), ["bad", "worse"]);
}

#[test]
fn the_report_says_what_differs() {
    let failure = found(&[RIGHT_GET.request("GET /items/x?a=1")]).remove(0);
    assert_eq!(
        failure.to_string(),
        "api/item-rename.md:12 rename (item.get)\n  \
         path\n    docs say  /items/x\n    in truth  /items/1\n  \
         query\n    docs say  a=1\n    in truth  (nothing)"
    );
}

#[test]
#[should_panic(expected = "1 of 2 examples differ from the docs")]
fn a_difference_panics() {
    check_all(&[RIGHT_GET, RIGHT_GET.request("GET /items/x")]);
}

#[test]
#[should_panic(expected = "no examples")]
fn nothing_to_check_panics() {
    check_all(&[]);
}

#[test]
fn types_say_whose_they_are() {
    assert_eq!(format!("{:?}", types::<Get>()), "Types(item.get)");
    assert_eq!(<Value as Output>::ACCEPT, Some("application/json"));
}
