//! Documentation text: Markdown that rustdoc shows as the page did, and never as anything else.
//!
//! Docs are untrusted input. HTML and Markdown marks in running text are escaped, code spans cannot be broken out of, and a
//! bare URL becomes an autolink (rustdoc warns of those it finds).

/// Appends running text, escaped. Inside a link's text a URL stays text.
pub(crate) fn escape(text: &str, in_link: bool, out: &mut String) {
    let mut rest = text;
    while !in_link {
        let Some(at) = find_url(rest) else { break };
        escape_plain(&rest[..at], out);
        let url = &rest[at..];
        let end = url
            .find(|c: char| {
                c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | '{' | '}' | '|' | '\\' | '^' | '[' | ']')
            })
            .unwrap_or(url.len());
        let end = url[..end].trim_end_matches(['.', ',', ';', ':', '\'', ')', '*', '_', '!', '?']).len();
        if end > "https://".len() {
            out.push('<');
            out.push_str(&url[..end]);
            out.push('>');
            rest = &url[end..];
        } else {
            // A scheme with nothing behind it is no link for rustdoc either.
            out.push_str("http");
            rest = &url["http".len()..];
        }
    }
    escape_plain(rest, out);
}

fn find_url(text: &str) -> Option<usize> {
    let secure = text.find("https://");
    let plain = text.find("http://");
    match (secure, plain) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

fn escape_plain(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' => {
                out.push('\\');
                out.push(c);
            }
            '&' => out.push_str("&amp;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
}

/// Appends a code span; its marks are wider than any inside it.
pub(crate) fn code_span(code: &str, out: &mut String) {
    let code = code.replace(|c: char| c.is_control(), " ");
    if code.trim().is_empty() {
        out.push_str(&code);
        return;
    }
    let widest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let marks = "`".repeat(widest + 1);
    let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    out.push_str(&marks);
    out.push_str(pad);
    out.push_str(&code);
    out.push_str(pad);
    out.push_str(&marks);
}

/// One paragraph on one line, with nothing at its start that would begin a list, heading or quote.
pub(crate) fn tidy(doc: &str) -> String {
    let doc = doc.replace("****", "");
    let mut out = String::with_capacity(doc.len());
    for word in doc.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    // An emphasis mark that was opened and not closed in this cell would spoil the rest.
    if out.matches("**").count() % 2 == 1 {
        out = out.replace("**", "");
    }
    let starts_block = out.starts_with(['#', '+', '-', '=', '|', ':']) || starts_list(&out);
    if starts_block {
        let at = out.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
        out.insert(at, '\\');
    }
    out
}

fn starts_list(text: &str) -> bool {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    digits > 0 && text.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')']))
}
