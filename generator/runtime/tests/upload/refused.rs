//! What is refused, and what is not told.

use crate::raw_server::{Answer, Server, reply};
use crate::session::{LENGTH, Session, UNIT, builder, bytes, task};
use docwright_runtime::{Bytes, Content, Error, RetryPolicy, TransportError, TransportErrorKind, UploadTask, Value};
use futures::FutureExt;
use futures::stream;

#[tokio::test]
async fn what_is_refused_before_anything_is_sent() {
    let server = Server::start(|_| reply(500, &[], ""));
    let message =
        |mut task: UploadTask| task.send::<()>().now_or_never().expect("at once").expect_err("refused").to_string();
    let size = |bytes| message(task(&server, self::bytes()).chunk_size(bytes));
    for wrong in [0, 1, UploadTask::CHUNK_UNIT + 1, UploadTask::CHUNK_LIMIT] {
        let wanted =
            format!("invalid request: a chunk has a multiple of 320 KiB and less than 60 MiB, not {wrong} bytes");
        assert_eq!(size(wrong), wanted);
    }
    let nothing = "invalid request: an upload session can't take an empty file; upload it in one call";
    assert_eq!(message(task(&server, Content::new("", ""))), nothing);
    let unknown = Content::stream("", None, stream::empty());
    assert_eq!(message(task(&server, unknown)), "invalid request: an upload session needs content of a known length");
    let client = builder(&server).build().expect("a client");
    let to = |url: &str| message(client.upload(url, bytes()));
    for wrong in ["", "/up/4c5f"] {
        assert_eq!(to(wrong), "invalid request: the upload session's address is no absolute URL");
    }
    for insecure in ["http://example.com/up", "ftp://example.com/up"] {
        assert_eq!(to(insecure), "link not followed: the upload session's address isn't https");
    }
    let with_user = "link not followed: the upload session's address holds a user name or a password";
    assert_eq!(to("https://me:s3cret@example.com/up"), with_user);
    assert!(server.records().is_empty());
}

#[tokio::test]
async fn content_of_another_length() {
    fn piece(length: usize) -> Result<Bytes, TransportError> {
        Ok(Bytes::from(vec![7; length]))
    }
    let short = || Content::from_fn("", Some(LENGTH as u64), move || stream::iter([piece(UNIT), piece(5)]));
    let long = || Content::from_fn("", Some(LENGTH as u64), move || stream::iter([piece(LENGTH), piece(0), piece(1)]));
    let unreadable = || {
        let error = || Err(TransportError::new(TransportErrorKind::Other, "the disk is gone"));
        Content::from_fn("", Some(LENGTH as u64), move || stream::iter([piece(UNIT), error()]))
    };
    type Make = fn() -> Content;
    let cases: [(Make, &str); 3] = [
        (short, "it ended after 327685 of its 656360 bytes"),
        (long, "it has more than its 656360 bytes"),
        (unreadable, "the disk is gone"),
    ];
    for (content, wanted) in cases {
        let session = Session::default();
        let server = session.serve();
        let error = task(&server, content()).send::<Value>().await.expect_err(wanted);
        assert!(error.to_string().ends_with(wanted), "{error}");
        assert!(!session.state().is_gone, "the file must not be complete");
        // The same in one call: no attempt after the first, and the service never has a whole body.
        let server = Server::start(|asked| {
            asked.read();
            Answer::Nothing
        });
        let client = builder(&server).build().expect("a client");
        let put = client.request(docwright_runtime::Method::PUT, "/content").upload(content());
        let error = put.send::<Value>().await.expect_err(wanted);
        assert!(matches!(&error, Error::Transport(e) if e.kind() == TransportErrorKind::Content), "{error}");
        assert!(error.to_string().ends_with(wanted), "{error}");
        assert!(server.records().len() <= 1);
    }
}

#[tokio::test]
async fn the_address_is_taken_as_it_is() {
    let server = Server::start(|asked| {
        asked.read();
        reply(201, &[], "")
    });
    let path = "/api/v1.0/Users('a-b@c-d')/Messages('AAMk=')/Sessions('A%2BB=')?authtoken=eyJh.bGci_Oi-J&x=%27";
    let client = builder(&server).build().expect("a client");
    client.upload(server.url(path), bytes()).send::<()>().await.expect("uploaded");
    assert_eq!(server.records()[0].target, path);
}

#[tokio::test]
async fn secrets_stay_out_of_sight() {
    let server = Session::default().serve();
    let client = builder(&server).retry(RetryPolicy::none()).build().expect("a client");
    let mut task = client.upload("http://127.0.0.1:1/up?sig=s3cret", bytes());
    let error = task.send::<()>().await.expect_err("nobody listens");
    assert!(!format!("{task:?} {error} {error:?}").contains("s3cret"));
}
