//! `bench generate`: what the tool costs, as ratios to the least that any such tool must do.
//!
//! - *cold regenerate*: reading the docs folder, analysing, emitting every file in memory. Writing is left out: it
//!   depends on the disk, and a run that changes nothing writes nothing.
//! - its yardstick: a bare pulldown-cmark pass over the same pages, `syn::parse_file` and `prettyplease::unparse` over
//!   the same output, one page or file a task on the same threads.
//! - *inspect*: reading, analysing, the JSON document as a string; its yardstick the pulldown-cmark pass alone.
//!
//! All in one process; medians, because a machine's noise has one side only.

mod measure;

use crate::cli::{BenchGenerate, DocsArgs};
use crate::failure::Failure;
use crate::load::DocsSet;
use crate::{Answer, print, workspace};
use docwright::emit::EmitOptions;
use docwright::inspect::Inspection;
use docwright::source::Sources;
use measure::{Median, median, peak_memory};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::hint::black_box;

/// The docs set that the numbers in ARCHITECTURE.md are about, from the workspace's root.
const CORPUS: &str = "../shared/corpus/graph-2021-07/v1.0";

pub(super) fn generate(args: &BenchGenerate) -> Result<Answer, Failure> {
    let docs = args.docs.docs.clone().unwrap_or_else(|| workspace::root().join(CORPUS));
    if args.docs.docs.is_none() && !docs.is_dir() {
        print::text("not run: corpus absent\n");
        return Ok(Answer::Yes);
    }
    let set = DocsSet::find(&DocsArgs {
        docs: Some(docs),
        include_root: args.docs.include_root.clone(),
        threads: args.docs.threads,
    })?;
    let bench = Bench { runs: args.runs.get(), set };
    bench.run()?;
    Ok(Answer::Yes)
}

struct Bench {
    runs: usize,
    set: DocsSet,
}

impl Bench {
    fn run(&self) -> Result<(), Failure> {
        // The first run is the cold one, before anything else has taken memory.
        let (regenerate, files) = self.regenerate()?;
        let regenerate_memory = peak_memory();
        let inspect = median(self.runs, || self.inspect())?;
        let docs = self.set.load()?;
        let markdown = median(self.runs, || {
            bare_markdown(&docs.sources);
            Ok(())
        })?;
        let rust = median(self.runs, || bare_rust(&files))?;

        let threads = rayon::current_num_threads();
        let bytes: usize = files.values().map(String::len).sum();
        let mut text = format!(
            "{} pages, {} files out ({} KB), {threads} threads, medians of {} runs\n\n",
            docs.pages,
            files.len(),
            bytes / 1024,
            self.runs
        );
        text.push_str(&format!("pulldown-cmark pass          {markdown}\n"));
        text.push_str(&format!("syn + prettyplease pass      {rust}\n"));
        text.push_str(&format!("regenerate, nothing written  {regenerate}\n"));
        text.push_str(&format!("inspect, JSON                {inspect}\n\n"));
        let floor = markdown.seconds() + rust.seconds();
        text.push_str(&ratio("regenerate / (pulldown-cmark + syn + prettyplease)", regenerate.seconds() / floor, 3.0));
        text.push_str(&ratio("inspect / pulldown-cmark", inspect.seconds() / markdown.seconds(), 5.0));
        match regenerate_memory {
            Some(bytes) => text.push_str(&format!(
                "peak memory of the first regenerate (VmHWM): {} MB, at most 500 asked\n",
                bytes / 1_000_000
            )),
            None => text.push_str("peak memory: not known on this system\n"),
        }
        text.push_str(&self.linearity(&docs.sources)?);
        print::text(&text);
        Ok(())
    }

    fn regenerate(&self) -> Result<(Median, BTreeMap<String, String>), Failure> {
        let mut files = BTreeMap::new();
        let median = median(self.runs, || {
            let docs = self.set.load()?;
            files = emit(&self.set, &docs.sources)?;
            Ok(())
        })?;
        Ok((median, files))
    }

    fn inspect(&self) -> Result<(), Failure> {
        let docs = self.set.load()?;
        let analysis = docwright::analyse(&docs.sources, &self.set.config);
        let inspection = Inspection::new(analysis.resolved.api(), &docs.sources, &analysis.diagnostics, None)?;
        black_box(inspection.to_json());
        Ok(())
    }

    /// Time per page with a quarter, half and all of the pages: every fourth, every second, every one.
    fn linearity(&self, sources: &Sources) -> Result<String, Failure> {
        let mut text = String::from("time per page, everything in memory:");
        let pages = sources.pages().len();
        for step in [4, 2, 1] {
            let time = median(self.runs, || {
                let part = every(sources, step);
                black_box(emit(&self.set, &part)?);
                Ok(())
            })?;
            let count = pages.div_ceil(step);
            text.push_str(&format!(" {:.0} µs with {count} pages,", time.seconds() * 1e6 / count as f64));
        }
        text.pop();
        text.push('\n');
        Ok(text)
    }
}

fn emit(set: &DocsSet, sources: &Sources) -> Result<BTreeMap<String, String>, Failure> {
    let analysis = docwright::analyse(sources, &set.config);
    let options = EmitOptions {
        package: "bench".to_owned(),
        version: "0.0.0".to_owned(),
        base_url: "https://service.invalid".to_owned(),
        runtime: docwright::config::Runtime::Version("0.0.0".to_owned()),
        docs_url: None,
        standalone: true,
    };
    let emitted = docwright::generate(&analysis, &options).map_err(|error| Failure::Bug(error.to_string()))?;
    Ok(emitted.files)
}

/// Every n-th page, and all includes.
fn every(sources: &Sources, n: usize) -> Sources {
    let pages = sources.pages().len();
    let bytes = |file: &docwright::source::SourceFile| (file.path.clone(), file.text_or_empty().as_bytes().to_vec());
    let some = sources.pages().step_by(n).map(|(_, file)| bytes(file)).collect();
    let includes = sources.files().skip(pages).map(|(_, file)| bytes(file)).collect();
    Sources::new(some, includes)
}

fn bare_markdown(sources: &Sources) {
    let pages: Vec<&str> = sources.pages().map(|(_, file)| file.text_or_empty()).collect();
    pages.par_iter().for_each(|text| {
        let options = pulldown_cmark::Options::ENABLE_TABLES;
        black_box(pulldown_cmark::Parser::new_ext(text, options).into_offset_iter().count());
    });
}

fn bare_rust(files: &BTreeMap<String, String>) -> Result<(), Failure> {
    let rust: Vec<(&String, &String)> = files.iter().filter(|(path, _)| path.ends_with(".rs")).collect();
    rust.par_iter().try_for_each(|(path, text)| {
        let file = syn::parse_file(text).map_err(|error| Failure::Bug(format!("{path}: {error}")))?;
        black_box(prettyplease::unparse(&file));
        Ok(())
    })
}

fn ratio(what: &str, ratio: f64, most: f64) -> String {
    let verdict = if ratio <= most { "" } else { "  ← above" };
    format!("{what}: {ratio:.2}, at most {most} asked{verdict}\n")
}
