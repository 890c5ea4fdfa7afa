use super::shown;
use crate::parse::route::{RouteProblem, read_routes};

#[test]
fn lines_of_a_block() {
    let rows: &[(&str, &str, &[&str])] = &[
        ("one", "GET /me\n", &["GET /me"]),
        ("several", "\nGET /me\nPATCH /users/{id}\n\n", &["GET /me", "PATCH /users/{id}"]),
        ("carriage returns", "GET /me\r\nGET /users\r\n", &["GET /me", "GET /users"]),
        ("verbs in lower case", "get /me\nPost /users", &["GET /me", "POST /users"]),
        (
            "headers and body",
            "POST /me/x\nContent-Type: a/b\n\n{\n  \"url\": \"/me\"\n}\nGET /me\n",
            &["POST /me/x", "GET /me"],
        ),
        ("paths in a body", "PATCH /x\n\n{\n/y\n}", &["PATCH /x"]),
        ("prose between", "GET /me\nor\nGET /users\nGet the user with:\n", &["GET /me", "GET /users"]),
        ("two in one line", "GET /me or GET /users", &["GET /me (text behind the route)", "GET /users"]),
        ("comments", "// all\nGET /me // mine\n# more\n/* x */\n<!-- y -->\n", &["GET /me (text behind the route)"]),
        ("C#", "string url = \"https://x.test/a\";\nvar b = url.TrimEnd('=').Replace('/','_');", &[]),
        ("bullets", "- GET /me\n* GET /users\n1. GET /groups", &["GET /me", "GET /users", "GET /groups"]),
        ("indented", "  GET /me\n  GET /users", &["GET /me", "GET /users"]),
        ("HTTP version", "GET /me HTTP/1.1\nHost: x.test", &["GET /me (`HTTP/1.1` at its end)"]),
        (
            "query wrapped",
            "GET /me/calendarView\n  ?a={b}\n  &c={d}\nGET /x",
            &["GET /me/calendarView?a={b}&c={d}", "GET /x"],
        ),
        ("path wrapped", "GET /drives/{id}\n    /items/{item-id}", &["GET /drives/{id}/items/{item-id}"]),
        ("arguments wrapped", "GET /me/view\n    (a={b})", &["GET /me/view(a={b})"]),
        ("filter wrapped", "GET /x?$filter=a eq 1\n  and b eq 2", &["GET /x?$filter=a eq 1 and b eq 2"]),
        ("verb alone", "GET\n/me\n", &["GET /me"]),
        ("no space behind the verb", "GET/me", &["GET /me"]),
        ("nothing", "", &[]),
    ];
    for (name, text, expected) in rows {
        let block = read_routes(text);
        assert_eq!(block.routes.iter().map(shown).collect::<Vec<_>>(), *expected, "{name}");
        assert_eq!(block.problems, [], "{name}");
    }
}

#[test]
fn documented_text() {
    let rows = [
        ("GET  /users/{id | name} \n", "/users/{id | name}"),
        ("- GET https://x.test/v1.0/me HTTP/1.1", "https://x.test/v1.0/me HTTP/1.1"),
        ("GET\n  /me\n", "/me"),
        ("GET /me\n  ?$select=a\nx", "/me\n  ?$select=a"),
        ("GET /me or PUT /users", "/me"),
    ];
    for (text, expected) in rows {
        let block = read_routes(text);
        assert_eq!(text.get(block.routes[0].documented.clone()), Some(expected), "{text}");
    }
    let block = read_routes("GET /me or PUT /users");
    assert_eq!(block.routes[1].documented, 15..21);
}

#[test]
fn problems() {
    let long = format!("GET /{}", "a/".repeat(4096));
    let rows = [
        ("no verb", "/me/drive\nGET /me\n", "/me/drive", RouteProblem::NoMethod),
        ("no verb, a URL", "GET /me\nhttps://x.test/me\n", "https://x.test/me", RouteProblem::NoMethod),
        ("a verb that is none", "GETT /me", "GETT /me", RouteProblem::UnknownMethod),
        (
            "a verb that is none, a URL",
            "MERGE https://x.test/me\nx",
            "MERGE https://x.test/me",
            RouteProblem::UnknownMethod,
        ),
        ("no verb behind prose", "See /me\n/users\nHTTP: /x", "/users", RouteProblem::NoMethod),
        ("too long", &long, &long[4..], RouteProblem::Unreadable("it is too long")),
    ];
    for (name, text, at, expected) in rows {
        let block = read_routes(text);
        let found: Vec<_> = block.problems.iter().map(|(range, problem)| (&text[range.clone()], *problem)).collect();
        assert_eq!(found, [(at, expected)], "{name}");
    }
}

#[test]
fn any_text_ends() {
    let pieces = [
        "{", "}", "(", ")", "/", "'", "<", ">", "=", ",", ":", "?", "&", " ", "[", "]", "|", "...", "é", "a", "%", "\n",
    ];
    for a in pieces {
        for b in pieces {
            for c in pieces {
                let _ = read_routes(&format!("GET /x{a}{b}{c}{a}y"));
                let _ = read_routes(&format!("PUT {a}{b}{c}"));
            }
        }
    }
}
