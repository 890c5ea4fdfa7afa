//! What a model does with JSON: nothing is lost, nothing fails, and a body says only what its user said.

mod encode;
mod files;
mod misfits;
