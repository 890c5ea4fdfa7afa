//! Every irregularity of the dialect that is handled, as a docs set of a few lines and what the generator makes of it.
//!
//! A fixture `dialect/<irregularity>.txt` holds its files one after the other, each behind a line `=== path`; includes have a
//! path that starts with `../`. Words behind the path say how the file is stored: `bom`, `crlf`, `latin1` (which is not
//! UTF-8 where it holds more than ASCII). A file `docwright.toml` configures the run. What `inspect` prints for it lies beside
//! it as `<irregularity>.snap`.

use docwright::config::Config;
use docwright::inspect::{Document, Inspection};
use docwright::source::Sources;
use docwright::{Analysis, analyse, analyse_facts};

#[test]
fn each_fixture_reads_as_its_snapshot_says() {
    insta::glob!("dialect/*.txt", |path| {
        let fixture = std::fs::read_to_string(path).expect("a readable fixture");
        let name = path.file_stem().and_then(|s| s.to_str()).expect("a name");
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("dialect");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.remove_input_file();
        settings.remove_snapshot_suffix();
        settings.bind(|| insta::assert_snapshot!(name, inspect(&fixture)));
    });
}

fn inspect(fixture: &str) -> String {
    let (sources, config) = read(fixture);
    let analysis = analyse(&sources, &config);
    let facts = analyse_facts(&sources, &config);
    // Nothing of what is shown hangs on documentation text, and the document counts as the text for people does.
    assert_eq!(json(&facts, &sources), json(&analysis, &sources));
    let api = analysis.resolved.api();
    let inspection = Inspection::new(api, &sources, &analysis.diagnostics, None).expect("no page is asked for");
    let summary = serde_json::to_string(&inspection.summary).expect("counts");
    assert!(json(&facts, &sources).ends_with(&format!("\"summary\":{summary}}}\n")));
    inspection.to_text()
}

fn json(analysis: &Analysis, sources: &Sources) -> String {
    let document = Document::new(analysis.resolved.api(), sources, &analysis.diagnostics, None);
    let mut json = Vec::new();
    document.expect("no page is asked for").write(&mut json).expect("memory takes it");
    String::from_utf8(json).expect("text")
}

fn read(fixture: &str) -> (Sources, Config) {
    let mut pages = Vec::new();
    let mut includes = Vec::new();
    let mut config = Config::default();
    for part in format!("\n{fixture}").split("\n=== ").skip(1) {
        let (head, text) = part.split_once('\n').unwrap_or((part, ""));
        let mut words = head.split_whitespace();
        let path = words.next().expect("a path");
        let stored: Vec<&str> = words.collect();
        if path == "docwright.toml" {
            config = Config { path: Some(path.to_owned()), ..Config::parse(text).expect("a configuration") };
            includes.push((path.to_owned(), text.to_owned().into_bytes()));
            continue;
        }
        let file = (path.to_owned(), bytes(text, &stored));
        if path.starts_with("../") { includes.push(file) } else { pages.push(file) }
    }
    (Sources::new(pages, includes), config)
}

fn bytes(text: &str, stored: &[&str]) -> Vec<u8> {
    let mut text = text.to_owned();
    if stored.contains(&"crlf") {
        text = text.replace('\n', "\r\n");
    }
    if stored.contains(&"bom") {
        text.insert(0, '\u{feff}');
    }
    match stored.contains(&"latin1") {
        true => text.chars().map(|c| u8::try_from(u32::from(c)).expect("a Latin-1 character")).collect(),
        false => text.into_bytes(),
    }
}
