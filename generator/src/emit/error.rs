//! What must never happen while emitting.

use std::fmt;

/// A bug of the emitter: nothing of the crate may be written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum EmitError {
    /// Emitted source is not Rust.
    Unparsable {
        /// The file, within the crate.
        file: String,
        /// What syn says, and the tokens that follow.
        message: String,
    },
    /// Two emitters made one file.
    Twice {
        /// The file, within the crate.
        file: String,
    },
    /// The ledger of examples cannot be written as JSON.
    Ledger {
        /// What the JSON writer says.
        message: String,
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
            EmitError::Unparsable { file, message } => {
                write!(f, "the source emitted for {file} does not parse; this is a bug of docwright: {message}")
            }
            EmitError::Twice { file } => write!(f, "{file} was emitted twice; this is a bug of docwright"),
            EmitError::Ledger { message } => write!(f, "EXAMPLES.json cannot be written: {message}"),
            EmitError::Manifest { message } => write!(f, "Cargo.toml cannot be written: {message}"),
        }
    }
}

impl std::error::Error for EmitError {}
