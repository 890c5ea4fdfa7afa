//! The base URL: what stands before the documented routes in most example requests with a full URL.

use super::matching::split_scheme;
use crate::model::{Example, is_version};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Origin and version of most example requests, e.g. `https://graph.microsoft.com/v1.0`. Those of a documented route, to
/// which examples are bound, count for more than any number of others: a page about uploads may show the upload's own URL
/// more often. Where examples call documented routes without an origin, one that only other requests have is another
/// service's.
pub(crate) fn most_frequent(examples: &[&Example]) -> Option<String> {
    let bases: Vec<Option<String>> = examples.par_iter().map(|example| base(&example.request.url)).collect();
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut calls_without_origin = false;
    for (example, base) in examples.iter().zip(bases) {
        let is_documented = example.binding.is_some();
        calls_without_origin |= is_documented && split_scheme(&example.request.url).is_none();
        if let Some(base) = base {
            let (documented, all) = counts.entry(base).or_default();
            *documented += usize::from(is_documented);
            *all += 1;
        }
    }
    let best = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
    best.filter(|(_, (documented, _))| *documented > 0 || !calls_without_origin).map(|(base, _)| base)
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
