//! `check-service`: the documented examples against a live service.
//!
//! The generated crate's example tests do the asking: they have the typed calls, and what decodes the answers. Here is
//! said what to ask, in a file that an environment variable names, and the report they write is read. The token goes from
//! the caller's environment to theirs; it is on no command line and in no file.

mod report;

use super::only::Only;
use crate::cli::{CheckService, Format};
use crate::failure::Failure;
use crate::load::DocsSet;
use crate::progress::Progress;
use crate::{Answer, print, workspace};
use docwright::Analysis;
use docwright::model::Verdict;
use report::Report;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// What the tests of a generated crate look at.
const PLAN: &str = "DOCWRIGHT_SERVICE_PLAN";

/// So many lines of what the tests printed are shown if they fail.
const TAIL: usize = 20;

pub(super) fn run(args: &CheckService) -> Result<Answer, Failure> {
    if std::env::var(&args.token_env).is_ok_and(|token| !token.is_empty()) {
        let progress = Progress::start();
        let found = ask(args, &progress)?;
        drop(progress);
        return answer(args, &found);
    }
    Err(Failure::NoToken)
}

fn answer(args: &CheckService, found: &Report) -> Result<Answer, Failure> {
    match args.format {
        Format::Text => print::text(&found.to_string()),
        Format::Json => print::document(format!("{:#}\n", found.to_json()).as_bytes()),
    }
    if found.compared() == 0 {
        return Err(Failure::NothingCompared(found.counts()));
    }
    Ok(if found.differences() == 0 { Answer::Yes } else { Answer::No })
}

fn ask(args: &CheckService, progress: &Progress) -> Result<Report, Failure> {
    let only = Only::read(&args.only)?;
    let values = args.values.as_deref().map(values).transpose()?.unwrap_or_default();
    let set = DocsSet::find(&args.docs)?;
    let out = set.out(args.out.as_deref())?;
    let (_docs, analysis) = super::load(&set, docwright::analyse, progress)?;
    let examples = examples(&analysis, only.as_ref())?;
    let folder = tempfile::tempdir().map_err(Failure::read(&out))?;
    let (plan, report) = (folder.path().join("plan.json"), folder.path().join("report.jsonl"));
    let text = json!({
        "base_url": args.base_url,
        "token_env": args.token_env,
        "examples": examples,
        "writes": args.allow_writes,
        "values": values,
        "report": report,
    });
    let unwritten = |error| Failure::Write { path: plan.clone(), error, state: "nothing was asked" };
    fs::write(&plan, text.to_string()).map_err(unwritten)?;
    progress.say("asking the service");
    run_tests(&out, &plan)?;
    let lines =
        if report.exists() { fs::read_to_string(&report).map_err(Failure::read(&report))? } else { String::new() };
    Report::read(&lines, &examples)
}

/// Page and line of every example that has a row in the tests; some operations' only, if some are asked for.
fn examples(analysis: &Analysis, only: Option<&Only>) -> Result<Vec<String>, Failure> {
    let api = analysis.resolved.api();
    only.map_or(Ok(()), |only| only.refuse_nothing(api))?;
    let operations = api.operations.iter().filter(|operation| only.is_none_or(|only| only.is_match(api, operation)));
    let examples = operations.flat_map(|operation| &operation.examples);
    let bound = examples.filter(|example| example.binding.is_some() && !matches!(example.verdict, Verdict::Skipped(_)));
    Ok(bound.map(|example| format!("{}:{}", analysis.resolved.file(example.span.file), example.span.line)).collect())
}

/// A table of texts.
fn values(path: &Path) -> Result<Value, Failure> {
    let text = fs::read_to_string(path).map_err(Failure::read(path))?;
    let odd = |error: String| Failure::Values { path: path.to_owned(), error };
    // The message alone: the line that is shown with it holds a value.
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| odd(error.message().to_owned()))?;
    let pairs = table.into_iter().map(|(name, value)| match value {
        toml::Value::String(value) => Ok((name, Value::String(value))),
        other => Err(odd(format!("`{name}` is {} and not text", other.type_str()))),
    });
    pairs.collect::<Result<_, _>>().map(Value::Object)
}

/// One after the other, so that the service is asked for one thing at a time.
fn run_tests(out: &Path, plan: &Path) -> Result<(), Failure> {
    let told = "cargo test --test examples";
    let failed = |what: String| Failure::Program { command: told.to_owned(), what };
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["test", "--quiet", "--test", "examples", "--manifest-path"]).arg(out.join("Cargo.toml"));
    command.args(["--", "--test-threads=1"]).env(PLAN, plan).stdin(Stdio::null()).stderr(Stdio::inherit());
    let output = command.output().map_err(|error| failed(format!("could not be started: {error}")))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stdout);
    let lines: Vec<&str> = said.lines().collect();
    let tail = lines[lines.len().saturating_sub(TAIL)..].join("\n");
    let shown = workspace::shown(out);
    Err(failed(format!("in `{}` ended with {}\n{tail}", shown.display(), output.status)))
}
