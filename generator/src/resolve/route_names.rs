//! Names of route functions. They depend on the operation's name, the verb and the template alone, so that new routes do
//! not rename what stands.

use super::ident::{self, Place};
use super::words::words;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{ArgValue, Method, ParamKind, PathTemplate, Piece, Route, SegmentKind};
use std::collections::{HashMap, HashSet};

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
pub(crate) fn name(operation: &str, routes: &mut [Route], diagnostics: &mut Vec<Diagnostic>) {
    let several = routes.iter().map(|r| r.method).collect::<HashSet<_>>().len() > 1;
    let mut forms = vec![Form::Short; routes.len()];
    for next in [Form::Literals, Form::Full, Form::FullWithMethod] {
        let names: Vec<String> =
            routes.iter().zip(&forms).map(|(r, form)| formed(operation, r, *form, several)).collect();
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
    }
    let mut scope = ident::Scope::default();
    for (route, form) in routes.iter_mut().zip(forms) {
        route.rust = scope.take(&formed(operation, route, form, several), Place::Function).0;
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
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for name in names {
        *seen.entry(name).or_default() += 1;
    }
    names.iter().enumerate().filter(|(_, n)| seen.get(n.as_str()).is_some_and(|c| *c > 1)).map(|(i, _)| i).collect()
}

fn formed(operation: &str, route: &Route, form: Form, several: bool) -> String {
    let mut parts: Vec<String> = Vec::new();
    let put = several && route.method == Method::Put && form < Form::FullWithMethod;
    if put || form == Form::FullWithMethod {
        parts.push(route.method.as_str().to_lowercase());
    }
    let dropped = (form == Form::Short).then(|| repeated_literal(operation, &route.template)).flatten();
    template_words(&route.template, dropped, form, &mut parts);
    ident::from_words(&parts, Place::Function).unwrap_or_else(|| "root".to_owned())
}

fn template_words(template: &PathTemplate, dropped: Option<usize>, form: Form, out: &mut Vec<String>) {
    let full = form >= Form::Full;
    let last = template.segments.iter().enumerate().rev().find(|(i, _)| Some(*i) != dropped).map(|(i, _)| i);
    let param = |ix: usize| template.params.get(ix);
    for (i, segment) in template.segments.iter().enumerate() {
        match &segment.kind {
            SegmentKind::Literal(text) if Some(i) != dropped => out.extend(words(bare(text))),
            SegmentKind::Literal(_) => {}
            SegmentKind::Param(ix) => match param(*ix) {
                Some(p) if p.kind == ParamKind::Path && !full => out.push("path".to_owned()),
                Some(p) if full => out.extend(by(&p.name)),
                Some(_) if Some(i) == last => out.extend(["by".to_owned(), "id".to_owned()]),
                _ => {}
            },
            SegmentKind::Mixed(pieces) => {
                for piece in pieces {
                    match piece {
                        Piece::Literal(text) => out.extend(words(text)),
                        Piece::Param(ix) if full => out.extend(param(*ix).map(|p| by(&p.name)).unwrap_or_default()),
                        Piece::Param(_) => {}
                    }
                }
                if !full && Some(i) == last {
                    out.extend(["by".to_owned(), "id".to_owned()]);
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
                            words(arg.name.as_deref().or(param(*ix).map(|p| p.name.as_str())).unwrap_or_default())
                        }
                        // A fixed argument is part of the address.
                        ArgValue::Literal(text) => words(text),
                    };
                    out.push(joint.to_owned());
                    out.extend(given);
                    joint = "and";
                }
            }
        }
    }
}

fn by(name: &str) -> Vec<String> {
    std::iter::once("by".to_owned()).chain(words(name)).collect()
}

/// The last literal, if it only repeats the operation's name or its last word, and another literal remains.
fn repeated_literal(operation: &str, template: &PathTemplate) -> Option<usize> {
    let literal = |kind: &SegmentKind| match kind {
        SegmentKind::Literal(text) => Some(words(bare(text))),
        SegmentKind::Function { name, .. } => Some(words(bare(name))),
        _ => None,
    };
    let literals: Vec<(usize, Vec<String>)> =
        template.segments.iter().enumerate().filter_map(|(i, s)| Some((i, literal(&s.kind)?))).collect();
    let (at, last) = literals.last().filter(|_| literals.len() > 1)?;
    let of_operation = words(operation);
    let repeats = *last == of_operation
        || last.len() == 1 && last.last() == of_operation.last()
        || last.concat() == of_operation.concat();
    repeats.then_some(*at)
}

/// A cast by its last part: `microsoft.graph.user` is `user`.
fn bare(text: &str) -> &str {
    if text.starts_with(char::is_alphabetic) { text.rsplit('.').next().unwrap_or(text) } else { text }
}
