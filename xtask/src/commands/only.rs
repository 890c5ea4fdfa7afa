//! `--only`: some operations, by globs over their ids or their pages' paths.

use crate::failure::Failure;
use docwright::model::{Api, Operation};
use globset::{Glob, GlobSet, GlobSetBuilder};

/// The operations that are meant.
pub(super) struct Only {
    globs: GlobSet,
    text: String,
}

impl Only {
    /// `None` if all are meant.
    pub(super) fn read(only: &[String]) -> Result<Option<Only>, Failure> {
        if only.is_empty() {
            return Ok(None);
        }
        let mut set = GlobSetBuilder::new();
        for glob in only {
            set.add(Glob::new(glob).map_err(|error| Failure::Glob { glob: glob.clone(), error })?);
        }
        let text = only.join(" ");
        match set.build() {
            Ok(globs) => Ok(Some(Only { globs, text })),
            Err(error) => Err(Failure::Glob { glob: text, error }),
        }
    }

    pub(super) fn is_match(&self, api: &Api, operation: &Operation) -> bool {
        let is_page = |page: &str| self.globs.is_match(page);
        self.globs.is_match(&operation.id) || operation.pages.iter().any(|page| is_page(&api.pages[*page].path))
    }

    /// A glob that matches nothing is a typing error.
    pub(super) fn refuse_nothing(&self, api: &Api) -> Result<(), Failure> {
        let some = api.operations.iter().any(|operation| self.is_match(api, operation));
        if some { Ok(()) } else { Err(Failure::OnlyMatchesNothing(self.text.clone())) }
    }
}
