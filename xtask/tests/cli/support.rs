//! A docs folder of a few pages, and the program run on it.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// A page that documents `GET /widgets/{widget-id}`, with an example.
pub(crate) const GET_WIDGET: &str = r#"---
title: "Get widget"
doc_type: apiPageType
---

# Get widget

Namespace: sample

Read one widget.

## Permissions

|Permission type|Permissions (from least to most privileged)|
|:---|:---|
|Delegated (work or school account)|Widget.Read, Widget.ReadWrite|
|Delegated (personal Microsoft account)|Not supported.|
|Application|Widget.Read.All|

## HTTP request

<!-- { "blockType": "ignored" } -->
```http
GET /widgets/{widget-id}
```

## Request body

Don't send a body with this request.

## Response

A `200 OK` status and a [widget](../resources/widget.md) object.

## Example

### Request

<!-- { "blockType": "request", "name": "get_widget" } -->
```http
GET https://api.example.com/v1.0/widgets/w1
```

### Response

<!-- { "blockType": "response", "@odata.type": "sample.widget" } -->
```http
HTTP/1.1 200 OK
Content-Type: application/json

{ "id": "w1", "label": "One" }
```
"#;

/// A page that documents a type.
pub(crate) const WIDGET: &str = r#"---
title: "widget resource type"
doc_type: resourcePageType
---

# widget resource type

Namespace: sample

## Properties

|Property|Type|Description|
|:---|:---|:---|
|id|String|Its identifier. Read-only.|
|label|String|What it is called.|

## JSON representation

<!-- { "blockType": "resource", "@odata.type": "sample.widget", "keyProperty": "id" } -->
```json
{ "id": "String", "label": "String" }
```
"#;

/// A page like [`GET_WIDGET`] with other lines in its HTTP request block.
pub(crate) fn page(title: &str, routes: &str) -> String {
    format!(
        "---\ntitle: \"{title}\"\ndoc_type: apiPageType\n---\n\n# {title}\n\nNamespace: sample\n\n## HTTP request\n\n\
         <!-- {{ \"blockType\": \"ignored\" }} -->\n```http\n{routes}\n```\n\n## Response\n\nA `204 No Content` status.\n"
    )
}

/// A folder with a docs folder in it, and room for what is generated.
pub(crate) struct Place(TempDir);

impl Place {
    /// An empty folder, without docs.
    pub(crate) fn nothing() -> Place {
        Place(tempfile::tempdir().expect("a temporary folder"))
    }

    /// An empty docs folder.
    pub(crate) fn empty() -> Place {
        let place = Place::nothing();
        std::fs::create_dir(place.docs()).expect("a docs folder");
        place
    }

    /// The two pages above.
    pub(crate) fn widgets() -> Place {
        let place = Place::empty();
        place.write("docs/api/widget-get.md", GET_WIDGET);
        place.write("docs/resources/widget.md", WIDGET);
        place
    }

    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.0.path().join(below)
    }

    pub(crate) fn docs(&self) -> PathBuf {
        self.path("docs")
    }

    pub(crate) fn write(&self, below: &str, text: impl AsRef<[u8]>) {
        let path = self.path(below);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    pub(crate) fn read(&self, below: &str) -> String {
        std::fs::read_to_string(self.path(below)).expect(below)
    }

    /// Runs `xtask COMMAND --docs docs ARGS…` from the place's folder.
    pub(crate) fn run(&self, command: &str, args: &[&str]) -> Ran {
        self.run_in(self.0.path(), command, args)
    }

    /// The same from another folder.
    pub(crate) fn run_in(&self, current: &Path, command: &str, args: &[&str]) -> Ran {
        let mut all = vec![command.to_owned(), "--docs".to_owned(), self.docs().display().to_string()];
        all.extend(args.iter().map(|arg| (*arg).to_owned()));
        xtask(current, &all)
    }

    /// `inspect --format json`, which has to succeed.
    pub(crate) fn inspect(&self, args: &[&str]) -> Value {
        let ran = self.run("inspect", &[&["--format", "json"], args].concat());
        assert_eq!(ran.code, 0, "{ran:?}");
        serde_json::from_str(&ran.stdout).expect("JSON on standard output")
    }

    /// The diagnostics with a code, which have to be there: page, line, column.
    pub(crate) fn diagnostics(&self, code: &str) -> Vec<(String, u64, u64)> {
        let inspected = self.inspect(&[]);
        let all = inspected["diagnostics"].as_array().expect("diagnostics");
        let meant: Vec<_> = all
            .iter()
            .filter(|diagnostic| diagnostic["code"] == code)
            .map(|diagnostic| {
                let number = |key: &str| diagnostic[key].as_u64().expect("a number");
                (diagnostic["page"].as_str().expect("a page").to_owned(), number("line"), number("column"))
            })
            .collect();
        assert!(!meant.is_empty(), "no {code} among {all:#?}");
        meant
    }

    /// Begins a git repository with a branch `main`, of docs whose docwright.toml names `generated/`, and commits both.
    pub(crate) fn committed(self) -> Place {
        self.write("docs/docwright.toml", "out = \"../generated\"\n[package]\nversion = \"1.4.2\"\n");
        self.git(&["init", "--quiet", "--initial-branch", "main"]);
        self.regenerate_and_commit();
        self
    }

    /// Makes the crate anew and commits everything.
    pub(crate) fn regenerate_and_commit(&self) {
        let ran = self.run("regenerate", &[]);
        assert_eq!(ran.code, 0, "{ran:?}");
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "docs"]);
    }

    /// Runs git, which has to succeed, with nobody's configuration; what it prints, trimmed.
    pub(crate) fn git(&self, args: &[&str]) -> String {
        let output = Command::new("git")
            .args(["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"])
            .args(args)
            .env("GIT_CONFIG_GLOBAL", self.path("no-config"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .current_dir(self.path(""))
            .output()
            .expect("git starts");
        assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// Puts another text in place of one that has to be there.
    pub(crate) fn edit(&self, below: &str, from: &str, to: &str) {
        let text = self.read(below);
        assert!(text.contains(from), "no {from} in {below}");
        self.write(below, text.replace(from, to));
    }

    /// Every file below a folder with its text, dot files left out.
    pub(crate) fn files(&self, below: &str) -> Vec<(String, String)> {
        let mut files = Vec::new();
        let mut folders = vec![PathBuf::from(below)];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(self.path("").join(&folder)).into_iter().flatten() {
                let entry = entry.expect("an entry");
                let path = folder.join(entry.file_name());
                if entry.path().is_dir() {
                    folders.push(path);
                } else {
                    let text = std::fs::read_to_string(entry.path()).expect("text");
                    files.push((path.display().to_string(), text));
                }
            }
        }
        files.sort();
        files
    }
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs the program.
pub(crate) fn xtask(current: &Path, args: &[String]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    // Nothing above the temporary folder is a repository of the test's.
    command.args(args).current_dir(current).env("GIT_CEILING_DIRECTORIES", std::env::temp_dir());
    let output = command.output().expect("the program starts");
    Ran {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// The outcome of a page, and its reason.
pub(crate) fn outcome(inspected: &Value, page: &str) -> (String, Option<String>) {
    let pages = inspected["pages"].as_array().expect("pages");
    let page = pages.iter().find(|p| p["path"] == page).unwrap_or_else(|| panic!("no {page} in {pages:?}"));
    (page["outcome"].as_str().expect("an outcome").to_owned(), page["reason"].as_str().map(str::to_owned))
}

/// Ids of the operations.
pub(crate) fn operations(inspected: &Value) -> Vec<&str> {
    inspected["operations"].as_array().expect("operations").iter().filter_map(|op| op["id"].as_str()).collect()
}
