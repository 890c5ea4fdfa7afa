//! Parameters of an operation: those of its routes, and the rows of its pages' tables put where they belong.

use super::ident::{self, Place, Scope};
use super::operations::Input;
use super::{body, params};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::draft::{PageDraft, ParameterDraft};
use crate::model::{Doc, Edm, Location, Method, Name, ParamKind, Parameter, QueryOption, Route, TypeRef};
use foldhash::HashMap;
use std::cell::LazyCell;

/// Parameters of the routes and tables, each name and place once.
pub(crate) fn of(
    pages: &[&PageDraft],
    routes: &[Route],
    input: &Input<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Parameter> {
    let arguments = LazyCell::new(|| Arguments::of(routes));
    let mut parameters = of_routes(routes);
    for draft in pages.iter().flat_map(|page| &page.parameters) {
        let target = match draft.location {
            Location::Header => Some(Target::Own(Location::Header)),
            _ => arguments.place(draft),
        };
        match target {
            Some(Target::Argument(name)) => describe(&mut parameters, &name, draft, input),
            Some(Target::Own(location)) => add(&mut parameters, draft, location, input),
            Some(Target::Option) => {}
            None if is_in_a_query(&draft.name, routes) => {}
            None => {
                let message = format!("`{}` stands in none of this page's routes", draft.name);
                diagnostics.push(Diagnostic::new(Code::ParameterUnplaced, draft.span, message));
            }
        }
    }
    let required = |name: &str| routes.iter().flat_map(|r| &r.query).any(|q| q.required && q.name.wire == name);
    for parameter in parameters.iter_mut().filter(|p| p.location == Location::Query) {
        parameter.required |= required(&parameter.name.wire);
    }
    if body::is_reference(pages, routes) && !parameters.iter().any(|p| p.location == Location::Body) {
        parameters.extend(pages.first().map(|page| reference(page)));
    }
    name_parameters(&mut parameters, diagnostics);
    parameters
}

/// The one member of a reference.
fn reference(page: &PageDraft) -> Parameter {
    Parameter {
        name: Name { wire: "@odata.id".to_owned(), rust: String::new() },
        location: Location::Body,
        ty: TypeRef::one(Edm::String),
        required: true,
        doc: page.body.doc.clone(),
        span: page.body.span.unwrap_or(page.title_span),
    }
}

/// A table row about a parameter that a route has.
fn describe(parameters: &mut [Parameter], name: &str, draft: &ParameterDraft, input: &Input<'_>) {
    let of_route =
        |p: &&mut Parameter| p.name.wire == name && matches!(p.location, Location::Path | Location::Function);
    let Some(parameter) = parameters.iter_mut().find(of_route) else { return };
    if let Some(ty) = &draft.ty {
        parameter.ty = input.names.link_in_url(ty, input.ids);
    }
    parameter.required |= draft.required;
    if parameter.doc.is_empty() {
        parameter.doc = draft.doc.clone();
        parameter.span = draft.span;
    }
}

fn add(parameters: &mut Vec<Parameter>, draft: &ParameterDraft, location: Location, input: &Input<'_>) {
    let same = |name: &str| match location {
        Location::Header => name.eq_ignore_ascii_case(&draft.name),
        _ => name == draft.name,
    };
    if parameters.iter().any(|p| p.location == location && same(&p.name.wire)) {
        return;
    }
    let expr = draft.ty.as_ref().filter(|_| location != Location::Header);
    let ty = match (expr, location) {
        (Some(expr), Location::Body) => input.names.link(expr, input.ids),
        (Some(expr), _) => input.names.link_in_url(expr, input.ids),
        (None, Location::Body) => TypeRef::one(Edm::Untyped),
        (None, _) => TypeRef::one(Edm::String),
    };
    parameters.push(Parameter {
        name: Name { wire: draft.name.clone(), rust: String::new() },
        location,
        ty,
        required: draft.required,
        doc: draft.doc.clone(),
        span: draft.span,
    });
}

/// Whether a placeholder of a name stands in the query of a documented line: whoever sets that query fills it in.
fn is_in_a_query(name: &str, routes: &[Route]) -> bool {
    let placeholder = format!("{{{name}}}");
    routes.iter().flat_map(|r| &r.documented).any(|line| line.text.contains(&placeholder))
}

/// Where a table row belongs.
enum Target {
    /// To the route parameter of this name.
    Argument(String),
    /// To itself, in this place.
    Own(Location),
    /// To the operation's query options, which the page's reader has noted.
    Option,
}

/// The parameters that the routes' templates have: by name, and function arguments by the name before the `=`.
struct Arguments {
    /// Folded spelling to the template's name, and whether it is a function argument.
    known: HashMap<String, (String, bool)>,
    /// All routes send something: POST, PUT or PATCH.
    sends: bool,
}

impl Arguments {
    fn of(routes: &[Route]) -> Self {
        let mut known = HashMap::default();
        for template in routes.iter().map(|r| &r.template) {
            for param in &template.params {
                let function = matches!(param.kind, ParamKind::QuotedArgument | ParamKind::BareArgument);
                for spelling in [params::spelling(&param.documented), param.name.clone()] {
                    known.entry(spelling).or_insert_with(|| (param.name.clone(), function));
                }
            }
            for (name, ix) in template.named_arguments() {
                if let Some(param) = template.params.get(ix) {
                    known.insert(params::spelling(name), (param.name.clone(), true));
                }
            }
        }
        let sends = routes.iter().all(|r| matches!(r.method, Method::Post | Method::Put | Method::Patch));
        Arguments { known, sends }
    }

    /// Path and function tables speak of the routes' parameters; so does a body table that names a function's argument
    /// (Intune lists URL parameters under Request body). A name that no route has is placed nowhere.
    fn place(&self, draft: &ParameterDraft) -> Option<Target> {
        let known = self.known.get(&params::spelling(&draft.name));
        match (draft.location, known) {
            (Location::Path | Location::Function, Some((name, _))) => Some(Target::Argument(name.clone())),
            // A section called "Parameters" of a call that sends something and takes no arguments: members of its body.
            (Location::Function, None) if self.sends && !self.known.values().any(|(_, function)| *function) => {
                Some(Target::Own(Location::Body))
            }
            (Location::Path | Location::Function, None) => None,
            (Location::Body | Location::Query, Some((name, true))) => Some(Target::Argument(name.clone())),
            (Location::Query, _) if QueryOption::ALL.iter().any(|o| draft.name.eq_ignore_ascii_case(o.wire())) => {
                Some(Target::Option)
            }
            (location, _) => Some(Target::Own(location)),
        }
    }
}

/// Every parameter that the routes' templates have, once.
fn of_routes(routes: &[Route]) -> Vec<Parameter> {
    let mut parameters: Vec<Parameter> = Vec::new();
    for route in routes {
        let Some(span) = route.documented.first().map(|d| d.span) else { continue };
        for param in &route.template.params {
            let location = match param.kind {
                ParamKind::Segment | ParamKind::Path => Location::Path,
                ParamKind::QuotedArgument | ParamKind::BareArgument => Location::Function,
            };
            // Only a form of a documented line may do without an argument.
            let required = location == Location::Path || !route.with_arguments;
            if let Some(known) = parameters.iter_mut().find(|p| p.name.wire == param.name && p.location == location) {
                known.required |= required;
                continue;
            }
            parameters.push(Parameter {
                name: Name { wire: param.name.clone(), rust: param.rust.clone() },
                location,
                ty: TypeRef::one(Edm::String),
                required,
                doc: Doc::default(),
                span,
            });
        }
    }
    parameters
}

fn name_parameters(parameters: &mut Vec<Parameter>, diagnostics: &mut Vec<Diagnostic>) {
    let mut body = Scope::default();
    for reserved in ["extra", "_more"] {
        body.take(reserved, Place::Field);
    }
    let mut query = Scope::default();
    parameters.retain_mut(|parameter| {
        if matches!(parameter.location, Location::Path | Location::Function) {
            return true;
        }
        let place = if parameter.location == Location::Body { Place::Field } else { Place::Function };
        let Some(formed) = ident::ident(&parameter.name.wire, place) else {
            let message = format!("the parameter `{}` has nothing to make a name of", parameter.name.wire);
            diagnostics.push(Diagnostic::new(Code::NameEmpty, parameter.span, message));
            return false;
        };
        parameter.name.rust = match parameter.location {
            Location::Body => body.take(&formed, place).0,
            Location::Query => query.take(&formed, place).0,
            _ => formed,
        };
        true
    });
}
