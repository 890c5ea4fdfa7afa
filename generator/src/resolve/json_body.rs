//! JSON in the bodies of examples, and what is said of bodies that are said to be JSON and are not.

use crate::diagnostics::{Code, Diagnostic};
use crate::json::{self, Json, Kind};
use crate::model::{BodyPlace, Example, ExampleResponse, HeaderField, claims_json};

/// The body of a message.
pub(crate) struct JsonBody<'e> {
    /// "request" or "response".
    message: &'static str,
    headers: &'e [HeaderField],
    text: &'e str,
    place: &'e BodyPlace,
}

impl<'e> JsonBody<'e> {
    pub(crate) fn sent(Example { request, body_place: place, .. }: &'e Example) -> Option<Self> {
        Some(JsonBody { message: "request", headers: &request.headers, text: request.body.as_deref()?, place })
    }

    pub(crate) fn shown(ExampleResponse { headers, body, body_place: place, .. }: &'e ExampleResponse) -> Option<Self> {
        Some(JsonBody { message: "response", headers, text: body.as_deref()?, place })
    }

    /// What it holds, if that is JSON.
    pub(crate) fn read(&self, diagnostics: &mut Vec<Diagnostic>) -> Option<Json<'e>> {
        json::read(self.text).map_err(|error| self.report(&error, diagnostics)).ok()
    }

    /// As [`read`](Self::read), for whoever does not ask what stands in it.
    pub(crate) fn check(&self, diagnostics: &mut Vec<Diagnostic>) -> Option<Kind> {
        json::check(self.text).map_err(|error| self.report(&error, diagnostics)).ok()
    }

    /// Says at the character where reading stopped that it is no JSON, if it claims to be.
    fn report(&self, error: &serde_json::Error, diagnostics: &mut Vec<Diagnostic>) {
        if !claims_json(self.headers, self.text) {
            return;
        }
        let (reason, offset) = reason(self.text, error);
        let span = self.place.character(self.text, offset).or(self.place.first());
        let message = format!("the body of this {} is said to be JSON and is not: {reason}", self.message);
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
    use super::{JsonBody, reason};
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
            let body = JsonBody { message: "request", headers: &headers, text: body, place: &place };
            assert_eq!(body.check(&mut found), None);
            let (checked, read) = (found.clone(), body.read(&mut found));
            assert_eq!(
                (read, found.split_at(checked.len())),
                (None, (&*checked, &*checked)),
                "one reports as the other does"
            );
            assert_eq!(found.first().map(|d| (d.span.start, d.span.end)), wanted, "{}", body.text);
        }
    }
}
