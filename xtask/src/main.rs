//! Docwright's command line, and the only room that reads or writes files.
//!
//! `cli` says what can be asked, `commands` holds an answer per question, `load` reads docs folders, `out` compares and
//! writes a generated crate, `render`, `report` and `progress` talk to the person at the terminal.
//!
//! Exit codes: 0 fine, 1 the answer is "no" (stale, diagnostics at a denied level), 2 the tool could not run.

mod cli;
mod commands;
mod failure;
mod load;
mod out;
mod print;
mod progress;
mod render;
mod report;
mod workspace;

use clap::Parser;
use std::process::ExitCode;

/// Drafts are made of many small texts. The system's allocator grows a thread's memory by a page at a time, each by a call
/// to the kernel. Without huge pages: clearing them costs more than the calls that they save, as soon as memory is scarce.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How a run ended that could be carried out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Answer {
    /// All is well.
    Yes,
    /// It ran, and the answer is "no".
    No,
}

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    // A panic is a bug, and still no reason to break the promise about exit codes. Its message has been printed by then.
    let answer = std::panic::catch_unwind(|| commands::run(&cli));
    match answer.unwrap_or_else(|_| Err(failure::Failure::Bug("it panicked, as told above".to_owned()))) {
        Ok(Answer::Yes) => ExitCode::SUCCESS,
        Ok(Answer::No) => ExitCode::from(1),
        Err(failure) => {
            print::error(&failure);
            ExitCode::from(2)
        }
    }
}
