//! The shape of emitted code, by hand: a client with one group, five operations, a route table, and a test per example.
//!
//! What stands here is what `emit` writes. Where the two differ, one of them is wrong.
#![allow(unreachable_pub, reason = "in a generated crate these modules are public")]

use docwright_runtime::test_support::{
    self as support, Answer, Checker, Example, RecordingTransport, Sends, Test, TestClock, check,
};
use docwright_runtime::{Account, Delta, Operation, Page, permissions};
use futures::FutureExt;

docwright_runtime::client! {
    /// The files API, as far as this test needs it.
    base_url = "https://graph.microsoft.com/v1.0"
}

impl Client {
    /// Operations on `driveItem`.
    pub fn drive_item(&self) -> api::drive_item::DriveItem {
        api::drive_item::DriveItem::new(self.clone())
    }
}

mod models {
    use docwright_runtime::Extra;

    /// A file or folder.
    pub struct DriveItem {
        /// The unique identifier of the item.
        pub id: Option<String>,
        /// The name of the item.
        pub name: Option<String>,
        /// What isn't documented.
        pub extra: Extra,
        #[doc(hidden)]
        pub _more: (),
    }
    docwright_runtime::model! { DriveItem, "microsoft.graph.driveItem", [0 "id" => id, 1 "name" => name] }
}

mod api {
    pub mod drive_item {
        use crate::{Client, Request, models};
        use docwright_runtime as rt;
        use docwright_runtime::{Operation, OperationSpec};

        /// Operations on `driveItem`.
        pub struct DriveItem {
            client: Client,
        }

        impl DriveItem {
            pub(crate) fn new(client: Client) -> Self {
                DriveItem { client }
            }

            /// Check in a checked out driveItem resource.
            pub fn checkin(self) -> CheckinOp {
                CheckinOp { client: self.client }
            }

            /// The items in a folder.
            pub fn list_children(self) -> ListChildrenOp {
                ListChildrenOp { client: self.client }
            }

            /// What has changed in a drive.
            pub fn delta(self) -> DeltaOp {
                DeltaOp { client: self.client }
            }

            /// Starts a copy.
            pub fn copy(self) -> CopyOp {
                CopyOp { client: self.client }
            }

            /// The contents of a file.
            pub fn download(self) -> DownloadOp {
                DownloadOp { client: self.client }
            }
        }

        /// What the docs say about each operation.
        pub fn operations() -> &'static [&'static OperationSpec] {
            const { &[CheckinOp::SPEC, ListChildrenOp::SPEC, DownloadOp::SPEC] }
        }

        /// `driveItem.checkin`: choose a route.
        pub struct CheckinOp {
            client: Client,
        }

        impl CheckinOp {
            /// `POST /drives/{drive-id}/items/{item-id}/checkin`
            pub fn drives_items_by_id(self, drive_id: &str, item_id: &str) -> Request<Self> {
                Request::route(self.client, 0, &[drive_id, item_id])
            }

            /// `POST /me/drive/items/{item-id}/checkin`
            pub fn me_drive_items_by_id(self, item_id: &str) -> Request<Self> {
                Request::route(self.client, 1, &[item_id])
            }
        }

        impl Operation for CheckinOp {
            type Body = Checkin;
            type Output = ();
            const DOCS: &'static str = "
                driveItem.checkin
                api/driveitem-checkin.md:9
                POST /drives/{drive-id}/items/{item-id}/checkin
                POST /me/drive/items/{item-id}/checkin
                work | Files.ReadWrite, Files.ReadWrite.All, Sites.ReadWrite.All
                header | Authorization
            ";
        }

        /// JSON body of `driveItem.checkin`.
        pub struct Checkin {
            /// The status that the item shall have.
            pub check_in_as: Option<String>,
            /// A comment on this version.
            pub comment: Option<String>,
            /// What isn't documented.
            pub extra: rt::Extra,
            #[doc(hidden)]
            pub _more: (),
        }
        docwright_runtime::model! { Checkin, "", [0 "checkInAs" => check_in_as, 1 "comment" => comment] }

        /// `driveItem.listChildren`: choose a route.
        pub struct ListChildrenOp {
            client: Client,
        }

        impl ListChildrenOp {
            /// `GET /me/drive/root/children`
            pub fn me_drive_root(self) -> Request<Self> {
                Request::route(self.client, 0, &[])
            }

            /// `GET /me/drive/root:/{item-path}:/children`
            pub fn me_drive_root_path(self, item_path: &str) -> Request<Self> {
                Request::route(self.client, 1, &[item_path])
            }
        }

        impl Operation for ListChildrenOp {
            type Body = rt::NoBody;
            type Output = rt::Page<models::DriveItem>;
            const DOCS: &'static str = "
                driveItem.listChildren
                api/driveitem-list-children.md:9
                GET /me/drive/root/children
                GET /me/drive/root:/{+item-path}:/children
            ";
        }

        impl rt::options::Select for ListChildrenOp {}
        impl rt::options::Top for ListChildrenOp {}

        /// `driveItem.delta`: choose a route.
        pub struct DeltaOp {
            client: Client,
        }

        impl DeltaOp {
            /// `GET /me/drive/root/delta`
            pub fn me_drive_root(self) -> Request<Self> {
                Request::route(self.client, 0, &[])
            }
        }

        impl Operation for DeltaOp {
            type Body = rt::NoBody;
            type Output = rt::Page<models::DriveItem>;
            const DOCS: &'static str = "driveItem.delta\napi/driveitem-delta.md:9\nGET /me/drive/root/delta";
        }

        impl rt::DeltaFunction for DeltaOp {}

        /// `driveItem.copy`: choose a route.
        pub struct CopyOp {
            client: Client,
        }

        impl CopyOp {
            /// `POST /me/drive/items/{item-id}/copy`
            pub fn me_drive_items_by_id(self, item_id: &str) -> Request<Self> {
                Request::route(self.client, 0, &[item_id])
            }
        }

        impl Operation for CopyOp {
            type Body = rt::NoBody;
            type Output = ();
            const DOCS: &'static str = "driveItem.copy\napi/driveitem-copy.md:9\nPOST /me/drive/items/{item-id}/copy";
        }

        impl rt::LongRunning for CopyOp {
            type Result = ();
        }

        /// `driveItem.download`: choose a route.
        pub struct DownloadOp {
            client: Client,
        }

        impl DownloadOp {
            /// `GET /me/drive/items/{item-id}/content?format={format}`
            pub fn me_drive_items_by_id(self, item_id: &str) -> Request<Self> {
                Request::route(self.client, 0, &[item_id])
            }
        }

        impl Request<DownloadOp> {
            /// The format to convert to.
            pub fn format_(self, value: &str) -> Self {
                self.set_query("format", value)
            }
        }

        impl Operation for DownloadOp {
            type Body = rt::NoBody;
            type Output = rt::Bytes;
            const DOCS: &'static str = "
                driveItem.download
                api/driveitem-get-content-format.md:9
                GET /me/drive/items/{item-id}/content?format
            ";
        }
    }
}

mod routes {
    use crate::api;
    use docwright_runtime::{RouteMatch, RouteTable};

    /// Every documented address, sorted.
    pub static ROUTES: RouteTable = RouteTable::new(
        &[&[
            "POST /drives/{drive-id}/items/{item-id}/checkin: driveItem.checkin",
            "POST /me/drive/items/{item-id}/checkin: driveItem.checkin",
            "GET /me/drive/items/{item-id}/content: driveItem.download",
            "GET /me/drive/root/children: driveItem.listChildren",
            "GET /me/drive/root:/{+item-path}:/children: driveItem.listChildren",
        ]],
        &[api::drive_item::operations],
    );

    /// The documented route that an address fits best.
    pub fn find<'p>(method: &str, path: &'p str) -> Option<RouteMatch<'p>> {
        ROUTES.find(method, path)
    }
}

/// In `tests/examples/drive_item.rs` of a generated crate.
static TESTS: &[Test<Client>] = &[
    Test { name: "drive_item::checkin", types: support::types::<api::drive_item::CheckinOp>(), examples: checkin },
    Test {
        name: "drive_item::list_children",
        types: support::types::<api::drive_item::ListChildrenOp>(),
        examples: list_children,
    },
    Test { name: "drive_item::download", types: support::types::<api::drive_item::DownloadOp>(), examples: download },
];

fn checkin(client: &Client, checker: &mut Checker) {
    checker.check(
        &Example {
            at: "api/driveitem-checkin.md:51",
            name: "checkin-item",
            operation: "driveItem.checkin",
            request: r#"POST /drives/drive-id/items/item-id/checkin
Content-Type: application/json

{ "comment": "Updating the latest guidelines" }"#,
            sends: Sends::Json,
            answers: &[Answer::Returned(60, "HTTP/1.1 204 No Content")],
        },
        client.drive_item().checkin().drives_items_by_id("drive-id", "item-id").0.draft,
    );
}

fn list_children(client: &Client, checker: &mut Checker) {
    checker.check(
        &Example {
            at: "api/driveitem-list-children.md:60",
            name: "list-children",
            operation: "driveItem.listChildren",
            request: "GET /me/drive/root:/Documents/my%20files:/children?$select=id,name&$top=5",
            sends: Sends::Nothing,
            answers: &[Answer::Returned(
                68,
                r#"HTTP/1.1 200 OK
Content-Type: application/json

{ "value": [{ "id": "01AB", "name": "a.txt" }] }"#,
            )],
        },
        client
            .drive_item()
            .list_children()
            .me_drive_root_path("Documents/my files")
            .select(["id", "name"])
            .top(5)
            .0
            .draft,
    );
}

fn download(client: &Client, checker: &mut Checker) {
    checker.check(
        &Example {
            at: "api/driveitem-get-content-format.md:40",
            name: "convert",
            operation: "driveItem.download",
            request: "GET /me/drive/items/01AB/content?format=pdf",
            sends: Sends::Nothing,
            answers: &[Answer::Moved(46, "HTTP/1.1 302 Found\nLocation: https://files.example/content")],
        },
        client.drive_item().download().me_drive_items_by_id("01AB").format_("pdf").0.draft,
    );
}

#[test]
fn examples_are_sent_as_documented() {
    for test in TESTS {
        check(&routes::ROUTES, Client::builder(), test.types, test.examples);
    }
}

#[test]
fn routes_are_found() {
    let found = routes::find("POST", "/me/drive/items/01AB/checkin").expect("documented");
    assert_eq!(found.template, "/me/drive/items/{item-id}/checkin");
    assert_eq!(found.operations[0].id(), "driveItem.checkin");
    assert_eq!(found.params, [("item-id", "01AB".into())]);
    assert!(routes::find("GET", "/me/drive/items/01AB/checkin").is_none());
}

#[test]
fn a_required_query_parameter_is_asked_for() {
    let client = Client::builder().transport(RecordingTransport::new()).build().expect("a client");
    let error = client.drive_item().download().me_drive_items_by_id("01AB").build().expect_err("no format");
    assert_eq!(error.to_string(), "invalid request: query parameter `format` must be set");
}

fn recording(wire: &RecordingTransport) -> Client {
    Client::builder().transport(wire.clone()).clock(TestClock::default()).build().expect("a client")
}

#[test]
fn changes_of_a_delta_function() {
    let link = |token: &str| format!("https://graph.microsoft.com/v1.0/me/drive/root/delta(token='{token}')");
    let page = |id: &str, token: &str| format!(r#"{{"value":[{{"id":"{id}"}}],"@odata.deltaLink":"{}"}}"#, link(token));
    let wire =
        RecordingTransport::new().reply(200, page("1", "a")).reply(200, page("2", "b")).reply(200, page("3", "c"));
    let client = recording(&wire);
    let request = || client.drive_item().delta().me_drive_root();
    let first = |mut changes: Delta<models::DriveItem>| {
        let change = changes.try_next().now_or_never().expect("ready").expect("a change").expect("one");
        (change.into_item().id.expect("an id"), changes.delta_link().cloned().expect("a link"))
    };
    let (id, stored) = first(request().delta());
    assert_eq!((id.as_str(), stored.to_string()), ("1", link("a")));
    assert_eq!(first(request().resume_delta(&stored)).0, "2");
    assert_eq!(first(client.resume_delta(&stored)).0, "3");
}

#[test]
fn a_long_running_operation() {
    let monitor = "https://files.test/monitor/1?sig=secret";
    let wire = RecordingTransport::new()
        .reply_with(202, &[("location", monitor)], "")
        .reply(200, r#"{"status":"inProgress","percentageComplete":50}"#)
        .reply(200, r#"{"status":"completed","resourceId":"2"}"#);
    let client = recording(&wire);
    let copying = client.drive_item().copy().me_drive_items_by_id("1").start();
    let mut poller = copying.now_or_never().expect("ready").expect("accepted");
    poller.wait().now_or_never().expect("ready").expect("done");
    assert_eq!(poller.progress().resource_id(), Some("2"));
    let stored = poller.link().cloned().expect("a link");
    assert_eq!(stored.as_str(), monitor);
    client.resume_operation::<()>(&stored).expect("a poller");
}

#[test]
fn requests_go_into_a_batch() {
    let wire = RecordingTransport::new()
        .reply(200, r#"{"responses":[{"id":"2","status":200,"body":{"value":[{"id":"7"}]}},{"id":"1","status":204}]}"#);
    let client = recording(&wire);
    let mut batch = client.batch();
    let checkin = batch.add(client.drive_item().checkin().me_drive_items_by_id("1"));
    let children = batch.add_after([&checkin], client.drive_item().list_children().me_drive_root().top(5));
    let mut answers = batch.send().now_or_never().expect("ready").expect("answers");
    let page: Page<models::DriveItem> = answers.take(children).expect("a page");
    assert_eq!(page.value[0].id.as_deref(), Some("7"));
    answers.take(checkin).expect("nothing");
    assert_eq!(wire.take()[0].url(), "https://graph.microsoft.com/v1.0/$batch");
}

/// On runtimes with many threads futures move from one to another.
#[test]
fn what_is_awaited_can_move_between_threads() {
    fn send<T: Send>(_: T) {}
    fn sync<T: Sync>(_: &T) {}
    let client = recording(&RecordingTransport::new());
    let changes = client.drive_item().delta().me_drive_root().delta();
    sync(&client.batch());
    send(changes);
    send(client.drive_item().copy().me_drive_items_by_id("1").start());
    send(client.batch().send());
    let link = "https://example.com/1".parse().expect("a link");
    let mut poller = client.resume_operation::<models::DriveItem>(&link).expect("a poller");
    sync(&poller);
    send(poller.poll());
    send(poller.wait());
}

#[test]
fn permissions_are_covered() {
    let answer = permissions::covering([api::drive_item::CheckinOp::SPEC], Account::DelegatedWork);
    assert_eq!(answer.complete().expect("documented"), ["Files.ReadWrite"]);
}

#[test]
fn setters_replace_and_others_add() {
    let client = Client::builder().transport(RecordingTransport::new()).build().expect("a client");
    let call = client.drive_item().checkin().me_drive_items_by_id("1");
    let call = call.header("x-a", "1").header("x-a", "2").set_header("x-b", "1").set_header("X-B", "2");
    let values = |name| call.headers().get_all(name).iter().map(|value| value.as_bytes()).collect::<Vec<_>>();
    assert_eq!((values("x-a"), values("x-b")), (vec![&b"1"[..], b"2"], vec![&b"2"[..]]));
}

#[test]
fn content_comes_from_any_route() {
    let wire = RecordingTransport::new().reply_with(200, &[("etag", "\"a\"")], "0123456789");
    let client = Client::builder().transport(wire.clone()).build().expect("a client");
    let request = client.drive_item().checkin().me_drive_items_by_id("01AB").range(2..5);
    let download = request.download().now_or_never().expect("ready").expect("a download");
    assert_eq!((download.length(), download.total(), download.etag()), (Some(3), Some(10), Some("\"a\"")));
    assert_eq!(download.bytes().now_or_never().expect("ready").expect("bytes"), "234");
    assert_eq!(wire.take()[0].header("range"), Some("bytes=2-4"));
}

#[test]
fn a_request_is_a_value() {
    let client = Client::builder().transport(RecordingTransport::new()).build().expect("a client");
    let call = client.drive_item().checkin().me_drive_items_by_id("01 AB");
    assert_eq!(call.url(), "https://graph.microsoft.com/v1.0/me/drive/items/01%20AB/checkin");
    let body = api::drive_item::Checkin { comment: Some("done".into()), ..Default::default() };
    let request = call.clone().body(&body).build().expect("a request");
    assert_eq!(request.method(), "POST");
    assert_eq!(request.headers()["content-type"], "application/json");
    assert_eq!(&request.body()[..], br#"{"comment":"done"}"#);
    assert_eq!(
        format!("{call:?}"),
        "Request(driveItem.checkin: POST https://graph.microsoft.com/v1.0/me/drive/items/01%20AB/checkin)"
    );
}
