//! Time and memory.

use crate::failure::Failure;
use std::fmt;
use std::time::Instant;

/// The median of several runs, and how far apart they were.
pub(super) struct Median {
    sorted: Vec<f64>,
}

impl Median {
    pub(super) fn seconds(&self) -> f64 {
        self.sorted[self.sorted.len() / 2]
    }
}

impl fmt::Display for Median {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = (self.sorted[0], self.sorted[self.sorted.len() - 1]);
        write!(f, "{:8.1} ms  ({:.1} to {:.1})", self.seconds() * 1e3, first * 1e3, last * 1e3)
    }
}

/// Runs something several times, at least once.
pub(super) fn median(runs: usize, mut work: impl FnMut() -> Result<(), Failure>) -> Result<Median, Failure> {
    let mut sorted = Vec::with_capacity(runs);
    for _ in 0..runs.max(1) {
        let start = Instant::now();
        work()?;
        sorted.push(start.elapsed().as_secs_f64());
    }
    sorted.sort_by(f64::total_cmp);
    Ok(Median { sorted })
}

/// The most memory that this process has had so far, in bytes, where the system tells (Linux).
pub(super) fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}
