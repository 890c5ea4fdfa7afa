//! `tests/bodies/`: every documented JSON body, one row each, and every model, for the check that JSON comes back the same.
//!
//! Rows are data: a place, a function that the runtime instantiates once per type, and the text. One test runs them all.

use super::body_row::{Shown, row};
use super::context::Context;
use super::docs::{Docs, code};
use super::lib_rs::crate_name;
use super::literal::ident;
use super::print::{self, LARGE, Piece};
use super::scope::{Scope, Uses};
use super::types::Place;
use super::{EmitError, Files, Job, Part};
use crate::diagnostics::Diagnostic;
use crate::model::{Example, GroupId, Operation, OperationId, Span};
use proc_macro2::TokenStream;
use quote::quote;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The folder of the rows.
const DOCUMENTED: &str = "tests/bodies/documented";

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

/// One job: what is in the modules decides what the list of modules says.
pub(super) fn jobs(_: &Context<'_>) -> Vec<Job<'static>> {
    vec![Box::new(files)]
}

fn files(context: &Context<'_>) -> Files {
    let groups: Vec<GroupId> = context.groups().map(|(id, _)| id).collect();
    let units: Vec<Unit<'_>> = groups.into_iter().flat_map(|id| units(context, id)).collect();
    let printed: Vec<Printed> = units.par_iter().map(|unit| unit.print(context)).collect::<Result<_, _>>()?;
    let mut part = Part::default();
    let mut tree: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (unit, printed) in units.iter().zip(printed) {
        part.bodies.add(&printed.bodies);
        part.diagnostics.extend(printed.diagnostics);
        if printed.bodies.rows > 0 {
            tree.entry(unit.group.clone()).or_default().extend(unit.operation.clone());
            part.files.push((unit.file(), printed.text));
        }
    }
    for (group, operations) in tree.iter().filter(|(_, operations)| !operations.is_empty()) {
        part.files.push(folder(group, operations)?);
    }
    let strays = Rows::of(context, context.api.stray_examples.iter().flat_map(Shown::of_page));
    part.bodies.add(&strays.bodies);
    part.files.push(list_of_bodies(context, &tree, strays)?);
    part.files.push(list_of_models(context)?);
    part.files.push(main_file(&part.bodies)?);
    Ok(part)
}

/// What one file holds: the bodies of a group, or of one operation of a large group.
struct Unit<'a> {
    group: String,
    operation: Option<String>,
    operations: Vec<(OperationId, &'a Operation)>,
}

/// The units of a group.
fn units<'a>(context: &Context<'a>, id: GroupId) -> Vec<Unit<'a>> {
    let api = context.api;
    let group = api.groups[id].name.rust.clone();
    let operations: Vec<_> = api.groups[id].operations.iter().map(|&id| (id, &api.operations[id])).collect();
    let examples = operations.iter().flat_map(|(_, operation)| &operation.examples);
    if examples.map(size).sum::<usize>() <= LARGE {
        return vec![Unit { group, operation: None, operations }];
    }
    let one = |(id, operation): (OperationId, &'a Operation)| Unit {
        group: group.clone(),
        operation: Some(operation.name.rust.clone()),
        operations: vec![(id, operation)],
    };
    operations.into_iter().map(one).collect()
}

/// How much text an example's bodies are.
fn size(example: &Example) -> usize {
    let answered = example.responses.iter().map(|response| &response.body);
    answered.chain([&example.request.body]).flatten().map(String::len).sum()
}

/// A unit's file.
struct Printed {
    text: String,
    bodies: Bodies,
    diagnostics: Vec<Diagnostic>,
}

impl Unit<'_> {
    fn file(&self) -> String {
        match &self.operation {
            Some(operation) => format!("{DOCUMENTED}/{}/{operation}.rs", self.group),
            None => format!("{DOCUMENTED}/{}.rs", self.group),
        }
    }

    fn print(&self, context: &Context<'_>) -> Result<Printed, EmitError> {
        let examples = self.operations.iter().flat_map(|&(id, o)| o.examples.iter().map(move |e| (id, o, e)));
        let rows = Rows::of(context, examples.flat_map(|(id, operation, example)| Shown::of(id, operation, example)));
        if rows.bodies.rows == 0 {
            return Ok(Printed { text: String::new(), bodies: rows.bodies, diagnostics: rows.diagnostics });
        }
        let pages: Vec<&str> = self.operations.iter().flat_map(|(_, o)| context.pages(&o.pages)).collect();
        let of = self.operation.as_deref().unwrap_or(&self.group);
        let docs = Docs::new(format!("Documented bodies of {}.", code(of))).inner();
        let file = self.file();
        let (imports, rows_tokens) = (rows.imports(context), &rows.tokens);
        let tokens = quote! {
            #imports
            pub(crate) static BODIES: &[Body] = &[#(#rows_tokens),*];
        };
        let piece = Piece { text: print::items(&file, tokens)?, uses: rows.uses };
        let text = print::file(&file, &pages, docs, [piece])?;
        Ok(Printed { text, bodies: rows.bodies, diagnostics: rows.diagnostics })
    }
}

/// The rows of some examples, and what they name.
struct Rows {
    tokens: Vec<TokenStream>,
    /// Names of the runtime.
    uses: Uses,
    /// Modules of the emitted crate.
    modules: BTreeSet<&'static str>,
    bodies: Bodies,
    diagnostics: Vec<Diagnostic>,
}

impl Rows {
    fn of<'a>(context: &Context<'_>, shown: impl Iterator<Item = Shown<'a>>) -> Rows {
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

    fn imports(&self, context: &Context<'_>) -> TokenStream {
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

/// `mod.rs` of a group whose operations have a file each.
fn folder(group: &str, operations: &[String]) -> Result<(String, String), EmitError> {
    let file = format!("{DOCUMENTED}/{group}/mod.rs");
    let modules = operations.iter().map(|name| print::module(quote!(pub(crate)), group, name));
    let modules = Piece { text: print::items(&file, quote!(#(#modules)*))?, ..Piece::default() };
    let docs = Docs::new(format!("Documented bodies of {}.", code(group))).inner();
    let text = print::file(&file, &[], docs, [modules])?;
    Ok((file, text))
}

/// The modules, all their rows, and the rows of pages without an operation.
fn list_of_bodies(
    context: &Context<'_>,
    tree: &BTreeMap<String, Vec<String>>,
    strays: Rows,
) -> Result<(String, String), EmitError> {
    let file = format!("{DOCUMENTED}/mod.rs");
    let modules = tree.keys().map(|group| print::module(TokenStream::new(), "documented", group));
    let lists = tree.iter().flat_map(|(group, operations)| {
        let group = ident(group);
        match operations.as_slice() {
            [] => vec![quote!(#group::BODIES)],
            many => many.iter().map(ident_of).map(|operation| quote!(#group::#operation::BODIES)).collect(),
        }
    });
    let (imports, rows) = (strays.imports(context), &strays.tokens);
    let (support, others) = match rows.as_slice() {
        [] => (
            quote!(
                use docwright_runtime::test_support::Body;
            ),
            None,
        ),
        rows => (imports, Some(quote!(static OTHER_PAGES: &[Body] = &[#(#rows),*];))),
    };
    let other_list = others.as_ref().map(|_| quote!(OTHER_PAGES));
    let lists = lists.chain(other_list);
    let modules = Piece { text: print::items(&file, quote!(#(#modules)*))?, ..Piece::default() };
    let tokens = quote! {
        pub(crate) static ALL: &[&[Body]] = &[#(#lists),*];
        #others
    };
    let tables = Piece { text: print::items(&file, tokens)?, uses: strays.uses };
    let docs = Docs::new("Documented bodies: each has the type that its operation, else its page gives it.").inner();
    let text = print::file(&file, &[], quote!(#docs #support), [modules, tables])?;
    Ok((file, text))
}

fn ident_of(name: &String) -> proc_macro2::Ident {
    ident(name)
}

/// Every model of the crate.
fn list_of_models(context: &Context<'_>) -> Result<(String, String), EmitError> {
    let file = "tests/bodies/models.rs".to_owned();
    let krate = crate_name(context);
    let models = context.api.types.iter().map(|ty| {
        let name = ident(&ty.name.rust);
        quote!(new::<models::#name>)
    });
    let tokens = quote! {
        pub(crate) static ALL: &[fn() -> Box<dyn Model>] = &[#(#models),*];
    };
    let piece = Piece { text: print::items(&file, tokens)?, ..Piece::default() };
    let docs = Docs::new("Every model.").inner();
    let inner = if context.api.types.is_empty() {
        quote!(#docs use docwright_runtime::Model;)
    } else {
        quote! {
            #docs
            use #krate::models;
            use docwright_runtime::{Model, test_support::new};
        }
    };
    let text = print::file(&file, &[], inner, [piece])?;
    Ok((file, text))
}

fn main_file(bodies: &Bodies) -> Result<(String, String), EmitError> {
    let file = "tests/bodies/main.rs".to_owned();
    let without = bodies.without.iter().map(|(reason, count)| {
        let count = proc_macro2::Literal::usize_unsuffixed(*count);
        quote!((#reason, #count))
    });
    let tokens = quote! {
        mod documented;
        mod models;
        static WITHOUT_ROW: &[(&str, usize)] = &[#(#without),*];
        #[test]
        fn documented_bodies_come_back() {
            support::check_bodies(documented::ALL, WITHOUT_ROW);
        }
        #[test]
        fn any_object_comes_back() {
            support::check_models(models::ALL);
        }
    };
    let docs = Docs::new("JSON that is decoded into the documented type and encoded again is the same JSON.").inner();
    let inner = quote! {
        #docs
        #![allow(deprecated)]
        use docwright_runtime::test_support as support;
    };
    let piece = Piece { text: print::items(&file, tokens)?, ..Piece::default() };
    let text = print::file(&file, &[], inner, [piece])?;
    Ok((file, text))
}
