//! Names that pages refer to and none documents: enumerations or empty types.
//!
//! Such a name is an enumeration if a property's row lists values beside it, or if a parameter's row does or some page's
//! JSON representation shows text in its place and no page shows an object of it. Else it is an empty open type. All pages
//! are asked first: their order decides nothing.

use super::names::{Listed, Names, last_part};
use crate::fold::lower;
use crate::model::draft::{JsonMember, PageDraft, PropertyRow, TypeDraft, TypeExpr};
use crate::model::{Edm, Location, Span, edm};
use foldhash::{HashMap, HashSet};
use rayon::prelude::*;
use std::cell::{LazyCell, OnceCell};

/// Makes sure that every name of a type has an entry.
pub(super) fn name_all<'p>(pages: &'p [PageDraft], names: &mut Names<'_>) {
    let known = &*names;
    let of_type = |ty: &'p TypeDraft| {
        let shown = LazyCell::new(move || members_of(ty));
        ty.rows.iter().filter_map(move |row| {
            let listed = Listed::by_property(row).filter(Listed::says_something)?;
            // `[Identity set](person.md)` is a label of what it links to.
            let member = shown.get(row.name.as_str()).filter(|_| !row.labelled);
            Some(Listed { text: member.is_some_and(|member| shows_text(member, row, known)), ..listed })
        })
    };
    let by_property = |page: &'p PageDraft| page.types.iter().flat_map(of_type);
    let listed: Vec<Listed<'_>> = pages.par_iter().flat_map_iter(by_property).collect();
    listed.iter().for_each(|row| names.take_values(row));
    let objects = OnceCell::new();
    let is_object = |expr: &TypeExpr| objects.get_or_init(|| objects_of(pages)).contains(&bare(expr));
    let by_parameter =
        |page: &'p PageDraft| page.parameters.iter().filter_map(Listed::by_parameter).filter(Listed::says_something);
    let listed: Vec<Listed<'_>> = pages.par_iter().flat_map_iter(by_parameter).collect();
    for row in listed {
        // A body's parameter may be an object, and what its row lists the values of something that the object has.
        if names.lookup(row.ty).is_some() || !is_object(row.ty) {
            names.take_values(&row);
        }
    }
    let rows = unsettled(pages, names, of_rows, |(_, _, expr)| expr);
    let of_one_type = rows.chunk_by(|(a, ..), (b, ..)| std::ptr::eq(*a, *b));
    let texts: HashSet<String> = of_one_type.flat_map(|rows| texts_of(rows, names)).collect();
    for (_, row, expr) in rows {
        names.ensure(expr, row.span, || texts.contains(&bare(expr)) && !is_object(expr));
    }
    let others = unsettled(pages, names, beside_rows, |(expr, _)| expr);
    others.into_iter().for_each(|(expr, span)| names.ensure(expr, span, || false));
}

/// What pages refer to that has no entry yet. Most has one; what adds entries has its turn afterwards, page by page.
fn unsettled<'p, R: Send, I: Iterator<Item = R>>(
    pages: &'p [PageDraft],
    names: &Names<'_>,
    of_page: impl Fn(&'p PageDraft) -> I + Sync,
    expr: impl Fn(&R) -> &'p TypeExpr + Sync,
) -> Vec<R> {
    pages.par_iter().flat_map_iter(|page| of_page(page).filter(|some| !names.is_settled(expr(some)))).collect()
}

type Reference<'p> = (&'p TypeExpr, Span);

/// A row with its type: the one that it belongs to before it, what its cell says behind.
type Row<'p> = (&'p TypeDraft, &'p PropertyRow, &'p TypeExpr);

fn of_rows(page: &PageDraft) -> impl Iterator<Item = Row<'_>> {
    let rows = page.types.iter().flat_map(|ty| ty.rows.iter().map(move |row| (ty, row)));
    rows.filter_map(|(ty, row)| Some((ty, row, row.ty.as_ref()?)))
}

fn beside_rows(page: &PageDraft) -> impl Iterator<Item = Reference<'_>> {
    let types = page.types.iter().flat_map(|ty| {
        // A bare word that no page documents may be any word: "inherits from the parent folder".
        let base = ty.base.iter().filter(|expr| expr.link.is_some() || expr.name.contains('.'));
        base.map(|expr| (expr, ty.span)).chain(ty.json.iter().flatten().map(|member| (&member.ty, member.span)))
    });
    let parameters = page.parameters.iter().filter(|parameter| parameter.location != Location::Header);
    let parameters = parameters.filter_map(|parameter| Some((parameter.ty.as_ref()?, parameter.span)));
    let body = page.body.represents.iter().map(|expr| (expr, page.body.span.unwrap_or(page.title_span)));
    let responses = page.examples.iter().flat_map(|e| &e.responses);
    let responses = responses.filter_map(|response| Some((response.ty.as_ref()?, response.span)));
    types.chain(parameters).chain(body).chain(responses)
}

/// Bare names, in lower case, of what the JSON representation of a type shows text for.
fn texts_of(rows: &[Row<'_>], names: &Names<'_>) -> Vec<String> {
    let shown = rows.first().map(|(ty, ..)| members_of(ty)).unwrap_or_default();
    let is_text = |row: &PropertyRow| shown.get(row.name.as_str()).is_some_and(|member| shows_text(member, row, names));
    rows.iter().filter(|(_, row, _)| is_text(row)).map(|(_, _, expr)| bare(expr)).collect()
}

/// The members of a type's JSON representation, by name: a type may have very many rows.
fn members_of(ty: &TypeDraft) -> HashMap<&str, &JsonMember> {
    let mut members = HashMap::default();
    for member in ty.json.iter().flatten() {
        members.entry(member.name.as_str()).or_insert(member);
    }
    members
}

/// Whether a JSON representation shows text for a row's property, other than the name of its type.
fn shows_text(member: &JsonMember, row: &PropertyRow, names: &Names<'_>) -> bool {
    let is_type = || {
        let Some(ty) = &row.ty else { return false };
        let target = names.lookup(ty);
        member.ty.alternatives.iter().any(|name| ty.name.eq_ignore_ascii_case(name))
            || names.named_by(member).any(|named| Some(named) == target)
    };
    edm(&member.ty.name) == Some(Edm::String) && (member.ty.alternatives.is_empty() || !is_type())
}

/// Bare names, in lower case, of what pages show objects of: in JSON representations, as bases, bodies and responses.
fn objects_of(pages: &[PageDraft]) -> HashSet<String> {
    let of_page = |page| objects_on(page).filter(|expr| edm(&expr.name).is_none()).map(bare);
    pages.par_iter().flat_map_iter(of_page).collect()
}

fn objects_on(page: &PageDraft) -> impl Iterator<Item = &TypeExpr> {
    let members = page.types.iter().flat_map(|ty| ty.json.iter().flatten()).map(|member| &member.ty);
    let bases = page.types.iter().filter_map(|ty| ty.base.as_ref());
    let responses = page.examples.iter().flat_map(|e| &e.responses).filter_map(|r| r.ty.as_ref());
    members.chain(bases).chain(&page.body.represents).chain(responses)
}

fn bare(expr: &TypeExpr) -> String {
    last_part(&lower(&expr.name)).to_owned()
}
