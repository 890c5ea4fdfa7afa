//! Which route an address is: one row per question.

use docwright_runtime::{OperationSpec, RouteTable};

const ONE: &OperationSpec = &OperationSpec::new("one\np.md:1");
const TWO: &OperationSpec = &OperationSpec::new("two\np.md:1");

macro_rules! table {
    ($($method:literal $template:literal)+) => {{
        static TABLE: RouteTable =
            RouteTable::new(&[&[$(concat!($method, " ", $template, ": one")),+]], &[|| &[ONE]]);
        &TABLE
    }};
}

/// `template | name=value | …`, or `-` if there is no route.
fn answer(table: &'static RouteTable, address: &str) -> String {
    let (method, path) = address.split_once(' ').expect("method and path");
    let Some(found) = table.find(method, path) else { return "-".to_owned() };
    let params = found.params.iter().map(|(name, value)| format!(" | {name}={value}"));
    format!("{}{}", found.template, params.collect::<String>())
}

fn check(table: &'static RouteTable, rows: &[(&str, &str)]) {
    let wrong: Vec<_> = rows
        .iter()
        .map(|(address, wanted)| (address, wanted, answer(table, address)))
        .filter(|(_, wanted, answer)| answer != *wanted)
        .map(|(address, wanted, answer)| format!("{address}\n  wanted {wanted}\n  got    {answer}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn literals_and_placeholders() {
    let table = table! {
        "GET" "/"
        "GET" "/me"
        "GET" "/users"
        "GET" "/users/{id}"
        "PATCH" "/users/{id}"
        "GET" "/users/{id}/manager/$ref"
        "GET" "/users/{id|upn}/photo"
        "GET" "/groups/{id}/threads/{thread-id}"
        "GET" "/sites/root"
    };
    check(
        table,
        &[
            ("GET /me", "/me"),
            ("GET me", "/me"),
            ("GET /me/", "/me"),
            ("get /ME", "/me"),
            ("GET /", "/"),
            ("GET /me?$select=id", "/me"),
            ("GET /me#x", "/me"),
            ("GET /users/ada@example.com", "/users/{id} | id=ada@example.com"),
            ("GET /users/ada%40example.com", "/users/{id} | id=ada@example.com"),
            ("GET /users/a%2Fb", "/users/{id} | id=a/b"),
            ("PATCH /users/x", "/users/{id} | id=x"),
            ("DELETE /users/x", "-"),
            ("GET /users/x/manager/$REF", "/users/{id}/manager/$ref | id=x"),
            ("GET /users/x/manager/%24ref", "/users/{id}/manager/$ref | id=x"),
            ("GET /users/x/photo", "/users/{id|upn}/photo | id|upn=x"),
            ("GET /groups/g/threads/t", "/groups/{id}/threads/{thread-id} | id=g | thread-id=t"),
            ("GET /groups//threads/t", "-"),
            ("GET /nothing", "-"),
            ("GET /sites/root/x", "-"),
            ("GET /sites/Root", "/sites/root"),
            ("GET /users/gr%C3%BC%C3%9Fe", "/users/{id} | id=grüße"),
            ("GET /users/grüße", "/users/{id} | id=grüße"),
        ],
    );
}

#[test]
fn the_first_segment_that_differs_decides() {
    let table = table! {
        "GET" "/users/{id}"
        "GET" "/users/{id}.json"
        "GET" "/users/delta()"
        "GET" "/users/delta"
        "GET" "/a/{x}/b"
        "GET" "/a/c/{y}"
        "GET" "/a/{x}/d/e"
        "GET" "/p/{x}/z"
        "GET" "/p/q/y"
    };
    check(
        table,
        &[
            ("GET /users/delta", "/users/delta"),
            ("GET /users/delta()", "/users/delta()"),
            ("GET /users/Delta()", "/users/delta()"),
            ("GET /users/x.json", "/users/{id}.json | id=x"),
            ("GET /users/x.JSON", "/users/{id}.json | id=x"),
            ("GET /users/.json", "/users/{id} | id=.json"),
            ("GET /users/deltas", "/users/{id} | id=deltas"),
            ("GET /a/c/b", "/a/c/{y} | y=b"),
            ("GET /a/c/d/e", "/a/{x}/d/e | x=c"),
            ("GET /p/q/z", "/p/{x}/z | x=q"),
        ],
    );
}

#[test]
fn the_method_is_part_of_the_question() {
    let table = table! {
        "POST" "/users/delta"
        "GET" "/users/{id}"
    };
    check(
        table,
        &[
            ("POST /users/delta", "/users/delta"),
            ("GET /users/delta", "/users/{id} | id=delta"),
            ("PUT /users/delta", "-"),
        ],
    );
}

#[test]
fn a_function_with_and_without_parentheses() {
    let with = table! { "GET" "/users/delta()" "GET" "/users/{id}" };
    check(with, &[("GET /users/delta()", "/users/delta()"), ("GET /users/delta", "/users/delta()")]);
    let without = table! { "GET" "/users/delta" "GET" "/users/{id}" };
    check(without, &[("GET /users/delta()", "/users/delta"), ("GET /users/delta", "/users/delta")]);
    let neither = table! { "GET" "/users/{id}" };
    check(
        neither,
        &[("GET /users/delta()", "-"), ("GET /users/f(a=1)", "-"), ("GET /users/ada(1)", "/users/{id} | id=ada(1)")],
    );
}

#[test]
fn functions_by_name_and_argument_names() {
    let table = table! {
        "GET" "/w/range()"
        "GET" "/w/range(address='{address}')"
        "GET" "/w/cell(row={row},column={column})"
        "GET" "/reports/usage(period='{period}')"
        "GET" "/reports/usage(period='D7')"
        "GET" "/reports/usage(date={date})"
        "GET" "/reports/usage"
        "GET" "/drive/search(q='{search-text}')"
        "GET" "/x/f(b='{second}',a='{first}')/then/{id}"
        "GET" "/x/count(n=1)"
        "GET" "/tz(standard=microsoft.graph.timeZoneStandard'{format}')"
        "GET" "/w/age({days})"
        "GET" "/w/since(d={d})"
    };
    check(
        table,
        &[
            ("GET /w/range()", "/w/range()"),
            ("GET /w/range(address='A1:B2')", "/w/range(address='{address}') | address=A1:B2"),
            ("GET /w/Range(Address='A1:B2')", "/w/range(address='{address}') | address=A1:B2"),
            ("GET /w/range(address='Sheet''s!A1')", "/w/range(address='{address}') | address=Sheet's!A1"),
            ("GET /w/range(address=%27A1%27)", "/w/range(address='{address}') | address=A1"),
            ("GET /w/range(address=%27Sheet%27%27s%27)", "/w/range(address='{address}') | address=Sheet's"),
            ("GET /w/range(address='Sheet%27%27s')", "/w/range(address='{address}') | address=Sheet's"),
            ("GET /w/range(address=A1)", "/w/range(address='{address}') | address=A1"),
            ("GET /w/range(other='A1')", "-"),
            ("GET /w/range(address='A1',more=1)", "-"),
            ("GET /w/cell(row=1,column=2)", "/w/cell(row={row},column={column}) | row=1 | column=2"),
            ("GET /w/cell(column=2,row=1)", "/w/cell(row={row},column={column}) | row=1 | column=2"),
            ("GET /w/cell( row=1, column=2 )", "/w/cell(row={row},column={column}) | row=1 | column=2"),
            ("GET /w/cell(row=1,%20column=2)", "/w/cell(row={row},column={column}) | row=1 | column=2"),
            ("GET /w/cell(row='1',column='2')", "/w/cell(row={row},column={column}) | row=1 | column=2"),
            ("GET /reports/usage(period='D7')", "/reports/usage(period='D7')"),
            ("GET /reports/usage(period='d7')", "/reports/usage(period='D7')"),
            ("GET /reports/usage(period='D30')", "/reports/usage(period='{period}') | period=D30"),
            ("GET /reports/usage(date=2017-09-01)", "/reports/usage(date={date}) | date=2017-09-01"),
            ("GET /reports/usage()", "/reports/usage"),
            ("GET /drive/search(q='')", "/drive/search(q='{search-text}') | search-text="),
            ("GET /drive/search(q='a/b')", "/drive/search(q='{search-text}') | search-text=a/b"),
            ("GET /drive/search(q='a%2Fb')", "/drive/search(q='{search-text}') | search-text=a/b"),
            ("GET /drive/search(q=%27a/b%27)", "/drive/search(q='{search-text}') | search-text=a/b"),
            ("GET /drive/search(q='a,b=(c)')", "/drive/search(q='{search-text}') | search-text=a,b=(c)"),
            ("GET /drive/search(q='a%2Cb%3D%28c%29')", "/drive/search(q='{search-text}') | search-text=a,b=(c)"),
            ("GET /drive/search(q='what?')?$top=5", "/drive/search(q='{search-text}') | search-text=what?"),
            ("GET /drive/search(q='it%27s')", "/drive/search(q='{search-text}') | search-text=it's"),
            ("GET /drive/search(q='it''s/b')", "/drive/search(q='{search-text}') | search-text=it's/b"),
            ("GET /drive/search(q='ü')", "/drive/search(q='{search-text}') | search-text=ü"),
            ("GET /drive/search(q='open", "-"),
            ("GET /x/f(b='2',a='1')/then/i", "/x/f(b='{second}',a='{first}')/then/{id} | second=2 | first=1 | id=i"),
            ("GET /x/f(a='1',b='2')/then/i", "/x/f(b='{second}',a='{first}')/then/{id} | second=2 | first=1 | id=i"),
            ("GET /x/count(n=1)", "/x/count(n=1)"),
            (
                "GET /tz(Standard=microsoft.graph.TimeZoneStandard'Iana')",
                "/tz(standard=microsoft.graph.timeZoneStandard'{format}') | format=Iana",
            ),
            (
                "GET /tz(standard=microsoft.graph.timeZoneStandard%27Iana%27)",
                "/tz(standard=microsoft.graph.timeZoneStandard'{format}') | format=Iana",
            ),
            ("GET /tz(standard='Iana')", "/tz(standard=microsoft.graph.timeZoneStandard'{format}') | format=Iana"),
            ("GET /w/since(d=duration'P1D')", "/w/since(d={d}) | d=duration'P1D'"),
            ("GET /w/since(d='P1D')", "/w/since(d={d}) | d=P1D"),
            ("GET /w/age(duration'P1D')", "/w/age({days}) | days=duration'P1D'"),
            ("GET /x/count(n=2)", "-"),
        ],
    );
}

#[test]
fn quoted_and_bare_arguments_are_told_apart() {
    let table = table! { "GET" "/f(x='{text}')" "GET" "/f(x={number})" };
    check(table, &[("GET /f(x='1')", "/f(x='{text}') | text=1"), ("GET /f(x=1)", "/f(x={number}) | number=1")]);
}

#[test]
fn keys_in_parentheses() {
    let segments = table! { "GET" "/users/{id}" "GET" "/users/{id}/events" "GET" "/users/me" };
    check(
        segments,
        &[
            ("GET /users('ada')", "/users/{id} | id=ada"),
            ("GET /users('a/b')/events", "/users/{id}/events | id=a/b"),
            ("GET /users('me')", "/users/{id} | id=me"),
            ("GET /Users(5)", "/users/{id} | id=5"),
            ("GET /users()", "-"),
        ],
    );
    let keys = table! { "GET" "/users('{id}')" "GET" "/users('{id}')/events" "GET" "/n({number})" };
    check(
        keys,
        &[
            ("GET /users('ada')", "/users('{id}') | id=ada"),
            ("GET /users/ada", "/users('{id}') | id=ada"),
            ("GET /users('O''Neil')/events", "/users('{id}')/events | id=O'Neil"),
            ("GET /users/ada/events", "/users('{id}')/events | id=ada"),
            ("GET /n(5)", "/n({number}) | number=5"),
            ("GET /n(abc=)", "/n({number}) | number=abc="),
        ],
    );
}

#[test]
fn colon_paths() {
    let table = table! {
        "GET" "/me/drive/root"
        "GET" "/me/drive/root:/{+item-path}"
        "PUT" "/me/drive/root:/{+item-path}:/content"
        "POST" "/me/drive/root:/{+item-path}:/createUploadSession"
        "GET" "/drives/{drive-id}/items/{item-id}"
        "PUT" "/drives/{drive-id}/items/{item-id}/content"
        "PUT" "/drives/{drive-id}/items/{parent-id}:/{+filename}:/content"
        "GET" "/sites/{hostname}:/{+path}"
        "GET" "/sites/{site-id}"
        "GET" "/sites/{site-id}/lists"
        "GET" "/sites/{hostname}:/{+path}:/lists"
        "PUT" "/me/drive/root:/inbox/{name}:/content"
        "GET" "/me/drive/root:/{+item-path}:/range(address='{address}')"
    };
    check(
        table,
        &[
            ("GET /me/drive/root", "/me/drive/root"),
            ("GET /me/drive/root:/a", "/me/drive/root:/{+item-path} | item-path=a"),
            ("GET /me/drive/root:/a/b%20c.txt", "/me/drive/root:/{+item-path} | item-path=a/b c.txt"),
            ("GET /me/drive/root:/a/b.txt:", "/me/drive/root:/{+item-path} | item-path=a/b.txt"),
            ("GET /me/drive/Root:/a", "/me/drive/root:/{+item-path} | item-path=a"),
            ("PUT /me/drive/root:/a/b.txt:/content", "/me/drive/root:/{+item-path}:/content | item-path=a/b.txt"),
            ("PUT /me/drive/root:/a/b.txt:/Content?x=1", "/me/drive/root:/{+item-path}:/content | item-path=a/b.txt"),
            ("PUT /me/drive/root:/inbox/b.txt:/content", "/me/drive/root:/inbox/{name}:/content | name=b.txt"),
            (
                "PUT /me/drive/root:/inbox/a/b.txt:/content",
                "/me/drive/root:/{+item-path}:/content | item-path=inbox/a/b.txt",
            ),
            ("PUT /me/drive/root:/a(1).txt:/content", "/me/drive/root:/{+item-path}:/content | item-path=a(1).txt"),
            ("PUT /me/drive/root:/a(1):/content", "/me/drive/root:/{+item-path}:/content | item-path=a(1)"),
            ("GET /me/drive/root:/a/b:/unknown", "-"),
            ("GET /me/drive/root:/", "-"),
            ("GET /drives/d/items/i", "/drives/{drive-id}/items/{item-id} | drive-id=d | item-id=i"),
            ("PUT /drives/d/items/i/content", "/drives/{drive-id}/items/{item-id}/content | drive-id=d | item-id=i"),
            (
                "PUT /drives/d/items/p:/x/y.txt:/content",
                "/drives/{drive-id}/items/{parent-id}:/{+filename}:/content | drive-id=d | parent-id=p | filename=x/y.txt",
            ),
            ("GET /sites/contoso.com:/teams/hr", "/sites/{hostname}:/{+path} | hostname=contoso.com | path=teams/hr"),
            ("GET /sites/contoso.com,1,2", "/sites/{site-id} | site-id=contoso.com,1,2"),
            ("GET /sites/c:/teams/hr:/lists", "/sites/{hostname}:/{+path}:/lists | hostname=c | path=teams/hr"),
            ("GET /sites/19:a@thread.v2/lists", "/sites/{site-id}/lists | site-id=19:a@thread.v2"),
            (
                "GET /me/drive/root:/book.xlsx:/range(address='A1:B2')",
                "/me/drive/root:/{+item-path}:/range(address='{address}') | item-path=book.xlsx | address=A1:B2",
            ),
        ],
    );
}

#[test]
fn segments_that_mix_text_and_placeholders() {
    let table = table! {
        "GET" "/sites/{host},{site},{web}"
        "GET" "/sites/{id}"
        "GET" "/files/{name}.{ext}"
        "GET" "/files/v{n}"
        "GET" "/files/v{n}-beta"
    };
    check(
        table,
        &[
            ("GET /sites/a,b,c", "/sites/{host},{site},{web} | host=a | site=b | web=c"),
            ("GET /sites/a,b%2Cx,c", "/sites/{host},{site},{web} | host=a | site=b,x | web=c"),
            ("GET /sites/a%2Cb%2Cc", "/sites/{host},{site},{web} | host=a | site=b | web=c"),
            ("GET /sites/a,b", "/sites/{id} | id=a,b"),
            ("GET /sites/a,,c", "/sites/{id} | id=a,,c"),
            ("GET /files/a.txt", "/files/{name}.{ext} | name=a | ext=txt"),
            ("GET /files/v2", "/files/v{n} | n=2"),
            ("GET /files/V2-Beta", "/files/v{n}-beta | n=2"),
            ("GET /files/v", "-"),
        ],
    );
}

#[test]
fn all_operations_of_one_address() {
    static TABLE: RouteTable = RouteTable::new(
        &[&["GET /things/{id}: one, two", "GET /users/{id}: one"], &["GET /users/{user-id}: two, one"]],
        &[|| &[ONE], || &[TWO]],
    );
    let ids = |path| -> Vec<_> {
        TABLE.find("GET", path).into_iter().flat_map(|m| m.operations).map(|spec| spec.id()).collect()
    };
    assert_eq!(ids("/things/1"), ["one", "two"]);
    assert_eq!(ids("/users/1"), ["one", "two"], "templates that differ in a placeholder's name are one address");
    assert_eq!(TABLE.entries().len(), 3);
}

#[test]
fn routes_of_operations_that_are_not_there_are_left_out() {
    static TABLE: RouteTable = RouteTable::new(
        &[&["GET /things/{id}: one, two", "GET /things/first: two", "GET /users/{id}: two"]],
        &[|| &[ONE]],
    );
    let templates: Vec<_> = TABLE.entries().iter().map(|entry| (entry.template, entry.operations.len())).collect();
    assert_eq!(templates, [("/things/{id}", 1)]);
    assert_eq!(answer(&TABLE, "GET /things/first"), "/things/{id} | id=first");
    assert_eq!(answer(&TABLE, "GET /users/1"), "-");
}

#[test]
fn no_address_makes_it_panic() {
    let table = table! {
        "GET" "/a/{+p}:/b(x='{y}')/{z}.json"
        "GET" "/a:/{+p}"
    };
    let pieces =
        ["", "/", ":", "a", "(", ")", "'", "%27", "%", "%2", ",", "=", "?", "#", "ü", "b(x='", "')", ".json", " "];
    // Every sequence of four pieces, after a beginning that leads somewhere.
    for n in 0..pieces.len().pow(4) {
        let tail: String = (0..4).map(|i| pieces[n / pieces.len().pow(i) % pieces.len()]).collect();
        for start in ["", "/a/", "/a:/", "/a/p:/"] {
            let _ = table.find("GET", &format!("{start}{tail}"));
        }
    }
}
