//! The command line as people use it: the built program, run on docs folders written for the test.

mod bad_input;
mod check_service;
mod determinism;
mod diff_failures;
mod diff_output;
mod diff_sides;
mod emitted;
mod features;
mod inspect;
mod mutations;
mod odd_examples;
mod odd_names;
mod out_folder;
mod semver;
mod slips;
mod support;
mod surface;
