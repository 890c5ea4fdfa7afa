//! The base URL: what most example requests with a full URL start with.

use super::matching::split_scheme;
use crate::model::draft::PageDraft;
use crate::model::is_version;
use std::collections::BTreeMap;

/// Origin and version of most example requests, e.g. `https://graph.microsoft.com/v1.0`.
pub(crate) fn most_frequent(pages: &[PageDraft]) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for request in pages.iter().flat_map(|p| &p.examples).filter_map(|e| e.request.as_ref()) {
        if let Some(base) = base(&request.url) {
            *counts.entry(base).or_default() += 1;
        }
    }
    counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0))).map(|(base, _)| base)
}

fn base(url: &str) -> Option<String> {
    let (scheme, rest) = split_scheme(url)?;
    let mut parts = rest.split(['/', '?']);
    let host = parts.next().filter(|h| !h.is_empty() && !h.contains(['{', '<', ' ', '@']))?.to_ascii_lowercase();
    let scheme = scheme.to_ascii_lowercase();
    if scheme != "https" && scheme != "http" {
        return None;
    }
    Some(match parts.next().filter(|p| is_version(p)) {
        Some(version) => format!("{scheme}://{host}/{version}"),
        None => format!("{scheme}://{host}"),
    })
}
