//! What is measured, and what it is measured against.

use crate::failure::Failure;
use crate::load::DocsSet;
use docwright::Analysis;
use docwright::config::Runtime;
use docwright::emit::EmitOptions;
use docwright::inspect::Document;
use docwright::source::{SourceFile, Sources};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::hint::black_box;

/// The files of the crate.
pub(super) fn emit(analysis: &Analysis) -> Result<BTreeMap<String, String>, Failure> {
    let options = EmitOptions {
        package: "bench".to_owned(),
        version: "0.0.0".to_owned(),
        base_url: "https://service.invalid".to_owned(),
        runtime: Runtime::Version("0.0.0".to_owned()),
        docs_url: None,
        standalone: true,
    };
    let emitted = docwright::generate(analysis, &options).map_err(|error| Failure::Bug(error.to_string()))?;
    Ok(emitted.files)
}

/// The document that `inspect --format json` writes; nobody reads it.
pub(super) fn json(analysis: &Analysis, sources: &Sources) -> Result<(), Failure> {
    let document = Document::new(analysis.resolved.api(), sources, &analysis.diagnostics, None)?;
    document.write(&mut std::io::sink()).map_err(|error| Failure::Bug(error.to_string()))
}

/// Every n-th page, and all includes.
pub(super) fn every(sources: &Sources, n: usize) -> Sources {
    let pages = sources.pages().len();
    let bytes = |file: &SourceFile| (file.path.clone(), file.text_or_empty().as_bytes().to_vec());
    let some = sources.pages().step_by(n).map(|(_, file)| bytes(file)).collect();
    let includes = sources.files().skip(pages).map(|(_, file)| bytes(file)).collect();
    Sources::new(some, includes)
}

/// pulldown-cmark over texts in memory.
pub(super) fn bare_markdown(sources: &Sources) {
    let pages: Vec<&str> = sources.pages().map(|(_, file)| file.text_or_empty()).collect();
    pages.par_iter().for_each(|text| markdown(text));
}

/// The same as a program of its own: it finds the pages of a folder, and reads and parses each in one task.
pub(super) fn bare_folder(set: &DocsSet) -> Result<(), Failure> {
    set.page_files()?.par_iter().try_for_each(|page| {
        let bytes = std::fs::read(page).map_err(Failure::read(page))?;
        std::str::from_utf8(&bytes).into_iter().for_each(markdown);
        Ok(())
    })
}

/// With tables and offsets, as anything that reads these pages needs them.
fn markdown(text: &str) {
    let options = pulldown_cmark::Options::ENABLE_TABLES;
    black_box(pulldown_cmark::Parser::new_ext(text, options).into_offset_iter().count());
}

/// syn and prettyplease over emitted files.
pub(super) fn bare_rust(files: &BTreeMap<String, String>) -> Result<(), Failure> {
    let rust: Vec<(&String, &String)> = files.iter().filter(|(path, _)| path.ends_with(".rs")).collect();
    rust.par_iter().try_for_each(|(path, text)| {
        let file = syn::parse_file(text).map_err(|error| Failure::Bug(format!("{path}: {error}")))?;
        black_box(prettyplease::unparse(&file));
        Ok(())
    })
}
