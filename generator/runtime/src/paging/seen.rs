//! Which links were followed.

use percent_encoding::percent_decode_str;
use std::collections::HashSet;
use std::hash::{BuildHasher, Hash, Hasher, RandomState};
use url::Url;

/// Hashes of the links that were followed: eight bytes a page.
#[derive(Default)]
pub(super) struct Seen {
    hashes: HashSet<u64>,
    hasher: RandomState,
}

impl Seen {
    /// Notes a link. False if it was there before, also in another spelling: characters escaped or not, query parameters in
    /// another order, their names in another case. Values and paths keep their case: tokens stand there.
    pub(super) fn insert(&mut self, url: &Url) -> bool {
        let mut hasher = self.hasher.build_hasher();
        url.origin().ascii_serialization().hash(&mut hasher);
        for segment in url.path().split('/') {
            decoded(segment).hash(&mut hasher);
        }
        let mut pairs: Vec<_> = url.query().unwrap_or_default().split('&').map(pair).collect();
        pairs.sort_unstable();
        pairs.hash(&mut hasher);
        self.hashes.insert(hasher.finish())
    }

    pub(super) fn len(&self) -> usize {
        self.hashes.len()
    }
}

fn pair(text: &str) -> (Vec<u8>, Vec<u8>) {
    let (name, value) = text.split_once('=').unwrap_or((text, ""));
    (decoded(name).to_ascii_lowercase(), decoded(value))
}

fn decoded(text: &str) -> Vec<u8> {
    percent_decode_str(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_spellings_are_the_same_link() {
        let url = |text: &str| Url::parse(text).expect("a URL");
        let mut seen = Seen::default();
        assert!(seen.insert(&url("https://example.com/v1.0/a%20b?$skiptoken=X&$top=2")));
        for same in [
            "https://EXAMPLE.com:443/v1.0/a%20b?$skiptoken=X&$top=2",
            "https://example.com/v1.0/%61%20b?%24skipToken=%58&%24top=2",
            "https://example.com/v1.0/a%20b?$top=2&$skiptoken=X",
            "https://example.com/v1.0/./a b?$top=2&$skiptoken=X",
        ] {
            assert!(!seen.insert(&url(same)), "{same}");
        }
        for other in [
            "https://example.com/v1.0/a%20b?$skiptoken=x&$top=2",
            "https://example.com/v1.0/A%20b?$skiptoken=X&$top=2",
            "https://example.com/v1.0/a%2F%20b?$skiptoken=X&$top=2",
            "https://example.com/v1.0/a%20b?$skiptoken=X%26$top=2",
            "https://example.com/v1.0/a%20b?$skiptoken=X",
        ] {
            assert!(seen.insert(&url(other)), "{other}");
        }
        assert_eq!(seen.len(), 6);
    }
}
