//! The OData options that a page says are supported.

use super::{Language, sentences};
use crate::model::{NamedOption, QueryOption, Span};
use crate::parse::rich::RichText;
use std::ops::Range;

/// What the paragraphs and tables about query parameters say of OData options.
#[derive(Debug)]
pub(crate) struct Options {
    language: Language,
    named: Vec<NamedOption>,
    /// What request lines show.
    shown: Vec<NamedOption>,
    denied: Vec<QueryOption>,
    /// What sentences that speak of all options say of them.
    scopes: Vec<(Scope, Span)>,
}

impl Options {
    pub(crate) fn new(language: Language) -> Self {
        Options { language, named: Vec::new(), shown: Vec::new(), denied: Vec::new(), scopes: Vec::new() }
    }

    /// Takes a paragraph, or a cell that names an option. A sentence that denies some speaks of those alone.
    pub(crate) fn take(&mut self, text: &RichText<'_>, span: Span) {
        self.take_those(text, span, |_| true);
    }

    /// Takes the options that a description's paragraph says are supported or lists, and nothing that it says of all of them.
    pub(crate) fn take_named(&mut self, text: &RichText<'_>, span: Span) {
        let known = self.scopes.len();
        self.take_those(text, span, |sentence| sentence.speaks_of_options());
        self.scopes.truncate(known);
    }

    fn take_those(&mut self, text: &RichText<'_>, span: Span, counts: impl Fn(&Sentence<'_>) -> bool) {
        let sentences = sentences::of(&text.plain).map(|range| Sentence {
            text,
            language: self.language,
            folded: sentences::folded(text.slice(&range)),
            range,
        });
        let (denying, granting): (Vec<_>, Vec<_>) = sentences.filter(counts).partition(Sentence::denies_support);
        for sentence in granting {
            let named = sentence.names();
            self.scopes.extend(sentence.scope(&named).map(|scope| (scope, span)));
            self.named.extend(named.into_iter().map(|option| NamedOption { option, span }));
        }
        let denied: Vec<QueryOption> = denying.iter().flat_map(|s| denied_options(&s.folded)).collect();
        self.named.retain(|named| !denied.contains(&named.option));
        self.denied.extend(denied);
    }

    /// Takes an option that a request line of the section shows.
    pub(crate) fn show(&mut self, option: QueryOption, span: Span) {
        self.shown.push(NamedOption { option, span });
    }

    /// The options, in their own order, each once and where it is named first.
    pub(crate) fn finish(self) -> Vec<NamedOption> {
        let all = self.scopes.iter().find(|(scope, _)| match scope {
            Scope::General => true,
            Scope::Some => self.named.is_empty() || !self.denied.is_empty(),
            Scope::Following => self.named.is_empty(),
        });
        let general = |option: &QueryOption| QueryOption::GENERAL.contains(option) && !self.denied.contains(option);
        let place = |option: &QueryOption| {
            let shown = self.shown.iter().filter(|shown| !self.denied.contains(&shown.option));
            let named = self.named.iter().chain(shown).find(|named| named.option == *option).map(|named| named.span);
            named.or(all.filter(|_| general(option)).map(|(_, span)| *span))
        };
        QueryOption::ALL.into_iter().filter_map(|option| Some(NamedOption { option, span: place(&option)? })).collect()
    }
}

/// What a sentence says of all options.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Scope {
    /// "The OData query parameters": those that are general.
    General,
    /// "Some of the OData query parameters": those that are named, or all that are not denied.
    Some,
    /// "The following OData query parameters": those that are named.
    Following,
}

/// A sentence, also in lower case.
struct Sentence<'a> {
    text: &'a RichText<'a>,
    language: Language,
    range: Range<usize>,
    folded: String,
}

impl Sentence<'_> {
    fn denies_support(&self) -> bool {
        denies_support(&self.folded) || self.language.denies(&self.folded)
    }

    /// "`$filter` is supported on name", "`$top` with at most 100" in a list; but not "call it with `$expand` instead".
    fn speaks_of_options(&self) -> bool {
        let listed = self.folded.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '*' | '`'));
        listed.starts_with('$') || self.folded.contains("support")
    }

    fn names(&self) -> Vec<QueryOption> {
        // "To get them, call it without `$select`."
        if self.folded.contains("without ") && !self.folded.contains("support") {
            return Vec::new();
        }
        let mut named: Vec<QueryOption> = options_in(&self.folded).collect();
        if self.folded.contains("odata") {
            named.extend(self.bare());
        }
        named
    }

    /// "Supports the `select` OData query parameter": options in code, without their `$`.
    fn bare(&self) -> impl Iterator<Item = QueryOption> {
        let before = self.text.codes.partition_point(|code| code.start < self.range.start);
        let own = self.text.codes.iter().skip(before).take_while(|code| code.start < self.range.end);
        own.filter_map(|code| QueryOption::parse(&format!("${}", self.text.slice(code))))
    }

    fn links_to_options(&self) -> bool {
        let mut own = self.text.links.iter().filter(|link| self.range.contains(&link.range.start));
        own.any(|link| leads_to_options(&link.target))
    }

    /// What is left of such a sentence in another language: its link.
    fn is_translated(&self) -> bool {
        self.language == Language::Other && self.links_to_options()
    }

    /// "The OData query parameters", also "including `$search`"; but not "some of" them, nor those that it names.
    fn scope(&self, named: &[QueryOption]) -> Option<Scope> {
        let folded = &self.folded;
        let supported = folded.contains("support");
        if !supported && self.is_translated() {
            return named.is_empty().then_some(Scope::Some);
        }
        if !(supported && (folded.contains("odata") || self.links_to_options())) {
            return None;
        }
        for (word, scope) in [("following", Scope::Following), ("some ", Scope::Some), ("certain ", Scope::Some)] {
            if folded.contains(word) {
                return named.is_empty().then_some(scope);
            }
        }
        let before = folded.find(" including ").and_then(|at| folded.get(..at));
        let besides = before.is_some_and(|before| before.contains("odata") && !before.contains('$'));
        (named.is_empty() || besides).then_some(Scope::General)
    }
}

/// A link to a page about query parameters, `/graph/query-parameters` or `../odata/optional-query-parameters.md`.
pub(crate) fn leads_to_options(target: &str) -> bool {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let page = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".md");
    ["query-parameters", "query_parameters"].iter().any(|name| page.ends_with(name))
}

/// "Supports OData V4 queries", "OData supported operators:", "The OData's `$filter` query is supported on …".
pub(crate) fn introduces(plain: &str) -> bool {
    plain.contains("OData") && plain.contains("upport")
}

fn denies_support(folded: &str) -> bool {
    folded.contains("unsupported") || sentences::denied(folded, &["support", "available", "allow"]).next().is_some()
}

/// "`$filter` is not supported", "this method does not support `$filter`": but not where it says of what or where it isn't
/// ("properties of event do not support `$select`", "`$filter` is not supported on x").
fn denied_options(folded: &str) -> impl Iterator<Item = QueryOption> {
    let whole = folded.trim_end_matches(|c: char| !c.is_alphanumeric());
    let subject = ["this method", "this api", "this operation", "this function", "this action"];
    let of_page = subject.iter().any(|s| folded.contains(s));
    let passive = whole.ends_with("supported") || whole.ends_with("available") || whole.ends_with("allowed");
    let listed = folded.split_once("supported:").map(|(_, list)| list);
    options_in(if of_page || passive { folded } else { listed.unwrap_or_default() })
}

/// The options that a text in lower case names. `$skip` is not `$skiptoken`: the word ends where its letters do.
fn options_in(lower: &str) -> impl Iterator<Item = QueryOption> {
    lower.match_indices('$').filter_map(|(at, _)| {
        let rest = lower.get(at..)?;
        let letters = rest.char_indices().skip(1).find(|(_, c)| !c.is_alphabetic());
        QueryOption::parse(rest.get(..letters.map_or(rest.len(), |(end, _)| end))?)
    })
}

#[cfg(test)]
mod tests {
    use super::{denied_options, denies_support, options_in};
    use crate::model::QueryOption;

    #[test]
    fn options_of_a_text() {
        let rows = [
            ("$skip and $skiptoken.", vec![QueryOption::Skip, QueryOption::SkipToken]),
            ("`$filter`, $$top, $count=true", vec![QueryOption::Filter, QueryOption::Top, QueryOption::Count]),
            ("$selected, $, filter, us$ 5", vec![]),
        ];
        for (text, expected) in rows {
            assert_eq!(options_in(text).collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn denied_query_options() {
        // text, whether it denies support, whether it denies `$filter`
        let rows = [
            ("$filter is not supported.", true, true),
            ("$filter isn't supported.", true, true),
            ("this method does not support $filter.", true, true),
            ("this operation does not currently support odata query parameters", true, false),
            ("the properties of event do not support $filter.", true, false),
            ("$filter is not supported on scopes.", true, false),
            ("some operators are not supported: $count, $filter.", true, true),
            ("the only supported $filter expression is a key.", false, false),
            ("supports $filter only where not empty.", false, false),
        ];
        for (text, support, filter) in rows {
            let filter_is_denied = denied_options(text).any(|option| option == QueryOption::Filter);
            let found = (denies_support(text), denies_support(text) && filter_is_denied);
            assert_eq!(found, (support, filter), "{text}");
        }
    }
}
