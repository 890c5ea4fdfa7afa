//! Counts what pages document by looking at their lines only, with nothing of the generator.

use std::path::{Path, PathBuf};

const METHODS: [&str; 6] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];

/// A page's text and its path below the docs folder.
pub(crate) struct Page {
    pub(crate) path: String,
    pub(crate) lines: Vec<String>,
}

/// Every *.md file below a folder.
pub(crate) fn pages(docs: &Path) -> Vec<Page> {
    let mut pages = Vec::new();
    let mut folders = vec![PathBuf::from(docs)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                let text = String::from_utf8_lossy(&std::fs::read(&path).expect("a page")).into_owned();
                let below =
                    path.strip_prefix(docs).expect("below the docs folder").to_string_lossy().replace('\\', "/");
                pages.push(Page { path: below, lines: text.lines().map(str::to_owned).collect() });
            }
        }
    }
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    pages
}

/// Lines (from 1) under an HTTP request heading, inside a fence, that begin with a method.
pub(crate) fn route_lines(page: &Page) -> Vec<usize> {
    let mut found = Vec::new();
    let (mut in_section, mut in_fence) = (false, false);
    for (index, line) in page.lines.iter().enumerate() {
        let line = line.trim();
        if line.starts_with("```") {
            in_fence = !in_fence;
        } else if !in_fence && line.starts_with('#') {
            in_section = line.trim_start_matches('#').trim().to_lowercase().starts_with("http request");
        } else if in_section && in_fence && method(line).is_some() {
            found.push(index + 1);
        }
    }
    found
}

/// The method that a line begins with.
pub(crate) fn method(line: &str) -> Option<&'static str> {
    let (first, rest) = line.trim().split_once(char::is_whitespace)?;
    let method = METHODS.into_iter().find(|method| method.eq_ignore_ascii_case(first))?;
    (!rest.trim().is_empty()).then_some(method)
}

/// How many request annotations stand before a fence.
pub(crate) fn annotated_requests(page: &Page) -> usize {
    let text = page.lines.join("\n");
    let mut count = 0;
    for comment in text.split("<!--").skip(1) {
        let (comment, after) = comment.split_once("-->").unwrap_or((comment, ""));
        let squeezed: String = comment.to_lowercase().split_whitespace().collect();
        if squeezed.contains("\"blocktype\":\"request\"") && after.trim_start().starts_with("```") {
            count += 1;
        }
    }
    count
}
