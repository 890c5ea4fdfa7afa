//! `bench generate`: what the tool costs, as ratios to the least that any such tool must do.
//!
//! - *cold regenerate*: reading the docs folder, analysing, emitting every file in memory, nothing kept from a run before.
//!   Comparing and writing are left out: they depend on the disk and on what is there.
//! - its yardstick: a bare pulldown-cmark pass over the same pages, `syn::parse_file` and `prettyplease::unparse` over
//!   the same output, one page or file a task on the same threads.
//! - *inspect*: reading, analysing without documentation text, the JSON document; its yardstick the same pass as a program of
//!   its own, which finds the pages of a folder, and reads and parses each in one task.
//!
//! A pulldown-cmark pass takes every page whole, front matter and all, asks for tables and offsets as our parser does, and
//! throws the events away. The one beside *regenerate* has the texts in memory already; the ratio of *inspect* to that one
//! is printed, too.
//!
//! All in one process. Each round measures everything once, so that what else the machine does hits all alike; the
//! median of all rounds counts.

mod compile;
mod measure;
mod tests;
mod work;

use crate::cli::{BenchGenerate, DocsArgs};
use crate::failure::Failure;
use crate::load::DocsSet;
use crate::{Answer, print, workspace};
pub(super) use compile::compile;
use measure::{Times, peak_memory, timed};
pub(super) use tests::tests;
use work::{bare_folder, bare_markdown, bare_rust, emit, every, json};

/// The docs set that the numbers in ARCHITECTURE.md are about, from the workspace's root.
const CORPUS: &str = "../shared/corpus/graph-2021-07/v1.0";

pub(super) fn generate(args: &BenchGenerate) -> Result<Answer, Failure> {
    let docs = args.docs.docs.clone().unwrap_or_else(|| workspace::root().join(CORPUS));
    if args.docs.docs.is_none() && !docs.is_dir() {
        print::text("not run: corpus absent\n");
        return Ok(Answer::Yes);
    }
    let include_root = args.docs.include_root.clone();
    let set = DocsSet::find(&DocsArgs { docs: Some(docs), include_root, threads: args.docs.threads })?;
    print::text(&report(&set, args.runs.get())?);
    Ok(Answer::Yes)
}

/// Times by what took them.
#[derive(Default)]
struct Table {
    markdown: Times,
    folder: Times,
    rust: Times,
    load: Times,
    analyse: Times,
    facts: Times,
    emit: Times,
    regenerate: Times,
    json: Times,
    inspect: Times,
    parts: [Times; 3],
}

/// Every n-th page is taken for the three steps of the linearity.
const STEPS: [usize; 3] = [4, 2, 1];

fn report(set: &DocsSet, runs: usize) -> Result<String, Failure> {
    // The first run alone tells the memory: nothing else has taken any yet.
    let docs = set.load()?;
    let files = emit(&docwright::analyse(&docs.sources, &set.config))?;
    let memory = peak_memory();
    let parts = STEPS.map(|step| every(&docs.sources, step));
    let mut table = Table::default();
    for _ in 0..runs {
        let (docs, load) = timed(|| set.load());
        let docs = docs?;
        let (analysis, analyse) = timed(|| docwright::analyse(&docs.sources, &set.config));
        let (emitted, emit_time) = timed(|| emit(&analysis));
        drop((emitted?, analysis));
        let (facts, facts_time) = timed(|| docwright::analyse_facts(&docs.sources, &set.config));
        let (written, json_time) = timed(|| json(&facts, &docs.sources));
        written?;
        drop((docs, facts));
        table.regenerate.push(load + analyse + emit_time);
        table.inspect.push(load + facts_time + json_time);
        table.load.push(load);
        table.analyse.push(analyse);
        table.facts.push(facts_time);
        table.emit.push(emit_time);
        table.json.push(json_time);
        table.markdown.push(timed(|| bare_markdown(&parts[2])).1);
        let (passed, time) = timed(|| bare_folder(set));
        passed?;
        table.folder.push(time);
        let (parsed, time) = timed(|| bare_rust(&files));
        parsed?;
        table.rust.push(time);
        for (part, times) in parts.iter().zip(&mut table.parts) {
            let (emitted, time) = timed(|| emit(&docwright::analyse(part, &set.config)));
            drop(emitted?);
            times.push(time);
        }
    }
    let bytes: usize = files.values().map(String::len).sum();
    let threads = rayon::current_num_threads();
    let head = format!(
        "{} pages in, {} files out ({} KB), {threads} threads, {runs} rounds; median (least to most)\n\n",
        docs.pages,
        files.len(),
        bytes / 1024
    );
    Ok(head + &table.text(memory, docs.pages))
}

impl Table {
    fn text(&self, memory: Option<u64>, pages: usize) -> String {
        let rows = [
            ("pulldown-cmark pass", &self.markdown),
            ("the same from the folder", &self.folder),
            ("syn + prettyplease pass", &self.rust),
            ("reading the docs folder", &self.load),
            ("analysing", &self.analyse),
            ("analysing, facts alone", &self.facts),
            ("emitting", &self.emit),
            ("the JSON document", &self.json),
            ("regenerate, nothing written", &self.regenerate),
            ("inspect", &self.inspect),
        ];
        let mut text: String = rows.iter().map(|(what, times)| format!("{what:<28} {times}\n")).collect();
        let floor = self.markdown.median() + self.rust.median();
        text.push('\n');
        let regenerate = self.regenerate.median() / floor;
        text.push_str(&ratio("regenerate / (pulldown-cmark + syn + prettyplease)", regenerate, 3.0));
        let inspect = self.inspect.median();
        text.push_str(&ratio("inspect / pulldown-cmark from the folder", inspect / self.folder.median(), 5.0));
        let in_memory = inspect / self.markdown.median();
        text.push_str(&format!("inspect / pulldown-cmark over texts in memory: {in_memory:.2}, for comparison\n"));
        text.push_str(&match memory {
            Some(bytes) => {
                format!("peak memory of one regenerate (VmHWM): {} MB, at most 500 asked\n", bytes / 1_000_000)
            }
            None => "peak memory: this system does not tell\n".to_owned(),
        });
        let per_page = STEPS.iter().zip(&self.parts).map(|(step, times)| {
            let count = pages.div_ceil(*step);
            format!("{:.0} µs with {count} pages", times.median() * 1e6 / count as f64)
        });
        text.push_str(&format!("time per page, from memory: {}\n", per_page.collect::<Vec<_>>().join(", ")));
        text
    }
}

fn ratio(what: &str, ratio: f64, most: f64) -> String {
    let verdict = if ratio <= most { "" } else { "  ← above" };
    format!("{what}: {ratio:.2}, at most {most:.2} asked{verdict}\n")
}
