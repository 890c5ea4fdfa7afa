//! A service with a few files, as far as the examples go.

use serde_json::json;
use std::sync::{Arc, Mutex, PoisonError};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

pub(crate) async fn start() -> MockServer {
    let service = MockServer::builder().disable_request_recording().start().await;
    let (url, session) = (service.uri(), Arc::new(Mutex::new(Session::default())));
    Mock::given(any())
        .respond_with(move |request: &Request| {
            let mut session = session.lock().unwrap_or_else(PoisonError::into_inner);
            answer(request, &url, &mut session)
        })
        .mount(&service)
        .await;
    service
}

fn answer(request: &Request, service: &str, session: &mut Session) -> ResponseTemplate {
    let has_token = request.headers.contains_key("authorization");
    let (method, path) = (request.method.as_str(), request.url.path());
    match (method, path) {
        // A session's address needs no token, and takes none.
        (_, "/up/1") if has_token => ResponseTemplate::new(401),
        ("PUT", "/up/1") => session.take(request),
        ("GET", "/up/1") => ok(session.status()),
        _ if !has_token => ResponseTemplate::new(401),
        ("GET", "/me/drive/root/children") => children(request, service),
        ("POST", path) if path.ends_with(":/createUploadSession") => {
            *session = Session::default();
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

fn ok(body: serde_json::Value) -> ResponseTemplate {
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

    fn status(&self) -> serde_json::Value {
        json!({ "nextExpectedRanges": [format!("{}-", self.received)] })
    }
}

/// `bytes 0-327679/734003200`: the first byte, and how many there will be.
fn range(request: &Request) -> Option<(u64, u64)> {
    let range = request.headers.get("content-range")?.to_str().ok()?.strip_prefix("bytes ")?;
    let (part, total) = range.split_once('/')?;
    Some((part.split('-').next()?.parse().ok()?, total.parse().ok()?))
}
