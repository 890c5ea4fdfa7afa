//! `src/models/`: one file per family of types and enumerations, all names re-exported at the top.

use super::api_names::variants;
use super::body::{self, Field, Struct};
use super::context::Context;
use super::docs::{self, Docs, code};
use super::literal::ident;
use super::print::{self, Piece};
use super::scope::Scope;
use super::types::Place;
use super::{EmitError, Files, Job, Part};
use crate::model::{Enum, EnumId, Property, TypeId, UNLISTED};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// What one file holds.
#[derive(Clone, Default)]
struct Family {
    types: Vec<TypeId>,
    enums: Vec<EnumId>,
}

/// One job per family, and one for `mod.rs`.
pub(super) fn jobs(context: &Context<'_>) -> Vec<Job<'static>> {
    let families = families(context);
    let files = families.into_iter().map(|(module, family)| {
        let module = module.to_owned();
        Box::new(move |context: &Context<'_>| file(context, &module, &family)) as Job<'static>
    });
    let mut jobs: Vec<Job<'static>> = files.collect();
    jobs.push(Box::new(mod_file));
    jobs
}

fn families<'a>(context: &Context<'a>) -> BTreeMap<&'a str, Family> {
    let mut families: BTreeMap<&str, Family> = BTreeMap::new();
    for (id, ty) in context.api.types.iter_ids() {
        families.entry(&ty.module).or_default().types.push(id);
    }
    for (id, en) in context.api.enums.iter_ids() {
        families.entry(&en.module).or_default().enums.push(id);
    }
    families
}

fn mod_file(context: &Context<'_>) -> Files {
    let path = "src/models/mod.rs";
    let families = families(context);
    let modules = families.keys().map(|name| {
        let (cfg, module) = (context.features.model(name), print::module(TokenStream::new(), "models", name));
        quote!(#cfg #module)
    });
    let modules = print::items(path, quote!(#(#modules)*))?;
    let exports = families.iter().map(|(module, family)| {
        let (cfg, module) = (context.features.model(module), ident(module));
        let names: Vec<_> = defined(context, family).into_iter().map(ident).collect();
        match names.as_slice() {
            [one] => quote!(#cfg pub use #module::#one;),
            many => quote!(#cfg pub use #module::{#(#many),*};),
        }
    });
    let exports = print::items(path, quote!(#(#exports)*))?;
    let docs = Docs::new("Types that requests carry and responses bring.").inner();
    let pieces = [modules, exports].map(|text| Piece { text, ..Piece::default() });
    Ok(Part::file(path, print::file(path, &[], docs, pieces)?))
}

fn defined<'a>(context: &Context<'a>, family: &Family) -> BTreeSet<&'a str> {
    let api = context.api;
    let types = family.types.iter().map(|&id| api.types[id].name.rust.as_str());
    types.chain(family.enums.iter().map(|&id| api.enums[id].name.rust.as_str())).collect()
}

fn file(context: &Context<'_>, module: &str, family: &Family) -> Files {
    let path = format!("src/models/{module}.rs");
    let defined = defined(context, family);
    let mut pieces = Vec::new();
    let mut sources = Vec::new();
    for &id in &family.types {
        let ty = &context.api.types[id];
        sources.extend(context.pages(&ty.pages));
        pieces.push(struct_piece(context, &path, id, &defined)?);
    }
    for &id in &family.enums {
        let en = &context.api.enums[id];
        sources.push(context.path(en.span));
        let scope = Scope::new(&defined);
        let text = print::items(&path, enumeration(&scope, en))?;
        pieces.push(Piece { text, uses: scope.into_uses() });
    }
    let docs = match (family.types.as_slice(), family.enums.as_slice()) {
        ([one], []) => Docs::new(format!("The type {}.", code(&context.api.types[*one].name.wire))),
        ([], [one]) => Docs::new(format!("The enumeration {}.", code(&context.api.enums[*one].name.wire))),
        _ => Docs::new(format!("Types around {}.", code(module))),
    };
    let text = print::file(&path, &sources, docs.inner(), pieces)?;
    Ok(Part::file(path, text))
}

fn struct_piece(context: &Context<'_>, path: &str, id: TypeId, defined: &BTreeSet<&str>) -> Result<Piece, EmitError> {
    let ty = &context.api.types[id];
    let scope = Scope::new(defined);
    let place = Place { api: context.api, scope: &scope, module: Some(&ty.module) };
    let base = ty.base.map(|base| &context.api.types[base].name);
    let base = base.map_or(String::new(), |base| format!("Derives from {}.", code(&base.wire)));
    let item = Struct {
        wire: &ty.name.wire,
        tagged: ty.tagged,
        name: &ty.name.rust,
        docs: Docs::or_name(&ty.doc, &ty.name.wire).paragraph(base).paragraph(context.documented_in(&ty.pages)),
        deprecated: ty.deprecated.as_ref(),
        fields: ty.properties.iter().map(field).collect(),
    };
    let (item, bases) = (body::emit(place, &item), derives(context, place, id));
    let text = print::items(path, quote!(#item #bases))?;
    Ok(Piece { text, uses: scope.into_uses() })
}

/// `impl Derives<super::DirectoryObject> for User {}`, for each of the type's bases.
fn derives(context: &Context<'_>, place: Place<'_>, id: TypeId) -> TokenStream {
    let ty = &context.api.types[id];
    let name = ident(&ty.name.rust);
    let derived: Vec<&str> = context.derived(id).map(|ty| ty.name.wire.as_str()).collect();
    let derived = (!derived.is_empty()).then(|| quote!(const DERIVED: &'static [&'static str] = &[#(#derived),*];));
    let impls = context.bases(ty).map(|base| {
        let derives = place.scope.runtime("Derives");
        let base = place.model(&base.module, &base.name.rust);
        quote!(impl #derives<#base> for #name { #derived })
    });
    quote!(#(#impls)*)
}

fn field(property: &Property) -> Field<'_> {
    Field {
        name: &property.name,
        ty: property.ty,
        docs: Docs::or_name(&property.doc, &property.name.wire).note(property.read_only, "Read-only."),
        deprecated: property.deprecated.as_ref(),
    }
}

/// An enumeration: its members, and room for those that the docs don't list.
fn enumeration(scope: &Scope<'_>, en: &Enum) -> TokenStream {
    let (boxed, unlisted) = (scope.std("Box"), ident(UNLISTED));
    let flags = if en.flags { "Several members may be set at once." } else { "" };
    let docs = Docs::or_name(&en.doc, &en.name.wire).paragraph(flags).outer();
    let alias = docs::alias(&en.name.wire, &en.name.rust);
    let (name, wire) = (ident(&en.name.rust), &en.name.wire);
    let mut declared = Vec::with_capacity(en.members.len());
    let mut table = Vec::with_capacity(en.members.len());
    for (member, rust) in en.members.iter().zip(variants(en)) {
        let wire = &member.name.wire;
        let docs = Docs::or_name(&member.doc, wire).outer();
        let rust = ident(&rust);
        declared.push(quote!(#docs #rust));
        table.push(quote!(#rust = #wire));
    }
    quote! {
        #docs
        #alias
        #[non_exhaustive]
        pub enum #name {
            #(#declared,)*
            /// A member that the docs don't list.
            #unlisted(#boxed<str>),
        }
        docwright_runtime::wire_enum! { #name, #wire, [#(#table),*] }
    }
}
