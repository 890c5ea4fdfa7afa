//! Microsoft Graph v1.0: what is read from it against what its lines say.

use crate::count::{self, Page};
use crate::{corpus, inspect, items, text};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const OUTCOMES: [&str; 5] = ["operation", "type", "enum", "prose", "skipped"];

/// Route lines that `inspect` tells, as page and line.
fn told(inspected: &Value) -> BTreeSet<(&str, usize)> {
    let routes = items(&inspected["operations"]).iter().flat_map(|op| items(&op["routes"]));
    routes.map(|route| (text(&route["page"]), line(route))).collect()
}

fn line(value: &Value) -> usize {
    value["line"].as_u64().map_or(0, |line| line as usize)
}

/// Every page has exactly one outcome, and no page is missing or invented.
fn pages_reconcile(inspected: &Value, pages: &[Page]) {
    let told: Vec<&str> = items(&inspected["pages"]).iter().map(|page| text(&page["path"])).collect();
    let there: Vec<&str> = pages.iter().map(|page| page.path.as_str()).collect();
    assert_eq!(told, there);
    for page in items(&inspected["pages"]) {
        let outcome = text(&page["outcome"]);
        assert!(OUTCOMES.contains(&outcome), "{page}");
        assert_eq!(outcome == "skipped", page["reason"].is_string(), "{page}");
    }
}

/// At least 99.5 % of the route lines are told, and each that is told is there.
fn routes_reconcile(inspected: &Value, pages: &[Page]) {
    let told = told(inspected);
    let documented: BTreeSet<(&str, usize)> = pages
        .iter()
        .flat_map(|page| count::route_lines(page).into_iter().map(|line| (page.path.as_str(), line)))
        .collect();
    let lost: Vec<_> = documented.difference(&told).collect();
    let found = documented.len() - lost.len();
    eprintln!("{found} of {} route lines", documented.len());
    assert!(found * 1000 >= documented.len() * 995, "{} lost: {lost:#?}", lost.len());

    let by_path: BTreeMap<&str, &Page> = pages.iter().map(|page| (page.path.as_str(), page)).collect();
    for route in items(&inspected["operations"]).iter().flat_map(|op| items(&op["routes"])) {
        let source = by_path.get(text(&route["page"])).and_then(|page| page.lines.get(line(route) - 1));
        let source = source.unwrap_or_else(|| panic!("no such line: {route}"));
        assert!(source.contains(text(&route["documented"])), "{route}: {source}");
        assert!(source.to_uppercase().contains(text(&route["method"])), "{route}: {source}");
    }
}

/// Every annotated request is an example.
fn examples_reconcile(inspected: &Value, pages: &[Page]) {
    let of_operations = items(&inspected["operations"]).iter().flat_map(|op| items(&op["examples"]));
    let mut told: BTreeMap<&str, usize> = BTreeMap::new();
    for example in of_operations.chain(items(&inspected["examples"])).filter(|example| example["annotated"] == true) {
        *told.entry(text(&example["page"])).or_default() += 1;
    }
    let lost: Vec<_> = pages
        .iter()
        .map(|page| (page.path.as_str(), count::annotated_requests(page)))
        .filter(|(path, count)| told.get(path).copied().unwrap_or_default() < *count)
        .collect();
    assert!(lost.is_empty(), "fewer examples than annotated requests: {lost:#?}");
}

#[test]
fn state_of_july_2021() {
    let Some(docs) = corpus("graph-2021-07/v1.0") else { return };
    let inspected = inspect(&docs);
    let pages = count::pages(&docs);
    pages_reconcile(&inspected, &pages);
    routes_reconcile(&inspected, &pages);
    examples_reconcile(&inspected, &pages);
    let api = items(&inspected["pages"]).iter().filter(|page| text(&page["path"]).starts_with("api/"));
    let operations = api.filter(|page| page["outcome"] == "operation").count();
    assert!(operations >= 2040, "{operations} api pages became operations");
}

#[test]
fn state_of_march_2021() {
    let Some(docs) = corpus("graph-2021-03/v1.0") else { return };
    let inspected = inspect(&docs);
    let pages = count::pages(&docs);
    pages_reconcile(&inspected, &pages);
    routes_reconcile(&inspected, &pages);
    examples_reconcile(&inspected, &pages);
}
