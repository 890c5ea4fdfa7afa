//! Standard output and error. A reader that has gone (`inspect | head`) is no reason to complain.

use std::fmt::Display;
use std::io::{self, Write};

/// Text for people on standard output; colours are kept for terminals only.
pub(crate) fn text(text: &str) {
    write(&mut anstream::stdout().lock(), text);
}

/// A document for programs on standard output, byte for byte.
pub(crate) fn document(text: &[u8]) {
    written(|out| out.write_all(text));
}

/// What is written to standard output as it is made.
pub(crate) fn written(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
    let mut stream = io::stdout().lock();
    // There is nobody left to tell if this fails.
    let _ = write(&mut stream).and_then(|()| stream.flush());
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
