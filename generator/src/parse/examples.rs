//! Example fences: requests and responses. [`pairs`] says which belongs to which, [`ignored`] which don't count.

mod ignored;
mod pairs;

use super::annotation::Annotation;
use super::http;
use super::type_expr;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::draft::{ExampleDraft, ExampleResponseDraft};
use crate::model::{BodyPlace, HttpRequest, Method, Span};
use std::ops::Range;

/// Request and response fences in page order.
#[derive(Debug, Default)]
pub(crate) struct Examples {
    items: Vec<Item>,
    /// Positions of requests whose fence is annotated `ignored`.
    ignored: Vec<usize>,
}

#[derive(Debug)]
enum Item {
    Request(ExampleDraft),
    Response(ExampleResponseDraft),
}

impl Item {
    fn request(&self) -> Option<&ExampleDraft> {
        match self {
            Item::Request(request) => Some(request),
            Item::Response(_) => None,
        }
    }
}

impl Examples {
    /// Takes a request fence, annotated or recognised by its first line. Other messages may follow in it.
    pub(crate) fn request(
        &mut self,
        text: &str,
        annotation: Option<&Annotation<'_>>,
        span: &dyn Fn(Range<usize>) -> Span,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let next = self.one_request(text, annotation, span);
        self.others(text, next, span, diagnostics);
    }

    /// Takes a request; gives the place of what follows it.
    fn one_request(
        &mut self,
        text: &str,
        annotation: Option<&Annotation<'_>>,
        span: &dyn Fn(Range<usize>) -> Span,
    ) -> Option<usize> {
        let (request, body, problem, at, next) = match http::read_request(text) {
            Ok(block) => {
                let start = block.url_offset;
                let end = start + text.get(start..).and_then(|t| t.lines().next()).map_or(0, str::len);
                let body = block.body.map(|body| body.text.to_owned());
                let request = HttpRequest { method: block.method, url: block.url, headers: block.headers, body };
                (Some(request), block.body, None, start..end, block.next)
            }
            Err(problem) => (None, None, Some(problem.message()), first_line(text), None),
        };
        self.items.push(Item::Request(ExampleDraft {
            name: annotation.and_then(|a| a.texts("name").into_iter().next()),
            annotated: annotation.is_some(),
            ty: annotation.and_then(Annotation::ty),
            problem,
            sample_keys: annotation.map(|a| a.texts("sampleKeys")).unwrap_or_default(),
            body_place: body_place(text, body, span),
            request,
            span: span(at),
            responses: Vec::new(),
        }));
        next
    }

    /// Takes a request fence that is recognised by its first line. One that is annotated `ignored` counts only where the page
    /// annotates no request at all.
    pub(crate) fn inferred(
        &mut self,
        text: &str,
        ignored: bool,
        span: &dyn Fn(Range<usize>) -> Span,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let first = self.items.len();
        self.request(text, None, span, diagnostics);
        if ignored {
            self.ignored.extend(first..self.items.len());
        }
    }

    /// Takes a response fence. Other messages may follow in it.
    pub(crate) fn response(
        &mut self,
        text: &str,
        annotation: Option<&Annotation<'_>>,
        span: &dyn Fn(Range<usize>) -> Span,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let next = self.one_response(text, annotation, span, diagnostics);
        self.others(text, next, span, diagnostics);
    }

    /// Takes a body that stands where the response to the request before it is shown, without a status line. What answers a
    /// request that doesn't count doesn't, either.
    pub(crate) fn bare_response(
        &mut self,
        text: &str,
        span: &dyn Fn(Range<usize>) -> Span,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let at = self.items.len();
        if self.ignored.last().is_some_and(|ignored| ignored + 1 == at) {
            self.ignored.push(at);
        }
        self.response(text, None, span, diagnostics);
    }

    /// Takes JSON that stands behind a message as the body of that, if it is a message that may have a body and has none in its
    /// own fence, a request that nobody annotated or a success; tells whether it did. Some pages give the body a fence of its own.
    /// What a service sends to call somebody back is passed over.
    pub(crate) fn body_behind(&mut self, text: &str, response: bool, span: &dyn Fn(Range<usize>) -> Span) -> bool {
        let body = http::Body { text: text.trim_end_matches(['\r', '\n']), offset: 0 };
        if let Some(Item::Request(last)) = self.items.last()
            && let Some(first) = self.items.iter().find_map(Item::request)
            && pairs::calls_back(last, first)
        {
            return false;
        }
        let (slot, place) = match self.items.last_mut() {
            Some(Item::Request(ExampleDraft { annotated: false, request: Some(r), body_place, .. }))
                if !response && matches!(r.method, Method::Post | Method::Put | Method::Patch) =>
            {
                (&mut r.body, body_place)
            }
            Some(Item::Response(r))
                if response && matches!(r.status, Some(200 | 201)) && !r.is_empty && !is_error(body.text) =>
            {
                (&mut r.body, &mut r.body_place)
            }
            _ => return false,
        };
        if slot.is_some() {
            return false;
        }
        *place = body_place(text, Some(body), span);
        *slot = Some(body.text.to_owned());
        true
    }

    /// Takes a response; gives the place of what follows it.
    fn one_response(
        &mut self,
        text: &str,
        annotation: Option<&Annotation<'_>>,
        span: &dyn Fn(Range<usize>) -> Span,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<usize> {
        let mut response = ExampleResponseDraft {
            names: annotation.map(|a| a.texts("name")).unwrap_or_default(),
            status: None,
            headers: Vec::new(),
            body: None,
            ty: annotation.and_then(Annotation::ty),
            truncated: annotation.is_some_and(|a| a.flag("truncated")),
            expect_error: annotation.is_some_and(|a| a.flag("expectError")),
            is_empty: annotation.is_some_and(|a| a.flag("isEmpty")),
            long_running_type: annotation
                .and_then(|a| a.text("longRunningResponseType"))
                .and_then(type_expr::read_annotation_type),
            span: span(first_line(text)),
            body_place: BodyPlace::default(),
        };
        let mut next = None;
        let problem = match http::read_response(text) {
            Ok(block) => {
                response.body_place = body_place(text, block.body, span);
                response.headers = block.headers;
                response.body = block.body.map(|body| body.text.to_owned());
                response.status = block.status.ok();
                next = block.next;
                block.status.err()
            }
            Err(problem) => Some(problem),
        };
        let said = problem.map(|problem| Diagnostic::new(Code::ResponseStatus, response.span, problem.message()));
        diagnostics.extend(said);
        self.items.push(Item::Response(response));
        next
    }

    /// Takes the other messages of a fence. The annotation was about the first.
    fn others(
        &mut self,
        text: &str,
        mut next: Option<usize>,
        span: &dyn Fn(Range<usize>) -> Span,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let mut start = 0;
        while let Some(at) = next {
            start += at;
            let text = text.get(start..).unwrap_or_default();
            let span = |range: Range<usize>| span(start + range.start..start + range.end);
            next = match http::looks_like_response(text) {
                true => self.one_response(text, None, &span, diagnostics),
                false => self.one_request(text, None, &span),
            };
            self.pair_last();
        }
    }

    /// A response right behind a request in its fence is the answer to it, whatever else stands on the page.
    fn pair_last(&mut self) {
        if !matches!(self.items.as_slice(), [.., Item::Request(_), Item::Response(_)]) {
            return;
        }
        if let (Some(Item::Response(response)), Some(Item::Request(request))) =
            (self.items.pop(), self.items.last_mut())
        {
            request.responses.push(response);
        }
    }

    /// Whether a request stands before what comes next and has no response yet.
    pub(crate) fn awaits_response(&self) -> bool {
        matches!(self.items.last(), Some(Item::Request(_)))
    }

    /// Pairs responses with requests. What is annotated as ignored counts only where the page annotates no request.
    pub(crate) fn pair(self, diagnostics: &mut Vec<Diagnostic>) -> Vec<ExampleDraft> {
        let annotates = self.items.iter().filter_map(Item::request).any(|request| request.annotated);
        let items = match self.ignored.as_slice() {
            ignored @ [_, ..] if annotates => ignored::leave_out(self.items, ignored, diagnostics),
            _ => self.items,
        };
        pairs::pair(items, diagnostics)
    }
}

/// Whether JSON is the error that services answer with (OData JSON Format 4.01, 21.1): it stands beside a success for another
/// outcome.
fn is_error(json: &str) -> bool {
    let inside = json.trim_start().strip_prefix('{').map(str::trim_start);
    inside.is_some_and(|inside| inside.starts_with("\"error\""))
}

/// The first line of a fence.
fn first_line(text: &str) -> Range<usize> {
    0..text.lines().next().map_or(0, str::len)
}

/// Where a fence's body stands.
fn body_place(text: &str, body: Option<http::Body<'_>>, span: impl Fn(Range<usize>) -> Span) -> BodyPlace {
    let Some(http::Body { text: body, offset }) = body else { return BodyPlace::default() };
    let whole = offset..offset + body.len();
    let in_one_piece = |range: &Range<usize>| {
        let at = span(range.clone());
        (usize::try_from(at.end - at.start) == Ok(range.len())).then_some(at)
    };
    if let Some(at) = in_one_piece(&whole) {
        return BodyPlace(vec![(0, at)]);
    }
    let mut stretches = Vec::new();
    for line in http::lines(text).filter(|line| line.end() > whole.start && line.offset < whole.end) {
        let range = line.offset.max(whole.start)..(line.offset + line.text.len()).min(whole.end);
        match in_one_piece(&range) {
            Some(at) => stretches.push((range.start, at)),
            None => stretches.extend(by_character(text, range, &span)),
        }
    }
    stretches.iter_mut().for_each(|(at, _)| *at -= offset);
    BodyPlace(stretches)
}

/// The stretches of a line that does not stand in one piece: a tab of which a list or quote has a part comes as blanks, and an
/// include may bring some of its text.
fn by_character(text: &str, line: Range<usize>, span: impl Fn(Range<usize>) -> Span) -> Vec<(usize, Span)> {
    let mut stretches: Vec<(usize, Span)> = Vec::new();
    for (within, character) in text.get(line.clone()).unwrap_or_default().char_indices() {
        let start = line.start + within;
        let at = span(start..start + character.len_utf8());
        match stretches.last_mut() {
            Some((_, stretch)) if stretch.file == at.file && stretch.end == at.start => stretch.end = at.end,
            _ => stretches.push((start, at)),
        }
    }
    stretches
}
