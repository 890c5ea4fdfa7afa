//! Names given by hand in docwright.toml. One that no longer applies is an error.

use crate::config::{Config, NameOverride, NameTarget};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Api, FileId, Route, Span};

/// Applies all name overrides. `files` are the paths of all sources, to find docwright.toml among them.
pub(crate) fn apply(api: &mut Api, config: &Config, files: &[String], diagnostics: &mut Vec<Diagnostic>) {
    let file = config.path.as_ref().and_then(|path| files.iter().position(|f| f == path)).map(FileId::from);
    for name in &config.names {
        if !apply_one(api, name) {
            let span = file.map_or(Span::file(FileId::from(0)), |file| name.place.span(file));
            let message =
                format!("the name given to `{}` no longer applies: the docs document no such thing", name.key);
            diagnostics.push(Diagnostic::new(Code::OverrideUnused, span, message));
        }
    }
}

fn apply_one(api: &mut Api, name: &NameOverride) -> bool {
    let mut done = false;
    match &name.target {
        NameTarget::Item(id) => {
            for operation in api.operations.iter_mut().filter(|o| o.id == *id) {
                operation.name.rust.clone_from(&name.rust);
                done = true;
            }
            for ty in api.types.iter_mut().filter(|t| t.name.wire == *id) {
                ty.name.rust.clone_from(&name.rust);
                done = true;
            }
            for en in api.enums.iter_mut().filter(|e| e.name.wire == *id) {
                en.name.rust.clone_from(&name.rust);
                done = true;
            }
        }
        NameTarget::Route { operation, method, template } => {
            let is_meant = |route: &&mut Route| route.method == *method && route.template.to_string() == *template;
            let routes = api.operations.iter_mut().filter(|o| o.id == *operation).flat_map(|o| &mut o.routes);
            for route in routes.filter(is_meant) {
                route.rust.clone_from(&name.rust);
                done = true;
            }
        }
    }
    done
}
