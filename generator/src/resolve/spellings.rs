//! Names that tables capitalise and JSON does not: `Score`, `Id`, `Status`. JSON is what goes over the wire.

use super::shown;
use crate::diagnostics::{Code, Diagnostic};
use crate::fold::lower;
use crate::model::draft::{ExampleResponseDraft, PageDraft, TypeDraft, TypeExpr};
use crate::model::{Location, Span};
use foldhash::{HashMap, HashSet};
use rayon::prelude::*;

/// Spells what tables capitalise as JSON does, where JSON shows it and always in another case: properties as the JSON
/// representation and the responses of their type do, members of a body as the page's requests do.
pub(crate) fn as_shown(pages: &mut [PageDraft], diagnostics: &mut Vec<Diagnostic>) {
    let types = shown_of_types(pages);
    diagnostics.par_extend(pages.par_iter_mut().flat_map_iter(|page| spell_page(page, &types)));
}

fn spell_page(page: &mut PageDraft, types: &HashMap<String, HashSet<String>>) -> Vec<Diagnostic> {
    let mut odd = Vec::new();
    if let [ty] = page.types.as_mut_slice()
        && let Some(shown) = types.get(&*lower(&ty.name))
    {
        spell(ty.rows.iter_mut().map(|row| (&mut row.name, row.span)).collect(), shown, &mut odd);
    }
    let of_body = |name: &str, location| location == Location::Body && is_capital(name);
    if page.parameters.iter().any(|p| of_body(&p.name, p.location)) {
        let sent = page.examples.iter().filter_map(|e| e.request.as_ref()?.body.as_deref());
        let shown = sent.filter_map(|body| shown::members(Some(body))).flatten().collect();
        let members = page.parameters.iter_mut().filter(|p| p.location == Location::Body);
        spell(members.map(|p| (&mut p.name, p.span)).collect(), &shown, &mut odd);
    }
    odd
}

fn is_capital(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
}

/// For each type that has a capitalised property, by its name in lower case: the members that JSON of that type shows, on
/// whichever pages. A type that several pages document is one, or they would spell it in two ways.
fn shown_of_types(pages: &[PageDraft]) -> HashMap<String, HashSet<String>> {
    let types = pages.par_iter().filter_map(only_type);
    let capitalised = types.filter(|ty| ty.rows.iter().any(|row| is_capital(&row.name)));
    let mut shown: HashMap<String, HashSet<String>> =
        capitalised.map(|ty| (ty.name.to_lowercase(), HashSet::default())).collect();
    if shown.is_empty() {
        return shown;
    }
    let known = Known::new(pages, &shown);
    let methods = pages.par_iter().flat_map_iter(|page| &page.methods);
    let returned: HashMap<&str, &str> =
        methods.filter_map(|row| Some((row.page.as_str(), known.of_expr(row.ty.as_ref()?)?))).collect();
    let of_pages: Vec<(&str, Vec<String>)> = pages
        .par_iter()
        .flat_map_iter(|page| known.shown_on(page, returned.get(page.path.as_str()).copied()))
        .collect();
    for (name, members) in of_pages {
        shown.entry(name.to_owned()).or_default().extend(members);
    }
    shown
}

fn only_type(page: &PageDraft) -> Option<&TypeDraft> {
    if let [ty] = page.types.as_slice() { Some(ty) } else { None }
}

/// What a failure's body holds is an error.
fn succeeds(response: &ExampleResponseDraft) -> bool {
    !response.expect_error && response.status.is_none_or(|status| status < 400)
}

/// The names, in lower case, of the types in question, by their pages and by what they are called elsewhere.
struct Known(HashMap<String, String>);

impl Known {
    fn new(pages: &[PageDraft], names: &HashMap<String, HashSet<String>>) -> Self {
        let mut known: HashMap<String, String> = HashMap::default();
        for page in pages {
            let Some(name) = only_type(page).map(|ty| ty.name.to_lowercase()).filter(|name| names.contains_key(name))
            else {
                continue;
            };
            known.insert(page.path.to_lowercase(), name.clone());
            known.entry(name.rsplit('.').next().unwrap_or(&name).to_owned()).or_insert_with(|| name.clone());
            known.insert(name.clone(), name);
        }
        Known(known)
    }

    fn of_page(&self, page: &PageDraft) -> Option<&str> {
        self.0.get(&*lower(&page.path)).map(String::as_str)
    }

    /// An annotation may name the namespace where the type's page doesn't.
    fn of_expr(&self, expr: &TypeExpr) -> Option<&str> {
        let key = lower(expr.link.as_ref().unwrap_or(&expr.name).trim_start_matches('#'));
        let bare = || if expr.link.is_none() { self.0.get(key.rsplit('.').next()?) } else { None };
        self.0.get(&*key).or_else(bare).map(String::as_str)
    }

    /// The members that JSON on a page shows of types; `returned` is what a table of methods says of it.
    fn shown_on<'k>(&'k self, page: &PageDraft, returned: Option<&'k str>) -> Vec<(&'k str, Vec<String>)> {
        let mut shown = Vec::new();
        let own = self.of_page(page);
        if let (Some(name), Some(ty)) = (own, only_type(page)) {
            shown.push((name, ty.json.iter().flatten().map(|member| member.name.clone()).collect()));
        }
        let said = || page.response.ty.as_ref().and_then(|expr| self.of_expr(expr));
        let of = own.or_else(said).or(returned);
        for response in page.examples.iter().flat_map(|e| &e.responses).filter(|r| succeeds(r)) {
            let of = response.ty.as_ref().map_or(of, |expr| self.of_expr(expr));
            shown.extend(of.map(|of| (of, shown::members(response.body.as_deref()).unwrap_or_default())));
        }
        shown
    }
}

fn spell(mut names: Vec<(&mut String, Span)>, shown: &HashSet<String>, diagnostics: &mut Vec<Diagnostic>) {
    if shown.is_empty() {
        return;
    }
    let known: HashSet<String> = names.iter().map(|(name, _)| name.to_string()).collect();
    for (name, span) in names.iter_mut().filter(|(name, _)| is_capital(name) && !shown.contains(*name)) {
        let mut others = shown.iter().filter(|other| other.eq_ignore_ascii_case(name));
        if let (Some(other), None) = (others.next(), others.next())
            && !known.contains(other)
        {
            let message = format!("`{name}` is `{other}` wherever JSON shows it, and so on the wire");
            diagnostics.push(Diagnostic::new(Code::NameCase, *span, message));
            name.clone_from(other);
        }
    }
}
