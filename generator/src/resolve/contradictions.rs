//! Which diagnostics speak of which example.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Contradiction, Example, FileId, Span};
use foldhash::HashMap;

/// Codes of what is odd about an example, be it found on its page alone or among all.
const OF_EXAMPLES: [Code; 13] = [
    Code::ExampleUnreadable,
    Code::ExampleNoRoute,
    Code::ExampleElsewhere,
    Code::ExampleValue,
    Code::ExampleBadJson,
    Code::ExampleHeader,
    Code::ExampleType,
    Code::ResponseUnpaired,
    Code::ResponseStatus,
    Code::ResponseConflict,
    Code::ResponseBodyStray,
    Code::ResponseBodyMissing,
    Code::ExampleDuplicateName,
];

/// Keeps with each example what the diagnostics say of it: a diagnostic is about the fence that begins last before it.
pub(crate) fn attach<'e>(examples: impl Iterator<Item = &'e mut Example>, diagnostics: &[Diagnostic]) {
    let mut of_file: HashMap<FileId, Vec<&Diagnostic>> = HashMap::default();
    for diagnostic in diagnostics.iter().filter(|d| OF_EXAMPLES.contains(&d.code)) {
        of_file.entry(diagnostic.span.file).or_default().push(diagnostic);
    }
    let mut examples: Vec<&mut Example> = examples.collect();
    let mut fences: HashMap<FileId, Vec<Span>> = HashMap::default();
    for span in examples.iter().flat_map(|example| spans(example)).filter(|span| of_file.contains_key(&span.file)) {
        fences.entry(span.file).or_default().push(span);
    }
    fences.values_mut().for_each(|spans| spans.sort_unstable());
    for example in &mut examples {
        let mut found: Vec<Contradiction> = Vec::new();
        for fence in spans(example) {
            let Some(about) = of_file.get(&fence.file) else { continue };
            let end = end(&fences, fence);
            found.extend(about.iter().filter(|d| (fence.start..end).contains(&d.span.start)).map(|d| Contradiction {
                code: d.code.as_str(),
                span: d.span,
                message: d.message.clone(),
            }));
        }
        found.sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
        found.dedup();
        example.contradictions = found;
    }
}

/// The first lines of an example's fences.
fn spans(example: &Example) -> impl Iterator<Item = Span> {
    std::iter::once(example.span).chain(example.responses.iter().map(|response| response.span))
}

/// Where the next fence of any example begins.
fn end(fences: &HashMap<FileId, Vec<Span>>, fence: Span) -> u32 {
    let spans = fences.get(&fence.file).map(Vec::as_slice).unwrap_or_default();
    let next = spans.partition_point(|span| span.start <= fence.start);
    spans.get(next).map_or(u32::MAX, |span| span.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BodyPlace, ExampleResponse, HttpRequest, Method, PageId, Reading, Verdict};

    fn at(file: usize, start: u32) -> Span {
        Span { file: FileId::from(file), start, end: start + 1, line: start, column: 1 }
    }

    fn response(span: Span) -> ExampleResponse {
        ExampleResponse {
            status: 200,
            headers: Vec::new(),
            body: None,
            ty: None,
            truncated: false,
            expect_error: false,
            span,
            body_place: BodyPlace::default(),
            reading: Reading::Returned,
            undocumented: Vec::new(),
        }
    }

    fn example(span: Span, responses: &[Span]) -> Example {
        Example {
            name: None,
            page: PageId::from(0),
            span,
            body_place: BodyPlace::default(),
            annotated: true,
            request: HttpRequest { method: Method::Get, url: String::new(), headers: Vec::new(), body: None },
            responses: responses.iter().map(|span| response(*span)).collect(),
            verdict: Verdict::Typed,
            binding: None,
            undocumented: Vec::new(),
            contradictions: Vec::new(),
        }
    }

    /// What is kept with each example: file and start of the diagnostics.
    fn attached(examples: &mut [Example], diagnostics: &[(Code, Span)]) -> Vec<Vec<u32>> {
        let diagnostics: Vec<_> = diagnostics.iter().map(|(code, span)| Diagnostic::new(*code, *span, "odd")).collect();
        attach(examples.iter_mut(), &diagnostics);
        let starts = |example: &Example| example.contradictions.iter().map(|odd| odd.span.start).collect();
        examples.iter().map(starts).collect()
    }

    #[test]
    fn a_diagnostic_is_about_the_fence_that_begins_last_before_it() {
        // Two requests, then their responses.
        let mut examples = [example(at(0, 10), &[at(0, 30)]), example(at(0, 20), &[at(0, 40)])];
        let odd = [9, 10, 19, 20, 29, 30, 39, 40, 99].map(|start| (Code::ExampleBadJson, at(0, start)));
        assert_eq!(attached(&mut examples, &odd), [[10, 19, 30, 39].as_slice(), &[20, 29, 40, 99]]);
    }

    #[test]
    fn a_response_of_several_examples_is_odd_for_each() {
        let mut examples = [example(at(0, 10), &[at(0, 30)]), example(at(0, 20), &[at(0, 30)])];
        assert_eq!(attached(&mut examples, &[(Code::ExampleType, at(0, 35))]), [[35], [35]]);
    }

    #[test]
    fn other_files_and_other_codes_say_nothing_of_an_example() {
        let mut examples = [example(at(0, 10), &[at(1, 5)])];
        let odd = [
            (Code::ExampleType, at(1, 4)),
            (Code::ExampleType, at(1, 6)),
            (Code::ExampleType, at(2, 20)),
            (Code::ExampleOption, at(0, 10)),
            (Code::RouteElsewhere, at(0, 11)),
        ];
        assert_eq!(attached(&mut examples, &odd), [[6]]);
    }

    #[test]
    fn what_is_said_twice_is_kept_once_and_in_order() {
        let mut examples = [example(at(0, 10), &[])];
        let odd = [15, 12, 15].map(|start| (Code::ResponseUnpaired, at(0, start)));
        assert_eq!(attached(&mut examples, &odd), [[12, 15]]);
    }
}
