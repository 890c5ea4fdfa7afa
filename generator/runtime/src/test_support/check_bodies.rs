//! The checker of documented bodies: each is decoded into its documented type, encoded again, and compared.

use super::Body;
use super::same::difference;
use crate::Error;
use serde_json::Value;
use std::fmt;
use std::io::Write;

/// What came of some bodies.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Outcome {
    /// How many were checked.
    pub checked: usize,
    /// Those that came back the same, and have values that don't fit their documented type: where.
    pub with_misfits: Vec<String>,
    /// What is wrong with those that did not come back the same.
    pub failures: Vec<String>,
}

/// Checks that every body, decoded into its documented type and encoded again, is the same JSON: numbers by value, keys in
/// any order. Says in one line how many there are; `without` are those that have no row, by reason.
///
/// # Panics
/// If one isn't, with a report on all that aren't.
#[track_caller]
pub fn check_bodies(bodies: &[&[Body]], without: &[(&str, usize)]) {
    let outcome = outcome(bodies.iter().copied().flatten());
    say(&format!("{outcome}{}\n", Without(without)));
    let Outcome { checked, with_misfits, failures } = outcome;
    with_misfits.iter().for_each(|body| println!("{body}"));
    assert!(
        failures.is_empty(),
        "{} of {checked} bodies don't come back\n\n{}\n",
        failures.len(),
        failures.join("\n\n")
    );
}

/// Not `println!`, which tests only show when they fail; and in one piece, because tests run side by side.
pub(super) fn say(line: &str) {
    let _ = std::io::stderr().write_all(line.as_bytes());
}

/// What [`check_bodies`] would report.
pub fn outcome<'a>(bodies: impl IntoIterator<Item = &'a Body>) -> Outcome {
    let mut outcome = Outcome::default();
    for body in bodies {
        outcome.checked += 1;
        match problem(body) {
            Ok(misfits) if misfits.is_empty() => {}
            Ok(misfits) => outcome.with_misfits.push(format!("{} doesn't fit: {}", body.at, misfits.join(", "))),
            Err(problem) => outcome.failures.push(format!("{}\n  {problem}", body.at)),
        }
    }
    outcome
}

/// Nothing was answered: what a response would be is left out.
fn reason(error: &Error) -> String {
    match error {
        Error::Decode(error) => error.reason().to_owned(),
        other => other.to_string(),
    }
}

/// The misfits; or what is wrong.
fn problem(body: &Body) -> Result<Vec<String>, String> {
    let returned = body.read().map_err(|e| format!("doesn't decode into its documented type: {}", reason(&e)))?;
    let docs: Value = serde_json::from_str(body.json).map_err(|e| format!("no JSON: {e}"))?;
    let back = returned.bytes.unwrap_or_else(|| b"null".to_vec());
    let back: Value = serde_json::from_slice(&back).map_err(|e| format!("came back as no JSON: {e}"))?;
    match difference(&docs, &back) {
        None => Ok(returned.misfits),
        Some(unequal) => Err(unequal.to_string()),
    }
}

/// `1075 bodies checked, 1075 came back the same, 31 of these with misfits`
impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Outcome { checked, with_misfits, failures } = self;
        let same = checked - failures.len();
        let misfits = with_misfits.len();
        write!(f, "{checked} bodies checked, {same} came back the same, {misfits} of these with misfits")
    }
}

struct Without<'a>(&'a [(&'a str, usize)]);

impl fmt::Display for Without<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all: usize = self.0.iter().map(|(_, count)| count).sum();
        write!(f, "; {all} not checked")?;
        for (index, (reason, count)) in self.0.iter().enumerate() {
            write!(f, "{} {count} {reason}", if index == 0 { ":" } else { "," })?;
        }
        Ok(())
    }
}
