//! The route table: every method and template with the operations documented for it.

use crate::model::{Api, Method};
use serde::Serialize;
use std::collections::BTreeMap;

/// The routes of a docs set, sorted by template, then method.
#[derive(Debug, Serialize)]
pub struct RouteTable<'a> {
    /// The rows.
    pub routes: Vec<RouteRow<'a>>,
}

/// A method and template.
#[derive(Debug, Serialize)]
pub struct RouteRow<'a> {
    /// The method.
    pub method: Method,
    /// The template's normal form.
    pub template: String,
    /// Ids of the operations documented for it.
    pub operations: Vec<&'a str>,
    /// How each is called: `drive_item().get().me_drive_items_by_id(item_id)`.
    pub rust: Vec<String>,
}

impl<'a> RouteTable<'a> {
    /// The routes of an IR.
    pub fn new(api: &'a Api) -> RouteTable<'a> {
        let mut rows: BTreeMap<(String, Method), RouteRow<'a>> = BTreeMap::new();
        for op in &api.operations {
            for route in &op.routes {
                let template = route.template.to_string();
                let row = rows.entry((template.clone(), route.method)).or_insert_with(|| RouteRow {
                    method: route.method,
                    template,
                    operations: Vec::new(),
                    rust: Vec::new(),
                });
                let args: Vec<&str> = route.template.params.iter().map(|param| param.rust.as_str()).collect();
                let group = &api.groups[op.group].name.rust;
                row.operations.push(&op.id);
                row.rust.push(format!("{group}().{}().{}({})", op.name.rust, route.rust, args.join(", ")));
            }
        }
        RouteTable { routes: rows.into_values().collect() }
    }

    /// The JSON document, on one line.
    pub fn to_json(&self) -> Vec<u8> {
        let mut json = Vec::new();
        super::document::append(self, &mut json);
        json.push(b'\n');
        json
    }

    /// A line per route: method, template, operations.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for row in &self.routes {
            let operations = row.operations.join(", ");
            text.push_str(&format!("{:<7} {}  {operations}\n", row.method.as_str(), row.template));
        }
        text.push_str(&format!("\n{} routes\n", self.routes.len()));
        text
    }
}
