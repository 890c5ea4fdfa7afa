//! Whether a text holds any of some stems, told in one pass over it: asked before what most texts need not be asked.

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::sync::OnceLock;

/// Stems of words, in lower case. They are found in any case of ASCII letters.
pub(crate) struct Stems {
    stems: &'static [&'static str],
    automaton: OnceLock<Option<AhoCorasick>>,
}

impl Stems {
    pub(crate) const fn new(stems: &'static [&'static str]) -> Self {
        Stems { stems, automaton: OnceLock::new() }
    }

    /// Whether a text holds one of them.
    pub(crate) fn are_in(&self, text: &str) -> bool {
        // Without a look ahead for rare letters: texts are short, and common words begin as stems do.
        let mut builder = AhoCorasick::builder();
        builder.ascii_case_insensitive(true).prefilter(false).kind(Some(AhoCorasickKind::DFA));
        let build = || builder.build(self.stems).ok();
        // Too many stems for an automaton, which nobody would list, may all be in it.
        self.automaton.get_or_init(build).as_ref().is_none_or(|automaton| automaton.is_match(text))
    }
}

#[cfg(test)]
mod tests {
    use super::Stems;

    #[test]
    fn any_stem_in_any_case() {
        static STEMS: Stems = Stems::new(&["requir", "null"]);
        for (text, expected) in
            [("Required.", true), ("not NULLABLE", true), ("nul", false), ("", false), ("ünull", true)]
        {
            assert_eq!(STEMS.are_in(text), expected, "{text}");
        }
    }
}
