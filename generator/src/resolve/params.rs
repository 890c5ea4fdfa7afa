//! Names of path parameters: one normal form for all spellings, unique within a route.

use super::ident::{self, Place};
use super::words::{singular, words};
use crate::model::{ArgValue, PathTemplate, Piece, SegmentKind};
use std::collections::HashMap;

/// Gives every parameter of a template its final name and its Rust name. The route reader has named them after their
/// placeholder, or, where a sample value stands in its place, after what stands before it. An argument of a function has the
/// name that the function gives it, `period` in `(period='{period_value}')`.
///
/// `{driveId}`, `{drive-id}` and `{drivesId}` behind `/drives/` are `drive-id`; parameters named alike in one route are
/// named after the segment before them (`/groups/{id}/threads/{id}` has `group-id` and `thread-id`).
pub(crate) fn name(template: &mut PathTemplate) {
    let before = segments_before(template);
    let mut names: Vec<Vec<String>> =
        template.params.iter().zip(&before).map(|(p, b)| normal(&p.name, b.as_deref())).collect();
    for (ix, argument) in arguments(template) {
        if let Some(name) = names.get_mut(ix) {
            *name = normal(argument, None);
        }
    }
    let mut counts: HashMap<Vec<String>, usize> = HashMap::new();
    for name in &names {
        *counts.entry(name.clone()).or_default() += 1;
    }
    for (name, before) in names.iter_mut().zip(&before) {
        if counts.get(name).is_some_and(|c| *c > 1) {
            let mut prefixed = before.as_deref().map(singular_words).unwrap_or_default();
            if !name.starts_with(&prefixed) {
                prefixed.append(name);
                *name = prefixed;
            }
        }
    }
    let mut scope = ident::Scope::default();
    for (param, name) in template.params.iter_mut().zip(names) {
        let formed = ident::from_words(&name, Place::Field).unwrap_or_else(|| "value".to_owned());
        param.rust = scope.take(&formed, Place::Field).0;
        param.name = param.rust.trim_end_matches('_').replace('_', "-");
    }
}

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

fn normal(documented: &str, before: Option<&str>) -> Vec<String> {
    let mut name = if documented.contains('|') {
        let choices: Vec<Vec<String>> = documented.split('|').map(words).collect();
        choices.join(&"or".to_owned())
    } else {
        words(documented)
    };
    if name.is_empty() {
        name.push("value".to_owned());
    }
    // The auto-generated style names a parameter after the plural segment: `/drives/{drivesId}`.
    if let Some(before) = before {
        let plural = words(before);
        let singular = singular_words(before);
        if plural != singular && name.starts_with(&plural) && name.len() > plural.len() {
            name.splice(..plural.len(), singular);
        }
    }
    name
}

fn singular_words(segment: &str) -> Vec<String> {
    let mut parts = words(segment);
    if let Some(last) = parts.last_mut() {
        *last = singular(last);
    }
    parts
}

/// For each parameter the literal before it: the segment's, or the argument's name inside a function.
fn segments_before(template: &PathTemplate) -> Vec<Option<String>> {
    let mut before = vec![None; template.params.len()];
    let mut literal: Option<String> = None;
    let mut note = |ix: usize, text: Option<&str>| {
        if let Some(slot) = before.get_mut(ix) {
            *slot = text.map(str::to_owned);
        }
    };
    for segment in &template.segments {
        match &segment.kind {
            SegmentKind::Literal(text) => literal = Some(text.rsplit('.').next().unwrap_or(text).to_owned()),
            SegmentKind::Param(ix) => note(*ix, literal.as_deref()),
            SegmentKind::Mixed(pieces) => {
                for piece in pieces {
                    if let Piece::Param(ix) = piece {
                        note(*ix, literal.as_deref());
                    }
                }
            }
            SegmentKind::Function { name, args } => {
                for arg in args {
                    if let ArgValue::Param(ix) = arg.value {
                        note(ix, arg.name.as_deref().or(Some(name)));
                    }
                }
                literal = Some(name.clone());
            }
        }
    }
    before
}

/// The normal spelling of a placeholder: `{driveItemId}` is `drive-item-id`.
pub(crate) fn spelling(documented: &str) -> String {
    normal(documented, None).join("-")
}
