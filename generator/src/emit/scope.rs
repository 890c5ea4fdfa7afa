//! Which plain names a file may use.
//!
//! Emitted code reads `Option<String>` and `Request<Self>`: short names, imported at the top. A name that the file
//! itself defines (a model may be called `String`, a group `Request`) is not imported but written with its full path.

use super::literal::ident;
use proc_macro2::TokenStream;
use quote::quote;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// Imports: names by the crate they come from.
pub(super) type Uses = BTreeMap<&'static str, BTreeSet<&'static str>>;

/// The names of one file, or of one piece of it.
pub(super) struct Scope<'a> {
    defined: &'a BTreeSet<&'a str>,
    uses: RefCell<Uses>,
}

/// The module of the standard library that holds a prelude name.
fn prelude(name: &str) -> Option<&'static str> {
    Some(match name {
        "Option" => "option",
        "Vec" => "vec",
        "Box" => "boxed",
        "String" => "string",
        _ => return None,
    })
}

impl<'a> Scope<'a> {
    /// A scope for a file that defines these types.
    pub(super) fn new(defined: &'a BTreeSet<&'a str>) -> Self {
        Scope { defined, uses: RefCell::default() }
    }

    /// A type of the standard prelude.
    pub(super) fn std(&self, name: &'static str) -> TokenStream {
        let id = ident(name);
        match prelude(name) {
            Some(module) if self.defined.contains(name) => {
                let module = ident(module);
                quote!(::std::#module::#id)
            }
            _ => quote!(#id),
        }
    }

    /// A name at the root of the emitted crate.
    pub(super) fn krate(&self, name: &'static str) -> TokenStream {
        self.import("crate", name)
    }

    /// A name of the runtime.
    pub(super) fn runtime(&self, name: &'static str) -> TokenStream {
        self.import("docwright_runtime", name)
    }

    fn import(&self, home: &'static str, name: &'static str) -> TokenStream {
        let id = ident(name);
        if self.defined.contains(name) {
            let home = ident(home);
            return quote!(#home::#id);
        }
        self.uses.borrow_mut().entry(home).or_default().insert(name);
        quote!(#id)
    }

    /// What was used.
    pub(super) fn into_uses(self) -> Uses {
        self.uses.into_inner()
    }
}

/// Adds imports to others.
pub(super) fn merge(into: &mut Uses, from: Uses) {
    for (home, names) in from {
        into.entry(home).or_default().extend(names);
    }
}

/// The `use` items.
pub(super) fn imports(uses: &Uses) -> TokenStream {
    let items = uses.iter().map(|(home, names)| {
        let home = ident(home);
        let names: Vec<_> = names.iter().map(|name| ident(name)).collect();
        match names.as_slice() {
            [one] => quote!(use #home::#one;),
            many => quote!(use #home::{#(#many),*};),
        }
    });
    quote!(#(#items)*)
}
