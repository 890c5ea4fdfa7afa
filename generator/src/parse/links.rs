//! Where links lead: to a page of the docs folder, or to an absolute URL.

use crate::model::draft::TypeExpr;

/// Link resolution for one page.
pub(crate) struct Links<'a> {
    /// Path of the page below the docs folder.
    pub page: &'a str,
    /// Where pages are published: `{page}` stands for a page's path, `{stem}` for the path without its extension; without
    /// either, the path is appended. Absent if unknown.
    pub docs_url: Option<&'a str>,
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
        let target = target.split(['#', '?']).next().unwrap_or_default().trim();
        if target.is_empty() || target.contains("://") || target.starts_with("mailto:") {
            return None;
        }
        if let Some(published) = target.strip_prefix('/') {
            return published_path(published);
        }
        if !target.to_ascii_lowercase().ends_with(".md") {
            return None;
        }
        let mut parts: Vec<&str> = self.page.split('/').collect();
        parts.pop();
        for part in target.split(['/', '\\']) {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop();
                }
                part => parts.push(part),
            }
        }
        Some(parts.join("/").to_ascii_lowercase())
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

/// `graph/api/resources/drive?view=…` (as published), `api-reference/v1.0/resources/drive.md` (as in the repository).
fn published_path(path: &str) -> Option<String> {
    let at = path.find("resources/").or_else(|| path.strip_suffix(".md").and_then(|p| p.find("api/")))?;
    let mut page = path.get(at..)?.to_ascii_lowercase();
    if !page.ends_with(".md") {
        page.push_str(".md");
    }
    Some(page)
}
