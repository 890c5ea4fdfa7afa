//! Names given by hand in docwright.toml. One that no longer applies, or that something else has, is an error.

use crate::config::{Config, NameOverride, NameTarget};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Api, EnumId, FileId, OperationId, Route, Span, TypeId};

/// Applies all name overrides. `files` are the paths of all sources, to find docwright.toml among them.
///
/// They count together, so two things may swap their names. Where a given name is something else's all the same, the thing
/// keeps the name that it had; of several that were given one name, the first entry counts.
pub(crate) fn apply(api: &mut Api, config: &Config, files: &[String], diagnostics: &mut Vec<Diagnostic>) {
    let file = config.path.as_ref().and_then(|path| files.iter().position(|f| f == path)).map(FileId::from);
    let span = |name: &NameOverride| file.map_or(Span::file(FileId::from(0)), |file| name.place.span(file));
    let mut given: Vec<Given<'_>> = Vec::new();
    for name in &config.names {
        let things = Thing::all(api, &name.target);
        if things.is_empty() {
            let message =
                format!("the name given to `{}` no longer applies: the docs document no such thing", name.key);
            diagnostics.push(Diagnostic::new(Code::OverrideUnused, span(name), message));
        }
        for thing in things {
            let former = std::mem::replace(thing.rust(api), name.rust.clone());
            given.push(Given { name, thing, former });
        }
    }
    given.sort_by_key(|given| given.name.place.start);
    while let Some((at, rival)) = taken(api, &given) {
        let Given { name, thing, former } = given.remove(at);
        let message = format!("`{}` is the name of something else; `{}` stays `{former}`", name.rust, name.key);
        *thing.rust(api) = former;
        diagnostics.push(Diagnostic::new(Code::NameCollision, span(name), message).related(rival));
    }
}

/// A thing that has the name that was given to it.
struct Given<'c> {
    name: &'c NameOverride,
    thing: Thing,
    former: String,
}

/// The last of these whose name something else has, and where that is documented.
fn taken(api: &Api, given: &[Given<'_>]) -> Option<(usize, Span)> {
    given.iter().enumerate().rev().find_map(|(at, given)| Some((at, given.thing.rival(api, &given.name.rust)?)))
}

/// What can be given a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Thing {
    Operation(OperationId),
    Type(TypeId),
    Enum(EnumId),
    Route(OperationId, usize),
}

impl Thing {
    fn all(api: &Api, target: &NameTarget) -> Vec<Thing> {
        match target {
            NameTarget::Item(id) => {
                let operations = api.operations.iter_ids().filter(|(_, o)| o.id == *id).map(|(id, _)| id);
                let types = api.types.iter_ids().filter(|(_, ty)| ty.name.wire == *id).map(|(id, _)| id);
                let enums = api.enums.iter_ids().filter(|(_, en)| en.name.wire == *id).map(|(id, _)| id);
                let named = types.map(Thing::Type).chain(enums.map(Thing::Enum));
                operations.map(Thing::Operation).chain(named).collect()
            }
            NameTarget::Route { operation, method, template } => {
                let is_meant = |route: &Route| route.method == *method && route.template.to_string() == *template;
                let operations = api.operations.iter_ids().filter(|(_, o)| o.id == *operation);
                let routes = operations.flat_map(|(id, o)| o.routes.iter().enumerate().map(move |at| (id, at)));
                routes.filter(|(_, (_, route))| is_meant(route)).map(|(id, (at, _))| Thing::Route(id, at)).collect()
            }
        }
    }

    fn rust(self, api: &mut Api) -> &mut String {
        match self {
            Thing::Operation(id) => &mut api.operations[id].name.rust,
            Thing::Type(id) => &mut api.types[id].name.rust,
            Thing::Enum(id) => &mut api.enums[id].name.rust,
            Thing::Route(id, at) => &mut api.operations[id].routes[at].rust,
        }
    }

    /// What else is called so where this thing stands: operations of the group, routes of the operation, types, enumerations
    /// and their modules.
    fn rival(self, api: &Api, rust: &str) -> Option<Span> {
        match self {
            Thing::Operation(id) => {
                let others = api.groups[api.operations[id].group].operations.iter().filter(|other| **other != id);
                others.map(|other| &api.operations[*other]).find(|other| other.name.rust == rust).map(|o| o.span)
            }
            Thing::Route(id, at) => {
                let mut others = api.operations[id].routes.iter().enumerate().filter(|(other, _)| *other != at);
                others.find(|(_, other)| other.rust == rust).map(|_| api.operations[id].span)
            }
            Thing::Type(_) | Thing::Enum(_) => {
                let types = api.types.iter_ids().map(|(id, ty)| (Thing::Type(id), &ty.name.rust, &ty.module, ty.span));
                let enums = api.enums.iter_ids().map(|(id, en)| (Thing::Enum(id), &en.name.rust, &en.module, en.span));
                let is_rival = |thing, name: &str, module: &str| thing != self && name == rust || module == rust;
                types.chain(enums).find(|(thing, name, module, _)| is_rival(*thing, name, module)).map(|found| found.3)
            }
        }
    }
}
