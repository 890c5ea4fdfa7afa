//! Crates that are broken on purpose: the tests of the documented examples have to notice each of them.

use crate::emitted::{Crates, run};
use crate::support::Place;
use std::path::Path;

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

/// Replaces every occurrence; there has to be one.
fn mutate(krate: &Path, mutation: &Mutation) {
    let path = krate.join(mutation.file);
    let text = std::fs::read_to_string(&path).expect("the file to change");
    assert!(text.contains(mutation.from), "{}: no `{}` in {text}", mutation.name, mutation.from);
    std::fs::write(path, text.replace(mutation.from, mutation.to)).expect("the changed file");
}

#[test]
fn each_mutation_is_noticed_by_the_example_that_it_breaks() {
    let place = Place::empty();
    place.write("docs/api/book-get.md", GET_BOOK);
    place.write("docs/api/book-update.md", UPDATE_BOOK);
    place.write("docs/resources/book.md", BOOK);
    let names: Vec<String> = MUTATIONS.iter().map(|mutation| format!("mutant-{}", mutation.name)).collect();
    let members: Vec<&str> = std::iter::once("book").chain(names.iter().map(String::as_str)).collect();
    let crates = Crates::emit("mutations", &place, &members);
    for (mutation, name) in MUTATIONS.iter().zip(&names) {
        mutate(&crates.folder(name), mutation);
    }

    let programs = crates.compile();
    let (passes, said) = run(&programs["book"]);
    assert!(passes, "{said}");
    for (mutation, name) in MUTATIONS.iter().zip(&names) {
        let (passes, said) = run(&programs[name]);
        assert!(!passes, "nobody noticed {name}");
        assert!(said.contains(&format!(" {} (book.", mutation.fails)), "{name}: {said}");
    }
}
