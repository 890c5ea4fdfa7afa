//! For tests without a network: a transport that records and replies from memory, the checker of documented examples, and
//! those of documented bodies and of models.
//!
//! Behind the feature `test-support`; the checker of examples, which has a server on loopback, behind `example-tests`.

#[cfg(feature = "example-tests")]
mod answer;
mod any_json;
mod body;
#[cfg(feature = "example-tests")]
mod call;
#[cfg(feature = "example-tests")]
mod check;
mod check_bodies;
mod check_models;
mod clock;
#[cfg(feature = "example-tests")]
mod compare;
#[cfg(feature = "example-tests")]
mod example;
#[cfg(feature = "example-tests")]
mod failure;
mod items;
#[cfg(feature = "example-tests")]
mod loopback;
#[cfg(feature = "example-tests")]
mod message;
mod pairs;
mod recorded;
mod recording;
mod reply;
mod same;
#[cfg(feature = "example-tests")]
mod server;
#[cfg(feature = "example-tests")]
mod service;
#[cfg(feature = "example-tests")]
mod started;
#[cfg(feature = "example-tests")]
mod suite;
#[cfg(feature = "example-tests")]
mod takes;
mod typed;

pub use body::{Body, ERROR, UNTYPED, model, page};
#[cfg(feature = "example-tests")]
pub use call::{Types, long_running, types};
#[cfg(feature = "example-tests")]
pub use check::{Checker, check, failures};
pub use check_bodies::{Outcome, check_bodies, outcome};
pub use check_models::{check_models, first_failure};
pub use clock::TestClock;
#[cfg(feature = "example-tests")]
pub use example::{Answer, Example, Sends};
#[cfg(feature = "example-tests")]
pub use failure::Failure;
pub use items::Items;
pub use recorded::Recorded;
pub use recording::RecordingTransport;
pub use reply::Reply;
#[doc(hidden)]
pub use same::same;
#[cfg(feature = "example-tests")]
pub use suite::{Test, run};
#[cfg(feature = "example-tests")]
pub use takes::{Take, Taken, Takes};
pub use typed::{Return, Returned, Returns, WithModel, with};
