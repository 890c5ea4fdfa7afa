//! Emitted crates whose examples are compiled and run.

use crate::support::Place;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Crates in one workspace, so that they are compiled at once.
pub(crate) struct Crates(PathBuf);

impl Crates {
    /// Emits the place's docs once for each name. Always the same folder: cargo builds again only what has changed.
    pub(crate) fn emit(workspace: &str, place: &Place, names: &[&str]) -> Crates {
        Crates::emit_each(workspace, names.iter().map(|name| (*name, place)))
    }

    /// Emits the docs of each place under its name.
    pub(crate) fn emit_each<'p>(workspace: &str, places: impl IntoIterator<Item = (&'p str, &'p Place)>) -> Crates {
        let places: Vec<(&str, &Place)> = places.into_iter().collect();
        let crates = Crates(Path::new(env!("CARGO_TARGET_TMPDIR")).join(workspace));
        std::fs::create_dir_all(&crates.0).expect("a folder");
        let members: Vec<String> = places.iter().map(|(name, _)| format!("{name:?}")).collect();
        let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", "));
        std::fs::write(crates.0.join("Cargo.toml"), manifest).expect("the workspace's manifest");
        for (name, place) in places {
            let toml = format!("[package]\nname = \"{name}\"\nbase_url = \"https://api.example.com/v1.0\"\n");
            place.write("docs/docwright.toml", toml);
            let krate = crates.folder(name);
            let ran = place.run("regenerate", &["--out", &krate.display().to_string()]);
            assert_eq!(ran.code, 0, "{ran:?}");
            leave_to_workspace(&krate);
        }
        crates
    }

    /// Where a crate is.
    pub(crate) fn folder(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Compiles the examples of all crates; the test program of each.
    pub(crate) fn compile(&self) -> BTreeMap<String, PathBuf> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is in the workspace");
        std::fs::copy(root.join("Cargo.lock"), self.0.join("Cargo.lock")).expect("the lock file");
        let output = Command::new(env!("CARGO"))
            .args(["test", "--no-run", "--workspace", "--test", "examples", "--message-format", "json"])
            .args(["--offline", "--quiet", "--target-dir"])
            .arg(self.0.ancestors().nth(2).expect("target/tmp/workspace"))
            .env("CARGO_INCREMENTAL", "0")
            .current_dir(&self.0)
            .output()
            .expect("cargo starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let messages = String::from_utf8(output.stdout).expect("UTF-8");
        let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let programs = messages.filter_map(|message| {
            let manifest = PathBuf::from(message["manifest_path"].as_str()?);
            let name = manifest.parent()?.file_name()?.to_str()?.to_owned();
            Some((name, PathBuf::from(message["executable"].as_str()?)))
        });
        programs.collect()
    }
}

/// Whether the tests pass, and what they say.
pub(crate) fn run(program: &Path) -> (bool, String) {
    let output = Command::new(program).output().expect("the tests start");
    (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A crate that is emitted on its own is a workspace of its own.
fn leave_to_workspace(krate: &Path) {
    let path = krate.join("Cargo.toml");
    let manifest = std::fs::read_to_string(&path).expect("the manifest");
    let own = manifest.find("[workspace]\n").expect("a workspace and its profile, last");
    std::fs::write(path, &manifest[..own]).expect("the manifest");
}
