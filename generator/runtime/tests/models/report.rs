//! A misfit is reported through `tracing`: where it is, never what it is.

use crate::files::Item;
use docwright_runtime::Page;
use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

impl Visit for Log {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0.lock().unwrap(), "{field}={value:?} ").unwrap();
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut self.clone());
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[test]
fn misfits_are_reported_without_their_values() {
    let log = Log::default();
    tracing::subscriber::with_default(log.clone(), || {
        serde_json::from_str::<Item>(
            r#"{"name": "fine", "secret": "s3cret", "owner": {"id": ["s3cret"]}, "kind": null}"#,
        )
    })
    .unwrap();
    let logged = log.0.lock().unwrap();
    assert!(logged.contains(r#"model="files.identity" field="id""#), "{logged}");
    assert!(!logged.contains("s3cret") && !logged.contains("kind"), "{logged}");
}

#[test]
fn items_that_are_left_out_of_a_page_are_reported_without_their_values() {
    let log = Log::default();
    tracing::subscriber::with_default(log.clone(), || {
        serde_json::from_str::<Page<Item>>(r#"{"value": [{}, "s3cret", null]}"#)
    })
    .unwrap();
    let logged = log.0.lock().unwrap();
    assert!(logged.contains("left out of a page") && logged.contains("items=2"), "{logged}");
    assert!(!logged.contains("s3cret"), "{logged}");
}
