//! The base under the names of the head: types, enumerations and operations that have another name now.

use super::rust_type::named;
use crate::surface::{Body, Output, Surface, Thing};
use std::collections::BTreeMap;

/// New names by old ones.
#[derive(Default)]
pub(super) struct Names<'a> {
    /// Of types and enumerations.
    pub(super) models: BTreeMap<&'a str, &'a str>,
    /// Of operations.
    pub(super) operations: BTreeMap<&'a str, &'a str>,
}

impl Names<'_> {
    /// The surface's things under their new names.
    pub(super) fn things(&self, surface: &Surface) -> Vec<Thing> {
        surface.entries().iter().map(|entry| self.thing(entry.thing.clone())).collect()
    }

    fn thing(&self, mut thing: Thing) -> Thing {
        match &mut thing {
            Thing::Area(_) | Thing::Group(_) => {}
            Thing::Enum(it) => self.model(&mut it.name),
            Thing::Member(it) => self.model(&mut it.of),
            Thing::Type(it) => {
                self.model(&mut it.name);
                it.base.iter_mut().for_each(|base| self.model(base));
            }
            Thing::Property(it) => {
                self.model(&mut it.of);
                self.ty(&mut it.ty);
            }
            Thing::Operation(it) => {
                self.operation(&mut it.id);
                if let Body::Json(ty) = &mut it.body {
                    self.ty(ty);
                }
                self.output(&mut it.returns);
                it.long_running.iter_mut().for_each(|result| self.output(result));
            }
            Thing::Parameter(it) => {
                self.operation(&mut it.of);
                self.ty(&mut it.ty);
            }
            Thing::Option(it) => self.operation(&mut it.of),
            Thing::Permission(it) => self.operation(&mut it.of),
            Thing::Route(it) => self.operation(&mut it.of),
        }
        thing
    }

    fn output(&self, output: &mut Output) {
        if let Output::Json(ty) | Output::Page(ty) = output {
            self.ty(ty);
        }
    }

    fn model(&self, name: &mut String) {
        if let Some(new) = self.models.get(name.as_str()) {
            *name = (*new).to_owned();
        }
    }

    fn ty(&self, ty: &mut String) {
        if let Some(new) = self.models.get(named(ty)) {
            *ty = if named(ty) == ty { (*new).to_owned() } else { format!("Collection({new})") };
        }
    }

    fn operation(&self, id: &mut String) {
        if let Some(new) = self.operations.get(id.as_str()) {
            *id = (*new).to_owned();
        }
    }
}
