//! `tests/bodies/`: every documented JSON body, one row each, and every model, for the check that JSON comes back the same.
//!
//! Rows are data: a place, a constant of the type, and the text. One test runs them all.

use super::body_row::Shown;
use super::body_rows::{Bodies, Rows};
use super::context::Context;
use super::docs::{Docs, code};
use super::lib_rs::crate_name;
use super::literal::ident;
use super::print::{self, LARGE, Piece};
use super::{EmitError, Files, Job, Part};
use crate::diagnostics::Diagnostic;
use crate::model::{Example, GroupId, Operation, OperationId};
use proc_macro2::TokenStream;
use quote::quote;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The folder of the rows.
const DOCUMENTED: &str = "tests/bodies/documented";

/// The rows of pages that document no operation.
const OTHERS: &str = "tests/bodies/other_pages.rs";

/// One job: what is in the modules decides what the list of modules says.
pub(super) fn jobs(_: &Context<'_>) -> Vec<Job<'static>> {
    vec![Box::new(files)]
}

fn files(context: &Context<'_>) -> Files {
    let groups: Vec<GroupId> = context.groups().map(|(id, _)| id).collect();
    let units: Vec<Unit<'_>> = groups.into_iter().flat_map(|id| units(context, id)).collect();
    let printed: Vec<Printed> = units.par_iter().map(|unit| unit.print(context)).collect::<Result<_, _>>()?;
    let mut part = Part::default();
    let mut tree = Tree::new();
    for (unit, printed) in units.iter().zip(printed) {
        part.bodies.add(&printed.bodies);
        part.diagnostics.extend(printed.diagnostics);
        if printed.bodies.rows > 0 {
            let (_, operations) = tree.entry(unit.group.clone()).or_insert((unit.id, Vec::new()));
            operations.extend(unit.operation.clone());
            part.files.push((unit.file(), printed.text));
        }
    }
    for (group, (_, operations)) in tree.iter().filter(|(_, (_, operations))| !operations.is_empty()) {
        part.files.push(folder(group, operations)?);
    }
    let others = Rows::of(context, context.api.stray_examples.iter().flat_map(Shown::of_page));
    part.bodies.add(&others.bodies);
    let has_others = others.bodies.rows > 0;
    if has_others {
        let docs = Docs::new("Documented bodies of pages that document no operation.");
        part.files.push((OTHERS.to_owned(), rows_file(context, OTHERS, &[], docs, others)?));
    }
    part.files.push(list_of_bodies(context, &tree, has_others)?);
    part.files.push(list_of_models(context)?);
    part.files.push(main_file(context, &part.bodies, has_others)?);
    Ok(part)
}

/// The groups that have rows, by module; with their operations where those have a file each.
type Tree = BTreeMap<String, (GroupId, Vec<String>)>;

/// What one file holds: the bodies of a group, or of one operation of a large group.
struct Unit<'a> {
    id: GroupId,
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
        return vec![Unit { id, group, operation: None, operations }];
    }
    let one = |operation: (OperationId, &'a Operation)| Unit {
        id,
        group: group.clone(),
        operation: Some(operation.1.name.rust.clone()),
        operations: vec![operation],
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
        let (bodies, diagnostics) = (rows.bodies.clone(), rows.diagnostics.clone());
        let pages: Vec<&str> = self.operations.iter().flat_map(|(_, o)| context.pages(&o.pages)).collect();
        let of = self.operation.as_deref().unwrap_or(&self.group);
        let docs = Docs::new(format!("Documented bodies of {}.", code(of)));
        let text = rows_file(context, &self.file(), &pages, docs, rows)?;
        Ok(Printed { text, bodies, diagnostics })
    }
}

/// A file of rows.
fn rows_file(context: &Context<'_>, file: &str, pages: &[&str], docs: Docs, rows: Rows) -> Result<String, EmitError> {
    let (imports, tokens) = (rows.imports(context), &rows.tokens);
    let tokens = quote! {
        #imports
        pub(crate) static BODIES: &[Body] = &[#(#tokens),*];
    };
    let piece = Piece { text: print::items(file, tokens)?, uses: rows.uses };
    print::file(file, pages, docs.inner(), [piece])
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

/// The modules, and all their rows.
fn list_of_bodies(context: &Context<'_>, tree: &Tree, has_others: bool) -> Result<(String, String), EmitError> {
    let file = format!("{DOCUMENTED}/mod.rs");
    let features = &context.features;
    let modules = tree.iter().map(|(group, (id, _))| {
        let (cfg, module) = (features.group(*id), print::module(TokenStream::new(), "documented", group));
        quote!(#cfg #module)
    });
    let lists = tree.iter().flat_map(|(group, (id, operations))| {
        let (cfg, group) = (features.group(*id), ident(group));
        match operations.as_slice() {
            [] => vec![quote!(#cfg #group::BODIES)],
            many => many.iter().map(|name| ident(name)).map(|name| quote!(#cfg #group::#name::BODIES)).collect(),
        }
    });
    let all = features.all();
    let lists = lists.chain(has_others.then(|| quote!(#all crate::other_pages::BODIES)));
    let table = quote! {
        pub(crate) static ALL: &[&[Body]] = &[#(#lists),*];
    };
    let pieces = [print::items(&file, quote!(#(#modules)*))?, print::items(&file, table)?];
    let docs = Docs::new("Documented bodies: each has the type that its operation, else its page gives it.").inner();
    let inner = quote! {
        #docs
        use docwright_runtime::test_support::Body;
    };
    let text = print::file(&file, &[], inner, pieces.map(|text| Piece { text, ..Piece::default() }))?;
    Ok((file, text))
}

/// Every model of the crate, and every body made of parameters; in a static for each initial letter, because rustc takes
/// more than twice the time for one that is twice as long.
fn list_of_models(context: &Context<'_>) -> Result<(String, String), EmitError> {
    let file = "tests/bodies/models.rs".to_owned();
    let krate = crate_name(context);
    let mut lists: BTreeMap<String, Vec<TokenStream>> = BTreeMap::new();
    // In full: an import would be unused where no model is there.
    let with = quote!(crate::support::with);
    for ty in &context.api.types {
        let (cfg, name) = (context.features.model(&ty.module), ident(&ty.name.rust));
        lists.entry(initial(&ty.name.rust)).or_default().push(quote!(#cfg #with::<#krate::models::#name>));
    }
    for (id, group) in context.groups() {
        let (cfg, module) = (context.features.group(id), ident(&group.name.rust));
        for body in context.names(id).operations.iter().filter_map(|names| names.body.as_deref()) {
            let name = ident(body);
            lists.entry(initial(body)).or_default().push(quote!(#cfg #with::<#krate::api::#module::#name>));
        }
    }
    let names: Vec<_> = lists.keys().map(|name| ident(name)).collect();
    let lists = lists.values();
    let tokens = quote! {
        pub(crate) static ALL: &[&[crate::support::WithModel]] = &[#(#names),*];
        #(static #names: &[crate::support::WithModel] = &[#(#lists),*];)*
    };
    let piece = Piece { text: print::items(&file, tokens)?, ..Piece::default() };
    let docs = Docs::new("Every model, and every body made of parameters.").inner();
    let text = print::file(&file, &[], docs, [piece])?;
    Ok((file, text))
}

/// The initial of a type's name; `OTHERS` where that is none of the letters from A to Z.
fn initial(name: &str) -> String {
    let letter = name.chars().next().filter(char::is_ascii_uppercase);
    letter.map_or_else(|| "OTHERS".to_owned(), String::from)
}

fn main_file(context: &Context<'_>, bodies: &Bodies, has_others: bool) -> Result<(String, String), EmitError> {
    let file = "tests/bodies/main.rs".to_owned();
    let without = bodies.without.iter().map(|(reason, count)| {
        let count = proc_macro2::Literal::usize_unsuffixed(*count);
        quote!((#reason, #count))
    });
    // Those pages may be about types of any area.
    let all = context.features.all();
    let others = has_others.then(|| {
        quote!(
            #all
            mod other_pages;
        )
    });
    let tokens = quote! {
        mod documented;
        mod models;
        #others
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
