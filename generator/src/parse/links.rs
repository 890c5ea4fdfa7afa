//! Where links lead: to a page of the docs folder, or to an absolute URL.

use crate::fold::lowered;
use crate::model::draft::TypeExpr;
use crate::source;
use foldhash::HashMap;
use memchr::{memchr2, memchr2_iter, memrchr};

/// The pages of the docs folder, for links that are written as they are published.
#[derive(Debug, Default)]
pub(crate) struct KnownPages {
    /// Paths in lower case, without extension, by their last part.
    by_stem: HashMap<String, Vec<String>>,
}

impl KnownPages {
    pub(crate) fn new<'p>(paths: impl Iterator<Item = &'p str>) -> Self {
        let mut by_stem: HashMap<String, Vec<String>> = HashMap::default();
        for path in paths {
            let path = path.to_ascii_lowercase();
            let path = path.strip_suffix(".md").unwrap_or(&path);
            by_stem.entry(last_part(path).to_owned()).or_default().push(path.to_owned());
        }
        KnownPages { by_stem }
    }

    /// `graph/api/resources/drive` (as published) and `api-reference/v1.0/resources/drive.md` (as in the repository) end
    /// with the path of the page, whatever its folder is called; the longest such path counts.
    fn published(&self, link: &str) -> Option<String> {
        let link = link.trim_end_matches('/').to_ascii_lowercase();
        let link = link.strip_suffix(".md").unwrap_or(&link);
        let ends = |page: &&String| {
            link.strip_suffix(page.as_str()).is_some_and(|before| before.is_empty() || before.ends_with('/'))
        };
        let page = self.by_stem.get(last_part(link))?.iter().filter(ends).max_by_key(|page| page.len())?;
        Some(format!("{page}.md"))
    }
}

fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Link resolution for one page.
pub(crate) struct Links<'a> {
    /// Path of the page below the docs folder.
    pub page: &'a str,
    /// Where pages are published: `{page}` stands for a page's path, `{stem}` for the path without its extension; without
    /// either, the path is appended. Absent if unknown.
    pub docs_url: Option<&'a str>,
    /// All pages of the docs folder.
    pub pages: &'a KnownPages,
    /// Whether documentation text is wanted.
    pub docs: bool,
}

impl Links<'_> {
    /// A type expression whose link is as the page has it, with the page path instead.
    pub(crate) fn linked(&self, mut expr: TypeExpr) -> TypeExpr {
        expr.link = expr.link.as_deref().and_then(|target| self.page_path(target));
        expr
    }

    /// The link as an absolute URL, if it can be one.
    pub(crate) fn absolute(&self, target: &str) -> Option<String> {
        let url = if target.starts_with("https://") || target.starts_with("http://") {
            url::Url::parse(target).ok()?
        } else {
            let base = self.docs_url?;
            match self.page_path(target) {
                Some(page) => url::Url::parse(&published(base, &page)).ok()?,
                None => url::Url::parse(base).ok()?.join(target).ok()?,
            }
        };
        // Parentheses and brackets would end the link early.
        Some(url.as_str().replace('(', "%28").replace(')', "%29").replace('[', "%5B").replace(']', "%5D"))
    }

    /// The page of the docs folder that a link leads to, by its path there: `../resources/drive.md#properties` on
    /// `api/drive-get.md` is `resources/drive.md`, and so is the published form `/graph/api/resources/drive`.
    pub(crate) fn page_path(&self, target: &str) -> Option<String> {
        let end = memchr2(b'#', b'?', target.as_bytes()).unwrap_or(target.len());
        let target = target.get(..end).unwrap_or_default().trim();
        if target.is_empty() || target.contains("://") || target.starts_with("mailto:") {
            return None;
        }
        if let Some(published) = target.strip_prefix('/') {
            return self.pages.published(published);
        }
        let extension = target.len().checked_sub(".md".len()).and_then(|at| target.get(at..))?;
        if !extension.eq_ignore_ascii_case(".md") {
            return None;
        }
        let folder = |path: &str| memrchr(b'/', path.as_bytes()).unwrap_or_default();
        let mut path = String::with_capacity(self.page.len() + target.len());
        path.push_str(self.page.get(..folder(self.page)).unwrap_or_default());
        for part in source::parts(target, memchr2_iter(b'/', b'\\', target.as_bytes())) {
            match part {
                "" | "." => {}
                ".." => path.truncate(folder(&path)),
                part => {
                    if !path.is_empty() {
                        path.push('/');
                    }
                    path.push_str(part);
                }
            }
        }
        Some(lowered(path))
    }
}

/// The address of a page.
fn published(base: &str, page: &str) -> String {
    if base.contains("{page}") || base.contains("{stem}") {
        base.replace("{page}", page).replace("{stem}", page.trim_end_matches(".md"))
    } else {
        format!("{}/{page}", base.trim_end_matches('/'))
    }
}

#[cfg(test)]
mod tests {
    use super::{KnownPages, Links};

    #[test]
    fn pages_that_links_lead_to() {
        let known = KnownPages::new(["resources/drive.md"].into_iter());
        let rows = [
            ("api/drive-get.md", "../resources/Drive.md#properties", Some("resources/drive.md")),
            ("api/drive-get.md", "drive-list.MD?view=x", Some("api/drive-list.md")),
            ("api/drive-get.md", "./a//b\\c.md", Some("api/a/b/c.md")),
            ("api/drive-get.md", "../../../x.md", Some("x.md")),
            ("v1/api/drive-get.md", "../resources/drive.md", Some("v1/resources/drive.md")),
            ("index.md", "api/x.md", Some("api/x.md")),
            ("index.md", "../x.md", Some("x.md")),
            ("index.md", "/graph/api/resources/drive", Some("resources/drive.md")),
            ("index.md", "/graph/api/resources/book", None),
            ("index.md", "x.html", None),
            ("index.md", "md", None),
            ("index.md", "#below", None),
            ("index.md", "mailto:a@example.com", None),
            ("index.md", "https://example.com/x.md", None),
        ];
        for (page, target, expected) in rows {
            let links = Links { page, docs_url: None, pages: &known, docs: true };
            assert_eq!(links.page_path(target).as_deref(), expected, "{page}: {target}");
        }
    }
}
