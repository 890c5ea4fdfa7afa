//! The files of a docs set and the places in them.

use crate::fold::lower;
use crate::model::{FileId, Span};
use foldhash::{HashMap, HashSet};
use rayon::prelude::*;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

/// Every file of a docs set: pages first, in path order, then the files that they include.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
    pages: usize,
    by_path: HashMap<String, FileId>,
    /// The first file of a path in lower case, where it has other letters than small ASCII ones.
    by_folded_path: HashMap<String, FileId>,
}

/// A page or an included file.
#[derive(Debug)]
pub struct SourceFile {
    /// Path relative to the docs folder, `/` between its parts: `api/user-get.md`, `../includes/note.md`.
    pub path: String,
    /// The text. A byte order mark is taken off: offsets count from the byte after it.
    pub text: Result<String, NotUtf8>,
    /// How many line breaks stand before every [`STRIDE`]-th byte: counting on from there is quicker than an index of lines.
    line_breaks: OnceLock<Vec<usize>>,
}

/// A file's bytes are not UTF-8.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotUtf8 {
    /// The first byte that is none, counted from the start of the file.
    pub offset: usize,
    /// The line of that byte, from 1.
    pub line: u32,
    /// Its column in characters, from 1.
    pub column: u32,
}

impl NotUtf8 {
    fn in_bytes(bytes: &[u8], offset: usize) -> Self {
        let before = String::from_utf8_lossy(bytes.get(..offset).unwrap_or_default());
        let line = before.split('\n').next_back().unwrap_or_default();
        let column = line.trim_start_matches('\u{feff}').chars().count() + 1;
        NotUtf8 { offset, line: saturate(before.split('\n').count()), column: saturate(column) }
    }
}

impl SourceFile {
    fn new(path: String, bytes: Vec<u8>) -> Self {
        let text = match String::from_utf8(bytes) {
            Ok(mut text) => {
                if text.starts_with('\u{feff}') {
                    text.drain(..'\u{feff}'.len_utf8());
                }
                Ok(text)
            }
            Err(error) => Err(NotUtf8::in_bytes(error.as_bytes(), error.utf8_error().valid_up_to())),
        };
        SourceFile { path, text, line_breaks: OnceLock::new() }
    }

    /// The text, empty if the file isn't UTF-8.
    pub fn text_or_empty(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }

    /// The file with another text.
    fn with_text(&self, text: Option<String>) -> Self {
        let text = text.map_or_else(|| self.text.clone(), Ok);
        SourceFile { path: self.path.clone(), text, line_breaks: OnceLock::new() }
    }

    /// Line and column, both from 1, of a byte offset. The column counts characters.
    pub fn line_column(&self, offset: usize) -> (u32, u32) {
        let text = self.text_or_empty();
        let offset = offset.min(text.len());
        let before = text.as_bytes().get(..offset).unwrap_or_default();
        let stride = offset / STRIDE;
        let counted = self.line_breaks.get_or_init(|| line_breaks(text)).get(stride).copied().unwrap_or(0);
        let line = counted + count_breaks(before.get(stride * STRIDE..).unwrap_or_default()) + 1;
        let start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
        let column = match text.get(start..offset) {
            Some(before) => before.chars().count(),
            None => offset - start,
        };
        (saturate(line), saturate(column + 1))
    }
}

/// Bytes from one count of line breaks to the next: no more than a byte can count, so that many are compared at once.
const STRIDE: usize = 128;
const _: () = assert!(STRIDE <= u8::MAX as usize);

fn line_breaks(text: &str) -> Vec<usize> {
    let mut breaks = Vec::with_capacity(text.len() / STRIDE + 2);
    let mut sum = 0;
    breaks.push(sum);
    for stride in text.as_bytes().chunks(STRIDE) {
        sum += count_breaks(stride);
        breaks.push(sum);
    }
    breaks
}

/// Counts the line breaks of a stride, or of a part of one.
fn count_breaks(stride: &[u8]) -> usize {
    usize::from(stride.iter().map(|byte| u8::from(*byte == b'\n')).sum::<u8>())
}

fn saturate(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl Sources {
    /// Takes paths, relative to the docs folder and with `/` between their parts, and bytes. Of two files with one
    /// path the first counts.
    pub fn new(mut pages: Vec<(String, Vec<u8>)>, mut includes: Vec<(String, Vec<u8>)>) -> Sources {
        pages.sort_by(|a, b| a.0.cmp(&b.0));
        pages.dedup_by(|later, earlier| later.0 == earlier.0);
        includes.sort_by(|a, b| a.0.cmp(&b.0));
        let count = pages.len();
        let of_pages: HashSet<&str> = pages.iter().map(|(path, _)| path.as_str()).collect();
        includes.retain(|(path, _)| !of_pages.contains(path.as_str()));
        includes.dedup_by(|later, earlier| later.0 == earlier.0);
        pages.append(&mut includes);
        let files: Vec<SourceFile> = pages.into_par_iter().map(|(path, bytes)| SourceFile::new(path, bytes)).collect();
        let mut sources = Sources { pages: count, ..Sources::default() };
        for (at, file) in files.iter().enumerate() {
            // What comes first counts, also where that is the file that is spelled so.
            if let Cow::Owned(folded) = lower(&file.path)
                && !sources.by_path.contains_key(&folded)
            {
                sources.by_folded_path.entry(folded).or_insert(FileId::from(at));
            }
            sources.by_path.insert(file.path.clone(), FileId::from(at));
        }
        Sources { files, ..sources }
    }

    /// The same files, with other texts where `text` gives one. Ids stay.
    pub fn with_texts(&self, mut text: impl FnMut(&SourceFile) -> Option<String>) -> Sources {
        Sources {
            files: self.files.iter().map(|file| file.with_text(text(file))).collect(),
            pages: self.pages,
            by_path: self.by_path.clone(),
            by_folded_path: self.by_folded_path.clone(),
        }
    }

    /// The pages, in path order.
    pub fn pages(&self) -> impl ExactSizeIterator<Item = (FileId, &SourceFile)> {
        self.files.iter().take(self.pages).enumerate().map(|(i, file)| (FileId::from(i), file))
    }

    /// Every file: pages, then includes.
    pub fn files(&self) -> impl ExactSizeIterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(i, file)| (FileId::from(i), file))
    }

    /// A file.
    ///
    /// # Panics
    ///
    /// If the id comes from another docs set.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[usize::from(id)]
    }

    /// The file at a path. Where none is spelled exactly so, one that differs in case: docs are written on systems that
    /// don't mind.
    pub fn find(&self, path: &str) -> Option<FileId> {
        let folded = || {
            let folded = lower(path);
            self.by_folded_path.get(&*folded).or_else(|| self.by_path.get(&*folded))
        };
        self.by_path.get(path).or_else(folded).copied()
    }

    /// The place of a byte range of a file's text.
    pub fn span(&self, file: FileId, range: Range<usize>) -> Span {
        let (line, column) = self.file(file).line_column(range.start);
        Span { file, start: saturate(range.start), end: saturate(range.end.max(range.start)), line, column }
    }
}
