//! The counts that close every report.

use super::{DiagnosticView, EnumView, ExampleView, Inspection, OperationView, PageView, TypeView};
use crate::diagnostics::Level;
use crate::model::{Method, RowOutcome};
use foldhash::HashSet;
use serde::Serialize;
use std::collections::BTreeMap;
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

/// Counts of what has been shown so far.
#[derive(Debug, Default)]
pub(super) struct Counts {
    summary: Summary,
    /// Different methods and templates.
    routes: HashSet<(Method, String)>,
}

impl Counts {
    pub(super) fn of(inspection: &Inspection<'_>) -> Counts {
        let mut counts = Counts::default();
        inspection.pages.iter().for_each(|page| counts.page(page));
        inspection.operations.iter().for_each(|operation| counts.operation(operation));
        inspection.examples.iter().for_each(|example| counts.example(example));
        inspection.types.iter().for_each(|ty| counts.type_(ty));
        inspection.enums.iter().for_each(|e| counts.enum_(e));
        inspection.diagnostics.iter().for_each(|diagnostic| counts.diagnostic(diagnostic));
        counts
    }

    pub(super) fn page(&mut self, page: &PageView<'_>) {
        self.summary.pages += 1;
        let outcomes = &mut self.summary.outcomes;
        *match page.outcome {
            "operation" => &mut outcomes.operation,
            "type" => &mut outcomes.r#type,
            "enum" => &mut outcomes.r#enum,
            "prose" => &mut outcomes.prose,
            _ => &mut outcomes.skipped,
        } += 1;
        if let Some(reason) = page.reason {
            *self.summary.skipped.entry(reason.to_owned()).or_default() += 1;
        }
    }

    pub(super) fn operation(&mut self, operation: &OperationView<'_>) {
        self.summary.operations += 1;
        self.summary.route_lines += operation.routes.len();
        self.routes.extend(operation.routes.iter().map(|route| (route.method, route.template.clone())));
        operation.examples.iter().for_each(|example| self.example(example));
    }

    pub(super) fn example(&mut self, example: &ExampleView<'_>) {
        self.summary.examples += 1;
        self.summary.annotated_examples += usize::from(example.annotated);
        let verdicts = &mut self.summary.verdicts;
        *match example.verdict {
            "typed" => &mut verdicts.typed,
            "raw" => &mut verdicts.raw,
            _ => &mut verdicts.skipped,
        } += 1;
    }

    pub(super) fn type_(&mut self, ty: &TypeView<'_>) {
        self.summary.types += 1;
        self.summary.properties += ty.properties.len();
    }

    pub(super) fn enum_(&mut self, e: &EnumView<'_>) {
        self.summary.enums += 1;
        self.summary.members += e.members.len();
    }

    pub(super) fn diagnostic(&mut self, diagnostic: &DiagnosticView<'_>) {
        self.summary.diagnostics.add(diagnostic.severity);
    }

    /// These and others.
    pub(super) fn and(mut self, other: Counts) -> Counts {
        let Counts { summary: from, routes } = other;
        let to = &mut self.summary;
        to.pages += from.pages;
        to.outcomes.operation += from.outcomes.operation;
        to.outcomes.r#type += from.outcomes.r#type;
        to.outcomes.r#enum += from.outcomes.r#enum;
        to.outcomes.prose += from.outcomes.prose;
        to.outcomes.skipped += from.outcomes.skipped;
        for (reason, count) in from.skipped {
            *to.skipped.entry(reason).or_default() += count;
        }
        to.operations += from.operations;
        to.route_lines += from.route_lines;
        to.types += from.types;
        to.properties += from.properties;
        to.enums += from.enums;
        to.members += from.members;
        to.examples += from.examples;
        to.annotated_examples += from.annotated_examples;
        to.verdicts.typed += from.verdicts.typed;
        to.verdicts.raw += from.verdicts.raw;
        to.verdicts.skipped += from.verdicts.skipped;
        to.diagnostics.error += from.diagnostics.error;
        to.diagnostics.warning += from.diagnostics.warning;
        to.diagnostics.note += from.diagnostics.note;
        self.routes.extend(routes);
        self
    }

    /// The summary, what became of the rows of property tables added.
    pub(super) fn summary(self, rows: Rows) -> Summary {
        Summary { rows, routes: self.routes.len(), ..self.summary }
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
