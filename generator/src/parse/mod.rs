//! Markdown to drafts. The only room that sees pulldown-cmark.

mod http;
mod json;
mod rich;
mod route;
