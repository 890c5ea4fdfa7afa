//! What the docs say against what was sent.

use super::same::difference;
use super::{Recorded, Sent};
use crate::{Method, RouteTable};
use percent_encoding::percent_decode_str;
use serde_json::Value;

/// One difference: what differs, what the docs say, what was sent.
pub(super) type Difference = (String, String, String);

/// Headers that aren't the example's to say.
const NOT_COMPARED: [&str; 3] = ["authorization", "host", "content-length"];

pub(super) fn method(docs: &str, sent: &Recorded) -> Option<Difference> {
    differ("method", docs, sent.method().as_str())
}

/// `base` is the base URL's, without a slash at the end.
pub(super) fn path(docs: &str, sent: &Recorded, base: &str, routes: &'static RouteTable) -> Option<Difference> {
    let url = sent.url();
    let Some(rest) = url.strip_prefix(base) else { return differ("base URL", base, &url) };
    let path = rest.split('?').next().unwrap_or_default();
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

pub(super) fn query(docs: &[(&str, &str)], sent: &Recorded) -> Option<Difference> {
    let written = |pairs: &mut Vec<(String, String)>| {
        pairs.sort();
        pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" & ")
    };
    let mut documented = docs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    let mut sent = sent.query();
    let (docs, wire) = (written(&mut documented), written(&mut sent));
    if documented == sent { None } else { differ("query", &docs, &wire) }
}

pub(super) fn headers(docs: &[(&str, &str)], body: Sent, sent: &Recorded) -> Vec<Difference> {
    docs.iter().filter_map(|(name, value)| header(name, value, body, sent)).collect()
}

fn header(name: &str, docs: &str, body: Sent, sent: &Recorded) -> Option<Difference> {
    let is_type = name.eq_ignore_ascii_case("content-type");
    // Many pages document a content type for a request without content.
    if NOT_COMPARED.iter().any(|n| n.eq_ignore_ascii_case(name)) || (is_type && body == Sent::Nothing) {
        return None;
    }
    let wire: Vec<&str> = sent.headers().get_all(name).iter().filter_map(|v| v.to_str().ok()).collect();
    let same = |value: &&str| {
        if is_type { media_type(value).eq_ignore_ascii_case(media_type(docs)) } else { *value == docs.trim() }
    };
    if wire.iter().any(same) { None } else { differ(&format!("header {name}"), docs, &wire.join(", ")) }
}

/// Without parameters: `application/json; charset=utf-8` is JSON.
fn media_type(value: &str) -> &str {
    value.split(';').next().unwrap_or_default().trim()
}

pub(super) fn body(docs: Sent, sent: &Recorded) -> Option<Difference> {
    let wire = String::from_utf8_lossy(sent.body());
    match docs {
        Sent::Nothing => differ("body", "", &wire),
        Sent::Text(text) => differ("body", text, &wire),
        Sent::Json(text) => json(text, &wire),
    }
}

fn json(docs: &str, wire: &str) -> Option<Difference> {
    let documented: Value = match serde_json::from_str(docs) {
        Ok(value) => value,
        Err(e) => return differ("body", &format!("no JSON: {e}: {docs}"), wire),
    };
    match serde_json::from_str::<Value>(wire) {
        Ok(sent) if difference(&documented, &sent).is_none() => None,
        Ok(sent) => differ("body", &documented.to_string(), &sent.to_string()),
        Err(e) => differ("body", &documented.to_string(), &format!("no JSON: {e}: {wire}")),
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

fn differ(what: &str, docs: &str, sent: &str) -> Option<Difference> {
    (docs != sent).then(|| (what.to_owned(), docs.to_owned(), sent.to_owned()))
}
