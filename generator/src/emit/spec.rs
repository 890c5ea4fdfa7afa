//! The `'static` description of an operation.

use super::context::Context;
use super::docs::{Docs, code};
use super::literal::ident;
use super::scope::Scope;
use crate::model::{Account, Location, Operation, ParamKind, PathTemplate, PermissionSet, QueryValue, Route};
use proc_macro2::TokenStream;
use quote::quote;

/// A template as the runtime reads it: `{x}` is one segment, `{+x}` a path of several.
pub(super) fn template(template: &PathTemplate) -> String {
    template.render(|param| match param.kind {
        ParamKind::Path => format!("{{+{}}}", param.name),
        ParamKind::Segment | ParamKind::QuotedArgument | ParamKind::BareArgument => format!("{{{}}}", param.name),
    })
}

/// `pub static CHECKIN: OperationSpec = …`.
pub(super) fn emit(context: &Context<'_>, scope: &Scope<'_>, operation: &Operation, name: &str) -> TokenStream {
    let docs = Docs::new(format!("What the docs say about {}.", code(&operation.id))).outer();
    let name = ident(name);
    let (spec, source) = (scope.runtime("OperationSpec"), scope.runtime("Source"));
    let id = &operation.id;
    let page = operation.pages.first().map_or(context.path(operation.span), |&page| context.page(page));
    let line = proc_macro2::Literal::u32_unsuffixed(operation.span.line);
    let routes = operation.routes.iter().map(|r| route(scope, r));
    let permissions = operation.permissions.iter().map(|set| permission(context, scope, set));
    let headers = operation.parameters.iter().filter(|p| p.location == Location::Header).map(|p| p.name.wire.as_str());
    quote! {
        #docs
        pub static #name: #spec = #spec {
            id: #id,
            source: #source { page: #page, line: #line },
            routes: &[#(#routes),*],
            permissions: &[#(#permissions),*],
            headers: &[#(#headers),*],
        };
    }
}

fn route(scope: &Scope<'_>, route: &Route) -> TokenStream {
    let spec = scope.runtime("RouteSpec");
    let method = route.method.as_str();
    let template = template(&route.template);
    let fixed = route.query.iter().filter(|part| part.required).filter_map(|part| match &part.value {
        QueryValue::Literal(value) => {
            let name = &part.name.wire;
            Some(quote!((#name, #value)))
        }
        QueryValue::Param(_) => None,
    });
    let required = route
        .query
        .iter()
        .filter(|part| part.required && matches!(part.value, QueryValue::Param(_)))
        .map(|part| part.name.wire.as_str());
    quote! {
        #spec { method: #method, template: #template, query: &[#(#fixed),*], required: &[#(#required),*] }
    }
}

fn permission(context: &Context<'_>, scope: &Scope<'_>, set: &PermissionSet) -> TokenStream {
    let (permissions, account) = (scope.runtime("Permissions"), scope.runtime("Account"));
    let kind = ident(match set.account {
        Account::DelegatedWork => "DelegatedWork",
        Account::DelegatedPersonal => "DelegatedPersonal",
        Account::Application => "Application",
    });
    let (names, documented, page) = (&set.names, set.documented, context.page(set.page));
    let filter = match &set.route_filter {
        Some(text) => quote!(Some(#text)),
        None => quote!(None),
    };
    quote! {
        #permissions {
            account: #account::#kind,
            names: &[#(#names),*],
            documented: #documented,
            page: #page,
            filter: #filter,
        }
    }
}
