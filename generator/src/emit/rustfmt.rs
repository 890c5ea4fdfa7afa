//! `rustfmt.toml`. prettyplease has formatted the crate; another opinion would only make differences.

use super::context::Context;
use super::{Files, Job, Part, print};

pub(super) fn jobs(_: &Context<'_>) -> Vec<Job<'static>> {
    vec![Box::new(file)]
}

fn file(_: &Context<'_>) -> Files {
    Ok(Part::file("rustfmt.toml", print::header("#", &[]) + "disable_all_formatting = true\n"))
}
