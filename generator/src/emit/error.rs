//! What must never happen while emitting.

use std::fmt;

/// A bug of the emitter: nothing of the crate may be written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum EmitError {
    /// Emitted source is not Rust.
    Unparsable {
        /// The file, within the crate.
        file: String,
        /// What syn says.
        message: String,
        /// The tokens around the place that syn does not like, or the start of them.
        tokens: String,
    },
    /// Two emitters made one file.
    Twice {
        /// The file, within the crate.
        file: String,
    },
    /// The manifest cannot be written as TOML.
    Manifest {
        /// What the TOML writer says.
        message: String,
    },
}

impl fmt::Display for EmitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EmitError::Unparsable { file, message, tokens } => {
                write!(
                    f,
                    "the source emitted for {file} does not parse ({message}); this is a bug of docwright; it starts: {tokens}"
                )
            }
            EmitError::Twice { file } => write!(f, "{file} was emitted twice; this is a bug of docwright"),
            EmitError::Manifest { message } => write!(f, "Cargo.toml cannot be written: {message}"),
        }
    }
}

impl std::error::Error for EmitError {}
