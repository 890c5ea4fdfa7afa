//! One of the two surfaces, looked up by name.

use crate::surface::text::template_shape;
use crate::surface::{
    Area, Entry, Enum, Group, Member, Operation, Parameter, Permission, Property, QueryOption, Route, Surface, Thing,
    Type,
};
use std::collections::BTreeMap;
use std::ops::Deref;

/// A line: what it says, under the names of the head where things were renamed, and its entry, as it is in its own surface.
pub(super) struct Line<'a, T> {
    pub(super) is: &'a T,
    pub(super) entry: &'a Entry,
}

impl<T> Clone for Line<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Line<'_, T> {}

impl<T> Deref for Line<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.is
    }
}

/// A line before and after.
pub(super) type Pair<'a, T> = (Line<'a, T>, Line<'a, T>);

/// A line before and after, either of which may be absent.
pub(super) type Sides<'a, T> = (Option<Line<'a, T>>, Option<Line<'a, T>>);

/// Lines by name.
pub(super) type Lines<'a, T, N = &'a str> = BTreeMap<N, Line<'a, T>>;

/// An enumeration's lines.
pub(super) struct EnumLines<'a> {
    pub(super) line: Line<'a, Enum>,
    pub(super) members: Lines<'a, Member>,
}

/// A type's lines.
pub(super) struct TypeLines<'a> {
    pub(super) line: Line<'a, Type>,
    pub(super) properties: Lines<'a, Property>,
}

/// An operation's lines.
#[derive(Clone)]
pub(super) struct OperationLines<'a> {
    pub(super) line: Line<'a, Operation>,
    pub(super) options: Lines<'a, QueryOption>,
    /// By location and name.
    pub(super) parameters: Lines<'a, Parameter, (&'a str, &'a str)>,
    /// By kind of account.
    pub(super) permissions: BTreeMap<&'a str, Vec<Line<'a, Permission>>>,
    pub(super) routes: Lines<'a, Route, Address<'a>>,
}

/// A method, and a template with nameless parameters.
pub(super) type Address<'a> = (&'a str, String);

pub(super) fn address(route: &Route) -> Address<'_> {
    (&route.method, template_shape(&route.template))
}

/// A surface.
#[derive(Default)]
pub(super) struct Side<'a> {
    pub(super) areas: Lines<'a, Area>,
    pub(super) groups: Lines<'a, Group>,
    pub(super) enums: BTreeMap<&'a str, EnumLines<'a>>,
    pub(super) types: BTreeMap<&'a str, TypeLines<'a>>,
    pub(super) operations: BTreeMap<&'a str, OperationLines<'a>>,
}

impl<'a> Side<'a> {
    pub(super) fn new(surface: &'a Surface) -> Self {
        Side::of(surface.entries().iter().map(|entry| (&entry.thing, entry)))
    }

    /// Things, each with its entry. What belongs to something that isn't there is no part of any client.
    pub(super) fn of(things: impl Iterator<Item = (&'a Thing, &'a Entry)> + Clone) -> Self {
        let mut side = Side::default();
        things.clone().for_each(|(thing, entry)| side.add(thing, entry));
        for (thing, entry) in things {
            // What belongs to nothing is left out.
            let _ = side.add_part(thing, entry);
        }
        side
    }

    fn add(&mut self, thing: &'a Thing, entry: &'a Entry) {
        match thing {
            Thing::Area(is) => drop(self.areas.insert(&is.feature, Line { is, entry })),
            Thing::Group(is) => drop(self.groups.insert(&is.name, Line { is, entry })),
            Thing::Enum(is) => {
                let lines = EnumLines { line: Line { is, entry }, members: Lines::new() };
                self.enums.insert(&is.name, lines);
            }
            Thing::Type(is) => {
                let lines = TypeLines { line: Line { is, entry }, properties: Lines::new() };
                self.types.insert(&is.name, lines);
            }
            Thing::Operation(is) => {
                let lines = OperationLines {
                    line: Line { is, entry },
                    options: Lines::new(),
                    parameters: Lines::new(),
                    permissions: BTreeMap::new(),
                    routes: Lines::new(),
                };
                self.operations.insert(&is.id, lines);
            }
            _ => {}
        }
    }

    fn add_part(&mut self, thing: &'a Thing, entry: &'a Entry) -> Option<()> {
        match thing {
            Thing::Member(is) => {
                self.enums.get_mut(is.of.as_str())?.members.insert(&is.name, Line { is, entry });
            }
            Thing::Property(is) => {
                self.types.get_mut(is.of.as_str())?.properties.insert(&is.name, Line { is, entry });
            }
            Thing::Option(is) => {
                self.operation(&is.of)?.options.insert(&is.name, Line { is, entry });
            }
            Thing::Parameter(is) => {
                let name = (is.location.as_str(), is.name.as_str());
                self.operation(&is.of)?.parameters.insert(name, Line { is, entry });
            }
            Thing::Permission(is) => {
                self.operation(&is.of)?.permissions.entry(&is.account).or_default().push(Line { is, entry });
            }
            Thing::Route(is) => {
                self.operation(&is.of)?.routes.insert(address(is), Line { is, entry });
            }
            _ => {}
        }
        Some(())
    }

    fn operation(&mut self, id: &str) -> Option<&mut OperationLines<'a>> {
        self.operations.get_mut(id)
    }

    /// A type's bases, the nearest first.
    pub(super) fn bases<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s str> {
        let base = |name: &str| self.types.get(name).and_then(|lines| lines.line.is.base.as_deref());
        // A chain that comes back to where it was has more links than there are types.
        std::iter::successors(base(name), move |name| base(name)).take(self.types.len())
    }
}

/// All names of two sides, in order, with what either has under them.
pub(super) fn both<'m, K: Ord, V>(
    base: &'m BTreeMap<K, V>,
    head: &'m BTreeMap<K, V>,
) -> impl Iterator<Item = (&'m K, Option<&'m V>, Option<&'m V>)> {
    let of_base = base.iter().map(|(name, value)| (name, Some(value), head.get(name)));
    let added = head.iter().filter(|(name, _)| !base.contains_key(name));
    of_base.chain(added.map(|(name, value)| (name, None, Some(value))))
}
