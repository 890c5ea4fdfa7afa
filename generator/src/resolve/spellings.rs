//! Names that tables capitalise and JSON does not: `Score`, `Id`, `Status`. JSON is what goes over the wire.

use super::shown;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::draft::{PageDraft, TypeExpr};
use crate::model::{Location, Span};
use foldhash::{HashMap, HashSet};

/// Spells what tables capitalise as JSON does, where JSON shows it and always in another case: properties as the JSON
/// representation and the responses of their type do, members of a body as the page's requests do.
pub(crate) fn as_shown(pages: &mut [PageDraft], diagnostics: &mut Vec<Diagnostic>) {
    let types = shown_of_types(pages);
    for (at, page) in pages.iter_mut().enumerate() {
        if let (Some(shown), [ty]) = (types.get(&at), page.types.as_mut_slice()) {
            spell(ty.rows.iter_mut().map(|row| (&mut row.name, row.span)).collect(), shown, diagnostics);
        }
        let of_body = |name: &str, location| location == Location::Body && is_capital(name);
        if page.parameters.iter().any(|p| of_body(&p.name, p.location)) {
            let sent = page.examples.iter().filter_map(|e| e.request.as_ref()?.body.as_deref());
            let shown = sent.filter_map(|body| shown::members(Some(body))).flatten().collect();
            let members = page.parameters.iter_mut().filter(|p| p.location == Location::Body);
            spell(members.map(|p| (&mut p.name, p.span)).collect(), &shown, diagnostics);
        }
    }
}

fn is_capital(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
}

/// For each page whose only type has a capitalised property, by position: the members that JSON of that type shows.
fn shown_of_types(pages: &[PageDraft]) -> HashMap<usize, HashSet<String>> {
    let mut shown: HashMap<usize, HashSet<String>> = HashMap::default();
    let mut by_name: HashMap<String, usize> = HashMap::default();
    for (at, page) in pages.iter().enumerate() {
        if let [ty] = page.types.as_slice()
            && ty.rows.iter().any(|row| is_capital(&row.name))
        {
            by_name.extend([(page.path.to_lowercase(), at), (ty.name.to_lowercase(), at)]);
            shown.insert(at, ty.json.iter().flatten().map(|member| member.name.clone()).collect());
        }
    }
    if shown.is_empty() {
        return shown;
    }
    let of_expr = |expr: &TypeExpr| by_name.get(&expr.link.as_ref().unwrap_or(&expr.name).to_lowercase()).copied();
    let methods = pages.iter().flat_map(|page| &page.methods);
    let returned: HashMap<&str, usize> =
        methods.filter_map(|row| Some((row.page.as_str(), of_expr(row.ty.as_ref()?)?))).collect();
    for (at, page) in pages.iter().enumerate() {
        let own = shown.contains_key(&at).then_some(at);
        let said = || page.response.ty.as_ref().and_then(of_expr);
        let Some(of) = own.or_else(said).or_else(|| returned.get(page.path.as_str()).copied()) else { continue };
        let bodies = page.examples.iter().flat_map(|e| &e.responses).map(|r| r.body.as_deref());
        shown.entry(of).or_default().extend(bodies.filter_map(shown::members).flatten());
    }
    shown
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
