//! Which diagnostics speak of which example.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Contradiction, Example, FileId, Span};
use foldhash::HashMap;

/// Codes of what is odd about an example, be it found on its page alone or among all.
const OF_EXAMPLES: [Code; 12] = [
    Code::ExampleUnreadable,
    Code::ExampleNoRoute,
    Code::ExampleElsewhere,
    Code::ExampleValue,
    Code::ExampleBadJson,
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
    for span in examples.iter().flat_map(|example| spans(example)) {
        fences.entry(span.file).or_default().push(span);
    }
    fences.values_mut().for_each(|spans| spans.sort_unstable());
    for example in &mut examples {
        let mut found: Vec<Contradiction> = Vec::new();
        for fence in spans(example) {
            let end = end(&fences, fence);
            let about = of_file.get(&fence.file).into_iter().flatten();
            found.extend(about.filter(|d| (fence.start..end).contains(&d.span.start)).map(|d| Contradiction {
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
fn spans(example: &Example) -> Vec<Span> {
    std::iter::once(example.span).chain(example.responses.iter().map(|response| response.span)).collect()
}

/// Where the next fence of any example begins.
fn end(fences: &HashMap<FileId, Vec<Span>>, fence: Span) -> u32 {
    let spans = fences.get(&fence.file).map(Vec::as_slice).unwrap_or_default();
    let next = spans.partition_point(|span| span.start <= fence.start);
    spans.get(next).map_or(u32::MAX, |span| span.start)
}
