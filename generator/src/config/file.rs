//! The shape of the file, as serde reads it, and its way into a [`Config`].

use super::check::{self, Bad};
use super::{Config, ConfigError, Fixup, GitRef, NameOverride, Package, Place, Runtime};
use crate::diagnostics::Level;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct File {
    docs: Option<String>,
    out: Option<String>,
    docs_url: Option<Spanned<String>>,
    tags: Option<Vec<String>>,
    package: PackageTable,
    lints: BTreeMap<Spanned<String>, Level>,
    names: BTreeMap<Spanned<String>, Spanned<String>>,
    fixup: Vec<Spanned<FixupTable>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct PackageTable {
    name: Option<Spanned<String>>,
    version: Option<Spanned<String>>,
    base_url: Option<Spanned<String>>,
    runtime: Option<Spanned<RuntimeTable>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct RuntimeTable {
    path: Option<String>,
    git: Option<String>,
    branch: Option<String>,
    tag: Option<String>,
    rev: Option<String>,
    version: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FixupTable {
    page: String,
    find: String,
    replace: String,
    reason: String,
}

pub(super) fn parse(text: &str) -> Result<Config, ConfigError> {
    let file: File = toml::from_str(text).map_err(|error| ConfigError {
        message: error.message().to_owned(),
        place: Place::of(text, error.span().unwrap_or(0..0)),
    })?;
    convert(text, file).map_err(|bad| ConfigError { message: bad.message, place: Place::of(text, bad.range) })
}

fn convert(text: &str, file: File) -> Result<Config, Bad> {
    let mut config = Config {
        docs: file.docs,
        out: file.out,
        docs_url: file.docs_url.map(check::docs_url).transpose()?,
        tags: file.tags,
        package: package(file.package)?,
        ..Config::default()
    };
    for (code, level) in file.lints {
        config.lints.insert(check::code(code)?, level);
    }
    for (key, rust) in file.names {
        let place = Place::of(text, key.span());
        let target = check::target(&key)?;
        config.names.push(NameOverride { key: key.into_inner(), target, rust: check::identifier(rust)?, place });
    }
    for entry in file.fixup {
        let place = Place::of(text, entry.span());
        let range = entry.span();
        let FixupTable { page, find, replace, reason } = entry.into_inner();
        check::fixup(range, &[("page", &page), ("find", &find), ("reason", &reason)], &replace)?;
        config.fixups.push(Fixup { page, find, replace, reason, place });
    }
    Ok(config)
}

fn package(table: PackageTable) -> Result<Package, Bad> {
    let default = Package::default();
    Ok(Package {
        name: table.name.map(check::package_name).transpose()?.unwrap_or(default.name),
        version: table.version.map(check::version).transpose()?.unwrap_or(default.version),
        base_url: table.base_url.map(check::base_url).transpose()?,
        runtime: table.runtime.map(runtime).transpose()?,
    })
}

fn runtime(table: Spanned<RuntimeTable>) -> Result<Runtime, Bad> {
    let range = table.span();
    let RuntimeTable { path, git, branch, tag, rev, version } = table.into_inner();
    let mut at: Vec<(GitRef, String)> = [(GitRef::Branch, branch), (GitRef::Tag, tag), (GitRef::Rev, rev)]
        .into_iter()
        .filter_map(|(kind, name)| Some((kind, name?)))
        .collect();
    match (path, git, version) {
        (None, Some(url), None) if at.len() <= 1 => Ok(Runtime::Git { url, at: at.pop() }),
        (None, Some(_), None) => Err(Bad::new(range, "only one of `branch`, `tag` and `rev` can be given")),
        _ if !at.is_empty() => Err(Bad::new(range, "`branch`, `tag` and `rev` go with `git` alone")),
        (Some(path), None, None) => Ok(Runtime::Path(path)),
        (None, None, Some(version)) => Ok(Runtime::Version(version)),
        _ => Err(Bad::new(range, "`runtime` takes exactly one of `path`, `git` and `version`")),
    }
}
