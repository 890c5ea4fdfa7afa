//! Which areas of the docs need what: the cargo features of the crate.
//!
//! Pages say which area they belong to. A group is there for the areas of its operations' pages, a type for those of the
//! groups that reach it; one that no group reaches, for those of the pages that document it. What belongs to no area is
//! always there. Whole modules are switched, so areas spread from module to module, not from type to type: whatever is
//! compiled finds all it refers to.

use crate::model::{Api, FileId, Group, GroupId, NamedType, Page};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The areas that something is there for, by their features' names. `None` stands for what has no area: always there.
type Areas<'a> = BTreeSet<Option<&'a str>>;

/// Areas by module below `models`.
type Modules<'a> = BTreeMap<&'a str, Areas<'a>>;

/// When groups and models are there.
pub(super) struct Features<'a> {
    names: BTreeSet<&'a str>,
    groups: Vec<Areas<'a>>,
    models: Modules<'a>,
}

impl<'a> Features<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        let groups: Vec<Areas<'_>> = api.groups.iter().map(|group| of_group(api, group)).collect();
        let models = models(api, &groups);
        // Also of groups that are always there: a page without an area must not take a feature's name from its users.
        let of_operations = api.operations.iter().flat_map(|operation| &operation.pages);
        let of_operations = of_operations.filter_map(|&page| area(&api.pages[page]));
        let names = models.values().flatten().copied().flatten().chain(of_operations).collect();
        Features { names, groups, models }
    }

    /// The features, sorted.
    pub(super) fn names(&self) -> impl ExactSizeIterator<Item = &'a str> {
        self.names.iter().copied()
    }

    /// The attribute for a group's module, and for whatever uses it.
    pub(super) fn group(&self, id: GroupId) -> TokenStream {
        cfg(&self.groups[usize::from(id)])
    }

    /// The attribute for what needs all there is.
    pub(super) fn all(&self) -> TokenStream {
        let names = self.names();
        if names.len() == 0 { TokenStream::new() } else { quote!(#[cfg(all(#(feature = #names),*))]) }
    }

    /// The attribute for a module below `models`.
    pub(super) fn model(&self, module: &str) -> TokenStream {
        cfg(&self.models[module])
    }

    /// The features that bring a group; none if it is always there.
    pub(super) fn of_group(&self, id: GroupId) -> Vec<String> {
        listed(&self.groups[usize::from(id)])
    }

    /// The features that bring a module below `models`; none if it is always there.
    pub(super) fn of_model(&self, module: &str) -> Vec<String> {
        listed(&self.models[module])
    }

    /// Whether a group is there for an area; `None`: whether it always is.
    pub(super) fn has_group(&self, area: Option<&str>, id: GroupId) -> bool {
        self.groups[usize::from(id)].contains(&area)
    }

    /// Whether a module below `models` is there for an area; `None`: whether it always is.
    pub(super) fn has_model(&self, area: Option<&str>, module: &str) -> bool {
        self.models[module].contains(&area)
    }
}

fn listed(areas: &Areas<'_>) -> Vec<String> {
    if areas.contains(&None) { Vec::new() } else { areas.iter().flatten().map(|name| (*name).to_owned()).collect() }
}

fn area(page: &Page) -> Option<&str> {
    page.area.as_ref().map(|area| area.rust.as_str())
}

fn of_group<'a>(api: &'a Api, group: &Group) -> Areas<'a> {
    let pages = group.operations.iter().flat_map(|&id| &api.operations[id].pages);
    settled(pages.map(|&page| area(&api.pages[page])).collect())
}

/// What is there without any area needs no other.
fn settled(areas: Areas<'_>) -> Areas<'_> {
    if areas.contains(&None) { Areas::from([None]) } else { areas }
}

fn models<'a>(api: &'a Api, groups: &[Areas<'a>]) -> Modules<'a> {
    let named = |named| module(api, named);
    let mut reached = Modules::new();
    for operation in &api.operations {
        for module in operation.named_types().into_iter().filter_map(named) {
            reached.entry(module).or_default().extend(&groups[usize::from(operation.group)]);
        }
    }
    let refers = refers(api);
    spread(&mut reached, &refers);
    let documented = documented(api).into_iter().filter(|(module, _)| !reached.contains_key(module));
    let documented: Modules<'a> = documented.collect();
    reached.extend(documented);
    spread(&mut reached, &refers);
    for module in refers.keys() {
        reached.entry(module).or_insert_with(|| Areas::from([None]));
    }
    spread(&mut reached, &refers);
    reached.into_iter().map(|(module, areas)| (module, settled(areas))).collect()
}

fn module(api: &Api, named: NamedType) -> Option<&str> {
    match named {
        NamedType::Edm(_) => None,
        NamedType::Type(id) => Some(&api.types[id].module),
        NamedType::Enum(id) => Some(&api.enums[id].module),
    }
}

/// For every module those that its types refer to.
fn refers(api: &Api) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut refers: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for ty in &api.types {
        let others = ty.named_types().into_iter().filter_map(|named| module(api, named));
        refers.entry(&ty.module).or_default().extend(others);
    }
    for en in &api.enums {
        refers.entry(&en.module).or_default();
    }
    refers
}

/// The areas of the pages that document each module's types and enumerations.
fn documented(api: &Api) -> Modules<'_> {
    let pages: HashMap<FileId, &Page> = api.pages.iter().map(|page| (page.file, page)).collect();
    let mut documented = Modules::new();
    for ty in &api.types {
        for &page in &ty.pages {
            documented.entry(&ty.module).or_default().insert(area(&api.pages[page]));
        }
    }
    for en in &api.enums {
        if let Some(page) = pages.get(&en.span.file) {
            documented.entry(&en.module).or_default().insert(area(page));
        }
    }
    documented
}

/// Gives what a module refers to that module's areas, and so on until nothing changes.
fn spread<'a>(areas: &mut Modules<'a>, refers: &BTreeMap<&'a str, BTreeSet<&'a str>>) {
    let mut waiting: Vec<&str> = areas.keys().copied().collect();
    while let Some(module) = waiting.pop() {
        let from = areas[module].clone();
        for other in refers.get(module).into_iter().flatten() {
            let to = areas.entry(other).or_default();
            let before = to.len();
            to.extend(&from);
            if to.len() > before {
                waiting.push(other);
            }
        }
    }
}

/// `#[cfg(feature = "files")]`; nothing for what is always there.
fn cfg(areas: &Areas<'_>) -> TokenStream {
    let features: Vec<TokenStream> = areas.iter().flatten().map(|name| quote!(feature = #name)).collect();
    match features.as_slice() {
        _ if areas.contains(&None) => TokenStream::new(),
        [one] => quote!(#[cfg(#one)]),
        many => quote!(#[cfg(any(#(#many),*))]),
    }
}
