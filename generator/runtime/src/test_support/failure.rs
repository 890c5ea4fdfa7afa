//! What is wrong with an example.

use super::compare::Difference;
use std::fmt;

/// What is wrong with one example.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// Page and line.
    pub at: &'static str,
    /// The example's name.
    pub name: &'static str,
    /// Id of the operation that should document it.
    pub operation: &'static str,
    pub(super) differences: Vec<Difference>,
}

impl Failure {
    /// What differs: `path`, `query`, `body`, `answer`….
    pub fn differs(&self) -> impl Iterator<Item = &str> {
        self.differences.iter().map(|(what, ..)| what.as_str())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ({})", self.at, self.name, self.operation)?;
        for (what, docs, sent) in &self.differences {
            write!(f, "\n  {what}\n    docs say  {}\n    in truth  {}", shown(docs), shown(sent))?;
        }
        Ok(())
    }
}

fn shown(text: &str) -> &str {
    if text.is_empty() { "(nothing)" } else { text }
}
