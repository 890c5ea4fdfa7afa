//! Markdown to a flat list of blocks: headings, paragraphs, fences, comments, tables, in page order.
//!
//! Lists and quotes dissolve: what matters is which section a block stands in, not what it is nested in.

use super::inline::{self, Inline};
use super::rich::RichText;
use super::run::Run;
use crate::diagnostics::{Code, Diagnostic};
use crate::fold::lower;
use crate::source::Document;
use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, LinkType, OffsetIter, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;
use std::ops::Range;

/// A block of a page.
#[derive(Debug)]
pub(crate) struct Block<'t> {
    /// What it is.
    pub kind: BlockKind<'t>,
    /// Where it stands in the document's text.
    pub range: Range<usize>,
}

/// Kinds of blocks.
#[derive(Debug)]
pub(crate) enum BlockKind<'t> {
    Heading { level: u8, text: RichText<'t>, anchor: Option<String> },
    Paragraph(RichText<'t>),
    Fence(Fence<'t>),
    Comment(Cow<'t, str>),
    Table(Table<'t>),
}

/// A code block, fenced or indented.
#[derive(Debug)]
pub(crate) struct Fence<'t> {
    /// The first word of the info string, lower case; empty for bare fences.
    pub language: String,
    /// The contents, without the indentation of lists and quotes.
    pub text: Cow<'t, str>,
    /// Where stretches of `text` stand in the document: (offset in `text`, offset in the document), ascending.
    chunks: Vec<(usize, usize)>,
}

impl Fence<'_> {
    /// Where a stretch of the contents stands in the document.
    pub(crate) fn document_range(&self, range: Range<usize>) -> Range<usize> {
        let start = self.document_offset(range.start);
        // Behind the last byte, not where the next stretch begins.
        let last = range.end.checked_sub(1).filter(|last| *last >= range.start);
        start..last.map_or(start, |last| self.document_offset(last) + 1)
    }

    fn document_offset(&self, offset: usize) -> usize {
        let after = self.chunks.partition_point(|(at, _)| *at <= offset);
        let (at, document) = after.checked_sub(1).and_then(|i| self.chunks.get(i)).copied().unwrap_or((0, 0));
        document + (offset - at)
    }
}

/// A pipe table.
#[derive(Debug, Default)]
pub(crate) struct Table<'t> {
    pub header: Vec<RichText<'t>>,
    /// The headings, trimmed and in lower case.
    headings: Vec<String>,
    pub rows: Vec<Row<'t>>,
}

/// A row of a table.
#[derive(Debug, Default)]
pub(crate) struct Row<'t> {
    pub cells: Vec<RichText<'t>>,
    pub range: Range<usize>,
}

impl<'t> Row<'t> {
    /// The cell of a column, where the row is long enough.
    pub(crate) fn cell(&self, column: Option<usize>) -> Option<&RichText<'t>> {
        self.cells.get(column?)
    }
}

impl<'t> Table<'t> {
    /// A table with a header and no rows yet.
    pub(crate) fn new(header: Vec<RichText<'t>>) -> Self {
        let headings = header.iter().map(|heading| lower(heading.plain.trim()).into_owned()).collect();
        Table { header, headings, rows: Vec::new() }
    }

    /// The first column whose heading, lower case, `is` accepts.
    pub(crate) fn column(&self, is: impl Fn(&str) -> bool) -> Option<usize> {
        self.headings.iter().position(|heading| is(heading))
    }

    /// The first column's heading, trimmed and in lower case.
    pub(crate) fn first_heading(&self) -> Option<&str> {
        self.headings.first().map(String::as_str)
    }
}

/// The Markdown extensions in use.
pub(crate) const OPTIONS: Options = Options::ENABLE_TABLES;

/// Bytes for each block that room is made for: blocks of most pages are longer on average.
const SHORT_BLOCK: usize = 128;

/// Reads a document's blocks.
pub(crate) fn blocks<'t>(document: &'t Document<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Block<'t>> {
    let text = document.text();
    // A collapsed or full reference without a definition is still a link for the reader of the page.
    let mut broken = |link: BrokenLink<'_>| match link.link_type {
        LinkType::Collapsed | LinkType::Reference => Some((CowStr::Borrowed(""), CowStr::Borrowed(""))),
        _ => None,
    };
    let parser = Parser::new_with_broken_link_callback(text, OPTIONS, Some(&mut broken)).into_offset_iter();
    let mut reader = Reader { text, parser, blocks: Vec::with_capacity(text.len() / SHORT_BLOCK) };
    reader.run();
    let blocks = reader.blocks;
    report_unclosed(document, &blocks, diagnostics);
    blocks
}

struct Reader<'t, P: pulldown_cmark::BrokenLinkCallback<'t>> {
    text: &'t str,
    parser: OffsetIter<'t, P>,
    blocks: Vec<Block<'t>>,
}

impl<'t, P: pulldown_cmark::BrokenLinkCallback<'t>> Reader<'t, P> {
    fn run(&mut self) {
        while let Some((event, range)) = self.parser.next() {
            match event {
                Event::Start(Tag::Heading { level, .. }) => self.heading(level as u8, range),
                Event::Start(Tag::CodeBlock(kind)) => self.fence(&kind, range),
                Event::Start(Tag::HtmlBlock) => self.html(range),
                Event::Start(Tag::Table(_)) => self.table(range),
                Event::Start(Tag::Paragraph) => self.paragraph(None, range),
                // Tight list items hold their text without a paragraph.
                Event::Text(_)
                | Event::Code(_)
                | Event::InlineHtml(_)
                | Event::Start(Tag::Link { .. } | Tag::Strong | Tag::Emphasis) => {
                    self.paragraph(Some(event), range);
                }
                _ => {}
            }
        }
    }

    fn push(&mut self, kind: BlockKind<'t>, range: Range<usize>) {
        self.blocks.push(Block { kind, range });
    }

    fn heading(&mut self, level: u8, range: Range<usize>) {
        let mut inline = Inline::new(self.text);
        for (event, at) in self.parser.by_ref() {
            match event {
                Event::End(TagEnd::Heading(_)) => break,
                event => inline.event(event, at),
            }
        }
        let (text, comments, anchor) = inline.finish();
        self.push(BlockKind::Heading { level, text, anchor }, range.clone());
        self.comments(comments, range);
    }

    /// A paragraph, or (with a first event) the bare text of a tight list item, which ends where the next block or the
    /// item does.
    fn paragraph(&mut self, first: Option<Event<'t>>, mut range: Range<usize>) {
        let mut inline = Inline::new(self.text);
        let loose = first.is_none();
        if let Some(event) = first {
            inline.event(event, range.clone());
        }
        let mut next = None;
        for (event, at) in self.parser.by_ref() {
            match event {
                Event::End(TagEnd::Paragraph | TagEnd::Item) => break,
                Event::Start(
                    Tag::CodeBlock(_)
                    | Tag::List(_)
                    | Tag::HtmlBlock
                    | Tag::Table(_)
                    | Tag::Paragraph
                    | Tag::Heading { .. }
                    | Tag::BlockQuote(_),
                ) if !loose => {
                    next = Some((event, at));
                    break;
                }
                event => {
                    range.end = range.end.max(at.end);
                    inline.event(event, at);
                }
            }
        }
        let (text, comments, _) = inline.finish();
        let source = self.text.get(range.clone()).unwrap_or_default();
        match super::loose_table::read(source, range.start) {
            Some(table) => self.push(BlockKind::Table(table), range.clone()),
            None if text.plain.trim().is_empty() => {}
            None => self.push(BlockKind::Paragraph(text), range.clone()),
        }
        self.comments(comments, range);
        if let Some((event, at)) = next {
            self.resume(event, at);
        }
    }

    /// Goes on with a block start that ended a tight item's text.
    fn resume(&mut self, event: Event<'t>, range: Range<usize>) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => self.fence(&kind, range),
            Event::Start(Tag::HtmlBlock) => self.html(range),
            Event::Start(Tag::Table(_)) => self.table(range),
            Event::Start(Tag::Heading { level, .. }) => self.heading(level as u8, range),
            Event::Start(Tag::Paragraph) => self.paragraph(None, range),
            _ => {}
        }
    }

    fn fence(&mut self, kind: &CodeBlockKind<'_>, range: Range<usize>) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or_default().to_ascii_lowercase(),
            CodeBlockKind::Indented => String::new(),
        };
        let mut text = Run::new(self.text);
        let mut chunks: Vec<(usize, usize)> = Vec::new();
        let mut push = |piece: &str, at: Range<usize>| {
            let offset = text.as_str().len();
            let runs_on = chunks.last().is_some_and(|(before, place)| place + (offset - before) == at.start);
            if !runs_on {
                chunks.push((offset, at.start));
            }
            text.push(piece, at);
        };
        if let CodeBlockKind::Fenced(info) = kind
            && let Some(line) = request_line(info, self.text, &range)
        {
            push(self.text.get(line.clone()).unwrap_or_default(), line.clone());
            push("\n", line.end..line.end + 1);
        }
        for (event, at) in self.parser.by_ref() {
            match event {
                Event::Text(text) => push(&text, at),
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        let text = text.finish();
        // What is said of an empty fence is said where it opens.
        if chunks.is_empty() {
            chunks.push((0, range.start));
        }
        self.push(BlockKind::Fence(Fence { language, text, chunks }), range);
    }

    fn html(&mut self, range: Range<usize>) {
        let mut html = Run::new(self.text);
        for (event, at) in self.parser.by_ref() {
            match event {
                Event::Html(text) | Event::Text(text) => html.push(&text, at),
                Event::End(TagEnd::HtmlBlock) => break,
                _ => {}
            }
        }
        self.comments(inline::comments(html.finish()), range);
    }

    /// Comments inside a block, each where it stands.
    fn comments(&mut self, comments: Vec<Cow<'t, str>>, range: Range<usize>) {
        let mut passed = range.start;
        for comment in comments {
            let rest = self.text.get(passed..range.end).unwrap_or_default();
            let place = inline::first_comment(rest).map_or(0..rest.len(), |(place, _)| place);
            let start = passed + place.start;
            passed += place.end;
            self.push(BlockKind::Comment(comment), start..passed);
        }
    }

    fn table(&mut self, range: Range<usize>) {
        let mut table = Table::default();
        let mut row = Row::default();
        let mut inline = Inline::new(self.text);
        for (event, at) in self.parser.by_ref() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => {
                    row = Row { cells: Vec::with_capacity(table.header.len()), range: at };
                }
                Event::End(TagEnd::TableCell) => row.cells.push(inline.take()),
                Event::End(TagEnd::TableHead) => table = Table::new(std::mem::take(&mut row.cells)),
                Event::End(TagEnd::TableRow) => table.rows.push(std::mem::take(&mut row)),
                Event::End(TagEnd::Table) => break,
                event => inline.event(event, at),
            }
        }
        self.push(BlockKind::Table(table), range);
    }
}

/// A fence or comment that nobody closed swallows what follows it: the author will want to know.
fn report_unclosed(document: &Document<'_>, blocks: &[Block<'_>], diagnostics: &mut Vec<Diagnostic>) {
    let text = document.text();
    for block in blocks {
        let source = text.get(block.range.clone()).unwrap_or_default();
        match &block.kind {
            BlockKind::Fence(_) if is_unclosed_fence(source) => {
                let at = block.range.start..block.range.start + source.lines().next().map_or(0, str::len);
                diagnostics.push(Diagnostic::new(
                    Code::UnclosedFence,
                    document.span(at),
                    "this code fence is never closed",
                ));
            }
            BlockKind::Comment(_) if source.starts_with("<!--") && !source.ends_with("-->") => {
                let at = block.range.start..block.range.start + "<!--".len();
                diagnostics.push(Diagnostic::new(
                    Code::UnclosedComment,
                    document.span(at),
                    "this comment is never closed: the rest of the page is part of it",
                ));
            }
            _ => {}
        }
    }
}

/// Where a request line stands behind a fence's language, on the fence's own line: it is the first line of the contents.
fn request_line(info: &str, document: &str, fence: &Range<usize>) -> Option<Range<usize>> {
    let behind = info.split_once(char::is_whitespace).map(|(_, rest)| rest.trim())?;
    super::http::looks_like_request(behind)?;
    let start = fence.start + document.get(fence.clone())?.find(behind)?;
    Some(start..start + behind.len())
}

fn is_unclosed_fence(source: &str) -> bool {
    let opening = source.trim_start();
    let Some(mark) = opening.chars().next().filter(|c| matches!(c, '`' | '~')) else { return false };
    let width = opening.chars().take_while(|c| *c == mark).count();
    let last = source.trim_end().rsplit_once('\n').map_or("", |(_, last)| last).trim_start_matches([' ', '\t', '>']);
    width >= 3 && (last.chars().count() < width || !last.chars().all(|c| c == mark))
}
