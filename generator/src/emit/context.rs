//! What every emitter reads.

use super::features::Features;
use super::names::{GroupNames, group_names};
use super::{EmitOptions, docs};
use crate::model::{Api, FileId, Group, GroupId, Operation, OperationId, PageId, Span, Type, TypeId};

/// The linked API, the options, and the names that are given here.
pub(super) struct Context<'a> {
    pub(super) api: &'a Api,
    pub(super) options: &'a EmitOptions,
    pub(super) features: Features<'a>,
    files: &'a (dyn Fn(FileId) -> &'a str + Sync),
    groups: Vec<GroupNames>,
    derived: Vec<Vec<TypeId>>,
    sorted: Vec<GroupId>,
}

impl<'a> Context<'a> {
    pub(super) fn new(api: &'a Api, files: &'a (dyn Fn(FileId) -> &'a str + Sync), options: &'a EmitOptions) -> Self {
        let groups = api.groups.iter().map(|group| group_names(api, group)).collect();
        let called = api.groups.iter_ids().filter(|(_, group)| !group.operations.is_empty());
        let mut sorted: Vec<GroupId> = called.map(|(id, _)| id).collect();
        sorted.sort_by_key(|&id| &api.groups[id].name.rust);
        Context { api, options, features: Features::new(api), files, groups, derived: derived(api), sorted }
    }

    /// The groups that have operations, in the order of their modules.
    pub(super) fn groups(&self) -> impl Iterator<Item = (GroupId, &'a Group)> {
        self.sorted.iter().map(|&id| (id, &self.api.groups[id]))
    }

    /// A group's operations.
    pub(super) fn operations<'c>(&'c self, group: &'c Group) -> impl Iterator<Item = (OperationId, &'c Operation)> {
        group.operations.iter().map(|&id| (id, &self.api.operations[id]))
    }

    /// The names of a group's items.
    pub(super) fn names(&self, group: GroupId) -> &GroupNames {
        &self.groups[usize::from(group)]
    }

    /// The types that a type derives from, the nearest first.
    pub(super) fn bases(&self, ty: &'a Type) -> impl Iterator<Item = &'a Type> {
        let api = self.api;
        std::iter::successors(ty.base.map(|id| &api.types[id]), move |base| base.base.map(|id| &api.types[id]))
    }

    /// The types that derive from a type, at once or through others, in wire order.
    pub(super) fn derived(&self, id: TypeId) -> impl Iterator<Item = &'a Type> {
        let api = self.api;
        self.derived[usize::from(id)].iter().map(move |&id| &api.types[id])
    }

    /// Path of a page.
    pub(super) fn page(&self, id: PageId) -> &'a str {
        &self.api.pages[id].path
    }

    /// Path of a source file.
    pub(super) fn file(&self, id: FileId) -> &'a str {
        (self.files)(id)
    }

    /// Path of the source file that a span lies in.
    pub(super) fn path(&self, span: Span) -> &'a str {
        self.file(span.file)
    }

    /// Paths of pages.
    pub(super) fn pages(&self, ids: &[PageId]) -> Vec<&'a str> {
        ids.iter().map(|&id| self.page(id)).collect()
    }

    /// A sentence that leads to the pages.
    pub(super) fn documented_in(&self, ids: &[PageId]) -> String {
        let links: Vec<String> = ids.iter().map(|&id| self.link(self.page(id))).collect();
        if links.is_empty() { String::new() } else { format!("Documented in {}.", links.join(", ")) }
    }

    fn link(&self, path: &str) -> String {
        let Some(base) = &self.options.docs_url else { return docs::code(path) };
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        let url = if base.contains("{page}") || base.contains("{stem}") {
            base.replace("{page}", &escape(path)).replace("{stem}", &escape(stem))
        } else {
            format!("{}/{}", base.trim_end_matches('/'), escape(path))
        };
        format!("[{}]({url})", docs::code(path))
    }
}

/// For every type those that derive from it.
fn derived(api: &Api) -> Vec<Vec<TypeId>> {
    let mut derived = vec![Vec::new(); api.types.iter().len()];
    for (id, ty) in api.types.iter_ids() {
        for base in std::iter::successors(ty.base, |&base| api.types[base].base) {
            derived[usize::from(base)].push(id);
        }
    }
    derived
}

/// Percent-encodes what a link in Markdown or a URL's path can't hold.
fn escape(path: &str) -> String {
    path.bytes().fold(String::with_capacity(path.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
        out
    })
}
