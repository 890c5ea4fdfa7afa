//! The counts that close every report.

use super::Inspection;
use crate::diagnostics::Level;
use crate::model::RowOutcome;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Counts of what the docs document.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Summary {
    /// Pages read.
    pub pages: usize,
    /// What became of them.
    pub outcomes: Outcomes,
    /// Reasons of skipped pages, with their number.
    pub skipped: BTreeMap<String, usize>,
    /// Operations.
    pub operations: usize,
    /// Documented route lines.
    pub route_lines: usize,
    /// Different methods and templates among them.
    pub routes: usize,
    /// Entity and complex types.
    pub types: usize,
    /// Properties of types, inherited ones included.
    pub properties: usize,
    /// Rows of property tables, and what became of them.
    pub rows: Rows,
    /// Enumerations.
    pub enums: usize,
    /// Members of enumerations.
    pub members: usize,
    /// Examples.
    pub examples: usize,
    /// Examples with a `request` annotation.
    pub annotated_examples: usize,
    /// How examples can be tested.
    pub verdicts: Verdicts,
    /// Diagnostics by level.
    pub diagnostics: Levels,
}

/// Rows of property and relationship tables.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Rows {
    /// All of them.
    pub all: usize,
    /// Those that became a property of the type that they name: documented or primitive, and not untyped.
    pub typed: usize,
    /// The others, by what became of them.
    pub others: BTreeMap<&'static str, usize>,
}

impl Rows {
    pub(super) fn add(&mut self, outcome: RowOutcome) {
        self.all += 1;
        match outcome {
            RowOutcome::Typed => self.typed += 1,
            other => *self.others.entry(other.as_str()).or_default() += 1,
        }
    }
}

impl fmt::Display for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Hundredths of a percent, rounded down: 100 % is said of all of them only.
        let share = self.typed * 10_000 / self.all.max(1);
        write!(f, "{} typed = {}.{:02} %", self.typed, share / 100, share % 100)?;
        for (outcome, count) in &self.others {
            write!(f, " + {count} {outcome}")?;
        }
        Ok(())
    }
}

/// Pages by outcome.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Outcomes {
    /// Became an operation.
    pub operation: usize,
    /// Became types.
    pub r#type: usize,
    /// Became enumerations.
    pub r#enum: usize,
    /// Document nothing that could be generated.
    pub prose: usize,
    /// Should have become something.
    pub skipped: usize,
}

/// Examples by verdict.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Verdicts {
    /// Through the typed call.
    pub typed: usize,
    /// With something given raw.
    pub raw: usize,
    /// Not at all.
    pub skipped: usize,
}

/// Diagnostics by level.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Levels {
    /// At error level.
    pub error: usize,
    /// At warning level.
    pub warning: usize,
    /// At note level.
    pub note: usize,
}

impl Levels {
    /// Counts one more.
    pub fn add(&mut self, level: Level) {
        match level {
            Level::Allow => {}
            Level::Note => self.note += 1,
            Level::Warning => self.warning += 1,
            Level::Error => self.error += 1,
        }
    }
}

impl Summary {
    pub(super) fn of(inspection: &Inspection<'_>) -> Summary {
        let mut summary = Summary {
            pages: inspection.pages.len(),
            operations: inspection.operations.len(),
            types: inspection.types.len(),
            properties: inspection.types.iter().map(|ty| ty.properties.len()).sum(),
            enums: inspection.enums.len(),
            members: inspection.enums.iter().map(|e| e.members.len()).sum(),
            ..Summary::default()
        };
        summary.count_pages(inspection);
        summary.count_routes(inspection);
        summary.count_examples(inspection);
        for diagnostic in &inspection.diagnostics {
            summary.diagnostics.add(diagnostic.severity);
        }
        summary
    }

    fn count_pages(&mut self, inspection: &Inspection<'_>) {
        for page in &inspection.pages {
            let outcomes = &mut self.outcomes;
            *match page.outcome {
                "operation" => &mut outcomes.operation,
                "type" => &mut outcomes.r#type,
                "enum" => &mut outcomes.r#enum,
                "prose" => &mut outcomes.prose,
                _ => &mut outcomes.skipped,
            } += 1;
            if let Some(reason) = page.reason {
                *self.skipped.entry(reason.to_owned()).or_default() += 1;
            }
        }
    }

    fn count_routes(&mut self, inspection: &Inspection<'_>) {
        let mut distinct = BTreeSet::new();
        for route in inspection.operations.iter().flat_map(|op| &op.routes) {
            self.route_lines += 1;
            distinct.insert((route.method, route.template.as_str()));
        }
        self.routes = distinct.len();
    }

    fn count_examples(&mut self, inspection: &Inspection<'_>) {
        let of_operations = inspection.operations.iter().flat_map(|op| &op.examples);
        for example in of_operations.chain(&inspection.examples) {
            self.examples += 1;
            self.annotated_examples += usize::from(example.annotated);
            *match example.verdict {
                "typed" => &mut self.verdicts.typed,
                "raw" => &mut self.verdicts.raw,
                _ => &mut self.verdicts.skipped,
            } += 1;
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Outcomes { operation, r#type, r#enum, prose, skipped } = self.outcomes;
        writeln!(
            f,
            "pages        {} = {operation} operation + {type} type + {enum} enum + {prose} prose + {skipped} skipped",
            self.pages
        )?;
        for (reason, count) in &self.skipped {
            writeln!(f, "               {count} skipped: {reason}")?;
        }
        writeln!(f, "operations   {}", self.operations)?;
        writeln!(f, "routes       {} in {} documented lines", self.routes, self.route_lines)?;
        writeln!(f, "types        {} with {} properties", self.types, self.properties)?;
        if self.rows.all > 0 {
            writeln!(f, "table rows   {} = {}", self.rows.all, self.rows)?;
        }
        writeln!(f, "enums        {} with {} members", self.enums, self.members)?;
        let Verdicts { typed, raw, skipped } = self.verdicts;
        writeln!(
            f,
            "examples     {} ({} annotated) = {typed} typed + {raw} raw + {skipped} skipped",
            self.examples, self.annotated_examples
        )?;
        let Levels { error, warning, note } = self.diagnostics;
        writeln!(f, "diagnostics  {error} error, {warning} warning, {note} note")
    }
}
