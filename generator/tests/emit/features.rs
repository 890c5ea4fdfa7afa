//! Areas as cargo features: what is there for which.

use crate::sample::*;
use docwright::model::*;

fn of(id: usize) -> TypeRef {
    one(NamedType::Type(TypeId::from(id)))
}

fn returns(group: usize, id: &str, page: PageId, output: TypeRef) -> Operation {
    Operation {
        routes: vec![route(Method::Get, "all", &format!("/{}", id.replace('.', "/")))],
        pages: vec![page],
        output: ResponseType::One(output),
        ..operation(group, id, ("get", "get", "Get"))
    }
}

/// A page in an area, added to the API's.
fn page(api: &mut Api, path: &str, area: Option<&str>) -> PageId {
    let mut page = api.pages[PageId::from(0)].clone();
    page.path = path.into();
    page.file = FileId::from(api.pages.len());
    page.area = area.map(|area| name(area, area));
    api.pages.push(page)
}

/// `mail` and `files` are areas with a group each, `shared` a group of both, `status` one without an area.
fn areas() -> Api {
    let groups = ["mail", "files", "shared", "status"].map(|name| group(name, name, &name.to_uppercase()));
    let mut api = api(groups.into(), vec![]);
    let mail = page(&mut api, "mail.md", Some("mail"));
    let files = page(&mut api, "files.md", Some("files"));
    let bots = page(&mut api, "bots.md", Some("bots"));
    let none = page(&mut api, "none.md", None);
    let operations = [
        returns(0, "mail.get", mail, of(0)),
        returns(1, "files.get", files, of(1)),
        returns(2, "shared.get", files, of(2)),
        returns(2, "shared.list", mail, of(2)),
        returns(3, "status.get", none, of(5)),
        returns(3, "status.list", bots, of(5)),
    ];
    for operation in operations {
        let group = operation.group;
        let id = api.operations.push(operation);
        api.groups[group].operations.push(id);
    }
    let refers = |id| vec![property("other", "other", of(id), "")];
    let documented = |wire: &str, page, properties| Type {
        pages: Vec::from_iter(page),
        ..ty(&format!("x.{wire}"), &wire.to_uppercase(), wire, properties)
    };
    api.types = vec![
        documented("message", Some(mail), refers(3)),
        Type { base: Some(TypeId::from(3)), ..documented("file", Some(files), vec![]) },
        documented("place", Some(bots), vec![]),
        // Both areas reach it, one of them documents it.
        documented("item", Some(mail), refers(4)),
        // With its neighbour in one file: that neighbour refers to what the file's areas then need, too.
        Type { module: "family".into(), ..documented("parent", Some(bots), vec![]) },
        documented("health", Some(mail), vec![]),
        Type { module: "family".into(), ..documented("child", Some(bots), refers(6 + 1)) },
        documented("toy", Some(bots), vec![]),
        // No operation reaches these.
        documented("robot", Some(bots), refers(9)),
        documented("part", None, vec![]),
        documented("nobody", None, vec![]),
        documented("other", Some(none), refers(0)),
    ]
    .into();
    api
}

#[test]
fn groups_follow_their_pages_and_types_what_reaches_them() {
    let mut api = areas();
    api.types.iter_mut().last().expect("a type").properties.clear();
    for file in
        ["Cargo.toml", "src/lib.rs", "src/api/mod.rs", "src/models/mod.rs", "src/routes.rs", "tests/bodies/models.rs"]
    {
        insta::assert_snapshot!(format!("features_{}", file.replace('/', "_")), crate::file(&api, file));
    }
}

#[test]
fn what_is_always_there_keeps_what_it_refers_to() {
    // `other`, of a page without an area, refers to `message`, that to `item` and so on.
    let text = file(&areas(), "src/models/mod.rs");
    let mut lines = text.lines().filter(|line| line.starts_with("#[cfg") || line.starts_with("mod ")).peekable();
    let mut always = Vec::new();
    while let Some(line) = lines.next() {
        match line.strip_prefix("mod ") {
            Some(module) => always.push(module),
            None => _ = lines.next(),
        }
    }
    assert_eq!(always, ["family;", "health;", "item;", "message;", "nobody;", "other;", "toy;"]);
}

#[test]
fn docs_without_areas_have_no_features() {
    let mut api = areas();
    api.pages.iter_mut().for_each(|page| page.area = None);
    for (path, text) in emitted(&api).files {
        let marks = ["[features]", "metadata", "# Features", "cfg("];
        assert!(!marks.iter().any(|mark| text.contains(mark)), "{path}: {text}");
    }
}
