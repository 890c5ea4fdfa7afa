//! Upload sessions over a real socket: chunks byte for byte, failures in the middle, going on where the service stands.
#![cfg(feature = "reqwest")]

mod gone_on_with;
#[path = "../raw_server/mod.rs"]
mod raw_server;
mod refused;
mod sent;
mod session;
