//! Sentences that say of which type the object in a request body is.

use super::super::links::Links;
use super::super::rich::RichText;
use super::{linked_names, sentences};
use crate::model::draft::TypeExpr;

/// "Provide a new [X](x.md) object", "Supply an array of [X](x.md) objects", "A [X](x.md).": X itself, and not an id of it or
/// something in it.
pub(super) fn whole(text: &RichText, links: &Links<'_>) -> Option<TypeExpr> {
    sentences::of(&text.plain).find_map(|sentence| {
        let link = text.links.iter().find(|link| sentence.contains(&link.range.start))?;
        let before = sentences::folded(text.plain.get(sentence.start..link.range.start)?);
        let after = sentences::folded(text.plain.get(link.range.end..sentence.end)?);
        let many = introduces(&before).filter(|_| is_meant_itself(&after))?;
        let (_, expr) = linked_names(text, link.range.clone(), links).next()?;
        Some(TypeExpr { collection: expr.collection || many, ..expr })
    })
}

/// Whether the words before a type's name say that such an object is sent, and whether many are.
fn introduces(before: &str) -> Option<bool> {
    let mut words: Vec<&str> = before.split_whitespace().collect();
    let last_is = |words: &[&str], any: &[&str]| words.last().is_some_and(|last| any.contains(last));
    while last_is(&words, &["new", "updated", "single", "complete", "valid"]) {
        words.pop();
    }
    let article = ["a", "an", "the"];
    let mut has_article = last_is(&words, &article);
    words.truncate(words.len() - usize::from(has_article));
    let many = matches!(words.as_slice(), [.., "array" | "collection" | "list", "of"]);
    if many {
        words.truncate(words.len() - 2);
        has_article = last_is(&words, &article);
        words.truncate(words.len() - usize::from(has_article));
    }
    let verbs = ["supply", "provide", "include", "specify", "send", "add"];
    let alone = words.is_empty() && has_article;
    (alone || last_is(&words, &verbs)).then_some(many)
}

/// Whether the words behind a type's name leave it at that: "object", "resource in the request body", nothing.
fn is_meant_itself(after: &str) -> bool {
    let mut words = after.split_whitespace().map(|word| word.trim_end_matches(['.', ',', ';', ':']));
    let kinds = ["object", "objects", "resource", "resources", "entity", "instance"];
    match words.next() {
        None | Some("" | "in") => true,
        Some(kind) => kinds.contains(&kind) && !words.next().is_some_and(|next| next.starts_with("id")),
    }
}

/// The X of "a JSON representation of the X object", where nothing links it.
pub(super) fn unlinked(plain: &str) -> Option<TypeExpr> {
    let word = "representation";
    let rest = plain.get(plain.find(word)? + word.len()..)?.trim_start();
    let rest = ["of ", "for "].iter().find_map(|preposition| rest.strip_prefix(preposition))?;
    let mut words = rest.split_whitespace().skip_while(|word| matches!(*word, "a" | "an" | "the" | "new" | "updated"));
    let name = words.next()?;
    let ends = name.ends_with('.') || words.next().is_none_or(|next| is_meant_itself(&next.to_lowercase()));
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    let is_name = name.starts_with(char::is_alphabetic) && name.chars().all(|c| c.is_alphanumeric() || c == '.');
    (ends && is_name).then(|| TypeExpr::named(name))
}

#[cfg(test)]
mod tests {
    use super::{introduces, is_meant_itself, unlinked};

    #[test]
    fn an_object_is_introduced_by_a_verb_or_by_nothing() {
        let rows = [
            ("in the request body, provide a ", Some(false)),
            ("provide the new ", Some(false)),
            ("supply an array of ", Some(true)),
            ("a ", Some(false)),
            ("supply the identifier of the ", None),
            ("for details, see ", None),
            ("", None),
        ];
        for (before, expected) in rows {
            assert_eq!(introduces(before), expected, "{before:?}");
        }
    }

    #[test]
    fn an_id_of_an_object_is_not_the_object() {
        for (after, expected) in [
            (" object.", true),
            (".", true),
            (" resource in the request body", true),
            (" object id", false),
            (" fields", false),
        ] {
            assert_eq!(is_meant_itself(after), expected, "{after:?}");
        }
    }

    #[test]
    fn the_word_behind_representation() {
        let rows = [
            ("Supply a JSON representation for the folderView object.", Some("folderView")),
            ("Supply a JSON representation of a new folder.", Some("folder")),
            ("Supply JSON representation of the parameters that follow.", None),
            ("Supply a folder.", None),
        ];
        for (text, expected) in rows {
            assert_eq!(unlinked(text).map(|expr| expr.name).as_deref(), expected, "{text}");
        }
    }
}
