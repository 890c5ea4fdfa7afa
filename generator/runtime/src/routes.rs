//! Which documented route an address is: the route table of a generated crate.
//!
//! The table is text, for people to read; the entries and the index over them are made once, when first asked for.

mod address;
mod index;
mod lookup;
mod shape;

use crate::OperationSpec;
use index::Index;
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::sync::OnceLock;

/// A documented method and path, and the operations that it belongs to.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RouteEntry {
    /// The method, in capitals.
    pub method: &'static str,
    /// The path below the base URL: `/drives/{drive-id}/root:/{+item-path}:/content`.
    pub template: &'static str,
    /// Every operation that documents it.
    pub operations: Vec<&'static OperationSpec>,
}

/// All documented routes of an API.
pub struct RouteTable {
    rows: &'static [&'static [&'static str]],
    operations: &'static [fn() -> &'static [&'static OperationSpec]],
    entries: OnceLock<Vec<RouteEntry>>,
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

impl RouteTable {
    /// A table of these routes, in as many lists as the files that they stand in. A row is
    /// `GET /me/drive/items/{item-id}: driveItem.get`: method, template and the ids of its operations, a comma between
    /// them. The operations come group by group; rows may name some that are not there, because their feature is off.
    pub const fn new(
        rows: &'static [&'static [&'static str]],
        operations: &'static [fn() -> &'static [&'static OperationSpec]],
    ) -> Self {
        RouteTable { rows, operations, entries: OnceLock::new(), index: OnceLock::new() }
    }

    /// The operations.
    pub fn operations(&self) -> impl Iterator<Item = &'static OperationSpec> + use<> {
        self.operations.iter().flat_map(|group| group().iter().copied())
    }

    /// The routes that have operations, in the order they were given.
    pub fn entries(&self) -> &[RouteEntry] {
        self.entries.get_or_init(|| {
            let by_id: HashMap<&str, &'static OperationSpec> =
                self.operations().map(|spec| (spec.id(), spec)).collect();
            let entries = self.rows.iter().copied().flatten().map(|row| RouteEntry::read(row, &by_id));
            entries.filter(|entry| !entry.operations.is_empty()).collect()
        })
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

impl RouteEntry {
    fn read(row: &'static str, by_id: &HashMap<&str, &'static OperationSpec>) -> Self {
        let (route, ids) = row.rsplit_once(": ").unwrap_or((row, ""));
        let (method, template) = route.split_once(' ').unwrap_or(("", route));
        RouteEntry { method, template, operations: ids.split(", ").filter_map(|id| by_id.get(id).copied()).collect() }
    }
}

impl fmt::Debug for RouteTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RouteTable({} routes)", self.entries().len())
    }
}
