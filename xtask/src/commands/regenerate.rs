//! `regenerate`: the whole path, from the docs folder to the files of the crate.
//!
//! Everything is known before the first file is touched.

mod surface;

use super::only::Only;
use crate::cli::Regenerate;
use crate::failure::Failure;
use crate::load::{Docs, DocsSet};
use crate::out::Plan;
use crate::progress::Progress;
use crate::render::Diagnostics;
use crate::report::Report;
use crate::{Answer, print, workspace};
use docwright::Analysis;
use docwright::config::Runtime;
use docwright::diagnostics::{Diagnostic, Level};
use docwright::emit::{Bodies, EmitOptions, Emitted, ExampleRows};
use docwright::inspect::Inspection;
use docwright::model::{Api, Verdict};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// The folder, below the workspace's root, whose crate is a member of the workspace.
const MEMBER: &str = "generated";

/// More errors than this are counted and not shown, unless --verbose asks for all.
const MOST_SHOWN: usize = 10;

/// Where requests go if no example shows the service's address: a host that cannot exist (RFC 2606).
const NO_ADDRESS: &str = "https://service.invalid";

pub(super) fn run(args: &Regenerate) -> Result<Answer, Failure> {
    let start = Instant::now();
    let progress = Progress::start();
    let globs = Only::read(&args.only)?;
    let set = DocsSet::find(&args.docs)?;
    let out = out_folder(args, &set)?;
    let (docs, analysis) = super::load(&set, docwright::analyse, &progress)?;
    let analysis = match &globs {
        Some(globs) => super::Kept::new(only(&analysis, globs)?),
        None => analysis,
    };
    progress.say("generating");
    let options = options(&set, &analysis, &out)?;
    let mut emitted = docwright::generate(&analysis, &options).map_err(|error| Failure::Bug(error.to_string()))?;
    reconcile(analysis.resolved.api(), &emitted.bodies)?;
    reconcile_examples(analysis.resolved.api(), &emitted)?;
    docwright::level(&mut emitted.diagnostics, &set.config);
    progress.say("comparing");
    let plan = Plan::new(&out, &emitted.files)?;
    let surface = surface::change(&out, &emitted)?;
    drop(progress);

    let diagnostics: Vec<&Diagnostic> = analysis.diagnostics.iter().chain(&emitted.diagnostics).collect();
    show(&diagnostics, &docs, &set, args.verbose);
    let denied = args.deny.is_some_and(|level| diagnostics.iter().any(|d| d.level >= Level::from(level)));
    let written = !args.check && !denied;
    if written {
        plan.write()?;
    }
    if args.verbose || args.check {
        print::text(&plan.differences().iter().map(|(kind, path)| format!("{kind:<8} {path}\n")).collect::<String>());
    }
    let (docs, analysis, emitted) = (&docs, &analysis, &emitted);
    summarise(&Run { docs, analysis, emitted, plan: &plan, surface, out: &out, written, start })?;
    Ok(verdict(args, &plan, denied))
}

/// Every body that an example shows is tested, or there is a reason why not.
fn reconcile(api: &Api, bodies: &Bodies) -> Result<(), Failure> {
    let examples = api.operations.iter().flat_map(|operation| &operation.examples).chain(&api.stray_examples);
    let shown: usize = examples
        .map(|example| {
            let answered = example.responses.iter().filter(|response| response.body.is_some()).count();
            answered + usize::from(example.request.body.is_some())
        })
        .sum();
    let told = bodies.rows + bodies.without.values().sum::<usize>();
    if shown == told && shown == bodies.shown {
        return Ok(());
    }
    Err(Failure::Bug(format!("{shown} bodies are documented and {told} are told of")))
}

/// Every example is in the ledger, and has the row that its verdict says, or none.
fn reconcile_examples(api: &Api, emitted: &Emitted) -> Result<(), Failure> {
    let of_operations = api.operations.iter().flat_map(|operation| &operation.examples);
    let (mut said, mut skipped) = (ExampleRows::default(), 0);
    for example in of_operations.chain(&api.stray_examples) {
        match example.verdict {
            Verdict::Typed => said.typed += 1,
            Verdict::Raw(_) => said.raw += 1,
            Verdict::Skipped(_) => skipped += 1,
        }
    }
    if said == emitted.rows && emitted.listed == said.typed + said.raw + skipped {
        return Ok(());
    }
    let ExampleRows { typed, raw } = emitted.rows;
    Err(Failure::Bug(format!(
        "examples are {} typed, {} raw and {skipped} skipped; the tests have {typed} and {raw} rows, the ledger {} entries",
        said.typed, said.raw, emitted.listed
    )))
}

fn verdict(args: &Regenerate, plan: &Plan<'_>, denied: bool) -> Answer {
    if denied {
        print::aside("diagnostics of a denied level: nothing was written\n");
        Answer::No
    } else if args.check && !plan.is_current() {
        print::aside("the generated crate is not what the docs say; `cargo xtask regenerate` makes it so\n");
        Answer::No
    } else {
        Answer::Yes
    }
}

/// Where the crate goes, canonical.
fn out_folder(args: &Regenerate, set: &DocsSet) -> Result<PathBuf, Failure> {
    let out = set.out(args.out.as_deref())?;
    if !args.only.is_empty() && is_member(&out)? {
        return Err(Failure::OnlyNeedsOut(workspace::shown(&out)));
    }
    match out.metadata() {
        Ok(meta) if !meta.is_dir() => Err(Failure::NotAFolder(workspace::shown(&out))),
        _ => Ok(out),
    }
}

fn is_member(out: &Path) -> Result<bool, Failure> {
    Ok(out == workspace::canonical(&workspace::root().join(MEMBER))?)
}

/// The operations whose id or one of whose pages matches, and what they reach.
fn only(analysis: &Analysis, only: &Only) -> Result<Analysis, Failure> {
    only.refuse_nothing(analysis.resolved.api())?;
    Ok(analysis.subset(|api, operation| only.is_match(api, operation)))
}

fn options(set: &DocsSet, analysis: &Analysis, out: &Path) -> Result<EmitOptions, Failure> {
    let package = &set.config.package;
    let base_url = package.base_url.as_ref().or(analysis.resolved.api().base_url.as_ref());
    if base_url.is_none() {
        print::aside(
            "no example request shows the service's address: set base_url under [package] in docwright.toml\n",
        );
    }
    let path = |dir: &Path| Ok::<_, Failure>(Runtime::Path(workspace::relative(out, &workspace::canonical(dir)?)));
    let runtime = match &package.runtime {
        None => path(&workspace::root().join("generator/runtime"))?,
        Some(Runtime::Path(dir)) => path(&set.base.join(dir))?,
        Some(elsewhere) => elsewhere.clone(),
    };
    Ok(EmitOptions {
        package: package.name.clone(),
        version: package.version.clone(),
        base_url: base_url.map_or_else(|| NO_ADDRESS.to_owned(), String::clone),
        runtime,
        docs_url: set.config.docs_url.clone(),
        standalone: !is_member(out)?,
    })
}

/// Shows the errors, or with --verbose every warning too.
fn show(diagnostics: &[&Diagnostic], docs: &Docs, set: &DocsSet, verbose: bool) {
    let least = if verbose { Level::Warning } else { Level::Error };
    let most = if verbose { usize::MAX } else { MOST_SHOWN };
    let renderer = Diagnostics::new(&docs.sources, &set.dir);
    let shown: Vec<_> = diagnostics.iter().filter(|d| d.level >= least).collect();
    let mut text: String = shown.iter().take(most).map(|d| renderer.render(d)).collect();
    if shown.len() > most {
        text.push_str(&format!("{} more; `cargo xtask check` shows all\n\n", shown.len() - most));
    }
    print::aside(&text);
}

/// What a run has come to.
struct Run<'a> {
    docs: &'a Docs,
    analysis: &'a Analysis,
    emitted: &'a Emitted,
    plan: &'a Plan<'a>,
    /// What has become of the surface.
    surface: Vec<String>,
    out: &'a Path,
    written: bool,
    start: Instant,
}

fn summarise(run: &Run<'_>) -> Result<(), Failure> {
    let time = run.start.elapsed();
    let api = run.analysis.resolved.api();
    let mut summary = Inspection::new(api, &run.docs.sources, &run.analysis.diagnostics, None)?.summary;
    run.emitted.diagnostics.iter().for_each(|diagnostic| summary.diagnostics.add(diagnostic.level));
    let report = Report {
        summary: &summary,
        tests: run.emitted.rows.typed + run.emitted.rows.raw,
        bodies: &run.emitted.bodies,
        plan: run.plan,
        surface: &run.surface,
        files: run.emitted.files.len(),
        bytes: run.emitted.files.values().map(String::len).sum(),
        out: workspace::shown(run.out),
        written: run.written,
        time,
    };
    print::text(&report.to_string());
    Ok(())
}
