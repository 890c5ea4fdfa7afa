//! Names of types and enumerations, before anything is linked: which names there are, and what a reference means.

use crate::diagnostics::{Code, Diagnostic};
use crate::fold::lower;
use crate::model::draft::{EnumDraft, MemberDraft, PageDraft, ParameterDraft, PropertyRow, TypeDraft, TypeExpr};
use crate::model::edm;
use crate::model::{Doc, Edm, EnumId, NamedType, Span, TypeId, TypeRef};
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

/// The values that a row lists beside its type.
pub(crate) struct Listed<'r> {
    pub ty: &'r TypeExpr,
    pub values: &'r [String],
    /// Several may be set at once.
    pub flags: bool,
    pub span: Span,
}

impl<'r> Listed<'r> {
    pub(crate) fn by_property(row: &'r PropertyRow) -> Option<Self> {
        Some(Listed { ty: row.ty.as_ref()?, values: &row.constraints.values, flags: row.flags, span: row.span })
    }

    pub(crate) fn by_parameter(row: &'r ParameterDraft) -> Option<Self> {
        Some(Listed { ty: row.ty.as_ref()?, values: &row.values, flags: row.flags, span: row.span })
    }

    /// Whether it says anything of its type.
    pub(crate) fn says_something(&self) -> bool {
        self.flags || !self.values.is_empty()
    }
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
    /// Collects what pages document.
    pub(crate) fn collect(pages: &'a [PageDraft], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut names = Names { main_namespace: main_namespace(pages), ..Names::default() };
        for (index, page) in pages.iter().enumerate() {
            for draft in &page.types {
                names.add_type(index, page, draft, diagnostics);
            }
        }
        for (index, page) in pages.iter().enumerate() {
            for draft in &page.enums {
                names.add_enum(index, page, draft, diagnostics);
            }
        }
        for draft in pages.iter().flat_map(|page| &page.types) {
            names.add_aliases(draft);
        }
        for (index, page) in pages.iter().enumerate().filter(|(_, p)| p.routes.is_empty()) {
            names.note_stem(index, page);
        }
        names.index_short();
        names
    }

    /// Notes which type a page's stem means. What a page of the type's own name says of it comes before what others say.
    fn note_stem(&mut self, index: usize, page: &PageDraft) {
        let stem = stem(page.path.rsplit('/').next().unwrap_or(&page.path)).to_lowercase();
        let types = self.pages.get(&page.path.to_lowercase()).into_iter().flatten();
        for at in types.filter_map(|t| if let Target::Type(at) = t { Some(*at) } else { None }) {
            self.stems.entry(stem.clone()).or_insert(at);
            let Some(entry) = self.types.get_mut(at) else { continue };
            if last_part(&entry.key) == stem {
                entry.drafts.sort_by_key(|(page, _)| *page != index);
            }
        }
    }

    /// A name without namespace gets the main one.
    fn qualify(&self, name: &str) -> String {
        let name = name.trim_start_matches('#');
        if name.contains('.') || self.main_namespace.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.main_namespace)
        }
    }

    fn add_type(&mut self, index: usize, page: &PageDraft, draft: &'a TypeDraft, diagnostics: &mut Vec<Diagnostic>) {
        let name = self.qualify(&draft.name);
        let key = name.to_lowercase();
        let target = match self.full.get(&key) {
            Some(Target::Type(at)) => {
                if let Some(entry) = self.types.get_mut(*at) {
                    diagnostics.extend(other_case(&entry.name, entry.span, &name, draft.span));
                    entry.drafts.push((index, draft));
                }
                Target::Type(*at)
            }
            _ => {
                let (key, span) = (key.clone(), draft.span);
                self.types.push(TypeEntry { name, key, drafts: vec![(index, draft)], span });
                Target::Type(self.types.len() - 1)
            }
        };
        self.full.insert(key, target);
        self.note_page(page, target);
    }

    fn add_enum(&mut self, index: usize, page: &PageDraft, draft: &'a EnumDraft, diagnostics: &mut Vec<Diagnostic>) {
        let name = self.qualify(&draft.name);
        let key = name.to_lowercase();
        let draft = Cow::Borrowed(draft);
        let target = match self.full.get(&key) {
            // A table of members under the name of a type: the type's page lists values of something else.
            Some(Target::Type(at)) => {
                let message = format!("`{name}` is a type; what this table lists as its members is passed over");
                let diagnostic = Diagnostic::new(Code::TableUnreadable, draft.span, message);
                diagnostics.extend(self.types.get(*at).map(|ty| diagnostic.related(ty.span)));
                return;
            }
            Some(Target::Enum(at)) => {
                if let Some(entry) = self.enums.get_mut(*at) {
                    diagnostics.extend(other_case(&entry.name, entry.span, &name, draft.span));
                    entry.drafts.push((index, draft));
                }
                Target::Enum(*at)
            }
            _ => {
                let (key, span) = (key.clone(), draft.span);
                self.enums.push(EnumEntry { name, key, drafts: vec![(index, draft)], span });
                Target::Enum(self.enums.len() - 1)
            }
        };
        self.full.insert(key, target);
        self.note_page(page, target);
    }

    /// Other names that its page gives a type. What is documented under such a name is that, no alias.
    fn add_aliases(&mut self, draft: &TypeDraft) {
        let Some(target) = self.full.get(&self.qualify(&draft.name).to_lowercase()).copied() else { return };
        for alias in &draft.aliases {
            let key = self.qualify(alias).to_lowercase();
            self.full.entry(key).or_insert(target);
        }
    }

    fn note_page(&mut self, page: &PageDraft, target: Target) {
        let of_page = self.pages.entry(page.path.to_lowercase()).or_default();
        if !of_page.contains(&target) {
            of_page.push(target);
        }
    }

    fn index_short(&mut self) {
        let main = format!("{}.", self.main_namespace);
        let types = self.types.iter().enumerate().map(|(i, entry)| (&entry.name, &entry.key, Target::Type(i)));
        let enums = self.enums.iter().enumerate().map(|(i, entry)| (&entry.name, &entry.key, Target::Enum(i)));
        let mut all: Vec<(bool, &String, Target)> =
            types.chain(enums).map(|(name, key, target)| (!is_directly_in(name, &main), key, target)).collect();
        all.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
        let mut elsewhere: HashMap<&str, usize> = HashMap::default();
        for (_, full, _) in all.iter().filter(|(is_elsewhere, ..)| *is_elsewhere) {
            *elsewhere.entry(last_part(full)).or_default() += 1;
        }
        for (is_elsewhere, full, target) in &all {
            let bare = last_part(full);
            self.bare.entry(bare.to_owned()).or_insert(*target);
            if !is_elsewhere || elsewhere.get(bare) == Some(&1) {
                self.short.entry(bare.to_owned()).or_insert(*target);
            }
            if let Some(local) = below(full, &main) {
                self.short.entry(local.to_owned()).or_insert(*target);
            }
        }
    }

    /// The type that a bare name in lower case means, if there is one: for page stems.
    pub(crate) fn type_called(&self, bare: &str) -> Option<usize> {
        match self.bare.get(bare) {
            Some(Target::Type(at)) => Some(*at),
            _ => None,
        }
    }

    /// The first type of the first page, in whatever folder, that has this stem and documents no route.
    pub(crate) fn type_of_stem(&self, stem: &str) -> Option<usize> {
        self.stems.get(&stem.to_lowercase()).copied()
    }

    /// What a name in lower case means. One with a namespace is never a type of another namespace; where no page names any,
    /// the types may be of whichever they are said to be.
    fn named(&self, key: &str) -> Option<Target> {
        let any = || self.full.get(last_part(key)).filter(|_| self.main_namespace.is_empty());
        self.full.get(key).or_else(|| self.short.get(key)).or_else(any).copied()
    }

    /// What an expression means: where it links to, else a primitive, else a name.
    pub(crate) fn lookup(&self, expr: &TypeExpr) -> Option<Target> {
        let name = expr.name.trim_start_matches('#');
        let key = &*lower(name);
        if let Some(target) = expr.link.as_deref().and_then(|link| self.linked(link, key)) {
            // `[DateTimeOffset](timestamp.md)` explains a primitive; `[list](list.md)` is a type of that name.
            let is_same = self.key_of(target).is_some_and(|full| last_part(full) == key);
            let explains = |e: &Edm| e.name().strip_prefix("Edm.").is_some_and(|bare| bare.eq_ignore_ascii_case(key));
            let primitive = Edm::ALL.into_iter().filter(|_| !is_same).find(explains);
            return Some(primitive.map_or(target, Target::Edm));
        }
        let primitive = edm(key).map(Target::Edm);
        if primitive.is_some() && (expr.link.is_none() || key.starts_with("edm.")) {
            return primitive;
        }
        self.named(key).or(primitive)
    }

    /// A link to a page means the item of that name there, else the page's only or first type; but a documented full name
    /// means itself.
    fn linked(&self, link: &str, key: &str) -> Option<Target> {
        let targets = self.pages.get(&*lower(link))?;
        let bare = last_part(key);
        if let Some(known) = self.named(key).filter(|_| bare != key) {
            return Some(known);
        }
        let named = targets.iter().find(|t| self.key_of(**t).is_some_and(|full| last_part(full) == bare));
        if named.is_some() {
            return named.copied();
        }
        // A name that is a type of its own elsewhere wins over a link to a page about something else.
        if let Some(known) = self.named(key) {
            return Some(known);
        }
        targets.iter().find(|t| matches!(t, Target::Type(_))).or(targets.first()).copied()
    }

    /// The full name of an entry in lower case.
    fn key_of(&self, target: Target) -> Option<&str> {
        match target {
            Target::Edm(_) => None,
            Target::Type(at) => self.types.get(at).map(|t| t.key.as_str()),
            Target::Enum(at) => self.enums.get(at).map(|e| e.key.as_str()),
        }
    }

    /// Takes the values that a row lists beside its type: an unknown name becomes an enumeration of them, a known one gets
    /// those that it does not have, in whatever case.
    pub(crate) fn take_values(&mut self, row: &Listed<'_>) {
        let (expr, values) = (row.ty, row.values);
        let target = match self.lookup(expr) {
            None if is_name(&expr.name) && !values.is_empty() => self.add_undocumented_enum(expr, row.span),
            Some(target) => target,
            None => return,
        };
        let Target::Enum(at) = target else { return };
        let Some(entry) = self.enums.get_mut(at) else { return };
        let known = |value: &str| {
            let mut members = entry.drafts.iter().flat_map(|(_, draft)| &draft.members);
            members.any(|m| m.name.eq_ignore_ascii_case(value))
        };
        let new = values.iter().filter(|value| !known(value));
        let member = |value: &String| MemberDraft { name: value.clone(), doc: Doc::default(), span: row.span };
        let members: Vec<MemberDraft> = new.map(member).collect();
        if !members.is_empty() || row.flags {
            let draft =
                EnumDraft { name: entry.name.clone(), members, flags: row.flags, doc: Doc::default(), span: row.span };
            entry.drafts.push((OF_A_ROW, Cow::Owned(draft)));
        }
    }

    /// A name that is documented nowhere, and is one of values.
    fn add_undocumented_enum(&mut self, expr: &TypeExpr, span: Span) -> Target {
        let name = self.qualify(&expr.name);
        let (key, target) = (name.to_lowercase(), Target::Enum(self.enums.len()));
        self.note_name(&key, target);
        self.enums.push(EnumEntry { name, key, drafts: Vec::new(), span });
        target
    }

    /// Makes sure that an expression means something: an unknown name becomes an enumeration without members where values
    /// of it `are_texts`, else an empty open type.
    pub(crate) fn ensure(&mut self, expr: &TypeExpr, span: Span, are_texts: impl FnOnce() -> bool) {
        let at = match self.lookup(expr) {
            Some(Target::Type(at)) if self.is_undocumented(at) => at,
            Some(target) => return self.note_misnamed(expr, span, target),
            None if !is_name(&expr.name) => return,
            None if are_texts() => {
                self.add_undocumented_enum(expr, span);
                return;
            }
            None => {
                let name = self.qualify(&expr.name);
                let key = name.to_lowercase();
                self.note_name(&key, Target::Type(self.types.len()));
                self.types.push(TypeEntry { name, key, drafts: Vec::new(), span });
                self.types.len() - 1
            }
        };
        self.unknown.entry(at).or_default().push(span);
    }

    /// Whether [`ensure`](Self::ensure) has nothing to do for an expression. What is settled stays so: names are only added.
    pub(crate) fn is_settled(&self, expr: &TypeExpr) -> bool {
        match self.lookup(expr) {
            Some(Target::Type(at)) if self.is_undocumented(at) => false,
            Some(target) => !self.is_misnamed(expr, target),
            None => !is_name(&expr.name),
        }
    }

    fn note_misnamed(&mut self, expr: &TypeExpr, span: Span, target: Target) {
        if self.is_misnamed(expr, target) {
            self.misnamed.push((span, expr.name.trim_start_matches('#').to_owned(), target));
        }
    }

    /// A link decides what a name means, but a full name that isn't documented says something else.
    fn is_misnamed(&self, expr: &TypeExpr, target: Target) -> bool {
        let name = expr.name.trim_start_matches('#');
        name.contains('.') && !matches!(target, Target::Edm(_)) && self.named(&lower(name)).is_none()
    }

    fn note_name(&mut self, key: &str, target: Target) {
        self.full.insert(key.to_owned(), target);
        if let Some(local) = below(key, &format!("{}.", self.main_namespace)) {
            self.short.entry(local.to_owned()).or_insert(target);
        }
        self.bare.entry(last_part(key).to_owned()).or_insert(target);
    }

    /// Whether a type is only referred to.
    pub(crate) fn is_undocumented(&self, at: usize) -> bool {
        self.types.get(at).is_some_and(|entry| entry.drafts.is_empty())
    }

    /// Says of every name that is documented nowhere where it is referred to.
    pub(crate) fn report_unknown(&self, diagnostics: &mut Vec<Diagnostic>) {
        for (at, references) in &self.unknown {
            let (Some(entry), Some(first)) = (self.types.get(*at), references.first()) else { continue };
            let second = references.iter().find(|span| *span != first).copied();
            let count = match references.len() {
                1 => String::new(),
                count => format!("; {count} places refer to it"),
            };
            let namesake = self.bare.get(last_part(&entry.key)).filter(|target| **target != Target::Type(*at));
            let namesake = namesake.and_then(|target| self.place_of(*target));
            let other = namesake.map_or_else(String::new, |(name, _)| format!("; `{name}` is another one"));
            let message =
                format!("`{}` is documented nowhere; it becomes an empty open type{count}{other}", entry.name);
            let diagnostic = Diagnostic::new(Code::TypeUnknown, *first, message);
            diagnostics.push(match second.or(namesake.map(|(_, span)| span)) {
                Some(place) => diagnostic.related(place),
                None => diagnostic,
            });
        }
        for (span, name, target) in &self.misnamed {
            let Some((meant, place)) = self.place_of(*target) else { continue };
            let message = format!("`{name}` is documented nowhere; what it links to counts, `{meant}`");
            diagnostics.push(Diagnostic::new(Code::TypeMisnamed, *span, message).related(place));
        }
    }

    /// The full name of an entry, and where it stands.
    fn place_of(&self, target: Target) -> Option<(&str, Span)> {
        match target {
            Target::Edm(_) => None,
            Target::Type(at) => self.types.get(at).map(|t| (t.name.as_str(), t.span)),
            Target::Enum(at) => self.enums.get(at).map(|e| (e.name.as_str(), e.span)),
        }
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
        let named = match self.lookup(expr) {
            Some(Target::Edm(primitive)) => NamedType::Edm(primitive),
            Some(Target::Type(at)) => NamedType::Type(ids.type_id(at)),
            Some(Target::Enum(at)) => NamedType::Enum(ids.enum_id(at)),
            None => NamedType::Edm(Edm::Untyped),
        };
        TypeRef { named, collection: expr.collection }
    }
}

/// Positions of entries in id order.
#[derive(Debug)]
pub(crate) struct Ids {
    types: Vec<usize>,
    enums: Vec<usize>,
}

impl Ids {
    pub(crate) fn type_id(&self, entry: usize) -> TypeId {
        TypeId::from(self.types.get(entry).copied().unwrap_or(0))
    }

    pub(crate) fn enum_id(&self, entry: usize) -> EnumId {
        EnumId::from(self.enums.get(entry).copied().unwrap_or(0))
    }
}

/// Two places spell one name in different cases.
fn other_case(known: &str, first: Span, name: &str, span: Span) -> Option<Diagnostic> {
    (known != name).then(|| {
        let message = format!("`{name}` is `{known}` elsewhere; they are one, under the first spelling");
        Diagnostic::new(Code::NameCase, span, message).related(first)
    })
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

/// A file name without its extension, in whatever case.
pub(crate) fn stem(file: &str) -> &str {
    match file.rsplit_once('.') {
        Some((stem, extension)) if extension.eq_ignore_ascii_case("md") => stem,
        _ => file,
    }
}

fn is_directly_in(name: &str, namespace: &str) -> bool {
    name.strip_prefix(namespace).is_some_and(|rest| !rest.contains('.'))
}

/// Letters, digits, `_` and `.`, starting with a letter: what a type can be called.
fn is_name(name: &str) -> bool {
    let name = name.trim_start_matches('#');
    name.starts_with(char::is_alphabetic)
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'))
        && !name.ends_with('.')
}

/// The namespace of most documented types; pages that name none do not count.
pub(super) fn main_namespace(pages: &[PageDraft]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for page in pages {
        let of_types = page.types.iter().filter_map(|t| t.name.rsplit_once('.')).map(|(namespace, _)| namespace);
        for namespace in of_types.chain(page.namespace.as_deref()) {
            *counts.entry(namespace).or_default() += 1;
        }
    }
    counts
        .into_iter()
        .max_by_key(|(name, count)| (*count, std::cmp::Reverse(*name)))
        .map(|(name, _)| name.to_owned())
        .unwrap_or_default()
}
