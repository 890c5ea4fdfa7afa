//! What an example on an operation's own page sends that the page's text does not name: showing it is documenting it.

use super::ident::{self, Place};
use super::verdict::is_of_any_request;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Doc, Edm, Example, Location, Name, NamedOption, Operation, Parameter, QueryOption, Span, TypeRef};

/// Gives the operation the query options and headers that only its examples show.
pub(crate) fn adopt(operation: &mut Operation, diagnostics: &mut Vec<Diagnostic>) {
    let examples = std::mem::take(&mut operation.examples);
    for example in &examples {
        for (what, adopted) in query(operation, example).into_iter().chain(headers(operation, example)) {
            let message = format!(
                "no table or list of options on this page has {what}; the operation takes it, since this example sends it"
            );
            diagnostics.push(Diagnostic::new(Code::ExampleOption, example.span, message));
            match adopted {
                Adopted::Option(option) => operation.query_options.push(NamedOption { option, span: example.span }),
                Adopted::Parameter(parameter) => operation.parameters.push(parameter),
            }
        }
    }
    operation.query_options.sort_by_key(|named| named.option);
    operation.examples = examples;
}

enum Adopted {
    Option(QueryOption),
    Parameter(Parameter),
}

fn query(operation: &Operation, example: &Example) -> Vec<(String, Adopted)> {
    let Some(binding) = &example.binding else { return Vec::new() };
    let Some(route) = operation.routes.get(binding.route) else { return Vec::new() };
    let mut found: Vec<(String, Adopted)> = Vec::new();
    for (key, _) in binding.query.iter().filter(|(key, value)| !route.sends(key, value)) {
        let what = format!("`{key}`");
        let is_new = !found.iter().any(|(other, _)| other.eq_ignore_ascii_case(&what));
        match QueryOption::parse(key) {
            Some(option) if is_new && !operation.options().contains(&option) => {
                found.push((what, Adopted::Option(option)));
            }
            None if is_new && !is_known(operation, key) => {
                let parameter = parameter(key, Location::Query, example.span);
                found.extend(parameter.map(|parameter| (what, Adopted::Parameter(parameter))));
            }
            _ => {}
        }
    }
    found
}

/// Whether the name is a documented one, or might be meant for one: in another case, or an option without its `$`.
fn is_known(operation: &Operation, key: &str) -> bool {
    let mut in_tables = operation.parameters.iter().filter(|p| p.location == Location::Query);
    in_tables.any(|p| p.name.wire.eq_ignore_ascii_case(key))
        || operation.query_parts().iter().any(|part| part.name.wire.eq_ignore_ascii_case(key))
        || QueryOption::parse(&format!("${key}")).is_some()
}

fn headers(operation: &Operation, example: &Example) -> Vec<(String, Adopted)> {
    if example.binding.is_none() {
        return Vec::new();
    }
    let mut found: Vec<(String, Adopted)> = Vec::new();
    for header in example.request.headers.iter().filter(|header| !is_of_any_request(&header.name)) {
        let mut documented = operation.parameters.iter().filter(|p| p.location == Location::Header);
        let what = format!("the header `{}`", header.name);
        if documented.any(|p| p.name.wire.eq_ignore_ascii_case(&header.name))
            || found.iter().any(|(other, _)| other.eq_ignore_ascii_case(&what))
        {
            continue;
        }
        let parameter = parameter(&header.name, Location::Header, example.span);
        found.extend(parameter.map(|parameter| (what, Adopted::Parameter(parameter))));
    }
    found
}

/// `None` if the name holds nothing that an identifier could be made of.
fn parameter(wire: &str, location: Location, span: Span) -> Option<Parameter> {
    let rust = ident::ident(wire, Place::Function)?;
    Some(Parameter {
        name: Name { wire: wire.to_owned(), rust },
        location,
        ty: TypeRef::one(Edm::String),
        required: false,
        doc: Doc::default(),
        span,
    })
}
