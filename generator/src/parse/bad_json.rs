//! Bodies that are said to be JSON and are not.

use crate::json;
use crate::model::{HeaderField, claims_json};
use std::ops::Range;

/// Why a body that claims to be JSON is none, and the character in it where reading it stopped.
pub(crate) fn find(headers: &[HeaderField], body: &str) -> Option<(String, Range<usize>)> {
    if !claims_json(headers, body) {
        return None;
    }
    let error = json::check(body).err()?;
    let before: usize = body.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let mut start = (before + error.column().saturating_sub(1)).min(body.len());
    while !body.is_char_boundary(start) {
        start -= 1;
    }
    let character = body.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let message = error.to_string();
    let reason = message.split(" at line ").next().unwrap_or_default();
    let line = body.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
    let advice = match line.contains("...") || line.contains('\u{2026}') {
        true => "; it is cut short with `...`: show all of it, or less of it that is whole",
        false => "",
    };
    Some((format!("{reason}{advice}"), start..start + character))
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn places() {
        for (body, wanted) in [
            ("{ \"a\": 1 }", None),
            ("plain text", None),
            ("{ \"a\": 1, }", Some(("trailing comma", 10..11))),
            ("{ \"a\": 1 \"b\",\n ... }", Some(("expected `,` or `}`", 9..10))),
            (
                "{ \"a\": 1,\n ... }",
                Some((
                    "key must be a string; it is cut short with `...`: show all of it, or less of it that is whole",
                    11..12,
                )),
            ),
            ("{\n  \"a\": \u{e9}\n}", Some(("expected value", 9..11))),
            ("{ \"a\"", Some(("EOF while parsing an object", 4..5))),
        ] {
            let found = find(&[], body);
            assert_eq!(found.as_ref().map(|(reason, at)| (reason.as_str(), at.clone())), wanted, "{body}");
        }
    }
}
