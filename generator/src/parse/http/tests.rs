use super::{HttpProblem, looks_like_request, looks_like_response, read_request, read_response};

/// `METHOD url | header=value … | body`
fn request(text: &str) -> String {
    match read_request(text) {
        Ok(block) => {
            let headers: Vec<String> = block.headers.iter().map(|h| format!("{}={}", h.name, h.value)).collect();
            let url = format!("{} {}", block.method, block.url);
            format!("{url} | {} | {}", headers.join(" "), block.body.map_or("", |body| body.text))
        }
        Err(problem) => format!("{problem:?}"),
    }
}

#[test]
fn requests() {
    let rows = [
        ("bare", "GET /me\n", "GET /me |  | "),
        (
            "headers and body",
            "POST /me/x\nA: b\nC-d : e f\n\n{\n \"a\": 1\n}\n\n",
            "POST /me/x | A=b C-d=e f | {\n \"a\": 1\n}",
        ),
        ("carriage returns", "POST /x\r\nA: b\r\n\r\n{}\r\n", "POST /x | A=b | {}"),
        ("empty lines and a comment first", "\n  \n// one\nGET /me", "GET /me |  | "),
        ("verb in lower case", "get /me", "GET /me |  | "),
        ("no space behind the verb", "GET/me", "GET /me |  | "),
        ("two spaces behind it", "GET  https://x.test/me ", "GET https://x.test/me |  | "),
        ("version at the end", "GET /me HTTP/1.1\nHost: x.test", "GET /me | Host=x.test | "),
        ("raw spaces", "GET /me?$filter=a eq 'b c'", "GET /me?$filter=a eq 'b c' |  | "),
        ("query wrapped", "GET /me\n?$select=a\n  &$top=1\nA: b", "GET /me?$select=a&$top=1 | A=b | "),
        ("filter wrapped", "GET /me?$filter=a eq 1\n  and b eq 2", "GET /me?$filter=a eq 1 and b eq 2 |  | "),
        ("path wrapped", "GET /me/drive\n    /root HTTP/1.1", "GET /me/drive/root |  | "),
        ("verb on its own line", "GET\nhttps://x.test/me", "GET https://x.test/me |  | "),
        ("no empty line before the body", "POST /x\nA: b\n{\"a\": 1}", "POST /x | A=b | {\"a\": 1}"),
        ("indented body without empty line", "POST /x\nA: b\n  {\"a\": 1}", "POST /x | A=b |   {\"a\": 1}"),
        ("folded header", "GET /x\nA: b,\n  c", "GET /x | A=b, c | "),
        ("empty line before the headers", "POST /x\n\nA: b\nC: d\n\n{\"a\": 1}", "POST /x | A=b C=d | {\"a\": 1}"),
        ("empty lines before headers only", "GET /x\n\n \nA: b", "GET /x | A=b | "),
        ("empty line before a JSON body", "POST /x\n\n{\n\"a\": 1\n}", "POST /x |  | {\n\"a\": 1\n}"),
        ("empty line before other text", "PUT /x\n\nThe contents: here", "PUT /x |  | The contents: here"),
        ("white space as body", "POST /x\nA: b\n\n  \n\n", "POST /x | A=b | "),
        ("several requests", "GET /a\nGET /b", "GET /a |  | "),
        ("several requests apart", "GET /a\n\nGET /b", "GET /a |  | "),
        ("MIME body", "POST /x\n\n--B\nA: b\n\nText", "POST /x |  | --B\nA: b\n\nText"),
        ("no leading slash", "GET policies/x", "GET policies/x |  | "),
        ("empty", " \n", "Empty"),
        ("a response", "HTTP/1.1 200 OK", "NoRequestLine"),
        ("prose", "Get the drive of a user", "NoRequestLine"),
        ("JSON", "{ \"a\": 1 }", "NoRequestLine"),
        ("verb and nothing else", "GET", "NoRequestLine"),
    ];
    for (name, text, expected) in rows {
        assert_eq!(request(text), expected, "{name}");
    }
}

#[test]
fn offsets() {
    let text = "\nPOST  /me/x\nA: b\n\n{}\n";
    let block = read_request(text).expect("a request");
    assert!(text[block.url_offset..].starts_with("/me/x\n"));
    assert_eq!(block.body.map(|body| body.text), Some("{}"));
}

#[test]
fn responses() {
    let rows = [
        ("plain", "HTTP/1.1 200 OK\nContent-type: application/json\n\n{}", "200 Content-type=application/json {}"),
        ("No content", "HTTP/1.1 204 No content", "204  "),
        ("Accpted", "HTTP/1.1 202 Accpted\nLocation: https://x.test/a:b", "202 Location=https://x.test/a:b "),
        ("no reason", "HTTP/1.1 422", "422  "),
        ("HTTP without version", "HTTP 201 Created", "201  "),
        ("no HTTP", "200 Success", "200  "),
        ("lower case", "http/1.1 200 OK", "200  "),
        ("HTTP/2", "HTTP/2 200", "200  "),
        ("body right behind the status", "HTTP/1.1 200 OK\n{\"a\": 1}", "200  {\"a\": 1}"),
        ("empty line before the headers", "HTTP/1.1 200 OK\n\nA: b\n\n{}", "200 A=b {}"),
        ("two empty lines", "HTTP/1.1 200 OK\n\n\n{}", "200  {}"),
    ];
    for (name, text, expected) in rows {
        let block = read_response(text).unwrap_or_else(|e| panic!("{name}: {e:?}"));
        let headers: Vec<String> = block.headers.iter().map(|h| format!("{}={}", h.name, h.value)).collect();
        let status = block.status.unwrap_or_else(|e| panic!("{name}: {e:?}"));
        let found = format!("{status} {} {}", headers.join(" "), block.body.map_or("", |body| body.text));
        assert_eq!(found, expected, "{name}");
    }
    let problems = [
        ("empty", "", HttpProblem::Empty),
        ("a request", "POST https://x.test/a\nA: b", HttpProblem::RequestInsteadOfResponse),
    ];
    for (name, text, expected) in problems {
        assert_eq!(read_response(text).err(), Some(expected), "{name}");
    }
}

#[test]
fn responses_without_a_status() {
    use HttpProblem::{BadStatus, NoStatusLine};
    let rows = [
        ("JSON alone", "\n{\"a\": 1}\n", NoStatusLine, " {\"a\": 1}"),
        ("headers and JSON", "A: b\n\n{}", NoStatusLine, "A=b {}"),
        ("text", "Gone fishing", NoStatusLine, " Gone fishing"),
        ("no code", "HTTP/1.1 OK\nA: b\n\n{}", BadStatus, "A=b {}"),
        ("a code that is none", "HTTP/1.1 2000 OK\n{}", BadStatus, " {}"),
        ("no code of a response", "HTTP/1.1 100 Continue\nA: b", BadStatus, "A=b "),
    ];
    for (name, text, problem, rest) in rows {
        let block = read_response(text).unwrap_or_else(|e| panic!("{name}: {e:?}"));
        let headers: Vec<String> = block.headers.iter().map(|h| format!("{}={}", h.name, h.value)).collect();
        let found = format!("{} {}", headers.join(" "), block.body.map_or("", |body| body.text));
        assert_eq!((block.status, found.as_str()), (Err(problem), rest), "{name}");
    }
}

#[test]
fn looks() {
    let rows = [
        ("GET /me", true, false),
        ("\n\nPATCH https://x.test", true, false),
        ("GET users", true, false),
        ("GET groups/{id}/settings", true, false),
        ("GET sites?search={query}", true, false),
        ("GET {base-url}/me", true, false),
        ("POST: /me", true, false),
        ("Get users", false, false),
        ("Get the drive", false, false),
        ("GET and/or POST requests", false, false),
        ("DELETE the item:", false, false),
        ("GETTING /me", false, false),
        ("HTTP/1.1 200 OK", false, true),
        ("HTTP 204", false, true),
        ("200 OK", false, false),
        ("HTTP request", false, false),
        ("{ }", false, false),
        ("", false, false),
    ];
    for (text, is_request, is_response) in rows {
        assert_eq!(looks_like_request(text).is_some(), is_request, "{text}");
        assert_eq!(looks_like_response(text), is_response, "{text}");
    }
}
