//! Text of a table cell or paragraph, flattened, with what the markup said about its stretches.

use super::doc_text;
use super::links::Links;
use crate::model::Doc;
use memchr::memmem;
use std::borrow::Cow;
use std::ops::Range;

/// Flattened text. Ranges are byte ranges of `plain`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct RichText<'t> {
    /// The text without any markup; `<br>`, tags of lists and paragraphs, and soft breaks are spaces.
    pub(crate) plain: Cow<'t, str>,
    /// Links, in order.
    pub(crate) links: Vec<Link<'t>>,
    /// Stretches in backticks, in order.
    pub(crate) codes: Vec<Range<usize>>,
    /// Items of HTML lists, in order: all that a table's cell can hold of a list.
    pub(crate) items: Vec<Range<usize>>,
    /// Where emphasis, links and code begin and end, in order: what [`RichText::markdown`] needs to write them again.
    pub(crate) marks: Vec<(usize, Mark)>,
}

/// A point in a text where its markup changes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Mark {
    /// Strong emphasis begins or ends.
    Strong,
    /// A link's text begins.
    LinkStart,
    /// A link's text ends; the links end in the order of [`RichText::links`].
    LinkEnd,
    /// A code span begins.
    CodeStart,
    /// A code span ends.
    CodeEnd,
}

/// A link and the text that it hangs on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Link<'t> {
    /// The linked stretch of the plain text.
    pub(crate) range: Range<usize>,
    /// Where it leads, as the page has it.
    pub(crate) target: Cow<'t, str>,
}

impl RichText<'_> {
    /// As [`RichText::markdown`] where documentation text is wanted, else nothing.
    pub(crate) fn doc(&self, links: &Links<'_>) -> Doc {
        if links.docs { self.markdown(links) } else { Doc::default() }
    }

    /// The text as Markdown that is safe for rustdoc. Made when asked for: most of a page's text is read for its facts only.
    pub(crate) fn markdown(&self, links: &Links<'_>) -> Doc {
        let mut writer =
            DocWriter { text: self, links, out: String::with_capacity(self.plain.len() + 16), open: Vec::new() };
        let mut at = 0;
        let mut closed = 0;
        for (offset, mark) in &self.marks {
            writer.text(at..*offset, *mark == Mark::CodeEnd);
            at = *offset;
            match mark {
                Mark::Strong => writer.out.push_str("**"),
                Mark::LinkStart => writer.open.push(writer.out.len()),
                Mark::LinkEnd => {
                    writer.close_link(closed);
                    closed += 1;
                }
                Mark::CodeStart | Mark::CodeEnd => {}
            }
        }
        writer.text(at..self.plain.len(), false);
        Doc(doc_text::tidy(writer.out))
    }

    /// Whether all of it is strong.
    pub(crate) fn is_strong(&self) -> bool {
        let starts = self.marks.first().is_some_and(|(at, mark)| *at == 0 && *mark == Mark::Strong);
        starts && self.marks.last().is_some_and(|(at, mark)| *at == self.plain.len() && *mark == Mark::Strong)
    }

    /// What is strong or code, with spaces between.
    pub(crate) fn marked(&self) -> String {
        let mut marked = String::new();
        let (mut strong, mut code) = (false, false);
        let mut at = 0;
        for (offset, mark) in &self.marks {
            if strong || code {
                marked.push_str(self.slice(&(at..*offset)));
                marked.push(' ');
            }
            at = *offset;
            match mark {
                Mark::Strong => strong = !strong,
                Mark::CodeStart => code = true,
                Mark::CodeEnd => code = false,
                Mark::LinkStart | Mark::LinkEnd => {}
            }
        }
        marked
    }

    /// The text of a range, empty where the range is none of this text's.
    pub(crate) fn slice(&self, range: &Range<usize>) -> &str {
        self.plain.get(range.clone()).unwrap_or_default()
    }
}

/// A text cut at its alert marks, `[!NOTE]`: they say how a box looks, wherever it stands.
fn without_alert_marks(text: &str) -> impl Iterator<Item = &str> {
    let mut marks = memmem::find_iter(text.as_bytes(), b"[!").filter_map(|at| Some((at, alert_mark(text.get(at..)?)?)));
    let mut rest = Some(0);
    std::iter::from_fn(move || {
        let start = rest?;
        let mark = marks.next();
        rest = mark.map(|(at, len)| at + len);
        text.get(start..mark.map_or(text.len(), |(at, _)| at))
    })
}

/// The length of the alert mark that a text starts with.
fn alert_mark(text: &str) -> Option<usize> {
    let name = text.strip_prefix("[!")?.split_once(']')?.0;
    let is_mark = ["note", "tip", "important", "caution", "warning"].iter().any(|mark| name.eq_ignore_ascii_case(mark));
    is_mark.then_some("[!]".len() + name.len())
}

struct DocWriter<'a> {
    text: &'a RichText<'a>,
    links: &'a Links<'a>,
    out: String,
    /// Where in `out` the text of each open link begins.
    open: Vec<usize>,
}

impl DocWriter<'_> {
    fn text(&mut self, range: Range<usize>, code: bool) {
        let text = self.text.slice(&range);
        if code {
            doc_text::code_span(text, &mut self.out);
        } else {
            for text in without_alert_marks(text) {
                doc_text::escape(text, !self.open.is_empty(), &mut self.out);
            }
        }
    }

    /// An absolute link stays one; of any other its text stays.
    fn close_link(&mut self, index: usize) {
        let (Some(start), Some(link)) = (self.open.pop(), self.text.links.get(index)) else { return };
        let shown = self.out.split_off(start);
        match self.links.absolute(&link.target).filter(|_| !shown.trim().is_empty()) {
            Some(url) => self.out.extend(["[", shown.trim(), "](", &url, ")"]),
            None => self.out.push_str(&shown),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::without_alert_marks;

    #[test]
    fn alert_marks() {
        let rows = [
            ("[!NOTE] It is so.", " It is so."),
            ("One. [!Tip] Two. [!WARNING]Three.", "One.  Two. Three."),
            ("[!INCLUDE x] [!other] [!", "[!INCLUDE x] [!other] [!"),
            ("plain", "plain"),
        ];
        for (text, expected) in rows {
            assert_eq!(without_alert_marks(text).collect::<String>(), expected, "{text}");
        }
    }
}
