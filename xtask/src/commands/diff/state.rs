//! Reads a side: its surface, and what of its docs could not be read.

use super::side::{Rev, Side, places_beside};
use super::unread::Unread;
use crate::failure::{CannotCompare, Failure};
use crate::load::DocsSet;
use crate::progress::Progress;
use crate::{print, workspace};
use docwright::surface::{FILE_NAME, PLACES_FILE_NAME, Surface};
use std::path::Path;

/// What one side says.
pub(super) struct State {
    pub(super) surface: Surface,
    /// Pages whose things may be missing.
    pub(super) unread: Unread,
}

impl State {
    pub(super) fn read(side: &Side, progress: &Progress) -> Result<State, Failure> {
        match side {
            Side::Rev(rev) => of_rev(rev),
            Side::File(path) => of_file(path),
            Side::Docs(set) => of_docs(set, progress),
        }
    }
}

fn of_rev(rev: &Rev) -> Result<State, Failure> {
    let path = |name: &str| if rev.out.is_empty() { name.to_owned() } else { format!("{}/{name}", rev.out) };
    let file = path(FILE_NAME);
    let Some(surface) = rev.repository.file(&rev.commit, &file)? else {
        return Err(CannotCompare::NoSurface { rev: rev.name.clone(), path: file }.into());
    };
    let places = rev.repository.file(&rev.commit, &path(PLACES_FILE_NAME))?;
    of_texts(&format!("{}:{file}", rev.name), surface, places)
}

fn of_file(path: &Path) -> Result<State, Failure> {
    let surface = std::fs::read(path).map_err(Failure::read(path))?;
    let beside = places_beside(path);
    let places = if beside.is_file() { Some(std::fs::read(&beside).map_err(Failure::read(&beside))?) } else { None };
    of_texts(&workspace::slashes(&workspace::shown(path)), surface, places)
}

fn of_texts(name: &str, surface: Vec<u8>, places: Option<Vec<u8>>) -> Result<State, Failure> {
    let text = String::from_utf8(surface).map_err(|_| CannotCompare::NotUtf8(name.to_owned()))?;
    // A checkout may have changed the ends of lines.
    let text = text.replace("\r\n", "\n");
    let surface = Surface::parse(&text).map_err(|error| CannotCompare::Surface { name: name.to_owned(), error })?;
    let places = places.map(|bytes| String::from_utf8_lossy(&bytes).replace("\r\n", "\n")).unwrap_or_default();
    let surface = surface.with_places(&places);
    if surface.entries().iter().all(|entry| entry.place.is_none()) && !surface.entries().is_empty() {
        print::aside(&format!(
            "note: no {PLACES_FILE_NAME} belongs to `{name}`: pages and lines are not known there, nor what the docs only \
             say otherwise\n"
        ));
    }
    Ok(State { surface, unread: Unread::default() })
}

fn of_docs(set: &DocsSet, progress: &Progress) -> Result<State, Failure> {
    let (_docs, analysis) = crate::commands::load(set, docwright::analyse, progress)?;
    let surface = docwright::surface(&analysis);
    if surface.entries().is_empty() {
        return Err(CannotCompare::NothingDocumented(workspace::shown(&set.dir)).into());
    }
    Ok(State { surface, unread: Unread::of(&analysis) })
}
