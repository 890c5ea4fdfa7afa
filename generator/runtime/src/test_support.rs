//! For tests without a network: a transport that records and replies from memory, the checker of documented examples, and
//! those of documented bodies and of models.
//!
//! Behind the feature `test-support`.

mod any_json;
mod body;
mod check;
mod check_bodies;
mod check_models;
mod clock;
mod compare;
mod example;
mod recorded;
mod recording;
mod reply;
mod same;

pub use body::{Body, Decoded, error, model, new, page, untyped};
pub use check::{Failure, check, failures};
pub use check_bodies::{Outcome, check_bodies, outcome};
pub use check_models::{check_models, first_failure};
pub use clock::TestClock;
pub use example::{Call, Example, Sent, json, plain, text};
pub use recorded::Recorded;
pub use recording::RecordingTransport;
pub use reply::Reply;
#[doc(hidden)]
pub use same::same;
