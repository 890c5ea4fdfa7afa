//! Which documented route an address is: the route table of a generated crate.
//!
//! The table is a constant; the index over it is built once, when it is first asked.

mod address;
mod index;
mod lookup;
mod shape;

use crate::OperationSpec;
use index::Index;
use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

/// A documented method and path, and the operations that it belongs to.
#[derive(Debug)]
pub struct RouteEntry {
    /// The method, in capitals.
    pub method: &'static str,
    /// The path below the base URL: `/drives/{drive-id}/root:/{+item-path}:/content`.
    pub template: &'static str,
    /// Every operation that documents it.
    pub operations: &'static [&'static OperationSpec],
}

/// All documented routes of an API.
pub struct RouteTable {
    entries: &'static [RouteEntry],
    sections: &'static [&'static [RouteEntry]],
    index: OnceLock<Index>,
}

/// A route that an address fits.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RouteMatch<'p> {
    /// The route's template, as documented.
    pub template: &'static str,
    /// Every operation that documents a route of this method and shape.
    pub operations: &'static [&'static OperationSpec],
    /// The placeholders' names and what the address has for them, decoded, in the template's order.
    pub params: Vec<(&'static str, Cow<'p, str>)>,
}

impl RouteEntry {
    /// A route of these operations.
    pub const fn new(
        method: &'static str,
        template: &'static str,
        operations: &'static [&'static OperationSpec],
    ) -> Self {
        RouteEntry { method, template, operations }
    }
}

impl RouteTable {
    /// A table of these routes.
    pub const fn new(entries: &'static [RouteEntry]) -> Self {
        RouteTable { entries, sections: &[], index: OnceLock::new() }
    }

    /// A table of several lists of routes: a large API has its table in several files.
    pub const fn of(sections: &'static [&'static [RouteEntry]]) -> Self {
        RouteTable { entries: &[], sections, index: OnceLock::new() }
    }

    /// The routes, in the order they were given.
    pub fn entries(&self) -> impl Iterator<Item = &'static RouteEntry> + use<> {
        self.entries.iter().chain(self.sections.iter().copied().flatten())
    }

    /// The route that an address fits best. `path` is relative to the base URL and percent-encoded; a slash before it and
    /// a query after it are optional.
    ///
    /// Where several templates fit, the first segment in which they differ decides: a literal beats a function, which beats
    /// text mixed with placeholders, which beats a placeholder. Literals, function names and argument names are compared
    /// without regard to case, arguments without regard to their order. `delta` and `delta()` are the same call,
    /// `users('x')` and `users/x` the same key, wherever only one of them is documented.
    pub fn find<'p>(&'static self, method: &str, path: &'p str) -> Option<RouteMatch<'p>> {
        self.index.get_or_init(|| Index::build(self.entries())).find(method, path)
    }
}

impl fmt::Debug for RouteTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RouteTable({} routes)", self.entries().count())
    }
}
