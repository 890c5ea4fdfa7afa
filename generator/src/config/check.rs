//! What each value has to be like. A value that cannot be used is refused here, with its place, and not by rustc later.

use super::NameTarget;
use crate::diagnostics::Code;
use crate::model::Method;
use std::ops::Range;
use toml::Spanned;

/// A value that cannot be used.
pub(super) struct Bad {
    pub(super) range: Range<usize>,
    pub(super) message: String,
}

impl Bad {
    pub(super) fn new(range: Range<usize>, message: impl Into<String>) -> Bad {
        Bad { range, message: message.into() }
    }
}

/// The value if it fits, else what it should have been.
fn fits(value: Spanned<String>, ok: bool, message: impl FnOnce(&str) -> String) -> Result<String, Bad> {
    if ok { Ok(value.into_inner()) } else { Err(Bad::new(value.span(), message(value.get_ref()))) }
}

/// An absolute http or https address without a query, its trailing slash cut off.
pub(super) fn base_url(value: Spanned<String>) -> Result<String, Bad> {
    let ok = http_url(value.get_ref()).is_some_and(|url| url.query().is_none() && url.fragment().is_none());
    let url = fits(value, ok, |url| {
        format!("`{url}` is no base address: it should start with `https://` and have no `?` or `#`")
    })?;
    Ok(url.trim_end_matches('/').to_owned())
}

/// An absolute http or https address, perhaps with `{page}` or `{stem}` in it.
pub(super) fn docs_url(value: Spanned<String>) -> Result<String, Bad> {
    let ok = http_url(value.get_ref()).is_some();
    fits(value, ok, |url| format!("`{url}` is no address: it should start with `https://`"))
}

fn http_url(text: &str) -> Option<url::Url> {
    let url = url::Url::parse(text).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(url)
}

/// A package name that cargo takes and whose library name rustc takes.
pub(super) fn package_name(value: Spanned<String>) -> Result<String, Bad> {
    let name = value.get_ref();
    let reserved =
        ["alloc", "core", "proc-macro", "proc_macro", "std", "test", "build", "deps", "examples", "incremental"];
    let ok = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
        && is_identifier(&name.replace('-', "_"))
        && !reserved.contains(&name.as_str());
    fits(value, ok, |name| {
        format!(
            "`{name}` is no package name: it takes letters, digits, `-` and `_`, and no word that Rust or cargo keeps for itself"
        )
    })
}

/// Three numbers, perhaps with a pre-release and build part.
pub(super) fn version(value: Spanned<String>) -> Result<String, Bad> {
    let text = value.get_ref();
    let core_end = text.find(['-', '+']).unwrap_or(text.len());
    let (core, rest) = text.split_at(core_end);
    let numbers: Vec<&str> = core.split('.').collect();
    let number = |n: &&str| n.parse::<u64>().is_ok_and(|v| v.to_string() == **n);
    let rest_ok = rest.is_empty()
        || rest[1..]
            .split(['.', '+'])
            .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
    let ok = numbers.len() == 3 && numbers.iter().all(number) && rest_ok;
    fits(value, ok, |text| format!("`{text}` is no version: it should look like `1.2.3`"))
}

/// A diagnostic's code.
pub(super) fn code(value: Spanned<String>) -> Result<Code, Bad> {
    Code::parse(value.get_ref()).ok_or_else(|| {
        Bad::new(value.span(), format!("there is no diagnostic called `{}`{}", value.get_ref(), near(value.get_ref())))
    })
}

/// ": did you mean `x`?" for codes that share a word with what was written.
fn near(written: &str) -> String {
    let words = |text: &str| text.split(['-', '_']).map(str::to_lowercase).collect::<Vec<_>>();
    let wanted = words(written);
    let like: Vec<String> = Code::ALL
        .iter()
        .map(|code| code.as_str())
        .filter(|code| words(code).iter().any(|word| wanted.contains(word)))
        .map(|code| format!("`{code}`"))
        .collect();
    if like.is_empty() { String::new() } else { format!("; there are {}", like.join(", ")) }
}

/// An operation, type or route that a name is given to.
pub(super) fn target(key: &Spanned<String>) -> Result<NameTarget, Bad> {
    let bad = |message: String| Bad::new(key.span(), message);
    let words: Vec<&str> = key.get_ref().split_whitespace().collect();
    match words[..] {
        [item] if item.contains('.') => Ok(NameTarget::Item(item.to_owned())),
        [operation, method, template] if operation.contains('.') && template.starts_with('/') => {
            let method = Method::parse(method).ok_or_else(|| bad(format!("`{method}` is no HTTP method")))?;
            Ok(NameTarget::Route { operation: operation.to_owned(), method, template: template.to_owned() })
        }
        _ => Err(bad(format!(
            "`{}` names nothing: write `group.operation`, `namespace.type` or `group.operation METHOD /template`",
            key.get_ref()
        ))),
    }
}

/// A Rust identifier that needs no `r#`.
pub(super) fn identifier(value: Spanned<String>) -> Result<String, Bad> {
    let ok = is_identifier(value.get_ref());
    fits(value, ok, |text| format!("`{text}` is no Rust identifier, or a keyword"))
}

fn is_identifier(text: &str) -> bool {
    text.is_ascii() && syn::parse_str::<syn::Ident>(text).is_ok() && text.trim() == text && !text.starts_with("r#")
}

/// A fixup's required texts say something, and it changes something.
pub(super) fn fixup(range: Range<usize>, fields: &[(&str, &str)], replace: &str) -> Result<(), Bad> {
    for (name, value) in fields {
        if value.trim().is_empty() {
            return Err(Bad::new(range, format!("a fixup needs a `{name}` that is not empty")));
        }
        if *name == "find" && *value == replace {
            return Err(Bad::new(range, "a fixup's `find` and `replace` are the same"));
        }
    }
    Ok(())
}
