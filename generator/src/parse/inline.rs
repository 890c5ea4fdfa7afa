//! Inline Markdown to [`RichText`]: plain text with its links, code spans and marks.

use super::rich::{Link, Mark, RichText};
use super::run::Run;
use memchr::memchr_iter;
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use std::borrow::Cow;
use std::ops::Range;

/// Collects the inline events of one block or cell.
pub(crate) struct Inline<'t> {
    plain: Run<'t>,
    rich: RichText<'t>,
    comments: Vec<Cow<'t, str>>,
    anchor: Option<String>,
    /// Links that are open: where their text starts, and their target.
    open: Vec<(usize, Cow<'t, str>)>,
    /// Where the text of an open HTML list item starts.
    item: Option<usize>,
}

impl<'t> Inline<'t> {
    /// Nothing yet, in a document.
    pub(crate) fn new(document: &'t str) -> Self {
        Inline {
            plain: Run::new(document),
            rich: RichText::default(),
            comments: Vec::new(),
            anchor: None,
            open: Vec::new(),
            item: None,
        }
    }

    /// Takes one event and its place in the document.
    pub(crate) fn event(&mut self, event: Event<'t>, at: Range<usize>) {
        match event {
            Event::Text(text) => self.plain.push(&text, at),
            Event::Code(code) => self.code(&code, at),
            Event::SoftBreak | Event::HardBreak | Event::Start(Tag::Item | Tag::Paragraph) => self.space(),
            Event::InlineHtml(html) | Event::Html(html) => self.html(html),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                self.mark(Mark::LinkStart);
                self.open.push((self.len(), cow(dest_url)));
            }
            Event::End(TagEnd::Link | TagEnd::Image) => self.close_link(),
            Event::Start(Tag::Strong) | Event::End(TagEnd::Strong) => self.mark(Mark::Strong),
            _ => {}
        }
    }

    /// The text, the comments inside it, and the name of an anchor inside it.
    pub(crate) fn finish(mut self) -> (RichText<'t>, Vec<Cow<'t, str>>, Option<String>) {
        self.close_item();
        self.rich.plain = self.plain.take();
        (self.rich, self.comments, self.anchor)
    }

    /// The text alone; what comes next starts anew.
    pub(crate) fn take(&mut self) -> RichText<'t> {
        self.close_item();
        self.open.clear();
        self.rich.plain = self.plain.take();
        std::mem::take(&mut self.rich)
    }

    fn len(&self) -> usize {
        self.plain.as_str().len()
    }

    fn mark(&mut self, mark: Mark) {
        self.rich.marks.push((self.len(), mark));
    }

    /// Takes a code span, which stands in the document between two backticks, or wider marks.
    fn code(&mut self, code: &str, at: Range<usize>) {
        let start = self.len();
        self.mark(Mark::CodeStart);
        self.plain.push(code, at.start + 1..at.end.saturating_sub(1));
        self.rich.codes.push(start..self.len());
        self.mark(Mark::CodeEnd);
    }

    fn space(&mut self) {
        if !self.plain.as_str().is_empty() && !self.plain.as_str().ends_with(' ') {
            self.plain.push_other(" ");
        }
    }

    fn html(&mut self, html: CowStr<'t>) {
        if html.starts_with("<!--") {
            self.comments.extend(comments(cow(html)));
            return;
        }
        let name = tag_name(&html);
        if ["ul", "ol", "li"].contains(&&*name) {
            self.list_tag(&html, &name);
        } else if BREAKS.contains(&&*name) {
            self.space();
        } else if let Some(name) = anchor_name(&html) {
            self.anchor = Some(name);
        }
    }

    /// A list's tag. Ends are left out, and crossed (`</ul></li>`): an item ends with the next one or with the list.
    fn list_tag(&mut self, html: &str, name: &str) {
        self.close_item();
        self.space();
        let ends = html.starts_with("</") || html.ends_with("/>");
        self.item = (name == "li" && !ends).then(|| self.len());
    }

    fn close_item(&mut self) {
        let Some(start) = self.item.take() else { return };
        self.rich.items.push(start..self.len());
    }

    fn close_link(&mut self) {
        let Some((start, target)) = self.open.pop() else { return };
        self.mark(Mark::LinkEnd);
        self.rich.links.push(Link { range: start..self.len(), target });
    }
}

/// Tags that end a word. A footnote mark is no part of the word before it.
const BREAKS: [&str; 9] = ["br", "p", "div", "tr", "td", "th", "hr", "sup", "sub"];

/// `br` in `<br/>`, in lower case.
fn tag_name(html: &str) -> String {
    let rest = html.trim_start_matches(['<', '/']).trim_start();
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default().to_ascii_lowercase()
}

/// The parser's text as std has it.
fn cow(text: CowStr<'_>) -> Cow<'_, str> {
    match text {
        CowStr::Borrowed(text) => Cow::Borrowed(text),
        text => Cow::Owned(text.into_string()),
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

/// What the comments of a text say.
pub(crate) fn comments(html: Cow<'_, str>) -> Vec<Cow<'_, str>> {
    match html {
        Cow::Borrowed(html) => comments_in(html).map(Cow::Borrowed).collect(),
        Cow::Owned(html) => comments_in(&html).map(|inside| Cow::Owned(inside.to_owned())).collect(),
    }
}

fn comments_in(html: &str) -> impl Iterator<Item = &str> {
    let mut rest = html;
    std::iter::from_fn(move || {
        let (place, inside) = first_comment(rest)?;
        rest = rest.get(place.end..)?;
        Some(inside)
    })
}

/// Where the first comment of a text stands, and what stands between its marks. Marks may share their dashes: `<!-->` is empty
/// (CommonMark 0.31.2, "Raw HTML"). An unclosed comment runs to the end and says nothing: it swallows what it was not meant to.
pub(crate) fn first_comment(html: &str) -> Option<(Range<usize>, &str)> {
    // One byte is sought, not the mark: there are few of it before the mark.
    let opens = |at: &usize| html.get(*at..).is_some_and(|rest| rest.starts_with("<!--"));
    let start = memchr_iter(b'<', html.as_bytes()).find(opens)?;
    let dashes = html.get(start + "<!".len()..)?;
    let mut ends = memchr_iter(b'>', dashes.as_bytes()).filter_map(|at| dashes.get(..at));
    match ends.find_map(|before| before.strip_suffix("--")) {
        Some(inside) => {
            Some((start..start + "<!-->".len() + inside.len(), inside.get("--".len()..).unwrap_or_default()))
        }
        None => Some((start..html.len(), "")),
    }
}

#[cfg(test)]
mod tests {
    use super::first_comment;

    #[test]
    fn comments() {
        let rows = [
            ("<!-- a -->", Some((0..10, " a "))),
            ("<p> <!-- a > b -- c --> d -->", Some((4..23, " a > b -- c "))),
            ("<!----> <!-- b -->", Some((0..7, ""))),
            ("<!--> a -->", Some((0..5, ""))),
            ("<!---> a -->", Some((0..6, ""))),
            ("ä <!-- a --", Some((3..12, ""))),
            ("<!- a -->", None),
            ("", None),
        ];
        for (text, expected) in rows {
            assert_eq!(first_comment(text), expected, "{text}");
        }
    }
}
