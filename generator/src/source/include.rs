//! Include directives: how they are written and where they lead.
//!
//! docfx writes `[!INCLUDE [name](../../includes/x.md)]`, relative to the page's folder; API Doctor writes
//! `[INCLUDE [name](/includes/x.md)]`, where `/` is the docs folder.

use super::cut::parts;
use super::front_matter::FrontMatter;
use super::scan::{Event, scan, strip_prefix_ignore_case};
use memchr::{memchr, memchr_iter, memchr2, memchr3, memrchr};
use std::borrow::Cow;
use std::ops::Range;

/// What a page includes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IncludeTarget {
    /// The file's path relative to the docs folder, normalised; starts with `../` where it lies above.
    pub path: String,
    /// Where the directive stands in the page's text (byte order mark not counted).
    pub range: Range<usize>,
}

/// What a page includes, in order; directives in HTML comments and code fences don't count. `page_path` is relative to
/// the docs folder. Targets that are no path (a URL) are left out.
pub fn include_targets(text: &str, page_path: &str) -> Vec<IncludeTarget> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let start = FrontMatter::end_in(text);
    let events = scan(text.get(start..).unwrap_or_default());
    let directives = events.into_iter().filter_map(|event| match event {
        Event::Include(directive) => Some(directive),
        _ => None,
    });
    directives
        .filter_map(|directive| {
            let path = resolve(directive.target, page_path)?;
            Some(IncludeTarget { path, range: directive.range.start + start..directive.range.end + start })
        })
        .collect()
}

/// What a page may include, as paths relative to the docs folder: every directive counts, also in comments and fences.
/// For whoever reads the files: it costs next to nothing, and a file too many does no harm.
pub fn include_candidates(text: &str, page_path: &str) -> Vec<String> {
    let directives = memchr_iter(b'[', text.as_bytes()).filter_map(|at| directive_at(text, at));
    directives.filter_map(|directive| resolve(directive.target, page_path)).collect()
}

/// A directive as written.
#[derive(Debug)]
pub(super) struct Directive<'t> {
    /// From `[` to the last `]`.
    pub(super) range: Range<usize>,
    /// What stands in the parentheses, title text cut off.
    pub(super) target: &'t str,
}

/// Reads the directive that starts at an offset.
pub(super) fn directive_at(text: &str, at: usize) -> Option<Directive<'_>> {
    let open = text.get(at..)?.strip_prefix('[')?;
    let open = open.strip_prefix('!').unwrap_or(open).trim_start_matches(' ');
    let rest = strip_prefix_ignore_case(open, "include")?.trim_start_matches([' ', '\t']).strip_prefix('[')?;
    // Neither names nor targets hold a bracket or a line break; looking no further keeps a line full of `[` cheap.
    let (_, rest) = until(rest, b']')?;
    let (inside, rest) = until(rest.strip_prefix('(')?, b')')?;
    let rest = rest.trim_start_matches([' ', '\t']).strip_prefix(']')?;
    Some(Directive { range: at..text.len() - rest.len(), target: without_title(inside) })
}

fn until(text: &str, end: u8) -> Option<(&str, &str)> {
    let at = memchr3(end, b'[', b'\n', text.as_bytes())?;
    let rest = text.get(at..)?.strip_prefix(char::from(end))?;
    Some((text.get(..at)?, rest))
}

fn without_title(inside: &str) -> &str {
    let inside = inside.trim();
    if let Some(rest) = inside.strip_prefix('<') {
        return rest.split('>').next().unwrap_or(rest);
    }
    match memchr2(b' ', b'\t', inside.as_bytes()) {
        Some(at) if inside.get(at..).is_some_and(|t| t.trim_start().starts_with(['"', '\'', '('])) => {
            inside.get(..at).unwrap_or(inside)
        }
        _ => inside,
    }
}

/// The normalised path of a target, relative to the docs folder; `None` if it is a URL or names nothing.
pub(super) fn resolve(target: &str, from: &str) -> Option<String> {
    let end = memchr2(b'?', b'#', target.as_bytes()).unwrap_or(target.len());
    let target = target.get(..end)?.trim();
    let target = if memchr(b'\\', target.as_bytes()).is_some() {
        Cow::Owned(target.replace('\\', "/"))
    } else {
        Cow::Borrowed(target)
    };
    let decoded = memchr(b'%', target.as_bytes())
        .is_some()
        .then(|| percent_encoding::percent_decode_str(&target).decode_utf8_lossy());
    let target = decoded.as_deref().unwrap_or(&target);
    if target.is_empty() || memchr(b':', target.as_bytes()).is_some() || target.starts_with("//") {
        return None;
    }
    let rooted = target.strip_prefix("~/").or_else(|| target.strip_prefix('/'));
    let folder =
        memrchr(b'/', from.as_bytes()).filter(|_| rooted.is_none()).and_then(|end| from.get(..end)).unwrap_or("");
    let mut path = String::with_capacity(folder.len() + 1 + target.len());
    append(&mut path, folder);
    append(&mut path, rooted.unwrap_or(target));
    (!path.is_empty() && last_part(&path) != "..").then_some(path)
}

/// Goes on from a normalised path.
fn append(path: &mut String, further: &str) {
    for part in parts(further, memchr_iter(b'/', further.as_bytes())) {
        match part {
            "" | "." => {}
            ".." if !path.is_empty() && last_part(path) != ".." => {
                path.truncate(memrchr(b'/', path.as_bytes()).unwrap_or_default());
            }
            part => {
                if !path.is_empty() {
                    path.push('/');
                }
                path.push_str(part);
            }
        }
    }
}

fn last_part(path: &str) -> &str {
    memrchr(b'/', path.as_bytes()).and_then(|at| path.get(at + 1..)).unwrap_or(path)
}

/// How many folders above the docs folder a normalised path starts.
pub(super) fn levels_above(path: &str) -> usize {
    path.split('/').take_while(|part| *part == "..").count()
}
