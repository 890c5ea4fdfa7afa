//! What `inspect`, `routes` and `check` show.

use crate::support::{Place, page, xtask};
use serde_json::json;

/// The keys of an object, in any order.
fn has_keys(object: &serde_json::Value, keys: &[&str]) {
    for key in keys {
        assert!(object.get(key).is_some(), "no {key} in {object:#}");
    }
}

#[test]
fn the_json_has_the_promised_names() {
    let inspected = Place::widgets().inspect(&[]);
    has_keys(&inspected, &["pages", "operations", "examples", "types", "enums", "diagnostics"]);
    has_keys(&inspected["pages"][0], &["path", "outcome", "reason"]);
    let op = &inspected["operations"][0];
    has_keys(op, &["id", "group", "name", "pages", "routes", "permissions", "parameters", "responses", "examples"]);
    has_keys(&op["routes"][0], &["method", "documented", "template", "page", "line"]);
    has_keys(&op["permissions"][0], &["account", "names", "page", "route_filter"]);
    has_keys(&op["parameters"][0], &["name", "in", "type", "collection", "required"]);
    has_keys(&op["responses"][0], &["status", "type", "collection"]);
    let keys = ["name", "page", "line", "method", "url", "status", "annotated", "verdict", "reason"];
    has_keys(&op["examples"][0], &keys);
    let ty = &inspected["types"][0];
    has_keys(ty, &["name", "page", "line", "base", "key", "open", "abstract", "properties"]);
    let keys = ["name", "type", "collection", "nullable", "read_only", "relationship", "inherited_from", "enum"];
    has_keys(&ty["properties"][0], &keys);
}

#[test]
fn what_a_page_says() {
    let inspected = Place::widgets().inspect(&[]);
    let op = &inspected["operations"][0];
    assert_eq!((&op["id"], &op["group"], &op["name"]), (&json!("widget.get"), &json!("widget"), &json!("get")));
    assert_eq!(op["routes"][0]["documented"], "/widgets/{widget-id}");
    assert_eq!((&op["routes"][0]["method"], &op["routes"][0]["line"]), (&json!("GET"), &json!(24)));
    assert_eq!(op["permissions"][0]["account"], "delegated-work");
    assert_eq!(op["permissions"][0]["names"], json!(["Widget.Read", "Widget.ReadWrite"]));
    assert_eq!(op["responses"][0], json!({"status": 200, "type": "sample.widget", "collection": false}));
    let example = &op["examples"][0];
    assert_eq!((&example["name"], &example["line"]), (&json!("get_widget"), &json!(41)));
    assert_eq!((&example["status"], &example["verdict"]), (&json!(200), &json!("typed")));
    let ty = &inspected["types"][0];
    assert_eq!((&ty["name"], &ty["key"]), (&json!("sample.widget"), &json!("id")));
    assert_eq!(ty["properties"][0]["type"], "Edm.String");
    assert_eq!(inspected["summary"]["outcomes"]["operation"], 1);
    assert_eq!(inspected["base_url"], "https://api.example.com/v1.0");
}

#[test]
fn one_page_only() {
    let place = Place::widgets();
    place.write("docs/api/gadget-list.md", page("List gadgets", "GET /gadgets"));
    for name in ["api/gadget-list.md", "gadget-list.md", "gadget-list", "docs/api/gadget-list.md"] {
        let inspected = place.inspect(&["--page", name]);
        assert_eq!(inspected["pages"].as_array().unwrap().len(), 1, "{name}");
        assert_eq!(inspected["operations"].as_array().unwrap().len(), 1, "{name}");
        assert_eq!(inspected["types"], json!([]), "{name}");
    }
    let ran = place.run("inspect", &["--page", "list"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.stderr.contains("there is no page `list`"), "{ran:?}");
}

#[test]
fn the_text_ends_with_the_counts() {
    let ran = Place::widgets().run("inspect", &[]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.starts_with("api/widget-get.md · operation\n  operation widget.get"), "{ran:?}");
    assert!(ran.stdout.contains("pages        2 = 1 operation + 1 type + 0 enum + 0 prose + 0 skipped\n"), "{ran:?}");
    assert!(ran.stdout.ends_with("diagnostics  0 error, 0 warning, 0 note\n"), "{ran:?}");
}

#[test]
fn routes_in_both_forms() {
    let place = Place::widgets();
    let text = place.run("routes", &[]).stdout;
    assert!(text.starts_with("GET     /widgets/{widget-id}  widget.get\n"), "{text}");
    let table: serde_json::Value = serde_json::from_str(&place.run("routes", &["--format", "json"]).stdout).unwrap();
    assert_eq!(table["routes"][0]["operations"], json!(["widget.get"]));
    assert_eq!(table["routes"][0]["template"], "/widgets/{widget-id}");
}

#[test]
fn check_shows_the_place_as_rustc_does() {
    let place = Place::widgets();
    place.write("docs/api/widget-list.md", page("List widgets", "GET /widgets\n/widgets/all"));
    let ran = place.run("check", &[]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.stdout.contains("error[route-without-method]: "), "{ran:?}");
    assert!(ran.stdout.contains("--> docs/api/widget-list.md:15:1"), "{ran:?}");
    assert!(ran.stdout.contains("15 | /widgets/all"), "{ran:?}");
    place.write("docs/docwright.toml", "[lints]\nroute-without-method = 'warning'\n");
    assert_eq!(place.run("check", &[]).code, 0);
    assert_eq!(place.run("check", &["--deny", "warning"]).code, 1);
}

#[test]
fn everything_has_a_help_text() {
    for command in ["", "regenerate", "inspect", "routes", "check", "surface", "diff", "bench", "bench generate"] {
        let args: Vec<String> = command.split_whitespace().chain(["--help"]).map(str::to_owned).collect();
        let ran = xtask(std::path::Path::new("."), &args);
        assert_eq!(ran.code, 0, "{command}");
        assert!(ran.stdout.contains("Usage: cargo xtask"), "{command}: {}", ran.stdout);
    }
}

#[test]
fn pipes_get_neither_colours_nor_progress() {
    let place = Place::widgets();
    for command in ["inspect", "check", "surface"] {
        let ran = place.run(command, &[]);
        assert!(!ran.stdout.contains('\u{1b}') && ran.stderr.is_empty(), "{ran:?}");
    }
}
