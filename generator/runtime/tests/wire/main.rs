//! Over real sockets: the default transport against servers on loopback, some of which misbehave. A file per question.
#![cfg(feature = "reqwest")]

mod bad_answers;
mod bodies;
mod connections;
mod own_client;
mod redirects;
mod request;
mod retries;
mod round_trip;
mod server;
mod timeouts;
mod tokens;
