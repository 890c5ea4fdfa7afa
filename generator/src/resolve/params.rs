//! Names of path parameters: one normal form for all spellings, unique within a route.

use super::ident::{self, Place};
use super::words::{singular, words};
use crate::model::{ArgValue, PathTemplate, Piece, SegmentKind};
use std::borrow::Cow;

/// Gives every parameter of a template its final name and its Rust name. The route reader has named them after their
/// placeholder, or, where a sample value stands in its place, after what stands before it. An argument of a function has the
/// name that the function gives it, `period` in `(period='{period_value}')`.
///
/// `{driveId}`, `{drive-id}` and `{drivesId}` behind `/drives/` are `drive-id`; parameters named alike in one route are
/// named after the segment before them (`/groups/{id}/threads/{id}` has `group-id` and `thread-id`).
pub(crate) fn name(template: &mut PathTemplate) {
    let mut scope = ident::Scope::default();
    let formed = formed(template);
    for (param, formed) in template.params.iter_mut().zip(formed) {
        param.rust = scope.take(&formed, Place::Field).0;
        param.name = param.rust.trim_end_matches('_').replace('_', "-");
    }
}

/// What each parameter would be called alone.
fn formed(template: &PathTemplate) -> Vec<String> {
    let before = segments_before(template);
    let mut names: Vec<Words<'_>> = template.params.iter().zip(&before).map(|(p, b)| normal(&p.name, *b)).collect();
    for (ix, argument) in arguments(template) {
        if let Some(name) = names.get_mut(ix) {
            *name = normal(argument, None);
        }
    }
    let shared: Vec<bool> = names.iter().map(|name| names.iter().filter(|other| *other == name).count() > 1).collect();
    for ((name, before), _) in names.iter_mut().zip(&before).zip(shared).filter(|(_, shared)| *shared) {
        let mut prefixed = before.map(singular_words).unwrap_or_default();
        if !name.starts_with(&prefixed) {
            prefixed.append(name);
            *name = prefixed;
        }
    }
    names.iter().map(|name| ident::from_words(name, Place::Field).unwrap_or_else(|| "value".to_owned())).collect()
}

type Words<'t> = Vec<Cow<'t, str>>;

/// Parameters that are named arguments of functions, with those names.
fn arguments(template: &PathTemplate) -> impl Iterator<Item = (usize, &str)> {
    let functions = template.segments.iter().filter_map(|s| match &s.kind {
        SegmentKind::Function { args, .. } => Some(args),
        _ => None,
    });
    functions.flatten().filter_map(|arg| match (&arg.value, &arg.name) {
        (ArgValue::Param(ix), Some(name)) if name.chars().any(char::is_alphanumeric) => Some((*ix, name.as_str())),
        _ => None,
    })
}

fn normal<'t>(documented: &'t str, before: Option<&'t str>) -> Words<'t> {
    let mut name = if documented.contains('|') {
        let choices: Vec<Words<'_>> = documented.split('|').map(|choice| words(choice).collect()).collect();
        choices.join(&Cow::Borrowed("or"))
    } else {
        words(documented).collect()
    };
    if name.is_empty() {
        name.push("value".into());
    }
    // The auto-generated style names a parameter after the plural segment: `/drives/{drivesId}`.
    if let Some(before) = before {
        let mut own = name.iter();
        let is_named_after = words(before).all(|word| own.next() == Some(&word)) && own.len() > 0;
        let plural = name.len() - own.len();
        if let Some(last) = plural.checked_sub(1).and_then(|at| name.get_mut(at)).filter(|_| is_named_after) {
            *last = singular(last).into();
        }
    }
    name
}

fn singular_words(segment: &str) -> Words<'_> {
    let mut parts: Words<'_> = words(segment).collect();
    if let Some(last) = parts.last_mut() {
        *last = singular(last).into();
    }
    parts
}

/// For each parameter the literal before it: the segment's, or the argument's name inside a function.
fn segments_before(template: &PathTemplate) -> Vec<Option<&str>> {
    let mut before = vec![None; template.params.len()];
    let mut literal: Option<&str> = None;
    let mut note = |ix: usize, text| {
        if let Some(slot) = before.get_mut(ix) {
            *slot = text;
        }
    };
    for segment in &template.segments {
        match &segment.kind {
            SegmentKind::Literal(text) => literal = Some(text.rsplit('.').next().unwrap_or(text)),
            SegmentKind::Param(ix) => note(*ix, literal),
            SegmentKind::Mixed(pieces) => {
                for piece in pieces {
                    if let Piece::Param(ix) = piece {
                        note(*ix, literal);
                    }
                }
            }
            SegmentKind::Function { name, args } => {
                for arg in args {
                    if let ArgValue::Param(ix) = arg.value {
                        note(ix, arg.name.as_deref().or(Some(name)));
                    }
                }
                literal = Some(name);
            }
        }
    }
    before
}

/// The normal spelling of a placeholder: `{driveItemId}` is `drive-item-id`.
pub(crate) fn spelling(documented: &str) -> String {
    normal(documented, None).join("-")
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn placeholders_in_their_normal_form() {
        let rows = [
            ("driveItemId", None, "drive-item-id"),
            ("id | name", None, "id-or-name"),
            ("--", None, "value"),
            ("drivesId", Some("drives"), "drive-id"),
            ("agreementFilesId", Some("agreementFiles"), "agreement-file-id"),
            ("driveId", Some("drives"), "drive-id"),
            ("statusId", Some("status"), "status-id"),
            ("drives", Some("drives"), "drives"),
            ("drivesId", Some("$"), "drives-id"),
        ];
        for (documented, before, expected) in rows {
            assert_eq!(normal(documented, before).join("-"), expected, "{documented} {before:?}");
        }
    }
}
