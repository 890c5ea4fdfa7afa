//! The closing summary of a run.

use crate::out::Plan;
use docwright::emit::Bodies;
use docwright::inspect::{Levels, Summary};
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

/// What a `regenerate` has done.
pub(crate) struct Report<'a> {
    pub(crate) summary: &'a Summary,
    /// Example rows in the generated tests.
    pub(crate) tests: usize,
    /// Documented JSON bodies in them.
    pub(crate) bodies: &'a Bodies,
    pub(crate) plan: &'a Plan<'a>,
    /// What has become of the API surface, in lines.
    pub(crate) surface: &'a [String],
    /// Number and size of the generated files.
    pub(crate) files: usize,
    pub(crate) bytes: usize,
    /// The out folder as shown.
    pub(crate) out: PathBuf,
    pub(crate) written: bool,
    pub(crate) time: Duration,
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.summary)?;
        writeln!(f, "tests        {} examples", self.tests)?;
        let Bodies { shown, rows, without } = self.bodies;
        write!(f, "bodies       {shown} = {rows} tested")?;
        without.iter().try_for_each(|(reason, count)| write!(f, " + {count} {reason}"))?;
        writeln!(f, "\ncrate        {} files, {} KB in {}", self.files, self.bytes / 1024, self.out.display())?;
        let Plan { missing, changed, orphans, foreign, .. } = self.plan;
        let same = self.files - missing.len() - changed.len();
        let (new, gone) = if self.written { ("new", "deleted") } else { ("missing", "extra") };
        write!(
            f,
            "difference   {} {new}, {} changed, {} {gone}, {same} as they were",
            missing.len(),
            changed.len(),
            orphans.len()
        )?;
        if !foreign.is_empty() {
            write!(f, ", {} not docwright's and left alone", foreign.len())?;
        }
        writeln!(f, "\nsurface      {}", self.surface.join("\n             "))?;
        writeln!(f, "time         {:.2} s", self.time.as_secs_f64())
    }
}

/// "2 errors, 1 warning": the levels that occur.
pub(crate) fn levels(levels: Levels) -> String {
    let counts = [(levels.error, "error"), (levels.warning, "warning"), (levels.note, "note")];
    let told: Vec<String> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| format!("{count} {name}{}", if count == 1 { "" } else { "s" }))
        .collect();
    if told.is_empty() { "no diagnostics".to_owned() } else { told.join(", ") }
}
