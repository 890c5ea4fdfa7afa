//! What is preprocessed before Markdown is read: include directives, conditional blocks, zones, tabs and translations.
//!
//! One pass over the lines of a file that knows just enough Markdown to leave code fences and HTML comments alone.

use super::include::{Directive, directive_at};
use super::translation::{has_pairs, pair_at};
use memchr::{memchr, memchr_iter, memchr3, memchr3_iter, memmem, memrchr};
use std::ops::Range;

/// Something that is no Markdown.
#[derive(Debug)]
pub(super) enum Event<'t> {
    /// An include directive.
    Include(Directive<'t>),
    /// `[TAGS=A,B]`: the line, and the tags.
    Tags(Range<usize>, &'t str),
    /// `[END]`: the line.
    End(Range<usize>),
    /// A zone marker, another `:::` line or a tab heading: the line.
    Marker(Range<usize>),
    /// A translation, or tags around its original.
    Translation(Range<usize>),
}

/// Finds them all, in order.
pub(super) fn scan(text: &str) -> Vec<Event<'_>> {
    if !may_hold_events(text) {
        return Vec::new();
    }
    let lacks = |mark: &[u8]| memmem::find(text.as_bytes(), mark).is_none();
    events(text, lacks(b":::") && lacks(b"~~~"))
}

fn events(text: &str, leaps: bool) -> Vec<Event<'_>> {
    let mut scanner = Scanner { text, at: 0, leaps, fence: None, next_close: 0, tail: None, events: Vec::new() };
    while scanner.at < text.len() {
        scanner.leap();
        scanner.line();
    }
    scanner.events
}

/// Whether anything in a text looks like an event, be it in a fence or a comment. Two pages of three hold nothing of the
/// kind, and asking costs a fraction of reading their lines.
fn may_hold_events(text: &str) -> bool {
    let bytes = text.as_bytes();
    let opens_event = |at: usize| {
        let is = |mark: &str| text.get(at..).is_some_and(|rest| strip_prefix_ignore_case(rest, mark).is_some());
        directive_at(text, at).is_some() || is("[TAGS=") || is("[END]")
    };
    memmem::find(bytes, b":::").is_some()
        || memmem::find(bytes, b"](#tab/").is_some()
        || has_pairs(text)
        || memchr_iter(b'[', bytes).any(opens_event)
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    /// Only lines with a backtick, a bracket or a `<` can matter.
    leaps: bool,
    fence: Option<Fence>,
    /// The first `-->` at or after the last place that was asked about; found once, used until it is passed.
    next_close: usize,
    /// The closing tags of the original that is being read.
    tail: Option<Range<usize>>,
    events: Vec<Event<'t>>,
}

#[derive(Clone, Copy)]
struct Fence {
    mark: u8,
    len: usize,
    quoted: bool,
}

impl<'t> Scanner<'t> {
    /// Goes on to the next line that can matter.
    fn leap(&mut self) {
        let Some(rest) = self.text.as_bytes().get(self.at..).filter(|_| self.leaps) else { return };
        let next = match self.fence {
            None => memchr3(b'`', b'[', b'<', rest),
            Some(fence) if !fence.quoted => memchr(fence.mark, rest),
            Some(_) => return,
        };
        let passed = next.and_then(|next| rest.get(..next)).unwrap_or(rest);
        self.at += memrchr(b'\n', passed).map_or(0, |end| end + 1);
    }

    /// Reads one line, or more if a comment runs on.
    fn line(&mut self) {
        let start = self.at;
        let line = self.to_line_end(start);
        let (prefix, quoted) = container_prefix(line);
        let body = line.get(prefix..).unwrap_or_default();
        if let Some(fence) = self.fence {
            if fence.quoted && !quoted && !body.is_empty() {
                self.fence = None;
            } else {
                if closes(fence, body) {
                    self.fence = None;
                }
                self.at = start + line.len() + 1;
                return;
            }
        }
        let range = start..start + line.len();
        match body.as_bytes().first() {
            Some(b':') if body.starts_with(":::") => self.events.push(Event::Marker(range.clone())),
            Some(b'#') if is_tab_heading(body) => self.events.push(Event::Marker(range.clone())),
            Some(b'[') if tags(body).is_some() => {
                self.events.push(Event::Tags(range.clone(), tags(body).unwrap_or_default()));
            }
            Some(b'[') if is_end(body) => self.events.push(Event::End(range.clone())),
            _ => {
                self.fence = opens(body, quoted);
                if self.fence.is_none() {
                    return self.inline(start, line, start + prefix);
                }
            }
        }
        self.at = range.end + 1;
    }

    fn to_line_end(&self, start: usize) -> &'t str {
        let rest = self.text.get(start..).unwrap_or_default();
        memchr(b'\n', rest.as_bytes()).and_then(|end| rest.get(..end)).unwrap_or(rest)
    }

    /// Looks for comments and directives in a line; leaves `at` on the next line, or after a comment that ends on a
    /// later one.
    fn inline(&mut self, start: usize, line: &'t str, body: usize) {
        self.at = start + line.len() + 1;
        let mut in_code = false;
        let mut passed = start;
        for at in memchr3_iter(b'<', b'[', b'`', line.as_bytes()).map(|i| start + i) {
            if at < passed {
                continue;
            }
            if let Some(tail) = self.tail.take_if(|tail| tail.start == at) {
                (passed, in_code) = (tail.end, false);
                self.events.push(Event::Translation(tail));
                continue;
            }
            let Some(rest) = self.text.get(at..) else { continue };
            if rest.starts_with('`') {
                in_code = !in_code;
            } else if in_code {
                continue;
            } else if rest.starts_with("<!--") {
                // The marks may share their dashes.
                match self.comment_end(at + "<!".len()) {
                    Some(end) if end <= start + line.len() => passed = end,
                    Some(end) => {
                        self.at = end;
                        return self.after_comment();
                    }
                    // Only at the start of a line does an unclosed comment swallow what follows.
                    None if at == body => {
                        self.at = self.text.len();
                        return;
                    }
                    None => {}
                }
            } else if let Some(pair) = pair_at(self.text, at) {
                passed = pair.before.end;
                self.tail = Some(pair.after);
                self.events.push(Event::Translation(pair.before));
                if passed > start + line.len() {
                    self.at = passed;
                    return self.after_comment();
                }
            } else if let Some(directive) = directive_at(self.text, at) {
                passed = directive.range.end;
                self.events.push(Event::Include(directive));
            }
        }
    }

    /// The rest of the line in which a comment or translation ended: no fence or marker starts there.
    fn after_comment(&mut self) {
        let start = self.at;
        let line = self.to_line_end(start);
        self.inline(start, line, usize::MAX);
    }

    fn comment_end(&mut self, from: usize) -> Option<usize> {
        if self.next_close < from {
            let rest = self.text.as_bytes().get(from..)?;
            self.next_close = memmem::find(rest, b"-->").map_or(usize::MAX, |i| from + i);
        }
        (self.next_close != usize::MAX).then(|| self.next_close + 3)
    }
}

/// The length of the white space, quote and list markers that a line starts with, and whether there was a `>`.
fn container_prefix(line: &str) -> (usize, bool) {
    let bytes = line.as_bytes();
    let mut at = 0;
    let mut quoted = false;
    while let Some(b) = bytes.get(at) {
        match b {
            b' ' | b'\t' | b'\r' => {}
            b'>' => quoted = true,
            b'-' | b'*' | b'+' if bytes.get(at + 1) == Some(&b' ') => {}
            b'0'..=b'9' => match ordered_marker(bytes.get(at..).unwrap_or_default()) {
                Some(len) => at += len - 1,
                None => break,
            },
            _ => break,
        }
        at += 1;
    }
    (at, quoted)
}

/// The length of `1.` or `1)` before a space.
fn ordered_marker(bytes: &[u8]) -> Option<usize> {
    let digits = bytes.iter().take(9).take_while(|b| b.is_ascii_digit()).count();
    (matches!(bytes.get(digits), Some(b'.' | b')')) && bytes.get(digits + 1) == Some(&b' ')).then_some(digits + 1)
}

fn opens(body: &str, quoted: bool) -> Option<Fence> {
    let mark = *body.as_bytes().first().filter(|b| matches!(b, b'`' | b'~'))?;
    let len = body.bytes().take_while(|b| *b == mark).count();
    let info = body.get(len..)?;
    (len >= 3 && (mark == b'~' || memchr(b'`', info.as_bytes()).is_none())).then_some(Fence { mark, len, quoted })
}

fn closes(fence: Fence, body: &str) -> bool {
    let len = body.bytes().take_while(|b| *b == fence.mark).count();
    len >= fence.len && body.get(len..).is_some_and(|rest| rest.trim().is_empty())
}

/// `# [HTTP](#tab/http)`: shaped like a heading and none. Localised pages have `<a name="http"></a>` before it.
fn is_tab_heading(body: &str) -> bool {
    let title = body.trim_start_matches('#').trim_start();
    let title = title.strip_prefix("<a ").and_then(|anchor| anchor.split_once("</a>")).map_or(title, |(_, rest)| rest);
    title.starts_with('[') && title.contains("](#tab/")
}

fn tags(body: &str) -> Option<&str> {
    let inner = strip_prefix_ignore_case(body, "[TAGS=")?;
    inner.trim_end().strip_suffix(']')
}

fn is_end(body: &str) -> bool {
    strip_prefix_ignore_case(body, "[END]").is_some_and(|rest| rest.trim().is_empty())
}

/// `str::strip_prefix`, letters of any case; the prefix is ASCII.
pub(super) fn strip_prefix_ignore_case<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| text.get(prefix.len()..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{events, scan};

    const LINES: [&str; 15] = [
        "plain",
        "a <span data-ttu-id=\"1\">b</span><span class=\"sxs-lookup\"><span data-stu-id=\"1\">c</span></span>",
        "",
        "# [Tab](#tab/one)",
        "[TAGS=a]",
        "[END]",
        "[!include[x](y.md)]",
        "> [!include[x](y.md)]",
        "a `b` [!include[x](y.md)]",
        "```json",
        "> ```",
        "````",
        "  ```  ",
        "<!-- a",
        "b --> [!include[x](y.md)]",
    ];

    #[test]
    fn leaping_finds_what_reading_every_line_finds() {
        let all = || 0..LINES.len();
        let fours =
            all().flat_map(|a| all().flat_map(move |b| all().flat_map(move |c| all().map(move |d| [a, b, c, d]))));
        let mut found = 0;
        for four in fours {
            let text = four.map(|line| LINES[line]).join("\n");
            let (leapt, read) = (format!("{:?}", events(&text, true)), format!("{:?}", events(&text, false)));
            assert_eq!(leapt, read, "{text}");
            found += usize::from(read != "[]");
        }
        assert!(found > 10_000, "{found} texts hold something");
    }

    #[test]
    fn comments_hide_directives() {
        let rows = [
            ("<!--> [!include[x](y.md)]", 1),
            ("<!---> [!include[x](y.md)]", 1),
            ("<!----> [!include[x](y.md)]", 1),
            ("<!-- > [!include[x](y.md)] --> [!include[x](y.md)]", 1),
            ("<!-- [!include[x](y.md)] --", 0),
            ("a <!--\n[!include[x](y.md)]\n--> b [!include[x](y.md)]", 1),
        ];
        for (text, expected) in rows {
            assert_eq!(scan(text).len(), expected, "{text}");
        }
    }
}
