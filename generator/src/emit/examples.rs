//! `tests/examples/`: the documented examples, one row each, one test per operation.

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
    let modules = context.groups().filter(|(_, group)| is_tested(context, group)).map(|(id, group)| {
        let (cfg, module) = (context.features.group(id), ident(&module(group)));
        quote!(#cfg mod #module;)
    });
    let modules = Piece { text: print::items(path, quote!(#(#modules)*))?, ..Piece::default() };
    let docs = Docs::new("Documented examples: each is found in the route table and sent as documented.").inner();
    let inner = quote! {
        #docs
        #![allow(deprecated)]
    };
    Ok(Part::file(path, print::file(path, &[], inner, [modules])?))
}

fn files(context: &Context<'_>, id: GroupId) -> Files {
    let group = &context.api.groups[id];
    let folder = format!("tests/examples/{}", module(group));
    let file = format!("{folder}.rs");
    let operations: Vec<&Operation> = context.operations(group).map(|(_, operation)| operation).collect();
    let tests: Vec<Test<'_>> = operations
        .par_iter()
        .filter_map(|operation| test(context, &file, operation).transpose())
        .collect::<Result<_, _>>()?;
    let docs = Docs::new(format!("Documented examples of {}.", code(&group.name.wire))).inner();
    let mut part = Part { rows: tests.iter().map(|test| test.rows).sum(), ..Part::default() };
    if tests.iter().map(|test| test.text.len()).sum::<usize>() <= LARGE {
        let pages: Vec<&str> = tests.iter().flat_map(|test| context.pages(&test.operation.pages)).collect();
        let head = imports(context, &file, tests.iter().any(|test| test.answers))?;
        let pieces =
            std::iter::once(head).chain(tests.into_iter().map(|test| Piece { text: test.text, ..Piece::default() }));
        part.files.push((file.clone(), print::file(&file, &pages, docs, pieces)?));
        return Ok(part);
    }
    let top = format!("{folder}/mod.rs");
    let modules = tests.iter().map(|test| print::module(TokenStream::new(), &module(group), &test.operation.name.rust));
    let modules = Piece { text: print::items(&top, quote!(#(#modules)*))?, ..Piece::default() };
    part.files.push((top.clone(), print::file(&top, &[], docs, [modules])?));
    for test in tests {
        let file = format!("{folder}/{}.rs", test.operation.name.rust);
        let docs = Docs::new(format!("Documented examples of {}.", code(&test.operation.id))).inner();
        let pieces = [imports(context, &file, test.answers)?, Piece { text: test.text, ..Piece::default() }];
        part.files.push((file.clone(), print::file(&file, &context.pages(&test.operation.pages), docs, pieces)?));
    }
    Ok(part)
}

fn imports(context: &Context<'_>, file: &str, answers: bool) -> Result<Piece, EmitError> {
    let krate = crate_name(context);
    let answer = answers.then(|| quote!(Answer,));
    let tokens = quote! {
        use docwright_runtime::test_support::{self as support, #answer Example};
        use #krate::{Client, routes::ROUTES};
    };
    Ok(Piece { text: print::items(file, tokens)?, ..Piece::default() })
}

/// A printed test function.
struct Test<'a> {
    operation: &'a Operation,
    rows: ExampleRows,
    /// Whether an example shows a response.
    answers: bool,
    text: String,
}

/// The test of one operation; `None` if none of its examples has a row.
fn test<'a>(context: &'a Context<'_>, file: &str, operation: &'a Operation) -> Result<Option<Test<'a>>, EmitError> {
    let rows: Vec<Row> = operation.examples.iter().filter_map(|example| row(context, operation, example)).collect();
    if rows.is_empty() {
        return Ok(None);
    }
    let name = ident(&operation.name.rust);
    let raw = rows.iter().filter(|row| row.raw).count();
    let counted = ExampleRows { typed: rows.len() - raw, raw };
    let rows = rows.into_iter().map(|row| row.tokens);
    let tokens = quote! {
        #[test]
        fn #name() {
            support::check(&ROUTES, Client::builder(), &[#(#rows),*]);
        }
    };
    let tested = operation.examples.iter().filter(|example| fit(operation, example).is_some());
    let answers = tested.into_iter().any(|example| !example.responses.is_empty());
    Ok(Some(Test { operation, rows: counted, answers, text: print::items(file, tokens)? }))
}
