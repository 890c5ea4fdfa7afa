//! Lists of values, and defaults.

use super::super::rich::RichText;
use super::super::stems::Stems;

/// Phrases that introduce a list of values.
const PHRASES: [&str; 17] = [
    "possible values",
    "possible value",
    "supported values",
    "supported value is",
    "allowed values",
    "allowed value is",
    "valid values",
    "valid value is",
    "acceptable values",
    "accepted values",
    "one of the following values",
    "can be one of the following",
    "must be one of",
    "can be one of",
    "valid string values",
    "possible states",
    "have the following values",
];

static INTRODUCED: Stems = Stems::new(&PHRASES);

/// More make no enumeration.
const MAX_VALUES: usize = 1000;

/// The members in the first list of values that a text has, and those that only clients get that ask for them.
pub(super) fn values(text: &RichText, lower: &str) -> Vec<String> {
    if !INTRODUCED.are_in(lower) {
        return Vec::new();
    }
    let lists = PHRASES.iter().flat_map(|phrase| lower.match_indices(phrase));
    let mut lists = lists.map(|(at, phrase)| list(text, lower, at + phrase.len()));
    let mut values = lists.find(|list| !list.is_empty()).unwrap_or_default();
    if values.is_empty() {
        return values;
    }
    for member in members_on_request(text, lower) {
        if !values.contains(&member) {
            values.push(member);
        }
    }
    values
}

/// "Use the `Prefer: include-unknown-enum-members` request header to get the following members in this evolvable enum: `x`."
/// Mostly they are among the others, too.
fn members_on_request(text: &RichText, lower: &str) -> Vec<String> {
    const NOUN: &str = "evolvable enum";
    let places = lower.match_indices(NOUN).map(|(at, _)| at + NOUN.len());
    let introduces = |at: &usize| {
        let word = lower.get(*at..).and_then(|behind| behind.split_once(':'));
        word.is_some_and(|(ending, _)| matches!(ending, "" | "s" | "eration" | "erations"))
    };
    places.filter(introduces).flat_map(|at| list(text, lower, at)).collect()
}

/// Passes over ` are:`, ` for {x} are: ` to where a list starts.
fn list_start(text: &RichText, lower: &str, at: usize) -> usize {
    let rest = lower.get(at..).unwrap_or_default();
    let first_code =
        text.codes.get(text.codes.partition_point(|code| code.start < at)).map_or(usize::MAX, |code| code.start);
    // Bytes, so that a look-ahead may end within a character.
    let near = rest.as_bytes().iter().take(40).position(|b| matches!(b, b':' | b'.'));
    let colon = near.filter(|i| at + i < first_code && rest.as_bytes().get(*i) == Some(&b':'));
    if let Some(colon) = colon {
        return at + colon + 1;
    }
    let mut rest = rest.trim_start();
    while let Some(behind) =
        ["are ", "is ", "include ", "includes ", "can be ", "of ", "- "].iter().find_map(|w| rest.strip_prefix(w))
    {
        rest = behind.trim_start();
    }
    lower.len() - rest.len()
}

fn list(text: &RichText, lower: &str, at: usize) -> Vec<String> {
    let mut items = Items { text, at: list_start(text, lower, at), codes: 0 };
    let mut values: Vec<String> = Vec::new();
    let mut ended = false;
    while let Some(item) = items.item().filter(|_| values.len() < MAX_VALUES) {
        // "or empty" is no value of its own.
        let nothing = item.eq_ignore_ascii_case("null") || item == "empty";
        if !nothing && !values.iter().any(|v| v == item) {
            values.push(item.to_owned());
        }
        match items.separator() {
            Separator::Next => {}
            Separator::End => {
                ended = true;
                break;
            }
            Separator::Prose => break,
        }
    }
    let is_word = |value: &String| {
        value.contains(char::is_alphabetic) && !matches!(value.to_ascii_lowercase().as_str(), "true" | "false")
    };
    let enough = values.len() > 1 || (values.len() == 1 && ended && items.codes == 1);
    if enough && values.iter().any(is_word) { values } else { Vec::new() }
}

struct Items<'t> {
    text: &'t RichText<'t>,
    at: usize,
    /// How many items stood in backticks.
    codes: usize,
}

enum Separator {
    /// Another item follows.
    Next,
    /// The sentence ends.
    End,
    /// Something else follows.
    Prose,
}

impl<'t> Items<'t> {
    fn rest(&self) -> &'t str {
        self.text.plain.get(self.at..).unwrap_or_default()
    }

    fn skip(&mut self, chars: &[char]) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(chars).len();
    }

    /// A value in backticks or quotes, or a bare word.
    fn item(&mut self) -> Option<&'t str> {
        self.skip(&[' ', '\u{a0}', '\n', '\r', '\t', '*', '•']);
        let next = self.text.codes.partition_point(|code| code.start < self.at);
        if let Some(code) = self.text.codes.get(next).filter(|code| code.start == self.at) {
            self.at = code.end;
            self.codes += 1;
            return Some(self.text.slice(code).trim().trim_matches(['"', '\'']))
                .filter(|item| !item.is_empty() && item.len() < 100);
        }
        let rest = self.rest();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '“' | '‘'));
        if let Some(quote) = quote {
            let inner = rest.get(quote.len_utf8()..)?;
            let end = inner.find(['"', '\'', '”', '’', '\n'])?;
            let item = inner.get(..end).filter(|item| !item.is_empty() && item.len() < 100)?;
            self.at += quote.len_utf8() + end + inner.get(end..)?.chars().next().map_or(0, char::len_utf8);
            return Some(item);
        }
        let len = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(rest.len());
        let item = rest.get(..len).filter(|item| item.starts_with(char::is_alphanumeric))?;
        let behind = rest.get(len..)?;
        // A word with another behind it is prose, not an item.
        let stands_alone = behind.is_empty()
            || behind.starts_with([',', ';', '/', '|', '.', ')', '<', '\n', '*'])
            || [" or ", " and ", " (", " |"].iter().any(|sep| behind.starts_with(sep));
        stands_alone.then(|| {
            self.at += len;
            item
        })
    }

    /// Passes over what stands between two items.
    fn separator(&mut self) -> Separator {
        self.skip(&[' ', '\u{a0}', '*']);
        if let Some(remark) = self.rest().strip_prefix('(') {
            let Some(end) = remark.find(')').filter(|end| *end < 200) else { return Separator::Prose };
            self.at += end + 2;
        }
        let rest = self.rest();
        let trimmed = rest.trim_start_matches([' ', '\u{a0}', ',', ';', '/', '|', '\n', '\r', '*']);
        let marked = rest.len() > trimmed.len() && rest.trim_start().starts_with([',', ';', '/', '|']);
        let joined = ["or ", "and ", "and/or "].iter().find_map(|word| trimmed.strip_prefix(word));
        let behind = joined.unwrap_or(trimmed);
        let next = self.text.plain.len() - trimmed.len();
        let code_follows = self.text.codes.binary_search_by_key(&next, |code| code.start).is_ok();
        if trimmed.is_empty() || trimmed.starts_with(['.', ')']) {
            return Separator::End;
        }
        if marked || joined.is_some() || code_follows {
            self.at = self.text.plain.len() - behind.len();
            return Separator::Next;
        }
        Separator::Prose
    }
}

/// "Default value is `x`", "defaults to true", "Default is NotAllow.", "`x` (default)", "the default value `x`".
pub(super) fn default(text: &RichText, lower: &str) -> Option<String> {
    stated_default(text, lower).or_else(|| marked_default(text, lower))
}

/// A value in backticks that a remark calls the default.
fn marked_default(text: &RichText, lower: &str) -> Option<String> {
    let marked = ["(default)", "(default value)", "(the default)"].into_iter().find_map(|remark| {
        let before = lower.get(..lower.find(remark)?)?.trim_end();
        text.codes.iter().find(|code| code.end == before.len())
    });
    let named = || {
        let ends = ["default value ", "defaults to the "].into_iter().filter_map(|p| Some(lower.find(p)? + p.len()));
        ends.filter_map(|at| text.codes.iter().find(|code| code.start == at)).next()
    };
    let value = text.slice(marked.or_else(named)?).trim().trim_matches(['"', '\'']);
    (!value.is_empty()).then(|| value.to_owned())
}

fn stated_default(text: &RichText, lower: &str) -> Option<String> {
    const PHRASES: [&str; 7] = [
        "default value is ",
        "default is ",
        "default value: ",
        "default: ",
        "defaults to ",
        "default value of ",
        "default value = ",
    ];
    PHRASES
        .iter()
        .flat_map(|phrase| lower.match_indices(phrase).map(|(at, _)| at + phrase.len()))
        .find_map(|at| default_at(text, at))
}

fn default_at(text: &RichText, at: usize) -> Option<String> {
    if let Some(code) = text.codes.iter().find(|code| code.start == at) {
        return Some(text.slice(code).trim().trim_matches(['"', '\'']).to_owned()).filter(|value| !value.is_empty());
    }
    let rest = text.plain.get(at..)?;
    if let Some(inner) = rest.strip_prefix(['"', '\'']) {
        return inner
            .split(['"', '\''])
            .next()
            .filter(|value| !value.is_empty() && value.len() < 100)
            .map(str::to_owned);
    }
    let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))).unwrap_or(rest.len());
    let word = rest.get(..end)?.trim_end_matches('.');
    let behind = rest.get(word.len()..).unwrap_or_default();
    let is_value = ["true", "false", "null"].iter().any(|w| word.eq_ignore_ascii_case(w))
        || word.parse::<f64>().is_ok_and(f64::is_finite);
    let alone = behind.is_empty() || behind.starts_with(['.', ',', ';', ')', '\n']);
    (!word.is_empty() && (is_value || alone)).then(|| word.to_owned())
}
