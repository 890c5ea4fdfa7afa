//! Names of parameters in a template's normal form.

/// Words in lower case, joined by `-`: `driveItemId` → `drive-item-id`, `id | name` → `id-or-name`. Digits at the start
/// are dropped; a text without any letter gives `value`.
pub(crate) fn kebab(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    let mut last = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '|' {
            push_word(&mut out, "or");
            last = ' ';
        } else if c.is_alphanumeric() {
            let next_is_lower = chars.peek().is_some_and(|n| n.is_lowercase());
            let starts_word = !last.is_alphanumeric()
                || (c.is_uppercase() && (!last.is_uppercase() || next_is_lower && !is_plural(&mut chars.clone())));
            if starts_word && !out.is_empty() && !out.ends_with('-') {
                out.push('-');
            }
            out.extend(c.to_lowercase());
            last = c;
        } else if c != '\'' {
            last = ' ';
        }
    }
    let name = out.trim_start_matches(|c: char| c.is_numeric() || c == '-').trim_end_matches('-');
    if name.chars().any(char::is_alphabetic) { name.to_owned() } else { "value".to_owned() }
}

/// Whether all that follows of a word is an `s`: `IDs` is one word.
fn is_plural(rest: &mut impl Iterator<Item = char>) -> bool {
    rest.next() == Some('s') && !rest.next().is_some_and(char::is_alphanumeric)
}

fn push_word(out: &mut String, word: &str) {
    if !out.is_empty() && !out.ends_with('-') {
        out.push('-');
    }
    out.push_str(word);
}

/// `users` → `user`, `activities` → `activity`, `mailboxes` → `mailbox`.
pub(super) fn singular(word: &str) -> &str {
    for ending in ["sses", "xes", "ches", "shes"] {
        if word.ends_with(ending) {
            return word.strip_suffix("es").unwrap_or(word);
        }
    }
    match word.strip_suffix('s') {
        Some(stem) if !stem.ends_with(['s', 'u', 'i']) && !word.ends_with("series") => stem,
        _ => word,
    }
}

/// The name of a sample value's parameter: `<singular of the segment before it>-id`.
pub(super) fn id_of(segment: Option<&str>) -> String {
    let Some(segment) = segment else { return "id".to_owned() };
    let last = segment.rsplit('.').next().unwrap_or(segment);
    let name = match last.strip_suffix("ies") {
        Some(stem) if !stem.is_empty() && last != "series" => kebab(&format!("{stem}y")),
        _ => kebab(singular(last)),
    };
    format!("{name}-id")
}
