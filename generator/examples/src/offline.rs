//! A service with a few files, as far as the examples go.

use serde_json::{Value, json};
use std::sync::{Mutex, PoisonError};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

pub(crate) async fn start() -> MockServer {
    let service = MockServer::builder().disable_request_recording().start().await;
    let (url, state) = (service.uri(), Mutex::new(State::default()));
    Mock::given(any())
        .respond_with(move |request: &Request| {
            let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
            answer(request, &url, &mut state)
        })
        .mount(&service)
        .await;
    service
}

#[derive(Default)]
struct State {
    upload: Session,
    /// Whether a batch has asked for the drive before.
    drive_is_awake: bool,
}

fn answer(request: &Request, service: &str, state: &mut State) -> ResponseTemplate {
    let has_token = request.headers.contains_key("authorization");
    let (method, path) = (request.method.as_str(), request.url.path());
    match (method, path) {
        // A session's address needs no token, and takes none.
        (_, "/up/1") if has_token => ResponseTemplate::new(401),
        ("PUT", "/up/1") => state.upload.take(request),
        ("GET", "/up/1") => ok(state.upload.status()),
        _ if !has_token => ResponseTemplate::new(401),
        ("GET", "/me/drive/root/children") => children(request, service),
        ("GET", path) if path.starts_with("/me/drive/root/delta") => changes(path, service),
        ("POST", "/$batch") => ok(batch(request, state)),
        ("POST", path) if path.ends_with(":/createUploadSession") => {
            state.upload = Session::default();
            ok(json!({ "uploadUrl": format!("{service}/up/1"), "nextExpectedRanges": ["0-"] }))
        }
        _ => ResponseTemplate::new(404).set_body_json(json!({ "error": { "code": "itemNotFound" } })),
    }
}

/// Two pages.
fn children(request: &Request, service: &str) -> ResponseTemplate {
    let file = |name: &str, size: u64| json!({ "id": name, "name": name, "size": size });
    if request.url.query_pairs().any(|(name, _)| name == "$skiptoken") {
        return ok(json!({ "value": [file("harbour tour.mp4", 734_003_200)] }));
    }
    let next = format!("{service}/me/drive/root/children?$skiptoken=2");
    ok(json!({ "value": [file("chapter 3.docx", 48_213), file("budget.xlsx", 17_920)], "@odata.nextLink": next }))
}

/// Two pages of all that is there; then what has changed since.
fn changes(path: &str, service: &str) -> ResponseTemplate {
    let file = |name: &str| json!({ "id": name, "name": name });
    let link = |token: &str| format!("{service}/me/drive/root/delta(token='{token}')");
    match path.strip_prefix("/me/drive/root/delta").unwrap_or_default() {
        "" => ok(json!({ "value": [file("chapter 3.docx"), file("budget.xlsx")], "@odata.nextLink": link("page-2") })),
        "(token='page-2')" => ok(json!({ "value": [file("harbour tour.mp4")], "@odata.deltaLink": link("round-1") })),
        "(token='round-1')" => {
            let gone = json!({ "id": "budget.xlsx", "deleted": { "state": "deleted" } });
            ok(json!({ "value": [file("chapter 4.docx"), gone], "@odata.deltaLink": link("round-2") }))
        }
        // Too old to be told.
        _ => ResponseTemplate::new(410)
            .insert_header("location", format!("{service}/me/drive/root/delta"))
            .set_body_json(json!({ "error": { "code": "resyncChangesApplyDifferences" } })),
    }
}

/// Answers in any order; whoever asks for the drive is too early the first time.
fn batch(call: &Request, state: &mut State) -> Value {
    let call: Value = call.body_json().unwrap_or_default();
    let requests = call["requests"].as_array().into_iter().flatten();
    let answers: Vec<Value> = requests.rev().map(|request| answer_in_batch(request, state)).collect();
    json!({ "responses": answers })
}

fn answer_in_batch(request: &Value, state: &mut State) -> Value {
    let (status, body) = match request["url"].as_str().unwrap_or_default().split('?').next() {
        Some("/me") => (200, json!({ "displayName": "Ada" })),
        Some("/me/drive") if std::mem::replace(&mut state.drive_is_awake, true) => {
            (200, json!({ "quota": { "total": 5_368_709_120_u64, "remaining": 4_634_506_240_u64 } }))
        }
        Some("/me/drive") => (429, json!({ "error": { "code": "tooManyRequests" } })),
        Some("/me/drive/root/children") if state.drive_is_awake => {
            (200, json!({ "value": [{ "name": "chapter 3.docx" }, { "name": "budget.xlsx" }] }))
        }
        Some("/me/drive/root/children") => (424, json!({ "error": { "code": "failedDependency" } })),
        _ => (404, json!({ "error": { "code": "itemNotFound", "message": "Not there." } })),
    };
    let headers = if status == 429 { json!({ "retry-after": "0" }) } else { json!({}) };
    json!({ "id": request["id"], "status": status, "headers": headers, "body": body })
}

fn ok(body: Value) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(body)
}

/// An upload session. Every third chunk meets a service that is busy.
#[derive(Default)]
struct Session {
    received: u64,
    calls: u32,
}

impl Session {
    fn take(&mut self, request: &Request) -> ResponseTemplate {
        self.calls += 1;
        if self.calls == 3 {
            return ResponseTemplate::new(503).insert_header("retry-after", "0");
        }
        let Some((first, total)) = range(request) else { return ResponseTemplate::new(400) };
        if first != self.received {
            return ResponseTemplate::new(416);
        }
        self.received += request.body.len() as u64;
        if self.received < total {
            return ResponseTemplate::new(202).set_body_json(self.status());
        }
        ResponseTemplate::new(201).set_body_json(json!({ "id": "01AB", "name": "film.mp4", "size": total }))
    }

    fn status(&self) -> Value {
        json!({ "nextExpectedRanges": [format!("{}-", self.received)] })
    }
}

/// `bytes 0-327679/734003200`: the first byte, and how many there will be.
fn range(request: &Request) -> Option<(u64, u64)> {
    let range = request.headers.get("content-range")?.to_str().ok()?.strip_prefix("bytes ")?;
    let (part, total) = range.split_once('/')?;
    Some((part.split('-').next()?.parse().ok()?, total.parse().ok()?))
}
