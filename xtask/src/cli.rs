//! What can be asked on the command line.

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, Parser, Subcommand, ValueEnum};
use docwright::diagnostics::Level;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// Docwright: API reference pages in the API Doctor dialect of Markdown become a typed Rust client.
///
/// Without --docs, every command works on the docs set that the workspace's docwright.toml names.
#[derive(Parser, Debug)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    styles = STYLES,
    after_help = "Exit codes: 0 fine, 1 the answer is \"no\" (stale files, denied diagnostics or changes), 2 it could not run."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Write the generated crate anew from the docs
    Regenerate(Regenerate),
    /// Report what is odd in the docs
    Check(Check),
    /// Show what was read from the docs: pages, operations, types, diagnostics
    Inspect(Inspect),
    /// List every route with the operations documented for it
    Routes(Routes),
    /// Show the API surface: every public thing of the client, a line each
    Surface(Surface),
    /// Show what differs between two API surfaces, and what that means for callers
    Diff(Diff),
    /// Compare the documented examples with a live service
    CheckService(CheckService),
    /// Compare what `diff` says with what cargo-semver-checks finds
    Semver(Semver),
    /// Measure this tool
    Bench(Bench),
}

/// Which docs, and how they are read.
#[derive(Args, Debug)]
pub(crate) struct DocsArgs {
    /// Folder of the pages; its docwright.toml counts, if it has one
    ///
    /// Every *.md file below it is a page; symbolic links are not followed. Without this, the workspace's docwright.toml
    /// says which docs are meant.
    #[arg(long, value_name = "DIR")]
    pub(crate) docs: Option<PathBuf>,

    /// Folder that includes may reach and never leave [default: the parent folder of the docs]
    #[arg(long, value_name = "DIR")]
    pub(crate) include_root: Option<PathBuf>,

    /// Number of threads [default: one per core]; what is generated does not depend on it
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
}

impl DocsArgs {
    /// A folder, and nothing else said.
    pub(crate) fn of(folder: &Path) -> DocsArgs {
        DocsArgs { docs: Some(folder.to_owned()), include_root: None, threads: None }
    }
}

/// Write the generated crate anew from the docs.
///
/// Everything is made in memory and compared with what is there. Only files that differ are written, and those that a
/// former run left behind are deleted. A folder that no former run has written is refused.
#[derive(Args, Debug)]
pub(crate) struct Regenerate {
    #[command(flatten)]
    pub(crate) docs: DocsArgs,

    /// Folder of the generated crate [default: what docwright.toml says]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,

    /// Write nothing; list missing, changed and extra files and exit with 1 if there are any
    #[arg(long)]
    pub(crate) check: bool,

    /// Generate these operations only: a glob over their ids or their pages' paths; may be repeated
    ///
    /// What comes out is a whole crate of its own and needs an --out other than the workspace's generated folder.
    #[arg(long, value_name = "GLOB")]
    pub(crate) only: Vec<String>,

    /// Write nothing and exit with 1 if there is a diagnostic of this level or a higher one
    #[arg(long, value_name = "LEVEL")]
    pub(crate) deny: Option<Severity>,

    /// Show every warning and what happened to each file
    #[arg(long, short)]
    pub(crate) verbose: bool,
}

/// Report what is odd in the docs, each with its place.
#[derive(Args, Debug)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) docs: DocsArgs,

    /// Exit with 1 if there is a diagnostic of this level or a higher one
    #[arg(long, value_name = "LEVEL", default_value = "error")]
    pub(crate) deny: Severity,

    /// Show diagnostics of this level and higher ones
    #[arg(long, value_name = "LEVEL", default_value = "warning")]
    pub(crate) level: Severity,

    /// Show the diagnostics of this page only
    #[arg(long, value_name = "PAGE")]
    pub(crate) page: Option<String>,

    /// List the codes of all diagnostics with their levels and what they mean, and do nothing else
    #[arg(long)]
    pub(crate) codes: bool,
}

/// Show what was read from the docs: pages, operations, types, examples, diagnostics.
#[derive(Args, Debug)]
pub(crate) struct Inspect {
    #[command(flatten)]
    pub(crate) docs: DocsArgs,

    /// One page only, by its path below the docs folder or the end of it
    #[arg(long, value_name = "PAGE")]
    pub(crate) page: Option<String>,

    /// Form of the answer
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(crate) format: Format,
}

/// List every route with the operations documented for it.
#[derive(Args, Debug)]
pub(crate) struct Routes {
    #[command(flatten)]
    pub(crate) docs: DocsArgs,

    /// Form of the answer
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(crate) format: Format,
}

/// Show the API surface: every public thing of the client that the docs make, a line each, as SURFACE.txt has it.
#[derive(Args, Debug)]
pub(crate) struct Surface {
    #[command(flatten)]
    pub(crate) docs: DocsArgs,

    /// Form of the answer
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(crate) format: Format,
}

/// Show what differs between two API surfaces, and what that means for callers.
///
/// BASE and HEAD are each a git rev, whose committed SURFACE.txt is read, a SURFACE file (with the .places file beside it), a
/// docs folder, or the folder of a generated crate. What is both a rev and a path is taken as a rev; ./NAME is the path.
/// Exit codes: 0 nothing that is denied, 1 with --deny when there is such a change, 2 it could not compare.
#[derive(Args, Debug)]
pub(crate) struct Diff {
    /// What to compare with [default: origin/main, else main]
    pub(crate) base: Option<String>,

    /// What is compared [default: the docs as they are in the working tree]
    pub(crate) head: Option<String>,

    #[command(flatten)]
    pub(crate) docs: DocsArgs,

    /// Folder of the generated crate, where revs have its SURFACE.txt [default: what docwright.toml says]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,

    /// Compare with the last commit that BASE and the checked-out one have in common, as git diff --merge-base does
    #[arg(long)]
    pub(crate) merge_base: bool,

    /// Form of the answer
    #[arg(long, value_name = "FORM", default_value = "human")]
    pub(crate) format: DiffFormat,

    /// Exit with 1 if there is such a change; may be repeated
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    pub(crate) deny: Vec<Deny>,

    /// Say which version the crate should get, from the one in docwright.toml, and propose the CHANGELOG entry
    #[arg(long)]
    pub(crate) suggest_version: bool,
}

/// A form of the answer of diff.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For people at a terminal.
    Human,
    /// A comment in a pull request, within GitHub's limit.
    Markdown,
    /// For programs.
    Json,
    /// Workflow commands: annotations on lines of the docs.
    Github,
}

/// Changes that are not wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Deny {
    /// What may make code or requests fail that worked.
    Breaking,
    /// What concerns who may call.
    Permissions,
    /// All.
    Any,
}

/// Send the documented examples to a live service and report where it and the docs differ.
///
/// Statuses, missing and unexpected properties, and types are compared; values are neither compared nor shown. The examples
/// are those of the generated crate, one request after the other. Exit codes: 0 no difference, 1 differences, 2 it could
/// not run, or nothing could be compared.
#[derive(Args, Debug)]
pub(crate) struct CheckService {
    #[command(flatten)]
    pub(crate) docs: DocsArgs,

    /// Folder of the generated crate [default: what docwright.toml says]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,

    /// Where requests go: the address of the service, with the version of the API
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: String,

    /// Name of the environment variable that holds the access token
    #[arg(long, value_name = "VAR")]
    pub(crate) token_env: String,

    /// Send the examples of these operations only: a glob over their ids or their pages' paths; may be repeated
    #[arg(long, value_name = "GLOB")]
    pub(crate) only: Vec<String>,

    /// Send also what isn't GET or HEAD: the service does what the examples say
    #[arg(long)]
    pub(crate) allow_writes: bool,

    /// Values for placeholders in place of the docs' own: a TOML file with lines like item-id = "01AB"
    #[arg(long, value_name = "FILE")]
    pub(crate) values: Option<PathBuf>,

    /// Form of the answer
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(crate) format: Format,
}

/// Compare what `diff` says with what cargo-semver-checks finds in the generated crates.
///
/// Without docs folders: for a small docs set and one edit of it for each kind of change, and with what is expected of `diff`
/// for each. Exit codes: 0 they agree, or there is a reason why they don't, 1 they don't, 2 it could not run.
#[derive(Args, Debug)]
pub(crate) struct Semver {
    /// Docs folder of the older crate
    #[arg(requires = "head")]
    pub(crate) base: Option<PathBuf>,

    /// Docs folder of the newer crate
    pub(crate) head: Option<PathBuf>,

    /// Compare `diff` only with what is expected of the edits; cargo-semver-checks isn't needed then
    #[arg(long, conflicts_with = "base")]
    pub(crate) expected_only: bool,
}

/// Measure this tool.
#[derive(Args, Debug)]
pub(crate) struct Bench {
    #[command(subcommand)]
    pub(crate) what: BenchWhat,
}

#[derive(Subcommand, Debug)]
pub(crate) enum BenchWhat {
    /// Compare regenerate and inspect with the least that any such tool must do
    ///
    /// The yardstick is a bare pulldown-cmark pass over the same pages, and syn::parse_file and prettyplease::unparse
    /// over the same output. Medians of several runs in one process, printed as ratios.
    Generate(BenchGenerate),
    /// Compare the time that rustc takes for the generated crate with what it takes for graph-rs-sdk 3
    ///
    /// Both from the registry's or the workspace's sources, everything that they depend on built before; cargo check and
    /// cargo build in turns, medians of several runs, printed as ratios. Needs the package registry.
    Compile(BenchCompile),
    /// Compare the time that rustc takes for a generated crate's tests with what it takes for the crate itself
    ///
    /// cargo build of the crate alone, then cargo test --no-run with the crate and all that it depends on built before;
    /// the dev profile, nothing incremental, medians of several runs.
    Tests(BenchCompile),
}

#[derive(Args, Debug)]
pub(crate) struct BenchGenerate {
    #[command(flatten)]
    pub(crate) docs: DocsArgs,

    /// Number of runs, of which the median counts
    #[arg(long, value_name = "N", default_value = "7")]
    pub(crate) runs: NonZeroUsize,
}

#[derive(Args, Debug)]
pub(crate) struct BenchCompile {
    /// The folder of a generated crate; by default one is made from Microsoft Graph v1.0, where the corpus is
    #[arg(long, value_name = "DIR")]
    pub(crate) generated: Option<PathBuf>,

    /// Number of runs, of which the median counts
    #[arg(long, value_name = "N", default_value = "5")]
    pub(crate) runs: NonZeroUsize,
}

/// A form of answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// A level of diagnostics.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Severity {
    /// A fact that may interest the docs' author.
    Note,
    /// The docs contradict themselves or the dialect; a rule chose what is generated.
    Warning,
    /// Something documented could not be generated.
    Error,
}

impl From<Severity> for Level {
    fn from(severity: Severity) -> Level {
        match severity {
            Severity::Note => Level::Note,
            Severity::Warning => Level::Warning,
            Severity::Error => Level::Error,
        }
    }
}
