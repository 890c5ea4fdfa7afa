//! Which function arguments are OData strings although a route shows them bare.
//!
//! `range(address={address})` leaves the quotes to the reader. The argument is a string if another line of the same route
//! quotes it, a parameter table types it so, or an example of the page quotes it.

use super::params::spelling;
use crate::model::draft::PageDraft;
use crate::model::edm;
use crate::model::{ArgValue, Edm, Location, ParamKind, PathTemplate, SegmentKind};

/// Marks such arguments of a template as quoted. `others` are the templates of further lines that document the route.
pub(crate) fn find<'t>(
    template: &mut PathTemplate,
    others: impl Iterator<Item = &'t PathTemplate>,
    pages: &[&PageDraft],
) {
    let quoted_elsewhere: Vec<String> =
        others.flat_map(|other| arguments(other, ParamKind::QuotedArgument)).map(|(_, n)| n).collect();
    for (ix, name) in arguments(template, ParamKind::BareArgument) {
        let is_string =
            quoted_elsewhere.contains(&name) || pages.iter().any(|p| typed_string(p, &name) || shown_quoted(p, &name));
        if let Some(param) = template.params.get_mut(ix).filter(|_| is_string) {
            param.kind = ParamKind::QuotedArgument;
        }
    }
}

/// Named arguments of a kind: index of their parameter and name.
fn arguments(template: &PathTemplate, kind: ParamKind) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for segment in &template.segments {
        let SegmentKind::Function { args, .. } = &segment.kind else { continue };
        for arg in args {
            if let (Some(name), ArgValue::Param(ix)) = (&arg.name, &arg.value)
                && template.params.get(*ix).is_some_and(|p| p.kind == kind)
            {
                found.push((*ix, name.clone()));
            }
        }
    }
    found
}

fn typed_string(page: &PageDraft, name: &str) -> bool {
    let is_string = |expr: &crate::model::draft::TypeExpr| !expr.collection && edm(&expr.name) == Some(Edm::String);
    let rows = page.parameters.iter().filter(|p| p.location != Location::Header);
    rows.filter(|p| spelling(&p.name) == spelling(name)).any(|p| p.ty.as_ref().is_some_and(is_string))
}

fn shown_quoted(page: &PageDraft, name: &str) -> bool {
    let shown = format!("{name}='");
    page.examples.iter().filter_map(|e| e.request.as_ref()).any(|r| r.url.contains(&shown))
}
