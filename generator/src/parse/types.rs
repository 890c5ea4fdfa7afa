//! Which type the tables, JSON and sentences of a page belong to.

mod values;

use super::links::Links;
use super::markdown::{Fence, Row, Table};
use super::rich::RichText;
use super::section::{Outline, Section};
use super::{enums, page::append, prose, resource};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::draft::{EnumDraft, PropertyRow, TypeDraft, TypeExpr};
use crate::model::{Doc, Span};
use std::ops::Range;
use values::ValueTable;

/// Types and enumerations found so far.
#[derive(Debug, Default)]
pub(crate) struct Types<'a> {
    resources: Vec<(usize, TypeDraft)>,
    tables: Vec<PropertyTable>,
    enums: Vec<EnumDraft>,
    values: Vec<ValueTable>,
    prose: Vec<Paragraph<'a>>,
    /// The last paragraph: a table of values may follow it.
    lead: Option<&'a RichText<'a>>,
    /// Rows that name no property.
    left_out: Vec<Span>,
    /// Types of members of the page's body.
    parts: Vec<TypeDraft>,
}

#[derive(Debug)]
struct PropertyTable {
    at: usize,
    /// The headings it stands under, outermost first, in lower case.
    headings: Vec<String>,
    rows: Vec<PropertyRow>,
}

/// A paragraph, to be asked about the page's type once there is one.
#[derive(Debug)]
struct Paragraph<'a> {
    text: &'a RichText<'a>,
    in_example: bool,
}

/// What names a page's own type.
#[derive(Debug)]
pub(crate) struct PageTitle<'a> {
    pub title: &'a str,
    pub namespace: Option<&'a str>,
    pub path: &'a str,
    pub doc_type: Option<&'a str>,
    /// Whether it documents calls.
    pub has_routes: bool,
    pub span: Span,
}

impl<'a> Types<'a> {
    /// Takes a resource annotation's type.
    pub(crate) fn resource(&mut self, draft: TypeDraft, at: usize) {
        self.resources.push((at, draft));
    }

    /// Whether the page documents a type or enumeration.
    pub(crate) fn is_any(&self) -> bool {
        !(self.tables.is_empty() && self.enums.is_empty() && self.resources.iter().all(|(_, r)| r.json.is_none()))
    }

    /// Takes a property or relationship table.
    pub(crate) fn properties(
        &mut self,
        table: &Table,
        relationship: bool,
        place: &Place<'_>,
        span: impl Fn(&Row) -> Span,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let rows = resource::rows(table, relationship, place.links, span, &mut self.left_out, diagnostics);
        if !rows.is_empty() {
            self.tables.push(PropertyTable { at: place.at, headings: place.outline.path(), rows });
        }
    }

    /// Takes a table about a type that another table of the page names.
    pub(crate) fn part(
        &mut self,
        name: String,
        table: &Table,
        links: &Links<'_>,
        at: Span,
        span: impl Fn(&Row) -> Span,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let rows = resource::rows(table, false, links, span, &mut self.left_out, diagnostics);
        self.parts.push(TypeDraft { rows, ..resource::from_tables(name, at) });
    }

    /// Takes another table of a section of properties: it may list the values of one.
    pub(crate) fn values(
        &mut self,
        table: &Table,
        outline: &Outline<'_>,
        links: &Links<'_>,
        at: Span,
        span: impl Fn(&Row) -> Span,
    ) {
        let lead = self.lead.take().filter(|text| text.plain.contains("values"));
        let lead = lead.map(|text| text.marked().to_lowercase()).unwrap_or_default();
        self.values.push(ValueTable::read(table, outline.heading().unwrap_or_default(), lead, links, at, span));
    }

    /// Takes a table of members.
    pub(crate) fn members(
        &mut self,
        table: &Table,
        outline: &Outline<'_>,
        links: &Links<'_>,
        at: Span,
        span: impl Fn(&Row) -> Span,
    ) {
        let named = match outline.section() {
            Some(Section::Members(Some(name))) => Some(name.clone()),
            // A table of members under a heading that is a name: `### importance`.
            _ => outline.heading().filter(|h| outline.depth() > 1 && !h.contains(' ')).map(str::to_owned),
        };
        let draft = enums::read(
            table,
            named.filter(|n| !matches!(n.to_lowercase().as_str(), "members" | "values")).unwrap_or_default(),
            links,
            at,
            span,
        );
        self.enums.push(draft);
    }

    /// Takes a heading: what stands before it leads to nothing below it.
    pub(crate) fn heading(&mut self) {
        self.lead = None;
    }

    /// Takes a paragraph: it may name the base type, or say that members combine.
    pub(crate) fn prose(&mut self, text: &'a RichText<'a>, outline: &Outline<'_>) {
        self.prose.push(Paragraph { text, in_example: outline.in_example() });
        self.lead = Some(text);
    }

    /// The type that the prose says the page's own derives from.
    fn base(&self, links: &Links<'_>) -> Option<TypeExpr> {
        let mut described = self.prose.iter().filter(|paragraph| !paragraph.in_example);
        described.find_map(|paragraph| prose::base_type(paragraph.text, links))
    }

    /// Whether the prose says that members combine.
    fn says_flags(&self) -> bool {
        self.prose.iter().any(|paragraph| enums::says_flags(&paragraph.text.plain.to_ascii_lowercase()))
    }

    /// Takes a JSON fence without annotation: the JSON representation of the page's type, if it stands in that section.
    pub(crate) fn bare_json(
        &mut self,
        fence: &Fence,
        outline: &Outline<'_>,
        span: impl Fn(Range<usize>) -> Span,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let json = matches!(fence.language.as_str(), "json" | "");
        if !json || outline.section() != Some(&Section::Json) || !fence.text.trim_start().starts_with('{') {
            return;
        }
        let draft = resource::unannotated(&fence.text, span, diagnostics);
        if draft.json.is_some() {
            self.resources.push((0, draft));
        }
    }

    /// Puts tables to types and names what is nameless after the page.
    pub(crate) fn finish(
        mut self,
        page: &PageTitle<'_>,
        doc: &Doc,
        deprecated: Option<&Doc>,
        links: &Links<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Drafts {
        let is_enum_page = page.is_enum();
        let mut rows: Vec<&mut PropertyRow> = self.tables.iter_mut().flat_map(|table| &mut table.rows).collect();
        for table in self.values.drain(..) {
            self.enums.extend(table.give(&mut rows, diagnostics));
        }
        if !is_enum_page {
            values::give_members(&self.enums, &mut rows);
        }
        let enums = self.name_enums(page, doc);
        self.name_types(page);
        if self.resources.is_empty() && !self.tables.is_empty() {
            match page.type_name().filter(|_| !is_enum_page) {
                Some(name) => self.resources.push((0, resource::from_tables(name, page.span))),
                None => {
                    let span = self.tables.first().and_then(|t| t.rows.first()).map_or(page.span, |r| r.span);
                    diagnostics.push(Diagnostic::new(
                        Code::TypeNameless,
                        span,
                        "this table belongs to no type with a name",
                    ));
                }
            }
        }
        if self.resources.is_empty()
            && !is_enum_page
            && enums.is_empty()
            && page.claims_type()
            && let Some(name) = page.type_name()
        {
            diagnostics.push(Diagnostic::new(
                Code::TypePageEmpty,
                page.span,
                format!("`{name}` has neither properties nor a JSON representation"),
            ));
            self.resources.push((0, resource::from_tables(name, page.span)));
        }
        self.assign_tables();
        let mut types: Vec<TypeDraft> =
            std::mem::take(&mut self.resources).into_iter().map(|(_, draft)| draft).collect();
        types.iter_mut().for_each(values::give_shown);
        if let Some(first) = types.first_mut() {
            append(&mut first.doc, doc);
            first.deprecated = deprecated.cloned();
            if first.base.is_none() {
                first.base = self.base(links);
                if let (Some(base), true) = (&first.base, first.json.is_some()) {
                    let message = format!(
                        "the prose says that `{}` derives from `{}`; the annotation does not",
                        first.name, base.name
                    );
                    diagnostics.push(Diagnostic::new(Code::BaseMissing, first.span, message));
                }
            }
        }
        types.extend(self.parts);
        Drafts { types, enums, rows_left_out: self.left_out }
    }

    /// A JSON representation without annotation belongs to the page's own type.
    fn name_types(&mut self, page: &PageTitle<'_>) {
        for (_, draft) in &mut self.resources {
            if draft.name.is_empty() {
                draft.name = page.type_name().unwrap_or_default();
            } else if !draft.name.contains('.')
                && let Some(namespace) = page.namespace
            {
                draft.name = format!("{namespace}.{}", draft.name);
            }
        }
        self.resources.retain(|(_, draft)| !draft.name.is_empty());
    }

    fn name_enums(&mut self, page: &PageTitle<'_>, doc: &Doc) -> Vec<EnumDraft> {
        let mut enums = std::mem::take(&mut self.enums);
        let combine = enums.len() == 1 && self.says_flags();
        for draft in &mut enums {
            if draft.name.is_empty() {
                draft.name = page.type_name().unwrap_or_default();
                draft.doc = doc.clone();
            } else if let Some(namespace) = page.namespace.filter(|_| !draft.name.contains('.')) {
                draft.name = format!("{namespace}.{}", draft.name);
            }
            draft.flags |= combine;
        }
        enums.retain(|e| !e.name.is_empty());
        enums
    }

    /// With one type on the page every table is its. With several: the one that the nearest heading names, else the next one below.
    fn assign_tables(&mut self) {
        let several = self.resources.len() > 1;
        for table in std::mem::take(&mut self.tables) {
            let full = |h: &String| self.resources.iter().position(|(_, t)| names_in_full(h, &t.name));
            let bare = |h: &String| self.resources.iter().position(|(_, t)| names(h, &t.name));
            let by_heading = || table.headings.iter().rev().find_map(|h| full(h).or_else(|| bare(h)));
            let named = if several { by_heading() } else { None };
            let below = self.resources.iter().position(|(at, _)| *at > table.at);
            let Some((_, draft)) =
                named.or(below).or(self.resources.len().checked_sub(1)).and_then(|i| self.resources.get_mut(i))
            else {
                self.left_out.extend(table.rows.iter().map(|row| row.span));
                continue;
            };
            draft.rows.extend(table.rows);
        }
    }
}

/// Where a table stands.
pub(crate) struct Place<'a> {
    pub outline: &'a Outline<'a>,
    pub links: &'a Links<'a>,
    pub at: usize,
}

/// What a page documents.
pub(crate) struct Drafts {
    pub types: Vec<TypeDraft>,
    pub enums: Vec<EnumDraft>,
    pub rows_left_out: Vec<Span>,
}

/// Whether a heading (in lower case) holds a type's name with its namespace as a word.
fn names_in_full(heading: &str, full: &str) -> bool {
    let words = || heading.split(|c: char| !(c.is_alphanumeric() || c == '.'));
    full.contains('.') && words().any(|word| word.eq_ignore_ascii_case(full))
}

/// Whether a heading (in lower case) holds a type's bare name as a word.
fn names(heading: &str, full: &str) -> bool {
    let bare = full.rsplit('.').next().unwrap_or(full).to_lowercase();
    heading.split(|c: char| !c.is_alphanumeric()).any(|word| word == bare)
}

impl PageTitle<'_> {
    /// `x enum type`, or an `enumPageType`.
    fn is_enum(&self) -> bool {
        let title = self.title.to_lowercase();
        title.contains(" enum") || self.doc_type.is_some_and(|t| t.eq_ignore_ascii_case("enumPageType"))
    }

    /// Whether the page says that it documents a type.
    fn claims_type(&self) -> bool {
        let title = self.title.to_lowercase();
        ["resource type", "complex type", "entity type"].iter().any(|s| title.ends_with(s))
    }

    /// The type that the page is about, from its H1, with the page's namespace: `driveItem resource type`.
    fn type_name(&self) -> Option<String> {
        let title = self.title.trim().trim_matches(['*', '`', '"']);
        let deprecated = title
            .len()
            .checked_sub("(deprecated)".len())
            .filter(|at| title.get(*at..).is_some_and(|end| end.eq_ignore_ascii_case("(deprecated)")));
        let title = deprecated.and_then(|at| title.get(..at)).map_or(title, str::trim_end);
        let lower = title.to_lowercase();
        let suffixes = [
            " resource type",
            " complex type",
            " entity type",
            " enum type",
            " enumeration type",
            " resource",
            " type",
            " enumeration",
            " enum",
            " entity",
            " values",
        ];
        let end = suffixes.iter().find(|s| lower.ends_with(*s)).map_or(title.len(), |s| title.len() - s.len());
        let name = title.get(..end)?.trim();
        let usable = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_'));
        let name = if usable { name.to_owned() } else { self.stem_name()? };
        Some(match self.namespace {
            Some(namespace) if !name.contains('.') => format!("{namespace}.{name}"),
            _ => name,
        })
    }

    /// A prose title: the words run together, if the file's name agrees.
    fn stem_name(&self) -> Option<String> {
        let calls = self.has_routes || self.doc_type.is_some_and(|t| t.eq_ignore_ascii_case("apiPageType"));
        let stem = self.path.rsplit('/').next()?.trim_end_matches(".md");
        let stem = stem.rsplit('-').next().filter(|_| !calls)?;
        let joined: String =
            self.title.split_whitespace().map(|w| w.trim_matches(|c: char| !c.is_alphanumeric())).collect();
        let matched = joined.to_lowercase().find(&stem.to_lowercase()).and_then(|at| joined.get(at..at + stem.len()));
        let name = matched.unwrap_or(stem);
        let mut chars = name.chars();
        let first = chars.next()?;
        Some(first.to_lowercase().chain(chars).collect())
    }
}
