//! `Cargo.toml`. It inherits nothing, so that the crate can be taken anywhere.

use super::context::Context;
use super::{EmitError, Files, Job, Part, print};
use crate::config::Runtime;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Manifest<'a> {
    package: Package<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    features: Option<Features<'a>>,
    lib: Lib,
    dependencies: Dependencies<'a>,
    dev_dependencies: Dependencies<'a>,
    test: [Test<'a>; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    workspace: Option<toml::Table>,
    #[serde(skip_serializing_if = "Option::is_none")]
    profile: Option<Profiles>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Package<'a> {
    name: &'a str,
    version: &'a str,
    description: String,
    edition: &'a str,
    rust_version: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    metadata: Option<toml::Table>,
}

#[derive(Serialize)]
struct Lib {
    test: bool,
}

/// A test program that isn't as cargo takes it to be.
#[derive(Serialize)]
struct Test<'a> {
    name: &'a str,
    harness: bool,
}

/// How the crate is built where it is a workspace of its own: its tests take rustc up to a quarter less time without
/// what a debugger shows of variables, and panics say file and line all the same.
#[derive(Serialize)]
struct Profiles {
    dev: Profile,
}

#[derive(Serialize)]
struct Profile {
    debug: &'static str,
}

const PROFILES: Profiles = Profiles { dev: Profile { debug: "line-tables-only" } };

#[derive(Serialize)]
struct Features<'a> {
    default: Vec<&'a str>,
    #[serde(flatten)]
    areas: BTreeMap<&'a str, [&'a str; 0]>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Dependencies<'a> {
    docwright_runtime: Dependency<'a>,
}

#[derive(Serialize, Default)]
struct Dependency<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    git: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    branch: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tag: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rev: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    features: &'a [&'a str],
}

/// One job: there is one file.
pub(super) fn jobs(_: &Context<'_>) -> Vec<Job<'static>> {
    vec![Box::new(file)]
}

fn file(context: &Context<'_>) -> Files {
    let options = context.options;
    let features = features(context);
    let manifest = Manifest {
        package: Package {
            name: &options.package,
            version: &options.version,
            description: format!(
                "Typed client for {}, generated from its documentation by docwright",
                options.base_url
            ),
            edition: "2024",
            rust_version: "1.88",
            metadata: features.is_some().then(docs_rs),
        },
        features,
        // All tests are in `tests/`: a program for those in `src/` would be the whole crate, compiled once more for none.
        lib: Lib { test: false },
        dependencies: dependencies(&options.runtime, &[]),
        dev_dependencies: dependencies(&options.runtime, &["example-tests"]),
        test: [Test { name: "examples", harness: false }],
        workspace: options.standalone.then(toml::Table::new),
        profile: options.standalone.then_some(PROFILES),
    };
    let text = toml::to_string(&manifest).map_err(|error| EmitError::Manifest { message: error.to_string() })?;
    Ok(Part::file("Cargo.toml", print::header("#", &[]) + &text))
}

/// One feature for each area, on by default; none if the docs have no areas.
fn features<'a>(context: &Context<'a>) -> Option<Features<'a>> {
    let default: Vec<&str> = context.features.names().collect();
    let areas = default.iter().map(|&name| (name, [])).collect();
    (!default.is_empty()).then_some(Features { default, areas })
}

/// docs.rs shows the whole crate, whatever the defaults are one day.
fn docs_rs() -> toml::Table {
    let table = |key: &str, value: toml::Value| toml::Table::from_iter([(key.to_owned(), value)]);
    table("docs", table("rs", table("all-features", true.into()).into()).into())
}

fn dependencies<'a>(runtime: &'a Runtime, features: &'a [&'a str]) -> Dependencies<'a> {
    use crate::config::GitRef;
    let mut dependency = Dependency { features, ..Dependency::default() };
    match runtime {
        Runtime::Path(path) => dependency.path = Some(path),
        Runtime::Version(version) => dependency.version = Some(version),
        Runtime::Git { url, at } => {
            dependency.git = Some(url);
            match at {
                Some((GitRef::Branch, name)) => dependency.branch = Some(name),
                Some((GitRef::Tag, name)) => dependency.tag = Some(name),
                Some((GitRef::Rev, name)) => dependency.rev = Some(name),
                None => {}
            }
        }
    }
    Dependencies { docwright_runtime: dependency }
}
