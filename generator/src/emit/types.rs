//! Documented types as Rust types.

use super::literal::ident;
use super::scope::Scope;
use crate::model::{Api, ArgType, BodyKind, Edm, NamedType, Operation, ResponseType, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

/// How code at some place names types: its scope, and which models module it is in, if any.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) api: &'a Api,
    pub(super) scope: &'a Scope<'a>,
    pub(super) module: Option<&'a str>,
}

impl Place<'_> {
    /// The type of a field: always optional, objects boxed.
    pub(super) fn field(&self, ty: TypeRef) -> TokenStream {
        let option = self.scope.std("Option");
        let item = self.item(ty.named);
        if ty.collection {
            let vec = self.scope.std("Vec");
            return quote!(#option<#vec<#item>>);
        }
        match ty.named {
            NamedType::Type(_) => {
                let boxed = self.scope.std("Box");
                quote!(#option<#boxed<#item>>)
            }
            NamedType::Edm(_) | NamedType::Enum(_) => quote!(#option<#item>),
        }
    }

    /// One value.
    pub(super) fn item(&self, named: NamedType) -> TokenStream {
        match named {
            NamedType::Edm(edm) => self.edm(edm),
            NamedType::Type(id) => {
                let ty = &self.api.types[id];
                self.model(&ty.module, &ty.name.rust)
            }
            NamedType::Enum(id) => {
                let en = &self.api.enums[id];
                let path = self.model(&en.module, &en.name.rust);
                if !en.flags {
                    return path;
                }
                let flags = self.scope.runtime("Flags");
                quote!(#flags<#path>)
            }
        }
    }

    /// A struct or an enumeration of the models.
    pub(super) fn model(&self, module: &str, name: &str) -> TokenStream {
        let name = ident(name);
        match self.module {
            Some(here) if here == module => quote!(#name),
            Some(_) => quote!(super::#name),
            None => {
                let models = self.scope.krate("models");
                quote!(#models::#name)
            }
        }
    }

    fn edm(&self, edm: Edm) -> TokenStream {
        match edm {
            Edm::String | Edm::Guid => self.scope.std("String"),
            Edm::Boolean => quote!(bool),
            Edm::Byte => quote!(u8),
            Edm::SByte => quote!(i8),
            Edm::Int16 => quote!(i16),
            Edm::Int32 => quote!(i32),
            Edm::Int64 => quote!(i64),
            Edm::Single => quote!(f32),
            Edm::Double => quote!(f64),
            Edm::Decimal => self.scope.runtime("Decimal"),
            Edm::DateTimeOffset => self.scope.runtime("DateTime"),
            Edm::Date => self.scope.runtime("Date"),
            Edm::TimeOfDay => self.scope.runtime("TimeOfDay"),
            Edm::Duration => self.scope.runtime("Duration"),
            Edm::Binary => self.scope.runtime("Binary"),
            Edm::Stream | Edm::Untyped => self.scope.runtime("Value"),
        }
    }

    /// What an operation sends; `body` names its own body struct.
    pub(super) fn body(&self, operation: &Operation, body: Option<&str>) -> TokenStream {
        match (&operation.body.kind, body) {
            (_, Some(name)) => {
                let name = ident(name);
                quote!(#name)
            }
            (BodyKind::None, None) => self.scope.runtime("NoBody"),
            (BodyKind::Content, None) => quote!([u8]),
            (BodyKind::Json(TypeRef { named: named @ NamedType::Type(_), collection: false }), None) => {
                self.item(*named)
            }
            (BodyKind::Json(_) | BodyKind::Parameters | BodyKind::Untyped, None) => self.scope.runtime("Value"),
        }
    }

    /// What an operation returns: `None` for a success that the docs show without a body beside one with.
    pub(super) fn output(&self, operation: &Operation) -> TokenStream {
        let held = self.held(operation.output);
        if !operation.optional_output {
            return held;
        }
        let option = self.scope.std("Option");
        quote!(#option<#held>)
    }

    /// What a success holds.
    pub(super) fn held(&self, output: ResponseType) -> TokenStream {
        match output {
            ResponseType::None => quote!(()),
            ResponseType::Content => self.scope.runtime("Bytes"),
            ResponseType::One(TypeRef { named: named @ NamedType::Type(_), collection: false }) => self.item(named),
            ResponseType::Page(TypeRef { named, .. }) => {
                let page = self.scope.runtime("Page");
                let item = self.item(named);
                quote!(#page<#item>)
            }
            ResponseType::One(_) | ResponseType::Untyped => self.scope.runtime("Value"),
        }
    }
}

impl ArgType {
    pub(super) fn tokens(self) -> TokenStream {
        match self {
            ArgType::Str => quote!(&str),
            ArgType::Bool => quote!(bool),
            ArgType::I32 => quote!(i32),
            ArgType::I64 => quote!(i64),
            ArgType::F64 => quote!(f64),
        }
    }

    /// A documented value as an expression of this type; `None` if it isn't one.
    pub(super) fn value(self, text: &str) -> Option<TokenStream> {
        use super::literal::number;
        match self {
            ArgType::Str => Some(quote!(#text)),
            ArgType::Bool => text.parse::<bool>().ok().map(|value| quote!(#value)),
            ArgType::I32 => text.parse::<i32>().ok().map(|value| number(&value.to_string())),
            ArgType::I64 => text.parse::<i64>().ok().map(|value| number(&value.to_string())),
            ArgType::F64 => {
                text.parse::<f64>().ok().filter(|value| value.is_finite()).map(|value| number(&format!("{value:?}")))
            }
        }
    }
}
