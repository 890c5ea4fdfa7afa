//! Docwright: API reference pages in the API Doctor dialect of Markdown become a typed Rust client.
//!
//! Pure: text in, files in memory and diagnostics out. No file system, no printing.

pub mod config;
pub mod diagnostics;
pub mod emit;
pub mod inspect;
pub mod model;
pub mod source;
