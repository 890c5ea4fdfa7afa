//! Text of the docs where it must stay text: on a terminal, in Markdown, in workflow commands.

/// Text without what moves a terminal's cursor, colours what follows, turns the direction of writing, or ends the line.
pub(super) fn plain(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut plain, c| {
        match c {
            '\n' | '\r' | '\t' => plain.push(' '),
            _ if c.is_control() || is_invisible(c) => plain.extend(c.escape_unicode()),
            _ => plain.push(c),
        }
        plain
    })
}

/// Marks that turn the direction of writing, and line breaks of Unicode's own.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text with code between backticks as Markdown: it looks as it is written, and whatever it holds, it mentions nobody,
/// refers to no issue, is no HTML and ends where it ends.
pub(super) fn markdown(text: &str) -> String {
    let text = plain(text);
    let parts: Vec<&str> = text.split('`').collect();
    let mut markdown = String::with_capacity(text.len());
    for (index, part) in parts.iter().enumerate() {
        let is_last = index + 1 == parts.len();
        match index % 2 {
            // Two pieces of code side by side would be read as one.
            0 if part.is_empty() && index > 0 && !is_last => markdown.push('\u{200b}'),
            0 => markdown.push_str(&words(part)),
            _ if is_last => markdown.push_str(&format!("\\`{}", words(part))),
            _ => markdown.push_str(&code(part)),
        }
    }
    markdown
}

/// Text outside of code. A backslash takes the meaning from every mark of Markdown; GitHub looks for mentions and references
/// only afterwards, so a space without width parts what they begin with from their name.
fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let (mut before, mut rest) = (' ', text.chars().peekable());
    while let Some(c) = rest.next() {
        let after = rest.peek().copied().unwrap_or(' ');
        let joins = before.is_alphanumeric() && after.is_alphanumeric() && matches!(c, '.' | '-' | '_');
        let is_address = c == '.' && ends_with(&words, "www");
        if c.is_ascii_punctuation() && (!is_harmless(c, after) && !joins || is_address) {
            words.push('\\');
        }
        words.push(c);
        if matches!(c, '@' | '#') || ends_with(&words, "gh-") {
            words.push('\u{200b}');
        }
        before = c;
    }
    words
}

/// In whatever case.
fn ends_with(text: &str, end: &str) -> bool {
    let from = text.len().checked_sub(end.len());
    from.is_some_and(|from| text.as_bytes()[from..].eq_ignore_ascii_case(end.as_bytes()))
}

/// Marks that mean something only beside one of the others, and a colon that ends a word.
fn is_harmless(c: char, after: char) -> bool {
    matches!(c, ',' | '\'' | '(' | ')' | '{' | '}' | ';' | '/' | '"' | '%' | '?') || c == ':' && after == ' '
}

/// A piece of code in a line of Markdown.
pub(super) fn code(text: &str) -> String {
    let text = plain(text);
    if text.trim().is_empty() {
        return "` `".to_owned();
    }
    let fence = "`".repeat(longest_run(&text, '`') + 1);
    let pad = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A block of code; the fence is longer than any within.
pub(super) fn block(language: &str, text: &str) -> String {
    let fence = "`".repeat(longest_run(text, '`').max(2) + 1);
    format!("{fence}{language}\n{text}\n{fence}\n")
}

fn longest_run(text: &str, of: char) -> usize {
    text.split(|c| c != of).map(str::len).max().unwrap_or_default()
}

/// The message of a workflow command; it is on one line already.
pub(super) fn message(text: &str) -> String {
    plain(text).replace('%', "%25")
}

/// The value of a workflow command's property.
pub(super) fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

/// The beginning of a text that is too long.
pub(super) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminals_are_not_moved() {
        assert_eq!(plain("a\u{1b}[31mb\r\nc\u{202e}d"), "a\\u{1b}[31mb  c\\u{202e}d");
    }

    #[test]
    fn code_stays_code_and_words_stay_words() {
        assert_eq!(markdown("property `label` is gone"), "property `label` is gone");
        assert_eq!(markdown("a, b and it's"), "a, b and it's");
        assert_eq!(markdown("a_b.c-d: Files.Read.All"), "a_b.c-d: Files.Read.All");
        assert_eq!(markdown("1. a - b _c"), r"1\. a \- b \_c");
        assert_eq!(markdown("*a* _b_ <b> [c](d) $x$"), r"\*a\* \_b\_ \<b\> \[c\](d) \$x\$");
    }

    #[test]
    fn nobody_is_mentioned_and_no_issue_referred_to() {
        assert_eq!(markdown("@octocat"), "\\@\u{200b}octocat");
        assert_eq!(markdown("o/r#12 GH-12"), "o/r\\#\u{200b}12 GH-\u{200b}12");
        assert_eq!(markdown("&commat;octocat"), r"\&commat;octocat");
        assert_eq!(markdown("www.example.com"), r"www\.example.com");
        assert_eq!(markdown("https://example.com"), r"https\://example.com");
    }

    #[test]
    fn backticks_in_names_only_swap_code_and_words() {
        assert_eq!(markdown("`a`@b` is"), "`a`\\@\u{200b}b\\` is");
        assert_eq!(markdown("``"), "` `");
        assert_eq!(markdown("`a``b`"), "`a`\u{200b}`b`");
        assert_eq!(markdown("x`"), "x\\`");
        assert_eq!(code("a``b`"), "``` a``b` ```");
    }

    #[test]
    fn nothing_ends_the_line_or_the_block() {
        assert_eq!(markdown("a\n\n# b"), "a  \\#\u{200b} b");
        assert_eq!(block("markdown", "a\n````\nb"), "`````markdown\na\n````\nb\n`````\n");
    }

    #[test]
    fn workflow_commands() {
        assert_eq!(message("50 % \n::error::x"), "50 %25  ::error::x");
        assert_eq!(property("a,b:c%"), "a%2Cb%3Ac%25");
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        assert_eq!(cut("äöü", 3), "äöü");
        assert_eq!(cut("äöü", 2), "äö…");
    }
}
