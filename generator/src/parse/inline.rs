//! Inline Markdown to [`RichText`]: plain text with its links, code spans and marks.

use super::rich::{Link, Mark, RichText};
use pulldown_cmark::{Event, Tag, TagEnd};

/// Collects the inline events of one block or cell.
#[derive(Default)]
pub(crate) struct Inline {
    rich: RichText,
    comments: Vec<String>,
    anchor: Option<String>,
    /// Links that are open: where their text starts, and their target.
    open: Vec<(usize, String)>,
}

impl Inline {
    /// Takes one event.
    pub(crate) fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) => self.text(&text),
            Event::Code(code) => self.code(&code),
            Event::SoftBreak | Event::HardBreak | Event::Start(Tag::Item | Tag::Paragraph) => self.space(),
            Event::InlineHtml(html) | Event::Html(html) => self.html(&html),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                self.mark(Mark::LinkStart);
                self.open.push((self.rich.plain.len(), dest_url.into_string()));
            }
            Event::End(TagEnd::Link | TagEnd::Image) => self.close_link(),
            Event::Start(Tag::Strong) | Event::End(TagEnd::Strong) => self.mark(Mark::Strong),
            _ => {}
        }
    }

    /// The text, the comments inside it, and the name of an anchor inside it.
    pub(crate) fn finish(self) -> (RichText, Vec<String>, Option<String>) {
        (self.rich, self.comments, self.anchor)
    }

    fn text(&mut self, text: &str) {
        self.rich.plain.push_str(text);
    }

    fn mark(&mut self, mark: Mark) {
        self.rich.marks.push((self.rich.plain.len(), mark));
    }

    fn code(&mut self, code: &str) {
        let start = self.rich.plain.len();
        self.mark(Mark::CodeStart);
        self.rich.plain.push_str(code);
        self.rich.codes.push(start..self.rich.plain.len());
        self.mark(Mark::CodeEnd);
    }

    fn space(&mut self) {
        if !self.rich.plain.is_empty() && !self.rich.plain.ends_with(' ') {
            self.rich.plain.push(' ');
        }
    }

    fn html(&mut self, html: &str) {
        let tag = html.trim_start_matches(['<', '/']).trim_start();
        if html.starts_with("<!--") {
            split_comments(html, &mut self.comments);
        } else if tag.get(..2).is_some_and(|t| t.eq_ignore_ascii_case("br")) {
            self.space();
        } else if tag.get(..4).is_some_and(|t| t.eq_ignore_ascii_case("sup>") || t.eq_ignore_ascii_case("sub>")) {
            // A footnote mark is no part of the word before it.
            self.space();
        } else if let Some(name) = anchor_name(html) {
            self.anchor = Some(name);
        }
    }

    fn close_link(&mut self) {
        let Some((start, target)) = self.open.pop() else { return };
        self.mark(Mark::LinkEnd);
        self.rich.links.push(Link { range: start..self.rich.plain.len(), target });
    }
}

/// `http-request` in `<a name="http-request">` or `<a id=…>`.
fn anchor_name(html: &str) -> Option<String> {
    let lower = html.to_ascii_lowercase();
    if !lower.starts_with("<a ") {
        return None;
    }
    let at = lower.find("name=").map(|i| i + 5).or_else(|| lower.find("id=").map(|i| i + 3))?;
    let rest = html.get(at..)?.trim_start_matches(['"', '\'']);
    let end = rest.find(['"', '\'', '>', ' ']).unwrap_or(rest.len());
    rest.get(..end).map(str::to_owned)
}

/// What stands between `<!--` and `-->`. An unclosed comment runs to the end and says nothing: it swallows what it was not
/// meant to.
pub(crate) fn split_comments(html: &str, comments: &mut Vec<String>) {
    let mut rest = html;
    while let Some((_, after)) = rest.split_once("<!--") {
        let (inside, tail) = after.split_once("-->").unwrap_or_default();
        comments.push(inside.to_owned());
        rest = tail;
    }
}
