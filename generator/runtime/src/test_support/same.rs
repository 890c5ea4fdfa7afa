//! JSON by value.

use serde_json::{Number, Value};

/// Where two JSON values differ.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Unequal {
    /// A JSON pointer (RFC 6901), empty for the whole.
    pub(super) pointer: String,
    /// What is there in the first, as JSON.
    pub(super) first: String,
    /// What is there in the second.
    pub(super) second: String,
}

/// Whether two JSON values are the same by value.
pub fn same(first: &Value, second: &Value) -> bool {
    difference(first, second).is_none()
}

/// The first difference. Numbers count by value, 1 is 1.0; the order of keys doesn't.
pub(super) fn difference(first: &Value, second: &Value) -> Option<Unequal> {
    let steps = steps_to_difference(first, second)?;
    let pointer: String =
        steps.iter().rev().map(|step| format!("/{}", step.replace('~', "~0").replace('/', "~1"))).collect();
    let shown = |value: &Value| value.pointer(&pointer).map_or_else(|| "(nothing)".to_owned(), Value::to_string);
    Some(Unequal { first: shown(first), second: shown(second), pointer })
}

/// The way to the first difference, innermost step first.
fn steps_to_difference(first: &Value, second: &Value) -> Option<Vec<String>> {
    match (first, second) {
        (Value::Object(a), Value::Object(b)) => {
            let missing = b.keys().find(|key| !a.contains_key(*key)).map(|key| vec![key.clone()]);
            let differs = |(key, a): (&String, &Value)| match b.get(key) {
                Some(b) => step(steps_to_difference(a, b), key),
                None => Some(vec![key.clone()]),
            };
            a.iter().find_map(differs).or(missing)
        }
        (Value::Array(a), Value::Array(b)) => {
            let common = a.iter().zip(b).enumerate();
            let differs =
                common.into_iter().find_map(|(index, (a, b))| step(steps_to_difference(a, b), &index.to_string()));
            differs.or_else(|| (a.len() != b.len()).then(|| vec![a.len().min(b.len()).to_string()]))
        }
        (Value::Number(a), Value::Number(b)) => (!same_number(a, b)).then(Vec::new),
        (a, b) => (a != b).then(Vec::new),
    }
}

fn step(steps: Option<Vec<String>>, next: &str) -> Option<Vec<String>> {
    let mut steps = steps?;
    steps.push(next.to_owned());
    Some(steps)
}

/// Integers to the last digit: as floats, 2^53 and 2^53 + 1 would be the same.
fn same_number(a: &Number, b: &Number) -> bool {
    match (int(a), int(b)) {
        (None, None) => a.as_f64() == b.as_f64(),
        (a, b) => a == b,
    }
}

/// The number as an integer, if it is one.
fn int(number: &Number) -> Option<i128> {
    let whole = |float: &f64| float.fract() == 0.0 && float.abs() < 1e38;
    let int = number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from));
    int.or_else(|| number.as_f64().filter(whole).map(|float| float as i128))
}

impl std::fmt::Display for Unequal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let pointer = if self.pointer.is_empty() { "the whole" } else { &self.pointer };
        write!(f, "{pointer}\n    docs say   {}\n    came back  {}", self.first, self.second)
    }
}
