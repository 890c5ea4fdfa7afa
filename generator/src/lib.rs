//! Docwright: API reference pages in the API Doctor dialect of Markdown become a typed Rust client.
//!
//! Pure: text in, files in memory and diagnostics out. No file system, no printing.
//!
//! [`analyse`] reads pages into the linked [`model::Api`], [`generate`] writes the crate for it.

pub mod config;
pub mod diagnostics;
pub mod emit;
mod fixups;
mod fold;
pub mod inspect;
mod json;
pub mod model;
mod parse;
pub mod resolve;
pub mod source;
mod subset;
pub mod surface;

use config::Config;
use diagnostics::{Diagnostic, Level};
use emit::{EmitError, EmitOptions, Emitted};
use model::FileId;
use model::draft::PageDraft;
use rayon::prelude::*;
use resolve::Resolved;
use source::{SourceOptions, Sources};
use surface::Surface;

/// A docs set, read and linked.
#[derive(Debug)]
pub struct Analysis {
    /// What it documents.
    pub resolved: Resolved,
    /// What is odd about it: in order of files and places, at the levels that the configuration gives; allowed ones left out.
    pub diagnostics: Vec<Diagnostic>,
    /// What single pages say. Taking it apart takes as long as linking it: that is for whoever drops the analysis, if anybody
    /// waits for it at all.
    _drafts: Vec<PageDraft>,
}

/// Reads and links a docs set. Never fails: what is wrong with a page is a diagnostic, and the page or item is left out.
pub fn analyse(sources: &Sources, config: &Config) -> Analysis {
    analyse_with(sources, config, true)
}

/// As [`analyse`], for whoever asks what is documented and not in which words: each [`model::Doc`] may be empty. It takes
/// less time and memory.
pub fn analyse_facts(sources: &Sources, config: &Config) -> Analysis {
    analyse_with(sources, config, false)
}

/// Pages that a thread reads before another can take some over: when the pages run out, no thread waits long for the last.
const PAGES: usize = 16;

fn analyse_with(sources: &Sources, config: &Config, docs: bool) -> Analysis {
    let mut diagnostics = Vec::new();
    let corrected = fixups::apply(sources, config, &mut diagnostics);
    let sources = corrected.as_ref().unwrap_or(sources);
    let options = SourceOptions { tags: config.tags.clone(), include_root_depth: config.include_root_depth };
    let pages: Vec<FileId> = sources.pages().map(|(id, _)| id).collect();
    let known = parse::KnownPages::new(sources.pages().map(|(_, file)| file.path.as_str()));
    let all = parse::Pages { sources, options: &options, docs_url: config.docs_url.as_deref(), known: &known, docs };
    let (mut drafts, mut of_pages): (Vec<PageDraft>, Vec<Vec<Diagnostic>>) = (Vec::new(), Vec::new());
    let read = pages.par_iter().with_max_len(PAGES).map(|page| parse::read_page(&all, *page));
    read.unzip_into_vecs(&mut drafts, &mut of_pages);
    diagnostics.extend(of_pages.into_iter().flatten());
    resolve::choose_named_types(&mut drafts);
    resolve::spellings::as_shown(&mut drafts, &mut diagnostics);
    resolve::qualify_own(&mut drafts);
    let files = sources.files().map(|(_, f)| f.path.clone()).collect();
    let resolved = resolve::resolve(&drafts, files, config, &mut diagnostics);
    level(&mut diagnostics, config);
    name_related_places(&mut diagnostics, &resolved);
    Analysis { resolved, diagnostics, _drafts: drafts }
}

/// Emits the crate of an analysed docs set, in memory.
///
/// # Errors
/// If emitted source does not parse: a bug of this tool.
pub fn generate(analysis: &Analysis, options: &EmitOptions) -> Result<Emitted, EmitError> {
    let resolved = &analysis.resolved;
    emit::emit(resolved.api(), &|file| resolved.file(file), options)
}

/// What callers of an analysed docs set's client can name.
pub fn surface(analysis: &Analysis) -> Surface {
    let resolved = &analysis.resolved;
    emit::surface(resolved.api(), &|file| resolved.file(file))
}

/// Gives every diagnostic its configured level, drops allowed ones, and orders the rest by place.
pub fn level(diagnostics: &mut Vec<Diagnostic>, config: &Config) {
    for diagnostic in diagnostics.iter_mut() {
        diagnostic.level = config.level(diagnostic.code);
    }
    diagnostics.retain(|d| d.level != Level::Allow);
    diagnostics.par_sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
    // An include that several pages share is read with each of them.
    diagnostics.dedup();
}

/// Ends a message that speaks of a second place with that place.
fn name_related_places(diagnostics: &mut [Diagnostic], resolved: &Resolved) {
    for diagnostic in diagnostics {
        if let Some(related) = diagnostic.related {
            let place = format!("; see {}:{}", resolved.file(related.file), related.line);
            diagnostic.message.push_str(&place);
        }
    }
}
