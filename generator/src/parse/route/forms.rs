//! Routes of functions whose arguments stand in a table only: the page documents `…/range` and a parameter `address`, and
//! its examples send `…/range(address='A1:B2')`.
//!
//! The call with its arguments is a second form of the documented route. The routes as documented stay what they are.

use super::call::{is_name, split};
use super::fewer;
use super::name::kebab;
use crate::model::draft::{ExampleDraft, ParameterDraft, RouteDraft};
use crate::model::{ArgValue, Argument, Location, Method, ParamKind, PathParam, SegmentKind};

/// Adds the forms with arguments: one for each set of them that an example sends; where no example sends any, one with all
/// that a table of function parameters lists, if the route is written as a call.
pub(crate) fn add(routes: &mut Vec<RouteDraft>, parameters: &[ParameterDraft], examples: &[ExampleDraft]) {
    fewer::add(routes, examples);
    let unplaced: Vec<&ParameterDraft> = parameters.iter().filter(|p| is_unplaced(p, routes)).collect();
    if unplaced.is_empty() {
        return;
    }
    let mut calls: Vec<Call> = Vec::new();
    for url in examples.iter().filter_map(|e| e.request.as_ref()).map(|r| r.url.as_str()) {
        calls.extend(shown(url, &unplaced).filter(|call| !calls.contains(call)));
    }
    let of_tables: Vec<String> =
        unplaced.iter().filter(|p| p.location == Location::Function).map(|p| p.name.clone()).collect();
    if calls.is_empty() && !of_tables.is_empty() {
        calls.push(Call { function: None, arguments: of_tables });
    }
    let made: Vec<RouteDraft> =
        routes.iter().flat_map(|route| calls.iter().filter_map(move |call| call.form_of(route))).collect();
    routes.extend(made);
}

/// A parameter of a function or path that no route has, be it under its name or as a placeholder anywhere in the line.
fn is_unplaced(parameter: &ParameterDraft, routes: &[RouteDraft]) -> bool {
    let may_be_argument = match parameter.location {
        Location::Function | Location::Path => true,
        // Some pages list a function's arguments under Request body.
        Location::Body => routes.iter().all(|route| route.method == Method::Get),
        Location::Header | Location::Query => false,
    };
    if !may_be_argument || parameter.name.starts_with('$') {
        return false;
    }
    let name = kebab(&parameter.name);
    let placeholder = format!("{{{}}}", parameter.name);
    let has = |route: &RouteDraft| {
        let template = &route.template;
        let argument = template.named_arguments().any(|(argument, _)| kebab(argument) == name);
        let listed = route.documented.contains(&placeholder);
        argument || listed || template.params.iter().any(|p| p.name == name || kebab(&p.documented) == name)
    };
    !routes.iter().any(has)
}

/// A function with the arguments that it is given.
#[derive(PartialEq, Eq, Debug)]
struct Call {
    /// Its name in lower case; absent where any will do.
    function: Option<String>,
    /// As the table spells them.
    arguments: Vec<String>,
}

/// The call that ends an example's path, if its arguments are parameters that no route has.
fn shown(url: &str, unplaced: &[&ParameterDraft]) -> Option<Call> {
    let path = url.trim().trim_end_matches('/');
    let inside = path.strip_suffix(')')?;
    let (before, inside) = inside.rsplit_once('(')?;
    let function = before.rsplit('/').next().filter(|name| is_name(name))?;
    let named = |argument: &str| {
        let name = argument.split_once('=')?.0.trim();
        unplaced.iter().find(|p| p.name.eq_ignore_ascii_case(name)).map(|p| p.name.clone())
    };
    let arguments: Option<Vec<String>> = split(inside, ',').into_iter().map(named).collect();
    arguments.map(|arguments| Call { function: Some(function.to_lowercase()), arguments })
}

impl Call {
    /// A documented route with these arguments at its end, if it ends in the function. Functions are called by GET.
    fn form_of(&self, route: &RouteDraft) -> Option<RouteDraft> {
        let last = route.template.segments.last().filter(|s| !s.colon)?;
        let name = match &last.kind {
            // Only an example makes a function of what the page writes as a plain segment.
            SegmentKind::Literal(name) if self.function.is_some() => name,
            SegmentKind::Function { name, args } if args.is_empty() => name,
            _ => return None,
        };
        let wanted = self.function.as_ref().is_none_or(|function| name.eq_ignore_ascii_case(function));
        if !wanted || !is_name(name) || route.method != Method::Get {
            return None;
        }
        let mut form = RouteDraft { with_arguments: true, ..route.clone() };
        let params = &mut form.template.params;
        let args = self.arguments.iter().map(|argument| {
            // Quotes are put where a table or an example wants them, as for a documented argument that stands bare.
            let kind = ParamKind::BareArgument;
            params.push(PathParam { documented: argument.clone(), name: kebab(argument), rust: String::new(), kind });
            Argument { name: Some(argument.clone()), value: ArgValue::Param(params.len() - 1) }
        });
        let kind = SegmentKind::Function { name: name.clone(), args: args.collect() };
        form.template.segments.last_mut()?.kind = kind;
        Some(form)
    }
}
