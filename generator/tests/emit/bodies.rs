//! Which type the docs give a body, and what becomes of bodies that have no row.

use crate::sample::*;
use docwright::model::*;

const DRIVE_ITEM: usize = 0;

fn named(id: usize) -> TypeRef {
    TypeRef { named: NamedType::Type(TypeId::from(id)), collection: false }
}

fn response(line: u32, body: &str) -> ExampleResponse {
    ExampleResponse {
        status: 200,
        headers: vec![],
        body: Some(body.into()),
        ty: None,
        truncated: false,
        expect_error: false,
        span: span(line),
        body_place: docwright::model::BodyPlace::default(),
        reading: Reading::Returned,
        undocumented: Vec::new(),
    }
}

/// One operation that returns `output`, with one example.
fn api_of(output: ResponseType, sent: Option<&str>, responses: Vec<ExampleResponse>) -> Api {
    let mut list = operation(0, "driveItem.list", ("list", "list", "List"));
    list.output = output;
    list.body.kind = BodyKind::Json(named(DRIVE_ITEM));
    let binding = binding(0, &[], &[], "/items");
    list.examples = vec![Example { responses, ..example(60, Method::Get, "/items", sent, binding) }];
    let mut api = api(vec![group("driveItem", "drive_item", "DriveItem")], vec![list]);
    api.types = vec![
        ty("microsoft.graph.driveItem", "DriveItem", "drive_item", vec![]),
        ty("microsoft.graph.user", "User", "user", vec![]),
    ]
    .into();
    api
}

/// Lines and types of the rows.
fn rows(api: &Api) -> Vec<String> {
    let files = emitted(api).files;
    let text: String =
        files.iter().filter(|(path, _)| path.starts_with("tests/bodies/")).map(|(_, text)| &**text).collect();
    let value = |line: &str, name: &str| {
        line.trim().strip_prefix(name).map(|rest| rest.trim_matches([':', ' ', ',', '"']).to_owned())
    };
    let places = text.lines().filter_map(|line| value(line, "at"));
    let types = text.lines().filter_map(|line| value(line, "of"));
    places.zip(types).map(|(at, ty)| format!("{} {ty}", at.rsplit(':').next().unwrap_or_default())).collect()
}

fn odd(api: &Api) -> Vec<String> {
    emitted(api).diagnostics.iter().map(|d| format!("{} {}", d.span.line, d.code)).collect()
}

#[test]
fn a_body_has_the_type_of_its_operation() {
    let page = ResponseType::Page(named(DRIVE_ITEM));
    let api = api_of(page, Some("{}"), vec![response(70, r#"{"value": [{}]}"#)]);
    assert_eq!(rows(&api), ["60 support::model::<models::DriveItem>()", "70 support::page::<models::DriveItem>()"]);
    assert_eq!(odd(&api), [""; 0]);
}

#[test]
fn an_annotation_with_another_type_counts() {
    let user = ExampleResponse { ty: Some(named(1)), ..response(71, "{}") };
    let users = TypeRef { collection: true, ..named(1) };
    let users = ExampleResponse { ty: Some(users), ..response(72, r#"{"value": []}"#) };
    // Not marked as a collection, and the operation's type: it is what the operation returns.
    let items = ExampleResponse { ty: Some(named(DRIVE_ITEM)), ..response(73, r#"{"value": []}"#) };
    let api = api_of(ResponseType::Page(named(DRIVE_ITEM)), None, vec![user, users, items]);
    assert_eq!(
        rows(&api),
        [
            "71 support::model::<models::User>()",
            "72 support::page::<models::User>()",
            "73 support::page::<models::DriveItem>()"
        ]
    );
    assert_eq!(odd(&api), ["71 example-form"], "`send` can't give this to anybody");
}

#[test]
fn a_body_of_another_form_is_reported() {
    let bodies = [r#"{"value": {}}"#, r#"{"value": [5]}"#, "[]"];
    let responses = bodies.iter().zip(70..).map(|(body, line)| response(line, body)).collect();
    let api = api_of(ResponseType::Page(named(DRIVE_ITEM)), Some("[{}]"), responses);
    assert_eq!(
        rows(&api),
        [
            "60 support::UNTYPED",
            "70 support::model::<models::DriveItem>()",
            "71 support::model::<models::DriveItem>()",
            "72 support::UNTYPED"
        ]
    );
    assert_eq!(odd(&api), ["70 example-form", "71 example-form", "72 example-form"]);
}

#[test]
fn failures_and_untyped_bodies() {
    let failure = ExampleResponse { status: 404, ..response(70, "{}") };
    let expected = ExampleResponse { expect_error: true, ..response(71, "{}") };
    let number = TypeRef::one(Edm::Int32);
    let api = api_of(ResponseType::One(number), None, vec![failure, expected, response(72, r#"{"value": 5}"#)]);
    assert_eq!(rows(&api), ["70 support::ERROR", "71 support::ERROR", "72 support::UNTYPED"]);
}

#[test]
fn what_has_no_row_is_counted() {
    let header = |value: &str| vec![HeaderField { name: "content-type".into(), value: value.into() }];
    let zip = ExampleResponse { headers: header("application/zip"), ..response(70, "[Zip file]") };
    let json_by_name = ExampleResponse { headers: header("text/plain"), ..response(72, r#"{"value": []}"#) };
    let no_body = ExampleResponse { body: None, ..response(74, "") };
    let responses = vec![zip, response(71, "{...}"), json_by_name.clone(), json_by_name, response(73, "text"), no_body];
    let api = api_of(ResponseType::Page(named(DRIVE_ITEM)), Some("{}"), responses);
    let bodies = emitted(&api).bodies;
    assert_eq!((bodies.shown, bodies.rows), (6, 2));
    let without: Vec<_> = bodies.without.into_iter().collect();
    assert_eq!(without, [("no JSON", 2), ("said to be JSON and is not", 1), ("shown for another request too", 1)]);
    assert_eq!(rows(&api), ["60 support::model::<models::DriveItem>()", "72 support::page::<models::DriveItem>()"]);
}

#[test]
fn a_page_without_an_operation_types_its_bodies_by_annotation() {
    let mut api = api_of(ResponseType::None, None, vec![]);
    let annotated = ExampleResponse { ty: Some(named(1)), ..response(80, "{}") };
    let binding = binding(0, &[], &[], "/");
    let stray =
        Example { responses: vec![annotated, response(81, "{}")], ..example(79, Method::Get, "/", None, binding) };
    api.stray_examples = vec![stray];
    assert_eq!(rows(&api), ["80 support::model::<models::User>()", "81 support::UNTYPED"]);
}

#[test]
fn a_large_group_is_a_folder() {
    let json = format!(r#"{{"value": [{{"text": "{}"}}]}}"#, "x".repeat(110_000));
    let api = api_of(ResponseType::Page(named(DRIVE_ITEM)), None, vec![response(70, &json)]);
    let files = emitted(&api).files;
    let folder = "tests/bodies/documented/drive_item";
    assert!(files.contains_key(&format!("{folder}/list.rs")) && files.contains_key(&format!("{folder}/mod.rs")));
    assert!(files["tests/bodies/documented/mod.rs"].contains("drive_item::list::BODIES"));
}
