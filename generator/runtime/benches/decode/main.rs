//! Decoding a page of 1000 drive items, about 1 MB: table-driven models beside hand-written serde derives with the same
//! fields, in one run.
//!
//!     cargo bench -p docwright-runtime --bench decode
#![allow(clippy::unwrap_used, reason = "a failure ends the benchmark")]

mod derived;
mod models;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use serde_json::{Value, json};

fn main() {
    divan::main();
}

/// Whether every item has a property that the types don't know: models keep it, derives throw it away.
const UNKNOWN: [bool; 2] = [false, true];

fn page(unknown: bool) -> Vec<u8> {
    let items: Vec<Value> = (0..1000).map(|index| item(index, unknown)).collect();
    json!({
        "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#driveItems",
        "value": items,
        "@odata.nextLink": "https://graph.microsoft.com/v1.0/me/drive/root/children?$skiptoken=1000",
    })
    .to_string()
    .into_bytes()
}

fn item(index: usize, unknown: bool) -> Value {
    let who = json!({"user": {"id": "d4648f06c91d9d3d", "displayName": "Daron Spektor"}});
    let mut item = json!({
        "id": format!("01NKDM7HMOJTVYMDOSXFDK2QJDXCDI3W{index}"),
        "name": format!("file {index}.docx"),
        "eTag": "aRDQ2NDhGMDZDOTFEOUQzRCE1NDkyNy4w",
        "cTag": "adDpENDY0OEYwNkM5MUQ5RDNEITU0OTI3LjI1Ng",
        "size": 46345 + index,
        "webUrl": "https://onedrive.live.com/redir?resid=D4648F06C91D9D3D!54927",
        "createdDateTime": "2016-12-05T08:00:00Z",
        "lastModifiedDateTime": "2017-12-05T08:00:00.1234567Z",
        "createdBy": who,
        "lastModifiedBy": who,
        "parentReference": {
            "driveId": "b!t18F8ybsHUq1z3LTz8xvZqP8zaSWjkFNhsME-Fepo75dTf9vQKfeRblBZjoSQrd7",
            "id": "01NKDM7HN6Y2GOVW7725BZO354PWSELRRZ",
            "path": "/drive/root:",
        },
        "file": {"mimeType": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
        "fileSystemInfo": {
            "createdDateTime": "2016-12-05T08:00:00Z",
            "lastModifiedDateTime": "2017-12-05T08:00:00Z",
        },
        "deleted": false,
    });
    if unknown {
        item["@microsoft.graph.downloadUrl"] = "https://public.bn1304.livefilestore.com/y4mXXXXXXXXXXXXXX".into();
    }
    item
}

#[divan::bench(args = UNKNOWN)]
fn table(bencher: Bencher<'_, '_>, unknown: bool) {
    let json = page(unknown);
    bencher
        .counter(BytesCount::of_slice(&json))
        .bench(|| serde_json::from_slice::<models::DriveItemPage>(black_box(&json)).unwrap());
}

#[divan::bench(args = UNKNOWN)]
fn derive(bencher: Bencher<'_, '_>, unknown: bool) {
    let json = page(unknown);
    bencher
        .counter(BytesCount::of_slice(&json))
        .bench(|| serde_json::from_slice::<derived::DriveItemPage>(black_box(&json)).unwrap());
}

#[divan::bench(args = UNKNOWN)]
fn untyped(bencher: Bencher<'_, '_>, unknown: bool) {
    let json = page(unknown);
    bencher.counter(BytesCount::of_slice(&json)).bench(|| serde_json::from_slice::<Value>(black_box(&json)).unwrap());
}
