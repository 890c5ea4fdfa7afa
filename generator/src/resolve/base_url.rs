//! The base URL: what stands before the documented routes in most example requests with a full URL.

use super::matching::{self, ExampleUrl, split_scheme};
use crate::model::draft::PageDraft;
use crate::model::{HttpRequest, is_version};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Origin and version of most example requests, e.g. `https://graph.microsoft.com/v1.0`. Those of a route that their page
/// documents count for more than any number of others: a page about uploads may show the upload's own URL more often. Where
/// examples call documented routes without an origin, one that only other requests have is another service's.
pub(crate) fn most_frequent(pages: &[PageDraft]) -> Option<String> {
    let of_page = |page: &PageDraft| -> Vec<(String, bool)> {
        let requests = page.examples.iter().filter_map(|example| example.request.as_ref());
        requests.filter_map(|request| Some((base(&request.url)?, is_documented(page, request)))).collect()
    };
    let found: Vec<Vec<(String, bool)>> = pages.par_iter().map(of_page).collect();
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (base, is_documented) in found.into_iter().flatten() {
        let (documented, all) = counts.entry(base).or_default();
        *documented += usize::from(is_documented);
        *all += 1;
    }
    let best = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
    best.filter(|(_, (documented, _))| *documented > 0 || !calls_without_origin(pages)).map(|(base, _)| base)
}

/// Whether an example calls a route that its page documents by its path alone.
fn calls_without_origin(pages: &[PageDraft]) -> bool {
    let calls = |page: &PageDraft| {
        let mut requests = page.examples.iter().filter_map(|example| example.request.as_ref());
        requests.any(|request| split_scheme(&request.url).is_none() && is_documented(page, request))
    };
    pages.iter().any(calls)
}

fn is_documented(page: &PageDraft, request: &HttpRequest) -> bool {
    let url = ExampleUrl::read(&request.url);
    let mut routes = page.routes.iter().filter(|route| route.method == request.method);
    routes.any(|route| matching::matches(&route.template, &url.segments).is_some())
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
