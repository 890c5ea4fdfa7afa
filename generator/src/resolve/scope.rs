//! Names that a page writes without a namespace: those of its own namespace come first.

use super::names::main_namespace;
use crate::model::draft::{ExampleDraft, PageDraft, TypeDraft, TypeExpr};
use crate::model::edm;
use foldhash::HashSet;
use rayon::prelude::*;

/// Gives names without a namespace the one of their page, if that has a type or enumeration of the name. Only for pages
/// outside of the main namespace: there is where [`Names`](super::names::Names) looks first.
pub(crate) fn qualify_own(pages: &mut [PageDraft]) {
    let main = main_namespace(pages).to_lowercase();
    let namespace_of = |page: &PageDraft| page.namespace.clone().filter(|n| n.to_lowercase() != main);
    if pages.iter().all(|page| namespace_of(page).is_none()) {
        return;
    }
    let is_outside = |name: &String| name.rsplit_once('.').is_some_and(|(namespace, _)| namespace != main);
    let names = |page: &PageDraft| -> Vec<String> {
        let all = page.types.iter().map(|ty| &ty.name).chain(page.enums.iter().map(|e| &e.name));
        all.map(|name| name.to_lowercase()).filter(is_outside).collect()
    };
    let documented: HashSet<String> = pages.par_iter().flat_map_iter(names).collect();
    for page in pages {
        let Some(own) = namespace_of(page) else { continue };
        each_expr(page, &mut |expr| {
            // A word for a primitive is one, unless it links to a page.
            let is_bare = !expr.name.contains('.') && (expr.link.is_some() || edm(&expr.name).is_none());
            let full = format!("{own}.{}", expr.name.trim_start_matches('#'));
            if is_bare && documented.contains(&full.to_lowercase()) {
                expr.name = full;
            }
        });
    }
}

fn each_expr(page: &mut PageDraft, act: &mut dyn FnMut(&mut TypeExpr)) {
    let PageDraft { parameters, body, response, examples, types, methods, .. } = page;
    parameters.iter_mut().filter_map(|parameter| parameter.ty.as_mut()).for_each(&mut *act);
    body.represents.iter_mut().chain(&mut body.candidates).chain(&mut body.named).for_each(&mut *act);
    response.ty.iter_mut().chain(&mut response.candidates).for_each(&mut *act);
    examples.iter_mut().for_each(|example| of_example(example, act));
    types.iter_mut().for_each(|ty| of_type(ty, act));
    methods.iter_mut().filter_map(|method| method.ty.as_mut()).for_each(act);
}

fn of_example(example: &mut ExampleDraft, act: &mut dyn FnMut(&mut TypeExpr)) {
    example.ty.iter_mut().for_each(&mut *act);
    for response in &mut example.responses {
        response.ty.iter_mut().chain(&mut response.long_running_type).for_each(&mut *act);
    }
}

fn of_type(ty: &mut TypeDraft, act: &mut dyn FnMut(&mut TypeExpr)) {
    ty.base.iter_mut().for_each(&mut *act);
    for row in &mut ty.rows {
        row.ty.iter_mut().chain(&mut row.inherited_from).for_each(&mut *act);
    }
    for member in ty.json.iter_mut().flatten() {
        act(&mut member.ty);
    }
}
