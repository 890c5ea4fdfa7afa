//! Lines of a text, each with the place where it starts.

use memchr::memchr_iter;

/// The lines of a text, line breaks included.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    let ends = memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1).chain([text.len()]);
    ends.filter_map(move |end| {
        let at = std::mem::replace(&mut start, end);
        Some((at, text.get(at..end)?)).filter(|(_, line)| !line.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn lines_and_their_places() {
        let rows: [(&str, &[(usize, &str)]); 6] = [
            ("", &[]),
            ("a", &[(0, "a")]),
            ("a\n", &[(0, "a\n")]),
            ("ä\r\nb", &[(0, "ä\r\n"), (4, "b")]),
            ("\n\na", &[(0, "\n"), (1, "\n"), (2, "a")]),
            ("a\n\n", &[(0, "a\n"), (2, "\n")]),
        ];
        for (text, expected) in rows {
            assert_eq!(lines(text).collect::<Vec<_>>(), expected, "{text:?}");
        }
    }
}
