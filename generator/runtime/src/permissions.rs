//! The smallest set of permissions that covers a list of operations, as far as the docs tell.
//!
//! # The rule
//!
//! A page documents permissions case by case: one for each kind of account, and some pages one for each resource or
//! workflow besides ([`Permissions::filter`]). For a case it names what suffices, least privileged first. Several pages may
//! document one operation, each for its own use of it. A set *covers* an operation if it suffices for every case; those that
//! are not needed are left out with [`covering_where`].
//!
//! Of all sets that cover the operations, the answer is
//!
//! 1. one that holds nothing but what is the *least privileged* choice of some case. So a broad permission is never asked for
//!    because it saves two narrow ones; it is only there if some case has nothing less. Once it is there, whatever else it
//!    covers needs nothing of its own: a token that has it gains nothing from the narrow one beside it;
//! 2. of these, one with the fewest permissions;
//! 3. of these, the one that covers what is still a choice by less privileged alternatives;
//! 4. of these, the first in alphabetical order. The order of the operations doesn't count.
//!
//! The first part is what the permissions service behind Graph Explorer does, and what
//! [Microsoft advises](https://learn.microsoft.com/graph/permissions-overview#best-practices-for-using-microsoft-graph-permissions):
//! each call's least privileged permission, unless a higher one is needed for another call anyway.
//!
//! ```
//! use docwright_runtime::{Account, OperationSpec, permissions};
//!
//! // In a generated crate: `<api::drive_item::Get as Operation>::SPEC`.
//! const GET: &OperationSpec = &OperationSpec::new(
//!     "item.get
//!     api/item-get.md:9
//!     GET /items/{id}
//!     work | Files.Read, Files.ReadWrite, Files.ReadWrite.All",
//! );
//! const UPDATE: &OperationSpec = &OperationSpec::new(
//!     "item.update
//!     api/item-update.md:9
//!     PATCH /items/{id}
//!     work | Files.ReadWrite, Files.ReadWrite.All
//!     application |",
//! );
//!
//! let answer = permissions::covering([GET, UPDATE], Account::DelegatedWork);
//! assert_eq!(answer.permissions(), ["Files.ReadWrite"]);
//! for case in answer.covered() {
//!     println!("{}: {} ({})", case.operation.id(), case.permissions.join(" + "), case.page);
//! }
//!
//! // Apps can't call the one; of the other the docs don't tell.
//! let gaps = permissions::covering([GET, UPDATE], Account::Application).complete().unwrap_err();
//! assert_eq!(
//!     gaps.to_string(),
//!     "not covered for application accounts: item.get (api/item-get.md doesn't tell), \
//!      item.update (not supported, api/item-update.md)",
//! );
//! ```

mod cover;

use crate::{Account, OperationSpec, Permissions};
use std::collections::{BTreeSet, HashSet};
use std::fmt;

/// What covers a list of operations, and what doesn't get covered.
#[derive(Clone, Debug)]
pub struct Covering {
    account: Account,
    permissions: Vec<&'static str>,
    smallest: bool,
    covered: Vec<Covered>,
    gaps: Vec<Gap>,
}

/// A case that is covered.
#[derive(Clone)]
#[non_exhaustive]
pub struct Covered {
    /// What is called.
    pub operation: &'static OperationSpec,
    /// The page that says so.
    pub page: &'static str,
    /// What it holds for, in the page's words, where the page tells cases apart.
    pub filter: Option<&'static str>,
    /// What suffices: one name, or several that are needed together.
    pub permissions: Vec<&'static str>,
    /// Whether nothing less privileged would do.
    pub least_privileged: bool,
}

/// A case that isn't covered.
#[derive(Clone)]
#[non_exhaustive]
pub struct Gap {
    /// What can't be called, or only without its permissions being known.
    pub operation: &'static OperationSpec,
    /// The page that says so, or says nothing.
    pub page: &'static str,
    /// What it holds for, in the page's words, where the page tells cases apart.
    pub filter: Option<&'static str>,
    /// Why no permission covers it.
    pub reason: GapReason,
}

/// Why no permission covers a case.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum GapReason {
    /// The page has this kind of account and no permission for it: "Not supported".
    Unsupported,
    /// The docs don't tell: the page holds a placeholder, or doesn't have this kind of account.
    Undocumented,
}

/// The gaps of a list of operations that isn't covered as a whole.
#[derive(Clone, Debug)]
pub struct Incomplete {
    account: Account,
    gaps: Vec<Gap>,
}

/// The smallest set of permissions that covers the operations for a kind of account; see [the rule](self#the-rule).
pub fn covering(operations: impl IntoIterator<Item = &'static OperationSpec>, account: Account) -> Covering {
    covering_where(operations, account, |_, _| true)
}

/// As [`covering`], of the cases that are wanted: some pages document permissions for several resources, and some operations
/// have several pages. Cases that are not wanted are neither covered nor gaps.
///
/// ```
/// use docwright_runtime::{Account, OperationSpec, permissions};
///
/// const GET: &OperationSpec = &OperationSpec::new(
///     "attachment.get
///     api/attachment-get.md:9
///     GET /me/messages/{id}/attachments/{id1}
///     work | Mail.Read | | message
///     work | Calendars.Read | | event",
/// );
///
/// let all = permissions::covering([GET], Account::DelegatedWork);
/// assert_eq!(all.permissions(), ["Calendars.Read", "Mail.Read"]);
/// let mail = permissions::covering_where([GET], Account::DelegatedWork, |_, case| case.filter == Some("message"));
/// assert_eq!(mail.permissions(), ["Mail.Read"]);
/// ```
pub fn covering_where(
    operations: impl IntoIterator<Item = &'static OperationSpec>,
    account: Account,
    mut wanted: impl FnMut(&'static OperationSpec, &Permissions) -> bool,
) -> Covering {
    let mut known = HashSet::new();
    let (mut cases, mut gaps) = (Vec::new(), Vec::new());
    for operation in operations.into_iter().filter(|operation| known.insert(operation.id())) {
        let mut documented = operation.permissions_for(account).peekable();
        if documented.peek().is_none() {
            let (page, reason) = (operation.source().page, GapReason::Undocumented);
            gaps.push(Gap { operation, page, filter: None, reason });
        }
        for permissions in documented.filter(|permissions| wanted(operation, permissions)) {
            let sets: Vec<_> = permissions.sets().collect();
            if sets.is_empty() {
                gaps.push(Gap::new(operation, permissions));
            } else {
                cases.push((operation, permissions, sets));
            }
        }
    }
    let names: BTreeSet<&'static str> = cases.iter().flat_map(|(_, _, sets)| sets.iter().flatten().copied()).collect();
    let names: Vec<&'static str> = names.into_iter().collect();
    // Names are numbered in alphabetical order, all of them: each is found.
    let number = |name: &&'static str| names.binary_search(name).unwrap_or_default();
    let numbered = |sets: &Vec<Vec<&'static str>>| sets.iter().map(|set| set.iter().map(number).collect()).collect();
    let cover = cover::cover(&cases.iter().map(|(_, _, sets)| numbered(sets)).collect::<Vec<_>>());
    let permissions: Vec<&'static str> =
        names.iter().zip(&cover.chosen).filter(|(_, chosen)| **chosen).map(|(name, _)| *name).collect();
    let covered = cases.into_iter().filter_map(|(operation, case, sets)| {
        let (rank, by) =
            sets.into_iter().enumerate().find(|(_, set)| set.iter().all(|name| permissions.contains(name)))?;
        let Permissions { page, filter, .. } = case;
        Some(Covered { operation, page, filter, permissions: by, least_privileged: rank == 0 })
    });
    let covered = covered.collect();
    Covering { account, permissions, smallest: cover.smallest, covered, gaps }
}

impl Covering {
    /// The permissions, in alphabetical order.
    pub fn permissions(&self) -> &[&'static str] {
        &self.permissions
    }

    /// Which of them covers what, in the order of the operations.
    pub fn covered(&self) -> &[Covered] {
        &self.covered
    }

    /// What none covers, in the order of the operations.
    pub fn gaps(&self) -> &[Gap] {
        &self.gaps
    }

    /// False if there were so many choices that not all were tried: then there may be a smaller set.
    pub fn is_smallest(&self) -> bool {
        self.smallest
    }

    /// The permissions, if they cover every case of every operation.
    ///
    /// # Errors
    /// [`Incomplete`], which lists the gaps.
    pub fn complete(self) -> Result<Vec<&'static str>, Incomplete> {
        let Covering { account, permissions, gaps, .. } = self;
        if gaps.is_empty() { Ok(permissions) } else { Err(Incomplete { account, gaps }) }
    }
}

impl Gap {
    fn new(operation: &'static OperationSpec, permissions: Permissions) -> Self {
        let Permissions { page, filter, documented, .. } = permissions;
        let reason = if documented { GapReason::Unsupported } else { GapReason::Undocumented };
        Gap { operation, page, filter, reason }
    }
}

impl Incomplete {
    /// What isn't covered, in the order of the operations.
    pub fn gaps(&self) -> &[Gap] {
        &self.gaps
    }
}

/// The operation by its id.
impl fmt::Debug for Covered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Covered({}", self.operation.id())?;
        if let Some(filter) = self.filter {
            write!(f, ", {filter}")?;
        }
        write!(f, ": {}, {})", self.permissions.join(" + "), self.page)
    }
}

/// The operation by its id.
impl fmt::Debug for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Gap({self})")
    }
}

/// `drive.get, for group drives (not supported, api/drive-get.md)`.
impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.operation.id())?;
        if let Some(filter) = self.filter {
            write!(f, ", {filter}")?;
        }
        match self.reason {
            GapReason::Unsupported => write!(f, " (not supported, {})", self.page),
            GapReason::Undocumented => write!(f, " ({} doesn't tell)", self.page),
        }
    }
}

impl fmt::Display for Incomplete {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let account = match self.account {
            Account::DelegatedWork => "work or school",
            Account::DelegatedPersonal => "personal",
            Account::Application => "application",
        };
        write!(f, "not covered for {account} accounts: ")?;
        for (i, gap) in self.gaps.iter().enumerate() {
            let between = if i > 0 { ", " } else { "" };
            write!(f, "{between}{gap}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Incomplete {}
