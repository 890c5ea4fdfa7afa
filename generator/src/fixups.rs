//! Corrections of the docs' text that docwright.toml names. One that no longer applies is an error: the docs were mended,
//! or moved, and somebody should know.

use crate::config::{Config, Fixup};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{FileId, Span};
use crate::source::{SourceFile, Sources};

/// The sources with all corrections made; `None` if there are none to make.
pub(crate) fn apply(sources: &Sources, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Option<Sources> {
    if config.fixups.is_empty() {
        return None;
    }
    let mut applied = vec![false; config.fixups.len()];
    let corrected = sources.with_texts(|file| correct(file, &config.fixups, &mut applied));
    for (fixup, _) in config.fixups.iter().zip(applied).filter(|(_, applied)| !applied) {
        let message =
            format!("the fixup of `{}` no longer applies: its text is not there ({})", fixup.page, fixup.reason);
        diagnostics.push(Diagnostic::new(Code::OverrideUnused, entry_span(sources, config, fixup), message));
    }
    Some(corrected)
}

fn correct(file: &SourceFile, fixups: &[Fixup], applied: &mut [bool]) -> Option<String> {
    let mut corrected: Option<String> = None;
    for (fixup, applied) in fixups.iter().zip(applied).filter(|(f, _)| f.page == file.path && !f.find.is_empty()) {
        let text = corrected.as_deref().unwrap_or(file.text_or_empty());
        if text.contains(&fixup.find) {
            corrected = Some(text.replace(&fixup.find, &fixup.replace));
            *applied = true;
        }
    }
    corrected
}

/// Where the entry stands, if docwright.toml is among the sources.
fn entry_span(sources: &Sources, config: &Config, fixup: &Fixup) -> Span {
    let file = config.path.as_deref().and_then(|path| sources.find(path));
    file.map_or(Span::file(FileId::from(0)), |file| fixup.place.span(file))
}
