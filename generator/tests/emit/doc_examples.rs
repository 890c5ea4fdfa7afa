//! The example in an operation's documentation, from a page with examples to the lines that a reader copies.

use crate::sample::options;
use docwright::config::Config;
use docwright::source::Sources;

const TASK: &str = r##"# task resource type

Namespace: sample

## Properties

|Property|Type|Description|
|:---|:---|:---|
|id|String|Its identifier.|
|title|String|What is to be done.|
|order|Int32|Where it stands.|
|big|Int64|A large number.|
|share|Double|How much is done.|
|done|Boolean|Whether it is done.|
|due|DateTimeOffset|When it is due.|
|seal|Binary|A stamp.|
|anything|Object|Anything.|
|tags|String collection|Words.|
|state|taskState|Possible values are: `open`, `closed`.|
|parent|[task](task.md)|What it belongs to.|
|parts|[task](task.md) collection|What belongs to it.|

## JSON representation

<!-- { "blockType": "resource", "@odata.type": "sample.task", "keyProperty": "id" } -->
```json
{ "id": "String", "title": "String" }
```
"##;

/// The documented requests, each answered alike, on a page that takes a task.
fn page(requests: &[&str]) -> String {
    let mut page = r##"# Create task

Namespace: sample

## HTTP request

<!-- { "blockType": "ignored" } -->
```http
POST /me/tasks
POST /users/{user-id}/tasks
```

## Request body

In the request body, supply a JSON representation of a [task](../resources/task.md) object.

## Response

A `201 Created` status and a [task](../resources/task.md) object.

## Examples
"##
    .to_owned();
    for (ix, request) in requests.iter().enumerate() {
        page.push_str(&format!(
            "\n<!-- {{ \"blockType\": \"request\", \"name\": \"task_{ix}\" }} -->\n```http\n{request}\n```\n\n\
             <!-- {{ \"blockType\": \"response\", \"@odata.type\": \"sample.task\" }} -->\n\
             ```http\nHTTP/1.1 201 Created\nContent-Type: application/json\n\n{{ \"title\": \"a\", \"id\": \"1\" }}\n```\n"
        ));
    }
    page
}

/// What stands between the fences, as in the file.
fn example(requests: &[&str]) -> String {
    let file = |path: &str, text: String| (path.to_owned(), text.into_bytes());
    let pages = vec![file("api/task-create.md", page(requests)), file("resources/task.md", TASK.to_owned())];
    let analysis = docwright::analyse(&Sources::new(pages, vec![]), &Config::default());
    let files = docwright::generate(&analysis, &options()).expect("emitted source parses").files;
    let text = &files["src/api/task.rs"];
    let lines = text.lines().map(|line| line.trim_start().strip_prefix("///").unwrap_or("-"));
    let lines = lines.skip_while(|line| *line != " ```no_run").skip(1).take_while(|line| *line != " ```");
    lines.map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line))).collect()
}

/// A request with this body.
fn post(body: &str) -> String {
    format!("POST https://api.example.com/v1.0/me/tasks\nContent-Type: application/json\n\n{body}")
}

#[test]
fn the_first_on_the_most_frequent_route_is_shown() {
    let user = |id: &str| {
        format!("POST https://api.example.com/v1.0/users/{id}/tasks\nContent-Type: application/json\n\n{{}}")
    };
    let shown = example(&[&post("{}"), &user("ada"), &user("bob")]);
    assert!(shown.contains("users_tasks(\"ada\")"), "{shown}");
    let shown = example(&[&post("{}"), &user("ada")]);
    assert!(shown.contains("me_tasks()"), "{shown}");
}

#[test]
fn values_are_written_as_their_types_take_them() {
    insta::assert_snapshot!(
        "doc_example_scalars",
        example(&[&post(
            r#"{ "order": 3, "big": "12", "share": 1, "done": true, "due": "2024-01-31T00:00:00Z", "seal": "AQI=", "tags": [] }"#
        )])
    );
    insta::assert_snapshot!(
        "doc_example_objects",
        example(&[&post(
            r#"{ "state": "open", "parent": { "id": "7" }, "title": null, "anything": { "a": [1] }, "@odata.type": "x" }"#
        )])
    );
}

#[test]
fn what_finds_no_room_or_is_of_another_type_is_counted() {
    let parts: Vec<String> = (0..20).map(|ix| format!("{{ \"id\": \"{ix}\", \"order\": \"no number\" }}")).collect();
    let shown = example(&[&post(&format!(r#"{{ "order": "first", "due": "soon", "parts": [{}] }}"#, parts.join(",")))]);
    assert!(shown.contains("// The documented body has"), "{shown}");
    assert!(shown.lines().count() <= 24, "{shown}");
}

/// `let body` and what belongs to it, as printed.
fn body(shown: &str) -> Vec<&str> {
    let from = shown.lines().skip_while(|line| !line.starts_with("let body"));
    let end = from.clone().position(|line| line.ends_with(';')).expect("the body ends");
    from.take(end + 1).collect()
}

#[test]
fn a_body_is_as_short_as_it_is_printed() {
    let flat = r#"{ "id": "1", "title": "a", "order": 1, "done": true, "share": 1, "tags": [], "big": 7, "state": "open",
        "due": "2024-01-31T00:00:00Z", "seal": "AQI=" }"#;
    let flat = example(&[&post(flat)]);
    assert_eq!(body(&flat).len(), 12, "{flat}");
    assert!(flat.contains("// The documented body has one more value."), "{flat}");
    // What is nested takes more lines than it has values.
    let nested = example(&[&post(
        r#"{ "id": "1", "parts": [{ "parent": { "title": "a rather long title, so that the line is broken" } }] }"#,
    )]);
    assert!(body(&nested).len() <= 12, "{nested}");
    assert!(nested.contains("id: Some") && nested.contains("more value"), "{nested}");
    // Nothing at all would be no example, and much more would be too long a one.
    let deep = example(&[&post(r#"{ "parent": { "parent": { "title": "a" } } }"#)]);
    assert!(deep.contains("title: Some"), "{deep}");
    let deeper = example(&[&post(r#"{ "parts": [{ "parts": [{ "parts": [{ "title": "a" }] }] }] }"#)]);
    assert!(deeper.contains("body: &files_api::models::Task") && deeper.contains(".body(body)"), "{deeper}");
}

#[test]
fn text_of_the_docs_stays_in_its_line() {
    let shown = example(&[&post("{ \"title\": \"```\\n# fn main() {}\\n```\\\"; panic!();\" }")]);
    let title = r#"    title: Some("```\n# fn main() {}\n```\"; panic!();".into()),"#;
    assert!(shown.lines().any(|line| line == title), "{shown}");
}

#[test]
fn an_example_that_can_not_be_typed_is_not_shown() {
    assert_eq!(example(&[&post("{ \"title\": ...")]), "");
}

/// What there is in the end is a type that only the long-running operation reaches.
#[test]
fn part_of_an_api_keeps_what_its_operations_come_to() {
    let copy = r##"# task: copy

Namespace: sample

## HTTP request

```http
POST /me/tasks/{task-id}/copy
```

## Examples

<!-- { "blockType": "request", "name": "copy" } -->
```http
POST https://api.example.com/v1.0/me/tasks/7/copy
```

<!-- { "blockType": "response", "longRunningResponseType": "sample.task" } -->
```http
HTTP/1.1 202 Accepted
Location: https://api.example.com/v1.0/monitors/7
```
"##;
    let before = "# area resource type\n\nNamespace: sample\n\n## Properties\n\n|Property|Type|Description|\n\
                  |:---|:---|:---|\n|id|String|Its identifier.|\n";
    let file = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
    let pages =
        vec![file("api/task-copy.md", copy), file("resources/area.md", before), file("resources/task.md", TASK)];
    let analysis = docwright::analyse(&Sources::new(pages, vec![]), &Config::default());
    let part = analysis.subset(|_, operation| operation.id == "task.copy");
    let files = docwright::generate(&part, &options()).expect("emitted source parses").files;
    assert!(files["src/api/task.rs"].contains("type Result = models::Task;"), "{}", files["src/api/task.rs"]);
    assert!(!files.contains_key("src/models/area.rs"));
}
