//! Carries out a plan so that a failure leaves either the old crate or the new one.
//!
//! First every new text goes into a temporary file beside its place: a full disk or a missing right shows here, with
//! nothing changed. Then the files are renamed into place, Cargo.toml with its marker first, so that even a run that is
//! killed half-way can be repeated. Orphans go last.

use super::Plan;
use crate::failure::Failure;
use rayon::prelude::*;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::TempPath;

const NOTHING_CHANGED: &str = "nothing was changed";
const RUN_AGAIN: &str = "some files are new already; run the command again once that is mended";

impl Plan<'_> {
    /// Writes what differs and deletes orphans.
    pub(crate) fn write(&self) -> Result<(), Failure> {
        let mut folders = NewFolders::default();
        let staged = match self.stage(&mut folders) {
            Ok(staged) => staged,
            Err(failure) => {
                folders.remove();
                return Err(failure);
            }
        };
        for (temporary, path) in staged {
            temporary.persist(&path).map_err(|error| Failure::Write { path, error: error.error, state: RUN_AGAIN })?;
        }
        for orphan in &self.orphans {
            let path = self.dir.join(orphan);
            std::fs::remove_file(&path).map_err(|error| Failure::Write {
                path: path.clone(),
                error,
                state: RUN_AGAIN,
            })?;
            self.remove_empty_folders(&path);
        }
        Ok(())
    }

    /// Puts every text that differs into a temporary file beside its place.
    fn stage(&self, folders: &mut NewFolders) -> Result<Vec<(TempPath, PathBuf)>, Failure> {
        let mut differing: Vec<&String> = self.missing.iter().chain(&self.changed).collect();
        differing.sort_by_key(|path| (path.as_str() != "Cargo.toml", path.as_str()));
        for path in &differing {
            let folder = self.dir.join(path.as_str());
            folders.create(folder.parent().unwrap_or(&self.dir))?;
        }
        // `collect` into a `Result` drops what was staged before a failure, and dropping deletes.
        differing
            .par_iter()
            .map(|path| {
                let place = self.dir.join(path.as_str());
                let staged = stage_one(&place, self.files[path.as_str()].as_bytes());
                match staged {
                    Ok(temporary) => Ok((temporary, place)),
                    Err(error) => Err(Failure::Write { path: place, error, state: NOTHING_CHANGED }),
                }
            })
            .collect()
    }

    /// Removes the folders that an orphan has left empty.
    fn remove_empty_folders(&self, orphan: &Path) {
        for folder in orphan.ancestors().skip(1).take_while(|folder| *folder != self.dir) {
            if std::fs::remove_dir(folder).is_err() {
                break;
            }
        }
    }
}

fn stage_one(place: &Path, bytes: &[u8]) -> io::Result<TempPath> {
    let folder = place.parent().unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".docwright-").suffix(".tmp");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    Ok(file.into_temp_path())
}

/// Folders that this run has made, to be taken away again if it fails.
#[derive(Default)]
struct NewFolders(Vec<PathBuf>);

impl NewFolders {
    fn create(&mut self, folder: &Path) -> Result<(), Failure> {
        let missing: Vec<&Path> = folder.ancestors().take_while(|ancestor| !ancestor.exists()).collect();
        for new in missing.into_iter().rev() {
            std::fs::create_dir(new).map_err(|error| Failure::Write {
                path: new.to_path_buf(),
                error,
                state: NOTHING_CHANGED,
            })?;
            self.0.push(new.to_path_buf());
        }
        Ok(())
    }

    fn remove(&self) {
        for folder in self.0.iter().rev() {
            // One that is no longer empty holds somebody else's file by now.
            let _ = std::fs::remove_dir(folder);
        }
    }
}
