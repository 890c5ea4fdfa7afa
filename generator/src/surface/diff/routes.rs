//! Routes of an operation that both sides have, and those that belong to another operation now.

use super::Compared;
use super::side::{Address, Lines, OperationLines, Pair, both};
use super::told::{Effect, Told};
use super::words::call;
use crate::surface::text::template_shape;
use crate::surface::{Kind, Route};
use std::collections::BTreeMap;

pub(super) fn compare(
    compared: &Compared<'_>,
    (base, head): (&OperationLines<'_>, &OperationLines<'_>),
    told: &mut Told,
) {
    let id = head.line.is.id.as_str();
    let has_moved = |address: &Address<'_>| {
        let moved = compared.moves.all.get(address);
        moved.is_some_and(|(from, to)| *from == id || *to == id)
    };
    let mut gone: Lines<'_, Route, Address<'_>> = Lines::new();
    let mut come: Lines<'_, Route, Address<'_>> = Lines::new();
    let arguments_are_told = arguments_are_told(base, head);
    for (address, old, new) in both(&base.routes, &head.routes) {
        match (old, new) {
            (Some(old), Some(new)) => facts(id, (*old, *new), arguments_are_told, told),
            (Some(old), None) if !has_moved(address) => drop(gone.insert(address.clone(), *old)),
            (None, Some(new)) if !has_moved(address) => drop(come.insert(address.clone(), *new)),
            _ => {}
        }
    }
    verbs(id, &mut gone, &mut come, told);
    addresses(id, &mut gone, &mut come, told);
    for line in gone.into_values() {
        let sentence = format!("{} of {id} is gone: `{}`", address(&line), function(&line));
        told.tell(Kind::RouteRemoved, Effect::Code, (Some(line), None), sentence);
    }
    for line in come.into_values() {
        let sentence = format!("{} of {id} is new: `{}`", address(&line), function(&line));
        told.tell(Kind::RouteAdded, Effect::More, (None, Some(line)), sentence);
    }
}

fn address(route: &Route) -> String {
    format!("{} {}", route.method, route.template)
}

/// `.by_id(…)`.
fn function(route: &Route) -> String {
    let arguments = if route.arguments.is_empty() { "" } else { "…" };
    format!(".{}({arguments})", route.rust)
}

/// Whether parameters of functions have changed, which are arguments of the routes.
fn arguments_are_told(base: &OperationLines<'_>, head: &OperationLines<'_>) -> bool {
    let types = |lines: &OperationLines<'_>| -> Vec<(String, String)> {
        let parameters = lines.parameters.values().filter(|parameter| parameter.location == "function");
        parameters.map(|parameter| (parameter.name.clone(), parameter.ty.clone())).collect()
    };
    types(base) != types(head)
}

/// The same template with another method.
fn verbs(
    id: &str,
    gone: &mut Lines<'_, Route, Address<'_>>,
    come: &mut Lines<'_, Route, Address<'_>>,
    told: &mut Told,
) {
    let mut templates: BTreeMap<String, (Vec<Address<'_>>, Vec<Address<'_>>)> = BTreeMap::new();
    gone.keys().for_each(|address| templates.entry(address.1.clone()).or_default().0.push(address.clone()));
    come.keys().for_each(|address| templates.entry(address.1.clone()).or_default().1.push(address.clone()));
    for (old, new) in templates.into_values() {
        let ([old], [new]) = (old.as_slice(), new.as_slice()) else { continue };
        let (Some(base), Some(head)) = (gone.remove(old), come.remove(new)) else { continue };
        let effect = if is_same_code(&base, &head) { Effect::Wire } else { Effect::Code };
        let sentence = format!("{} of {id} was {} and is {}", base.is.template, base.method, head.method);
        told.differs(Kind::RouteVerbChanged, effect, (base, head), sentence);
    }
}

/// The same template but for one word.
fn addresses<'a>(
    id: &str,
    gone: &mut Lines<'_, Route, Address<'a>>,
    come: &mut Lines<'_, Route, Address<'a>>,
    told: &mut Told,
) {
    let [old, new]: [Vec<Address<'a>>; 2] = [&*gone, &*come].map(|lines| lines.keys().cloned().collect());
    let all = old.iter().flat_map(|old| new.iter().map(move |new| (old, new)));
    let edges: Vec<_> = all.filter(|(old, new)| old.0 == new.0 && is_reworded(&old.1, &new.1)).collect();
    for (old, new) in &edges {
        if edges.iter().filter(|edge| edge.0 == *old || edge.1 == *new).count() > 1 {
            continue;
        }
        let (Some(base), Some(head)) = (gone.remove(*old), come.remove(*new)) else { continue };
        let (effect, call) = if is_same_code(&base, &head) {
            (Effect::Wire, String::new())
        } else {
            (Effect::Code, format!(": `{}` was `{}`", function(&head), function(&base)))
        };
        let sentence = format!("{} of {id} is {} now{call}", address(&base), address(&head));
        told.differs(Kind::RouteAddressChanged, effect, (base, head), sentence);
    }
}

/// Whether two templates differ in one word, and have another in common.
fn is_reworded(old: &str, new: &str) -> bool {
    let segments = |template| str::split(template, '/').collect::<Vec<_>>();
    let (old, new) = (segments(old), segments(new));
    let is_word = |segment: &str| !segment.is_empty() && !segment.contains('{');
    let (same, other): (Vec<_>, Vec<_>) = old.iter().zip(&new).partition(|(old, new)| old == new);
    old.len() == new.len()
        && matches!(other.as_slice(), [(old, new)] if is_word(old) && is_word(new))
        && same.iter().any(|(segment, _)| is_word(segment))
}

/// Whether the calls are the same; names of arguments are nobody's business in Rust.
fn is_same_code(base: &Route, head: &Route) -> bool {
    base.rust == head.rust && types(base).eq(types(head))
}

fn types(route: &Route) -> impl Iterator<Item = &str> {
    route.arguments.iter().map(|argument| argument.split_once(": ").map_or(argument.as_str(), |(_, ty)| ty))
}

fn facts(id: &str, lines: Pair<'_, Route>, arguments_are_told: bool, told: &mut Told) {
    let (base, head) = lines;
    let what = format!("{} of {id}", address(&head));
    if base.rust != head.rust {
        let sentence = format!("{what} was `{}` and is `{}`", function(&base), function(&head));
        told.differs(Kind::RoutePathChanged, Effect::Code, lines, sentence);
    }
    if base.arguments == head.arguments && base.template == head.template {
        return;
    }
    if !types(&base).eq(types(&head)) {
        if !arguments_are_told {
            let [old, new] = [&base, &head].map(|route| route.arguments.join(", "));
            let sentence = format!("{what} took ({old}) and takes ({new})");
            told.differs(Kind::RouteArgumentsChanged, Effect::Code, lines, sentence);
        }
    } else if base.template == head.template {
        let [old, new] = [&base, &head].map(|route| route.arguments.join(", "));
        let sentence = format!("{what} took ({old}) and takes ({new}): only names of arguments");
        told.differs(Kind::RouteRespelled, Effect::Docs, lines, sentence);
    } else {
        let [old, new] = [&base, &head].map(|route| placeholders(&route.template).join(", "));
        let shape = template_shape(&head.template);
        let sentence = format!("placeholders in {shape} of {id} were {old} and are {new}");
        told.differs(Kind::RouteRespelled, Effect::Docs, lines, sentence);
    }
}

/// The names between the braces of a template.
fn placeholders(template: &str) -> Vec<&str> {
    template.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

/// Single routes that belong to another operation now.
pub(super) fn moved(compared: &Compared<'_>, told: &mut Told) {
    for (address, (from, to)) in &compared.moves.single {
        let (Some(base), Some(head)) = (compared.base.operations.get(from), compared.head.operations.get(to)) else {
            continue;
        };
        let (Some(old), Some(new)) = (base.routes.get(address), head.routes.get(address)) else { continue };
        let what = format!("{} {}", new.method, new.template);
        let [old_call, new_call] = [
            format!("{}{}", call(compared.base, base), function(old)),
            format!("{}{}", call(compared.head, head), function(new)),
        ];
        let sentence = format!("{what} of {from} belongs to {to} now: `{new_call}` was `{old_call}`");
        told.differs(Kind::RouteMoved, Effect::Code, (*old, *new), sentence);
    }
}
