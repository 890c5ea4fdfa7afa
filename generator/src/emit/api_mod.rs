//! `src/api/mod.rs`: the groups, and the client's way to each.

use super::context::Context;
use super::docs::{self, Docs, code};
use super::literal::ident;
use super::print::{self, Piece};
use super::scope::Scope;
use super::{Files, Job, Part};
use quote::quote;
use std::collections::BTreeSet;

/// One job: there is one file.
pub(super) fn jobs(_: &Context<'_>) -> Vec<Job<'static>> {
    vec![Box::new(file)]
}

fn file(context: &Context<'_>) -> Files {
    let path = "src/api/mod.rs";
    let nothing = BTreeSet::new();
    let scope = Scope::new(&nothing);
    let modules = context.groups().map(|(_, group)| print::module(quote!(pub), "api", &group.name.rust));
    let modules = print::items(path, quote!(#(#modules)*))?;
    let mut pieces = vec![Piece { text: modules, ..Piece::default() }];
    let accessors = context.groups().map(|(id, group)| {
        let docs = Docs::new(format!("Operations on {}.", code(&group.name.wire))).outer();
        let accessor = &context.names(id).accessor;
        let alias = docs::alias(&group.name.wire, accessor);
        let (accessor, module, ty) = (ident(accessor), ident(&group.name.rust), ident(&group.rust_type));
        quote! {
            #docs
            #alias
            pub fn #accessor(&self) -> #module::#ty {
                #module::#ty::new(self.clone())
            }
        }
    });
    let accessors: Vec<_> = accessors.collect();
    if !accessors.is_empty() {
        let client = scope.krate("Client");
        let text = print::items(path, quote!(impl #client { #(#accessors)* }))?;
        pieces.push(Piece { text, uses: scope.into_uses() });
    }
    let docs = Docs::new("Operations, grouped by the resource that they are called on.").inner();
    Ok(Part::file(path, print::file(path, &[], docs, pieces)?))
}
