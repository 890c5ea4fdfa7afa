//! Names that pages refer to and none documents.

use super::{EnumEntry, Names, OF_A_ROW, Target, TypeEntry, below, last_part};
use crate::diagnostics::{Code, Diagnostic};
use crate::fold::lower;
use crate::model::draft::{EnumDraft, MemberDraft, ParameterDraft, PropertyRow, TypeExpr};
use crate::model::{Doc, Span};
use crate::resolve::words::singular;
use std::borrow::Cow;

/// The values that a row lists beside its type.
pub(crate) struct Listed<'r> {
    pub ty: &'r TypeExpr,
    pub values: &'r [String],
    /// Several may be set at once.
    pub flags: bool,
    /// JSON shows text in their place, and the cell names their type.
    pub text: bool,
    pub span: Span,
}

impl<'r> Listed<'r> {
    pub(crate) fn by_property(row: &'r PropertyRow) -> Option<Self> {
        let values = &row.constraints.values;
        Some(Listed { ty: row.ty.as_ref()?, values, flags: row.flags, text: false, span: row.span })
    }

    pub(crate) fn by_parameter(row: &'r ParameterDraft) -> Option<Self> {
        Some(Listed { ty: row.ty.as_ref()?, values: &row.values, flags: row.flags, text: false, span: row.span })
    }

    /// Whether it says anything of its type.
    pub(crate) fn says_something(&self) -> bool {
        self.flags || !self.values.is_empty()
    }
}

impl Names<'_> {
    /// Takes the values that a row lists beside its type: an unknown name becomes an enumeration of them, a known one gets
    /// those that it does not have, in whatever case. A name that is only linked to a page about a type of another name is
    /// unknown, too, where JSON shows text.
    pub(crate) fn take_values(&mut self, row: &Listed<'_>) {
        let (expr, values) = (row.ty, row.values);
        let target = match self.lookup(expr) {
            None if is_name(&expr.name) && !values.is_empty() => self.add_undocumented_enum(expr, row.span),
            Some(target) if row.text && !values.is_empty() && self.is_only_linked(expr, target) => {
                self.add_undocumented_enum(expr, row.span)
            }
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

    /// Whether a name is documented nowhere and links to a type that is called otherwise: `persons` are of the type `person`.
    fn is_only_linked(&self, expr: &TypeExpr, target: Target) -> bool {
        let key = &*lower(expr.name.trim_start_matches('#'));
        let bare = last_part(key);
        matches!(target, Target::Type(_))
            && is_name(key)
            && self.named(key).is_none()
            && !self.is_called(target, bare)
            && !self.is_called(target, &singular(bare))
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
}

/// Letters, digits, `_` and `.`, starting with a letter: what a type can be called.
fn is_name(name: &str) -> bool {
    let name = name.trim_start_matches('#');
    name.starts_with(char::is_alphabetic)
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'))
        && !name.ends_with('.')
}
