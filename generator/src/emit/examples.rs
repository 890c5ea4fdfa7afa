//! `tests/examples/`: the documented examples, one test per operation. They are a program of their own (`harness = false`):
//! a table of functions instead of thousands of `#[test]`s, for each of which rustc would compile a harness.

use super::context::Context;
use super::docs::{Docs, code};
use super::lib_rs::crate_name;
use super::literal::ident;
use super::print::{self, LARGE, Piece};
use super::row::{Row, fit, row};
use super::{EmitError, ExampleRows, Files, Job, Part};
use crate::model::{Group, GroupId, Operation};
use proc_macro2::TokenStream;
use quote::quote;
use rayon::prelude::*;

/// One job per group, and one for `main.rs`.
pub(super) fn jobs(context: &Context<'_>) -> Vec<Job<'static>> {
    let tested = context.groups().filter(|(_, group)| is_tested(context, group));
    let files = tested.map(|(id, _)| Box::new(move |context: &Context<'_>| files(context, id)) as Job<'static>);
    let mut jobs: Vec<Job<'static>> = files.collect();
    jobs.push(Box::new(main_file));
    jobs
}

fn is_tested(context: &Context<'_>, group: &Group) -> bool {
    context.operations(group).any(|(_, operation)| has_row(operation))
}

fn has_row(operation: &Operation) -> bool {
    operation.examples.iter().any(|example| fit(operation, example).is_some())
}

/// The group's module; `main` is the name of the top file.
fn module(group: &Group) -> String {
    let name = &group.name.rust;
    if name == "main" { "main_".to_owned() } else { name.clone() }
}

fn main_file(context: &Context<'_>) -> Files {
    let path = "tests/examples/main.rs";
    let tested = || context.groups().filter(|(_, group)| is_tested(context, group));
    let modules = tested().map(|(id, group)| {
        let (cfg, module) = (context.features.group(id), ident(&module(group)));
        quote!(#cfg mod #module;)
    });
    let modules = Piece { text: print::items(path, quote!(#(#modules)*))?, ..Piece::default() };
    let tables = tested().map(|(id, group)| {
        let (cfg, module) = (context.features.group(id), ident(&module(group)));
        quote!(#cfg #module::TESTS)
    });
    let krate = crate_name(context);
    let main = quote! {
        fn main() -> ExitCode {
            ::docwright_runtime::test_support::run(&ROUTES, Client::builder, &[#(#tables),*])
        }
    };
    let main = Piece { text: print::items(path, main)?, ..Piece::default() };
    let docs = Docs::new("Documented examples: each is found in the route table and sent as documented.").inner();
    let inner = quote! {
        #docs
        #![allow(deprecated)]
        use ::#krate::{Client, routes::ROUTES};
        use ::std::process::ExitCode;
    };
    Ok(Part::file(path, print::file(path, &[], inner, [modules, main])?))
}

fn files(context: &Context<'_>, id: GroupId) -> Files {
    let group = &context.api.groups[id];
    let module = module(group);
    let file = format!("tests/examples/{module}.rs");
    let names = &context.names(id).operations;
    let operations: Vec<_> = context.operations(group).map(|(_, operation)| operation).zip(names).collect();
    let tests: Vec<Test<'_>> = operations
        .par_iter()
        .filter_map(|(operation, names)| test(context, &file, operation, &names.marker).transpose())
        .collect::<Result<_, _>>()?;
    let rows = tests.iter().map(|test| test.rows).sum();
    let large = tests.iter().map(|test| test.text.len()).sum::<usize>() > LARGE;
    let files =
        if large { file_each(context, group, &module, tests)? } else { vec![one_file(context, group, file, tests)?] };
    Ok(Part { rows, files, ..Part::default() })
}

/// The tests of a group in one file.
fn one_file(
    context: &Context<'_>,
    group: &Group,
    file: String,
    tests: Vec<Test<'_>>,
) -> Result<(String, String), EmitError> {
    let pages: Vec<&str> = tests.iter().flat_map(|test| context.pages(&test.operation.pages)).collect();
    let uses = Uses { table: true, answers: tests.iter().any(|test| test.answers), functions: true };
    let head = uses.print(context, &file)?;
    let rows = tests.iter().map(|test| {
        let function = ident(&test.operation.name.rust);
        test.row(context, group, &quote!(#function))
    });
    let table = table(&file, rows)?;
    let docs = Docs::new(format!("Documented examples of {}.", code(&group.name.wire))).inner();
    let tests = tests.into_iter().map(|test| Piece { text: test.text, ..Piece::default() });
    let text = print::file(&file, &pages, docs, [head, table].into_iter().chain(tests))?;
    Ok((file, text))
}

/// The tests of a large group: a file each, and `mod.rs` with the table.
fn file_each(
    context: &Context<'_>,
    group: &Group,
    module: &str,
    tests: Vec<Test<'_>>,
) -> Result<Vec<(String, String)>, EmitError> {
    let folder = format!("tests/examples/{module}");
    let top = format!("{folder}/mod.rs");
    let modules = tests.iter().map(|test| print::module(TokenStream::new(), module, &test.operation.name.rust));
    let modules = Piece { text: print::items(&top, quote!(#(#modules)*))?, ..Piece::default() };
    let rows = tests.iter().map(|test| {
        let function = ident(&test.operation.name.rust);
        test.row(context, group, &quote!(#function::#function))
    });
    let uses = Uses { table: true, answers: false, functions: false };
    let pieces = [uses.print(context, &top)?, modules, table(&top, rows)?];
    let docs = Docs::new(format!("Documented examples of {}.", code(&group.name.wire))).inner();
    let mut files = vec![(top.clone(), print::file(&top, &[], docs, pieces)?)];
    for test in tests {
        let file = format!("{folder}/{}.rs", test.operation.name.rust);
        let docs = Docs::new(format!("Documented examples of {}.", code(&test.operation.id))).inner();
        let uses = Uses { table: false, answers: test.answers, functions: true };
        let pieces = [uses.print(context, &file)?, Piece { text: test.text, ..Piece::default() }];
        let text = print::file(&file, &context.pages(&test.operation.pages), docs, pieces)?;
        files.push((file, text));
    }
    Ok(files)
}

fn table(file: &str, rows: impl Iterator<Item = TokenStream>) -> Result<Piece, EmitError> {
    let tokens = quote! {
        pub(crate) static TESTS: &[Test<Client>] = &[#(#rows),*];
    };
    Ok(Piece { text: print::items(file, tokens)?, ..Piece::default() })
}

/// What a file names.
struct Uses {
    /// The table of tests.
    table: bool,
    /// Responses.
    answers: bool,
    /// Test functions.
    functions: bool,
}

impl Uses {
    fn print(&self, context: &Context<'_>, file: &str) -> Result<Piece, EmitError> {
        let krate = crate_name(context);
        let names = [
            (self.answers, quote!(Answer)),
            (self.functions, quote!(Checker)),
            (self.functions, quote!(Example)),
            (self.functions, quote!(Sends)),
            (self.table, quote!(Test)),
        ];
        let names = names.into_iter().filter_map(|(used, name)| used.then_some(name));
        let tokens = quote! {
            use ::docwright_runtime::test_support::{#(#names),*};
            use ::#krate::Client;
        };
        Ok(Piece { text: print::items(file, tokens)?, ..Piece::default() })
    }
}

/// A printed test function.
struct Test<'a> {
    operation: &'a Operation,
    /// Its marker type.
    marker: &'a str,
    rows: ExampleRows,
    /// Whether an example shows a response.
    answers: bool,
    text: String,
}

impl Test<'_> {
    /// Its row of the table; the name is group and operation, as paths are written.
    fn row(&self, context: &Context<'_>, group: &Group, function: &TokenStream) -> TokenStream {
        let operation = self.operation;
        let name = format!("{}::{}", group.name.rust, operation.name.rust);
        let types = if operation.long_running.is_some() { quote!(long_running) } else { quote!(types) };
        let (module, marker) = (ident(&group.name.rust), ident(self.marker));
        // In full: modules are named after operations, and may have any name that an import could have.
        let (support, krate) = (quote!(::docwright_runtime::test_support), crate_name(context));
        quote!(Test { name: #name, types: #support::#types::<::#krate::api::#module::#marker>(), examples: #function })
    }
}

/// The test of one operation; `None` if none of its examples has a row.
fn test<'a>(
    context: &'a Context<'_>,
    file: &str,
    operation: &'a Operation,
    marker: &'a str,
) -> Result<Option<Test<'a>>, EmitError> {
    let rows: Vec<Row> = operation.examples.iter().filter_map(|example| row(context, operation, example)).collect();
    if rows.is_empty() {
        return Ok(None);
    }
    let name = ident(&operation.name.rust);
    let raw = rows.iter().filter(|row| row.raw).count();
    let counted = ExampleRows { typed: rows.len() - raw, raw };
    let rows = rows.into_iter().map(|row| row.tokens);
    let tokens = quote! {
        pub(super) fn #name(client: &Client, checker: &mut Checker) {
            #(#rows)*
        }
    };
    let tested = operation.examples.iter().filter(|example| fit(operation, example).is_some());
    let answers = tested.into_iter().any(|example| !example.responses.is_empty());
    Ok(Some(Test { operation, marker, rows: counted, answers, text: print::items(file, tokens)? }))
}
