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
        let sentences: Vec<Sentence<'_>> = sentences::of(&text.plain)
            .into_iter()
            .map(|range| Sentence {
                text,
                language: self.language,
                folded: sentences::folded(text.slice(&range)),
                range,
            })
            .collect();
        let (denying, granting): (Vec<_>, Vec<_>) = sentences.iter().partition(|s| s.denies_support());
        for sentence in granting {
            let named: Vec<QueryOption> = QueryOption::ALL.into_iter().filter(|o| sentence.names(*o)).collect();
            self.scopes.extend(sentence.scope(&named).map(|scope| (scope, span)));
            self.named.extend(named.into_iter().map(|option| NamedOption { option, span }));
        }
        let is_denied = |option: &QueryOption| denying.iter().any(|s| denies_option(&s.folded, option.wire()));
        self.named.retain(|named| !is_denied(&named.option));
        self.denied.extend(QueryOption::ALL.into_iter().filter(is_denied));
    }

    /// Takes the options that a paragraph names, and nothing that it says of all of them.
    pub(crate) fn take_named(&mut self, text: &RichText<'_>, span: Span) {
        let known = self.scopes.len();
        self.take(text, span);
        self.scopes.truncate(known);
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

    fn names(&self, option: QueryOption) -> bool {
        // "To get them, call it without `$select`."
        if self.folded.contains("without ") && !self.folded.contains("support") {
            return false;
        }
        names_option(&self.folded, option.wire()) || names_bare(self.text, &self.range, &self.folded, option.wire())
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

/// "Supports the `select` OData query parameter": an option in code, without its `$`.
fn names_bare(text: &RichText, sentence: &Range<usize>, folded: &str, wire: &str) -> bool {
    let own = text.codes.iter().filter(|code| sentence.contains(&code.start));
    folded.contains("odata")
        && own.into_iter().any(|code| text.slice(code).eq_ignore_ascii_case(wire.trim_start_matches('$')))
}

fn denies_support(folded: &str) -> bool {
    folded.contains("unsupported") || sentences::denied(folded, &["support", "available", "allow"]).next().is_some()
}

/// "`$filter` is not supported", "this method does not support `$filter`": but not where it says of what or where it isn't
/// ("properties of event do not support `$select`", "`$filter` is not supported on x").
fn denies_option(folded: &str, wire: &str) -> bool {
    let whole = folded.trim_end_matches(|c: char| !c.is_alphanumeric());
    let subject = ["this method", "this api", "this operation", "this function", "this action"];
    let of_page = subject.iter().any(|s| folded.contains(s));
    let passive = whole.ends_with("supported") || whole.ends_with("available") || whole.ends_with("allowed");
    let listed = folded.split_once("supported:").is_some_and(|(_, list)| names_option(list, wire));
    (of_page || passive) && names_option(folded, wire) || listed
}

fn names_option(lower: &str, wire: &str) -> bool {
    lower.match_indices(wire).any(|(at, _)| {
        // `$skip` is not `$skiptoken`.
        !lower.get(at + wire.len()..).is_some_and(|rest| rest.starts_with(char::is_alphabetic))
    })
}

#[cfg(test)]
mod tests {
    use super::{denies_option, denies_support};

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
            let found = (denies_support(text), denies_support(text) && denies_option(text, "$filter"));
            assert_eq!(found, (support, filter), "{text}");
        }
    }
}
