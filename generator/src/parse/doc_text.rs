//! Documentation text: Markdown that rustdoc shows as the page did, and never as anything else.
//!
//! Docs are untrusted input. HTML and Markdown marks in running text are escaped, code spans cannot be broken out of, and a
//! bare URL becomes an autolink (rustdoc warns of those it finds).

use memchr::{memchr3, memmem};

/// Appends running text, escaped. Inside a link's text a URL stays text.
pub(crate) fn escape(text: &str, in_link: bool, out: &mut String) {
    if in_link {
        escape_plain(text, out);
        return;
    }
    let mut rest = text;
    while let Some(at) = find_url(rest) {
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
    let mut from = 0;
    while let Some(at) = memmem::find(text.as_bytes().get(from..)?, b"://").map(|at| from + at) {
        let before = text.get(..at)?;
        if let Some(scheme) = before.strip_suffix("https").or_else(|| before.strip_suffix("http")) {
            return Some(scheme.len());
        }
        from = at + 3;
    }
    None
}

fn escape_plain(text: &str, out: &mut String) {
    let mut rest = text;
    // All marks are ASCII: what lies between them can be copied whole.
    while let Some(at) = rest.bytes().position(|byte| MARKS[usize::from(byte)]) {
        let (plain, from_mark) = rest.split_at(at);
        let (mark, behind) = from_mark.split_at(1);
        out.push_str(plain);
        match mark {
            "&" => out.push_str("&amp;"),
            mark if mark.bytes().all(|byte| byte.is_ascii_control()) => out.push(' '),
            mark => out.extend(["\\", mark]),
        }
        rest = behind;
    }
    out.push_str(rest);
}

/// Which bytes mean something in Markdown or HTML, or show nothing.
const MARKS: [bool; 256] = {
    let mut marks = [false; 256];
    let mut byte = 0;
    while byte < 128_u8 {
        marks[byte as usize] = byte.is_ascii_control()
            || matches!(byte, b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'<' | b'>' | b'~' | b'&');
        byte += 1;
    }
    marks
};

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
pub(crate) fn tidy(doc: String) -> String {
    let mut out = if is_tidy(&doc) { doc } else { doc.split_whitespace().collect::<Vec<_>>().join(" ") };
    if out.contains("**") {
        out = out.replace("****", "");
        // An emphasis mark that was opened and not closed in this cell would spoil the rest.
        if out.matches("**").count() % 2 == 1 {
            out = out.replace("**", "");
        }
    }
    let starts_block = out.starts_with(['#', '+', '-', '=', '|', ':']) || starts_list(&out);
    if starts_block {
        let at = out.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
        out.insert(at, '\\');
    }
    out
}

/// Whether words are separated by single blanks already, with none around them.
fn is_tidy(doc: &str) -> bool {
    let bytes = doc.as_bytes();
    memchr3(b'\t', b'\n', b'\r', bytes).is_none()
        && memmem::find(bytes, b"  ").is_none()
        && !doc.starts_with(' ')
        && !doc.ends_with(' ')
}

fn starts_list(text: &str) -> bool {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    digits > 0 && text.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')']))
}
