//! From page stems to groups and operation names.

use super::names::{Names, STEM_BREAKS};
use super::types::local_name;
use super::words::singular;
use crate::fold::lower;
use crate::model::draft::PageDraft;
use crate::model::{Segment, SegmentKind};
use foldhash::HashMap;
use rayon::prelude::*;

/// What a page's file stem says: the resource and the operation, as wire names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Placed {
    /// `driveItem`, `callRecords.session`
    pub group: String,
    /// `createUploadSession`
    pub operation: String,
    /// The group is called like a type; else like a part of the stem, in lower case.
    typed: bool,
}

/// Places every page that documents a route. A group that no type gives its name is cased as a route segment or placeholder of
/// its pages is, all of them taken together, so that pages that agree in their stems stay in one group.
pub(crate) fn place_all(pages: &[PageDraft], names: &Names<'_>) -> Vec<(usize, Placed)> {
    let casing = Casing::new(names);
    let routed = pages.par_iter().enumerate().filter(|(_, page)| !page.routes.is_empty());
    let mut placed: Vec<(usize, Placed)> = routed.map(|(index, page)| (index, place(page, names, &casing))).collect();
    let mut spellings: HashMap<String, String> = HashMap::default();
    for (page, at) in placed.iter().filter(|(_, at)| !at.typed).filter_map(|(i, at)| Some((pages.get(*i)?, at))) {
        let fits = |text: &&str| text.eq_ignore_ascii_case(&at.group) && text.contains(char::is_uppercase);
        if let Some(spelling) = spelled_in(page).into_iter().find(fits) {
            spellings.entry(at.group.clone()).or_insert_with(|| lower_first(spelling));
        }
    }
    for (_, at) in placed.iter_mut().filter(|(_, at)| !at.typed) {
        if let Some(spelling) = spellings.get(&at.group) {
            at.group.clone_from(spelling);
        }
    }
    placed
}

/// What a page's routes spell: segments first, then placeholders without their `Id`.
fn spelled_in(page: &PageDraft) -> Vec<&str> {
    let templates = || page.routes.iter().map(|r| &r.template);
    let placeholders = templates().flat_map(|t| &t.params).map(|param| {
        let name = param.documented.as_str();
        name.strip_suffix("Id").or_else(|| name.strip_suffix("-id")).unwrap_or(name)
    });
    templates().flat_map(|t| &t.segments).filter_map(spelled).chain(placeholders).collect()
}

/// Reads a page's stem: `driveitem-createuploadsession` is `createUploadSession` on `driveItem`.
///
/// The resource is the one whose page has the longest leading part of the stem as its own stem, in any folder; else the type
/// that the first part names; else the type that the part before a verb names (`list` and `post` are types, too); else, behind
/// leading verbs, what they are about, a type or its plural if one is called so; else the type that the folder is called after,
/// `items/copy`; else the first part. What is left is the operation, each part cased like the route segment or type that it
/// equals.
/// With nothing left, the method of the first route names it.
fn place(page: &PageDraft, names: &Names<'_>, casing: &Casing) -> Placed {
    let stem = page.path.rsplit('/').next().unwrap_or(&page.path);
    let stem = super::names::stem(stem);
    let parts: Vec<&str> = stem.split(STEM_BREAKS).filter(|p| !p.is_empty()).collect();
    let Resource { name: group, typed, rest } = resource(&parts, folder(&page.path), names);
    let mut operation = String::new();
    for part in &rest {
        push_camel(&mut operation, casing.of(part, page));
    }
    if operation.is_empty() {
        operation = page.routes.first().map_or_else(|| "call".to_owned(), |r| r.method.as_str().to_lowercase());
    }
    Placed { group, operation, typed }
}

/// Words that begin an operation's name in page stems.
const VERBS: [&str; 11] =
    ["get", "list", "post", "create", "update", "delete", "add", "remove", "put", "patch", "upsert"];

/// The resource that a stem names, and the parts behind it.
struct Resource<'p> {
    name: String,
    /// A type is called so.
    typed: bool,
    rest: Vec<&'p str>,
}

/// The folder that a page lies in.
fn folder(path: &str) -> &str {
    path.rsplit('/').nth(1).unwrap_or_default()
}

/// Folders that are called after what pages are, in most sets: no type gives them their name.
const OF_PAGES: [&str; 7] = ["api", "apis", "docs", "reference", "references", "resource", "resources"];

/// The type that a folder is called after, be it in the plural.
fn type_of_folder(folder: &str, names: &Names<'_>) -> Option<usize> {
    let folder = lower(folder);
    if OF_PAGES.contains(&&*folder) { None } else { type_of_word(&folder, names) }
}

/// The type that a word in lower case names, be it in the plural.
fn type_of_word(word: &str, names: &Names<'_>) -> Option<usize> {
    let singular = word.strip_suffix('s').map(|stem| match stem.strip_suffix("ie") {
        Some(stem) => format!("{stem}y"),
        None => stem.to_owned(),
    });
    names.type_called(word).or_else(|| names.type_called(&singular?))
}

fn resource<'p>(parts: &[&'p str], folder: &str, names: &Names<'_>) -> Resource<'p> {
    let named = |at: usize| names.types.get(at).map(|t| lower_first(&local_name(&t.name, &names.main_namespace)));
    for end in (1..=parts.len()).rev() {
        let (head, rest) = parts.split_at(end);
        let of_page = names.type_of_stem(&head.join("-")).filter(|at| last_is_its_name(names, *at, head));
        if let Some(name) = of_page.and_then(named) {
            return Resource { name, typed: true, rest: rest.to_vec() };
        }
    }
    let type_at = |i: usize| parts.get(i).and_then(|p| names.type_called(&lower(p))).map(|at| (i, at));
    let verb = parts.iter().position(|p| VERBS.contains(&&*lower(p)));
    let before_verb = || verb.and_then(|i| i.checked_sub(1)).and_then(type_at);
    if let Some((i, at)) = type_at(0).or_else(before_verb) {
        let rest = parts.split_at(i + 1).1.to_vec();
        return Resource { name: named(at).unwrap_or_default(), typed: true, rest };
    }
    if verb == Some(0)
        && let Some((i, word)) = behind_verbs(parts)
    {
        let of_type = type_of_word(&lower(word), names).and_then(named);
        // A plural stays: `get-machines` is another operation than `get-machine`.
        let stays = of_type.is_some() && names.type_called(&lower(word)).is_none();
        let rest = parts.iter().enumerate().filter(|(other, _)| *other != i || stays).map(|(_, part)| *part).collect();
        let typed = of_type.is_some();
        return Resource { name: of_type.unwrap_or_else(|| word.to_lowercase()), typed, rest };
    }
    let of_folder = || type_of_folder(folder, names).and_then(named);
    let (name, rest) = match parts {
        [_, ..] if let Some(name) = of_folder() => return Resource { name, typed: true, rest: parts.to_vec() },
        [group, rest @ ..] => (group.to_lowercase(), rest.to_vec()),
        // Nothing to make a name of; that is told where names are given.
        [] => (String::new(), Vec::new()),
    };
    Resource { name, typed: false, rest }
}

/// Words between verbs and what they are about: `add-or-remove-tags`, `get-all-machines`.
const FILLERS: [&str; 7] = ["a", "all", "an", "and", "of", "or", "the"];

/// What the verbs that a stem begins with are about, and its place. It alone decides: were a later part taken because a type
/// is called so, the type's page would rename what stands.
fn behind_verbs<'p>(parts: &[&'p str]) -> Option<(usize, &'p str)> {
    let says = |part: &str| !VERBS.contains(&&*lower(part)) && !FILLERS.contains(&&*lower(part));
    let mut behind = parts.iter().copied().enumerate().skip(1);
    behind.clone().find(|(_, part)| says(part)).or_else(|| behind.next())
}

/// Pages disagree about a type's first letter over the years (`IdentityProvider`); a group's is small.
fn lower_first(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// A page called `shared.md` that documents another type than `shared` does not name the group. `customer.md` may document
/// `customers`.
fn last_is_its_name(names: &Names<'_>, at: usize, head: &[&str]) -> bool {
    let Some(entry) = names.types.get(at) else { return false };
    let bare = entry.name.rsplit('.').next().unwrap_or(&entry.name).to_lowercase();
    let is_it = |last: &str| last == bare || last == singular(&bare);
    head.last().is_some_and(|last| is_it(&lower(last)))
}

/// The spelling that a segment shows: literals and function names, casts by their last part.
fn spelled(segment: &Segment) -> Option<&str> {
    let text = match &segment.kind {
        SegmentKind::Literal(text) => text,
        SegmentKind::Function { name, .. } => name,
        SegmentKind::Param(_) | SegmentKind::Mixed(_) => return None,
    };
    Some(text.rsplit('.').next().unwrap_or(text).trim_start_matches('$'))
}

fn push_camel(out: &mut String, part: &str) {
    let mut chars = part.chars();
    match chars.next() {
        Some(first) if !out.is_empty() => out.extend(first.to_uppercase().chain(chars)),
        Some(_) => out.push_str(&lower_first(part)),
        None => {}
    }
}

/// How lower-case words are cased across the docs set, from its types.
#[derive(Debug)]
struct Casing {
    types: HashMap<String, String>,
}

impl Casing {
    fn new(names: &Names<'_>) -> Self {
        let all = names.types.iter().map(|t| &t.name).chain(names.enums.iter().map(|e| &e.name));
        let types = all
            .map(|name| name.rsplit('.').next().unwrap_or(name))
            .map(|bare| (bare.to_lowercase(), bare.to_owned()))
            .collect();
        Casing { types }
    }

    /// As a segment of the page's own routes spells it, else a type.
    fn of<'a>(&'a self, part: &'a str, page: &'a PageDraft) -> &'a str {
        let key = lower(part);
        let mut own = page.routes.iter().flat_map(|route| &route.template.segments).filter_map(spelled);
        let of_type = || self.types.get(&*key).map(String::as_str);
        own.find(|text| lower(text) == key).or_else(of_type).unwrap_or(part)
    }
}
