//! Members of a body that are lists, though the rows that document them forget to say so.

use super::fit;
use super::operations::Input;
use crate::diagnostics::{Code, Diagnostic};
use crate::json::{self, Json};
use crate::model::draft::PageDraft;
use crate::model::{Edm, Location, NamedType, Parameter, Property, TypeRef};
use foldhash::{HashMap, HashSet};
use std::borrow::Cow;
use std::cell::LazyCell;

/// Takes members of an update for the lists that the page of its resource documents: tables that repeat the resource's drop
/// the word, unless an example sends one value. Where no resource tells, those for lists that the examples show wherever they
/// send them.
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
    let properties = LazyCell::new(|| {
        let properties = resource.into_iter().flat_map(|ty| &ty.properties);
        properties.map(|property| (property.name.wire.as_str(), property)).collect::<HashMap<&str, &Property>>()
    });
    // Cheaper to tell than what is sent: most bodies hold no list, and need not be read.
    let keys = LazyCell::new(|| bodies(pages).flat_map(keys_of_lists).collect::<HashSet<_>>());
    let sent = LazyCell::new(|| Sent::of(bodies(pages)));
    for parameter in parameters.iter_mut().filter(|p| p.location == Location::Body && !p.ty.collection) {
        let list = TypeRef { collection: true, ..parameter.ty };
        let name = parameter.name.wire.as_str();
        let odd = match (resource, properties.get(name)) {
            (Some(ty), Some(property)) if property.ty == list && !sent.has_one(name) => {
                let message =
                    format!("`{name}` is one value here, and a list in `{}`; it is taken for a list", ty.name.wire);
                Diagnostic::new(Code::ParameterList, parameter.span, message).related(property.span)
            }
            (_, None) if keys.contains(name) && sent.has_list(name, parameter.ty.named) => {
                let message = format!("`{name}` is one value here, and a list in the examples; it is taken for a list");
                Diagnostic::new(Code::ParameterList, parameter.span, message)
            }
            _ => continue,
        };
        diagnostics.push(odd);
        parameter.ty = list;
    }
}

/// The bodies of the examples' requests.
fn bodies<'p>(pages: &[&'p PageDraft]) -> impl Iterator<Item = &'p str> {
    let requests = pages.iter().flat_map(|page| &page.examples).filter_map(|e| e.request.as_ref());
    requests.filter_map(|request| request.body.as_deref())
}

/// What bodies hold under each name, but null.
struct Sent<'p>(HashMap<Cow<'p, str>, Vec<Json<'p>>>);

impl<'p> Sent<'p> {
    fn of(bodies: impl Iterator<Item = &'p str>) -> Self {
        let mut sent: HashMap<_, Vec<_>> = HashMap::default();
        let objects = bodies.filter_map(|body| json::read(body).ok()?.into_members());
        for (name, value) in objects.flatten().filter(|(_, value)| !value.is_null()) {
            sent.entry(name).or_default().push(value);
        }
        Sent(sent)
    }

    fn under(&self, name: &str) -> &[Json<'p>] {
        self.0.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether one value is sent under a name.
    fn has_one(&self, name: &str) -> bool {
        self.under(name).iter().any(|value| !matches!(value, Json::List(_)))
    }

    /// Whether a list of values of a type is sent under a name, and never anything else.
    fn has_list(&self, name: &str, named: NamedType) -> bool {
        let is_list =
            |value: &Json<'_>| matches!(value, Json::List(items) if items.iter().all(|item| fit::is_item(named, item)));
        let is_empty = |value: &Json<'_>| matches!(value, Json::List(items) if items.is_empty());
        let values = self.under(name);
        named != NamedType::Edm(Edm::Untyped) && values.iter().all(is_list) && !values.iter().all(is_empty)
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
