//! Rules, each shown by an API of a few lines.

use crate::sample::*;
use docwright::emit::emit;
use docwright::model::*;

fn body(id: &str, names: (&str, &str, &str)) -> Operation {
    Operation {
        routes: vec![route(Method::Post, "me", "/me")],
        parameters: vec![parameter(Location::Body, "text", "text", edm(Edm::String), "Some text.")],
        body: Body { kind: BodyKind::Parameters, doc: doc(""), span: span(1) },
        ..operation(0, id, names)
    }
}

fn plain(id: &str, names: (&str, &str, &str)) -> Operation {
    Operation { routes: vec![route(Method::Get, "me", "/me")], ..operation(0, id, names) }
}

/// Lines of a file that hold one of these texts.
fn lines(text: &str, wanted: &[&str]) -> String {
    let has = |line: &&str| wanted.iter().any(|w| line.contains(w));
    text.lines().filter(has).map(str::trim).collect::<Vec<_>>().join("\n")
}

#[test]
fn names_that_a_file_defines_are_not_imported() {
    // The group is called like an import, the bodies like a prelude type, like the group and like a marker.
    let groups = vec![group("request", "request", "Request")];
    let operations = vec![
        body("request.option", ("option", "option", "Option")),
        body("request.request", ("request", "request", "Request")),
        body("request.optionOp", ("optionOp", "option_op", "OptionOp")),
    ];
    let text = file(&api(groups, operations), "src/api/request.rs");
    insta::assert_snapshot!(lines(&text, &["use crate", "struct ", "pub text", "pub fn", "type Body", "pub static"]));
}

#[test]
fn a_group_named_like_a_method_of_the_client_gets_an_underscore_there() {
    let groups = vec![group("request", "request", "RequestGroup")];
    let api = api(groups, vec![plain("request.get", ("get", "get", "Get"))]);
    insta::assert_snapshot!(lines(&file(&api, "src/api/request.rs"), &["impl Client", "fn request"]));
}

#[test]
fn models_named_like_std_types_do_not_change_what_fields_are() {
    let mut api = api(vec![], vec![]);
    let string = property("text", "text", edm(Edm::String), "");
    let many = property("list", "list", many(NamedType::Type(TypeId::from(1))), "");
    api.types = vec![
        ty("x.option", "Option", "option", vec![string.clone(), many.clone()]),
        ty("x.string", "String", "string", vec![string, many]),
    ]
    .into();
    let text = file(&api, "src/models/option.rs") + &file(&api, "src/models/string.rs");
    insta::assert_snapshot!(lines(&text, &["pub struct", "pub text", "pub list"]));
}

#[test]
fn setters_do_not_hide_what_requests_have() {
    let text = edm(Edm::String);
    let operation = Operation {
        parameters: vec![
            parameter(Location::Query, "send", "send", text, ""),
            parameter(Location::Query, "Select", "select", text, ""),
            parameter(Location::Query, "$select", "select", text, ""),
            parameter(Location::Header, "query", "query", text, ""),
            parameter(Location::Header, "Content-Type", "content_type", text, ""),
        ],
        ..plain("item.get", ("get", "get", "Get"))
    };
    let text = file(&api(vec![group("item", "item", "Item")], vec![operation]), "src/api/item.rs");
    insta::assert_snapshot!(lines(&text, &["pub fn", "self.", "options::"]));
}

#[test]
fn a_success_without_a_body_makes_the_output_an_option() {
    let item = TypeRef { named: NamedType::Edm(Edm::Untyped), collection: false };
    let of = |id, names, optional| Operation {
        output: ResponseType::One(item),
        optional_output: optional,
        ..plain(id, names)
    };
    let operations = vec![of("item.get", ("get", "get", "Get"), false), of("item.set", ("set", "set", "Set"), true)];
    let text = file(&api(vec![group("item", "item", "Item")], operations), "src/api/item.rs");
    insta::assert_snapshot!(lines(&text, &["type Output"]), @r"
    type Output = Value;
    type Output = Option<Value>;
    ");
}

#[test]
fn permissions_that_are_needed_together_stay_together() {
    let set = |alternatives: &[&[&str]]| PermissionSet {
        besides: Vec::new(),
        account: Account::Application,
        names: alternatives.concat().iter().map(|name| (*name).to_owned()).collect(),
        alternatives: alternatives.iter().map(|set| set.iter().map(|name| (*name).to_owned()).collect()).collect(),
        documented: true,
        page: PageId::from(0),
        span: span(1),
        route_filter: None,
    };
    let permissions = vec![set(&[&["A.Read", "B.Read"], &["C.All"]]), set(&[&["D.Read"], &["E.All"]])];
    let operation = Operation { permissions, ..plain("item.get", ("get", "get", "Get")) };
    let text = file(&api(vec![group("item", "item", "Item")], vec![operation]), "src/api/item.rs");
    insta::assert_snapshot!(lines(&text, &["| Application", "application |"]));
}

#[test]
fn permissions_name_their_page_where_there_are_several() {
    let set = |page: usize, names: &[&str], documented: bool, filter: Option<&str>| PermissionSet {
        besides: Vec::new(),
        account: Account::Application,
        names: names.iter().map(|name| (*name).to_owned()).collect(),
        alternatives: names.iter().map(|name| vec![(*name).to_owned()]).collect(),
        documented,
        page: PageId::from(page),
        span: span(1),
        route_filter: filter.map(str::to_owned),
    };
    let permissions = vec![
        set(0, &["A.Read"], true, Some("For users | me")),
        set(1, &["B.Read"], true, None),
        set(0, &[], true, None),
        set(1, &[], false, None),
    ];
    let pages = vec![PageId::from(0), PageId::from(1)];
    let operation = Operation { permissions, pages, ..plain("item.get", ("get", "get", "Get")) };
    let text = file(&api(vec![group("item", "item", "Item")], vec![operation]), "src/api/item.rs");
    insta::assert_snapshot!(lines(&text, &["| Application", "application |"]));
}

#[test]
fn odd_documentation_stays_documentation() {
    let odd = "Ends */ here\r\n/// slashes\n\n    indented `x`\n\u{202E}right to left \"quoted\" \\ #[x]\u{0}";
    let operation = Operation { doc: doc(odd), ..plain("it`em.get", ("get", "get", "Get")) };
    let text = file(&api(vec![group("it``em", "item", "Item")], vec![operation]), "src/api/item.rs");
    insta::assert_snapshot!(lines(&text, &["//"]));
}

#[test]
fn odd_wire_names_are_no_aliases() {
    let mut api = api(vec![], vec![]);
    let properties = ["a b", "a\"b", "a\tb", " a", "same"];
    let rust = ["a", "b", "c", "d", "same"];
    let properties =
        properties.iter().zip(rust).map(|(wire, rust)| property(wire, rust, edm(Edm::String), "")).collect();
    api.types = vec![ty("x.t", "T", "t", properties)].into();
    insta::assert_snapshot!(lines(&file(&api, "src/models/t.rs"), &["alias", "pub "]));
}

#[test]
fn more_than_seven_arguments_are_allowed() {
    let mut long = route(Method::Get, "a", "/a/{a}/b/{b}/c/{c}/d/{d}/e/{e}/f/{f}/g/{g}");
    long.documented.clear();
    let operation = Operation { routes: vec![long], ..operation(0, "item.get", ("get", "get", "Get")) };
    let text = file(&api(vec![group("item", "item", "Item")], vec![operation]), "src/api/item.rs");
    assert!(text.contains("#[allow(clippy::too_many_arguments)]"), "{text}");
}

#[test]
fn bodies_that_raw_strings_cannot_hold_are_escaped() {
    let hashes = format!("\"{}\n", "#".repeat(300));
    let bodies = [hashes.as_str(), "{\"a\":1}", "a \"# b", "line\r\nline", "\u{202E}", "one line", "back\\slash"];
    let examples = bodies.iter().map(|body| {
        let mut example = example(1, Method::Post, "/me", Some(body), binding(0, &[], &[], "/me"));
        example.verdict = Verdict::Raw("not JSON".into());
        example
    });
    let operation = Operation { examples: examples.collect(), ..body("item.post", ("post", "post", "Post")) };
    let text = file(&api(vec![group("item", "item", "Item")], vec![operation]), "tests/examples/item.rs");
    insta::assert_snapshot!(text.replace(&"#".repeat(300), "#…"));
}

#[test]
fn headers_of_examples_are_set_by_the_call() {
    let text = edm(Edm::String);
    let mut example = example(1, Method::Post, "/me", Some("{}"), binding(0, &[], &[], "/me"));
    let header = |name: &str, value: &str| HeaderField { name: name.into(), value: value.into() };
    example.request.headers = vec![
        header("Authorization", "Bearer x"),
        header("Content-type", "application/json; charset=utf-8"),
        header("If-Match", "W/\"1\""),
        header("workbook-session-id", "s"),
        header("X-Other", "o"),
        header("Broken Name", "n"),
        header("X-Odd", "naïve"),
    ];
    let mut operation = body("item.post", ("post", "post", "Post"));
    operation.parameters.push(parameter(Location::Header, "if-match", "if_match", text, ""));
    operation.parameters.push(parameter(Location::Header, "workbook-session-id", "workbook_session_id", text, ""));
    operation.examples = vec![example];
    let text = file(&api(vec![group("item", "item", "Item")], vec![operation]), "tests/examples/item.rs");
    insta::assert_snapshot!(text.split_once("request:").expect("a row").1);
}

#[test]
fn a_large_group_becomes_a_folder_and_paths_stay() {
    let long = "A sentence of documentation. ".repeat(700);
    let operations = ["a", "b", "c", "d", "e"].map(|name| Operation {
        body: Body { kind: BodyKind::Parameters, doc: doc(&long), span: span(1) },
        ..body(&format!("item.{name}"), (name, name, &name.to_uppercase()))
    });
    let api = api(vec![group("item", "item", "Item")], operations.into());
    let emitted = emitted(&api).files;
    let files: Vec<&str> = emitted.keys().map(String::as_str).filter(|path| path.starts_with("src/api/")).collect();
    insta::assert_snapshot!(files.join("\n"));
    insta::assert_snapshot!(emitted["src/api/item/mod.rs"]);
}

#[test]
fn tests_of_a_large_group_are_modules_that_may_have_any_name() {
    let body_text = format!("{{\"a\": \"{}\"}}", "x".repeat(60_000));
    let operations = [("api", "Api"), ("support", "Support")].map(|(name, camel)| Operation {
        examples: vec![example(1, Method::Post, "/me", Some(&body_text), binding(0, &[], &[], "/me"))],
        ..body(&format!("item.{name}"), (name, name, camel))
    });
    let api = api(vec![group("item", "item", "Item")], operations.into());
    insta::assert_snapshot!(emitted(&api).files["tests/examples/item/mod.rs"]);
}

#[test]
fn a_large_route_table_becomes_a_folder_by_first_segments() {
    let many = |prefix: &str| -> Vec<Route> {
        (0..1200).map(|n| route(Method::Get, &format!("r{n}"), &format!("{prefix}/thing{n}"))).collect()
    };
    let mut operation = plain("item.get", ("get", "get", "Get"));
    operation.routes = [many("/deviceManagement/a"), many("/deviceManagement/b"), many("/me")].concat();
    operation.routes.push(route(Method::Get, "root", "/{id}"));
    let api = api(vec![group("item", "item", "Item")], vec![operation]);
    let emitted = emitted(&api).files;
    let files: Vec<&str> = emitted.keys().map(String::as_str).filter(|path| path.starts_with("src/routes")).collect();
    insta::assert_snapshot!(files.join("\n"));
    insta::assert_snapshot!(emitted["src/routes/mod.rs"]);
    insta::assert_snapshot!(emitted["src/routes/root.rs"]);
}

#[test]
fn a_fact_of_a_spec_is_one_line_whatever_the_page_holds() {
    let header = parameter(Location::Header, "If-Match\nwork | All", "if_match", edm(Edm::String), "");
    let operation = Operation { parameters: vec![header], ..plain("thing.find", ("find", "find", "Find")) };
    let text = file(&api(vec![group("thing", "thing", "Thing")], vec![operation]), "src/api/thing.rs");
    assert!(text.contains("\n        header | If-Match work | All\n"), "{text}");
}

#[test]
fn a_question_mark_in_a_path_begins_no_query() {
    let operation = Operation {
        routes: vec![route(Method::Get, "find", "/things/what?now")],
        ..plain("thing.find", ("find", "find", "Find"))
    };
    let api = api(vec![group("thing", "thing", "Thing")], vec![operation]);
    for name in ["src/routes.rs", "src/api/thing.rs"] {
        assert!(file(&api, name).contains("GET /things/what%3Fnow"), "{name}");
    }
}

#[test]
fn one_address_of_several_operations_is_one_row() {
    let operations = vec![
        Operation {
            routes: vec![route(Method::Get, "items", "/items/{item-id}")],
            ..operation(0, "item.get", ("get", "get", "Get"))
        },
        Operation {
            routes: vec![route(Method::Get, "items", "/items/{id}")],
            ..operation(0, "item.read", ("read", "read", "Read"))
        },
    ];
    let text = file(&api(vec![group("item", "item", "Item")], operations), "src/routes.rs");
    insta::assert_snapshot!(lines(&text, &["GET "]));
}

#[test]
fn headers_list_few_source_pages() {
    let mut operation = plain("item.get", ("get", "get", "Get"));
    let mut api = api(vec![group("item", "item", "Item")], vec![]);
    for n in 0..9 {
        let mut page = api.pages[PageId::from(0)].clone();
        page.path = format!("api/page\n{n}.md");
        operation.pages.push(api.pages.push(page));
    }
    let id = api.operations.push(operation);
    api.groups[GroupId::from(0)].operations.push(id);
    let text = file(&api, "src/api/item.rs");
    insta::assert_snapshot!(text.lines().take_while(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"));
}

#[test]
fn what_does_not_parse_is_an_error_that_names_the_file() {
    let mut api = api(vec![], vec![]);
    api.types = vec![ty("x.t", "T", "t", vec![property("fn", "fn", edm(Edm::String), "")])].into();
    let error = emit(&api, &|_| PAGE, &options()).expect_err("`fn` is no field");
    insta::assert_snapshot!(error);
}

#[test]
fn outside_of_the_workspace_the_manifest_is_one_of_its_own() {
    use docwright::config::{GitRef, Runtime};
    let mut options = options();
    options.standalone = true;
    options.runtime = Runtime::Git { url: "https://example.com/x".into(), at: Some((GitRef::Tag, "v1".into())) };
    let emitted = emit(&api(vec![], vec![]), &|_| PAGE, &options).expect("parses");
    insta::assert_snapshot!(emitted.files["Cargo.toml"]);
}

#[test]
fn the_same_api_gives_the_same_bytes_whatever_the_number_of_threads() {
    let api = crate::files_api();
    let once = emitted(&api).files;
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        assert_eq!(pool.install(|| emitted(&api).files), once);
    }
}

#[test]
fn a_module_named_like_the_one_around_it_is_allowed() {
    let groups = vec![group("api", "api", "Api")];
    let text = file(&api(groups, vec![plain("api.get", ("get", "get", "Get"))]), "src/api/mod.rs");
    insta::assert_snapshot!(lines(&text, &["allow", "mod "]));
}

#[test]
fn operations_that_are_more_than_one_call_are_marked() {
    let page = TypeRef { named: NamedType::Edm(Edm::Untyped), collection: false };
    let delta =
        Operation { output: ResponseType::Page(page), delta: true, ..plain("item.delta", ("delta", "delta", "Delta")) };
    let copy = Operation { long_running: Some(ResponseType::None), ..plain("item.copy", ("copy", "copy", "Copy")) };
    let scan =
        Operation { long_running: Some(ResponseType::One(page)), ..plain("item.scan", ("scan", "scan", "Scan")) };
    let text = file(&api(vec![group("item", "item", "Item")], vec![copy, delta, scan]), "src/api/item.rs");
    insta::assert_snapshot!(lines(&text, &["DeltaFunction for", "LongRunning for", "type Result"]), @r"
    impl LongRunning for CopyOp {
    type Result = ();
    impl DeltaFunction for DeltaOp {}
    impl LongRunning for ScanOp {
    type Result = Value;
    ");
}
