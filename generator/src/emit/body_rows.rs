//! The rows of some examples' bodies, and the count of those that have none.

use super::body_row::{Shown, row};
use super::context::Context;
use super::lib_rs::crate_name;
use super::literal::ident;
use super::scope::{Scope, Uses};
use super::types::Place;
use crate::diagnostics::Diagnostic;
use crate::model::Span;
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// The bodies of all examples, and what became of them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Bodies {
    /// How many there are.
    pub shown: usize,
    /// How many have a row in the tests.
    pub rows: usize,
    /// The others, by the reason why they have none.
    pub without: BTreeMap<&'static str, usize>,
}

impl Bodies {
    fn without(&mut self, reason: &'static str, count: usize) {
        *self.without.entry(reason).or_default() += count;
    }

    pub(super) fn add(&mut self, other: &Bodies) {
        self.shown += other.shown;
        self.rows += other.rows;
        other.without.iter().for_each(|(reason, count)| self.without(reason, *count));
    }
}

/// The rows of some examples, and what they name.
pub(super) struct Rows {
    pub(super) tokens: Vec<TokenStream>,
    /// Names of the runtime.
    pub(super) uses: Uses,
    /// Modules of the emitted crate.
    modules: BTreeSet<&'static str>,
    pub(super) bodies: Bodies,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Rows {
    pub(super) fn of<'a>(context: &Context<'_>, shown: impl Iterator<Item = Shown<'a>>) -> Rows {
        let nothing = BTreeSet::new();
        let scope = Scope::new(&nothing);
        let place = Place { api: context.api, scope: &scope, module: None };
        let mut seen: BTreeSet<Span> = BTreeSet::new();
        let (mut tokens, mut bodies, mut modules) = (Vec::new(), Bodies::default(), BTreeSet::new());
        let mut odd = Vec::new();
        for Shown { span, text, ty, odd: diagnostic } in shown {
            bodies.shown += 1;
            // A response may answer several requests: it is one body.
            if !seen.insert(span) {
                bodies.without("shown for another request too", 1);
                continue;
            }
            odd.extend(diagnostic);
            match ty {
                Err(reason) => bodies.without(reason, 1),
                Ok(ty) => {
                    bodies.rows += 1;
                    tokens.push(row(context, place, span, ty, text));
                    modules.extend(ty.module());
                }
            }
        }
        let mut uses = scope.into_uses();
        // `models` of the crate under test, which isn't `crate` here.
        modules.extend(uses.remove("crate").unwrap_or_default());
        Rows { tokens, uses, modules, bodies, diagnostics: odd }
    }

    pub(super) fn imports(&self, context: &Context<'_>) -> TokenStream {
        let krate = crate_name(context);
        let modules: Vec<_> = self.modules.iter().map(|name| ident(name)).collect();
        let from_crate = match modules.as_slice() {
            [] => TokenStream::new(),
            [one] => quote!(use #krate::#one;),
            many => quote!(use #krate::{#(#many),*};),
        };
        quote! {
            use docwright_runtime::test_support::{self as support, Body};
            #from_crate
        }
    }
}
