//! Phrases that many sentences have.

use super::side::{Line, OperationLines, Side};
use crate::surface::{Body, Operation, Output, Thing};

/// How many things are named before the rest is counted.
const NAMED: usize = 5;

/// `a, b and 7 more`.
pub(super) fn listed<S: AsRef<str>>(items: &[S]) -> String {
    let names = |items: &[S]| items.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ");
    match items {
        [] => "nothing".to_owned(),
        [one] => one.as_ref().to_owned(),
        // Nobody is helped by "and 1 more".
        [all @ .., last] if items.len() <= NAMED + 1 => format!("{} and {}", names(all), last.as_ref()),
        _ => format!("{} and {} more", names(&items[..NAMED]), items.len() - NAMED),
    }
}

/// The verb behind them.
pub(super) fn are<S>(items: &[S]) -> &'static str {
    if items.len() == 1 { "is" } else { "are" }
}

/// `1 type`, `3 types`.
pub(super) fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

/// What an operation takes.
pub(super) fn body(body: &Body) -> String {
    match body {
        Body::None => "nothing".to_owned(),
        Body::Parameters(name) => format!("the struct `{name}`"),
        Body::Json(ty) => ty.clone(),
        Body::Content => "content".to_owned(),
        Body::Untyped => "any JSON".to_owned(),
    }
}

/// What an operation returns.
pub(super) fn output(output: &Output) -> String {
    match output {
        Output::None => "nothing".to_owned(),
        Output::Json(ty) => ty.clone(),
        Output::Page(ty) => format!("pages of {ty}"),
        Output::Content => "content".to_owned(),
        Output::Untyped => "any JSON".to_owned(),
    }
}

/// The operation's id in its own surface.
pub(super) fn id<'a>(line: Line<'a, Operation>) -> &'a str {
    match &line.entry.thing {
        Thing::Operation(operation) => &operation.id,
        _ => &line.is.id,
    }
}

/// The group that an operation of this id hangs on.
pub(super) fn group(id: &str) -> Option<&str> {
    id.rsplit_once('.').map(|(group, _)| group)
}

/// How an operation is called: `client.drive_item().checkin()`.
pub(super) fn call(side: &Side<'_>, lines: &OperationLines<'_>) -> String {
    let group = group(id(lines.line)).and_then(|group| side.groups.get(group));
    let group = group.map(|group| format!("client.{}()", group.rust)).unwrap_or_default();
    format!("{group}.{}()", lines.line.rust)
}
