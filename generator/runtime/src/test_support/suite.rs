//! All documented examples of a crate as one test program: a test for each operation, run by libtest-mimic as `#[test]`
//! functions are by rustc's own harness, and without what that compiles for each of thousands. It knows most of the options
//! that Rust's own test programs have: one filter, not several, and what tests print is not kept from view.

use super::check::checked;
use super::{Checker, Types};
use crate::{Client, ClientBuilder, RouteTable};
use libtest_mimic::{Arguments, Failed, Trial};
use std::fmt;
use std::process::ExitCode;

/// The examples of one operation. `C` is the crate's client.
pub struct Test<C> {
    /// Group and operation: `drive_item::checkin`.
    pub name: &'static str,
    /// The operation's types.
    pub types: Types,
    /// Hands the examples to the checker.
    pub examples: fn(&C, &mut Checker),
}

/// Runs the tests that the command line asks for.
///
/// # Panics
/// Without a server on loopback.
pub fn run<C: From<Client> + 'static>(
    routes: &'static RouteTable,
    builder: fn() -> ClientBuilder<C>,
    tests: &[&'static [Test<C>]],
) -> ExitCode {
    let trial = |test: &'static Test<C>| {
        let run = move || checked(routes, builder(), test.types, test.examples).map_err(Failed::from);
        Trial::test(test.name, run)
    };
    let trials = tests.iter().copied().flatten().map(trial).collect();
    let mut arguments = Arguments::from_args();
    let threads = || std::env::var("RUST_TEST_THREADS").ok()?.parse().ok();
    arguments.test_threads = arguments.test_threads.or_else(threads);
    libtest_mimic::run(&arguments, trials).exit_code()
}

impl<C> fmt::Debug for Test<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Test({})", self.name)
    }
}
