//! What has another name or stands elsewhere is no loss and no gain.

use super::{both_ways, parts, surface, tells};
use crate::surface::{Place, Surface};

#[test]
fn operations_are_followed_by_their_routes() {
    let op = |id: &str, routes: &[&str]| {
        let mut lines = vec![format!("operation a.{id} | .{id}() | Op{id} | no body | returns nothing")];
        lines.extend(routes.iter().map(|route| format!("operation a.{id} route GET /{route} | .{route}()")));
        lines
    };
    let of = |operations: &[(&str, &[&str])]| {
        let mut lines: Vec<String> = operations.iter().flat_map(|(id, routes)| op(id, routes)).collect();
        lines.push("group a | client.a() | api::a::A".to_owned());
        surface(&lines.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let renamed = "breaking operation-renamed: a.old is a.new now: `client.a().new()` was `client.a().old()`";
    tells(&of(&[("old", &["x", "y"])]), &of(&[("new", &["x", "y"])]), &[renamed]);
    let merged = "breaking operation-merged: a.one is part of a.two now: `client.a().two()` was `client.a().one()`";
    tells(&of(&[("one", &["x"]), ("two", &["y"])]), &of(&[("two", &["x", "y"])]), &[merged]);
    let split =
        "breaking operation-split: a.one is no longer part of a.two: some of `client.a().two()` is `client.a().one()`";
    tells(&of(&[("two", &["x", "y"])]), &of(&[("one", &["x"]), ("two", &["y"])]), &[split]);
    let both = [
        "breaking operation-split: a.one is no longer part of a.all: some of `client.a().all()` is `client.a().one()`",
        "breaking operation-split: a.two is no longer part of a.all: some of `client.a().all()` is `client.a().two()`",
    ];
    tells(&of(&[("all", &["x", "y"])]), &of(&[("one", &["x"]), ("two", &["y"])]), &both);
    let moved =
        "breaking route-moved: GET /x of a.one belongs to a.two now: `client.a().two().x()` was `client.a().one().x()`";
    tells(&of(&[("one", &["x", "z"]), ("two", &["y"])]), &of(&[("one", &["z"]), ("two", &["x", "y"])]), &[moved]);
    // Shared by two operations already: of those that come, the new one with nearly the same name has it.
    let alike = "breaking operation-renamed: a.postMessage is a.postMessages now: `client.a().postMessages()` was `client.a().postMessage()`";
    let other = "additive operation-added: a.create is new: `client.a().create()`";
    tells(&of(&[("postMessage", &["x"])]), &of(&[("postMessages", &["x"]), ("create", &["x"])]), &[other, alike]);
    let removed = "breaking operation-removed: a.old is gone: `client.a().old()`";
    let added = "additive operation-added: a.new is new: `client.a().new()`";
    tells(&of(&[("old", &["x"])]), &of(&[("new", &["y"])]), &[added, removed]);
}

/// What several have become is compared with all of them.
#[test]
fn a_merged_operation_may_have_more() {
    let of = |operations: &[(&str, &[&str])]| {
        let operation = |(id, parts): &(&str, &[&str])| {
            let mut lines = vec![format!("operation a.{id} | .{id}() | Op{id} | no body | returns nothing")];
            lines.extend(parts.iter().map(|part| format!("operation a.{id} {part}")));
            lines
        };
        let lines: Vec<String> = operations.iter().flat_map(operation).collect();
        surface(&lines.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let (x, y, z) = ("route GET /x | .x()", "route GET /y | .y()", "route GET /z | .z()");
    let [may_a, may_ab] = ["permission application | A", "permission application | A, B"];
    let header = "parameter header b | Edm.String | .b()";
    let parts = of(&[("one", &[x, may_a, "option $top"]), ("two", &[y, may_a])]);
    let whole = of(&[("all", &[x, y, z, may_ab, header, "option $top"])]);
    let expected = [
        "breaking operation-merged: a.one is part of a.all now: `.all()` was `.one()`",
        "permissions additive permissions-widened: application permissions of a.all widened: B suffices, too",
        "additive parameter-added: the header `b` of a.all is new",
        "additive route-added: GET /z of a.all is new: `.z()`",
        "breaking operation-merged: a.two is part of a.all now: `.all()` was `.two()`",
    ];
    let mut found = super::told(&both_ways(&parts, &whole));
    found.sort();
    let mut expected = expected.map(str::to_owned);
    expected.sort();
    assert_eq!(found, expected);
    let back: Vec<_> = both_ways(&whole, &parts).changes.iter().map(|change| change.kind.name()).collect();
    assert!(back.contains(&"permissions-narrowed") && back.contains(&"route-removed"), "{back:?}");
}

#[test]
fn types_are_followed_by_their_properties() {
    let ty = |name: &str, properties: &[&str]| {
        let mut lines = vec![format!("type x.{name} | models::{name}")];
        lines.extend(properties.iter().map(|p| format!("type x.{name} property {p} | Edm.String | .{p}")));
        lines.push(format!("type x.holder property of | x.{name} | .of"));
        lines.push("type x.holder | models::Holder".to_owned());
        surface(&lines.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let renamed = "breaking type-renamed: x.Old is x.New now: `models::New` was `models::Old`";
    tells(&ty("Old", &["a", "b", "c"]), &ty("New", &["a", "b", "c"]), &[renamed]);
    let case = [
        "breaking type-renamed: x.userInfo is x.UserInfo now: `models::UserInfo` was `models::userInfo`",
        "breaking property-removed: `b` of x.UserInfo is gone",
    ];
    tells(&ty("userInfo", &["a", "b"]), &ty("UserInfo", &["a"]), &case);
    let kinds = |base: &Surface, head: &Surface| {
        both_ways(base, head).changes.iter().map(|change| change.kind.name()).collect::<Vec<_>>()
    };
    let few = kinds(&ty("Old", &["a"]), &ty("New", &["a"]));
    assert_eq!(few, ["type-added", "type-removed", "property-type-changed"], "too little to tell one from another");
}

/// A name that docs use is a type without properties until they say that it is an enumeration.
#[test]
fn a_type_that_is_an_enumeration_now() {
    let ty = surface(&["type x.kind | models::Kind | open"]);
    let en = surface(&["enum x.kind | models::Kind", "enum x.kind member a | A"]);
    tells(&ty, &en, &["breaking type-became-enum: x.kind was a type and is an enumeration"]);
}

#[test]
fn members_and_properties_respelled() {
    let kind = |member: &str, rust: &str| {
        let member = format!("enum x.kind member {member} | {rust}");
        surface(&["enum x.kind | models::Kind", &member])
    };
    tells(
        &kind("not-yet", "NotYet"),
        &kind("notYet", "NotYet"),
        &["wire member-renamed: `not-yet` of x.kind is `notYet` now"],
    );
    let other =
        ["breaking member-removed: `enabled` of x.kind is gone", "additive member-added: `enabler` of x.kind is new"];
    tells(&kind("enabled", "Enabled"), &kind("enabler", "Enabler"), &other);
    let properties = |names: &[&str]| {
        let lines = names.iter().map(|name| format!("type x.t property {name} | Edm.String | .{name}"));
        let lines: Vec<String> = lines.chain(["type x.t | models::T".to_owned()]).collect();
        surface(&lines.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let renamed = "breaking property-renamed: `recieverName` of x.t is `receiverName` now";
    tells(&properties(&["recieverName"]), &properties(&["receiverName"]), &[renamed]);
    let count = |base: &[&str], head: &[&str]| both_ways(&properties(base), &properties(head)).changes.len();
    assert_eq!(count(&["minLength"], &["maxLength"]), 2, "not the same");
    assert_eq!(count(&["emailAddress1"], &["emailAddress2"]), 2, "not the same");
    assert_eq!(count(&["receiverNames"], &["receiverName", "receiverNamed"]), 3, "either");
}

#[test]
fn pages_that_moved_and_words_that_changed() {
    let with = |page: &str, said: u32| {
        let mut surface = parts(&["parameter body a | Edm.String | .a", "parameter body b | Edm.String | .b"]);
        for entry in &mut surface.entries {
            entry.place = Some(Place { page: page.to_owned(), line: 1, said });
        }
        surface
    };
    tells(&with("api/a.md", 1), &with("api/b.md", 1), &["docs page-moved: the page api/a.md is api/b.md now"]);
    let words = "the text about file.get and its `a` and `b` has changed";
    let others = ["file", "x.a", "x.file"].map(|name| format!("docs text-changed: the text about {name} has changed"));
    let expected = [&others[0], &format!("docs text-changed: {words}"), &others[1], &others[2]];
    tells(&with("api/a.md", 1), &with("api/a.md", 2), &expected.map(String::as_str));
}

#[test]
fn a_page_that_was_split_is_one_change() {
    let lines = [
        "operation file.get | .get() | GetOp | no body | returns nothing",
        "operation file.get permission application | A",
        "operation file.get permission application | B",
        "operation file.get permission delegated-work | A",
        "type x.t | models::T",
        "type x.t property p | Edm.String | .p",
    ];
    let with = |pages: [&str; 6]| {
        let mut surface = surface(&lines);
        for (entry, page) in surface.entries.iter_mut().zip(pages) {
            entry.place = Some(Place { page: page.to_owned(), line: 1, said: 0 });
        }
        surface
    };
    // Permissions that share a key are known by their operation only.
    let whole = with(["get.md", "get.md", "get.md", "get.md", "t.md", "t.md"]);
    let split = with(["a.md", "a.md", "b.md", "a.md", "t.md", "t.md"]);
    let one = "docs documented-elsewhere: what get.md said of file.get stands on a.md and b.md now";
    tells(&whole, &split, &[one]);
    let parts = with(["get.md", "get.md", "get.md", "get.md", "a.md", "b.md"]);
    let one = "docs documented-elsewhere: what t.md said of x.t stands on a.md and b.md now";
    tells(&whole, &parts, &[one]);
    let joined = with(["all.md", "all.md", "all.md", "all.md", "all.md", "all.md"]);
    let both = "docs documented-elsewhere: what get.md and t.md said of file.get and x.t stands on all.md now";
    tells(&whole, &joined, &[both]);
    // A part of it stands on a page that was there.
    let there = with(["get.md", "get.md", "get.md", "get.md", "a.md", "get.md"]);
    let expected = [
        "docs documented-elsewhere: what t.md said of x.t stands on a.md now",
        "docs documented-elsewhere: documented in get.md now, not in t.md: `p` of x.t",
    ];
    tells(&whole, &there, &expected);
}

/// A field under another name: told by the same description.
#[test]
fn what_is_described_alike_is_the_same() {
    let with = |name: &str, said: u32| {
        let property = format!("type x.t property {name} | Edm.String | .{name}");
        let mut surface = surface(&["type x.t | models::T", &property]);
        surface.entries[1].place = Some(Place { page: "t.md".to_owned(), line: 1, said });
        surface
    };
    let renamed = "breaking property-renamed: `created` of x.t is `since` now";
    tells(&with("created", 7), &with("since", 7), &[renamed]);
    assert_eq!(both_ways(&with("created", 7), &with("since", 8)).changes.len(), 2);
    assert_eq!(both_ways(&with("created", 0), &with("since", 0)).changes.len(), 2, "nothing is said of either");
}
