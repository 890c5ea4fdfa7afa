//! A spinner while long work goes on: on a terminal only, quiet in pipes.

use indicatif::{ProgressBar, ProgressStyle};
use std::time::Duration;

/// A spinner that says what is being done.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// Starts one; indicatif hides it where standard error is no terminal.
    pub(crate) fn start() -> Progress {
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner:.cyan} {msg} {elapsed:.dim}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(80));
        Progress(bar)
    }

    /// What is being done now.
    pub(crate) fn say(&self, what: &'static str) {
        self.0.set_message(what);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
