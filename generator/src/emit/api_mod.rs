//! `src/api/mod.rs`: the groups.

use super::context::Context;
use super::docs::Docs;
use super::print::{self, Piece};
use super::{Files, Job, Part};
use quote::quote;

/// One job: there is one file.
pub(super) fn jobs(_: &Context<'_>) -> Vec<Job<'static>> {
    vec![Box::new(file)]
}

fn file(context: &Context<'_>) -> Files {
    let path = "src/api/mod.rs";
    let modules = context.groups().map(|(id, group)| {
        let (cfg, module) = (context.features.group(id), print::module(quote!(pub), "api", &group.name.rust));
        quote!(#cfg #module)
    });
    let modules = Piece { text: print::items(path, quote!(#(#modules)*))?, ..Piece::default() };
    let docs = Docs::new("Operations, grouped by the resource that they are called on.").inner();
    Ok(Part::file(path, print::file(path, &[], docs, [modules])?))
}
