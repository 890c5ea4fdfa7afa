//! The command line as people use it: the built program, run on docs folders written for the test.

mod bad_input;
mod check_service;
mod determinism;
mod diff_failures;
mod diff_output;
mod diff_sides;
mod features;
mod inspect;
mod mutations;
mod out_folder;
mod support;
mod surface;
