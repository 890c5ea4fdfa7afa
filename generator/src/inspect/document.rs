//! The JSON document. It is written piece by piece: nobody needs all of it in memory, be it as views or as text.

use super::summary::Counts;
use super::{NoSuchPage, build::Views, page_named};
use crate::diagnostics::Diagnostic;
use crate::model::Api;
use crate::source::Sources;
use rayon::prelude::*;
use serde::Serialize;
use std::io::{self, Write};

/// Items of one piece: enough to be worth a task, few enough for a buffer to stay small.
const ITEMS: usize = 16;

/// Pieces of each thread between two turns of writing: what one takes longer than another evens out.
const PIECES: usize = 8;

/// Everything that [`Inspection`](super::Inspection) holds, as JSON.
#[derive(Debug)]
pub struct Document<'a> {
    views: Views<'a>,
    diagnostics: &'a [Diagnostic],
}

impl<'a> Document<'a> {
    /// Everything, or what one page documents.
    ///
    /// # Errors
    /// If there is no such page.
    pub fn new(
        api: &'a Api,
        sources: &'a Sources,
        diagnostics: &'a [Diagnostic],
        page: Option<&str>,
    ) -> Result<Document<'a>, NoSuchPage> {
        let chosen = page.map(|wanted| page_named(api, wanted)).transpose()?;
        Ok(Document { views: Views { api, sources, chosen }, diagnostics })
    }

    /// Writes it, an item a line.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let views = &self.views;
        let mut writer = Writer::new(out);
        writer.array("{\"pages\":[", &views.wanted_pages(), |page| views.page(page), Counts::page)?;
        writer.array(",\"operations\":[", &views.wanted_operations(), |op| views.operation(op), Counts::operation)?;
        let strays = views.wanted_strays();
        writer.array(",\"examples\":[", &strays, |example| views.example(example, &[]), Counts::example)?;
        writer.array(",\"types\":[", &views.wanted_types(), |ty| views.type_(ty), Counts::type_)?;
        writer.array(",\"enums\":[", &views.wanted_enums(), |e| views.enum_(e), Counts::enum_)?;
        let diagnostics = views.wanted_diagnostics(self.diagnostics);
        writer.array(",\"diagnostics\":[", &diagnostics, |odd| views.diagnostic(odd), Counts::diagnostic)?;
        writer.rest(views)
    }
}

/// What a task makes of some items. Tasks come and go, their buffers stay.
#[derive(Default)]
struct Piece {
    text: Vec<u8>,
    counts: Counts,
}

/// Writes arrays in pieces that are made in parallel.
struct Writer<'o> {
    out: &'o mut dyn Write,
    pieces: Vec<Piece>,
}

impl<'o> Writer<'o> {
    fn new(out: &'o mut dyn Write) -> Self {
        let pieces = std::iter::repeat_with(Piece::default).take(PIECES * rayon::current_num_threads()).collect();
        Writer { out, pieces }
    }

    /// What opens an array, its items, and what closes it.
    fn array<T: Sync, V: Serialize>(
        &mut self,
        open: &str,
        items: &[T],
        view: impl Fn(&T) -> V + Sync,
        count: impl Fn(&mut Counts, &V) + Sync,
    ) -> io::Result<()> {
        self.out.write_all(open.as_bytes())?;
        // Every item has a comma before its line break, but the first.
        let mut passed = 1;
        for some in items.chunks(ITEMS * self.pieces.len()) {
            self.pieces.par_iter_mut().zip(some.par_chunks(ITEMS)).for_each(|(piece, items)| {
                for view in items.iter().map(&view) {
                    count(&mut piece.counts, &view);
                    piece.text.extend(b",\n");
                    append(&view, &mut piece.text);
                }
            });
            for Piece { text, .. } in &mut self.pieces {
                self.out.write_all(text.get(passed..).unwrap_or_default())?;
                text.clear();
                passed = 0;
            }
        }
        self.out.write_all(b"]")
    }

    /// What is no array, and the end.
    fn rest(self, views: &Views<'_>) -> io::Result<()> {
        let counts = self.pieces.into_iter().map(|piece| piece.counts).fold(Counts::default(), Counts::and);
        let mut rest = b",\"base_url\":".to_vec();
        append(&views.api.base_url, &mut rest);
        rest.extend(b",\"summary\":");
        append(&counts.summary(views.rows()), &mut rest);
        rest.extend(b"}\n");
        self.out.write_all(&rest)
    }
}

/// Appends a JSON value. Views have text for keys and nothing that could fail.
pub(super) fn append(value: &impl Serialize, out: &mut Vec<u8>) {
    if let Err(error) = serde_json::to_writer(&mut *out, value) {
        out.extend(format!("{{\"error\":\"{error}\"}}").bytes());
    }
}
