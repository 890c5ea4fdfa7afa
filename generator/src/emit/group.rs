//! `src/api/<group>.rs`: the operations of one resource. A large one becomes a folder, one file per operation.

use super::context::Context;
use super::docs::{self, Docs, code};
use super::literal::ident;
use super::names::{GroupNames, OperationNames};
use super::print::{self, LARGE, Piece};
use super::scope::Scope;
use super::{EmitError, Files, Job, Part, doc_example, operation};
use crate::model::{Group, GroupId, Operation};
use proc_macro2::TokenStream;
use quote::quote;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// One job per group.
pub(super) fn jobs(context: &Context<'_>) -> Vec<Job<'static>> {
    context.groups().map(|(id, _)| Box::new(move |context: &Context<'_>| files(context, id)) as Job<'static>).collect()
}

fn files(context: &Context<'_>, id: GroupId) -> Files {
    let group = &context.api.groups[id];
    let names = context.names(id);
    let file = format!("src/api/{}.rs", group.name.rust);
    let defined = defined(group, names);
    let operations: Vec<&Operation> = context.operations(group).map(|(_, operation)| operation).collect();
    let head = head(context, &file, group, names, &defined)?;
    let pieces: Vec<Piece> = operations
        .par_iter()
        .zip(&names.operations)
        .map(|(operation, names)| operation::piece(context, &file, operation, names, &defined))
        .collect::<Result<_, _>>()?;
    if head.text.len() + pieces.iter().map(|piece| piece.text.len()).sum::<usize>() > LARGE {
        return folder(context, group, names, head, pieces);
    }
    let pages: Vec<&str> = operations.iter().flat_map(|operation| context.pages(&operation.pages)).collect();
    let text = print::file(&file, &pages, module_docs(group), std::iter::once(head).chain(pieces))?;
    Ok(Part::file(file, text))
}

/// `mod.rs` and one file per operation; paths in Rust stay what they were.
fn folder(context: &Context<'_>, group: &Group, names: &GroupNames, head: Piece, pieces: Vec<Piece>) -> Files {
    let folder = format!("src/api/{}", group.name.rust);
    let mut part = Part::default();
    let (mut modules, mut exports) = (Vec::new(), Vec::new());
    for (((_, operation), names), piece) in context.operations(group).zip(&names.operations).zip(pieces) {
        let module = ident(&operation.name.rust);
        let marker = ident(&names.marker);
        exports.push(match names.body.as_deref().map(ident) {
            Some(body) => quote!(pub use #module::{#body, #marker};),
            None => quote!(pub use #module::#marker;),
        });
        modules.push(print::module(TokenStream::new(), &group.name.rust, &operation.name.rust));
        let file = format!("{folder}/{}.rs", operation.name.rust);
        let docs = Docs::new(format!("{}.", code(&operation.id))).inner();
        let text = print::file(&file, &context.pages(&operation.pages), docs, [piece])?;
        part.files.push((file, text));
    }
    let file = format!("{folder}/mod.rs");
    let docs = module_docs(group);
    let modules = Piece { text: print::items(&file, quote!(#(#modules)* #(#exports)*))?, ..Piece::default() };
    let text = print::file(&file, &[], docs, [modules, head])?;
    part.files.push((file, text));
    Ok(part)
}

fn module_docs(group: &Group) -> TokenStream {
    Docs::new(format!("Operations on {}.", code(&group.name.wire))).inner()
}

/// The types that the group's module defines.
fn defined<'a>(group: &'a Group, names: &'a GroupNames) -> BTreeSet<&'a str> {
    let operations = names.operations.iter();
    let types = operations.flat_map(|names| [Some(names.marker.as_str()), names.body.as_deref()]).flatten();
    types.chain([group.rust_type.as_str()]).collect()
}

/// The group's struct, with one function per operation.
fn head(
    context: &Context<'_>,
    file: &str,
    group: &Group,
    names: &GroupNames,
    defined: &BTreeSet<&str>,
) -> Result<Piece, EmitError> {
    let scope = Scope::new(defined);
    let client = scope.krate("Client");
    let docs = Docs::new(format!("Operations on {}.", code(&group.name.wire))).outer();
    let alias = docs::alias(&group.name.wire, &group.rust_type);
    let name = ident(&group.rust_type);
    let functions = context.operations(group).zip(&names.operations).map(|((_, operation), names)| {
        let docs = operation_docs(context, file, operation, names)?.outer();
        let (function, marker) = (ident(&operation.name.rust), ident(&names.marker));
        let alias = docs::alias(&operation.name.wire, &operation.name.rust);
        let deprecated = docs::deprecated(operation.deprecated.as_ref());
        Ok(quote! {
            #docs
            #alias
            #deprecated
            pub fn #function(self) -> #marker {
                #marker { client: self.client }
            }
        })
    });
    let functions: Vec<TokenStream> = functions.collect::<Result<_, EmitError>>()?;
    let accessor = accessor(group, names);
    let (contract, spec) = (scope.runtime("Operation"), scope.runtime("OperationSpec"));
    let markers = names.operations.iter().map(|names| ident(&names.marker));
    let tokens = quote! {
        impl #client {
            #accessor
        }
        #docs
        #alias
        pub struct #name {
            client: #client,
        }
        impl #name {
            #(#functions)*
        }
        /// What the docs say about each operation.
        pub fn operations() -> &'static [&'static #spec] {
            const { &[#(<#markers as #contract>::SPEC),*] }
        }
    };
    Ok(Piece { text: print::items(file, tokens)?, uses: scope.into_uses() })
}

/// The client's way to the group.
fn accessor(group: &Group, names: &GroupNames) -> TokenStream {
    let docs = Docs::new(format!("Operations on {}.", code(&group.name.wire))).outer();
    let alias = docs::alias(&group.name.wire, &names.accessor);
    let (accessor, ty) = (ident(&names.accessor), ident(&group.rust_type));
    quote! {
        #docs
        #alias
        pub fn #accessor(&self) -> #ty {
            #ty { client: self.clone() }
        }
    }
}

/// What the page says, who may call it, where that stands, and an example.
fn operation_docs(
    context: &Context<'_>,
    file: &str,
    operation: &Operation,
    names: &OperationNames,
) -> Result<Docs, EmitError> {
    let docs = Docs::or_name(&operation.doc, &operation.id)
        .paragraph(docs::permissions(operation, |set| context.page(set.page).to_owned()))
        .paragraph(context.documented_in(&operation.pages));
    let example = doc_example::fence(context, file, operation, names)?;
    Ok(if example.is_empty() { docs } else { docs.paragraph("# Examples").paragraph(example) })
}
