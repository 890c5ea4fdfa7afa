//! Names of route functions. They depend on the operation's name, the verb and the template alone, so that new routes do
//! not rename what stands.

use super::ident::{self, Place};
use super::words::words;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{ArgValue, Method, ParamKind, PathTemplate, Piece, Route, SegmentKind};
use foldhash::HashMap;
use std::borrow::Cow;

/// How much of the template a name tells.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    /// The last literal dropped where it repeats the operation's name.
    Short,
    /// Every literal.
    Literals,
    /// Every literal and every parameter.
    Full,
    /// The method, too.
    FullWithMethod,
}

/// Names the routes of one operation.
///
/// Where several methods have one template, the one that the operation's name speaks of keeps the short name, else the first
/// of GET, POST, PUT, PATCH, DELETE; the others carry their method.
pub(crate) fn name(operation: &str, routes: &mut [Route], diagnostics: &mut Vec<Diagnostic>) {
    let operation: Words<'_> = words(operation).collect();
    let told = methods_told(&operation, routes);
    let mut forms = vec![Form::Short; routes.len()];
    let mut names = named(&operation, routes, &forms, &told);
    for next in [Form::Literals, Form::Full, Form::FullWithMethod] {
        let colliding = colliding(&names);
        for index in &colliding {
            if let (Some(form), Some(route), Some(name)) =
                (forms.get_mut(*index), routes.get(*index), names.get(*index))
            {
                *form = next;
                report(route, name, next, diagnostics);
            }
        }
        if colliding.is_empty() {
            break;
        }
        names = named(&operation, routes, &forms, &told);
    }
    let mut scope = ident::Scope::default();
    for (route, name) in routes.iter_mut().zip(names) {
        route.rust = scope.take(&name, Place::Function).0;
    }
}

type Words<'t> = Vec<Cow<'t, str>>;

fn named(operation: &Words<'_>, routes: &[Route], forms: &[Form], told: &[bool]) -> Vec<String> {
    routes.iter().zip(forms).zip(told).map(|((route, form), told)| formed(operation, route, *form, *told)).collect()
}

/// Which routes carry their method: PUT beside other methods, and all but one of those that share a template.
fn methods_told(operation: &Words<'_>, routes: &[Route]) -> Vec<bool> {
    if routes.windows(2).all(|pair| matches!(pair, [a, b] if a.method == b.method)) {
        return vec![false; routes.len()];
    }
    let spoken = spoken_method(operation);
    let rank = |m: Method| (Some(m) != spoken, Method::ALL.iter().position(|x| *x == m));
    let shapes: Vec<String> = routes.iter().map(|r| r.template.shape()).collect();
    let first =
        |shape: &String| routes.iter().zip(&shapes).filter(|(_, s)| *s == shape).map(|(r, _)| rank(r.method)).min();
    let shares = |route: &Route, shape: &String| first(shape).is_some_and(|best| best != rank(route.method));
    routes.iter().zip(&shapes).map(|(r, shape)| r.method == Method::Put || shares(r, shape)).collect()
}

/// The method that an operation's name speaks of.
fn spoken_method(operation: &Words<'_>) -> Option<Method> {
    match operation.first()?.as_ref() {
        "get" | "list" => Some(Method::Get),
        "create" | "post" | "add" => Some(Method::Post),
        "update" | "patch" => Some(Method::Patch),
        "delete" | "remove" => Some(Method::Delete),
        "put" | "upsert" => Some(Method::Put),
        _ => None,
    }
}

fn report(route: &Route, name: &str, next: Form, diagnostics: &mut Vec<Diagnostic>) {
    if next != Form::Full {
        return;
    }
    if let Some(line) = route.documented.first() {
        let message = format!("another route of this operation would be `{name}` too; both take their full form");
        diagnostics.push(Diagnostic::new(Code::RouteCollision, line.span, message));
    }
}

fn colliding(names: &[String]) -> Vec<usize> {
    let mut seen: HashMap<&str, usize> = HashMap::default();
    for name in names {
        *seen.entry(name).or_default() += 1;
    }
    names.iter().enumerate().filter(|(_, n)| seen.get(n.as_str()).is_some_and(|c| *c > 1)).map(|(i, _)| i).collect()
}

fn formed(operation: &Words<'_>, route: &Route, form: Form, told: bool) -> String {
    let mut parts = Vec::new();
    if told || form == Form::FullWithMethod {
        parts.push(route.method.as_str().to_lowercase().into());
    }
    let dropped = (form == Form::Short).then(|| repeated_literal(operation, &route.template)).flatten();
    template_words(&route.template, dropped, form, &mut parts);
    ident::from_words(parts, Place::Function).unwrap_or_else(|| "root".to_owned())
}

fn template_words<'t>(template: &'t PathTemplate, dropped: Option<usize>, form: Form, out: &mut Words<'t>) {
    let full = form >= Form::Full;
    let last = template.segments.iter().enumerate().rev().find(|(i, _)| Some(*i) != dropped).map(|(i, _)| i);
    let param = |ix: usize| template.params.get(ix);
    for (i, segment) in template.segments.iter().enumerate() {
        match &segment.kind {
            SegmentKind::Literal(text) if Some(i) != dropped => out.extend(words(bare(text))),
            SegmentKind::Literal(_) => {}
            SegmentKind::Param(ix) => match param(*ix) {
                Some(p) if p.kind == ParamKind::Path && !full => out.push("path".into()),
                Some(p) if full => out.extend(by(&p.name)),
                Some(_) if Some(i) == last => out.extend(["by".into(), "id".into()]),
                _ => {}
            },
            SegmentKind::Mixed(pieces) => {
                for piece in pieces {
                    match piece {
                        Piece::Literal(text) => out.extend(words(text)),
                        Piece::Param(ix) if full => out.extend(param(*ix).into_iter().flat_map(|p| by(&p.name))),
                        Piece::Param(_) => {}
                    }
                }
                if !full && Some(i) == last {
                    out.extend(["by".into(), "id".into()]);
                }
            }
            SegmentKind::Function { name, args } => {
                if Some(i) != dropped {
                    out.extend(words(bare(name)));
                }
                let mut joint = "by";
                for arg in args {
                    let given = match &arg.value {
                        ArgValue::Param(ix) => {
                            arg.name.as_deref().or(param(*ix).map(|p| p.name.as_str())).unwrap_or_default()
                        }
                        // A fixed argument is part of the address.
                        ArgValue::Literal(text) => text,
                    };
                    out.push(joint.into());
                    out.extend(words(given));
                    joint = "and";
                }
            }
        }
    }
}

fn by(name: &str) -> impl Iterator<Item = Cow<'_, str>> {
    std::iter::once("by".into()).chain(words(name))
}

/// The last literal, if it only repeats the operation's name or its last word, and another literal remains.
fn repeated_literal(operation: &Words<'_>, template: &PathTemplate) -> Option<usize> {
    let literals = template.segments.iter().enumerate().filter_map(|(i, segment)| match &segment.kind {
        SegmentKind::Literal(text) | SegmentKind::Function { name: text, .. } => Some((i, bare(text))),
        _ => None,
    });
    let mut from_last = literals.rev();
    let (at, last) = from_last.next()?;
    from_last.next()?;
    let last: Words<'_> = words(last).collect();
    let is_last_word = last.len() == 1 && last.last() == operation.last();
    (is_last_word || last.concat() == operation.concat()).then_some(at)
}

/// A cast by its last part: `microsoft.graph.user` is `user`.
fn bare(text: &str) -> &str {
    if text.starts_with(char::is_alphabetic) { text.rsplit('.').next().unwrap_or(text) } else { text }
}
