//! Documented JSON as a Rust expression: struct literals that a reader of the docs copies.
//!
//! It takes what fits into so many lines and counts the rest; nothing here is sent, so nothing has to be complete.

use super::api_names::{body_parameters, field_names, variants};
use super::literal::{ident, number};
use crate::model::{Api, Edm, Enum, Name, NamedType, Operation, TypeId, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;
use std::collections::BTreeSet;

/// Text longer than this takes more than one line of a reader's screen.
const WIDE: usize = 80;

/// Makes expressions, within a number of lines.
pub(super) struct Literals<'a> {
    api: &'a Api,
    /// Lines that are left.
    lines: usize,
    /// Values that found no room, or aren't of their documented type.
    pub(super) left_out: usize,
    /// Values that found it.
    pub(super) shown: usize,
    /// Names at the root of the emitted crate.
    pub(super) uses: BTreeSet<&'static str>,
}

/// Members of a JSON object, in any order.
pub(super) trait Members<'j>: Iterator<Item = (&'j String, &'j Value)> {}

impl<'j, T: Iterator<Item = (&'j String, &'j Value)>> Members<'j> for T {}

/// A struct's fields: wire name, name in Rust, type.
type Fields<'a> = Vec<(&'a str, String, TypeRef)>;

impl<'a> Literals<'a> {
    pub(super) fn new(api: &'a Api, lines: usize) -> Self {
        Literals { api, lines, left_out: 0, shown: 0, uses: BTreeSet::new() }
    }

    /// The struct of a body that is made of parameters.
    pub(super) fn parameters<'j>(&mut self, operation: &Operation, name: &str, json: impl Members<'j>) -> TokenStream {
        let parameters: Vec<_> = body_parameters(operation).collect();
        let fields = fields(parameters.iter().map(|parameter| (&parameter.name, parameter.ty)));
        let module = ident(&self.api.groups[operation.group].name.rust);
        let name = ident(name);
        self.uses.insert("api");
        self.object(&quote!(api::#module::#name), &fields, None, json)
    }

    /// A type of the models.
    pub(super) fn model<'j>(&mut self, id: TypeId, json: impl Members<'j>) -> TokenStream {
        let api = self.api;
        let ty = &api.types[id];
        let fields = fields(ty.properties.iter().map(|property| (&property.name, property.ty)));
        let path = self.models(&ty.name.rust);
        // Where requests say which type they send, the client does.
        let said = ty.tagged.then_some(ty.name.wire.as_str());
        self.object(&path, &fields, said, json)
    }

    /// JSON without a documented type.
    pub(super) fn untyped(&mut self, json: &Value) -> Option<TokenStream> {
        let text = json.to_string();
        if !self.spend(1 + text.len() / WIDE) {
            return None;
        }
        self.uses.insert("Value");
        Some(match json {
            Value::Null => quote!(Value::Null),
            Value::Bool(value) => quote!(Value::from(#value)),
            Value::String(value) => quote!(Value::from(#value)),
            // A literal number may not be an `i32`, which it would be taken for.
            Value::Number(_) | Value::Array(_) | Value::Object(_) => {
                let text = super::literal::text(&text);
                quote!(#text.parse::<Value>()?)
            }
        })
    }

    fn models(&mut self, name: &str) -> TokenStream {
        self.uses.insert("models");
        let name = ident(name);
        quote!(models::#name)
    }

    /// Takes so many lines, if they are there.
    fn spend(&mut self, lines: usize) -> bool {
        let left = self.lines.checked_sub(lines);
        self.lines = left.unwrap_or(self.lines);
        self.shown += usize::from(left.is_some());
        left.is_some()
    }

    fn object<'j>(
        &mut self,
        path: &TokenStream,
        fields: &Fields<'_>,
        said: Option<&str>,
        json: impl Members<'j>,
    ) -> TokenStream {
        let (mut set, mut extra) = (Vec::new(), Vec::new());
        for (wire, value) in json {
            let is_said =
                wire == "@odata.type" && value.as_str().is_some_and(|name| Some(name.trim_start_matches('#')) == said);
            if is_said {
                continue;
            }
            let field = fields.iter().find(|(name, ..)| name == wire);
            let made = match field {
                Some((_, rust, ty)) if !value.is_null() => self.field(*ty, value).map(|value| {
                    let rust = ident(rust);
                    set.push(quote!(#rust: Some(#value)));
                }),
                _ => self.untyped(value).map(|value| extra.push(quote!((#wire, #value)))),
            };
            self.left_out += usize::from(made.is_none());
        }
        if !extra.is_empty() {
            self.uses.insert("Extra");
            set.push(quote!(extra: Extra::from_iter([#(#extra),*])));
        }
        quote!(#path { #(#set,)* ..Default::default() })
    }

    /// What stands inside of a field's `Some`.
    fn field(&mut self, ty: TypeRef, json: &Value) -> Option<TokenStream> {
        if !ty.collection {
            let item = self.item(ty.named, json)?;
            return Some(if matches!(ty.named, NamedType::Type(_)) { quote!(Box::new(#item)) } else { item });
        }
        let mut items = Vec::new();
        for item in json.as_array()? {
            match self.item(ty.named, item) {
                Some(item) => items.push(item),
                // Part of a list is as good an example as all of it, none of it isn't.
                None if items.is_empty() => return None,
                None => self.left_out += 1,
            }
        }
        // Not `vec![]`: what stands in a macro is printed as it comes.
        Some(if items.is_empty() { quote!(Vec::new()) } else { quote!(Vec::from([#(#items),*])) })
    }

    fn item(&mut self, named: NamedType, json: &Value) -> Option<TokenStream> {
        match named {
            NamedType::Type(id) => self.nested(id, json.as_object()?),
            NamedType::Enum(id) => {
                let api = self.api;
                let en = &api.enums[id];
                let text = json.as_str().filter(|_| self.spend(1))?;
                if en.flags { self.flags(en, text) } else { Some(self.member(en, text)) }
            }
            NamedType::Edm(Edm::Stream | Edm::Untyped) => self.untyped(json),
            NamedType::Edm(edm) => {
                let length = json.as_str().map_or(0, str::len);
                self.spend(1 + length / WIDE).then(|| self.scalar(edm, json))?
            }
        }
    }

    /// An object in another; `None` if there is no room for anything in it.
    fn nested(&mut self, id: TypeId, object: &serde_json::Map<String, Value>) -> Option<TokenStream> {
        let before = (self.lines, self.left_out, self.shown);
        // The braces and `..Default::default()`.
        let has_room = self.spend(if object.len() < 2 { 1 } else { 3 });
        self.shown = before.2 + usize::from(object.is_empty());
        let model = has_room.then(|| self.model(id, object.iter())).filter(|_| self.shown > before.2);
        if model.is_none() {
            (self.lines, self.left_out, self.shown) = before;
        }
        model
    }

    fn member(&mut self, en: &Enum, text: &str) -> TokenStream {
        let path = self.models(&en.name.rust);
        match en
            .members
            .iter()
            .position(|member| member.name.wire == text)
            .and_then(|ix| variants(en).into_iter().nth(ix))
        {
            Some(variant) => {
                let variant = ident(&variant);
                quote!(#path::#variant)
            }
            None => quote!(#path::from(#text)),
        }
    }

    fn flags(&mut self, en: &Enum, text: &str) -> Option<TokenStream> {
        let names: Vec<&str> = text.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
        let members: Vec<TokenStream> = names.into_iter().map(|name| self.member(en, name)).collect();
        match members.as_slice() {
            [] => None,
            [one] => Some(quote!(#one.into())),
            many => Some(quote!([#(#many),*].into())),
        }
    }

    fn scalar(&mut self, edm: Edm, json: &Value) -> Option<TokenStream> {
        Some(match edm {
            Edm::String | Edm::Guid => {
                let text = json.as_str()?;
                quote!(#text.into())
            }
            Edm::Boolean => {
                let value = json.as_bool()?;
                quote!(#value)
            }
            Edm::Byte => integer::<u8>(json)?,
            Edm::SByte => integer::<i8>(json)?,
            Edm::Int16 => integer::<i16>(json)?,
            Edm::Int32 => integer::<i32>(json)?,
            Edm::Int64 => integer::<i64>(json)?,
            Edm::Single | Edm::Double => {
                let value = json.as_f64().filter(|value| edm == Edm::Double || (*value as f32).is_finite())?;
                number(&format!("{value:?}"))
            }
            Edm::Decimal => {
                let text = json.as_f64().map(|_| json.to_string()).or_else(|| decimal(json.as_str()?))?;
                quote!(#text.parse()?)
            }
            Edm::DateTimeOffset | Edm::Date | Edm::TimeOfDay | Edm::Duration => {
                // Placeholders, `String (timestamp)`, can't be parsed.
                let text =
                    json.as_str().filter(|text| text.starts_with(|c: char| c.is_ascii_digit() || "P-".contains(c)))?;
                quote!(#text.parse()?)
            }
            Edm::Binary => {
                let text = json.as_str()?;
                self.uses.insert("Binary");
                quote!(Binary::from_wire(#text))
            }
            Edm::Stream | Edm::Untyped => return None,
        })
    }
}

fn fields<'a>(documented: impl Iterator<Item = (&'a Name, TypeRef)> + Clone) -> Fields<'a> {
    let names = field_names(documented.clone().map(|(name, _)| name));
    documented.zip(names).map(|((name, ty), rust)| (name.wire.as_str(), rust, ty)).collect()
}

/// Services write 64-bit integers as text.
fn integer<T: TryFrom<i64>>(json: &Value) -> Option<TokenStream> {
    let value = json.as_i64().or_else(|| json.as_str()?.parse().ok())?;
    T::try_from(value).ok().map(|_| number(&value.to_string()))
}

fn decimal(text: &str) -> Option<String> {
    text.parse::<f64>().ok().filter(|value| value.is_finite()).map(|_| text.to_owned())
}
