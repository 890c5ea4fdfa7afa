//! Sentences that carry facts: what a body is, what comes back, which options are supported, what a type derives from.

use super::links::Links;
use super::rich::RichText;
use super::type_expr;
use crate::model::draft::{BodyDraft, ResponseDraft, TypeExpr};
use crate::model::{Doc, QueryOption};

/// Takes a paragraph of the Request body section.
pub(crate) fn body(text: &RichText, links: &Links<'_>, body: &mut BodyDraft) {
    let lower = text.plain.to_lowercase();
    if says_no_body(&lower) {
        body.none = true;
        return;
    }
    if body.represents.is_none() {
        body.represents = fields_of(text, links);
    }
    if body.represents.is_none() && (lower.contains("representation") || lower.contains("json object")) {
        let after = lower.find("representation").or_else(|| lower.find("json object")).unwrap_or(0);
        body.represents = named_type(text, after, links);
    }
    let binary = [
        "binary",
        "byte stream",
        "bytes of",
        "contents of the",
        "mime format",
        "mime content",
        "multipart",
        "stream of",
    ];
    body.content |= binary.iter().any(|word| lower.contains(word)) && !lower.contains("representation");
}

/// "The values of the relevant [X](x.md) fields": a part of X.
fn fields_of(text: &RichText, links: &Links<'_>) -> Option<TypeExpr> {
    let link = text.links.iter().find(|link| {
        let behind = text.plain.get(link.range.end..).unwrap_or_default().trim_start();
        let before = text.plain.get(..link.range.start).unwrap_or_default().trim_end();
        before.ends_with("relevant") && (behind.starts_with("fields") || behind.starts_with("properties"))
    })?;
    named_type(text, link.range.start, links)
}

fn says_no_body(lower: &str) -> bool {
    let lower = lower.trim().replace('\u{2019}', "'");
    let starts = [
        "do not supply",
        "don't supply",
        "do not provide",
        "don't provide",
        "do not specify",
        "don't specify",
        "none",
        "no request body",
        "empty",
        "n/a",
        "not required",
        "there is no request body",
    ];
    starts.iter().any(|s| lower.starts_with(s))
        || lower.contains("do not supply a request body")
        || lower.contains("don't supply a request body")
        || lower.contains("does not require a request body")
        || lower.contains("doesn't require a request body")
        || lower.contains("no request body is required")
        || lower.contains("request body is not required")
        || lower.contains("does not have a request body")
}

/// Takes a paragraph of the Response section.
pub(crate) fn response(text: &RichText, links: &Links<'_>, response: &mut ResponseDraft) {
    let lower = text.plain.to_lowercase();
    for status in statuses(text) {
        if !response.statuses.contains(&status) {
            response.statuses.push(status);
        }
    }
    let success = response.statuses.iter().any(|s| (200..400).contains(s));
    if !success && !lower.contains("return") {
        return;
    }
    response.none |= lower.contains("not return anything")
        || lower.contains("no response body")
        || lower.contains("empty response body")
        || lower.contains("no content in the response body");
    response.content |= [
        "stream in the response",
        "binary data",
        "binary stream",
        "download url",
        "contents of the file",
        "bytes of",
        "binary content",
        "html content",
        "mime content",
    ]
    .iter()
    .any(|w| lower.contains(w));
    if response.ty.is_none() {
        response.ty = response_type(text, &lower, links);
    }
}

fn response_type(text: &RichText, lower: &str, links: &Links<'_>) -> Option<TypeExpr> {
    let from = lower.find("return").or_else(|| lower.find("response")).unwrap_or(0);
    if let Some(mut expr) = named_type(text, from, links) {
        let link_at = text.links.iter().find(|l| l.range.start >= from).map_or(from, |l| l.range.start);
        let near = lower.get(floor(lower, link_at.saturating_sub(24))..).unwrap_or(lower);
        let sentence = near.split(". ").next().unwrap_or(near);
        expr.collection |= ["collection", "list of", "array of", "objects"].iter().any(|w| sentence.contains(w));
        return Some(expr);
    }
    // "a String collection object in the response body"
    for (words, name) in [("string collection", "String"), ("collection of string", "String")] {
        if lower.contains(words) {
            return Some(TypeExpr { name: name.to_owned(), link: None, collection: true, alternatives: Vec::new() });
        }
    }
    ["string", "boolean", "integer", "int32", "int64"].iter().find_map(|name| {
        let object = lower.contains(&format!(" a {name} in the response"))
            || lower.contains(&format!(" {name} object in the response"))
            || lower.contains(&format!(" a {name} value in the response"));
        object.then(|| TypeExpr { name: (*name).to_owned(), link: None, collection: false, alternatives: Vec::new() })
    })
}

/// The first link behind `from` that leads to a type's page, as a type; else the bold or bare word after "of a".
fn named_type(text: &RichText, from: usize, links: &Links<'_>) -> Option<TypeExpr> {
    let linked = text.links.iter().filter(|l| l.range.start >= from).find_map(|link| {
        let page = links.page_path(&link.target)?;
        let shown = text.plain.get(link.range.clone())?.trim();
        page.contains("resources/").then(|| (shown.to_owned(), page))
    });
    let (shown, page) = linked?;
    let mut expr = type_expr::read_annotation_type(&shown).unwrap_or(TypeExpr {
        name: shown.clone(),
        link: None,
        collection: false,
        alternatives: Vec::new(),
    });
    expr.link = Some(page);
    Some(expr)
}

/// Status codes in a paragraph: those at the start of code spans, and registered ones in running text, which beside code
/// spans need their reason behind them: `404 Not Found`. ("Up to 150 items", "Microsoft 365" speak of something else.)
fn statuses(text: &RichText) -> Vec<u16> {
    let leading = |code: &str| {
        let code = code.trim_start_matches("HTTP/1.1").trim_start();
        let digits = code.len() - code.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        code.get(..digits).filter(|d| d.len() == 3).and_then(|d| d.parse().ok())
    };
    let mut found: Vec<u16> = text.codes.iter().filter_map(|c| leading(text.slice(c))).filter(is_status).collect();
    let bare = found.is_empty();
    let mut words = text.plain.split(|c: char| !c.is_alphanumeric()).peekable();
    while let Some(word) = words.next() {
        let reason = words.peek().is_some_and(|next| next.starts_with(char::is_uppercase));
        if word.len() == 3 && (bare || reason) {
            found.extend(word.parse().ok().filter(is_status));
        }
    }
    found
}

/// Final statuses as registered by IANA (HTTP Status Code Registry), and 509, which file services use.
fn is_status(code: &u16) -> bool {
    matches!(
        code,
        200..=208 | 226 | 300..=305 | 307 | 308 | 400..=417 | 421..=426 | 428 | 429 | 431 | 451 | 500..=511
    )
}

/// OData options that a paragraph says are supported. One that speaks of OData parameters and names none means all.
pub(crate) fn query_options(text: &RichText, options: &mut Vec<QueryOption>) {
    let lower = text.plain.to_lowercase();
    let negative = lower.contains("not support") || lower.contains("n't support") || lower.contains("unsupported");
    if negative {
        return;
    }
    let named: Vec<QueryOption> = QueryOption::ALL.into_iter().filter(|o| names_option(&lower, o.wire())).collect();
    let general = named.is_empty() && lower.contains("support") && lower.contains("odata");
    let found = if general { GENERAL.to_vec() } else { named };
    for option in found {
        if !options.contains(&option) {
            options.push(option);
        }
    }
}

const GENERAL: [QueryOption; 8] = [
    QueryOption::Select,
    QueryOption::Expand,
    QueryOption::Filter,
    QueryOption::OrderBy,
    QueryOption::Search,
    QueryOption::Top,
    QueryOption::Skip,
    QueryOption::Count,
];

fn names_option(lower: &str, wire: &str) -> bool {
    lower.match_indices(wire).any(|(at, _)| {
        // `$skip` is not `$skiptoken`.
        !lower.get(at + wire.len()..).is_some_and(|rest| rest.starts_with(char::is_alphabetic))
    })
}

/// "Inherits from [x](x.md)", "is derived from [**x**][x]".
pub(crate) fn base_type(text: &RichText, links: &Links<'_>) -> Option<TypeExpr> {
    // Asked of every paragraph; few have anything of the kind.
    let stems = ["nherit", "eriv", "ubtype", "xtends"];
    if text.links.is_empty() || !stems.iter().any(|stem| text.plain.contains(stem)) {
        return None;
    }
    let lower = text.plain.to_lowercase();
    let phrases = [
        "inherits from",
        "inherit from",
        "derived from",
        "derives from",
        "inherits properties from",
        "inherits all properties from",
        "subtype of",
        "extends the",
    ];
    let at = phrases.iter().filter_map(|p| lower.find(p).map(|i| i + p.len())).min()?;
    let link = text.links.iter().find(|l| l.range.start >= at && l.range.start < at + 40)?;
    let name = text.plain.get(link.range.clone())?.trim().trim_end_matches(" resource").to_owned();
    let expr = type_expr::read_annotation_type(&name)?;
    Some(TypeExpr { link: links.page_path(&link.target), collection: false, ..expr })
}

/// Whether a paragraph says that the page's subject is deprecated.
pub(crate) fn is_deprecation(text: &RichText) -> bool {
    let lower = text.plain.to_lowercase();
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

/// A banner's text without the `[!CAUTION]` that makes it one.
pub(crate) fn without_banner_mark(doc: &Doc) -> Doc {
    let text = doc.0.trim_start();
    let rest = text.strip_prefix("\\[!").and_then(|t| t.split_once("\\]")).map_or(text, |(_, rest)| rest);
    Doc(rest.trim_start().to_owned())
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
