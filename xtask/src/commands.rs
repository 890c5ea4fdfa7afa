//! One module per command. Each returns the answer, or why it could not run.

mod bench;
mod check;
mod check_service;
mod diff;
mod inspect;
mod only;
mod regenerate;
mod routes;
mod semver;
mod surface;

use crate::cli::{BenchWhat, Cli, Command, DocsArgs};
use crate::failure::Failure;
use crate::load::{Docs, DocsSet};
use crate::progress::Progress;
use crate::{Answer, print, workspace};
use docwright::Analysis;
use docwright::config::Config;
use docwright::source::Sources;
use std::mem::ManuallyDrop;
use std::num::NonZeroUsize;

/// Does what the command line asks.
pub(crate) fn run(cli: &Cli) -> Result<Answer, Failure> {
    match &cli.command {
        Command::Regenerate(args) => with_threads(&args.docs, || regenerate::run(args)),
        Command::Check(args) => with_threads(&args.docs, || check::run(args)),
        Command::Inspect(args) => with_threads(&args.docs, || inspect::run(args)),
        Command::Routes(args) => with_threads(&args.docs, || routes::run(args)),
        Command::Surface(args) => with_threads(&args.docs, || surface::run(args)),
        Command::Diff(args) => with_threads(&args.docs, || diff::run(args)),
        Command::CheckService(args) => check_service::run(args),
        Command::Semver(args) => semver::run(args),
        Command::Bench(bench) => match &bench.what {
            BenchWhat::Generate(args) => with_threads(&args.docs, || bench::generate(args)),
            BenchWhat::Compile(args) => bench::compile(args),
            BenchWhat::Tests(args) => bench::tests(args),
        },
    }
}

/// Bytes of stack for each thread: what a main thread has on most systems, whatever nests in a docs set.
const STACK: usize = 8 << 20;

/// Runs on as many threads as asked for, by default one for each core. The work itself runs on one of them: what it hands out
/// begins at once, on this thread, while the others wake.
fn with_threads(args: &DocsArgs, work: impl FnOnce() -> Result<Answer, Failure> + Send) -> Result<Answer, Failure> {
    let threads = args.threads.map_or(0, NonZeroUsize::get);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build();
    pool.map_err(Failure::Threads)?.install(work)
}

/// What stays in memory until the process ends: the system takes it back sooner than we could take it apart.
type Kept<T> = ManuallyDrop<T>;

/// How a docs set is analysed: [`docwright::analyse`], or [`docwright::analyse_facts`] where no documentation text is shown.
type How = fn(&Sources, &Config) -> Analysis;

/// Reads and analyses the docs that the command line means.
fn analyse(args: &DocsArgs, how: How, progress: &Progress) -> Result<(DocsSet, Kept<Docs>, Kept<Analysis>), Failure> {
    let set = DocsSet::find(args)?;
    let (docs, analysis) = load(&set, how, progress)?;
    Ok((set, docs, analysis))
}

/// Reads and analyses a docs set.
fn load(set: &DocsSet, how: How, progress: &Progress) -> Result<(Kept<Docs>, Kept<Analysis>), Failure> {
    progress.say("reading pages");
    let docs = set.load()?;
    tell_links(&docs);
    progress.say("analysing");
    let analysis = how(&docs.sources, &set.config);
    reconcile(&docs, &analysis)?;
    Ok((Kept::new(docs), Kept::new(analysis)))
}

/// A page behind a link is not read; that should not go unseen.
fn tell_links(docs: &Docs) {
    for link in &docs.links {
        print::aside(&format!("note: the symbolic link `{}` was not followed\n", workspace::shown(link).display()));
    }
}

/// Every page that was read has an outcome: one that vanished would look like an API that was removed.
fn reconcile(docs: &Docs, analysis: &Analysis) -> Result<(), Failure> {
    let outcomes = analysis.resolved.api().pages.len();
    if outcomes == docs.pages {
        return Ok(());
    }
    Err(Failure::Bug(format!("{} pages were read and {outcomes} have an outcome", docs.pages)))
}
