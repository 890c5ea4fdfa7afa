//! Sentences that carry facts: what a body is, what comes back, which options are supported, what a type derives from.

mod objects;
pub(crate) mod options;
mod sentences;
mod translated;

pub(crate) use translated::Language;

use super::links::Links;
use super::rich::{Mark, RichText};
use super::stems::Stems;
use super::type_expr;
use crate::fold::lower;
use crate::model::draft::{BodyDraft, ResponseDraft, TypeExpr};
use memchr::memmem;
use std::ops::Range;

/// Whether a paragraph of the Request body section speaks of the items of a list that the body holds.
pub(crate) fn speaks_of_items(text: &RichText<'_>) -> bool {
    const LEAD: &str = "for each ";
    text.plain.trim_start().get(..LEAD.len()).is_some_and(|lead| lead.eq_ignore_ascii_case(LEAD))
}

/// Whether a paragraph does nothing but say that a table follows: "The following table lists the kinds of shelves."
pub(crate) fn announces_table(plain: &str) -> bool {
    plain.contains(" following ") && sentences::of(plain).nth(1).is_none()
}

/// Takes a paragraph of the Request body section.
pub(crate) fn body(text: &RichText<'_>, language: Language, links: &Links<'_>, body: &mut BodyDraft) {
    static BINARY: Stems = Stems::new(&[
        "binary",
        "byte stream",
        "bytes of",
        "contents of the",
        "mime format",
        "mime content",
        "multipart",
        "stream of",
    ]);
    let need = body_need(&text.plain, language);
    body.none |= need == BodyNeed::None;
    body.optional |= need == BodyNeed::Optional;
    body.described |= need == BodyNeed::Described;
    if need == BodyNeed::None {
        return;
    }
    let lower = lower(&text.plain);
    let representation = lower.find("representation");
    let of_what = representation.and_then(|at| lower.get(..at)).unwrap_or_default();
    if of_what.ends_with("xml ") && !of_what.contains("json") {
        body.content = true;
        return;
    }
    body.candidates.extend(fields_of(text, links));
    if let Some(after) = representation.or_else(|| lower.find("json object")) {
        body.candidates.extend(linked_names(text, after..text.plain.len(), links).map(|(_, expr)| expr));
        body.named = body.named.take().or_else(|| objects::unlinked(&text.plain));
    }
    body.candidates.extend(objects::whole(text, links));
    body.content |= representation.is_none() && BINARY.are_in(&lower);
}

/// "The values of the relevant [X](x.md) fields": a part of X.
fn fields_of(text: &RichText<'_>, links: &Links<'_>) -> Vec<TypeExpr> {
    let link = text.links.iter().find(|link| {
        let behind = text.plain.get(link.range.end..).unwrap_or_default().trim_start();
        let before = text.plain.get(..link.range.start).unwrap_or_default().trim_end();
        before.ends_with("relevant") && (behind.starts_with("fields") || behind.starts_with("properties"))
    });
    let names = |start| linked_names(text, start..text.plain.len(), links).map(|(_, expr)| expr);
    link.map(|link| names(link.range.start).collect()).unwrap_or_default()
}

/// What a paragraph says about whether a body is sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum BodyNeed {
    /// There is none.
    None,
    /// None is needed, which is all it says: one may be described elsewhere.
    Optional,
    /// It speaks of what is sent.
    Described,
}

fn body_need(plain: &str, language: Language) -> BodyNeed {
    let mut need = BodyNeed::Optional;
    for sentence in sentences::of(plain).filter_map(|range| plain.get(range)).map(sentences::folded) {
        if says_no_body(&sentence) || language.denies_body(&sentence) {
            return BodyNeed::None;
        }
        if need == BodyNeed::Optional && !needs_no_body(&sentence) {
            need = BodyNeed::Described;
        }
    }
    need
}

/// "Do not supply a request body", "None.", "There is no request body": without an "if", and not just "no need to".
fn says_no_body(folded: &str) -> bool {
    let supply = ["supply", "provide", "specify", "include", "send", "have", "take", "accept"];
    let whole = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let alone = ["none", "n/a", "empty", "nothing", "not applicable", "no body", "no request body", "do not supply"];
    let denied = sentences::denied(folded, &supply).any(|rest| {
        ["request body", "body", "request content"].iter().any(|w| rest.starts_with(w)) && !rest.starts_with("body of")
    });
    let absent = || ["no request body", "no body", "no request content"].iter().any(|w| folded.contains(w));
    let conditional = || folded.starts_with("if ") || [" if ", " when ", " unless "].iter().any(|w| folded.contains(w));
    alone.contains(&whole) || (denied || absent()) && !conditional() && !needs_no_body(folded)
}

/// "No request body is required", "the request body is optional".
fn needs_no_body(folded: &str) -> bool {
    let needless = ["not required", "n't required", "not necessary", "n't necessary", "not needed", "n't needed"];
    let verbs = ["require", "need"];
    let whole = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let none_needed =
        || folded.contains("no ") && ["required", "needed", "necessary"].iter().any(|w| folded.contains(w));
    let says = || {
        needless.iter().any(|w| folded.contains(w))
            || none_needed()
            || folded.contains("body is optional")
            || sentences::denied(folded, &verbs).any(|rest| rest.starts_with("request") || rest.starts_with("body"))
    };
    folded.contains("body") && says() || whole == "not required" || whole == "optional"
}

/// Takes a paragraph of the Response section. Only sentences about success say what comes back.
pub(crate) fn response(text: &RichText<'_>, language: Language, links: &Links<'_>, response: &mut ResponseDraft) {
    let lower = lower(&text.plain);
    let statuses = statuses(text);
    for (_, status) in &statuses {
        if !response.statuses.contains(status) {
            response.statuses.push(*status);
        }
    }
    response.location |= names_location(text);
    let success = response.statuses.iter().any(is_success);
    let returns = lower.find("return");
    if !success && returns.is_none() {
        return;
    }
    let from = returns.or_else(|| lower.find("response")).unwrap_or(0);
    for range in sentences::of(&text.plain) {
        let sentence = sentences::folded(text.slice(&range));
        let mut own = statuses.iter().filter(|(at, _)| range.contains(at)).map(|(_, status)| status).peekable();
        let about_success = if own.peek().is_some() { own.any(is_success) } else { !speaks_of_failure(&sentence) };
        if !about_success {
            continue;
        }
        let none = says_nothing_comes_back(&sentence);
        response.none |= none;
        response.shown |= !none && sentence.contains("in the response body");
        response.content |= speaks_of_content(&sentence);
        response.candidates.extend(linked_types(text, from.max(range.start)..range.end, &lower, language, links));
        response.candidates.extend(named_primitive(&sentence));
    }
}

/// Takes a cell of a table in the Response section that begins with a status: `201 Created`.
pub(crate) fn status(cell: &RichText<'_>, response: &mut ResponseDraft) {
    let lead = cell.plain.len() - cell.plain.trim_start().len();
    let first = statuses(cell).into_iter().find(|(at, _)| *at == lead);
    let new = first.map(|(_, status)| status).filter(|status| !response.statuses.contains(status));
    response.statuses.extend(new);
}

/// Whether a text speaks of the header `Location` or `Operation-Location`.
pub(crate) fn names_location(text: &RichText<'_>) -> bool {
    const NAME: &str = "Location";
    let mut found = memmem::find_iter(text.plain.as_bytes(), NAME);
    found.any(|at| {
        let before = text.plain.get(..at).and_then(|before| before.chars().next_back());
        let behind = text.plain.get(at + NAME.len()..).and_then(|behind| behind.chars().next());
        !before.into_iter().chain(behind).any(char::is_alphanumeric)
    })
}

fn is_success(status: &u16) -> bool {
    (200..400).contains(status)
}

fn speaks_of_failure(folded: &str) -> bool {
    static FAILURE: Stems =
        Stems::new(&["error", "unsuccessful", "not successful", "fails", "failure", "malformed", "4xx", "5xx"]);
    FAILURE.are_in(folded)
}

/// The contents of a file rather than JSON. What the request's body holds does not come back.
fn speaks_of_content(folded: &str) -> bool {
    static CONTENT: Stems = Stems::new(&[
        "stream in the response",
        "binary data",
        "binary stream",
        "download url",
        "contents of the file",
        "bytes of",
        "binary content",
        "html content",
        "mime content",
    ]);
    CONTENT.are_in(folded) && !folded.contains("request body")
}

fn says_nothing_comes_back(folded: &str) -> bool {
    static PHRASES: Stems = Stems::new(&[
        "no response body",
        "empty response body",
        "no content in the response",
        "response body is empty",
        "without a response body",
        "with no content",
        "with an empty body",
        "nothing is returned",
    ]);
    let nouns = ["anything", "response body", "response content", "body", "content", "data", "object", "value"];
    PHRASES.are_in(folded)
        || sentences::denied(folded, &["return", "include", "contain", "have"]).any(|rest| {
            let after = nouns.iter().find_map(|noun| rest.strip_prefix(noun)).map(str::trim_start);
            after.is_some_and(|after| {
                after.starts_with(|c: char| c.is_ascii_punctuation())
                    || after.is_empty()
                    || after.starts_with("in the ")
            })
        })
}

/// "The following is an example of the response", "Returns:", "Result".
pub(crate) fn announces_response(plain: &str) -> bool {
    let lower = lower(plain);
    ["response", "result", "return", "output"].iter().any(|word| lower.contains(word))
}

/// What links within a sentence, or the end of one, lead to, and whether its words say that it is many: those near before a
/// link, or anywhere behind it.
fn linked_types<'t>(
    text: &'t RichText<'_>,
    within: Range<usize>,
    lower: &str,
    language: Language,
    links: &'t Links<'_>,
) -> impl Iterator<Item = TypeExpr> + 't {
    let sentence = lower.get(within.clone()).unwrap_or_default();
    let words = ["collection", "list of", "array of", "objects"].iter().chain(language.collections());
    let last = words.filter_map(|word| sentence.rfind(word)).max().map(|at| within.start + at);
    linked_names(text, within, links).map(move |(link_at, mut expr)| {
        expr.collection |= last.is_some_and(|last| last + language.reach() >= link_at);
        expr
    })
}

/// "a String collection object in the response body"
fn named_primitive(sentence: &str) -> Option<TypeExpr> {
    for (words, name) in [("string collection", "String"), ("collection of string", "String")] {
        if sentence.contains(words) {
            return Some(TypeExpr { collection: true, ..TypeExpr::named(name) });
        }
    }
    let names = ["string", "boolean", "integer", "int32", "int64"];
    let mut before = memmem::find_iter(sentence.as_bytes(), " in the response").filter_map(|at| sentence.get(..at));
    before.find_map(|before| {
        // "An integer object", but "a string value" or "a string".
        let (noun, article) = match before.strip_suffix(" object") {
            Some(noun) => (noun, " "),
            None => (before.strip_suffix(" value").unwrap_or(before), " a "),
        };
        let named = |name: &&str| noun.strip_suffix(*name).is_some_and(|rest| rest.ends_with(article));
        names.into_iter().find(named).map(TypeExpr::named)
    })
}

/// What links within a range name, with their places. Whether they lead to a type's page, only all pages together tell.
fn linked_names<'t>(
    text: &'t RichText<'_>,
    within: Range<usize>,
    links: &'t Links<'_>,
) -> impl Iterator<Item = (usize, TypeExpr)> + 't {
    // They stand in the order of their ends.
    let before = text.links.partition_point(|link| link.range.end < within.start);
    let own = text.links.iter().skip(before).filter(move |link| within.contains(&link.range.start));
    own.filter_map(|link| {
        let page = links.page_path(&link.target)?;
        let shown = text.plain.get(link.range.clone())?.trim();
        let expr = type_expr::read_annotation_type(shown).unwrap_or_else(|| TypeExpr::named(shown));
        Some((link.range.start, TypeExpr { link: Some(page), ..expr }))
    })
}

/// Status codes in a paragraph, and where they stand: those at the start of code spans, and registered ones in running text,
/// which beside code spans need their reason behind them: `404 Not Found`. ("Up to 150 items", "Microsoft 365" speak of
/// something else.)
fn statuses(text: &RichText<'_>) -> Vec<(usize, u16)> {
    let leading = |code: &str| {
        let code = code.trim_start_matches("HTTP/1.1").trim_start();
        let digits = code.len() - code.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        code.get(..digits).filter(|d| d.len() == 3).and_then(|d| d.parse().ok()).filter(is_status)
    };
    let in_code = text.codes.iter().filter_map(|c| Some((c.start, leading(text.slice(c))?)));
    let mut found: Vec<(usize, u16)> = in_code.collect();
    let bare = found.is_empty();
    let plain = &*text.plain;
    let starts = plain.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).map(|(at, _)| at);
    found.extend(starts.filter_map(|at| {
        let code = plain.get(at..at + 3)?.parse().ok().filter(is_status)?;
        let mut behind = plain.get(at + 3..)?.chars();
        let before = plain.get(..at)?.chars().next_back();
        let alone = !before.into_iter().chain(behind.next()).any(char::is_alphanumeric);
        let reason = behind.next().is_some_and(char::is_uppercase);
        (alone && (bare || reason)).then_some((at, code))
    }));
    found
}

/// Final statuses as registered by IANA (HTTP Status Code Registry), and 509, which file services use.
fn is_status(code: &u16) -> bool {
    matches!(
        code,
        200..=208 | 226 | 300..=305 | 307 | 308 | 400..=417 | 421..=426 | 428 | 429 | 431 | 451 | 500..=511
    )
}

/// What a paragraph such as "Namespace: library" names. In other languages it is nothing but the label and the name, at the
/// page's top.
pub(crate) fn namespace(plain: &str, at_top: bool) -> Option<&str> {
    if let Some(named) = plain.strip_prefix("Namespace:") {
        return Some(named.split_whitespace().next().unwrap_or_default().trim_end_matches('.'));
    }
    let (label, name) = plain.split_once([':', '：'])?;
    let is_part = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic())
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    };
    let named = at_top && translated::means_namespace(label) && name.trim().split('.').all(is_part);
    named.then_some(name.trim())
}

/// "Inherits from [x](x.md)", "is derived from [**x**][x]", "Base type: `x`", "Inherits from x.": a link, code or strong
/// text, or a word that can be nothing but a name.
pub(crate) fn base_type(text: &RichText<'_>, links: &Links<'_>) -> Option<TypeExpr> {
    const PHRASES: [&str; 10] = [
        "inherits from",
        "inherit from",
        "derived from",
        "derives from",
        "inherits properties from",
        "inherits all properties from",
        "subtype of",
        "extends the",
        "base type:",
        "base type is",
    ];
    static PHRASED: Stems = Stems::new(&PHRASES);
    let lower = text.plain.to_ascii_lowercase();
    if !PHRASED.are_in(&lower) {
        return None;
    }
    let (phrase_at, at) = PHRASES.iter().filter_map(|p| lower.find(p).map(|i| (i, i + p.len()))).min()?;
    if let Some(link) = text.links.iter().find(|l| l.range.start >= at && l.range.start < at + 40) {
        let name = text.plain.get(link.range.clone())?.trim().trim_end_matches(" resource").to_owned();
        let expr = type_expr::read_annotation_type(&name)?;
        return Some(TypeExpr { link: links.page_path(&link.target), collection: false, ..expr });
    }
    // Without a link the words alone tell: values are "derived from" all kinds of things.
    let before = lower.get(..phrase_at)?.trim_end();
    let opens = before.is_empty() || before.ends_with(['.', ':']);
    let phrase = lower.get(phrase_at..)?;
    let of_type = ["type", "resource", "entity", "class", "type is", "resource is", "entity is"];
    let speaks_of_type = opens
        || phrase.starts_with("inherit")
        || phrase.starts_with("base type")
        || of_type.iter().any(|word| before.ends_with(word));
    unlinked_name(text, at, opens).filter(|_| speaks_of_type).map(TypeExpr::named)
}

/// The name that stands at an offset, behind an article: in code or strong, with a dot or a capital within, or, where
/// a sentence has nothing else, alone.
fn unlinked_name<'t>(text: &'t RichText<'_>, at: usize, opens: bool) -> Option<&'t str> {
    let rest = text.plain.get(at..)?.trim_start();
    let rest = ["the ", "a ", "an "].iter().find_map(|article| rest.strip_prefix(article)).unwrap_or(rest).trim_start();
    let start = text.plain.len() - rest.len();
    let len = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '_'))).unwrap_or(rest.len());
    let name = rest.get(..len)?.trim_end_matches('.');
    let behind = rest.get(name.len()..)?;
    let marked =
        text.marks.iter().any(|(offset, mark)| *offset == start && matches!(mark, Mark::Strong | Mark::CodeStart));
    let inner = name.contains('.') || name.starts_with(char::is_lowercase) && name.contains(char::is_uppercase);
    let alone = opens && (behind.is_empty() || behind.starts_with(['.', ',', ';', ')']));
    (name.starts_with(char::is_alphabetic) && (marked || inner || alone)).then_some(name)
}

/// Whether a paragraph says that the page's subject is deprecated.
pub(crate) fn is_deprecation(text: &RichText<'_>) -> bool {
    let lower = lower(&text.plain);
    if !lower.contains("deprecated") && !lower.contains("will stop returning") {
        return false;
    }
    let subject = [
        "this api",
        "this method",
        "this resource",
        "this entity",
        "this action",
        "this function",
        "this operation",
        "this type",
    ];
    let verdict = [
        "is deprecated",
        "has been deprecated",
        "are deprecated",
        "is being deprecated",
        "will stop returning",
        "is now deprecated",
    ];
    // `> [!CAUTION]` above a page's sections speaks of its subject.
    let banner = ["[!caution]", "[!warning]", "[!important]"].iter().any(|mark| lower.trim_start().starts_with(mark));
    lower.starts_with("deprecated") && text.plain.len() < 400 && !lower.starts_with("deprecated properties")
        || verdict.iter().any(|v| lower.contains(v)) && (banner || subject.iter().any(|s| lower.contains(s)))
}

#[cfg(test)]
mod tests;
