//! Bodies that are said to be JSON and are not.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{BodyPlace, HeaderField, claims_json};

/// A body of an example that is no JSON.
pub(crate) struct Bad<'a> {
    pub(crate) body: &'a str,
    pub(crate) place: &'a BodyPlace,
    pub(crate) error: serde_json::Error,
}

impl Bad<'_> {
    /// Says so at the character where reading it stopped, if it claims to be JSON. `what` has it, a request or response.
    pub(crate) fn report(&self, what: &str, headers: &[HeaderField], diagnostics: &mut Vec<Diagnostic>) {
        if !claims_json(headers, self.body) {
            return;
        }
        let (reason, offset) = reason(self.body, &self.error);
        let span = self.place.character(self.body, offset).or(self.place.first());
        let message = format!("the body of this {what} is said to be JSON and is not: {reason}");
        diagnostics.extend(span.map(|span| Diagnostic::new(Code::ExampleBadJson, span, message)));
    }
}

/// Why a body is no JSON, and the character in it where reading it stopped.
fn reason(body: &str, error: &serde_json::Error) -> (String, usize) {
    let before: usize = body.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let mut offset = (before + error.column().saturating_sub(1)).min(body.len());
    while !body.is_char_boundary(offset) {
        offset -= 1;
    }
    let message = error.to_string();
    let reason = message.split(" at line ").next().unwrap_or_default();
    let line = body.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
    let advice = match line.contains("...") || line.contains('\u{2026}') {
        true => "; it is cut short with `...`: show all of it, or less of it that is whole",
        false => "",
    };
    (format!("{reason}{advice}"), offset)
}

#[cfg(test)]
mod tests {
    use super::{Bad, reason};
    use crate::json;
    use crate::model::{BodyPlace, HeaderField, Span};

    #[test]
    fn reasons_and_places() {
        for (body, wanted) in [
            ("{ \"a\": 1 }", None),
            ("{ \"a\": 1, }", Some(("trailing comma", 10))),
            ("{ \"a\": 1 \"b\",\n ... }", Some(("expected `,` or `}`", 9))),
            (
                "{ \"a\": 1,\n ... }",
                Some((
                    "key must be a string; it is cut short with `...`: show all of it, or less of it that is whole",
                    11,
                )),
            ),
            ("{\n  \"a\": \u{e9}\n}", Some(("expected value", 9))),
            ("{ \"a\"", Some(("EOF while parsing an object", 4))),
        ] {
            let found = json::check(body).err().map(|error| reason(body, &error));
            assert_eq!(found.as_ref().map(|(reason, at)| (reason.as_str(), *at)), wanted, "{body}");
        }
    }

    #[test]
    fn only_what_claims_to_be_json_is_reported() {
        let place = BodyPlace(vec![(0, Span { start: 100, end: 110, line: 7, ..Span::file(0.into()) })]);
        let typed = |value: &str| vec![HeaderField { name: "Content-Type".to_owned(), value: value.to_owned() }];
        for (headers, body, wanted) in [
            (vec![], "{ \u{e9}\" }", Some((102, 104))),
            (vec![], "plain", None),
            (typed("text/plain"), "{ a }", None),
            (typed("application/json"), "plain", Some((100, 101))),
            // Nothing stands there, so the whole is what is wrong.
            (typed("application/json"), "", Some((100, 110))),
        ] {
            let mut found = Vec::new();
            let error = json::check(body).expect_err(body);
            Bad { body, place: &place, error }.report("request", &headers, &mut found);
            assert_eq!(found.first().map(|d| (d.span.start, d.span.end)), wanted, "{body}");
        }
    }
}
