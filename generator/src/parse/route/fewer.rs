//! Calls with fewer arguments than documented: the page documents `…/pages(from={from},word='{word}')/delta`, and its
//! examples send `…/pages(word='sea')/delta`.
//!
//! OData functions may have optional parameters, and overloads. Such a call is one more form of the documented route.

use super::call::split;
use crate::model::draft::{ExampleDraft, RouteDraft};
use crate::model::{ArgValue, Argument, Method, ParamIx, PathTemplate, Piece, Segment, SegmentKind};

/// Adds a form for each set of fewer named arguments that an example sends to a function of a documented route.
pub(super) fn add(routes: &mut Vec<RouteDraft>, examples: &[ExampleDraft]) {
    let mut made: Vec<RouteDraft> = Vec::new();
    for route in routes.iter().filter(|route| route.method == Method::Get) {
        let Some((at, name, args)) = function(&route.template) else { continue };
        let behind = route.template.segments.len() - at - 1;
        let before = route.template.segments.get(..at).unwrap_or_default();
        let requests = examples.iter().filter_map(|e| e.request.as_ref()).filter(|r| r.method == route.method);
        for url in requests.map(|r| r.url.as_str()) {
            let Some(kept) = sent(url, before, (name, args), behind) else { continue };
            let form =
                RouteDraft { with_arguments: true, template: without(&route.template, at, &kept), ..route.clone() };
            let known = made.iter().chain(routes.iter()).any(|other| other.template.shape() == form.template.shape());
            made.extend(Some(form).filter(|_| !known));
        }
    }
    routes.extend(made);
}

/// The only segment that is a call with several named arguments, all of them the caller's.
fn function(template: &PathTemplate) -> Option<(usize, &str, &[Argument])> {
    let mut calls = template.segments.iter().enumerate().filter_map(|(at, segment)| match &segment.kind {
        SegmentKind::Function { name, args } if args.len() > 1 => Some((at, name.as_str(), args.as_slice())),
        _ => None,
    });
    let call = calls.next().filter(|_| calls.next().is_none())?;
    let named = |arg: &Argument| arg.name.is_some() && matches!(arg.value, ArgValue::Param(_));
    call.2.iter().all(named).then_some(call)
}

/// Which of the arguments a URL sends to the function, where it sends fewer, the same segments stand before it, and as many
/// follow.
fn sent(url: &str, before: &[Segment], (function, args): (&str, &[Argument]), behind: usize) -> Option<Vec<usize>> {
    let path = url.split('?').next()?.trim().trim_end_matches('/');
    let (called, rest) = path.rsplit_once('(')?;
    let (inside, tail) = rest.split_once(')')?;
    let mut leading = called.rsplit('/');
    let name = leading.next()?;
    let mut both = before.iter().rev().map(|segment| (segment, leading.next()));
    if !both.all(|(segment, text)| text.is_some_and(|text| may_be(segment, text))) {
        return None;
    }
    let place = |argument: &str| {
        let name = argument.split_once('=')?.0.trim();
        args.iter().position(|arg| arg.name.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(name)))
    };
    if !name.eq_ignore_ascii_case(function) || tail.matches('/').count() != behind {
        return None;
    }
    let kept: Vec<usize> = split(inside, ',').into_iter().map(place).collect::<Option<_>>()?;
    let once = kept.iter().enumerate().all(|(ix, at)| !kept.iter().skip(ix + 1).any(|other| other == at));
    (once && !kept.is_empty() && kept.len() < args.len()).then_some(kept)
}

fn may_be(segment: &Segment, text: &str) -> bool {
    match &segment.kind {
        SegmentKind::Literal(literal) => text.trim_end_matches(':').eq_ignore_ascii_case(literal),
        _ => true,
    }
}

/// A template whose call at a segment has only some of its arguments.
fn without(template: &PathTemplate, segment: usize, kept: &[usize]) -> PathTemplate {
    let mut template = template.clone();
    let Some(SegmentKind::Function { args, .. }) = template.segments.get_mut(segment).map(|s| &mut s.kind) else {
        return template;
    };
    let dropped: Vec<ParamIx> = args
        .iter()
        .enumerate()
        .filter(|(at, _)| !kept.contains(at))
        .filter_map(|(_, arg)| if let ArgValue::Param(ix) = arg.value { Some(ix) } else { None })
        .collect();
    *args = kept.iter().filter_map(|at| args.get(*at).cloned()).collect();
    let moved = |ix: &mut ParamIx| *ix -= dropped.iter().filter(|gone| **gone < *ix).count();
    for segment in &mut template.segments {
        match &mut segment.kind {
            SegmentKind::Literal(_) => {}
            SegmentKind::Param(ix) => moved(ix),
            SegmentKind::Mixed(pieces) => {
                pieces.iter_mut().for_each(|piece| {
                    if let Piece::Param(ix) = piece {
                        moved(ix)
                    }
                });
            }
            SegmentKind::Function { args, .. } => {
                args.iter_mut().for_each(|arg| {
                    if let ArgValue::Param(ix) = &mut arg.value {
                        moved(ix)
                    }
                });
            }
        }
    }
    let mut at = 0;
    template.params.retain(|_| {
        at += 1;
        !dropped.contains(&(at - 1))
    });
    template
}
