//! `EXAMPLES.json` and `EXAMPLES.md`: every documented example with its verdict, for programs and for people.

use super::context::Context;
use super::{Files, Job, Part, ledger_text};
use crate::model::{Example, ExampleResponse, Operation, Reading, Verdict};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// One job for both files: they say the same.
pub(super) fn jobs(_: &Context<'_>) -> Vec<Job<'static>> {
    vec![Box::new(files)]
}

fn files(context: &Context<'_>) -> Files {
    let ledger = Ledger::of(context);
    let json = ledger.to_json().map_err(|error| super::EmitError::Ledger { message: error.to_string() })?;
    let mut part = Part::file("EXAMPLES.json", json);
    part.files.push(("EXAMPLES.md".to_owned(), ledger_text::markdown(&ledger)));
    part.listed = ledger.examples.len();
    Ok(part)
}

/// What both files say.
pub(super) struct Ledger<'a> {
    pub(super) counts: Counts,
    /// In order of pages and lines.
    pub(super) examples: Vec<Entry<'a>>,
}

/// How many there are.
#[derive(Serialize, Default)]
pub(super) struct Counts {
    pub(super) examples: usize,
    pub(super) annotated: usize,
    pub(super) typed: usize,
    pub(super) raw: usize,
    pub(super) skipped: usize,
    /// Examples whose request is of a route that their own page documents, by verdict.
    pub(super) own_route: BTreeMap<&'static str, usize>,
    /// Examples that are tested as another page's operation.
    pub(super) elsewhere: usize,
    /// What is made of the responses that are tested.
    pub(super) responses: BTreeMap<&'static str, usize>,
    pub(super) contradictions: usize,
}

/// An example.
#[derive(Serialize)]
pub(super) struct Entry<'a> {
    pub(super) page: &'a str,
    pub(super) line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<&'a str>,
    annotated: bool,
    pub(super) method: &'static str,
    pub(super) url: &'a str,
    /// The operation that it is an example of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) operation: Option<&'a str>,
    /// That is another page's.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) elsewhere: bool,
    /// The route that it takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    route: Option<String>,
    pub(super) verdict: &'static str,
    /// What is raw, or why it is not tested.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reason: Option<&'a str>,
    /// Pointers to members of the request's body that nothing documents.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    undocumented: &'a [String],
    pub(super) responses: Vec<Answer<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) contradictions: Vec<Odd<'a>>,
}

/// A response.
#[derive(Serialize)]
pub(super) struct Answer<'a> {
    line: u32,
    pub(super) status: u16,
    /// What the client should make of it; nothing if the example is not tested.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reading: Option<&'static str>,
    /// Pointers to values that aren't of their documented types.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    misfits: &'a [String],
    /// Pointers to members that nothing documents.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    undocumented: &'a [String],
}

/// Where an example contradicts the docs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Odd<'a> {
    pub(super) page: &'a str,
    pub(super) line: u32,
    column: u32,
    pub(super) code: &'static str,
    pub(super) message: &'a str,
}

impl<'a> Ledger<'a> {
    fn of(context: &Context<'a>) -> Ledger<'a> {
        let api = context.api;
        let of_operations = api.operations.iter().flat_map(|op| op.examples.iter().map(move |e| (Some(op), e)));
        let all = of_operations.chain(api.stray_examples.iter().map(|example| (None, example)));
        let mut examples: Vec<Entry<'a>> = all.map(|(operation, example)| entry(context, operation, example)).collect();
        examples.sort_by_key(|entry| (entry.page, entry.line));
        let mut counts = Counts::default();
        examples.iter().for_each(|entry| counts.add(entry));
        let mut ledger = Ledger { counts, examples };
        ledger.counts.contradictions = ledger.contradictions().len();
        ledger
    }

    /// What the docs' author could mend, by place, each thing once: a response may belong to several examples.
    pub(super) fn contradictions(&self) -> BTreeSet<Odd<'a>> {
        self.examples.iter().flat_map(|entry| &entry.contradictions).copied().collect()
    }

    /// One line for each example, so that a change of one is a change of one line.
    fn to_json(&self) -> serde_json::Result<String> {
        let counts = serde_json::to_string(&self.counts)?;
        let lines: Vec<String> = self.examples.iter().map(serde_json::to_string).collect::<Result<_, _>>()?;
        let marker = "@generated by docwright: cargo xtask regenerate";
        let examples = lines.join(",\n");
        Ok(format!("{{\"file\": \"{marker}\",\n\"counts\": {counts},\n\"examples\": [\n{examples}\n]\n}}\n"))
    }
}

impl Counts {
    fn add(&mut self, entry: &Entry<'_>) {
        self.examples += 1;
        self.annotated += usize::from(entry.annotated);
        match entry.verdict {
            "typed" => self.typed += 1,
            "raw" => self.raw += 1,
            _ => self.skipped += 1,
        }
        self.elsewhere += usize::from(entry.elsewhere);
        if entry.route.is_some() && !entry.elsewhere {
            *self.own_route.entry(entry.verdict).or_default() += 1;
        }
        for reading in entry.responses.iter().filter_map(|response| response.reading) {
            *self.responses.entry(reading).or_default() += 1;
        }
    }
}

fn entry<'a>(context: &Context<'a>, operation: Option<&'a Operation>, example: &'a Example) -> Entry<'a> {
    let (verdict, reason) = match &example.verdict {
        Verdict::Typed => ("typed", None),
        Verdict::Raw(reason) => ("raw", Some(reason.as_str())),
        Verdict::Skipped(reason) => ("skipped", Some(reason.as_str())),
    };
    let bound = operation.zip(example.binding.as_ref());
    let route = bound.and_then(|(operation, binding)| operation.routes.get(binding.route));
    let is_tested = verdict != "skipped";
    let contradictions = example.contradictions.iter().map(|odd| Odd {
        code: odd.code,
        page: context.path(odd.span),
        line: odd.span.line,
        column: odd.span.column,
        message: &odd.message,
    });
    Entry {
        page: context.page(example.page),
        line: example.span.line,
        name: example.name.as_deref(),
        annotated: example.annotated,
        method: example.request.method.as_str(),
        url: &example.request.url,
        operation: operation.map(|operation| operation.id.as_str()),
        elsewhere: operation.is_some_and(|operation| !operation.pages.contains(&example.page)),
        route: route.map(|route| route.template.to_string()),
        verdict,
        reason,
        undocumented: &example.undocumented,
        responses: example.responses.iter().map(|response| answer(response, is_tested)).collect(),
        contradictions: contradictions.collect(),
    }
}

fn answer(response: &ExampleResponse, is_tested: bool) -> Answer<'_> {
    let misfits = match &response.reading {
        Reading::Misfits(pointers) if is_tested => pointers.as_slice(),
        _ => &[],
    };
    let reading = is_tested.then(|| response.reading.name());
    let undocumented = if is_tested { response.undocumented.as_slice() } else { &[] };
    Answer { line: response.span.line, status: response.status, reading, misfits, undocumented }
}
