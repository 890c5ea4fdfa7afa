//! Whether a text holds any of some stems, told in one pass over it: asked before what most texts need not be asked.

use aho_corasick::packed::Searcher;
use std::sync::OnceLock;

/// Stems of words, in lower case.
pub(crate) struct Stems {
    stems: &'static [&'static str],
    searcher: OnceLock<Option<Searcher>>,
}

impl Stems {
    pub(crate) const fn new(stems: &'static [&'static str]) -> Self {
        Stems { stems, searcher: OnceLock::new() }
    }

    /// Whether a text in lower case holds one of them.
    pub(crate) fn are_in(&self, lower: &str) -> bool {
        match self.searcher.get_or_init(|| Searcher::new(self.stems)) {
            Some(searcher) => searcher.find(lower).is_some(),
            None => self.any_is_in(lower),
        }
    }

    /// As [`Stems::are_in`], one by one, for machines that cannot look for all at once.
    fn any_is_in(&self, lower: &str) -> bool {
        self.stems.iter().any(|stem| lower.contains(stem))
    }
}

#[cfg(test)]
mod tests {
    use super::Stems;

    #[test]
    fn any_stem() {
        static STEMS: Stems = Stems::new(&["requir", "null", "maximum"]);
        let rows = [
            ("required.", true),
            ("not nullable", true),
            ("nul", false),
            ("", false),
            ("ünull", true),
            ("it may be left out where another one is given, and is required elsewhere", true),
            ("it may be left out where another one is given, or where it says nothing new", false),
        ];
        for (text, expected) in rows {
            assert_eq!(STEMS.are_in(text), expected, "{text}");
            assert_eq!(STEMS.any_is_in(text), expected, "{text}");
        }
    }
}
