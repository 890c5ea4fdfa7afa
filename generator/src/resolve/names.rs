//! Names of types and enumerations, before anything is linked: what a reference means. [`collect`] says which names pages
//! document, [`unknown`] what becomes of others.

mod collect;
mod unknown;

pub(super) use collect::main_namespace;
pub(crate) use unknown::Listed;

use crate::fold::lower;
use crate::model::draft::{EnumDraft, JsonMember, TypeDraft, TypeExpr};
use crate::model::edm;
use crate::model::{Edm, EnumId, NamedType, Span, TypeId, TypeRef};
use foldhash::HashMap;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What a type name leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Target {
    Edm(Edm),
    /// An entry of [`Names::types`].
    Type(usize),
    /// An entry of [`Names::enums`].
    Enum(usize),
}

/// A type's name and everything that pages say about it.
#[derive(Debug)]
pub(crate) struct TypeEntry<'a> {
    pub name: String,
    /// The name in lower case.
    key: String,
    /// The drafts, with the index of their page, in page order. Empty for a type that is only referred to.
    pub drafts: Vec<(usize, &'a TypeDraft)>,
    /// Where it is documented or first referred to.
    pub span: Span,
}

/// The page of a draft that holds what a row lists beside its type.
pub(crate) const OF_A_ROW: usize = usize::MAX;

/// An enumeration's name and its drafts.
#[derive(Debug)]
pub(crate) struct EnumEntry<'a> {
    pub name: String,
    /// The name in lower case.
    key: String,
    pub drafts: Vec<(usize, Cow<'a, EnumDraft>)>,
    pub span: Span,
}

/// All names of types and enumerations.
#[derive(Debug, Default)]
pub(crate) struct Names<'a> {
    pub types: Vec<TypeEntry<'a>>,
    pub enums: Vec<EnumEntry<'a>>,
    /// Full name, lower case.
    full: HashMap<String, Target>,
    /// What is left of a full name in lower case without the main namespace; also the bare name of what lies in another
    /// one, if nothing else is called so.
    short: HashMap<String, Target>,
    /// Bare name, lower case: the first of that name, those of the main namespace first. Only for the stems of pages, which
    /// name no namespace.
    bare: HashMap<String, Target>,
    /// Page path, lower case: the types and enumerations that it documents.
    pages: HashMap<String, Vec<Target>>,
    /// Stem of a page that documents no route, lower case: the first type that it documents.
    stems: HashMap<String, usize>,
    /// References to types that are documented nowhere, by entry.
    unknown: BTreeMap<usize, Vec<Span>>,
    /// References by a full name that is none, with a link to what is meant.
    misnamed: Vec<(Span, String, Target)>,
    /// The namespace of most types.
    pub main_namespace: String,
}

impl<'a> Names<'a> {
    /// A name without namespace gets the main one.
    fn qualify(&self, name: &str) -> String {
        let name = name.trim_start_matches('#');
        if name.contains('.') || self.main_namespace.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.main_namespace)
        }
    }

    /// The type that a bare name in lower case means, if there is one: for page stems.
    pub(crate) fn type_called(&self, bare: &str) -> Option<usize> {
        match self.bare.get(bare) {
            Some(Target::Type(at)) => Some(*at),
            _ => None,
        }
    }

    /// The first type of the first page, in whatever folder, that has this stem, its words parted by `-`, and documents no route.
    pub(crate) fn type_of_stem(&self, stem: &str) -> Option<usize> {
        self.stems.get(&*lower(stem)).copied()
    }

    /// What a name in lower case means. One with a namespace is never a type of another namespace; where no page names any,
    /// the types may be of whichever they are said to be.
    fn named(&self, key: &str) -> Option<Target> {
        let any = || self.main_namespace.is_empty().then(|| self.full.get(last_part(key))).flatten();
        self.full.get(key).or_else(|| self.short.get(key)).or_else(any).copied()
    }

    /// What an expression means: where it links to, else a primitive, else a name. Of several primitives that differ in JSON no
    /// one could stand for the others.
    pub(crate) fn lookup(&self, expr: &TypeExpr) -> Option<Target> {
        if !expr.alternatives.is_empty() && expr.is_any_value() {
            return Some(Target::Edm(Edm::Untyped));
        }
        self.lookup_first(expr)
    }

    /// What the first type of an expression means.
    fn lookup_first(&self, expr: &TypeExpr) -> Option<Target> {
        let name = expr.name.trim_start_matches('#');
        let key = &*lower(name);
        if let Some(target) = expr.link.as_deref().and_then(|link| self.linked(link, key)) {
            // `[DateTimeOffset](timestamp.md)` explains a primitive; `[list](list.md)` is a type of that name.
            let is_same = self.is_called(target, key);
            let explains = |e: &Edm| e.name().strip_prefix("Edm.").is_some_and(|bare| bare.eq_ignore_ascii_case(key));
            let primitive = Edm::ALL.into_iter().filter(|_| !is_same).find(explains);
            return Some(primitive.map_or(target, Target::Edm));
        }
        let primitive = edm(key).map(Target::Edm);
        if primitive.is_some() && (expr.link.is_none() || key.starts_with("edm.")) {
            // "Class" says that there is an object, unless a type is called so.
            return self.named(key).filter(|_| key == "class").or(primitive);
        }
        self.named(key).or(primitive)
    }

    /// A link to a page means the item of that name there, else the page's only or first type; but a documented full name
    /// means itself.
    fn linked(&self, link: &str, key: &str) -> Option<Target> {
        let targets = self.pages.get(&*lower(link))?;
        let bare = last_part(key);
        if bare != key
            && let Some(known) = self.named(key)
        {
            return Some(known);
        }
        let named = targets.iter().find(|target| self.is_called(**target, bare));
        if named.is_some() {
            return named.copied();
        }
        // A name that is a type of its own elsewhere wins over a link to a page about something else.
        if let Some(known) = self.named(key) {
            return Some(known);
        }
        targets.iter().find(|t| matches!(t, Target::Type(_))).or(targets.first()).copied()
    }

    /// Whether an entry has this name, in lower case and without a namespace, in whichever namespace.
    fn is_called(&self, target: Target, bare: &str) -> bool {
        let full = match target {
            Target::Edm(_) => None,
            Target::Type(at) => self.types.get(at).map(|t| t.key.as_str()),
            Target::Enum(at) => self.enums.get(at).map(|e| e.key.as_str()),
        };
        let namespace = full.and_then(|full| full.strip_suffix(bare));
        namespace.is_some_and(|namespace| namespace.is_empty() || namespace.ends_with('.'))
    }

    /// Sorts entries by name and gives them their ids.
    pub(crate) fn ids(&self) -> Ids {
        let order = |names: Vec<&str>| {
            let sorted: BTreeMap<(String, usize), usize> =
                names.iter().enumerate().map(|(i, n)| (((*n).to_owned(), i), i)).collect();
            let mut ids = vec![0; names.len()];
            for (id, at) in sorted.into_values().enumerate() {
                if let Some(slot) = ids.get_mut(at) {
                    *slot = id;
                }
            }
            ids
        };
        Ids {
            types: order(self.types.iter().map(|t| t.name.as_str()).collect()),
            enums: order(self.enums.iter().map(|e| e.name.as_str()).collect()),
        }
    }

    /// Links an expression. What cannot be a name stays untyped.
    pub(crate) fn link(&self, expr: &TypeExpr, ids: &Ids) -> TypeRef {
        ids.linked(self.lookup(expr), expr.collection)
    }

    /// As [`link`](Self::link), for what stands in a URL: that is text of some type, and no JSON.
    pub(crate) fn link_in_url(&self, expr: &TypeExpr, ids: &Ids) -> TypeRef {
        ids.linked(self.lookup_first(expr), expr.collection)
    }

    /// What the text that a JSON representation shows means as a type's name: `"address": shop.address`.
    pub(crate) fn named_by(&self, member: &JsonMember) -> impl Iterator<Item = Target> {
        member.ty.alternatives.iter().filter_map(|name| self.lookup(&TypeExpr::named(name)))
    }
}

/// Positions of entries in id order.
#[derive(Debug)]
pub(crate) struct Ids {
    types: Vec<usize>,
    enums: Vec<usize>,
}

impl Ids {
    /// A reference to what an expression means. What cannot be a name stays untyped.
    pub(crate) fn linked(&self, target: Option<Target>, collection: bool) -> TypeRef {
        let named = match target {
            Some(Target::Edm(primitive)) => NamedType::Edm(primitive),
            Some(Target::Type(at)) => NamedType::Type(self.type_id(at)),
            Some(Target::Enum(at)) => NamedType::Enum(self.enum_id(at)),
            None => NamedType::Edm(Edm::Untyped),
        };
        TypeRef { named, collection }
    }

    pub(crate) fn type_id(&self, entry: usize) -> TypeId {
        TypeId::from(self.types.get(entry).copied().unwrap_or(0))
    }

    pub(crate) fn enum_id(&self, entry: usize) -> EnumId {
        EnumId::from(self.enums.get(entry).copied().unwrap_or(0))
    }
}

/// A full name without its namespace.
pub(super) fn last_part(full: &str) -> &str {
    full.rsplit_once('.').map_or(full, |(_, last)| last)
}

/// What follows the main namespace in a full name in lower case.
fn below<'a>(key: &'a str, main: &str) -> Option<&'a str> {
    let (start, rest) = key.split_at_checked(main.len())?;
    start.eq_ignore_ascii_case(main).then_some(rest)
}

/// What parts the words of a page's stem: sets changed from `book_get` to `book-get` over the years.
pub(crate) const STEM_BREAKS: [char; 4] = ['-', '_', '.', ' '];

/// A file name without its extension, in whatever case.
pub(crate) fn stem(file: &str) -> &str {
    match file.rsplit_once('.') {
        Some((stem, extension)) if extension.eq_ignore_ascii_case("md") => stem,
        _ => file,
    }
}
