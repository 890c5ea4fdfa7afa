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
            source: #source::new(#page, #line),
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
    let parts = || route.query.iter().filter(|part| part.required);
    let fixed: Vec<TokenStream> = parts()
        .filter_map(|part| match &part.value {
            QueryValue::Literal(value) => {
                let name = &part.name.wire;
                Some(quote!((#name, #value)))
            }
            QueryValue::Param(_) => None,
        })
        .collect();
    let required = parts().filter(|part| matches!(part.value, QueryValue::Param(_)));
    let required: Vec<&str> = required.map(|part| part.name.wire.as_str()).collect();
    let fixed = (!fixed.is_empty()).then(|| quote!(.query(&[#(#fixed),*])));
    let required = (!required.is_empty()).then(|| quote!(.required(&[#(#required),*])));
    quote!(#spec::new(#method, #template) #fixed #required)
}

fn permission(context: &Context<'_>, scope: &Scope<'_>, set: &PermissionSet) -> TokenStream {
    let (permissions, account) = (scope.runtime("Permissions"), scope.runtime("Account"));
    let kind = ident(match set.account {
        Account::DelegatedWork => "DelegatedWork",
        Account::DelegatedPersonal => "DelegatedPersonal",
        Account::Application => "Application",
    });
    let (names, page) = (&set.names, context.page(set.page));
    let filter = set.route_filter.as_ref().map(|text| quote!(.filter(#text)));
    if set.documented {
        quote!(#permissions::new(#account::#kind, &[#(#names),*], #page) #filter)
    } else {
        quote!(#permissions::undocumented(#account::#kind, #page) #filter)
    }
}
