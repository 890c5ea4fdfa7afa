//! The names in Rust of what a change is about: cargo-semver-checks knows no others.

use docwright::surface::{Body, Change, Group, Operation, Parameter, Surface, Thing, Type};
use std::collections::{BTreeMap, BTreeSet};

/// The names that a place has to hold to be about one item: `lines` and `Note` for a field, `Note` alone for a struct.
#[derive(Clone)]
pub(super) struct Item(Vec<String>);

impl Item {
    pub(super) fn is_in(&self, words: &BTreeSet<&str>) -> bool {
        self.0.iter().all(|name| words.contains(name.as_str()))
    }

    /// The last parts of paths.
    fn of<const N: usize>(names: [&str; N]) -> Item {
        Item(names.map(|name| name.rsplit("::").next().unwrap_or(name).trim_end_matches("()").to_owned()).to_vec())
    }
}

/// The items of a surface by the keys of its things.
#[derive(Default)]
pub(super) struct Names {
    /// Those of what belongs to another by that other's key, too.
    all: BTreeMap<String, Vec<Item>>,
    /// Those of what a thing belongs to, by its own key.
    owners: BTreeMap<String, Vec<Item>>,
    /// The key of an operation's group, by the operation's.
    groups: BTreeMap<String, String>,
}

impl Names {
    pub(super) fn new(surface: &Surface) -> Names {
        let known = Known::new(surface);
        let mut names = Names::default();
        for entry in surface.entries() {
            let (key, owner, items) = (entry.thing.key(), entry.thing.owner(), known.items(&entry.thing));
            if owner != key {
                names.all.entry(owner.clone()).or_default().extend(items.iter().cloned());
                let owner = known.things.get(&owner).map(|owner| known.items(owner));
                names.owners.insert(key.clone(), owner.unwrap_or_default());
            }
            if let Thing::Operation(operation) = &entry.thing {
                names.groups.extend(known.group(operation).map(|group| (key.clone(), format!("group {}", group.name))));
            }
            names.all.entry(key).or_default().extend(items);
        }
        names
    }

    /// The items of what has changed, and of all that belongs to it.
    pub(super) fn of(&self, change: &Change) -> impl Iterator<Item = &Item> {
        let keys = [Some(&change.key), change.new_key.as_ref()];
        keys.into_iter().flatten().filter_map(|key| self.all.get(key)).flatten()
    }

    /// The items of an operation's group that went with its last operation.
    pub(super) fn of_lost_group(&self, change: &Change, head: &Names) -> impl Iterator<Item = &Item> {
        let lost = self.groups.get(&change.key).filter(|group| !head.all.contains_key(*group));
        lost.and_then(|group| self.all.get(group)).into_iter().flatten()
    }

    /// The items of what it belonged to: where that is gone as a whole, its parts are not told one by one.
    pub(super) fn of_owner(&self, change: &Change) -> impl Iterator<Item = &Item> {
        self.owners.get(&change.key).into_iter().flatten()
    }
}

/// The things that others are named after.
struct Known<'a> {
    things: BTreeMap<String, &'a Thing>,
    /// Types by the names of their bases.
    derived: BTreeMap<&'a str, Vec<&'a Type>>,
}

impl<'a> Known<'a> {
    fn new(surface: &'a Surface) -> Self {
        let mut known = Known { things: BTreeMap::new(), derived: BTreeMap::new() };
        for entry in surface.entries() {
            known.things.insert(entry.thing.key(), &entry.thing);
            if let Thing::Type(ty @ Type { base: Some(base), .. }) = &entry.thing {
                known.derived.entry(base).or_default().push(ty);
            }
        }
        known
    }

    fn items(&self, thing: &Thing) -> Vec<Item> {
        let owner = self.things.get(&thing.owner()).copied();
        match (thing, owner) {
            (Thing::Area(it), _) => vec![Item::of([&it.feature])],
            (Thing::Group(it), _) => vec![Item::of([module(it)]), Item::of(["Client", &it.rust])],
            (Thing::Enum(it), _) => vec![Item::of(["models", &it.rust])],
            (Thing::Type(it), _) => vec![Item::of(["models", &it.rust])],
            (Thing::Member(it), Some(Thing::Enum(en))) => vec![Item::of([&en.rust, &it.rust])],
            (Thing::Property(it), Some(Thing::Type(ty))) => {
                self.holders(ty).iter().map(|holder| Item::of(["models", holder, &it.rust])).collect()
            }
            (Thing::Operation(it), _) => self.operation(it),
            (Thing::Route(it), Some(Thing::Operation(of))) => {
                self.group(of).map(|group| Item::of([module(group), &of.marker, &it.rust])).into_iter().collect()
            }
            (Thing::Parameter(it), Some(Thing::Operation(of))) => {
                self.group(of).map(|group| parameter(it, of, group)).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    fn group(&self, operation: &Operation) -> Option<&'a Group> {
        let (group, _) = operation.id.rsplit_once('.')?;
        match self.things.get(&format!("group {group}")) {
            Some(Thing::Group(group)) => Some(group),
            _ => None,
        }
    }

    fn operation(&self, operation: &Operation) -> Vec<Item> {
        let Some(group) = self.group(operation) else { return Vec::new() };
        let mut items =
            vec![Item::of([module(group), &operation.marker]), Item::of([module(group), &group.path, &operation.rust])];
        if let Body::Parameters(body) = &operation.body {
            items.push(Item::of([module(group), body]));
        }
        items
    }

    /// The structs that have a type's fields: its own, and those of the types that derive from it.
    fn holders(&self, ty: &'a Type) -> Vec<&'a str> {
        let derived = self.derived.get(ty.name.as_str()).into_iter().flatten();
        derived.flat_map(|ty| self.holders(ty)).chain([ty.rust.as_str()]).collect()
    }
}

fn parameter(parameter: &Parameter, of: &Operation, group: &Group) -> Item {
    match &of.body {
        Body::Parameters(body) if parameter.location == "body" => Item::of([module(group), body, &parameter.rust]),
        _ => Item::of([module(group), "Request", &parameter.rust]),
    }
}

/// `drive_item` of `api::drive_item::DriveItem`: every place in the group's code is in that module or file.
fn module(group: &Group) -> &str {
    group.path.rsplit("::").nth(1).unwrap_or_default()
}
