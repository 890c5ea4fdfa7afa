//! What the docs say about an operation, as data: emitted once per operation, read here and by users.
//!
//! A spec is one text, taken apart line by line when somebody asks. There are thousands of specs, and rustc takes far
//! longer for a tree of expressions than for a literal; lines also read better, and diff better.

use crate::Output;
use memchr::memchr;
use percent_encoding::percent_decode_str;
use std::borrow::Cow;
use std::fmt;

/// An operation: the marker that emitted code implements the call on.
pub trait Operation: 'static {
    /// What `.body(…)` takes; [`NoBody`](crate::NoBody) if the operation takes none.
    type Body: ?Sized;
    /// What `.send()` gives.
    type Output: Output;
    /// What the docs say about it, in the lines that [`OperationSpec::new`] takes.
    const DOCS: &'static str;
    /// What the docs say about it.
    const SPEC: &'static OperationSpec = &OperationSpec::new(Self::DOCS);
}

/// What the docs say about an operation.
#[derive(Clone, Copy)]
pub struct OperationSpec {
    lines: &'static str,
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
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RouteSpec {
    /// The method, in capitals.
    pub method: &'static str,
    /// The path below the base URL: `/drives/{drive-id}/root:/{+item-path}:/content`.
    pub template: &'static str,
    query: &'static str,
}

/// The permissions that one page documents for one kind of account.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Permissions {
    /// Who they are granted to.
    pub account: Account,
    /// False where the page holds a placeholder: then no name is known.
    pub documented: bool,
    /// The page that says so.
    pub page: &'static str,
    /// The routes they hold for, in the page's words, where it tells them apart.
    pub filter: Option<&'static str>,
    names: &'static str,
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

impl OperationSpec {
    /// The spec of an operation, a line for each fact. Space around a line doesn't count, nor do empty lines.
    ///
    /// - First the id, unique and stable: `driveItem.checkin`.
    /// - Then the source: `api/driveitem-checkin.md:9`.
    /// - Then the routes: `POST /me/drive/items/{item-id}/checkin`. Behind a `?` stand the pairs that are always sent (`a=b`,
    ///   `&` between them, `&`, `=` and `%` in names and values escaped) and the names of those that must be set before sending (`a`, with no `=`). A `?` of the path is `%3F`.
    /// - Permissions: `work | Files.ReadWrite, Files.ReadWrite.All`, least privileged first, for `work`, `personal` and
    ///   `application` accounts, `+` between those that are needed together; with no name they are not supported, with `?` the
    ///   page has a placeholder. A third field is the page, if it isn't the source's, a fourth the routes that the page says it for.
    /// - Documented request headers: `header | Prefer`.
    pub const fn new(lines: &'static str) -> Self {
        OperationSpec { lines }
    }

    fn lines(&self) -> impl Iterator<Item = &'static str> + use<> {
        let mut rest = self.lines;
        std::iter::from_fn(move || {
            // Every request looks for its route: by bytes, eight and more at a time.
            while !rest.is_empty() {
                let end = memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
                let line = rest.get(..end).unwrap_or_default().trim_ascii();
                rest = rest.get(end + 1..).unwrap_or_default();
                if !line.is_empty() {
                    return Some(line);
                }
            }
            None
        })
    }

    /// Unique and stable: `driveItem.checkin`.
    pub fn id(&self) -> &'static str {
        self.lines().next().unwrap_or_default()
    }

    /// Where it is documented.
    pub fn source(&self) -> Source {
        let source = self.lines().nth(1).unwrap_or_default();
        let (page, line) = source.rsplit_once(':').unwrap_or((source, ""));
        Source { page, line: line.parse().unwrap_or_default() }
    }

    /// Its addresses.
    pub fn routes(&self) -> impl Iterator<Item = RouteSpec> + use<> {
        self.lines().skip(2).filter_map(RouteSpec::read)
    }

    /// The address with this index.
    pub(crate) fn route(&self, index: usize) -> Option<RouteSpec> {
        self.lines().nth(2 + index).and_then(RouteSpec::read)
    }

    /// Permissions per kind of account and page.
    pub fn permissions(&self) -> impl Iterator<Item = Permissions> + use<> {
        let page = self.source().page;
        self.lines().skip(2).filter_map(move |line| Permissions::read(line, page))
    }

    /// The permissions documented for a kind of account, one entry per page.
    pub fn permissions_for(&self, account: Account) -> impl Iterator<Item = Permissions> + use<> {
        self.permissions().filter(move |p| p.account == account)
    }

    /// Names of the documented request headers.
    pub fn headers(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.lines().skip(2).filter_map(|line| line.strip_prefix("header |")).map(str::trim)
    }
}

impl fmt::Debug for OperationSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OperationSpec")
            .field("id", &self.id())
            .field("source", &self.source())
            .field("routes", &self.routes().collect::<Vec<_>>())
            .field("permissions", &self.permissions().collect::<Vec<_>>())
            .field("headers", &self.headers().collect::<Vec<_>>())
            .finish()
    }
}

impl RouteSpec {
    /// `None` for a line about something else: those have a bar behind their first word.
    fn read(line: &'static str) -> Option<Self> {
        let (method, address) = split_once(line, b' ').filter(|(_, rest)| !rest.starts_with('|'))?;
        let (template, query) = split_once(address, b'?').unwrap_or((address, ""));
        Some(RouteSpec { method, template, query })
    }

    /// The same route for a link that has its query already.
    pub(crate) fn without_query(self) -> Self {
        RouteSpec { query: "", ..self }
    }

    fn parts(&self) -> impl Iterator<Item = &'static str> + use<> {
        // Most routes have none, which every request asks twice.
        let query = Some(self.query).filter(|query| !query.is_empty());
        query.into_iter().flat_map(|query| query.split('&')).filter(|part| !part.is_empty())
    }

    /// Query pairs that are always sent, decoded.
    pub fn query(&self) -> impl Iterator<Item = (Cow<'static, str>, Cow<'static, str>)> + use<> {
        let pairs = self.parts().filter_map(|part| part.split_once('='));
        pairs.map(|(name, value)| (decoded(name), decoded(value)))
    }

    /// Query parameters that must be set before sending.
    pub fn required(&self) -> impl Iterator<Item = Cow<'static, str>> + use<> {
        self.parts().filter(|part| !part.contains('=')).map(decoded)
    }
}

/// As the method of `str`, for ASCII in short lines: every request reads its route's.
fn split_once(line: &str, separator: u8) -> Option<(&str, &str)> {
    let at = line.bytes().position(|byte| byte == separator)?;
    Some((line.get(..at)?, line.get(at + 1..)?))
}

fn decoded(text: &'static str) -> Cow<'static, str> {
    percent_decode_str(text).decode_utf8_lossy()
}

impl Permissions {
    /// `None` for a line about something else.
    fn read(line: &'static str, page: &'static str) -> Option<Self> {
        let mut fields = line.splitn(4, '|').map(str::trim);
        let account = match fields.next()? {
            "work" => Account::DelegatedWork,
            "personal" => Account::DelegatedPersonal,
            "application" => Account::Application,
            _ => return None,
        };
        let names = fields.next()?;
        let page = fields.next().filter(|page| !page.is_empty()).unwrap_or(page);
        let documented = names != "?";
        Some(Permissions {
            account,
            documented,
            page,
            filter: fields.next(),
            names: if documented { names } else { "" },
        })
    }

    /// The permissions' names, each once, least privileged first; none if the page says that this kind of account isn't
    /// supported.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        let all = self.names;
        let names = move || all.split(", ").flat_map(|set| set.split(" + ")).filter(|name| !name.is_empty());
        names()
            .enumerate()
            .filter(move |(at, name)| !names().take(*at).any(|before| before == *name))
            .map(|(_, name)| name)
    }

    /// What suffices, least privileged first: each item is a set of permissions that are needed together.
    pub fn sets(&self) -> impl Iterator<Item = Vec<&'static str>> + use<> {
        self.names.split(", ").filter(|set| !set.is_empty()).map(|set| set.split(" + ").collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPEC: OperationSpec = OperationSpec::new(
        "
        message.list
        api/message:list.md:9
        GET /me/messages
        GET /me/events?$top=5&q%26=a b=c%26d&st%3Dart
        POST /a:/{+path}:/b?
        work | Mail.Read, Mail.ReadWrite
        personal |
        application | ?
        work | A | b.md | x | y
        header | Prefer
        ",
    );

    #[test]
    fn the_first_line_is_the_id_and_headers_are_named_as_such() {
        assert_eq!(SPEC.id(), "message.list");
        assert_eq!(SPEC.headers().collect::<Vec<_>>(), ["Prefer"]);
        let empty = OperationSpec::new("");
        assert_eq!((empty.id(), empty.source().line), ("", 0));
    }

    #[test]
    fn a_source_is_a_page_and_a_line() {
        assert_eq!(SPEC.source(), Source { page: "api/message:list.md", line: 9 });
    }

    #[test]
    fn a_route_is_method_template_and_query() {
        let routes: Vec<_> = SPEC.routes().collect();
        assert_eq!(routes.len(), 3);
        assert_eq!((routes[0].method, routes[0].template), ("GET", "/me/messages"));
        assert_eq!((routes[0].query().count(), routes[0].required().count()), (0, 0));
        assert_eq!(routes[1].template, "/me/events");
        assert_eq!(
            routes[1].query().collect::<Vec<_>>(),
            [("$top".into(), "5".into()), ("q&".into(), "a b=c&d".into())]
        );
        assert_eq!(routes[1].required().collect::<Vec<_>>(), ["st=art"]);
        assert_eq!(routes[2], RouteSpec { method: "POST", template: "/a:/{+path}:/b", query: "" });
        assert_eq!(SPEC.route(2), Some(routes[2]));
        assert_eq!(SPEC.route(3), None);
    }

    #[test]
    fn permissions_are_account_names_page_and_routes() {
        let all: Vec<_> = SPEC.permissions().collect();
        assert_eq!(all.len(), 4);
        assert_eq!(all[0].names().collect::<Vec<_>>(), ["Mail.Read", "Mail.ReadWrite"]);
        assert_eq!((all[0].page, all[0].filter), ("api/message:list.md", None));
        assert_eq!((all[1].account, all[1].documented, all[1].names().count()), (Account::DelegatedPersonal, true, 0));
        assert_eq!((all[2].documented, all[2].names().count()), (false, 0));
        assert_eq!((all[3].page, all[3].filter), ("b.md", Some("x | y")));
        assert_eq!(SPEC.permissions_for(Account::DelegatedWork).count(), 2);
    }
}
