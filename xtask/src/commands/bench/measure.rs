//! Time and memory.

use std::fmt;
use std::time::Instant;

/// Seconds that one thing took, several times.
#[derive(Default)]
pub(super) struct Times(Vec<f64>);

impl Times {
    pub(super) fn push(&mut self, seconds: f64) {
        let at = self.0.partition_point(|other| *other < seconds);
        self.0.insert(at, seconds);
    }

    pub(super) fn median(&self) -> f64 {
        self.0.get(self.0.len() / 2).copied().unwrap_or(f64::NAN)
    }
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let milliseconds = |seconds: Option<&f64>| seconds.copied().unwrap_or(f64::NAN) * 1e3;
        let (least, most) = (milliseconds(self.0.first()), milliseconds(self.0.last()));
        write!(f, "{:8.1} ms  ({least:.1} to {most:.1})", self.median() * 1e3)
    }
}

/// What some work gives, and the seconds that it took.
pub(super) fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed().as_secs_f64())
}

/// The most memory that this process has had so far, in bytes, where the system tells (Linux).
pub(super) fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}
