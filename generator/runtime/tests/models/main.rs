//! What a model does with JSON: nothing is lost, nothing fails, and a body says only what its user said.
#![allow(clippy::unwrap_used, reason = "a failure is a failed test")]

mod any_json;
mod convert;
mod edm;
mod encode;
mod enums;
mod extra;
mod files;
mod key_order;
mod macros;
mod misfits;
mod ops;
mod pages;
mod report;
