//! What is asked: which service, which examples, and where the report goes.

use crate::{Error, RouteTable, SecretString};
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Methods that change nothing (RFC 9110, 9.2.1), as far as examples go.
const SAFE: [&str; 2] = ["GET", "HEAD"];

pub(super) struct Plan {
    pub(super) base_url: String,
    /// Name of the variable that holds the token.
    token_env: String,
    /// Page and line of each.
    examples: HashSet<String>,
    writes: bool,
    /// Values for placeholders, by their folded names.
    values: HashMap<String, String>,
    report: Mutex<File>,
}

impl Plan {
    pub(super) fn read(path: &Path) -> Result<Plan, Box<dyn std::error::Error>> {
        let json: Value = serde_json::from_slice(&fs::read(path)?)?;
        let text = |key: &str| json[key].as_str().map(str::to_owned).ok_or_else(|| format!("the plan has no `{key}`"));
        let examples = json["examples"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let values = json["values"].as_object().into_iter().flatten();
        Ok(Plan {
            base_url: text("base_url")?,
            token_env: text("token_env")?,
            examples: examples.map(str::to_owned).collect(),
            writes: json["writes"] == true,
            values: values.filter_map(|(name, value)| Some((folded(name), value.as_str()?.to_owned()))).collect(),
            report: Mutex::new(OpenOptions::new().append(true).create(true).open(text("report")?)?),
        })
    }

    pub(super) fn names(&self, at: &str) -> bool {
        self.examples.contains(at)
    }

    pub(super) fn allows(&self, method: &str) -> bool {
        self.writes || SAFE.contains(&method)
    }

    /// The token. It is in no message.
    pub(super) fn token(&self) -> Result<SecretString, Error> {
        let token = std::env::var(&self.token_env);
        token.map(SecretString::from).map_err(|_| Error::InvalidClient("there is no token".to_owned()))
    }

    /// The user's value for a placeholder.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.values.get(&folded(name)).map(String::as_str)
    }

    /// The placeholders for which the docs' own values are sent, which a service needn't know.
    pub(super) fn samples(&self, routes: &'static RouteTable, method: &str, path: &str) -> Vec<&'static str> {
        let found = routes.find(method, path);
        let names = found.iter().flat_map(|found| &found.params).map(|(name, _)| *name);
        names.filter(|name| self.value(name).is_none()).collect()
    }

    /// Adds a line to the report.
    pub(super) fn report(&self, line: &Value) -> std::io::Result<()> {
        let mut report = self.report.lock().unwrap_or_else(PoisonError::into_inner);
        report.write_all(format!("{line}\n").as_bytes())
    }
}

/// `{+itemPath}`, `item-path` and `ItemPath` are one name.
fn folded(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}
