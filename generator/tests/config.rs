//! docwright.toml: what it may say, and what it says when it may not.

use docwright::config::{Config, GitRef, NameTarget, Runtime};
use docwright::diagnostics::{Code, Level};
use docwright::model::Method;

/// The message of a file that is refused, with its place.
fn refused(text: &str) -> String {
    Config::parse(text).expect_err("should be refused").to_string()
}

#[test]
fn an_empty_file_gives_the_defaults() {
    let config = Config::parse("").expect("parses");
    assert_eq!(config, Config::default());
    assert_eq!(config.package.name, "docs-client");
    assert_eq!(config.package.base_url, None);
    assert_eq!(config.level(Code::NotUtf8), Level::Error);
}

#[test]
fn everything_that_can_be_said() {
    let config = Config::parse(
        r#"
docs = "docs-src"
out = "generated"
docs_url = "https://docs.example.com/api/{stem}?view=1"
tags = ["Beta"]

[package]
name = "files-api"
version = "1.2.0-rc.1"
base_url = "https://api.example.com/v1.0/"
runtime = { path = "generator/runtime" }

[lints]
"route-odd" = "allow"
name-collision = "warning"

[names]
"driveItem.checkin" = "check_in"
"driveItem.get GET /me/drive/items/{item-id}" = "by_item"

[[fixup]]
page = "api/drive-get.md"
find = "GTE /me/drive"
replace = "GET /me/drive"
reason = "a typing error"
"#,
    )
    .expect("parses");
    assert_eq!(config.docs.as_deref(), Some("docs-src"));
    assert_eq!(config.out.as_deref(), Some("generated"));
    assert_eq!(config.docs_url.as_deref(), Some("https://docs.example.com/api/{stem}?view=1"));
    assert_eq!(config.tags.as_deref(), Some(&["Beta".to_owned()][..]));
    assert_eq!(config.package.name, "files-api");
    assert_eq!(config.package.version, "1.2.0-rc.1");
    assert_eq!(config.package.base_url.as_deref(), Some("https://api.example.com/v1.0"));
    assert_eq!(config.package.runtime, Some(Runtime::Path("generator/runtime".into())));
    assert_eq!((config.level(Code::RouteOdd), config.level(Code::NameCollision)), (Level::Allow, Level::Warning));
    assert_eq!(config.names[0].target, NameTarget::Item("driveItem.checkin".into()));
    assert_eq!(config.names[0].rust, "check_in");
    assert_eq!((config.names[0].place.line, config.names[0].place.column), (18, 1));
    let NameTarget::Route { operation, method, template } = &config.names[1].target else { panic!("a route") };
    assert_eq!(
        (operation.as_str(), *method, template.as_str()),
        ("driveItem.get", Method::Get, "/me/drive/items/{item-id}")
    );
    assert_eq!((config.fixups[0].page.as_str(), config.fixups[0].place.line), ("api/drive-get.md", 21));
}

#[test]
fn the_runtime_comes_from_one_place() {
    let runtime = |toml: &str| Config::parse(&format!("[package]\nruntime = {{ {toml} }}"));
    let found = runtime(r#"git = "https://example.com/r.git", tag = "v1""#).expect("parses").package.runtime;
    assert_eq!(
        found,
        Some(Runtime::Git { url: "https://example.com/r.git".into(), at: Some((GitRef::Tag, "v1".into())) })
    );
    let found = runtime(r#"version = "0.1""#).expect("parses").package.runtime;
    assert_eq!(found, Some(Runtime::Version("0.1".into())));
    for both in [r#"path = "a", version = "1""#, "", r#"path = "a", tag = "v1""#, r#"git = "a", tag = "b", rev = "c""#]
    {
        let error = runtime(both).expect_err(both);
        assert_eq!((error.place.line, error.place.column), (2, 11), "{error}");
    }
}

#[test]
fn unknown_keys_are_refused_with_their_place() {
    assert_eq!(
        refused("docs = 'a'\nouput = 'b'\n"),
        "docwright.toml:2:1: unknown field `ouput`, expected one of `docs`, `out`, `docs_url`, `tags`, `package`, \
         `lints`, `names`, `fixup`"
    );
    assert!(refused("[package]\n  nme = 'x'\n").starts_with("docwright.toml:2:3: unknown field `nme`"));
    assert!(refused("[[fixup]]\npage = 'x'\nwhy = 'y'\n").starts_with("docwright.toml:3:1: unknown field `why`"));
    assert!(refused("[package]\nruntime = { pth = 'x' }\n").starts_with("docwright.toml:2:13: unknown field `pth`"));
}

#[test]
fn broken_toml_is_refused_with_its_place() {
    assert!(refused("docs = \n").starts_with("docwright.toml:1:8: "), "{}", refused("docs = \n"));
    assert!(refused("docs = 'a'\ndocs = 'b'\n").starts_with("docwright.toml:2:1: duplicate key"));
    assert!(refused("tags = ['é', 3]\n").starts_with("docwright.toml:1:14: invalid type"), "columns count characters");
}

#[test]
fn unknown_codes_and_levels_are_refused() {
    assert_eq!(
        refused("[lints]\nroute_odd = 'allow'\n"),
        "docwright.toml:2:1: there is no diagnostic called `route_odd`; there are `route-without-method`, \
         `route-unreadable`, `route-odd`, `route-collision`, `route-overview`, `route-elsewhere`, `no-route`, `example-no-route`"
    );
    assert!(refused("[lints]\nroute-odd = 'deny'\n").starts_with("docwright.toml:2:13: unknown variant `deny`"));
}

#[test]
fn values_that_rust_or_cargo_would_choke_on_are_refused() {
    for (text, place) in [
        ("[package]\nname = 'my client'", "2:8"),
        ("[package]\nname = '9lives'", "2:8"),
        ("[package]\nname = 'fn'", "2:8"),
        ("[package]\nname = ''", "2:8"),
        ("[package]\nversion = '1.2'", "2:11"),
        ("[package]\nversion = '01.2.3'", "2:11"),
        ("[package]\nversion = '1.2.3-'", "2:11"),
        ("[package]\nbase_url = 'graph.example.com'", "2:12"),
        ("[package]\nbase_url = 'ftp://graph.example.com'", "2:12"),
        ("docs_url = 'x.example/docs'", "1:12"),
        ("[names]\n'a.b' = 'fn'", "2:9"),
        ("[names]\n'a.b' = 'r#fn'", "2:9"),
        ("[names]\n'a.b' = 'two words'", "2:9"),
        ("[names]\n'a' = 'b'", "2:1"),
        ("[names]\n'a.b FETCH /c' = 'd'", "2:1"),
        ("[names]\n'a.b GET c' = 'd'", "2:1"),
        ("[[fixup]]\npage = 'a'\nfind = ''\nreplace = 'b'\nreason = 'c'", "1:1"),
        ("[[fixup]]\npage = 'a'\nfind = 'b'\nreplace = 'b'\nreason = 'c'", "1:1"),
    ] {
        assert!(refused(text).starts_with(&format!("docwright.toml:{place}: ")), "{text}: {}", refused(text));
    }
}
