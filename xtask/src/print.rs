//! Standard output and error. A reader that has gone (`inspect | head`) is no reason to complain.

use std::fmt::Display;
use std::io::{self, Write};

/// Text for people on standard output; colours are kept for terminals only.
pub(crate) fn text(text: &str) {
    write(&mut anstream::stdout().lock(), text);
}

/// A document for programs on standard output, byte for byte, piece by piece.
pub(crate) fn document(pieces: &[Vec<u8>]) {
    let mut stream = io::stdout().lock();
    // There is nobody left to tell if this fails.
    let _ = pieces.iter().try_for_each(|piece| stream.write_all(piece)).and_then(|()| stream.flush());
}

/// Text for people on standard error.
pub(crate) fn aside(text: &str) {
    write(&mut anstream::stderr().lock(), text);
}

/// Why the tool could not run.
pub(crate) fn error(error: &impl Display) {
    let text = error.to_string();
    if text.starts_with('\u{1b}') || text.starts_with("error") {
        aside(&format!("{text}\n"));
    } else {
        aside(&format!("\u{1b}[1;31merror\u{1b}[0m: {text}\n"));
    }
}

fn write(stream: &mut impl Write, text: &str) {
    // There is nobody left to tell if this fails.
    let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
}
