//! A text cut at single bytes: into lines, each with the place where it starts, and into parts between separators.

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

/// The parts between separators of one byte, which stand at these places.
pub(crate) fn parts(text: &str, separators: impl Iterator<Item = usize>) -> impl Iterator<Item = &str> {
    let mut start = 0;
    separators.chain([text.len()]).filter_map(move |end| text.get(std::mem::replace(&mut start, end + 1)..end))
}

#[cfg(test)]
mod tests {
    use super::{lines, parts};
    use memchr::memchr2_iter;

    #[test]
    fn parts_are_those_of_std() {
        for text in ["", "/", "a", "a/b", "/a//ä\\b/", "a\\"] {
            let found: Vec<&str> = parts(text, memchr2_iter(b'/', b'\\', text.as_bytes())).collect();
            assert_eq!(found, text.split(['/', '\\']).collect::<Vec<_>>(), "{text}");
        }
    }

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
