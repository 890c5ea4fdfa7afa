//! What the docs say against what was sent.

use super::Recorded;
use super::message::Message;
use super::same::difference;
use crate::{Method, RouteTable};
use http::Uri;
use percent_encoding::percent_decode_str;
use serde_json::Value;
use std::borrow::Cow;

/// One difference: what differs, what the docs say, what was sent.
pub(super) type Difference = (String, String, String);

/// Headers that aren't the example's to say.
const NOT_COMPARED: [&str; 3] = ["authorization", "host", "content-length"];

pub(super) fn method(docs: &str, sent: &Recorded) -> Option<Difference> {
    differ("method", docs, sent.method().as_str())
}

/// `base` is the base URL's, without a slash at the end.
pub(super) fn path(docs: &str, sent: &Recorded, base: &str, routes: &'static RouteTable) -> Option<Difference> {
    // The server saw a path; the base URL's is in front of it.
    let below = base.parse::<Uri>().map(|uri| uri.path().to_owned()).unwrap_or_default();
    let Some(path) = sent.path().strip_prefix(&below) else { return differ("base URL", base, sent.path()) };
    let same = segments(docs) == segments(path) || same_but_for_case(docs, path, sent.method(), routes);
    if same { None } else { differ("path", docs, path) }
}

/// Examples write fixed text in another case than the routes do, which services don't mind; values have to be the same.
fn same_but_for_case(docs: &str, sent: &str, method: &Method, routes: &'static RouteTable) -> bool {
    let folded = |path| segments(path).into_iter().map(|segment| segment.to_ascii_lowercase()).collect::<Vec<_>>();
    let (documented, found) = (routes.find(method.as_str(), docs), routes.find(method.as_str(), sent));
    folded(docs) == folded(sent)
        && documented.zip(found).is_some_and(|(a, b)| a.template == b.template && a.params == b.params)
}

/// Decoded segments: `a%20b` and a raw blank are the same, `a%2Fb` and `a/b` are not.
fn segments(path: &str) -> Vec<Vec<u8>> {
    path.trim_matches('/').split('/').map(|segment| percent_decode_str(segment).collect()).collect()
}

/// In any order. Names of OData's own options are the same in any case (OData 4.01, Part 1, 11.2.1).
pub(super) fn query(documented: Vec<(String, String)>, sent: &Recorded) -> Option<Difference> {
    let folded = |pairs: Vec<(String, String)>| {
        let name = |name: String| if name.starts_with('$') { name.to_ascii_lowercase() } else { name };
        pairs.into_iter().map(|(key, value)| (name(key), value)).collect::<Vec<_>>()
    };
    let mut documented = folded(documented);
    let written = |pairs: &mut Vec<(String, String)>| {
        pairs.sort();
        pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" & ")
    };
    let mut sent = folded(sent.query());
    let (docs, wire) = (written(&mut documented), written(&mut sent));
    if documented == sent { None } else { differ("query", &docs, &wire) }
}

pub(super) fn headers(docs: &Message, sent: &Recorded) -> Vec<Difference> {
    docs.headers.iter().filter_map(|(name, value)| header(name, value, docs.body, sent)).collect()
}

fn header(name: &str, docs: &str, body: &str, sent: &Recorded) -> Option<Difference> {
    let is_type = name.eq_ignore_ascii_case("content-type");
    // Many pages document a content type for a request without content.
    if NOT_COMPARED.iter().any(|n| n.eq_ignore_ascii_case(name)) || (is_type && body.is_empty()) {
        return None;
    }
    let wire: Vec<_> = sent.headers().get_all(name).iter().map(|v| String::from_utf8_lossy(v.as_bytes())).collect();
    let same = |value: &Cow<'_, str>| {
        if is_type { media_type(value).eq_ignore_ascii_case(media_type(docs)) } else { *value == docs.trim() }
    };
    if wire.iter().any(same) { None } else { differ(&format!("header {name}"), docs, &wire.join(", ")) }
}

/// Without parameters: `application/json; charset=utf-8` is JSON.
fn media_type(value: &str) -> &str {
    value.split(';').next().unwrap_or_default().trim()
}

/// JSON by value, anything else exactly. What isn't JSON although it says so has to be sent exactly, too.
pub(super) fn body(docs: &Message, sent: &Recorded) -> Option<Difference> {
    let wire = String::from_utf8_lossy(sent.body());
    let is_json = docs.is_json() && serde_json::from_str::<Value>(docs.body).is_ok();
    if is_json { json("body", docs.body, &wire) } else { differ("body", docs.body, &wire) }
}

/// JSON texts, by value.
pub(super) fn json(what: &str, docs: &str, truth: &str) -> Option<Difference> {
    let documented: Value = match serde_json::from_str(docs) {
        Ok(value) => value,
        Err(e) => return differ(what, &format!("no JSON: {e}: {docs}"), truth),
    };
    match serde_json::from_str::<Value>(truth) {
        Ok(value) if difference(&documented, &value).is_none() => None,
        Ok(value) => differ(what, &documented.to_string(), &value.to_string()),
        Err(e) => differ(what, &documented.to_string(), &format!("no JSON: {e}: {truth}")),
    }
}

/// Without members that are null.
pub(super) fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let kept = members.into_iter().filter(|(_, v)| !v.is_null());
            Value::Object(kept.map(|(key, v)| (key, without_nulls(v))).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(without_nulls).collect()),
        other => other,
    }
}

pub(super) fn differ(what: &str, docs: &str, sent: &str) -> Option<Difference> {
    (docs != sent).then(|| (what.to_owned(), docs.to_owned(), sent.to_owned()))
}
