//! Markdown to drafts. The only room that sees pulldown-cmark.
