//! Lengths and ranges. All text is in lower case.

/// "Maximum length is 64 characters", "cannot exceed 256 characters", "between 3 and 32
/// characters".
pub(super) fn max_length(lower: &str) -> Option<u32> {
    for phrase in [
        "maximum length",
        "max length",
        "maximum allowed length",
        "maximum allowed size",
        "max. length",
        "maxlength",
        "maximum size",
        "max size",
    ] {
        for (at, _) in lower.match_indices(phrase) {
            let rest = lower.get(at + phrase.len()..).unwrap_or_default();
            let own = introduced(rest, &["is", "of", "allowed", ":", "=", "(", "are", "to"]);
            let rest = if own.starts_with(|c: char| c.is_ascii_digit()) { own } else { behind_subject(own) };
            if let Some((length, unit)) = number(rest) {
                let counts_bytes = ["byte", "kb", "mb", "gb", "kilo", "mega", "pixel"]
                    .iter()
                    .any(|u| unit.trim_start().starts_with(u));
                return (!counts_bytes).then_some(length).and_then(|n| u32::try_from(n).ok());
            }
        }
    }
    for phrase in [
        "cannot exceed ",
        "can't exceed ",
        "not exceed ",
        "up to ",
        "limited to ",
        "maximum of ",
        "maximum ",
        "no more than ",
        "no longer than ",
    ] {
        for (at, _) in lower.match_indices(phrase) {
            let found = number(lower.get(at + phrase.len()..).unwrap_or_default());
            if let Some((length, _)) = found.filter(|(_, unit)| unit.trim_start().starts_with("characters")) {
                return u32::try_from(length).ok();
            }
        }
    }
    let between = "between ";
    lower.match_indices(between).find_map(|(at, _)| {
        let (_, behind) = number(lower.get(at + between.len()..)?)?;
        let (length, behind) = number(behind.trim_start().strip_prefix("and ")?)?;
        u32::try_from(length).ok().filter(|_| counts_letters(behind))
    })
}

/// "… of the company name is 64": what follows the verb.
fn behind_subject(text: &str) -> &str {
    let near = (60..=63).find_map(|end| text.get(..end)).unwrap_or(text);
    let sentence = near.split(". ").next().unwrap_or_default();
    sentence.find(" is ").and_then(|at| text.get(at + 4..)).unwrap_or_default()
}

/// The least and the greatest number: "Valid values 4 to 16", "The value must be between 1 and 100", "Supported values are
/// 11-1800", "The minimum value is 1".
pub(super) fn range(lower: &str) -> (Option<i64>, Option<i64>) {
    if !lower.bytes().any(|byte| byte.is_ascii_digit()) {
        return (None, None);
    }
    match both_ends(lower) {
        Some((low, high)) => (Some(low), Some(high)),
        None if lower.contains("<=") => inequality(lower).unzip(),
        None if ["imum value", "est value", "est number"].iter().any(|part| lower.contains(part)) => {
            let (low, high) = (one_end(lower, &LEAST), one_end(lower, &GREATEST));
            if low.zip(high).is_some_and(|(low, high)| low > high) { (None, None) } else { (low, high) }
        }
        None => (None, None),
    }
}

/// "Range is an integer X where 0 <= X <= 999", said once.
fn inequality(lower: &str) -> Option<(i64, i64)> {
    let mut parts = lower.split("<=");
    let (before, _, behind) = (parts.next()?, parts.next()?, parts.next()?);
    let (low, _) = number(before.split_whitespace().next_back()?)?;
    let (high, _) = number(behind)?;
    (parts.next().is_none() && low < high).then_some((low, high))
}

fn both_ends(lower: &str) -> Option<(i64, i64)> {
    const PHRASES: [&str; 11] = [
        "valid values",
        "supported values",
        "allowed values",
        "possible values",
        "acceptable values",
        "valid range",
        "value must be between",
        "values must be between",
        "value between",
        "value from",
        "range:",
    ];
    for phrase in PHRASES {
        for (at, _) in lower.match_indices(phrase) {
            let rest = lower.get(at + phrase.len()..).unwrap_or_default();
            let rest = introduced(rest, &["are", "is", "from", "between", "in", "the", "range", "of", ":", "integers"]);
            let Some((low, rest)) = number(rest) else { continue };
            let rest = rest.trim_start();
            let Some(rest) = ["to ", "and ", "through ", "-", "–"].iter().find_map(|word| rest.strip_prefix(word))
            else {
                continue;
            };
            match number(rest) {
                Some((high, rest))
                    if low < high && !rest.starts_with(char::is_alphanumeric) && !counts_letters(rest) =>
                {
                    return Some((low, high));
                }
                _ => {}
            }
        }
    }
    None
}

const LEAST: [&str; 5] = ["minimum value", "lowest value", "lowest number", "smallest value", "smallest number"];
const GREATEST: [&str; 5] = ["maximum value", "highest value", "highest number", "largest value", "largest number"];

/// "The minimum value is 5", "The largest number you can choose is 7", and no more: "5 minutes" is a length of time.
fn one_end(lower: &str, phrases: &[&str]) -> Option<i64> {
    let behind = |phrase: &&str| lower.get(lower.find(phrase)? + phrase.len()..);
    let rest = phrases.iter().find_map(behind)?;
    let own = introduced(rest, &["allowed", "is", "of", ":", "="]);
    let own = if own.starts_with(|c: char| c.is_ascii_digit() || c == '-') { own } else { behind_subject(own) };
    let (value, behind) = number(own)?;
    let alone = behind.trim_start().starts_with([';', ',', ')', '.']) || behind.trim().is_empty();
    alone.then_some(value)
}

/// "8 to 64 characters" is a length.
fn counts_letters(behind: &str) -> bool {
    behind.trim_start().starts_with("character")
}

/// Passes over a few words that lead to a number; over many of them, nothing is led to.
fn introduced<'t>(text: &'t str, words: &[&str]) -> &'t str {
    let mut rest = text.trim_start();
    for _ in 0..8 {
        let Some(behind) = words.iter().find_map(|word| rest.strip_prefix(word)) else { break };
        rest = behind.trim_start();
    }
    rest
}

/// The number that a text starts with, and what follows it. `1,000` is one number, `1.5` none.
fn number(text: &str) -> Option<(i64, &str)> {
    let text = text.trim_start();
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let is_group = |at: usize| unsigned.get(at + 1..at + 4).is_some_and(|g| g.bytes().all(|b| b.is_ascii_digit()));
    let len = unsigned
        .bytes()
        .enumerate()
        .take(20)
        .take_while(|(at, b)| b.is_ascii_digit() || (*b == b',' && *at > 0 && is_group(*at)))
        .count();
    let rest = unsigned.get(len..)?;
    let fraction = rest.strip_prefix('.').is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
    let digits: String = unsigned.get(..len)?.chars().filter(char::is_ascii_digit).collect();
    let value: i64 = digits.parse().ok().filter(|_| !fraction)?;
    Some((if unsigned.len() < text.len() { -value } else { value }, rest))
}
