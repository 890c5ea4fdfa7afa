//! What the examples came to, for people and for programs.

use crate::failure::Failure;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A line for each example.
pub(super) struct Report {
    findings: Vec<Value>,
}

/// Verdicts in the order of the summary, and what they mean.
const VERDICTS: [(&str, &str); 7] = [
    ("same", "as documented"),
    ("different", "different"),
    ("sample", "the docs' sample values are not the service's"),
    ("refused", "refused"),
    ("unavailable", "unavailable"),
    ("skipped", "not sent"),
    ("absent", "not in the generated crate: regenerate it"),
];

impl Report {
    /// What the tests wrote; examples that they didn't know are told of, too.
    pub(super) fn read(lines: &str, examples: &[String]) -> Result<Report, Failure> {
        let read = lines.lines().map(serde_json::from_str).collect::<Result<_, _>>();
        let mut findings: Vec<Value> =
            read.map_err(|error| Failure::Bug(format!("the report is unreadable: {error}")))?;
        if let Some(problem) = findings.iter().find_map(|finding| finding["problem"].as_str()) {
            return Err(Failure::Service(problem.to_owned()));
        }
        let told: BTreeSet<&str> = findings.iter().map(|finding| text(finding, "at")).collect();
        let absent: Vec<Value> = examples
            .iter()
            .filter(|at| !told.contains(at.as_str()))
            .map(|at| json!({ "at": at, "verdict": "absent" }))
            .collect();
        findings.extend(absent);
        findings.sort_by_cached_key(place);
        Ok(Report { findings })
    }

    /// How many answers could be compared.
    pub(super) fn compared(&self) -> usize {
        self.count("same") + self.differences()
    }

    pub(super) fn differences(&self) -> usize {
        self.count("different")
    }

    fn count(&self, verdict: &str) -> usize {
        self.findings.iter().filter(|finding| finding["verdict"] == verdict).count()
    }

    /// `3 as documented, 1 different`.
    pub(super) fn counts(&self) -> String {
        let counts = VERDICTS.map(|(verdict, meaning)| (self.count(verdict), meaning));
        let told: Vec<String> = counts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, meaning)| format!("{count} {meaning}"))
            .collect();
        if told.is_empty() { "there are no examples".to_owned() } else { told.join(", ") }
    }

    pub(super) fn to_json(&self) -> Value {
        let counts: BTreeMap<&str, usize> =
            VERDICTS.iter().map(|(verdict, _)| (*verdict, self.count(verdict))).collect();
        json!({ "counts": counts, "examples": self.findings })
    }
}

/// Page, then line.
fn place(finding: &Value) -> (String, u32) {
    let (page, line) = text(finding, "at").rsplit_once(':').unwrap_or_default();
    (page.to_owned(), line.parse().unwrap_or_default())
}

fn text<'a>(finding: &'a Value, key: &str) -> &'a str {
    finding[key].as_str().unwrap_or_default()
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Examples that aren't sent because they write would bury the others.
        for finding in self.findings.iter().filter(|finding| !matches!(text(finding, "verdict"), "skipped" | "same")) {
            example(f, finding)?;
        }
        writeln!(f, "{}", self.counts())
    }
}

fn example(f: &mut fmt::Formatter<'_>, finding: &Value) -> fmt::Result {
    let statuses = finding["documented"].as_array().into_iter().flatten().map(Value::to_string).collect::<Vec<_>>();
    write!(
        f,
        "{} {} ({}): {}",
        text(finding, "at"),
        text(finding, "name"),
        text(finding, "operation"),
        text(finding, "verdict")
    )?;
    if let Some(found) = finding["found"].as_u64() {
        write!(f, ", {} documented, {found} found", statuses.join(" or "))?;
    }
    match finding["code"].as_str() {
        Some(code) => writeln!(f, " ({code})")?,
        None => writeln!(f)?,
    }
    for (key, what) in
        [("reason", "reason"), ("samples", "not found: sample"), ("missing", "missing"), ("unexpected", "unexpected")]
    {
        let told: Vec<&str> = match &finding[key] {
            Value::String(text) => vec![text],
            list => list.as_array().into_iter().flatten().filter_map(Value::as_str).collect(),
        };
        if !told.is_empty() {
            writeln!(f, "  {what}: {}", told.join(", "))?;
        }
    }
    for ty in finding["types"].as_array().into_iter().flatten() {
        let at = if text(ty, "at").is_empty() { "the whole" } else { text(ty, "at") };
        writeln!(f, "  type: {at} is documented as {}, found {}", text(ty, "documented"), text(ty, "found"))?;
    }
    Ok(())
}
