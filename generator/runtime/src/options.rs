//! Markers: which query options and headers the docs name for an operation.
//!
//! Emitted code implements them; the setters of a request are there where the marker is. Most operations on collections
//! take all options of OData: one marker, [`OData`], stands for those eight.

macro_rules! markers {
    ($($(#[$doc:meta])+ $name:ident)+) => {
        $($(#[$doc])+ pub trait $name {})+
    };
}

markers! {
    /// `$select`: which properties to return.
    Select
    /// `$expand`: which related resources to return along.
    Expand
    /// `$filter`: which items to return.
    Filter
    /// `$orderby`: in which order.
    OrderBy
    /// `$search`: which items to return, by full text.
    Search
    /// `$top`: how many items on a page.
    Top
    /// `$skip`: how many items to leave out first.
    Skip
    /// `$count`: whether to say how many there are.
    Count
    /// `$skiptoken`: where to go on.
    SkipToken
    /// `$format`: in which media type.
    Format
    /// `If-Match`: only if it still is this version.
    IfMatch
    /// `If-None-Match`: only if it isn't this version any more.
    IfNoneMatch
    /// `Prefer`: behaviour that the service may adopt.
    Prefer
    /// `ConsistencyLevel`: needed for advanced queries on directory objects.
    ConsistencyLevel
    /// `Accept-Language`: the language of texts.
    AcceptLanguage
}

/// All of `$select`, `$expand`, `$filter`, `$orderby`, `$search`, `$top`, `$skip` and `$count`.
pub trait OData {}

macro_rules! all_of_odata {
    ($($name:ident)+) => {
        $(impl<Op: OData> $name for Op {})+
    };
}

all_of_odata! { Select Expand Filter OrderBy Search Top Skip Count }

/// Wire names of the query options.
pub(crate) mod wire {
    pub(crate) const SELECT: &str = "$select";
    pub(crate) const EXPAND: &str = "$expand";
    pub(crate) const FILTER: &str = "$filter";
    pub(crate) const ORDER_BY: &str = "$orderby";
    pub(crate) const SEARCH: &str = "$search";
    pub(crate) const TOP: &str = "$top";
    pub(crate) const SKIP: &str = "$skip";
    pub(crate) const COUNT: &str = "$count";
    pub(crate) const SKIP_TOKEN: &str = "$skiptoken";
    pub(crate) const FORMAT: &str = "$format";
}
