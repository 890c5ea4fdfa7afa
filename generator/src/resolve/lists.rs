//! Members of a body that are lists, though the rows that document them forget to say so.

use super::fit;
use super::operations::Input;
use crate::diagnostics::{Code, Diagnostic};
use crate::json::{self, Json};
use crate::model::draft::PageDraft;
use crate::model::{Edm, Location, NamedType, Parameter, Property, TypeRef};
use std::cell::LazyCell;

/// Takes members of an update for the lists that the page of its resource documents: tables that repeat the resource's drop
/// the word. Where no resource tells, those for lists that the examples show wherever they send them.
pub(crate) fn take(
    parameters: &mut [Parameter],
    resource: Option<TypeRef>,
    pages: &[&PageDraft],
    input: &Input<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let resource = match resource.map(|ty| ty.named) {
        Some(NamedType::Type(id)) => Some(&input.types[id]),
        _ => None,
    };
    let sent = LazyCell::new(|| Sent::of(pages));
    for parameter in parameters.iter_mut().filter(|p| p.location == Location::Body && !p.ty.collection) {
        let list = TypeRef { collection: true, ..parameter.ty };
        let name = &parameter.name.wire;
        let of_name = |property: &&Property| property.name.wire == *name;
        let property = resource.and_then(|ty| ty.properties.iter().find(of_name));
        let odd = match (resource, property) {
            (Some(ty), Some(property)) if property.ty == list => {
                let message =
                    format!("`{name}` is one value here, and a list in `{}`; it is taken for a list", ty.name.wire);
                Diagnostic::new(Code::ParameterList, parameter.span, message).related(property.span)
            }
            (_, None) if sent.has_list(name, parameter.ty.named) => {
                let message = format!("`{name}` is one value here, and a list in the examples; it is taken for a list");
                Diagnostic::new(Code::ParameterList, parameter.span, message)
            }
            _ => continue,
        };
        diagnostics.push(odd);
        parameter.ty = list;
    }
}

/// What the examples' requests send.
struct Sent<'p> {
    bodies: Vec<&'p str>,
    /// Keys with a list behind them, anywhere in the bodies: cheaper to tell than what stands in these.
    keys: Vec<&'p str>,
}

impl<'p> Sent<'p> {
    fn of(pages: &[&'p PageDraft]) -> Self {
        let requests = pages.iter().flat_map(|page| &page.examples).filter_map(|e| e.request.as_ref());
        let bodies: Vec<&str> = requests.filter_map(|request| request.body.as_deref()).collect();
        let keys = bodies.iter().flat_map(|body| keys_of_lists(body)).collect();
        Sent { bodies, keys }
    }

    /// Whether a list of values of a type is sent under a name, and never anything else but null.
    fn has_list(&self, name: &str, named: NamedType) -> bool {
        if !self.keys.contains(&name) || named == NamedType::Edm(Edm::Untyped) {
            return false;
        }
        let mut shown = false;
        for body in &self.bodies {
            let Some(object) = json::read(body).ok().and_then(Json::into_members) else { continue };
            match object.get(name) {
                None | Some(Json::Null) => {}
                Some(Json::List(items)) if items.iter().all(|item| fit::is_item(named, item)) => {
                    shown |= !items.is_empty();
                }
                Some(_) => return false,
            }
        }
        shown
    }
}

/// The keys that stand before a colon and the bracket that begins a list.
fn keys_of_lists(body: &str) -> impl Iterator<Item = &str> {
    memchr::memchr_iter(b'[', body.as_bytes()).filter_map(|at| {
        let before = body.get(..at)?.trim_end().strip_suffix(':')?.trim_end().strip_suffix('"')?;
        before.rsplit_once('"').map(|(_, key)| key)
    })
}

#[cfg(test)]
mod tests {
    use super::keys_of_lists;

    #[test]
    fn keys_stand_before_a_colon_and_a_bracket() {
        let rows: [(&str, &[&str]); 6] = [
            (r#"{"a": []}"#, &["a"]),
            ("{\"a\"\n:\n[1, [2]]}", &["a"]),
            (r#"{"a": 1, "b": [{"c":[]}]}"#, &["b", "c"]),
            (r#"{"b": "a[", "c": {}}"#, &[]),
            ("[1]", &[]),
            (": [", &[]),
        ];
        for (body, expected) in rows {
            assert_eq!(keys_of_lists(body).collect::<Vec<_>>(), expected, "{body}");
        }
    }
}
