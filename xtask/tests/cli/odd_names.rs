//! Names beyond ASCII, and names of crates: the crate compiles, and its examples pass.

use crate::emitted::{Crates, run};
use crate::support::Place;

const GET: &str = "# Get 名前

Namespace: sample

## HTTP request

```http
GET /names/{name-id}
```

## Query parameters

|Parameter|Type|Description|
|:---|:---|:---|
|größe|Int32|How many.|

## Response

Returns a [名前](../resources/名前.md) object.

## Examples

<!-- { \"blockType\": \"request\", \"name\": \"get\" } -->
```http
GET /names/1
```
<!-- { \"blockType\": \"response\", \"@odata.type\": \"sample.名前\" } -->
```http
HTTP/1.1 200 OK

{ \"名前\": \"a\", \"farbe\": \"赤\", \"self\": [ { \"名前\": \"b\" } ] }
```
";

const TYPE: &str = "# 名前 resource type

Namespace: sample

## Properties

|Property|Type|Description|
|:---|:---|:---|
|名前|String|What it is called.|
|farbe|色|Its colour.|
|self|名前 collection|Others.|

### 色 values

|Member|Description|
|:---|:---|
|赤|Red.|
|青|Blue.|
";

const OVERVIEW: &str = "# Übersicht zeigen

## HTTP request

```http
GET /overview
```
";

const STD: &str = "# Get std

Namespace: sample

## HTTP request

```http
GET /std/core/docwright_runtime
```

## Request body

|Parameter|Type|Description|
|:---|:---|:---|
|std|[std](../resources/std.md)|A crate's name.|
";

const STD_TYPE: &str = "# std resource type

Namespace: sample

## Properties

|Property|Type|Description|
|:---|:---|:---|
|core|Int32|A crate's name.|
";

#[test]
fn odd_names_make_a_crate_that_compiles() {
    let place = Place::empty();
    place.write("docs/api/名前-get.md", GET);
    place.write("docs/api/übersicht-zeigen.md", OVERVIEW);
    place.write("docs/resources/名前.md", TYPE);
    place.write("docs/api/std-docwrightruntime.md", STD);
    place.write("docs/resources/std.md", STD_TYPE);
    let crates = Crates::emit("odd_names", &place, &["odd_names"]);
    let lines = std::fs::read_to_string(crates.folder("odd_names").join("SURFACE.txt")).expect("the surface");
    for path in ["api::u540du524d::名前", "api::ufcbersicht::Übersicht", "models::名前", "models::色", "api::std_::Std"]
    {
        assert!(lines.contains(&format!(" {path}")), "{path} in\n{lines}");
    }
    let (passes, said) = run(&crates.compile()["odd_names"]);
    assert!(passes, "{said}");
}
