//! For tests without a network: a transport that records and replies from memory, and the checker of documented examples.
//!
//! Behind the feature `test-support`.

mod check;
mod compare;
mod example;
mod recording;

pub use check::{Failure, check, failures};
pub use example::{Call, Example, Sent, json, plain, text};
pub use recording::{Recorded, RecordingTransport};
