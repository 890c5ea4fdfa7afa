//! A diff for programs. README.md describes the form; another one gets another `format`.

use super::sections::{Count, Counts};
use super::{End, Report};
use docwright::surface::{Change, Place};
use serde_json::{Value, json};

/// The number of the form.
const FORMAT: u32 = 1;

pub(super) fn document(report: &Report<'_>) -> Value {
    let counts = Counts::of(report.diff);
    let mut document = json!({
        "format": FORMAT,
        "base": end(report.base),
        "head": end(report.head),
        "counts": {
            "breaking": count(counts.breaking),
            "additive": count(counts.additive),
            "docs-only": count(counts.docs_only),
        },
        "changes": report.diff.changes.iter().map(change).collect::<Vec<_>>(),
    });
    if let Some(suggestion) = report.suggestion {
        document["suggestion"] = json!({
            "from": suggestion.from.to_string(),
            "to": suggestion.to.to_string(),
            "level": suggestion.level.name(),
            "changelog": suggestion.entry,
        });
    }
    document
}

fn end(end: &End) -> Value {
    json!({ "name": end.name, "commit": end.commit })
}

fn count(count: Count) -> Value {
    json!({ "all": count.all, "permissions": count.permissions })
}

fn change(change: &Change) -> Value {
    json!({
        "id": change.id(),
        "kind": change.kind,
        "key": change.key,
        "new_key": change.new_key,
        "class": change.class,
        "permissions": change.permissions,
        "wire_only": change.wire_only,
        "sentence": change.sentence,
        "base": change.base.as_ref().map(place),
        "head": change.head.as_ref().map(place),
    })
}

fn place(place: &Place) -> Value {
    json!({ "page": place.page, "line": place.line })
}
