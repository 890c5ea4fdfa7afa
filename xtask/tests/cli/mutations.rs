//! Crates that are broken on purpose: the tests of the documented examples have to notice each of them.

use crate::support::Place;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Two path arguments, a query parameter, a required header, and a failure.
const GET_BOOK: &str = r#"# Get book

Namespace: sample

## HTTP request

```http
GET /shelves/{shelf-id}/books/{book-id}
```

## Query parameters

|Parameter|Type|Description|
|:---|:---|:---|
|edition|Int32|Which one.|

## Request headers

|Name|Description|
|:---|:---|
|x-session|Who is asking. Required.|

## Response

A `200 OK` status and a [book](../resources/book.md) object.

## Examples

<!-- { "blockType": "request", "name": "get_book" } -->
```http
GET https://api.example.com/v1.0/shelves/s1/books/b1?edition=2
x-session: reader
```

<!-- { "blockType": "response", "@odata.type": "sample.book" } -->
```http
HTTP/1.1 200 OK
Content-Type: application/json

{ "id": "b1", "title": "Dune" }
```

<!-- { "blockType": "request", "name": "no_book" } -->
```http
GET https://api.example.com/v1.0/shelves/s1/books/b9
```

<!-- { "blockType": "response", "expectError": true } -->
```http
HTTP/1.1 404 Not Found
Content-Type: application/json

{ "error": { "code": "itemNotFound", "message": "There is no such book." } }
```
"#;

/// A body.
const UPDATE_BOOK: &str = r#"# Update book

Namespace: sample

## HTTP request

```http
PATCH /shelves/{shelf-id}/books/{book-id}
```

## Request body

A JSON representation of a [book](../resources/book.md) object.

## Response

A `204 No Content` status.

## Examples

<!-- { "blockType": "request", "name": "rename_book" } -->
```http
PATCH https://api.example.com/v1.0/shelves/s1/books/b1
Content-Type: application/json

{ "title": "Dune Messiah" }
```

<!-- { "blockType": "response" } -->
```http
HTTP/1.1 204 No Content
```
"#;

const BOOK: &str = r#"# book resource type

Namespace: sample

## Properties

|Property|Type|Description|
|:---|:---|:---|
|id|String|Its identifier. Read-only.|
|title|String|What the cover says.|
"#;

/// A change to one file of the crate, and the example that has to fail.
struct Mutation {
    name: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
    fails: &'static str,
}

const MUTATIONS: [Mutation; 7] = [
    Mutation { name: "wire-name", file: "src/models/book.rs", from: "\"title\"", to: "\"titel\"", fails: "get_book" },
    Mutation {
        name: "query-option",
        file: "src/api/book.rs",
        from: "self.set_query(\"edition\", &value.to_string())",
        to: "{ let _ = value; self }",
        fails: "get_book",
    },
    Mutation {
        name: "header",
        file: "src/api/book.rs",
        from: "self.set_header(\"x-session\", value)",
        to: "{ let _ = value; self }",
        fails: "get_book",
    },
    Mutation {
        name: "path-arguments",
        file: "src/api/book.rs",
        from: "&[shelf_id, book_id]",
        to: "&[book_id, shelf_id]",
        fails: "rename_book",
    },
    Mutation { name: "method", file: "src/api/book.rs", from: "PATCH /", to: "PUT /", fails: "rename_book" },
    Mutation {
        name: "result",
        file: "src/api/book.rs",
        from: "Output = models::Book",
        to: "Output = ()",
        fails: "get_book",
    },
    Mutation {
        name: "error-code",
        file: "tests/examples/book.rs",
        from: "HTTP/1.1 404",
        to: "HTTP/1.1 200",
        fails: "no_book",
    },
];

/// The crate as it is emitted, called `name`, as a member of a workspace; what it holds.
fn emit(place: &Place, workspace: &Path, name: &str) -> PathBuf {
    let toml = format!("[package]\nname = \"{name}\"\nbase_url = \"https://api.example.com/v1.0\"\n");
    place.write("docs/docwright.toml", toml);
    let krate = workspace.join(name);
    assert_eq!(place.run("regenerate", &["--out", &krate.display().to_string()]).code, 0);
    krate
}

/// Replaces every occurrence; there has to be one.
fn mutate(krate: &Path, mutation: &Mutation) {
    let path = krate.join(mutation.file);
    let text = std::fs::read_to_string(&path).expect("the file to change");
    assert!(text.contains(mutation.from), "{}: no `{}` in {text}", mutation.name, mutation.from);
    std::fs::write(path, text.replace(mutation.from, mutation.to)).expect("the changed file");
}

/// Compiles the examples of all crates at once; the test program of each.
fn compile(workspace: &Path) -> BTreeMap<String, PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is in the workspace");
    std::fs::copy(root.join("Cargo.lock"), workspace.join("Cargo.lock")).expect("the lock file");
    let output = Command::new(env!("CARGO"))
        .args(["test", "--no-run", "--workspace", "--test", "examples", "--message-format", "json"])
        .args(["--offline", "--quiet", "--target-dir"])
        .arg(workspace.ancestors().nth(2).expect("target/tmp/workspace"))
        .env("CARGO_INCREMENTAL", "0")
        .current_dir(workspace)
        .output()
        .expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let messages = String::from_utf8(output.stdout).expect("UTF-8");
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let programs = messages.filter_map(|message| {
        let manifest = PathBuf::from(message["manifest_path"].as_str()?);
        let name = manifest.parent()?.file_name()?.to_str()?.to_owned();
        Some((name, PathBuf::from(message["executable"].as_str()?)))
    });
    programs.collect()
}

/// Whether the tests pass, and what they say.
fn run(program: &Path) -> (bool, String) {
    let output = Command::new(program).output().expect("the tests start");
    (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn each_mutation_is_noticed_by_the_example_that_it_breaks() {
    let place = Place::empty();
    place.write("docs/api/book-get.md", GET_BOOK);
    place.write("docs/api/book-update.md", UPDATE_BOOK);
    place.write("docs/resources/book.md", BOOK);
    // Always the same folder: cargo builds again only what has changed.
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mutations");
    let names: Vec<String> = MUTATIONS.iter().map(|mutation| format!("mutant-{}", mutation.name)).collect();
    let mut members = String::from("\"intact\"");
    names.iter().for_each(|name| write!(members, ", \"{name}\"").expect("text"));
    std::fs::create_dir_all(&workspace).expect("a folder");
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n");
    std::fs::write(workspace.join("Cargo.toml"), manifest).expect("the workspace's manifest");
    let intact = emit(&place, &workspace, "intact");
    leave_to_workspace(&intact);
    for (mutation, name) in MUTATIONS.iter().zip(&names) {
        let krate = emit(&place, &workspace, name);
        leave_to_workspace(&krate);
        mutate(&krate, mutation);
    }

    let programs = compile(&workspace);
    let (passes, said) = run(&programs["intact"]);
    assert!(passes, "{said}");
    for (mutation, name) in MUTATIONS.iter().zip(&names) {
        let (passes, said) = run(&programs[name]);
        assert!(!passes, "nobody noticed {name}");
        assert!(said.contains(&format!(" {} (book.", mutation.fails)), "{name}: {said}");
    }
}

/// A crate that is emitted on its own is a workspace of its own.
fn leave_to_workspace(krate: &Path) {
    let path = krate.join("Cargo.toml");
    let manifest = std::fs::read_to_string(&path).expect("the manifest");
    std::fs::write(path, manifest.replace("[workspace]\n", "")).expect("the manifest");
}
