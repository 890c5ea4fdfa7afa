//! Text of the docs stays text: whatever it holds, the emitted items are the same.

use crate::sample::*;
use docwright::model::*;
use proptest::prelude::*;

/// An API that has a documented text in every place that takes one.
fn api_of(text: &str) -> Api {
    let string = edm(Edm::String);
    let mut route = route(Method::Post, "me", "/me/{id}");
    route.template.segments[0].kind = SegmentKind::Literal(text.into());
    route.template.params[0].name = text.into();
    route.query = vec![QueryPart { name: name(text, "q"), value: QueryValue::Literal(text.into()), required: true }];
    // Whether the text is JSON or not, one body is.
    let json = serde_json::json!({ text: text }).to_string();
    let json = example(2, Method::Post, "/me/x", Some(&json), binding(0, &["x"], &[], "/me/x"));
    let mut example = example(1, Method::Post, text, Some(text), binding(0, &[text], &[(text, text)], text));
    example.name = Some(text.into());
    example.request.headers.push(HeaderField { name: text.into(), value: text.into() });
    let operation = Operation {
        doc: doc(text),
        deprecated: Some(doc(text)),
        routes: vec![route],
        permissions: vec![PermissionSet {
            besides: Vec::new(),
            account: Account::Application,
            names: vec![text.into()],
            alternatives: vec![vec![text.into(), text.into()]],
            documented: true,
            page: PageId::from(0),
            span: span(1),
            route_filter: Some(text.into()),
        }],
        parameters: vec![
            parameter(Location::Path, text, "p", string, text),
            parameter(Location::Query, "q2", "q2", string, text),
            parameter(Location::Body, text, "b", string, text),
        ],
        body: Body { kind: BodyKind::Parameters, doc: doc(text), span: span(1) },
        examples: vec![example, json],
        ..operation(0, text, (text, "post", "Post"))
    };
    let mut api = api(vec![group(text, "item", "Item")], vec![operation]);
    for page in api.pages.iter_mut() {
        page.path = text.into();
    }
    api.types = vec![Type { doc: doc(text), ..ty(text, "T", "t", vec![property(text, "p", string, text)]) }].into();
    api.enums = vec![Enum {
        name: name(text, "E"),
        module: "e".into(),
        span: span(1),
        doc: doc(text),
        members: vec![Member { name: name(text, "M"), doc: doc(text), span: span(2) }],
        flags: true,
    }]
    .into();
    api
}

/// Items, functions and fields by file: all that text could change by becoming code.
fn shape(api: &Api) -> Vec<String> {
    let files = emitted(api).files.into_iter().filter(|(path, _)| path.ends_with(".rs"));
    files.map(|(path, text)| format!("{path}: {}", shape_of(&text))).collect()
}

fn shape_of(text: &str) -> String {
    let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let items = file.items.iter().map(|item| match item {
        syn::Item::Impl(item) => format!("impl of {}", item.items.len()),
        syn::Item::Struct(item) => format!("struct {} of {}", item.ident, item.fields.len()),
        syn::Item::Enum(item) => format!("enum {} of {}", item.ident, item.variants.len()),
        syn::Item::Fn(item) => format!("fn {} of {}", item.sig.ident, item.block.stmts.len()),
        syn::Item::Static(item) => format!("static {}", item.ident),
        syn::Item::Macro(item) => format!("macro of {}", item.mac.tokens.clone().into_iter().count()),
        syn::Item::Mod(item) => format!("mod {}", item.ident),
        syn::Item::Use(_) => "use".to_owned(),
        _ => "something else".to_owned(),
    });
    items.collect::<Vec<_>>().join(", ")
}

/// Text that is fond of what ends comments, strings, attributes and lines.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("*/"),
        Just("\n"),
        Just("\r"),
        Just("\""),
        Just("\"#"),
        Just("\\"),
        Just("//"),
        Just("/*"),
        Just("`"),
        Just("]"),
        Just("#![x]"),
        Just("}"),
        Just("\u{202E}"),
        Just("\u{0}"),
        Just("é"),
        Just("fn x() {}"),
        Just("a"),
        Just("{"),
        Just("|"),
        Just("\t"),
        Just("\u{2028}"),
        Just("'"),
        Just("$crate"),
        Just("r#\""),
        Just(" "),
    ];
    prop_oneof![proptest::collection::vec(pieces, 1..12).prop_map(|pieces| pieces.concat()), "\\PC{1,20}"]
}

#[test]
fn json_is_no_code_either() {
    for text in ["0", "{}", "[\"a\"]"] {
        assert_eq!(shape(&api_of(text)), shape(&api_of("plain")), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn text_of_the_docs_never_becomes_code(text in text()) {
        prop_assert_eq!(shape(&api_of(&text)), shape(&api_of("plain")));
    }
}
