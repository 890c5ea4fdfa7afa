//! One operation: its marker type, one function per route, spec, setters and body struct.

use super::api_names::body_parameters;
use super::body::{self, Field, Struct};
use super::context::Context;
use super::docs::{Docs, code};
use super::literal::ident;
use super::names::OperationNames;
use super::print::{self, Piece};
use super::scope::Scope;
use super::types::Place;
use super::{EmitError, setters, spec};
use crate::model::{ArgType, Location, Operation, Parameter, QueryValue, Route, argument};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::BTreeSet;

/// Prints everything about one operation but the function on its group.
pub(super) fn piece(
    context: &Context<'_>,
    file: &str,
    operation: &Operation,
    names: &OperationNames,
    defined: &BTreeSet<&str>,
) -> Result<Piece, EmitError> {
    let scope = Scope::new(defined);
    let place = Place { api: context.api, scope: &scope, module: None };
    let found = setters::setters(operation);
    let marker = marker(&scope, operation, names);
    let routes = routes(&scope, operation, names, &found);
    let setters = setters::emit(&scope, &names.marker, &found);
    let contract = contract(context, place, operation, names);
    let body = body_struct(place, operation, names);
    let text = print::items(file, quote!(#marker #routes #setters #contract #body))?;
    Ok(Piece { text, uses: scope.into_uses() })
}

/// `pub struct CheckinOp { … }`.
fn marker(scope: &Scope<'_>, operation: &Operation, names: &OperationNames) -> TokenStream {
    let client = scope.krate("Client");
    let name = ident(&names.marker);
    let mut docs = Docs::new(format!("{}: choose a route.", code(&operation.id)));
    let arguments: Vec<String> = operation.parameters.iter().filter_map(argument_line).collect();
    if !arguments.is_empty() {
        docs = docs.paragraph("Arguments:").paragraph(arguments.join("\n"));
    }
    let docs = docs.outer();
    quote! {
        #docs
        pub struct #name {
            pub(super) client: #client,
        }
    }
}

/// A list item for a documented argument.
fn argument_line(parameter: &Parameter) -> Option<String> {
    let is_argument = matches!(parameter.location, Location::Path | Location::Function);
    (is_argument && !parameter.doc.is_empty())
        .then(|| format!("- {}: {}", code(&parameter.name.wire), parameter.doc.0.trim().replace('\n', "\n  ")))
}

fn routes(
    scope: &Scope<'_>,
    operation: &Operation,
    names: &OperationNames,
    found: &[setters::Setter<'_>],
) -> TokenStream {
    let marker = ident(&names.marker);
    let functions = operation.routes.iter().enumerate().map(|(index, r)| route(scope, operation, index, r, found));
    quote! {
        impl #marker { #(#functions)* }
    }
}

/// `pub fn me_drive_items_by_id(self, item_id: &str) -> Request<Self> { … }`.
fn route(
    scope: &Scope<'_>,
    operation: &Operation,
    index: usize,
    route: &Route,
    found: &[setters::Setter<'_>],
) -> TokenStream {
    let request = scope.krate("Request");
    let docs = route_docs(route, found).outer();
    let name = ident(&route.rust);
    let index = proc_macro2::Literal::usize_unsuffixed(index);
    let params = &route.template.params;
    let idents: Vec<_> = params.iter().map(|param| ident(&param.rust)).collect();
    let types: Vec<_> = (0..params.len()).map(|param| argument(operation, route, param)).collect();
    let call = if types.iter().all(|ty| *ty == ArgType::Str) {
        quote!(route(self.client, #index, &[#(#idents),*]))
    } else {
        quote!(call(self.client, #index, &[#(#idents.into()),*]))
    };
    let types = types.into_iter().map(ArgType::tokens);
    // Clippy counts `self`.
    let many = (params.len() > 6).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    quote! {
        #docs
        #many
        pub fn #name(self, #(#idents: #types),*) -> #request<Self> {
            #request::#call
        }
    }
}

fn route_docs(route: &Route, found: &[setters::Setter<'_>]) -> Docs {
    let docs = Docs::new(code(&format!("{} {}", route.method, route.template)));
    let required: Vec<String> = route
        .query
        .iter()
        .filter(|part| part.required && matches!(part.value, QueryValue::Param(_)))
        .map(|part| match found.iter().find(|setter| setter.wire == part.name.wire) {
            Some(setter) => format!("`{}`", setter.rust),
            None => code(&part.name.wire),
        })
        .collect();
    if required.is_empty() {
        return docs;
    }
    docs.paragraph(format!("Set {} before sending.", required.join(" and ")))
}

/// `impl Operation for CheckinOp` and the markers of the OData options.
fn contract(context: &Context<'_>, place: Place<'_>, operation: &Operation, names: &OperationNames) -> TokenStream {
    let scope = place.scope;
    let contract = scope.runtime("Operation");
    let (marker, docs) = (ident(&names.marker), spec::emit(context, operation));
    let body = place.body(operation, names.body.as_deref());
    let output = place.output(operation);
    let names = setters::option_markers(operation).into_iter().chain(setters::header_markers(operation));
    let options = names.map(|name| {
        let (options, name) = (scope.runtime("options"), ident(name));
        quote!(impl #options::#name for #marker {})
    });
    let patterns = patterns(place, operation, &marker);
    quote! {
        impl #contract for #marker {
            type Body = #body;
            type Output = #output;
            const DOCS: &'static str = #docs;
        }
        #(#options)*
        #patterns
    }
}

/// The markers of operations that are more than one call.
fn patterns(place: Place<'_>, operation: &Operation, marker: &Ident) -> TokenStream {
    let delta = operation.delta.then(|| {
        let delta = place.scope.runtime("DeltaFunction");
        quote!(impl #delta for #marker {})
    });
    let long_running = operation.long_running.map(|result| {
        let (long_running, result) = (place.scope.runtime("LongRunning"), place.held(result));
        quote!(impl #long_running for #marker { type Result = #result; })
    });
    quote!(#delta #long_running)
}

/// The struct of a body made of parameters.
fn body_struct(place: Place<'_>, operation: &Operation, names: &OperationNames) -> TokenStream {
    let Some(name) = &names.body else { return TokenStream::new() };
    let fields = body_parameters(operation)
        .map(|p| Field {
            name: &p.name,
            ty: p.ty,
            docs: Docs::or_name(&p.doc, &p.name.wire).note(p.required, "Required."),
            deprecated: None,
        })
        .collect();
    let docs = Docs::new(format!("JSON body of {}.", code(&operation.id))).paragraph(&operation.body.doc.0);
    body::emit(place, &Struct { wire: "", name, tagged: false, docs, deprecated: None, fields })
}
