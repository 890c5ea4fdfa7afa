//! What the docs say about an operation, as data: emitted once per operation, read here and by users.

use crate::Output;

/// An operation: the marker that emitted code implements the call on.
pub trait Operation: 'static {
    /// What `.body(…)` takes; [`NoBody`](crate::NoBody) if the operation takes none.
    type Body: ?Sized;
    /// What `.send()` gives.
    type Output: Output;
    /// What the docs say about it.
    fn spec() -> &'static OperationSpec;
}

/// What the docs say about an operation.
#[derive(Debug)]
pub struct OperationSpec {
    /// Unique and stable: `driveItem.checkin`.
    pub id: &'static str,
    /// Where it is documented.
    pub source: Source,
    /// Its addresses.
    pub routes: &'static [RouteSpec],
    /// Permissions per kind of account and page.
    pub permissions: &'static [Permissions],
    /// Names of the documented request headers.
    pub headers: &'static [&'static str],
}

/// A place in the docs.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Source {
    /// Path of the page below the docs folder.
    pub page: &'static str,
    /// Line, counted from 1.
    pub line: u32,
}

/// A documented address of an operation.
#[derive(Debug)]
pub struct RouteSpec {
    /// The method, in capitals.
    pub method: &'static str,
    /// The path below the base URL: `/drives/{drive-id}/root:/{+item-path}:/content`.
    pub template: &'static str,
    /// Query pairs that are always sent, unescaped.
    pub query: &'static [(&'static str, &'static str)],
    /// Query parameters that must be set before sending.
    pub required: &'static [&'static str],
}

/// The permissions that one page documents for one kind of account.
#[derive(Debug)]
pub struct Permissions {
    /// Who they are granted to.
    pub account: Account,
    /// Least privileged first; empty if the page says that this kind of account isn't supported.
    pub names: &'static [&'static str],
    /// False where the page holds a placeholder: then `names` says nothing.
    pub documented: bool,
    /// The page that says so.
    pub page: &'static str,
    /// The routes they hold for, in the page's words, where it tells them apart.
    pub filter: Option<&'static str>,
}

/// A kind of account that permissions are granted to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Account {
    /// Delegated, work or school account.
    DelegatedWork,
    /// Delegated, personal account.
    DelegatedPersonal,
    /// Application.
    Application,
}

impl Source {
    /// A line of a page.
    pub const fn new(page: &'static str, line: u32) -> Self {
        Source { page, line }
    }
}

impl RouteSpec {
    /// An address with nothing in its query.
    pub const fn new(method: &'static str, template: &'static str) -> Self {
        RouteSpec { method, template, query: &[], required: &[] }
    }

    /// With query pairs that are always sent.
    pub const fn query(mut self, pairs: &'static [(&'static str, &'static str)]) -> Self {
        self.query = pairs;
        self
    }

    /// With query parameters that must be set before sending.
    pub const fn required(mut self, names: &'static [&'static str]) -> Self {
        self.required = names;
        self
    }
}

impl Permissions {
    /// What a page documents, least privileged first.
    pub const fn new(account: Account, names: &'static [&'static str], page: &'static str) -> Self {
        Permissions { account, names, documented: true, page, filter: None }
    }

    /// A page with a placeholder.
    pub const fn undocumented(account: Account, page: &'static str) -> Self {
        Permissions { account, names: &[], documented: false, page, filter: None }
    }

    /// For some of the routes only, in the page's words.
    pub const fn filter(mut self, routes: &'static str) -> Self {
        self.filter = Some(routes);
        self
    }
}

impl OperationSpec {
    /// The permissions documented for a kind of account, one row per page.
    pub fn permissions_for(&self, account: Account) -> impl Iterator<Item = &'static Permissions> {
        self.permissions.iter().filter(move |p| p.account == account)
    }
}
