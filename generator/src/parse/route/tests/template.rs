use super::only;
use crate::model::ParamKind;
use crate::parse::route::name::kebab;

#[test]
fn templates() {
    let rows = [
        ("plain", "GET /me/drive", "GET /me/drive"),
        ("root", "GET /", "GET /"),
        ("alternatives in one placeholder", "GET /users/{id|name}", "GET /users/{id-or-name}"),
        ("with spaces", "GET /users/{id | userPrincipalName}/x", "GET /users/{id-or-user-principal-name}/x"),
        ("two placeholders for one", "GET /users/{id}|{name}/x", "GET /users/{id-or-name}/x"),
        (
            "a bare word as second",
            "GET /users/{id} | user-name/x",
            "GET /users/{id-or-user-name}/x (spaces in the path)",
        ),
        ("one name twice", "GET /groups/{id}/threads/{id}", "GET /groups/{id}/threads/{id}"),
        ("colon path", "GET /me/drive/root:/{item-path}:/content", "GET /me/drive/root:/{item-path}:/content"),
        ("colon path, not closed", "GET /drives/{id}/root:/{item-path}", "GET /drives/{id}/root:/{item-path}"),
        (
            "colon path below an item",
            "PUT /items/{parent-id}:/{filename}:/content",
            "PUT /items/{parent-id}:/{filename}:/content",
        ),
        (
            "colon path of a site",
            "GET /sites/{hostname}:/{server-relative-path}",
            "GET /sites/{hostname}:/{server-relative-path}",
        ),
        ("literal colon path", "GET /me/drive/root:/Docs/a.txt:/content", "GET /me/drive/root:/Docs/a.txt:/content"),
        ("colon apart", "GET /me/drive/root/:/{path}", "GET /me/drive/root:/{path} (a colon apart)"),
        ("colon behind a space", "GET /root:/{path} :/content", "GET /root:/{path}:/content (spaces in the path)"),
        ("angle brackets", "GET /users/<user id>/x", "GET /users/{user-id}/x"),
        (
            "parentheses as brackets",
            "PATCH /teams/(team-id)/x",
            "PATCH /teams/{team-id}/x (other brackets around a parameter than `{}`)",
        ),
        ("doubled braces", "GET /users/{{id}}/x", "GET /users/{id}/x (doubled braces)"),
        ("brace not closed", "GET /users/{id/x", "GET /users/{id}/x (a missing `}`)"),
        ("OData segments", "GET /a/$ref", "GET /a/$ref"),
        ("value and count", "GET /a/$count/$value", "GET /a/$count/$value"),
        ("namespace cast", "GET /members/microsoft.graph.user", "GET /members/microsoft.graph.user"),
        (
            "GUID",
            "GET /users/acdefc6b-2dc6-4e71-b1e9-6d9810ab1793/x",
            "GET /users/{user-id}/x (a sample value in the path)",
        ),
        ("escaped slash", "GET /users/a%2Fb%3f/x", "GET /users/{user-id}/x (a sample value in the path)"),
        (
            "GUID behind -ies",
            "GET /activities/acdefc6b-2dc6-4e71-b1e9-6d9810ab1793",
            "GET /activities/{activity-id} (a sample value in the path)",
        ),
        (
            "GUID behind a parameter",
            "GET /{a}/acdefc6b-2dc6-4e71-b1e9-6d9810ab1793",
            "GET /{a}/{id} (a sample value in the path)",
        ),
        (
            "base64",
            "GET /lists/gDbc8U7HGwADDZocJgAAAA==/tasks",
            "GET /lists/{list-id}/tasks (a sample value in the path)",
        ),
        ("full URL", "GET https://graph.microsoft.com/v1.0/me", "GET /me (a full URL)"),
        ("full URL, beta", "GET https://graph.microsoft.com/beta/me", "GET /me (a full URL)"),
        ("full URL without version", "POST https://x.test/embed", "POST /embed (a full URL)"),
        ("version in a relative path", "GET /v1.0/me", "GET /me"),
        ("beta in a relative path", "GET /beta/me", "GET /me"),
        ("no leading slash", "GET policies/{id}", "GET /policies/{id} (no leading slash)"),
        ("trailing slash", "GET /me/settings/", "GET /me/settings (a trailing slash)"),
        ("doubled slash", "GET /me//drive", "GET /me/drive (an empty segment)"),
        ("ellipsis segment", "GET /a/{id}/.../b", "GET /a/{id}/{path}/b (an ellipsis for a path)"),
        ("one character for it", "GET /a/…/b", "GET /a/{path}/b (an ellipsis for a path)"),
        ("stray spaces", "GET /me/ drive /root", "GET /me/drive/root (spaces in the path)"),
        ("hard space", "GET /me/drive\u{a0}", "GET /me/drive"),
        ("prose behind it", "GET /me/drive (personal drives)", "GET /me/drive (text behind the route)"),
        ("mixed segments", "GET /sites/{hostname},{site-id}/{id}.json", "GET /sites/{hostname},{site-id}/{id}.json"),
        (
            "key in a segment",
            "GET /directoryRoles/roleTemplateId={roleTemplateId}",
            "GET /directoryRoles/roleTemplateId={role-template-id}",
        ),
        ("escapes", "GET /me/my%20files", "GET /me/my files"),
        ("anchor", "GET /me#top", "GET /me (text behind the route)"),
    ];
    for (name, text, expected) in rows {
        assert_eq!(only(text).0, expected, "{name}");
    }
}

#[test]
fn calls() {
    let rows = [
        ("no arguments", "GET /a/delta()", "GET /a/delta()"),
        ("quoted braces", "GET /a/search(q='{search-text}')", "GET /a/search(q='{search-text}')"),
        ("quoted angle brackets", "GET /a/range(address='<address>')/x", "GET /a/range(address='{address}')/x"),
        ("bare braces", "GET /a/cell(row={row},column={n})", "GET /a/cell(row={row},column={n})"),
        ("a bare word", "GET /a/rowsAbove(count=n)", "GET /a/rowsAbove(count={count})"),
        ("a bare value", "GET /a/view(start=start-value)", "GET /a/view(start={start})"),
        ("its own name", "GET /a/range(address='address')", "GET /a/range(address='{address}')"),
        ("a word that ends in value", "GET /a/filter(on='parameterValue')", "GET /a/filter(on='{on}')"),
        ("an ellipsis", "GET /a/range(address='...')", "GET /a/range(address='{address}')"),
        ("ellipsis for all arguments", "GET /a/range(…)", "GET /a/range()"),
        ("quoted literal", "GET /a/filter(on='reviewer')", "GET /a/filter(on='reviewer')"),
        ("date", "GET /a/f(start='2017-01-01',end=2017-01-10)", "GET /a/f(start='2017-01-01',end=2017-01-10)"),
        ("numbers and booleans", "GET /a/image(width=640,fit=true,x=null)", "GET /a/image(width=640,fit=true,x=null)"),
        (
            "GUID argument",
            "GET /a/f(id=acdefc6b-2dc6-4e71-b1e9-6d9810ab1793)",
            "GET /a/f(id=acdefc6b-2dc6-4e71-b1e9-6d9810ab1793)",
        ),
        ("alias", "GET /a/f(x=@x)?@x={v}", "GET /a/f(x=@x)?@x={v}"),
        ("key", "GET /users('{id}')/x", "GET /users('{id}')/x"),
        ("alternate key", "GET /applications(appId='{appId}')", "GET /applications(appId='{app-id}')"),
        ("bare key", "GET /users({id})", "GET /users({id})"),
        ("namespace", "GET /a/microsoft.graph.range(address='{a}')", "GET /a/microsoft.graph.range(address='{a}')"),
        ("enum value", "GET /a/f(T=microsoft.graph.t'{x}')", "GET /a/f(T=microsoft.graph.t'{x}')"),
        ("half a placeholder", "GET /a/f(T='x-{x}')/b", "GET /a/f(T='x-{x}')/b"),
        (
            "spaces",
            "GET /a/range( address = '{a}' , b={c})",
            "GET /a/range(address='{a}',b={c}) (spaces in the arguments)",
        ),
        ("space before it", "GET /a/range (address='{a}')", "GET /a/range(address='{a}') (spaces in the path)"),
        ("parenthesis not closed", "GET /a/range(address='<a>'/row", "GET /a/range(address='{a}')/row (a missing `)`)"),
        ("not closed, and a call behind", "GET /a/f(x={x}/g(y={y})", "GET /a/f(x={x})/g(y={y}) (a missing `)`)"),
        ("quote not closed", "GET /a/range(address='{a})/row", "GET /a/range(address='{a}')/row (a missing quote)"),
        ("nothing closed", "GET /a/f(x='{y_z", "GET /a/f(x='{y-z}') (a missing quote, a missing `)`, a missing `}`)"),
        (
            "quote behind a type not closed",
            "GET /a/f(T=microsoft.graph.t'{x}",
            "GET /a/f(T=microsoft.graph.t'{x}') (a missing quote, a missing `)`)",
        ),
        ("bare brace not closed", "GET /a/f(x={y)/b", "GET /a/f(x={y})/b (a missing `}`)"),
        ("slash in an argument", "GET /a/f(path='x/y')/b", "GET /a/f(path='x/y')/b"),
        ("missing slash", "GET /a/f(x={x})row", "GET /a/f(x={x})/row (a missing slash)"),
        ("colon behind it", "GET /a/f(x='{x}'):/{path}", "GET /a/f(x='{x}'):/{path}"),
        ("double quotes", "GET /a/f(x=\"y\")", "GET /a/f(x='y')"),
    ];
    for (name, text, expected) in rows {
        assert_eq!(only(text).0, expected, "{name}");
    }
}

#[test]
fn parameters() {
    use ParamKind::{BareArgument, Path, QuotedArgument, Segment};
    let text = "GET /users/{ id|name }/root:/{item-path}:/ws/<ws>/f(a='{b}',c={dE},n=n,t='tValue')/.../acdefc6b-2dc6-4e71-b1e9-6d9810ab1793";
    let (_, route) = only(text);
    let found: Vec<_> =
        route.template.params.iter().map(|p| (p.documented.as_str(), p.name.as_str(), p.kind)).collect();
    let expected = [
        ("id|name", "id-or-name", Segment),
        ("item-path", "item-path", Path),
        ("ws", "ws", Segment),
        ("b", "b", QuotedArgument),
        ("dE", "d-e", BareArgument),
        ("n", "n", BareArgument),
        ("tValue", "t", QuotedArgument),
        ("...", "path", Path),
        ("acdefc6b-2dc6-4e71-b1e9-6d9810ab1793", "id", Segment),
    ];
    assert_eq!(found, expected);
    let (_, mixed) = only("GET /a/f(T=microsoft.graph.t'{x}')");
    assert_eq!(mixed.template.params[0].kind, QuotedArgument);
}

#[test]
fn names() {
    let rows = [
        ("driveItemId", "drive-item-id"),
        ("drive-item-id", "drive-item-id"),
        ("drive_item_id", "drive-item-id"),
        ("path and filename", "path-and-filename"),
        ("remoteItem-driveId", "remote-item-drive-id"),
        ("id | userPrincipalName", "id-or-user-principal-name"),
        ("URLPath", "url-path"),
        ("userIDs", "user-ids"),
        ("Id", "id"),
        ("user's id", "users-id"),
        ("2ndItem", "nd-item"),
        ("größe", "größe"),
        ("item2", "item2"),
        ("0", "value"),
        ("-", "value"),
        ("", "value"),
    ];
    for (text, expected) in rows {
        assert_eq!(kebab(text), expected, "{text}");
    }
}
