//! Enumerations: members of all places that document one.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::draft::EnumDraft;
use crate::model::{Enum, EnumId, Member, Name, NamedType, Type, UNLISTED};
use crate::resolve::ident::{self, Place, Scope};
use crate::resolve::names::{EnumEntry, OF_A_ROW};
use std::collections::BTreeSet;

pub(super) fn link_enum(entry: &EnumEntry<'_>, name: Name) -> (Enum, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut members: Vec<Member> = Vec::new();
    let mut scope = Scope::default();
    scope.take(UNLISTED, Place::Type);
    for (_, draft) in &entry.drafts {
        let elsewhere = members.len();
        for member in &draft.members {
            let known = members.iter().enumerate().any(|(at, m)| {
                // Another page's other case of a name is the same member; on one page they are two.
                m.name.wire == member.name || at < elsewhere && m.name.wire.eq_ignore_ascii_case(&member.name)
            });
            if known {
                continue;
            }
            let Some(formed) = ident::ident(&member.name, Place::Type) else {
                diagnostics.push(Diagnostic::new(
                    Code::NameEmpty,
                    member.span,
                    format!("the member `{}` has nothing to make a name of", member.name),
                ));
                continue;
            };
            let rust = scope.take(&formed, Place::Type).0;
            let name = Name { wire: member.name.clone(), rust };
            members.push(Member { name, doc: member.doc.clone(), span: member.span });
        }
    }
    report_differences(entry, &mut diagnostics);
    let linked = Enum {
        module: super::module(&name),
        name,
        span: entry.span,
        doc: entry.drafts.iter().map(|(_, d)| &d.doc).find(|d| !d.is_empty()).cloned().unwrap_or_default(),
        members,
        flags: entry.drafts.iter().any(|(_, d)| d.flags),
    };
    (linked, diagnostics)
}

/// Says which places give the enumeration other members than the first, in whatever case.
fn report_differences(entry: &EnumEntry<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(((_, first), others)) = entry.drafts.split_first() else { return };
    let members = |draft: &EnumDraft| draft.members.iter().map(|m| m.name.to_lowercase()).collect::<BTreeSet<_>>();
    for (page, draft) in others {
        // Of a row only those values count that stand nowhere else.
        let differs = match *page == OF_A_ROW {
            true => !draft.members.is_empty(),
            false => members(draft) != members(first),
        };
        if differs {
            let message = format!("`{}` has other members elsewhere; all of them count", entry.name);
            diagnostics.push(Diagnostic::new(Code::EnumConflict, draft.span, message).related(entry.span));
        }
    }
}

/// Says which enumerations have no members, and where they are used.
pub(super) fn report_empty(enums: &[Enum], types: &[Type], diagnostics: &mut Vec<Diagnostic>) {
    for (index, e) in enums.iter().enumerate().filter(|(_, e)| e.members.is_empty()) {
        let message = format!("`{}` has no members; it takes any value", e.name.wire);
        let diagnostic = Diagnostic::new(Code::EnumEmpty, e.span, message);
        let named = NamedType::Enum(EnumId::from(index));
        let user = types.iter().flat_map(|ty| &ty.properties).find(|property| property.ty.named == named);
        diagnostics.push(match user {
            Some(property) => diagnostic.related(property.span),
            None => diagnostic,
        });
    }
}
