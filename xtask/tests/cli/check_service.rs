//! `check-service` on the workspace's own docs and crate, with a service on loopback that keeps to the docs in places.

use crate::support::Ran;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};

const TOKEN: &str = "eyJ-not-to-be-shown";

/// What the docs show for `GET /me`.
fn me() -> Value {
    json!({
        "id": "1", "displayName": "", "givenName": "", "surname": "", "jobTitle": "", "mail": "", "mobilePhone": null,
        "businessPhones": [], "officeLocation": "", "preferredLanguage": "", "userPrincipalName": ""
    })
}

/// A service that answers by method and path.
struct Service {
    url: String,
    /// First lines, and whether the token came along.
    received: Arc<Mutex<Vec<(String, bool)>>>,
}

impl Service {
    fn start(answer: impl Fn(&str) -> (u16, Value) + Send + 'static) -> Service {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}/v1.0", listener.local_addr().expect("an address"));
        let received = Arc::<Mutex<Vec<_>>>::default();
        let kept = received.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (line, authorised) = read(&stream);
                let (status, body) = answer(line.split('?').next().unwrap_or_default());
                kept.lock().expect("no panic").push((line, authorised));
                let body = if body.is_null() { String::new() } else { body.to_string() };
                let length = if status == 204 { String::new() } else { format!("content-length: {}\r\n", body.len()) };
                let head = format!(
                    "HTTP/1.1 {status} x\r\nconnection: close\r\ncontent-type: application/json\r\n{length}\r\n"
                );
                let _ = (&stream).write_all(format!("{head}{body}").as_bytes());
            }
        });
        Service { url, received }
    }

    fn run(&self, args: &[&str]) -> Ran {
        run(&[&["--base-url", &self.url, "--token-env", "SERVICE_TOKEN"], args].concat(), Some(TOKEN))
    }

    fn received(&self) -> Vec<String> {
        let received = self.received.lock().expect("no panic");
        assert!(received.iter().all(|(_, authorised)| *authorised), "{received:?}");
        received.iter().map(|(line, _)| line.clone()).collect()
    }
}

/// `GET /me`, and whether the token came along. The body is read and thrown away.
fn read(stream: &TcpStream) -> (String, bool) {
    let mut reader = BufReader::new(stream);
    let (mut first, mut authorised, mut length) = (String::new(), false, 0);
    let _ = reader.read_line(&mut first);
    loop {
        let mut line = String::new();
        let _ = reader.read_line(&mut line);
        let (name, value) = line.trim().split_once(':').unwrap_or_default();
        match name.to_ascii_lowercase().as_str() {
            "" => break,
            "authorization" => authorised = value.trim() == format!("Bearer {TOKEN}"),
            "content-length" => length = value.trim().parse().unwrap_or(0),
            _ => {}
        }
    }
    let _ = reader.read_exact(&mut vec![0; length]);
    let line = first.rsplit_once(' ').map_or(first.as_str(), |(line, _)| line).replacen(" /v1.0", " ", 1);
    (line, authorised)
}

/// The program, from the folder that holds the workspace's docs.
fn run(args: &[&str], token: Option<&str>) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.arg("check-service").args(args).current_dir(Path::new(env!("CARGO_MANIFEST_DIR")));
    command.env_remove("SERVICE_TOKEN").env("NO_PROXY", "127.0.0.1");
    command.envs(token.map(|token| ("SERVICE_TOKEN", token)));
    let output = command.output().expect("the program starts");
    let ran = Ran {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
    };
    assert!(!format!("{ran:?}").contains(TOKEN), "{ran:?}");
    ran
}

/// The examples of a report, by page and line.
fn examples(ran: &Ran) -> Vec<Value> {
    let report: Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|e| panic!("{e}: {ran:?}"));
    report["examples"].as_array().expect("examples").clone()
}

#[test]
fn a_service_that_keeps_to_the_docs_has_no_differences() {
    let service = Service::start(|line| match line {
        "GET /me" => (200, me()),
        _ => (404, json!({ "error": { "code": "itemNotFound", "message": "private words" } })),
    });
    let ran = service.run(&["--only", "user.get"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.contains("1 as documented, 1 the docs' sample values are not the service's\n"), "{ran:?}");
    assert!(ran.stdout.contains("not found: sample: id-or-user-principal-name"), "{ran:?}");
    assert!(!ran.stdout.contains("private words"), "{ran:?}");
    assert_eq!(service.received()[0], "GET /me");
}

#[test]
fn differences_are_told_by_names_and_kinds() {
    let mut other = me();
    other["age"] = 41.into();
    other["jobTitle"] = 7.into();
    other.as_object_mut().expect("an object").remove("surname");
    let service = Service::start(move |line| match line {
        "GET /me" => (200, other.clone()),
        "GET /users" => (200, json!({ "value": [{ "id": "1", "displayName": "" }, { "id": 2, "rank": "a" }] })),
        "GET /me/directReports" => (418, Value::Null),
        _ => (403, json!({ "error": { "code": "accessDenied", "message": "" } })),
    });
    let ran = service.run(&["--only", "user.*", "--format", "json"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let examples = examples(&ran);
    let found =
        |at: &str| examples.iter().find(|example| example["at"] == at).unwrap_or_else(|| panic!("{at}: {ran:?}"));
    let me = found("api/user-get.md:72");
    assert_eq!(me["verdict"], "different");
    assert_eq!(me["missing"], json!(["/surname"]));
    assert_eq!(me["unexpected"], json!(["/age"]));
    assert_eq!(me["types"], json!([{ "at": "/jobTitle", "documented": "text", "found": "number" }]));
    let list = found("api/user-list.md:58");
    assert_eq!(list["missing"], json!(["/value/*/businessPhones"]));
    assert_eq!(list["unexpected"], json!(["/value/*/rank"]));
    assert_eq!(list["types"], json!([{ "at": "/value/*/id", "documented": "text", "found": "number" }]));
    let reports = found("api/user-list-directreports.md:62");
    assert_eq!((&reports["verdict"], &reports["found"]), (&json!("different"), &json!(418)));
    assert_eq!(found("api/user-list-manager.md:62")["verdict"], "refused");
}

#[test]
fn values_of_the_user_take_the_place_of_the_docs() {
    let service = Service::start(|line| match line {
        "GET /users/e%27va" => {
            (200, json!({ "displayName": "", "accountEnabled": true, "passwordPolicies": "", "createdDateTime": "" }))
        }
        _ => (404, Value::Null),
    });
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("values.toml");
    std::fs::write(&file, "idOrUserPrincipalName = \"e'va\"\n").expect("a file");
    let values = file.display().to_string();
    let ran = service.run(&["--only", "user.get", "--values", &values, "--format", "json"]);
    // `GET /me` has no sample in it: that it isn't found is a difference.
    assert_eq!(ran.code, 1, "{ran:?}");
    let verdicts: Vec<_> = examples(&ran).iter().map(|example| example["verdict"].clone()).collect();
    assert_eq!(verdicts, ["different", "same"]);
    assert!(service.received()[1].starts_with("GET /users/e%27va?$select="), "{:?}", service.received());
    std::fs::write(&file, "id = 4711\n").expect("a file");
    let ran = service.run(&["--only", "user.get", "--values", &values]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.stderr.contains("`id` is integer and not text") && !ran.stderr.contains("4711"), "{ran:?}");
}

#[test]
fn what_writes_is_only_sent_where_that_is_allowed() {
    let service = Service::start(|_| (204, Value::Null));
    let ran = service.run(&["--only", "driveItem.checkin"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.stderr.contains("nothing could be compared: 2 not sent"), "{ran:?}");
    assert_eq!(service.received(), [""; 0]);
    let ran = service.run(&["--only", "driveItem.checkin", "--allow-writes"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "2 as documented\n"), "{ran:?}");
    assert!(service.received().iter().all(|line| line.starts_with("POST ") && line.ends_with("/checkin")));
}

#[test]
fn without_a_token_or_a_service_it_can_not_run() {
    let ran = run(&["--base-url", "http://127.0.0.1:9/v1.0", "--token-env", "SERVICE_TOKEN"], None);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.stderr.contains("--token-env"), "{ran:?}");
    // Somebody gives the token itself.
    let ran = run(&["--base-url", "http://127.0.0.1:9/v1.0", "--token-env", TOKEN], None);
    assert_eq!(ran.code, 2);
    // No token is ever sent in the clear to another machine.
    let base = ["--base-url", "http://service.example/v1.0", "--token-env", "SERVICE_TOKEN", "--only", "user.get"];
    let ran = run(&base, Some(TOKEN));
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.stderr.contains("http:// address of another machine"), "{ran:?}");
}
