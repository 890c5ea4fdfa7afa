//! Every irregularity of the dialect that is handled, as a docs set of a few lines and what the generator makes of it.
//!
//! A fixture `dialect/<irregularity>.txt` holds its files one after the other, each behind a line `=== path`; includes have a
//! path that starts with `../`. What `inspect` prints for it lies beside it as `<irregularity>.snap`.

use docwright::analyse;
use docwright::config::Config;
use docwright::inspect::Inspection;
use docwright::source::Sources;

#[test]
fn each_fixture_reads_as_its_snapshot_says() {
    insta::with_settings!({ snapshot_path => "dialect", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::glob!("dialect/*.txt", |path| {
            let fixture = std::fs::read_to_string(path).expect("a readable fixture");
            let name = path.file_stem().and_then(|s| s.to_str()).expect("a name");
            insta::assert_snapshot!(name, inspect(&fixture));
        });
    });
}

fn inspect(fixture: &str) -> String {
    let sources = sources(fixture);
    let analysis = analyse(&sources, &Config::default());
    let api = analysis.resolved.api();
    Inspection::new(api, &sources, &analysis.diagnostics, None).expect("no page is asked for").to_text()
}

fn sources(fixture: &str) -> Sources {
    let mut pages = Vec::new();
    let mut includes = Vec::new();
    for part in fixture.split("=== ").skip(1) {
        let (path, text) = part.split_once('\n').expect("a path line and a text");
        let file = (path.trim().to_owned(), text.as_bytes().to_vec());
        if path.starts_with("../") || path.starts_with("includes/") { includes.push(file) } else { pages.push(file) }
    }
    Sources::new(pages, includes)
}
