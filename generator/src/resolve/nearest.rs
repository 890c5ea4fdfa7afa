//! The documented route that a request comes nearest to: what its author may have meant.

use super::matching::ExampleUrl;
use crate::model::{Example, Operation, Segment, SegmentKind};

/// `GET /books/{book-id}`: the operation's route with the fewest segments that differ.
pub(crate) fn route(operation: &Operation, example: &Example) -> Option<String> {
    let url = ExampleUrl::read(&example.request.url);
    let segments: Vec<String> = url.segments.iter().flat_map(|segment| key_apart(segment)).collect();
    let other_method = |route: &crate::model::Route| usize::from(route.method != example.request.method);
    let routes = operation.routes.iter();
    let nearest = routes.min_by_key(|route| distance(&route.template.segments, &segments) + other_method(route))?;
    Some(format!("{} {}", nearest.method, nearest.template))
}

/// `messages('AAMk')` means `messages/AAMk`.
fn key_apart(segment: &str) -> Vec<String> {
    let key = segment.strip_suffix("')").and_then(|rest| rest.split_once("('"));
    match key {
        Some((name, key)) => vec![name.to_owned(), key.to_owned()],
        None => vec![segment.to_owned()],
    }
}

/// How many segments have to be put in, left out or changed.
fn distance(template: &[Segment], url: &[String]) -> usize {
    let mut row: Vec<usize> = (0..=url.len()).collect();
    for (above, segment) in template.iter().enumerate() {
        let mut diagonal = above;
        if let Some(first) = row.first_mut() {
            *first = above + 1;
        }
        for (left, text) in url.iter().enumerate() {
            let (before, here) = (row.get(left).copied(), row.get(left + 1).copied());
            let (Some(before), Some(here)) = (before, here) else { continue };
            let changed = diagonal + usize::from(!fits(segment, text));
            if let Some(cell) = row.get_mut(left + 1) {
                *cell = changed.min(before + 1).min(here + 1);
            }
            diagonal = here;
        }
    }
    row.last().copied().unwrap_or_default()
}

fn fits(segment: &Segment, text: &str) -> bool {
    let called = |name: &str| text.split('(').next().is_some_and(|text| text.eq_ignore_ascii_case(name));
    match &segment.kind {
        SegmentKind::Literal(literal) => text.trim_end_matches(':').eq_ignore_ascii_case(literal),
        SegmentKind::Function { name, .. } => called(name),
        SegmentKind::Mixed(_) | SegmentKind::Param(_) => true,
    }
}
