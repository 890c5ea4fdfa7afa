//! Where in a JSON text a value stands.

/// The offset of the value at this pointer (`/value/0/size`) in a text that is JSON; `None` if there is none.
pub(crate) fn offset_of(text: &str, pointer: &str) -> Option<usize> {
    let mut at = skip_blank(text, 0);
    for step in pointer.split('/').filter(|step| !step.is_empty()) {
        at = match text.as_bytes().get(at)? {
            b'{' => member(text, at + 1, step)?,
            b'[' => item(text, at + 1, step.parse().ok()?)?,
            _ => return None,
        };
    }
    Some(at)
}

/// The last member of this name: that is the one that counts.
fn member(text: &str, mut at: usize, name: &str) -> Option<usize> {
    let mut found = None;
    loop {
        at = skip_blank(text, at);
        if text.as_bytes().get(at)? == &b'}' {
            return found;
        }
        let end = skip_value(text, at)?;
        let is_it = serde_json::from_str::<String>(text.get(at..end)?).is_ok_and(|key| key == name);
        let value = skip_blank(text, skip_blank(text, end) + 1);
        if is_it {
            found = Some(value);
        }
        at = skip_comma(text, skip_value(text, value)?);
    }
}

fn item(text: &str, mut at: usize, index: usize) -> Option<usize> {
    for _ in 0..index {
        at = skip_comma(text, skip_value(text, skip_blank(text, at))?);
    }
    let at = skip_blank(text, at);
    (text.as_bytes().get(at)? != &b']').then_some(at)
}

fn skip_blank(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    at + rest.iter().take_while(|b| b.is_ascii_whitespace()).count()
}

fn skip_comma(text: &str, at: usize) -> usize {
    let at = skip_blank(text, at);
    if text.as_bytes().get(at) == Some(&b',') { at + 1 } else { at }
}

/// One past the value that begins here.
fn skip_value(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut depth, mut quoted, mut at) = (0usize, false, start);
    loop {
        match (*bytes.get(at)?, quoted) {
            (b'\\', true) => at += 1,
            (b'"', _) => quoted = !quoted,
            (b'{' | b'[', false) => depth += 1,
            (b'}' | b']', false) => depth = depth.checked_sub(1)?,
            _ => {}
        }
        at += 1;
        let next = bytes.get(at).copied();
        let at_end =
            matches!(next, None | Some(b',' | b'}' | b']' | b':')) || next.is_some_and(|b| b.is_ascii_whitespace());
        if depth == 0 && !quoted && at_end {
            return Some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::offset_of;

    #[test]
    fn places() {
        let text = r#" { "a" : [1, "x,]\"", {"b": {"c": null}} ], "é": 5 ,"a b":[[]],"a": {"d":true} }"#;
        for (pointer, wanted) in [
            ("", Some("{ \"a\"")),
            ("/é", Some("5 ,")),
            ("/a/d", Some("true} }")),
            ("/a b/0", Some("[]]")),
            ("/a b/0/0", None),
            ("/a b/1", None),
            ("/x", None),
            ("/é/x", None),
        ] {
            let rest = offset_of(text, pointer).and_then(|at| text.get(at..));
            assert_eq!(rest.is_some(), wanted.is_some(), "{pointer}");
            assert!(rest.unwrap_or_default().starts_with(wanted.unwrap_or_default()), "{pointer}: {rest:?}");
        }
        let list = r#"[1, "x,]\"", {"b": {"c": null}}]"#;
        assert_eq!(offset_of(list, "/2/b/c").and_then(|at| list.get(at..)), Some("null}}]"));
        assert_eq!(offset_of(list, "/1").and_then(|at| list.get(at..at + 3)), Some("\"x,"));
    }

    #[test]
    fn what_is_no_json_has_no_places() {
        for text in ["", "{", "{\"a\"", "{\"a\": ", "[1,", "]", "{\"a\": \"", "\\"] {
            assert_eq!(offset_of(text, "/a/b"), None, "{text:?}");
            assert_eq!(offset_of(text, "/1"), None, "{text:?}");
        }
    }
}
