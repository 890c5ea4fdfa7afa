//! The command line on real pages, where the corpus is there; what it should find is counted here in another way.

mod count;
mod graph;
mod seeds;

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder of the corpus, if it is there.
fn corpus(below: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus").join(below);
    let found = folder.canonicalize().ok();
    if found.is_none() {
        eprintln!("not run: corpus absent");
    }
    found
}

/// `inspect --format json` of a docs folder.
fn inspect(docs: &Path) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["inspect", "--format", "json", "--docs"])
        .arg(docs)
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON on standard output")
}

/// The items of an array.
fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
