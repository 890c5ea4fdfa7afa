//! Building a documented request beside writing the same one by hand: `format!`, percent-encoding, `http::Request`.
//!
//!     cargo bench -p docwright-runtime --bench request
#![allow(clippy::unwrap_used, reason = "a failure ends the benchmark")]

mod by_hand;
mod documented;

use bytes::Bytes;
use criterion::{Criterion, criterion_group, criterion_main};
use docwright_runtime::test_support::RecordingTransport;
use docwright_runtime::{Client, http};
use std::hint::black_box;

const BASE: &str = "https://graph.microsoft.com/v1.0";
const DRIVE: &str = "b!t18F8ybsHUq1z3LTz8xvZqP8zaSWjkFNhsME-Fepo75dTf9vQKfeRblBZjoSQrd7";
const ITEM: &str = "01NKDM7HMOJTVYMDOSXFDK2QJDXCDI3WUK";
const PATH: &str = "Projekte/Büro 2024/Übersicht #3.txt";
const TEXT: &str = "it's the plan";
const SELECT: [&str; 4] = ["id", "name", "size", "lastModifiedDateTime"];
const FILTER: &str = "startswith(name,'Ü') and size gt 1024";

type Request = http::Request<Bytes>;

/// What is built, and its two makers.
type Row = (&'static str, fn(&Client) -> Request, fn(&by_hand::Client) -> Request);

const ROWS: [Row; 6] = [
    ("one id", documented::one_id, by_hand::one_id),
    ("two ids", documented::two_ids, by_hand::two_ids),
    ("path beyond ASCII", documented::path, by_hand::path),
    ("function argument", documented::function, by_hand::function),
    ("select and filter", documented::options, by_hand::options),
    ("JSON body", documented::body, by_hand::body),
];

fn requests(criterion: &mut Criterion) {
    let documented = Client::builder(BASE).transport(RecordingTransport::new()).build().unwrap();
    let by_hand = by_hand::Client::new(BASE);
    for (name, ours, theirs) in ROWS {
        same(&ours(&documented), &theirs(&by_hand));
        let mut group = criterion.benchmark_group(name);
        group.bench_function("documented", |bencher| bencher.iter(|| ours(black_box(&documented))));
        group.bench_function("by hand", |bencher| bencher.iter(|| theirs(black_box(&by_hand))));
        group.finish();
    }
}

/// Else the comparison isn't one.
fn same(ours: &Request, theirs: &Request) {
    assert_eq!((ours.method(), ours.uri()), (theirs.method(), theirs.uri()));
    assert_eq!((ours.headers(), ours.body()), (theirs.headers(), theirs.body()));
}

criterion_group!(benches, requests);
criterion_main!(benches);
