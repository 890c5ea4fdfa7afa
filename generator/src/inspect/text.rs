//! The text form: a block per page, then what belongs to none, then the counts.

use super::Inspection;
use super::view::{EnumView, ExampleView, OperationView, PageView, ParameterView, PropertyView, TypeView};
use crate::diagnostics::{Code, Level};
use std::collections::{BTreeMap, HashMap};

/// Everything that is shown under one page.
#[derive(Default)]
struct Block<'i, 'a> {
    operations: Vec<&'i OperationView<'a>>,
    examples: Vec<&'i ExampleView<'a>>,
    types: Vec<&'i TypeView<'a>>,
    enums: Vec<&'i EnumView<'a>>,
    diagnostics: Vec<String>,
}

/// More notes of one code are counted, not shown: a docs set may lack thousands of includes.
const NOTES_SHOWN: usize = 20;

pub(super) fn render(inspection: &Inspection<'_>) -> String {
    let mut blocks = blocks(inspection);
    let mut out = Lines(String::new());
    for page in &inspection.pages {
        out.page(page, &blocks.remove(page.path).unwrap_or_default());
    }
    let mut rest: Vec<_> = blocks.into_iter().collect();
    rest.sort_by_key(|(path, _)| *path);
    for (path, block) in rest {
        out.line(0, path);
        out.block(&block, path);
    }
    out.0.push_str(&inspection.summary.to_string());
    for (code, count) in counts(inspection).into_iter().filter(|(_, count)| *count > NOTES_SHOWN) {
        out.line(0, &format!("               {count} {code}, the first {NOTES_SHOWN} of them shown"));
    }
    out.0
}

/// How many notes there are of each code.
fn counts(inspection: &Inspection<'_>) -> BTreeMap<Code, usize> {
    let mut counts = BTreeMap::new();
    for note in inspection.diagnostics.iter().filter(|d| d.severity == Level::Note) {
        *counts.entry(note.code).or_default() += 1;
    }
    counts
}

fn blocks<'i, 'a>(inspection: &'i Inspection<'a>) -> HashMap<&'a str, Block<'i, 'a>> {
    let mut blocks: HashMap<&'a str, Block<'i, 'a>> = HashMap::new();
    let only = match inspection.pages.as_slice() {
        [page] => Some(page.path),
        _ => None,
    };
    for op in &inspection.operations {
        let page = only.or(op.pages.first().copied()).unwrap_or_default();
        blocks.entry(page).or_default().operations.push(op);
    }
    for example in &inspection.examples {
        blocks.entry(example.page).or_default().examples.push(example);
    }
    for ty in &inspection.types {
        blocks.entry(only.unwrap_or(ty.page)).or_default().types.push(ty);
    }
    for e in &inspection.enums {
        blocks.entry(e.page).or_default().enums.push(e);
    }
    let mut notes: BTreeMap<Code, usize> = BTreeMap::new();
    for d in &inspection.diagnostics {
        if d.severity == Level::Note {
            let count = notes.entry(d.code).or_default();
            *count += 1;
            if *count > NOTES_SHOWN {
                continue;
            }
        }
        let line = format!("{}[{}] {}:{}: {}", d.severity, d.code, d.line, d.column, d.message);
        blocks.entry(d.page).or_default().diagnostics.push(line);
    }
    blocks
}

struct Lines(String);

impl Lines {
    fn line(&mut self, indent: usize, text: &str) {
        for _ in 0..indent {
            self.0.push_str("  ");
        }
        self.0.push_str(text);
        self.0.push('\n');
    }

    fn page(&mut self, page: &PageView<'_>, block: &Block<'_, '_>) {
        let reason = page.reason.map(|reason| format!(": {reason}")).unwrap_or_default();
        let area = page.area.map(|area| format!("  area {area}")).unwrap_or_default();
        self.line(0, &format!("{} · {}{reason}{area}", page.path, page.outcome));
        self.block(block, page.path);
    }

    fn block(&mut self, block: &Block<'_, '_>, page: &str) {
        block.operations.iter().for_each(|op| self.operation(op, page));
        block.examples.iter().for_each(|example| self.example(example, page));
        block.types.iter().for_each(|ty| self.type_(ty));
        block.enums.iter().for_each(|e| self.enum_(e));
        block.diagnostics.iter().for_each(|line| self.line(1, line));
        self.0.push('\n');
    }

    fn operation(&mut self, op: &OperationView<'_>, page: &str) {
        let deprecated = if op.deprecated { ", deprecated" } else { "" };
        self.line(1, &format!("operation {}  ({}{deprecated})", op.id, op.rust));
        if op.pages.len() > 1 {
            self.line(2, &format!("pages {}", op.pages.join(", ")));
        }
        for route in op.routes.iter().chain(&op.calls) {
            let at = place(route.page, route.line, page);
            self.line(2, &format!("{} {}  → {}  [{at}]", route.method, route.template, route.rust));
            if route.documented != route.template {
                self.line(3, &format!("from {}", route.documented));
            }
        }
        for set in &op.permissions {
            let names = match (set.documented, set.names) {
                (false, _) => "not documented".to_owned(),
                (true, []) => "not supported".to_owned(),
                (true, _) => set.alternatives.iter().map(|names| names.join(" + ")).collect::<Vec<_>>().join(", "),
            };
            let filter = set.route_filter.map(|filter| format!("  for {filter}")).unwrap_or_default();
            self.line(
                2,
                &format!("permission {}: {names}{filter}  [{}]", set.account, place(set.page, set.line, page)),
            );
        }
        op.parameters.iter().for_each(|parameter| self.parameter(parameter));
        if !op.query_options.is_empty() {
            self.line(2, &format!("options {}", op.query_options.join(" ")));
        }
        if op.body.kind != "none" {
            let ty = op.body.ty.map(|name| format!(" {}", type_text(name, op.body.collection))).unwrap_or_default();
            self.line(2, &format!("body {}{ty}", op.body.kind));
        }
        for response in &op.responses {
            let ty = response.ty.map_or_else(|| "no body".to_owned(), |name| type_text(name, response.collection));
            self.line(2, &format!("response {} {ty}", response.status));
        }
        if op.optional_output {
            self.line(2, "output may be absent");
        }
        if op.delta {
            self.line(2, "delta");
        }
        if let Some(result) = &op.long_running {
            let ty = result.ty.map_or_else(|| "not told".to_owned(), |name| type_text(name, result.collection));
            self.line(2, &format!("long-running, result {ty}"));
        }
        op.examples.iter().for_each(|example| self.example(example, page));
    }

    fn parameter(&mut self, parameter: &ParameterView<'_>) {
        let location = format!("{:?}", parameter.location).to_lowercase();
        let required = if parameter.required { ", required" } else { "" };
        let ty = type_text(parameter.ty, parameter.collection);
        let name = names(parameter.name, parameter.rust);
        self.line(2, &format!("{location} parameter {name}: {ty}{required}"));
    }

    fn example(&mut self, example: &ExampleView<'_>, page: &str) {
        let answers = example.statuses.iter().zip(&example.readings);
        let shown = |(status, reading): (&u16, &&str)| match *reading {
            "returned" | "failed" => status.to_string(),
            odd => format!("{status} {odd}"),
        };
        let statuses: Vec<String> = answers.map(shown).collect();
        let status = if statuses.is_empty() { String::new() } else { format!(" → {}", statuses.join(", ")) };
        let reason = example.reason.map(|reason| format!(": {reason}")).unwrap_or_default();
        let at = place(example.page, example.line, page);
        let name = match (example.annotated, example.name) {
            (true, name) => name.map(|name| format!(" {name}")).unwrap_or_default(),
            (false, _) => " (unannotated)".to_owned(),
        };
        let through = example.route.map(|route| format!(" through {route}")).unwrap_or_default();
        let verdict = example.verdict;
        let (method, url) = (example.method, example.url);
        self.line(2, &format!("example{name}: {method} {url}{status}  {verdict}{through}{reason}  [{at}]"));
    }

    fn type_(&mut self, ty: &TypeView<'_>) {
        let base = ty.base.map(|base| format!(" : {base}")).unwrap_or_default();
        let key = ty.key.as_ref().map(|key| format!(" key {key}")).unwrap_or_default();
        let open = if ty.open { " open" } else { "" };
        let is_abstract = if ty.is_abstract { " abstract" } else { "" };
        let tagged = if ty.tagged { " tagged" } else { "" };
        let deprecated = if ty.deprecated { " deprecated" } else { "" };
        self.line(
            1,
            &format!(
                "type {}{base}{key}{open}{is_abstract}{tagged}{deprecated}  ({})  [line {}]",
                ty.name, ty.rust, ty.line
            ),
        );
        if ty.pages.len() > 1 {
            self.line(2, &format!("pages {}", ty.pages.join(", ")));
        }
        ty.properties.iter().for_each(|property| self.property(property));
    }

    fn property(&mut self, property: &PropertyView<'_>) {
        let facts = facts(property);
        let facts = if facts.is_empty() { String::new() } else { format!("  ({})", facts.join(", ")) };
        let name = names(property.name, property.rust);
        self.line(2, &format!("{name}: {}{facts}", type_text(property.ty, property.collection)));
    }

    fn enum_(&mut self, e: &EnumView<'_>) {
        let flags = if e.flags { " flags" } else { "" };
        self.line(
            1,
            format!("enum {}{flags}  ({})  [line {}]: {}", e.name, e.rust, e.line, e.members.join(", ")).trim_end(),
        );
    }
}

/// What is said of a property besides its type.
fn facts(property: &PropertyView<'_>) -> Vec<String> {
    let told = [
        (property.instance_annotation, "annotation"),
        (property.relationship, "relationship"),
        (property.key, "key"),
        (property.read_only, "read-only"),
        (property.write_only, "write-only"),
        (property.required, "required"),
        (property.nullable == Some(true), "nullable"),
        (property.nullable == Some(false), "not nullable"),
        (property.deprecated, "deprecated"),
    ];
    let mut facts: Vec<String> =
        told.into_iter().filter(|(holds, _)| *holds).map(|(_, text)| text.to_owned()).collect();
    facts.extend(property.default.map(|value| format!("default {value}")));
    facts.extend(property.max_length.map(|length| format!("at most {length} characters")));
    facts.extend(property.minimum.map(|least| format!("at least {least}")));
    facts.extend(property.maximum.map(|greatest| format!("at most {greatest}")));
    // An enumeration lists its members itself.
    if property.enumeration.is_none() && !property.values.is_empty() {
        facts.push(format!("one of {}", property.values.join(" | ")));
    }
    facts.extend(property.inherited_from.map(|base| format!("from {base}")));
    facts
}

/// `line 12`, or with the page where that is another one.
fn place(page: &str, line: u32, current: &str) -> String {
    if page == current { format!("line {line}") } else { format!("{page}:{line}") }
}

/// The wire name, and the Rust name where it isn't the same words.
fn names(wire: &str, rust: &str) -> String {
    let words =
        |name: &str| name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    if words(wire) == words(rust) && !rust.ends_with('_') { wire.to_owned() } else { format!("{wire} → {rust}") }
}

fn type_text(name: &str, collection: bool) -> String {
    if collection { format!("Collection({name})") } else { name.to_owned() }
}
