//! The names that pages document.

use super::{EnumEntry, Names, STEM_BREAKS, Target, TypeEntry, below, last_part, stem};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::Span;
use crate::model::draft::{EnumDraft, PageDraft, TypeDraft};
use foldhash::HashMap;
use std::borrow::Cow;
use std::collections::BTreeMap;

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
            self.stems.entry(stem.replace(STEM_BREAKS, "-")).or_insert(at);
            let Some(entry) = self.types.get_mut(at) else { continue };
            if last_part(&entry.key) == stem {
                entry.drafts.sort_by_key(|(page, _)| *page != index);
            }
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
}

/// Two places spell one name in different cases.
fn other_case(known: &str, first: Span, name: &str, span: Span) -> Option<Diagnostic> {
    (known != name).then(|| {
        let message = format!("`{name}` is `{known}` elsewhere; they are one, under the first spelling");
        Diagnostic::new(Code::NameCase, span, message).related(first)
    })
}

fn is_directly_in(name: &str, namespace: &str) -> bool {
    name.strip_prefix(namespace).is_some_and(|rest| !rest.contains('.'))
}

/// The namespace of most documented types; pages that name none do not count.
pub(in crate::resolve) fn main_namespace(pages: &[PageDraft]) -> String {
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
