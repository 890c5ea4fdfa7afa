//! The checker of models: any JSON object decodes into any model and encodes to the same JSON.

use super::any_json::Maker;
use super::body::response;
use super::check_bodies::say;
use super::same::difference;
use super::typed::{NO_MODEL, WithModel, through};
use crate::model::Model;
use serde_json::Value;

/// Objects per model.
const OBJECTS: usize = 8;

/// Checks that objects made up from each model's own table decode into it, and encode to the same JSON.
///
/// # Panics
/// If one doesn't, with a report on the first of each model.
#[track_caller]
pub fn check_models(models: &[&[WithModel]]) {
    let models = models.concat();
    let failures: Vec<String> = models.iter().filter_map(|with| first_failure(*with)).collect();
    say(&format!("{} models checked with {OBJECTS} objects each\n", models.len()));
    assert!(
        failures.is_empty(),
        "{} of {} models lose JSON\n\n{}\n",
        failures.len(),
        models.len(),
        failures.join("\n\n")
    );
}

/// What is wrong with a model, if something is.
pub fn first_failure(with: WithModel) -> Option<String> {
    let mut name = String::new();
    with(&mut |model| name = named(model));
    let mut maker = Maker::new(&name);
    (0..OBJECTS).find_map(|_| {
        let mut object = Value::Null;
        with(&mut |model| object = maker.object(model));
        let mut found = Some(NO_MODEL.to_owned());
        with(&mut |model| found = problem(model, &object));
        found.map(|problem| format!("{name}\n  {problem}\n  of {object}"))
    })
}

/// With its fields: a body made of parameters has no name.
fn named(model: &dyn Model) -> String {
    let table = model.table();
    format!("{}({})", table.name(), table.fields().join(", "))
}

fn problem(model: &mut dyn Model, object: &Value) -> Option<String> {
    let text = object.to_string();
    // What the text says: a float may be written with fewer digits than it has.
    let written = serde_json::from_str(&text);
    let back = through(model, &response(&text));
    let back = back.map(|returned| serde_json::from_slice(&returned.bytes.unwrap_or_default()));
    match (written, back) {
        (Ok(written), Ok(Ok(back))) => difference(&written, &back).map(|unequal| unequal.to_string()),
        (_, Err(problem)) => Some(problem.to_string()),
        (Err(e), _) | (_, Ok(Err(e))) => Some(format!("no JSON: {e}")),
    }
}
