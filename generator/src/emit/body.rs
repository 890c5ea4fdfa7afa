//! Plain structs of optional fields, with their table: models and bodies made of parameters.

use super::api_names::field_names;
use super::docs::{self, Docs};
use super::literal::ident;
use super::types::Place;
use crate::model::{Doc, Name, TypeRef};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// A field to be.
pub(super) struct Field<'a> {
    pub(super) name: &'a Name,
    pub(super) ty: TypeRef,
    pub(super) docs: Docs,
    pub(super) deprecated: Option<&'a Doc>,
}

/// A struct to be.
pub(super) struct Struct<'a> {
    /// Wire name; empty for a body of parameters.
    pub(super) wire: &'a str,
    pub(super) name: &'a str,
    /// Requests say the wire name, in `@odata.type`.
    pub(super) tagged: bool,
    pub(super) docs: Docs,
    pub(super) deprecated: Option<&'a Doc>,
    pub(super) fields: Vec<Field<'a>>,
}

/// The struct and its `model!` line.
pub(super) fn emit(place: Place<'_>, item: &Struct<'_>) -> TokenStream {
    let Struct { wire, name, tagged, docs, deprecated, fields } = item;
    let (docs, deprecated, alias) = (docs.outer(), docs::deprecated(*deprecated), docs::alias(wire, name));
    let name = ident(name);
    let extra = place.scope.runtime("Extra");
    let names = field_names(fields.iter().map(|field| field.name));
    let mut declared = Vec::with_capacity(fields.len());
    let mut table = Vec::with_capacity(fields.len());
    for (index, (field, rust)) in fields.iter().zip(&names).enumerate() {
        let index = Literal::usize_unsuffixed(index);
        let wire = &field.name.wire;
        let (docs, alias) = (field.docs.outer(), docs::alias(wire, rust));
        let (deprecated, ty, rust) = (docs::deprecated(field.deprecated), place.field(field.ty), ident(rust));
        declared.push(quote!(#docs #deprecated #alias pub #rust: #ty));
        table.push(quote!(#index #wire => #rust));
    }
    let wire = if *tagged { format!("#{wire}") } else { (*wire).to_owned() };
    quote! {
        #docs
        #deprecated
        #alias
        pub struct #name {
            #(#declared,)*
            /// What came and is not documented, or does not fit its documented type.
            pub extra: #extra,
            #[doc(hidden)]
            pub _more: (),
        }
        docwright_runtime::model! { #name, #wire, [#(#table),*] }
    }
}
