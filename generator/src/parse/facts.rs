//! Facts that prose states about a property or parameter.
//!
//! A missing fact costs little, a wrong one much: "indicates whether the file is read-only" says nothing about the
//! property. So a fact counts only where it is stated on its own:
//!
//! - a sentence made of nothing but such words ("Required.", "Read-only, not nullable."), one that opens with such a word
//!   and a comma, or a parenthesis that holds nothing else;
//! - "This property is read-only", also with more behind it; "This property is required" with nothing behind it: what is
//!   required only for, when or if is not required.
//!
//! Default, length, range and values are read behind the phrases that introduce them, and only what can't be mistaken.

mod numbers;
mod statement;
mod values;

use super::rich::RichText;
use super::stems::Stems;
use super::{doc_text, enums};
use crate::model::Constraints;
use crate::model::draft::TypeExpr;
use statement::Statement;

/// What prose states.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Facts {
    /// Set by the service only.
    pub(crate) read_only: bool,
    /// Sent and never returned.
    pub(crate) write_only: bool,
    /// May be null, or may not.
    pub(crate) nullable: Option<bool>,
    /// Must be given.
    pub(crate) required: bool,
    /// The type that it comes from, as named or linked.
    pub(crate) inherited_from: Option<TypeExpr>,
    /// It is the key, or part of it.
    pub(crate) key: bool,
    /// Default, length, range; members of an enumeration in order, without numbers, booleans and null.
    pub(crate) constraints: Constraints,
    /// Several of the values may be set at once.
    pub(crate) flags: bool,
    /// It is deprecated: what the text says about it, as safe Markdown; may be empty.
    pub(crate) deprecated: Option<String>,
}

/// What introduces bases, defaults, lengths, ranges and values.
static MORE: Stems = Stems::new(&[
    "inherited from",
    "default",
    "max",
    "characters",
    "value",
    "range",
    "one of",
    "possible states",
    "est number",
]);

/// Reads the facts in a text.
pub(crate) fn facts(text: &RichText) -> Facts {
    let mut facts = Facts::default();
    // Letters of ASCII only: offsets stay the same.
    let lower = text.plain.to_ascii_lowercase();
    let mut sentences = statement::sentences(&text.plain, &lower).peekable();
    while let Some(sentence) = sentences.next() {
        for statement in statement::statements(sentence) {
            facts.state(statement, sentence.plain, sentences.peek().map(|next| next.plain));
        }
    }
    facts.flags = enums::says_flags(&lower);
    if !MORE.are_in(&lower) {
        return facts;
    }
    if lower.contains("inherited from") {
        facts.inherited_from = inherited_from(text);
    }
    if lower.contains("default") {
        facts.constraints.default = values::default(text, &lower);
    }
    if lower.contains("max") || lower.contains("characters") {
        facts.constraints.max_length = numbers::max_length(&lower);
    }
    (facts.constraints.minimum, facts.constraints.maximum, facts.constraints.values) = range_or_values(text, &lower);
    facts
}

/// A range, else a list of values.
fn range_or_values(text: &RichText, lower: &str) -> (Option<i64>, Option<i64>, Vec<String>) {
    if !["value", "range", "one of", "possible states", "est number"].iter().any(|word| lower.contains(word)) {
        return (None, None, Vec::new());
    }
    match numbers::range(lower) {
        (None, None) => (None, None, values::values(text, lower)),
        (minimum, maximum) => (minimum, maximum, Vec::new()),
    }
}

/// The values that a text lists, and whether several may be set at once: what a parameter of a named type says of that.
pub(crate) fn values_listed(text: &RichText) -> (Vec<String>, bool) {
    let lower = text.plain.to_ascii_lowercase();
    let values = if MORE.are_in(&lower) { range_or_values(text, &lower).2 } else { Vec::new() };
    (values, enums::says_flags(&lower))
}

/// Whether a text states that its subject must be given, and whether that it need not be: all that is asked of a table of
/// parameters.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Need {
    pub(crate) required: bool,
    pub(crate) optional: bool,
}

impl Need {
    /// What a text states of it.
    pub(crate) fn of(text: &RichText) -> Need {
        static NEED: Stems = Stems::new(&["requir", "mandatory", "optional"]);
        let lower = text.plain.to_ascii_lowercase();
        if !NEED.are_in(&lower) {
            return Need::default();
        }
        Need { required: is_required(&text.plain, &lower), optional: is_optional(&text.plain, &lower) }
    }
}

fn is_required(plain: &str, lower: &str) -> bool {
    let mut sentences = statement::sentences(plain, lower);
    sentences.any(|sentence| statement::statements(sentence).contains(&Statement::Required))
}

/// Whether a text says in a sentence of its own, or in parentheses, that its subject need not be given.
fn is_optional(plain: &str, lower: &str) -> bool {
    let is_the_word =
        |clause: &str| clause.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '(' | ')')) == "optional";
    lower.contains("optional")
        && (lower.contains("(optional)")
            || statement::ranges(plain).filter_map(|range| lower.get(range)).any(is_the_word))
}

impl Facts {
    fn state(&mut self, statement: Statement, sentence: &str, next: Option<&str>) {
        match statement {
            Statement::ReadOnly => self.read_only = true,
            Statement::WriteOnly => self.write_only = true,
            Statement::Nullable(nullable) => self.nullable = self.nullable.or(Some(nullable)),
            Statement::Required => self.required = true,
            Statement::Key => self.key = true,
            Statement::Deprecated => {
                let reason = reason(sentence, next);
                self.deprecated.get_or_insert(reason);
            }
            Statement::Nothing => {}
        }
    }
}

/// What a deprecation says beyond the word: the rest of its sentence, or "Use x instead" behind it.
fn reason(sentence: &str, next: Option<&str>) -> String {
    let own = sentence.trim().trim_matches(['[', ']', '(', ')', '*', '.', ' ']);
    let more = own.split_whitespace().nth(4).is_some().then_some(sentence);
    let advice = next.filter(|next| {
        let next = next.trim_start();
        ["Use ", "Please use ", "Instead"].iter().any(|start| next.starts_with(start))
    });
    let parts: Vec<&str> = [more, advice].into_iter().flatten().map(str::trim).collect();
    let mut safe = String::new();
    doc_text::escape(&parts.join(" "), false, &mut safe);
    safe
}

/// "Inherited from [x](x.md)", "Inherited from `x`", or "Inherited from x." with a name that can be nothing else.
fn inherited_from(text: &RichText) -> Option<TypeExpr> {
    const PHRASE: &str = "Inherited from";
    let at = text.plain.find(PHRASE).or_else(|| text.plain.find("(inherited from").map(|at| at + 1))? + PHRASE.len();
    let rest = text.plain.get(at..)?;
    let start = at + (rest.len() - rest.trim_start().len());
    let link = text.links.iter().find(|link| link.range.start == start);
    let marked = link.map(|link| &link.range).or_else(|| text.codes.iter().find(|range| range.start == start));
    let shown = match marked {
        Some(range) => text.slice(range),
        None => rest.trim_start(),
    };
    let end = shown.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '_'))).unwrap_or(shown.len());
    let name = shown.get(..end)?.trim_end_matches('.');
    let behind = shown.get(end..).unwrap_or_default();
    let is_name =
        marked.is_some() || name.contains('.') || behind.is_empty() || behind.starts_with(['.', ',', ')', ';']);
    (is_name && !name.is_empty())
        .then(|| TypeExpr { link: link.map(|link| link.target.to_string()), ..TypeExpr::named(name) })
}

#[cfg(test)]
mod tests;
