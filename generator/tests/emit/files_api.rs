//! A part of the Files API: what each construct becomes.

use crate::sample::*;
use docwright::model::*;

/// Checking in, reading, searching, uploading, and a calendar for query placeholders.
pub(crate) fn files_api() -> Api {
    let item = NamedType::Type(TypeId::from(0));
    let operations = vec![checkin(), get(item), search(item), upload(item), calendar_view(), row()];
    let groups = vec![group("driveItem", "drive_item", "DriveItem"), group("calendar", "calendar", "Calendar")];
    let mut api = api(groups, operations);
    api.types = types().into();
    api.enums = enums().into();
    api
}

fn checkin() -> Operation {
    let text = edm(Edm::String);
    Operation {
        doc: doc("Check in a checked out **driveItem**.\n\nOthers see the new version."),
        deprecated: Some(doc("Use\nsomething else.")),
        routes: vec![
            route(Method::Post, "drives_items_by_id", "/drives/{drive-id}/items/{item-id}/checkin"),
            route(Method::Post, "me_drive_root_path", "/me/drive/root:/{+item-path}:/checkin"),
        ],
        permissions: vec![
            permission(Account::DelegatedWork, &["Files.ReadWrite", "Sites.ReadWrite.All"]),
            permission(Account::DelegatedPersonal, &[]),
        ],
        parameters: vec![
            parameter(Location::Header, "Authorization", "authorization", text, "Bearer {token}."),
            parameter(Location::Header, "if-match", "if_match", text, "An eTag."),
            parameter(Location::Header, "workbook-session-id", "workbook_session_id", text, "A session."),
            parameter(Location::Body, "checkInAs", "check_in_as", text, "`published` or not."),
            Parameter { required: true, ..parameter(Location::Body, "comment", "comment", text, "A comment.") },
            parameter(Location::Body, "extra", "extra", edm(Edm::Boolean), ""),
        ],
        body: Body { kind: BodyKind::Parameters, doc: doc("In the request body, supply this."), span: span(40) },
        examples: vec![example(
            51,
            Method::Post,
            "/drives/drive-id/items/item-id/checkin",
            Some("{\n  \"comment\": \"Updating\"\n}"),
            binding(0, &["drive-id", "item-id"], &[], "/drives/drive-id/items/item-id/checkin"),
        )],
        ..operation(0, "driveItem.checkin", ("checkin", "checkin", "Checkin"))
    }
}

fn permission(account: Account, names: &[&str]) -> PermissionSet {
    PermissionSet {
        besides: Vec::new(),
        account,
        names: names.iter().map(|n| (*n).to_owned()).collect(),
        alternatives: names.iter().map(|n| vec![(*n).to_owned()]).collect(),
        documented: true,
        page: PageId::from(0),
        span: span(12),
        route_filter: None,
    }
}

fn get(item: NamedType) -> Operation {
    Operation {
        doc: doc("Read one item."),
        routes: vec![
            route(Method::Get, "me_drive_items_by_id", "/me/drive/items/{item-id}"),
            route(Method::Get, "me_drive_root", "/me/drive/root"),
        ],
        query_options: vec![named(QueryOption::Select), named(QueryOption::Expand)],
        output: ResponseType::One(one(item)),
        examples: vec![example(
            60,
            Method::Get,
            "/me/drive/items/01AB?$select=id,name&$expand=children($select=id)&$top=5",
            None,
            binding(
                0,
                &["01AB"],
                &[("$select", "id,name"), ("$expand", "children($select=id)"), ("$top", "5")],
                "/me/drive/items/01AB",
            ),
        )],
        ..operation(0, "driveItem.get", ("get", "get", "Get"))
    }
}

fn search(item: NamedType) -> Operation {
    Operation {
        routes: vec![route(Method::Get, "me_drive_root", "/me/drive/root/search(q='{search-text}')")],
        parameters: vec![parameter(Location::Function, "q", "q", edm(Edm::String), "What to\nlook for.")],
        query_options: vec![named(QueryOption::Top)],
        output: ResponseType::Page(one(item)),
        ..operation(0, "driveItem.search", ("search", "search", "Search"))
    }
}

fn upload(item: NamedType) -> Operation {
    let mut example = example(
        70,
        Method::Put,
        "/me/drive/root:/a.txt:/content",
        Some("The contents of the \"file\"."),
        binding(0, &["a.txt"], &[], "/me/drive/root:/a.txt:/content"),
    );
    example.request.headers[0].value = "text/plain".into();
    Operation {
        routes: vec![route(Method::Put, "me_drive_root_path", "/me/drive/root:/{+item-path}:/content")],
        body: Body { kind: BodyKind::Content, doc: doc(""), span: span(40) },
        output: ResponseType::One(one(item)),
        examples: vec![example],
        ..operation(0, "driveItem.upload", ("upload", "upload", "Upload"))
    }
}

fn calendar_view() -> Operation {
    let part = |wire: &str, rust: &str, value: QueryValue| QueryPart { name: name(wire, rust), value, required: true };
    let mut view = route(Method::Get, "me_calendar_view", "/me/calendarView");
    view.query = vec![
        part("startDateTime", "start_date_time", QueryValue::Param("start_datetime".into())),
        part("endDateTime", "end_date_time", QueryValue::Param("end_datetime".into())),
        part("view", "view", QueryValue::Literal("all".into())),
    ];
    Operation {
        routes: vec![view],
        parameters: vec![
            Parameter {
                required: true,
                ..parameter(Location::Query, "startDateTime", "start_date_time", edm(Edm::String), "From when.")
            },
            parameter(Location::Query, "top", "top", edm(Edm::Int32), "How many."),
            parameter(Location::Query, "$filter", "filter", edm(Edm::String), "Which."),
        ],
        output: ResponseType::Untyped,
        examples: vec![example(
            80,
            Method::Get,
            "/me/calendarView?startDateTime=2020-01-01T00:00:00Z&endDateTime=2020-02-01T00:00:00Z&view=all&top=7",
            None,
            binding(
                0,
                &[],
                &[
                    ("startDateTime", "2020-01-01T00:00:00Z"),
                    ("endDateTime", "2020-02-01T00:00:00Z"),
                    ("view", "all"),
                    ("top", "7"),
                ],
                "/me/calendarView",
            ),
        )],
        ..operation(1, "calendar.view", ("view", "view", "View"))
    }
}

fn row() -> Operation {
    let mut misfit =
        example(91, Method::Get, "/me/row(index={n})", None, binding(0, &["{n}"], &[], "/me/row(index={n})"));
    misfit.verdict = Verdict::Typed;
    Operation {
        routes: vec![route(Method::Get, "me_by_index", "/me/row(index={n})")],
        parameters: vec![parameter(Location::Function, "index", "index", edm(Edm::Int32), "Which row.")],
        output: ResponseType::Content,
        examples: vec![
            example(90, Method::Get, "/me/row(index=-3)", None, binding(0, &["-3"], &[], "/me/row(index=-3)")),
            misfit,
        ],
        ..operation(1, "calendar.row", ("row", "row", "Row"))
    }
}

fn types() -> Vec<Type> {
    let item = NamedType::Type(TypeId::from(0));
    let identity = NamedType::Type(TypeId::from(1));
    vec![
        Type {
            doc: doc("A file or a folder."),
            base: Some(TypeId::from(1)),
            ..ty(
                "microsoft.graph.driveItem",
                "DriveItem",
                "drive_item",
                vec![
                    property("@odata.type", "odata_type", edm(Edm::String), ""),
                    property("children", "children", many(item), "What it holds."),
                    property("createdBy", "created_by", one(identity), "Who made it."),
                    property("createdDateTime", "created_date_time", edm(Edm::DateTimeOffset), "When."),
                    property("kind", "kind", one(NamedType::Enum(EnumId::from(0))), "Its kind."),
                    Property { read_only: true, ..property("size", "size", edm(Edm::Int64), "In bytes.") },
                    property("traits", "traits", one(NamedType::Enum(EnumId::from(1))), "Several."),
                ],
            )
        },
        Type {
            deprecated: Some(doc("")),
            ..ty(
                "microsoft.graph.identity",
                "Identity",
                "identity",
                vec![
                    Property {
                        deprecated: Some(doc("Not any more.")),
                        ..property("id", "id", edm(Edm::Guid), "The id.")
                    },
                    property("parent", "parent", one(identity), "Cyclic."),
                ],
            )
        },
    ]
}

fn named(option: QueryOption) -> NamedOption {
    NamedOption { option, span: span(20) }
}

fn enums() -> Vec<Enum> {
    let member = |wire: &str, rust: &str, text: &str| Member { name: name(wire, rust), doc: doc(text), span: span(71) };
    let kind = Enum {
        name: name("microsoft.graph.kind", "Kind"),
        module: "drive_item".into(),
        span: span(70),
        doc: doc("What an item is."),
        members: vec![
            member("file", "File", "A file."),
            member("unknown", "Unknown", ""),
            member("unlisted", "Unlisted", ""),
        ],
        flags: false,
    };
    let traits =
        Enum { name: name("microsoft.graph.traits", "Traits"), module: "traits".into(), flags: true, ..kind.clone() };
    vec![kind, traits]
}
