//! What each change is called, which class it has, and how it is told.

use super::{GET, both_ways, operation, parts, surface, tells, told};
use crate::surface::Surface;

/// A type that is sent and comes back, with one property that has these facts.
fn exchanged(facts: &str) -> Surface {
    with_type("body json x.file", "json x.file", facts)
}

/// A type that is only sent.
fn sent(facts: &str) -> Surface {
    with_type("body json x.file", "nothing", facts)
}

/// A type that only comes back.
fn received(facts: &str) -> Surface {
    with_type("no body", "json x.file", facts)
}

fn with_type(body: &str, returns: &str, facts: &str) -> Surface {
    let operation = format!("operation file.do | .do() | DoOp | {body} | returns {returns}");
    let property = format!("type x.file property size | {facts}");
    surface(&[&operation, "operation file.do route POST /files | .files()", "type x.file | models::File", &property])
}

#[test]
fn types_of_properties() {
    let wire = "wire property-type-changed: `size` of x.file was Edm.String and is Edm.Guid";
    tells(&exchanged("Edm.String | .size"), &exchanged("Edm.Guid | .size"), &[wire]);
    let code = "breaking property-type-changed: `size` of x.file was Edm.Int32 and is Edm.Int64";
    tells(&exchanged("Edm.Int32 | .size"), &exchanged("Edm.Int64 | .size"), &[code]);
    let code = "breaking property-type-changed: `size` of x.file was Edm.Guid and is Collection(Edm.String)";
    tells(&exchanged("Edm.Guid | .size"), &exchanged("Collection(Edm.String) | .size"), &[code]);
}

#[test]
fn directions_differ() {
    let (plain, nullable, not) =
        ("Edm.Int32 | .size", "Edm.Int32 | nullable | .size", "Edm.Int32 | not nullable | .size");
    let required = "Edm.Int32 | required | .size";
    let told = |class: &str, kind: &str, says: &str| format!("{class} {kind}: `size` of x.file {says}");
    let loses = |class| told(class, "property-not-nullable", "was nullable and isn't any more");
    tells(&sent(nullable), &sent(not), &[&loses("wire")]);
    tells(&received(nullable), &received(not), &[&loses("additive")]);
    tells(&exchanged(nullable), &exchanged(not), &[&loses("wire")]);
    let gains = |class| told(class, "property-nullable", "was not nullable and is nullable");
    tells(&sent(not), &sent(nullable), &[&gains("additive")]);
    tells(&received(not), &received(nullable), &[&gains("wire")]);
    tells(
        &exchanged(plain),
        &exchanged(not),
        &[&told("docs", "property-nullability-said", "is said to be not nullable now")],
    );
    let needs = |class| told(class, "property-required", "is required now");
    tells(&sent(plain), &sent(required), &[&needs("wire")]);
    tells(&received(plain), &received(required), &[&needs("docs")]);
    let read_only = |class| told(class, "property-read-only", "is read-only now");
    tells(&sent(plain), &sent("Edm.Int32 | read-only | .size"), &[&read_only("wire")]);
    tells(&received(plain), &received("Edm.Int32 | read-only | .size"), &[&read_only("docs")]);
    let write_only = |class| told(class, "property-write-only", "is write-only now: it doesn't come back");
    tells(&sent(plain), &sent("Edm.Int32 | write-only | .size"), &[&write_only("docs")]);
    tells(&received(plain), &received("Edm.Int32 | write-only | .size"), &[&write_only("wire")]);
}

/// Base types, what properties hold, and derived types are sent with what names them; what is changed is sent in part.
#[test]
fn what_is_sent_is_followed() {
    let lines = |method: &str, required: &str| {
        let operation = format!("operation a.do route {method} /a | .a()");
        let property = |ty: &str| format!("type x.{ty} property p | Edm.String{required} | .p");
        let [base, inner, derived, itself] = ["base", "inner", "derived", "itself"].map(property);
        surface(&[
            "operation a.do | .do() | DoOp | body json x.itself | returns nothing",
            &operation,
            "type x.base | models::Base",
            &base,
            "type x.itself | models::Itself | base x.base",
            &itself,
            "type x.itself property of | Collection(x.inner) | .of",
            "type x.derived | models::Derived | base x.itself",
            &derived,
            "type x.inner | models::Inner",
            &inner,
        ])
    };
    let told = |method| told(&both_ways(&lines(method, ""), &lines(method, " | required")));
    let all = ["`p` of x.base is required now, also in 2 types derived from it", "`p` of x.inner is required now"];
    assert_eq!(told("POST"), all.map(|says| format!("wire property-required: {says}")));
    let [whole, inner] = all;
    assert_eq!(told("PATCH"), [format!("docs property-required: {whole}"), format!("wire property-required: {inner}")]);
}

#[test]
fn a_property_of_a_base_is_told_once() {
    let lines = |property: &'static str| {
        let types =
            ["type a.base | models::Base", "type a.b | models::B | base a.base", "type a.c | models::C | base a.b"];
        surface(&types.into_iter().chain([property]).collect::<Vec<_>>())
    };
    let (with, without) =
        (lines("type a.base property p | Edm.String | .p"), lines("type a.base property q | Edm.Int32 | .q"));
    let expected = [
        "breaking property-removed: `p` of a.base is gone, also in 2 types derived from it",
        "additive property-added: `q` of a.base is new, also in 2 types derived from it",
    ];
    tells(&with, &without, &expected);
    let lower = lines("type a.b property p | Edm.String | .p");
    tells(&with, &lower, &["breaking property-removed: `p` of a.base is gone"]);
    tells(&lower, &with, &["additive property-added: `p` of a.base is new"]);
}

#[test]
fn bases() {
    let lines = |base: &str| {
        let derived = format!("type a.c | models::C{base}");
        surface(&[
            "type a.a | models::A",
            "type a.a property p | Edm.String | .p",
            "type a.b | models::B | base a.a",
            "type a.b property q | Edm.String | .q",
            &derived,
            "type a.d | models::D | base a.c",
        ])
    };
    let changed = |class: &str, says: &str| format!("{class} type-base-changed: a.c {says}");
    let down = "derived from a.a and derives from a.b: it has `q` from there";
    tells(&lines(" | base a.a"), &lines(" | base a.b"), &[&changed("additive", down)]);
    let up = "derived from a.b and derives from a.a: it has lost `q`";
    tells(&lines(" | base a.b"), &lines(" | base a.a"), &[&changed("breaking", up)]);
    tells(&lines(""), &lines(" | base a.a"), &[&changed("additive", "derives from a.a now: it has `p` from there")]);
    tells(&lines(" | base a.a"), &lines(""), &[&changed("breaking", "no longer derives from a.a: it has lost `p`")]);
}

#[test]
fn whatever_goes_with_its_owner_is_no_change_of_its_own() {
    let one = ["operation a.get | .get() | GetOp | no body | returns nothing", "operation a.get option $top"];
    let two = ["type x.file | models::File", "type x.file property p | Edm.String | required | .p"];
    let three = ["enum x.kind | models::Kind", "enum x.kind member a | A", "group a | client.a() | api::a::A"];
    let all = [one.as_slice(), &two, &three].concat();
    let expected = [
        "breaking enum-removed: x.kind is gone",
        "breaking operation-removed: a.get is gone: `client.a().get()`",
        "breaking type-removed: x.file is gone",
    ];
    tells(&surface(&all), &surface(&[]), &expected);
}

/// What was said of several properties of one type is said once.
#[test]
fn flags_of_several_properties_are_one_change() {
    let lines = |flags: [&str; 3]| {
        let property = |(name, flags)| format!("type x.file property {name} | Edm.String{flags} | .{name}");
        let properties: Vec<String> = ["a", "b", "c"].into_iter().zip(flags).map(property).collect();
        let operation = "operation a.do | .do() | DoOp | body json x.file | returns nothing";
        let lines = [operation, "operation a.do route POST /a | .a()", "type x.file | models::File"];
        surface(&lines.into_iter().chain(properties.iter().map(String::as_str)).collect::<Vec<_>>())
    };
    let ro = " | read-only";
    let several = "wire property-read-only: 2 properties of x.file are read-only now: `a` and `b`";
    tells(&lines(["", "", ""]), &lines([ro, ro, ""]), &[several]);
    let writable = "additive property-writable: 2 properties of x.file are no longer read-only: `a` and `b`";
    let other = "wire property-required: `c` of x.file is required now";
    tells(&lines([ro, ro, ""]), &lines(["", "", " | required"]), &[writable, other]);
}

#[test]
fn a_type_that_was_only_named_is_described_at_once() {
    let named = surface(&["type x.file | models::File | open"]);
    let described = surface(&[
        "type x.base | models::Base",
        "type x.file | models::File | base x.base | key id",
        "type x.file property id | Edm.String | .id",
        "type x.file property name | Edm.String | required | .name",
    ]);
    let new = "additive type-added: x.base is new";
    tells(&named, &described, &[new, "additive type-documented: x.file is documented now, with `id` and `name`"]);
    let gone = "breaking type-removed: x.base is gone";
    let no = "breaking type-undocumented: x.file is no longer documented: it had `id` and `name`";
    tells(&described, &named, &[gone, no]);
    // Documented before, without properties.
    let closed = surface(&["type x.file | models::File"]);
    let one = surface(&["type x.file | models::File", "type x.file property id | Edm.String | .id"]);
    tells(&closed, &one, &["additive property-added: `id` of x.file is new"]);
}

#[test]
fn names_in_rust() {
    let lines = |kind: &str, member: &str, file: &str, size: &str, group: &str, get: &str, route: &str| {
        let lines = [
            format!("enum x.kind | models::{kind}"),
            format!("enum x.kind member a | {member}"),
            format!("type x.file | models::{file}"),
            format!("type x.file property size | Edm.Int32 | .{size}"),
            format!("group a | client.{group}() | api::a::A"),
            format!("operation a.get | .{get} | no body | returns nothing"),
            format!("operation a.get parameter query p | Edm.String | .{size}()"),
            format!("operation a.get route GET /a | .{route}()"),
        ];
        surface(&lines.each_ref().map(String::as_str))
    };
    let base = lines("Kind", "A", "File", "size", "a", "get() | GetOp", "a");
    let head = lines("Kind2", "A2", "File2", "size2", "a2", "get2() | GetOp2", "a2");
    let expected = [
        "breaking enum-path-changed: x.kind was `models::Kind` and is `models::Kind2`",
        "breaking member-path-changed: `a` of x.kind was `A` and is `A2`",
        "breaking group-path-changed: the group a was `client.a()` (`api::a::A`) and is `client.a2()` (`api::a::A`)",
        "breaking operation-path-changed: a.get was `client.a().get()` (`GetOp`) and is `client.a2().get2()` (`GetOp2`)",
        "breaking parameter-path-changed: the query parameter `p` of a.get was `.size()` and is `.size2()`",
        "breaking route-path-changed: GET /a of a.get was `.a()` and is `.a2()`",
        "breaking type-path-changed: x.file was `models::File` and is `models::File2`",
        "breaking property-path-changed: the field of `size` of x.file was `size` and is `size2`",
    ];
    tells(&base, &head, &expected);
}

#[test]
fn bodies_and_results() {
    let op = |facts: &str| operation(&format!(".get() | GetOp | {facts}"), &[]);
    let row = |base: &str, head: &str, expected: &str| tells(&op(base), &op(head), &[expected]);
    row(
        "no body | returns nothing",
        "body json x.a | returns nothing",
        "additive operation-body-changed: file.get may send x.a now",
    );
    // JSON that is no value of a type of the models is any JSON in Rust.
    let wire = "wire operation-body-changed: the body of file.get is Collection(x.a) now, was any JSON";
    row("body untyped | returns nothing", "body json Collection(x.a) | returns nothing", wire);
    let gone = "breaking operation-body-changed: file.get has no body any more, was content";
    row("body content | returns nothing", "no body | returns nothing", gone);
    let returns = "operation-returns-changed: file.get returned";
    let same = format!("wire {returns} Edm.String and returns any JSON");
    row("no body | returns json Edm.String", "no body | returns untyped", &same);
    let pages = format!("breaking {returns} x.file and returns pages of x.file");
    row("no body | returns json x.file", "no body | returns page of x.file", &pages);
    let nothing = "breaking operation-may-return-nothing: file.get may return nothing now";
    row("no body | returns json x.a", "no body | returns json x.a | or nothing", nothing);
    let long = "additive operation-long-running: file.get is long-running now, with x.a at its end";
    row("no body | returns nothing", "no body | returns nothing | long-running json x.a", long);
    let result = "breaking operation-result-changed: the end of file.get brought x.a and brings nothing";
    row(
        "no body | returns nothing | long-running json x.a",
        "no body | returns nothing | long-running nothing",
        result,
    );
    let delta = "additive operation-delta: file.get tells what has changed since the last time";
    row("no body | returns nothing", "no body | returns nothing | delta", delta);
    let deprecated = "additive operation-deprecated: file.get is deprecated now";
    row("no body | returns nothing", "no body | returns nothing | deprecated", deprecated);
}

#[test]
fn a_body_of_another_kind_names_what_it_has_gained_and_lost() {
    let own = operation(
        ".get() | GetOp | body parameters Get | returns nothing",
        &["parameter body a | Edm.String | required | .a", "parameter body b | Edm.String | .b"],
    );
    let of_type = |parts: &[&str]| {
        let lines = [
            "operation file.get | .get() | GetOp | body json x.file | returns nothing",
            "type x.file | models::File",
            "type x.file property a | Edm.String | .a",
            "type x.file property c | Edm.String | .c",
            "type x.file property d | Edm.String | .d",
            "type x.file property seen | Edm.String | read-only | .seen",
        ];
        surface(&lines.into_iter().chain(parts.iter().copied()).collect::<Vec<_>>())
    };
    let changed = |says: &str| format!("breaking operation-body-changed: the body of file.get is {says}");
    let code = |surface: &Surface, says: String, head: &Surface| {
        let told = told(&both_ways(surface, head));
        assert!(told.contains(&says), "{told:#?}");
    };
    code(&own, changed("x.file now, was the struct `Get`: `c` and `d` are new; `b` is gone"), &of_type(&[]));
    code(&of_type(&[]), changed("the struct `Get` now, was x.file: `b` is new; `c` and `d` are gone"), &own);
    let none = operation(GET, &[]);
    let gone =
        "breaking operation-body-changed: file.get has no body any more, was the struct `Get`: `a` and `b` are gone";
    tells(&own, &none, &[gone]);
    let new = "wire operation-body-changed: file.get may send the struct `Get` now: `a` and `b` are new";
    tells(&none, &own, &[new]);
    // The type is what is sent; of the operation's own is only what it needs.
    let needs = of_type(&["operation file.get parameter body c | Edm.String | required"]);
    tells(&of_type(&[]), &needs, &["wire parameter-required: `c` in the body of file.get is required now"]);
    let free = "additive parameter-not-required: `c` in the body of file.get is no longer required";
    tells(&needs, &of_type(&[]), &[free]);
}

#[test]
fn a_body_brings_its_parameters() {
    let base = operation(".get() | GetOp | body untyped | returns nothing", &[]);
    let head = operation(
        ".get() | GetOp | body parameters Get | returns nothing",
        &["parameter body a | Edm.String | required | .a", "parameter body b | Edm.String | .b"],
    );
    tells(
        &base,
        &head,
        &["breaking operation-body-changed: the body of file.get is the struct `Get` now, was any JSON"],
    );
}

#[test]
fn parameters() {
    let row = |base: &[&str], head: &[&str], expected: &[&str]| tells(&parts(base), &parts(head), expected);
    let added = "additive parameter-added: `a` in the body of file.get is new";
    row(&[], &["parameter body a | Edm.String | .a"], &[added]);
    let required = "wire parameter-added: `a` in the body of file.get is new and required";
    row(&[], &["parameter body a | Edm.String | required | .a"], &[required]);
    let text = "wire parameter-type-changed: the query parameter `a` of file.get was Edm.String and is Edm.Date";
    row(&["parameter query a | Edm.String | .a()"], &["parameter query a | Edm.Date | .a()"], &[text]);
    let number = "breaking parameter-type-changed: the query parameter `a` of file.get was Edm.String and is Edm.Int32";
    row(&["parameter query a | Edm.String | .a()"], &["parameter query a | Edm.Int32 | .a()"], &[number]);
    let field = "breaking parameter-type-changed: `a` in the body of file.get was Edm.String and is Edm.Date";
    row(&["parameter body a | Edm.String | .a"], &["parameter body a | Edm.Date | .a"], &[field]);
    let header = "wire parameter-type-changed: the header `a` of file.get was Edm.String and is Edm.Int32";
    row(&["parameter header a | Edm.String | .a()"], &["parameter header a | Edm.Int32 | .a()"], &[header]);
    let case = "wire parameter-renamed: the header `if-match` of file.get is `If-Match` now";
    row(
        &["parameter header if-match | Edm.String | .if_match()"],
        &["parameter header If-Match | Edm.String | .if_match()"],
        &[case],
    );
    let typo = "breaking parameter-renamed: `overriden` in the body of file.get is `overridden` now";
    row(
        &["parameter body overriden | Edm.Boolean | .overriden"],
        &["parameter body overridden | Edm.Boolean | .overridden"],
        &[typo],
    );
}

#[test]
fn the_type_of_a_functions_parameter_is_that_of_an_argument() {
    let lines = |ty: &str, rust: &str| {
        let parameter = format!("parameter function top | {ty}");
        let route = format!("route GET /f(top={{top}}) | .f(top: {rust})");
        parts(&[&parameter, &route])
    };
    let told =
        "breaking parameter-type-changed: the function parameter `top` of file.get was Edm.String and is Edm.Int32";
    tells(&lines("Edm.String", "&str"), &lines("Edm.Int32", "i32"), &[told]);
}

#[test]
fn options_of_one_operation_are_one_change() {
    let one = "breaking option-removed: file.get no longer takes `$top`";
    tells(&parts(&["option $top"]), &parts(&[]), &[one]);
    let several = "additive option-added: file.get takes `$skip` and `$top`, too";
    tells(&parts(&[]), &parts(&["option $top", "option $skip"]), &[several]);
}

#[test]
fn routes() {
    let row = |base: &[&str], head: &[&str], expected: &[&str]| tells(&parts(base), &parts(head), expected);
    row(
        &["route GET /a | .a()"],
        &["route GET /a | .a()", "route GET /b | .b()"],
        &["additive route-added: GET /b of file.get is new: `.b()`"],
    );
    row(
        &["route GET /a | .a()"],
        &["route GET /b | .b()"],
        &[
            "breaking route-removed: GET /a of file.get is gone: `.a()`",
            "additive route-added: GET /b of file.get is new: `.b()`",
        ],
    );
    let word =
        "breaking route-address-changed: GET /a/old/{id} of file.get is GET /a/new/{id} now: `.new(…)` was `.old(…)`";
    row(&["route GET /a/old/{id} | .old(id: &str)"], &["route GET /a/new/{id} | .new(id: &str)"], &[word]);
    let wire = "wire route-address-changed: GET /a/OLD of file.get is GET /a/old now";
    row(&["route GET /a/OLD | .old()"], &["route GET /a/old | .old()"], &[wire]);
    let count = |base: &[&str], head: &[&str]| both_ways(&parts(base), &parts(head)).changes.len();
    let old = ["route GET /a/old/{id} | .old(id: &str)"];
    assert_eq!(count(&old, &["route GET /a/{id}/old | .new(id: &str)"]), 2, "another order");
    assert_eq!(count(&old, &["route GET /b/new/{id} | .new(id: &str)"]), 2, "two words");
    assert_eq!(count(&old, &["route GET /a/b/{id} | .b(id: &str)", "route GET /a/c/{id} | .c(id: &str)"]), 3, "either");
    row(
        &["route PUT /a | .a()"],
        &["route PATCH /a | .a()"],
        &["wire route-verb-changed: /a of file.get was PUT and is PATCH"],
    );
    let respelled = "docs route-respelled: placeholders in /a/{} of file.get were id and are item-id";
    row(&["route GET /a/{id} | .a(id: &str)"], &["route GET /a/{item-id} | .a(item_id: &str)"], &[respelled]);
    let typed = "breaking route-arguments-changed: GET /a(n={n}) of file.get took (n: &str) and takes (n: i32)";
    row(&["route GET /a(n={n}) | .a(n: &str)"], &["route GET /a(n={n}) | .a(n: i32)"], &[typed]);
}

#[test]
fn features() {
    let lines = |kind: &str, areas: &[&str]| {
        let kind = format!("enum x.kind | models::Kind{kind}");
        let areas: Vec<String> = areas.iter().map(|area| format!("area {area}")).collect();
        surface(&areas.iter().map(String::as_str).chain([kind.as_str()]).collect::<Vec<_>>())
    };
    let both = &["files", "mail"];
    let more = "additive feature-widened: feature `mail` brings x.kind, too";
    tells(&lines(" | features files", both), &lines(" | features files, mail", both), &[more]);
    let less = "breaking feature-narrowed: feature `mail` no longer brings x.kind";
    tells(&lines(" | features files, mail", both), &lines(" | features files", both), &[less]);
    let new = "additive feature-added: feature `mail` is new";
    tells(&lines(" | features files", &["files"]), &lines(" | features files, mail", both), &[new]);
    let needed = "breaking feature-needed: x.kind needs the feature `files` now";
    tells(&lines("", both), &lines(" | features files", both), &[needed]);
    let not = "additive feature-not-needed: x.kind needs no feature any more";
    tells(&lines(" | features files", both), &lines("", both), &[not]);
    let gone = "breaking feature-removed: feature `mail` is gone; what it brought comes with `files`";
    tells(
        &lines(" | features mail", both),
        &lines(" | features files", &["files"]),
        &["additive feature-widened: feature `files` brings x.kind, too", gone],
    );
    let group = |features: &str| {
        let group = format!("group subscription | client.subscription() | api::s::S{features}");
        surface(&["area files", &group])
    };
    let needed = "breaking feature-needed: `client.subscription()` needs the feature `files` now";
    tells(&group(""), &group(" | features files"), &[needed]);
    let mut head = lines(" | features files", both);
    for entry in &mut head.entries {
        entry.place = Some(crate::surface::Place { page: "kind.md".to_owned(), line: 1, said: 0 });
    }
    let change = &both_ways(&lines("", both), &head).changes[0];
    assert_eq!((&change.base, &change.head), (&None, &None), "no page says what needs a feature");
}
