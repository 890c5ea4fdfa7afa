//! The base URL: what stands before the documented routes in most example requests with a full URL.

use super::matching::split_scheme;
use crate::model::{Example, is_version};
use foldhash::HashMap;
use std::collections::BTreeMap;

/// Origin and version of most example requests, e.g. `https://graph.microsoft.com/v1.0`. Those of a documented route, to
/// which examples are bound, count for more than any number of others: a page about uploads may show the upload's own URL
/// more often. Where examples call documented routes without an origin, one that only other requests have is another
/// service's.
pub(crate) fn most_frequent(examples: &[&Example]) -> Option<String> {
    let mut as_written: HashMap<&str, (usize, usize)> = HashMap::default();
    let mut calls_without_origin = false;
    for example in examples {
        let is_documented = example.binding.is_some();
        match head(&example.request.url) {
            Some(head) => {
                let (documented, all) = as_written.entry(head).or_default();
                *documented += usize::from(is_documented);
                *all += 1;
            }
            None => calls_without_origin |= is_documented,
        }
    }
    // Few differ, so that these alone are read.
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (base, of_head) in as_written.into_iter().filter_map(|(head, counts)| Some((base(head)?, counts))) {
        let (documented, all) = counts.entry(base).or_default();
        *documented += of_head.0;
        *all += of_head.1;
    }
    let best = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
    best.filter(|(_, (documented, _))| *documented > 0 || !calls_without_origin).map(|(base, _)| base)
}

/// A full URL up to what follows its first segment.
fn head(url: &str) -> Option<&str> {
    let (_, rest) = split_scheme(url)?;
    let behind = rest.match_indices(['/', '?']).nth(1).map_or(0, |(at, _)| rest.len() - at);
    url.get(..url.len() - behind)
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

#[cfg(test)]
mod tests {
    use super::{base, head};

    #[test]
    fn what_stands_before_a_route() {
        for (url, wanted_head, wanted) in [
            ("https://a.test/v1.0/books/1?$top=2", Some("https://a.test/v1.0"), Some("https://a.test/v1.0")),
            ("HTTPS://A.test/beta?x", Some("HTTPS://A.test/beta"), Some("https://a.test/beta")),
            ("https://a.test/books/v1.0", Some("https://a.test/books"), Some("https://a.test")),
            ("https://a.test", Some("https://a.test"), Some("https://a.test")),
            ("https://a.test?v1.0/é", Some("https://a.test?v1.0"), Some("https://a.test/v1.0")),
            ("https://{host}/v1.0/books", Some("https://{host}/v1.0"), None),
            ("ftp://a.test/v1.0", Some("ftp://a.test/v1.0"), None),
            ("/books/1", None, None),
        ] {
            assert_eq!(head(url), wanted_head, "{url}");
            assert_eq!(base(url).as_deref(), wanted, "{url}");
            assert_eq!(head(url).and_then(base), base(url), "{url}");
        }
    }
}
