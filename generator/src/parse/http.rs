//! HTTP blocks: a request or response as text, with its headers and body.

mod line;

pub(crate) use line::{Line, continues_url, cut_version, header_field, is_target, lines, request_line};

use crate::model::{HeaderField, Method};

/// A request as documented.
#[derive(Clone, Debug)]
pub(crate) struct RequestBlock<'t> {
    /// The method.
    pub(crate) method: Method,
    /// The URL as documented: wrapped ones joined, spaces kept, ` HTTP/1.1` cut off.
    pub(crate) url: String,
    /// Byte offset of the URL in the text.
    pub(crate) url_offset: usize,
    /// Header lines, in order.
    pub(crate) headers: Vec<HeaderField>,
    /// What follows the headers, line ends at its end cut off; `None` if that is white space only.
    pub(crate) body: Option<Body<'t>>,
    /// Where another request or a response begins in its place.
    pub(crate) next: Option<usize>,
}

/// The body of a message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Body<'t> {
    /// Its text.
    pub(crate) text: &'t str,
    /// Byte offset in the block.
    pub(crate) offset: usize,
}

/// A response as documented.
#[derive(Clone, Debug)]
pub(crate) struct ResponseBlock<'t> {
    /// The status code, or what is wrong with the line that should hold it.
    pub(crate) status: Result<u16, HttpProblem>,
    /// Header lines, in order.
    pub(crate) headers: Vec<HeaderField>,
    /// What follows the headers, as in [`RequestBlock`].
    pub(crate) body: Option<Body<'t>>,
    /// As in [`RequestBlock`].
    pub(crate) next: Option<usize>,
}

/// Why a block holds no request or response.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum HttpProblem {
    /// Nothing but white space.
    Empty,
    /// The first line is no method and URL.
    NoRequestLine,
    /// The first line is a request where a response should be.
    RequestInsteadOfResponse,
    /// The first line is no status line.
    NoStatusLine,
    /// The status is no three digits between 200 and 599: those below announce a response, and are none.
    BadStatus,
}

impl HttpProblem {
    /// The sentence for a diagnostic.
    pub(crate) fn message(self) -> String {
        let message = match self {
            HttpProblem::Empty => "the block is empty",
            HttpProblem::NoRequestLine => "the block does not begin with a method and a URL",
            HttpProblem::RequestInsteadOfResponse => "the block holds a request where a response should be",
            HttpProblem::NoStatusLine => "the block does not begin with a status line",
            HttpProblem::BadStatus => "the status line holds no code between 200 and 599",
        };
        message.to_owned()
    }
}

/// Reads a request: empty lines and comments, the request line, headers, and a body behind an empty line.
pub(crate) fn read_request(text: &str) -> Result<RequestBlock<'_>, HttpProblem> {
    let mut rest = lines(text).skip_while(|line| line.is_passed_over()).peekable();
    let first = rest.next().ok_or(HttpProblem::Empty)?;
    let (method, mut url, url_offset) = match request_line(first.text) {
        Some((method, target)) => (method, line::from(first.text, target).trim_end().to_owned(), first.offset + target),
        None => {
            // The verb may stand alone, the URL below it.
            let method = Method::parse(first.text.trim()).ok_or(HttpProblem::NoRequestLine)?;
            let next = rest.next_if(|next| line::is_target(next.text.trim())).ok_or(HttpProblem::NoRequestLine)?;
            (method, next.text.trim().to_owned(), next.offset + next.indent())
        }
    };
    url.truncate(cut_version(&url).len());
    while let Some(next) = rest.next_if(|next| continues_url(next.text, first.indent())) {
        let more = cut_version(next.text.trim());
        if more.starts_with(char::is_alphabetic) {
            url.push(' ');
        } else if more.starts_with('$') && !url.ends_with(['?', '&', ',', '(', '=']) {
            url.push(if url.contains('?') { '&' } else { '?' });
        }
        url.push_str(more);
    }
    let Rest { headers, body, next } = headers_and_body(text, rest);
    Ok(RequestBlock { method, url, url_offset, headers, body, next })
}

/// Reads a response: the status line (`HTTP/1.1 200 OK`, `HTTP 201 Created`, `200 Success`), headers and a body. Where the
/// status line is none, what follows is read all the same; where there is none, all of it.
pub(crate) fn read_response(text: &str) -> Result<ResponseBlock<'_>, HttpProblem> {
    let mut rest = lines(text).skip_while(|line| line.is_passed_over()).peekable();
    let status = status_line(rest.peek().ok_or(HttpProblem::Empty)?.text);
    match status {
        Err(problem @ HttpProblem::RequestInsteadOfResponse) => return Err(problem),
        Err(HttpProblem::NoStatusLine) => {}
        _ => drop(rest.next()),
    }
    let Rest { headers, body, next } = headers_and_body(text, rest);
    Ok(ResponseBlock { status, headers, body, next })
}

/// The method, if the first line that isn't empty is a request line.
pub(crate) fn looks_like_request(text: &str) -> Option<Method> {
    let first = lines(text).find(|line| !line.is_passed_over())?;
    request_line(first.text).map(|(method, _)| method)
}

/// Whether the first line that isn't empty is a status line with `HTTP` before the code.
pub(crate) fn looks_like_response(text: &str) -> bool {
    let first = lines(text).find(|line| !line.is_passed_over());
    first.is_some_and(|line| version_cut_off(line.text.trim()).is_some() && status_line(line.text).is_ok())
}

fn status_line(line: &str) -> Result<u16, HttpProblem> {
    let line = line.trim();
    let (rest, versioned) = match version_cut_off(line) {
        Some(rest) => (rest, true),
        None => (line, false),
    };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let ends = rest.get(digits..).is_some_and(|r| r.is_empty() || r.starts_with(|c: char| !c.is_alphanumeric()));
    match rest.get(..digits).and_then(|d| d.parse::<u16>().ok()) {
        Some(status) if digits == 3 && ends && (200..600).contains(&status) => Ok(status),
        _ if request_line(line).is_some() => Err(HttpProblem::RequestInsteadOfResponse),
        _ if versioned => Err(HttpProblem::BadStatus),
        _ => Err(HttpProblem::NoStatusLine),
    }
}

/// What follows `HTTP/1.1`, `HTTP` or `HTTP/1.1:`.
fn version_cut_off(line: &str) -> Option<&str> {
    let name = line.get(..4).filter(|name| name.eq_ignore_ascii_case("HTTP"))?;
    let rest = line.get(name.len()..)?;
    let rest = rest.strip_prefix('/').map_or(rest, |r| r.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.'));
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    rest.starts_with(char::is_whitespace).then(|| rest.trim_start())
}

/// What follows a first line.
struct Rest<'t> {
    headers: Vec<HeaderField>,
    body: Option<Body<'t>>,
    next: Option<usize>,
}

/// Reads what follows the first line. A line that is no header ends the headers, with or without an empty line. Empty lines
/// between the first line and the headers mean nothing: what looks like a header behind them is one.
fn headers_and_body<'t>(text: &'t str, rest: impl Iterator<Item = Line<'t>>) -> Rest<'t> {
    let mut headers: Vec<HeaderField> = Vec::new();
    let mut body_at = text.len();
    for line in rest {
        if line.text.trim().is_empty() {
            if headers.is_empty() && header_comes_next(text, line.end()) {
                continue;
            }
            body_at = line.end();
            break;
        }
        if let Some((name, value)) = header_field(line.text) {
            headers.push(HeaderField { name: name.to_owned(), value: value.to_owned() });
        } else if let (Some(last), true) = (headers.last_mut(), line.indent() > 0 && !line.opens_body()) {
            last.value.push(' ');
            last.value.push_str(line.text.trim());
        } else {
            body_at = line.offset;
            break;
        }
    }
    let behind = line::from(text, body_at);
    let Some(first) = lines(behind).find(|line| !line.text.trim().is_empty()) else {
        return Rest { headers, body: None, next: None };
    };
    // Another request or response in one fence is no part of this one.
    if request_line(first.text).is_some() || looks_like_response(first.text) {
        return Rest { headers, body: None, next: Some(body_at + first.offset) };
    }
    let body = line::from(behind, first.offset).trim_end_matches(['\r', '\n']);
    Rest { headers, body: Some(Body { text: body, offset: body_at + first.offset }), next: None }
}

/// Whether the first line from an offset on that isn't empty is a header's.
fn header_comes_next(text: &str, from: usize) -> bool {
    let next = lines(text.get(from..).unwrap_or_default()).find(|line| !line.text.trim().is_empty());
    next.is_some_and(|line| {
        !line.opens_body() && request_line(line.text).is_none() && header_field(line.text).is_some()
    })
}

#[cfg(test)]
mod tests;
